/* SPDX-License-Identifier: MIT */
/* The commands that paint nothing: check, trace and describe. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "commands.h"
#include "dialects.h"
#include "effects.h"
#include "footprint.h"
#include "formats.h"
#include "names.h"
#include "pages.h"
#include "planning.h"
#include "report.h"
#include "themes.h"
#include "trace.h"

/* What is told of a plan, by pictures made on trial; cells and words on the canvas of the first
 * output. */
static void measure(struct checked *checked, size_t jobs)
{
    const struct output *output = &checked->plan.outputs[0];
    for (size_t i = 0; i < checked->plan.count; i++)
        estimate_make(&checked->plan, &checked->plan.outputs[i], &checked->estimates[i]);
    checked->memory = footprint_of(&checked->plan, jobs);
    struct arena arena = {0};
    struct display_list list;
    struct picture picture;
    size_t page = output->has_every_picture ? 0 : output->first;
    pages_draw(&checked->subject, page, &arena, &picture, &list);
    checked->cell_px = list.cell_pt * output->canvas.scale;
    checked->words_px = checked->subject.drawings[0].words_pt * output->canvas.scale;
    arena_finish(&arena);
}

/* Whether the files can be where -o says. Without it a scene alone is checked. */
static bool find_folders(const struct plan *plan, const struct options *options,
                         struct error *error)
{
    return !options->output || names_settle_folders(&plan, 1, options, error);
}

/* As render would, up to the first picture. */
static void look_at(struct checked *checked, const char *path, const struct options *options)
{
    struct subject *subject = &checked->subject;
    *checked = (struct checked){0};
    if (subject_load(subject, path, options))
        checked->is_planned = planning_make(&checked->plan, subject, options, &checked->error) &&
                              planning_probe(&checked->plan, NULL, &checked->error) &&
                              find_folders(&checked->plan, options, &checked->error);
    else if (subject->scene)
        formats_check(subject);
    if (checked->is_planned)
        estimate_warn(&checked->plan, &subject->report);
    checked->is_planned &= subject_settle_status(subject);
    if (checked->is_planned && (options->is_json || !options->is_quiet))
        measure(checked, options->jobs);
    checked->status = checked->error.status ? checked->error.status : subject->status;
}

/* What twins share is told by the first. */
static void print_checked(const struct checked *checked, const struct options *options)
{
    if (options->is_json) {
        check_print_json(checked, stdout);
        return;
    }
    if (checked->subject.status != STATUS_DONE || options->theme == 0)
        subject_print_problems(&checked->subject, stderr);
    if (checked->error.status)
        error_print(&checked->error, stderr);
    if (checked->is_planned && options->theme == 0 && !options->is_quiet)
        check_print_text(checked, stdout);
}

/* Under each theme, up to the first that is not right. effects: grows by those of the outputs. */
static enum status check_themes(const char *path, const struct themes *themes,
                                struct checked *twins, unsigned *effects)
{
    enum status status = STATUS_DONE;
    for (size_t i = 0; i < themes->count && status == STATUS_DONE; i++) {
        look_at(&twins[i], path, &themes->options[i]);
        print_checked(&twins[i], &themes->options[i]);
        if (twins[i].is_planned)
            *effects |= effects_of_plan(&twins[i].plan);
        status = twins[i].status;
    }
    return status;
}

/* Whether those of all scenes and themes are right together. Two themes in one file count once. */
static bool check_names(struct checked *checked, size_t count, const struct themes *themes,
                        struct error *error)
{
    const struct plan **plans = memory_allocate(count, sizeof *plans);
    const struct subject **subjects = memory_allocate(count, sizeof *subjects);
    size_t planned = 0;
    bool is_right = true;
    for (size_t i = 0; i < count && is_right; i++) {
        struct checked *twin = themes->count == 2 && i % 2 == 1 ? &checked[i - 1] : NULL;
        subjects[i] = &checked[i].subject;
        if (!checked[i].is_planned)
            continue;
        if (twin && themes_share_files(&twin->plan))
            is_right = themes_join(&twin->plan, &checked[i].plan, error);
        else
            plans[planned++] = &checked[i].plan;
    }
    is_right = is_right && names_check(plans, planned, subjects, count, error);
    free(plans);
    free(subjects);
    return is_right;
}

static void finish_checked(struct checked *checked, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        arena_finish(&checked[i].plan.arena);
        subject_finish(&checked[i].subject);
        checked[i] = (struct checked){0};
    }
}

static enum status check_scenes(const struct options *options, const struct themes *themes)
{
    const size_t twins = themes->count, count = options->scene_count * twins;
    struct checked *checked = memory_allocate(count, sizeof *checked);
    struct error error = {0};
    enum status first = STATUS_DONE, status = STATUS_DONE;
    unsigned effects = 0;
    /* A mistake on the command line would be told for every scene. */
    for (size_t i = 0; i < options->scene_count && status != STATUS_USAGE; i++) {
        status = check_themes(options->scenes[i], themes, &checked[i * twins], &effects);
        first = first == STATUS_DONE ? status : first;
        if (!options->output)
            finish_checked(&checked[i * twins], twins); /* no names are asked for: see below */
    }
    bool is_right = first == STATUS_USAGE ||
                    ((!effects || effects_check(options, effects, &error)) &&
                     (!options->output || check_names(checked, count, themes, &error)));
    if (!is_right) {
        error_print(&error, stderr);
        first = error.status;
    }
    finish_checked(checked, count);
    free(checked);
    return first;
}

enum status command_check(const struct options *options)
{
    struct themes themes = {0};
    struct error error = {0};
    bool is_split = themes_split(&themes, options, &error);
    if (!is_split)
        error_print(&error, stderr);
    enum status status = is_split ? check_scenes(options, &themes) : error.status;
    themes_finish(&themes);
    return status;
}

/* Of each shot and panel its own. */
static bool print_words(const struct subject *subject, const struct dialect *dialect,
                        struct error *error)
{
    struct buffer words = {0};
    bool is_said = true;
    for (size_t i = 0; i < subject->simulation_count && is_said; i++)
        is_said = subject->simulations[i]->scene->is_alone
                      ? error_set(error, STATUS_USAGE, "the scene has no layer to write in %s",
                                  dialect->name)
                      : dialect_write(dialect, simulation_forward(subject->simulations[i]), &words,
                                      error);
    if (is_said)
        fputs(words.bytes, stdout);
    buffer_finish(&words);
    return is_said;
}

static bool print_numbers(const struct subject *subject, const struct trace_options *what,
                          struct error *error)
{
    const struct film film = subject_film(subject);
    return trace_write(stdout, &film, subject->timeline, what, error);
}

enum status command_trace(const struct options *options)
{
    struct subject subject;
    struct error error = {0};
    struct trace_options what = {
        .has_steps = options->has_trace_steps,
        .first_step = options->first_step,
        .last_step = options->last_step,
        .has_tensors = options->has_trace_tensors,
        .limits = &options->limits,
    };
    subject_load_numbers(&subject, options->scenes[0], options);
    subject_print_problems(&subject, stderr);
    enum status status = subject.status;
    bool is_good =
        status != STATUS_DONE || (options->dialect ? print_words(&subject, options->dialect, &error)
                                                   : print_numbers(&subject, &what, &error));
    if (!is_good) {
        error_print(&error, stderr);
        status = error.status;
    }
    subject_finish(&subject);
    return status;
}

static void print_description(const struct subject *subject)
{
    struct buffer text = {0};
    subject_describe(subject, true, &text);
    fwrite(text.bytes, 1, text.length, stdout);
    buffer_finish(&text);
}

enum status command_describe(const struct options *options)
{
    enum status first = STATUS_DONE;
    bool is_first = true;
    for (size_t i = 0; i < options->scene_count; i++) {
        struct subject subject;
        bool is_good = subject_load_described(&subject, options->scenes[i], options);
        subject_print_problems(&subject, stderr);
        if (is_good && !is_first)
            putchar('\n');
        if (is_good)
            print_description(&subject);
        is_first &= !is_good;
        first = first == STATUS_DONE ? subject.status : first;
        subject_finish(&subject);
    }
    return first;
}
