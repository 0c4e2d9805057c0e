/* SPDX-License-Identifier: MIT */
/* The render command: load all, plan all, then paint, side by side where asked. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "crew.h"
#include "dark.h"
#include "deps.h"
#include "effects.h"
#include "estimate.h"
#include "made.h"
#include "names.h"
#include "planning.h"
#include "progress.h"
#include "report.h"
#include "rights.h"
#include "stale.h"
#include "target.h"
#include "themes.h"
#include "walk.h"

struct job {
    struct subject subject;
    struct plan plan;
    struct crew crew;
    bool is_ready;
    enum status status;
    struct error error;
    struct buffer made; /* what to tell of it, */
    struct buffer deps; /* and what it was made of */
    bool is_over;       /* no thread works on it any more */
    struct job *twin;   /* borrowed: drawn and finished with this job; NULL: none */
    struct dark *dark;  /* owned; NULL: none */
};

struct pool {
    const struct options *options;
    struct themes themes;
    struct job *jobs; /* scene by scene, of each its themes */
    size_t count, next;
    size_t told;        /* jobs whose files have been told, in their order */
    struct stale stale; /* of --check */
    struct progress progress;
    pthread_mutex_t lock; /* of next, told and progress */
};

/* ---- before the first picture ---- */

/* Problems that twins share are told by the first. */
static void load_job(struct job *job, const char *path, const struct options *options)
{
    struct subject *subject = &job->subject;
    if (subject_load(subject, path, options))
        job->is_ready = planning_make(&job->plan, subject, options, &job->error);
    if (job->is_ready)
        estimate_warn(&job->plan, &subject->report);
    bool is_right = subject_settle_status(subject);
    job->is_ready &= is_right;
    if (job->is_ready)
        job->dark = dark_load(&job->plan, path, options, &job->error);
    job->is_ready &= job->error.status == STATUS_DONE;
    if (options->theme == 0 || !is_right)
        subject_print_problems(subject, stderr);
    if (job->error.status)
        error_print(&job->error, stderr);
    job->status = job->error.status ? job->error.status : subject->status;
}

static void compare_files(struct plan *plan, const struct comparison *comparison)
{
    for (size_t i = 0; i < plan->count; i++)
        if (!plan->outputs[i].encoder->has_no_file)
            plan->outputs[i].comparison = comparison;
}

/* A mistake on the command line ends the call: it would be told again for every scene. */
static bool load_jobs(struct pool *pool)
{
    for (size_t i = 0; i < pool->count; i++) {
        const struct options *options = &pool->themes.options[i % pool->themes.count];
        struct job *job = &pool->jobs[i];
        if (options->theme > 0 && job[-1].status != STATUS_DONE)
            job->status = job[-1].status; /* the scene's, and told */
        else
            load_job(job, options->scenes[i / pool->themes.count], options);
        if (options->is_compared && job->is_ready)
            compare_files(&job->plan, &pool->stale.comparison);
        if (job->status == STATUS_USAGE)
            return false;
    }
    return true;
}

/* An encoder that is missing is told before anything is painted. */
static bool probe_encoders(struct pool *pool, struct error *error)
{
    struct probed told = {0};
    for (size_t i = 0; i < pool->count; i++)
        if (pool->jobs[i].is_ready && !planning_probe(&pool->jobs[i].plan, &told, error))
            return false;
    if (told.missing[0])
        fprintf(stderr, "convreel: %s is missing, so %s makes the film\n", told.missing,
                told.codec);
    return true;
}

/* Two jobs that write the same files become one: the first. */
static bool join_twins(struct pool *pool, struct error *error)
{
    for (size_t i = 0; pool->themes.count == 2 && i < pool->count; i += 2) {
        struct job *job = &pool->jobs[i], *twin = &job[1];
        if (!job->is_ready || !themes_share_files(&job->plan))
            continue;
        if (twin->is_ready && !themes_join(&job->plan, &twin->plan, error))
            return false;
        job->twin = twin;
        job->is_ready = twin->is_ready;
        twin->is_ready = false;
    }
    return true;
}

static bool prepare(struct pool *pool, struct error *error)
{
    const struct plan **plans = memory_allocate(pool->count, sizeof *plans);
    const struct subject **subjects = memory_allocate(pool->count, sizeof *subjects);
    size_t ready = 0;
    for (size_t i = 0; i < pool->count; i++) {
        subjects[i] = &pool->jobs[i].subject;
        if (pool->jobs[i].is_ready)
            plans[ready++] = &pool->jobs[i].plan;
    }
    unsigned effects = 0;
    for (size_t i = 0; i < ready; i++)
        effects |= effects_of_plan(plans[i]);
    bool is_right =
        (ready == 0 || effects_check(pool->options, effects, error)) &&
        names_check(plans, ready, subjects, pool->count, error) && probe_encoders(pool, error) &&
        (pool->options->is_compared || names_settle_folders(plans, ready, pool->options, error));
    if (is_right)
        rights_bound_writing(plans, ready, pool->options);
    free(plans);
    free(subjects);
    return is_right;
}

/* ---- the work ---- */

static void count_picture(void *context, const char *name, size_t bytes)
{
    struct pool *pool = context;
    pthread_mutex_lock(&pool->lock);
    progress_step(&pool->progress, name, bytes);
    pthread_mutex_unlock(&pool->lock);
}

static struct job *next_job(struct pool *pool)
{
    struct job *job = NULL;
    pthread_mutex_lock(&pool->lock);
    while (pool->next < pool->count && !pool->jobs[pool->next].is_ready)
        pool->next++;
    if (pool->next < pool->count)
        job = &pool->jobs[pool->next++];
    pthread_mutex_unlock(&pool->lock);
    return job;
}

/* Complete under its name, as the pictures are. */
static bool write_text(struct pool *pool, const char *path, const char *text, struct error *error)
{
    struct sink sink;
    if (!(path && pool->options->is_compared
              ? sink_open_compared(&sink, path, &pool->stale.comparison, error)
              : sink_open(&sink, path, false, error)))
        return false;
    return sink_write(&sink, text, strlen(text), error) && sink_commit(&sink, true, error);
}

static bool write_sides(struct pool *pool, const struct plan *plan, struct error *error)
{
    for (size_t i = 0; i < plan->side_count; i++)
        if (!write_text(pool, plan->sides[i].path, plan->sides[i].text, error))
            return false;
    return true;
}

static void finish_job(struct job *job)
{
    crew_finish(&job->crew);
    arena_finish(&job->plan.arena);
    subject_finish(&job->subject);
    dark_finish(job->dark);
    job->dark = NULL;
    if (job->twin)
        finish_job(job->twin);
}

/* Scenes are told in their order, however they are finished. */
static void tell_made(struct pool *pool, struct job *job)
{
    pthread_mutex_lock(&pool->lock);
    job->is_over = true;
    for (; pool->told < pool->count; pool->told++) {
        const struct job *next = &pool->jobs[pool->told];
        if (next->is_ready && !next->is_over)
            break;
        if (next->made.length > 0) {
            progress_clear(&pool->progress);
            fputs(next->made.bytes, stderr);
        }
    }
    pthread_mutex_unlock(&pool->lock);
}

/* While the plan is there. */
static void tell_job(struct job *job, const struct options *options)
{
    if (!options->is_quiet && !options->is_compared)
        made_tell(&job->plan, &job->made);
    if (options->deps)
        deps_add(&job->plan, &job->deps);
}

/* What is done goes at once: surfaces of many scenes would add up. */
static void *work(void *context)
{
    struct pool *pool = context;
    struct walk_listener listener = {count_picture, pool};
    for (struct job *job = next_job(pool); job; job = next_job(pool)) {
        if (!walk_pictures(&job->plan, &job->crew, &listener, &job->error) ||
            !write_sides(pool, &job->plan, &job->error))
            job->status = job->error.status;
        else
            tell_job(job, pool->options);
        tell_made(pool, job);
        finish_job(job);
    }
    return NULL;
}

/* Scenes are made side by side, and if there are fewer than threads, the pictures of each too. */
static size_t share_threads(struct pool *pool)
{
    size_t ready = 0, jobs = pool->options->jobs;
    for (size_t i = 0; i < pool->count; i++)
        ready += pool->jobs[i].is_ready;
    size_t side_by_side = jobs < ready ? jobs : ready;
    for (size_t i = 0; i < pool->count; i++) {
        struct job *job = &pool->jobs[i];
        if (!job->is_ready)
            continue;
        size_t most = walk_length(&job->plan), share = jobs / side_by_side;
        crew_init(&job->crew, &job->subject, share < most ? share : most);
    }
    return side_by_side;
}

static void work_side_by_side(struct pool *pool)
{
    pthread_t threads[MOST_JOBS];
    size_t wanted = share_threads(pool), started = 0;
    while (started + 1 < wanted && pthread_create(&threads[started], NULL, work, pool) == 0)
        started++;
    work(pool);
    for (size_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
}

static void render_jobs(struct pool *pool)
{
    size_t total = 0;
    for (size_t i = 0; i < pool->count; i++)
        if (pool->jobs[i].is_ready)
            total += walk_length(&pool->jobs[i].plan);
    progress_begin(&pool->progress, pool->options->is_quiet ? 0 : total);
    work_side_by_side(pool);
    progress_clear(&pool->progress);
    for (size_t i = 0; i < pool->count; i++)
        if (pool->jobs[i].is_ready && pool->jobs[i].status != STATUS_DONE)
            error_print(&pool->jobs[i].error, stderr);
}

static enum status first_failure(const struct pool *pool)
{
    for (size_t i = 0; i < pool->count; i++)
        if (pool->jobs[i].status != STATUS_DONE)
            return pool->jobs[i].status;
    return STATUS_DONE;
}

/* Of all that was asked for, or there is no such file. */
static void write_deps(struct pool *pool, struct error *error)
{
    const char *path = pool->options->deps;
    if (!path || first_failure(pool) != STATUS_DONE)
        return;
    struct buffer all = {0};
    buffer_add_text(&all, "");
    for (size_t i = 0; i < pool->count; i++)
        if (pool->jobs[i].deps.length > 0)
            buffer_add(&all, pool->jobs[i].deps.bytes, pool->jobs[i].deps.length);
    write_text(pool, target_or_standard_output(path), all.bytes, error);
    buffer_finish(&all);
}

static void run_jobs(struct pool *pool, struct error *error)
{
    if (!load_jobs(pool))
        error->status = STATUS_USAGE; /* told already */
    else if (join_twins(pool, error) && prepare(pool, error)) {
        render_jobs(pool);
        write_deps(pool, error);
    }
}

static void finish_words(struct job *job)
{
    buffer_finish(&job->made);
    buffer_finish(&job->deps);
}

static enum status tell_stale(struct stale *stale, const struct options *options)
{
    stale_print(stale, stdout);
    if (!options->is_quiet)
        fprintf(stderr, "convreel: %zu of %zu file%s would change\n", stale->count, stale->compared,
                text_plural(stale->compared));
    return stale->count > 0 ? STATUS_SCENE : STATUS_DONE;
}

enum status command_render(const struct options *options)
{
    struct pool pool = {
        .options = options,
        .lock = PTHREAD_MUTEX_INITIALIZER,
    };
    struct error error = {0};
    stale_init(&pool.stale);
    if (themes_split(&pool.themes, options, &error)) {
        pool.count = options->scene_count * pool.themes.count;
        pool.jobs = memory_allocate(pool.count, sizeof *pool.jobs);
        run_jobs(&pool, &error);
    }
    if (error.text[0])
        error_print(&error, stderr);
    enum status status = error.status ? error.status : first_failure(&pool);
    if (options->is_compared && status == STATUS_DONE)
        status = tell_stale(&pool.stale, options);
    for (size_t i = 0; i < pool.count; i++)
        finish_job(&pool.jobs[i]);
    for (size_t i = 0; i < pool.count; i++)
        finish_words(&pool.jobs[i]);
    free(pool.jobs);
    stale_finish(&pool.stale);
    themes_finish(&pool.themes);
    return status;
}
