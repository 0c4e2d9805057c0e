/* SPDX-License-Identifier: MIT */
/*
 * The driver's inner loop. Each thread makes the next picture that nobody makes, or gives one whose
 * turn it is to the encoders; one thread at a time does that, in the pictures' order. Memory is
 * that of a few pictures, however many there are.
 */
#include "walk.h"

#include <pthread.h>
#include <stdlib.h>

#include "making.h"
#include "pages.h"

enum { SPARE_SLOTS = 2 }; /* pictures that wait for their turn, so that no thread waits for one */

struct slot {
    struct made_picture picture;
    bool is_ready; /* made, and not given yet */
};

struct walk {
    struct task task;
    const struct crew *crew;
    const struct walk_listener *listener;
    struct run runs[MOST_OUTPUTS];
    pthread_mutex_t lock; /* of all below */
    pthread_cond_t has_changed;
    bool has_every_picture; /* which kind is being made, */
    size_t next, end;       /* the next picture of it, and how many there are */
    struct slot *slots;     /* owned: a ring of those under way */
    size_t slot_count, taken, given;
    bool is_giving, has_failed;
    size_t failed; /* in the order of taking: the first one's error is told */
    struct error error;
};

/* A thread. */
struct hand {
    struct walk *walk;
    struct maker maker;
};

/* ---- making and giving ---- */

/* The lock is held here and below but where pictures are made and given. */
static void note_failure(struct walk *walk, size_t number, const struct error *error)
{
    if (walk->has_failed && walk->failed <= number)
        return;
    walk->has_failed = true;
    walk->failed = number;
    walk->error = *error;
}

static void skip_unwanted(struct walk *walk)
{
    while (walk->next < walk->end &&
           !making_is_wanted(walk->task.plan, walk->has_every_picture, walk->next))
        walk->next++;
}

static void make_next(struct walk *walk, struct maker *maker)
{
    size_t number = walk->taken++;
    struct slot *slot = &walk->slots[number % walk->slot_count];
    struct error error = {0};
    slot->picture.has_every_picture = walk->has_every_picture;
    slot->picture.number = walk->next++;
    pthread_mutex_unlock(&walk->lock);
    bool is_made = making_make(&walk->task, &slot->picture, maker, walk->crew->count == 1, &error);
    pthread_mutex_lock(&walk->lock);
    slot->is_ready = true;
    if (!is_made)
        note_failure(walk, number, &error);
}

static size_t bytes_so_far(const struct walk *walk)
{
    size_t bytes = 0;
    for (size_t i = 0; i < walk->task.plan->count; i++)
        bytes += walk->runs[i].written + sink_size(&walk->runs[i].sink);
    return bytes;
}

static void give_next(struct walk *walk)
{
    struct slot *slot = &walk->slots[walk->given % walk->slot_count];
    struct error error = {0};
    walk->is_giving = true;
    pthread_mutex_unlock(&walk->lock);
    bool is_given = making_feed(&walk->task, &slot->picture, &error);
    walk->listener->step(walk->listener->context, walk->task.plan->subject->scene->name,
                         bytes_so_far(walk));
    pthread_mutex_lock(&walk->lock);
    walk->is_giving = false;
    if (!is_given)
        note_failure(walk, walk->given, &error);
    slot->is_ready = false;
    walk->given++;
}

/* One thing that can be done now; false: nothing. */
static bool do_next(struct walk *walk, struct maker *maker)
{
    skip_unwanted(walk);
    if (!walk->is_giving && walk->given < walk->taken &&
        walk->slots[walk->given % walk->slot_count].is_ready)
        give_next(walk);
    else if (walk->next < walk->end && walk->taken - walk->given < walk->slot_count)
        make_next(walk, maker);
    else
        return false;
    pthread_cond_broadcast(&walk->has_changed);
    return true;
}

static void *work(void *context)
{
    struct hand *hand = context;
    struct walk *walk = hand->walk;
    pthread_mutex_lock(&walk->lock);
    while (!walk->has_failed) {
        if (do_next(walk, &hand->maker))
            continue;
        if (walk->next == walk->end && walk->given == walk->taken)
            break;
        pthread_cond_wait(&walk->has_changed, &walk->lock);
    }
    pthread_cond_broadcast(&walk->has_changed);
    pthread_mutex_unlock(&walk->lock);
    return NULL;
}

/* Makes all pictures of one kind, with as many threads as can be had. */
static bool make_kind(struct walk *walk, bool has_every_picture)
{
    const struct subject *subject = walk->task.plan->subject;
    struct hand hands[MOST_JOBS] = {{walk, {.painter = walk->crew->painters[0]}}};
    pthread_t threads[MOST_JOBS];
    size_t started = 0;
    walk->has_every_picture = has_every_picture;
    walk->next = 0;
    walk->end = has_every_picture ? subject->timeline->picture_count : pages_count(subject);
    for (size_t i = 1; i < walk->crew->count; i++)
        hands[i] = (struct hand){walk, {.painter = walk->crew->painters[i]}};
    while (started + 1 < walk->crew->count &&
           pthread_create(&threads[started], NULL, work, &hands[started + 1]) == 0)
        started++;
    work(&hands[0]);
    for (size_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    for (size_t i = 0; i < walk->crew->count; i++)
        maker_finish(&hands[i].maker);
    return !walk->has_failed;
}

/* ---- all outputs ---- */

/* Whether an output has every picture, or whether one has pages. */
static bool is_wanted(const struct plan *plan, bool has_every_picture)
{
    for (size_t i = 0; i < plan->count; i++)
        if (plan->outputs[i].has_every_picture == has_every_picture)
            return true;
    return false;
}

/* A step's page and its held picture are the same moment, so one list serves both; a sheet is a
 * drawing of its own. */
static bool shares_pages(const struct plan *plan)
{
    return is_wanted(plan, true) && plan->subject->scene->output.sheet_columns == 0;
}

static bool open_all(struct walk *walk)
{
    const struct plan *plan = walk->task.plan;
    for (size_t i = 0; i < plan->count; i++) {
        struct run *run = &walk->runs[i];
        *run = (struct run){
            .output = &plan->outputs[i], .subject = plan->subject, .painter = walk->crew->encoders};
        if (!run->output->is_numbered &&
            !run_open(run, 0, NULL, &run->output->canvas, &walk->error))
            return false;
    }
    return true;
}

static bool close_all(struct walk *walk)
{
    for (size_t i = 0; i < walk->task.plan->count; i++)
        if (walk->runs[i].state && !run_close(&walk->runs[i], &walk->error))
            return false;
    return true;
}

static bool make_all(struct walk *walk)
{
    const struct plan *plan = walk->task.plan;
    return (!is_wanted(plan, true) || make_kind(walk, true)) &&
           (walk->task.shares_pages || make_kind(walk, false));
}

static bool walk_outputs(const struct plan *plan, const struct crew *crew,
                         const struct walk_listener *listener, struct error *error)
{
    struct walk walk = {
        .crew = crew,
        .listener = listener,
        .lock = PTHREAD_MUTEX_INITIALIZER,
        .has_changed = PTHREAD_COND_INITIALIZER,
        .slot_count = crew->count > 1 ? crew->count + SPARE_SLOTS : 1,
    };
    struct painter *over = NULL;
    for (size_t i = 0; i < plan->count && !over; i++)
        if (making_has_words_in_pictures(plan, &plan->outputs[i]))
            over = subject_create_painter(plan->subject);
    walk.task = (struct task){plan, walk.runs, shares_pages(plan), over};
    walk.slots = memory_allocate(walk.slot_count, sizeof *walk.slots);
    bool is_done = open_all(&walk) && make_all(&walk) && close_all(&walk);
    for (size_t i = 0; i < plan->count; i++)
        run_abort(&walk.runs[i]);
    for (size_t i = 0; i < walk.slot_count; i++)
        making_finish(&walk.slots[i].picture);
    free(walk.slots);
    if (over)
        painter_destroy(over);
    if (!is_done)
        *error = walk.error;
    return is_done;
}

/* ---- outputs of one size and rate share their pictures, the others are made one after another
 * ----
 */

/* The outputs of a plan that share its own subject, or its light one. */
static struct plan part_of(const struct plan *plan, const struct subject *subject)
{
    struct plan part = *plan;
    part.subject = subject;
    part.count = 0;
    for (size_t i = 0; i < plan->count; i++)
        if (plan->outputs[i].subject == subject)
            part.outputs[part.count++] = plan->outputs[i];
    return part;
}

static size_t length_of(const struct plan *plan)
{
    size_t counts[2] = {0}; /* pages, pictures: as many as the output has that has most */
    for (size_t i = 0; i < plan->count; i++) {
        size_t *count = &counts[plan->outputs[i].has_every_picture];
        *count = plan->outputs[i].count > *count ? plan->outputs[i].count : *count;
    }
    return shares_pages(plan) ? counts[1] : counts[0] + counts[1];
}

size_t walk_length(const struct plan *plan)
{
    const struct subject *subject = plan->subject;
    const struct plan own = part_of(plan, subject), light = part_of(plan, subject->light);
    return length_of(&own) + (light.count > 0 ? length_of(&light) : 0);
}

bool walk_pictures(const struct plan *plan, const struct crew *crew,
                   const struct walk_listener *listener, struct error *error)
{
    const struct subject *subject = plan->subject;
    const struct plan own = part_of(plan, subject), light = part_of(plan, subject->light);
    return (own.count == 0 || walk_outputs(&own, crew, listener, error)) &&
           (light.count == 0 || walk_outputs(&light, crew, listener, error));
}
