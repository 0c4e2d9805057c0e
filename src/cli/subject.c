/* SPDX-License-Identifier: MIT */
/* From a path to a drawing, the stages in their order. */
#include "subject.h"

#include <stdlib.h>
#include <string.h>

#include "describe.h"
#include "limits.h"
#include "recordings.h"
#include "report.h"

struct painter *subject_create_painter(const struct subject *subject)
{
    struct painter *painter = painter_create();
    if (subject->scene->language.is_built_in)
        painter_set_language(painter, subject->scene->language.name);
    return painter;
}

struct film subject_film(const struct subject *subject)
{
    return (struct film){subject->scene, subject->shot_count, subject->shots};
}

static void make_drawable(struct subject *subject)
{
    struct report *report = &subject->report;
    const struct film film = subject_film(subject);
    subject->painter = subject_create_painter(subject);
    subject->drawings = memory_allocate(subject->shot_count, sizeof *subject->drawings);
    bool is_drawn =
        drawing_init_film(subject->drawings, &film, painter_ruler(subject->painter), report);
    for (size_t i = 0; i < subject->shot_count; i++)
        for (size_t p = 0; p < subject->shots[i].part_count; p++) {
            subject->shots[i].tells_sums[p] = drawing_tells_sums(&subject->drawings[i], p);
            subject->shots[i].lifts[p] = drawing_lifts(&subject->drawings[i], p);
            subject->shots[i].lays[p] = drawing_lays(&subject->drawings[i], p);
            subject->shots[i].builds[p] = drawing_builds(&subject->drawings[i], p);
        }
    if (!subject->timeline)
        subject->timeline = timeline_create(&film, report);
    const struct scene_output *output = &subject->scene->output;
    bool is_sound = is_drawn && report->error_count == 0;
    bool has_canvas = output->width > 0 && output->sheet_columns == 0;
    if (is_sound && output->paper_width_pt > 0 && output->sheet_columns == 0)
        drawing_fit_paper(subject->drawings, subject->shot_count, output->paper_width_pt,
                          output->paper_height_pt, report);
    else if (is_sound)
        drawing_fit_film(subject->drawings, subject->shot_count, has_canvas ? output->width : 0,
                         has_canvas ? output->height : 0, report);
    painter_check(subject->painter, &subject->error);
    subject->is_drawable = subject->timeline && is_drawn;
}

/* ---- shots ---- */

static size_t shot_count(const struct scene *scene)
{
    return scene->shot_count > 0 ? scene->shot_count : 1;
}

static const struct scene *shot_scene(const struct scene *scene, size_t shot)
{
    return scene->shot_count > 0 ? scene->shots[shot] : scene;
}

/* The scenes of all shots and panels, which have a simulation each; the caller's. */
static const struct scene **list_parts(const struct scene *scene, size_t *count)
{
    const struct scene **parts = memory_allocate(shot_count(scene) * MAX_PANELS, sizeof *parts);
    *count = 0;
    for (size_t i = 0; i < shot_count(scene); i++) {
        const struct scene *shot = shot_scene(scene, i);
        for (size_t p = 0; p < shot->panel_count; p++)
            parts[(*count)++] = shot->panels[p];
        if (shot->panel_count == 0)
            parts[(*count)++] = shot;
    }
    return parts;
}

/* Gives each shot its own simulations. */
static void set_shots(struct subject *subject)
{
    const struct simulation *const *next = (const struct simulation *const *)subject->simulations;
    subject->shots = memory_allocate(shot_count(subject->scene), sizeof *subject->shots);
    for (size_t i = 0; i < shot_count(subject->scene); i++) {
        subject->shots[i] = shot_of_scene(shot_scene(subject->scene, i), next);
        next += subject->shots[i].part_count;
    }
    subject->shot_count = shot_count(subject->scene);
}

/* ---- loading ---- */

/* False: not all of the scene's layers have sizes, or of a picture one cannot be drawn. */
static bool load_sizes(struct subject *subject, const char *path, const struct options *options,
                       bool is_picture)
{
    *subject = (struct subject){0};
    subject->is_standard_input = strcmp(path, "-") == 0;
    report_init(&subject->report, subject->is_standard_input ? "standard input" : path);
    subject->report.is_strict = options->is_strict;
    subject->report.limits = &options->limits;
    const struct scene_options reading = {.overrides = options->overrides,
                                          .override_count = options->override_count,
                                          .may_read_outside = options->may_read_outside,
                                          .seed = options->seed,
                                          .is_safe = options->is_safe};
    if (options->text)
        subject->scene =
            scene_parse(options->text, strlen(options->text), path, &reading, &subject->report);
    else
        subject->scene = scene_load(path, &reading, &subject->report, &subject->error);
    if (!subject->scene)
        return false;
    size_t count;
    const struct scene **parts = list_parts(subject->scene, &count);
    subject->simulations = memory_allocate(count, sizeof *subject->simulations);
    subject->part_count = count;
    bool is_sized = simulation_create_sizes(parts, count, subject->simulations, &subject->report);
    free(parts);
    if (!is_sized ||
        !simulation_turn_back(subject->simulations, count, is_picture ? &subject->report : NULL))
        return false;
    subject->simulation_count = count;
    set_shots(subject);
    return true;
}

static bool fill(struct subject *subject, enum simulation_numbers numbers)
{
    if (simulation_fill(subject->simulations, subject->simulation_count, numbers, &subject->report))
        return true;
    subject->simulation_count = 0;
    return false;
}

bool subject_settle_status(struct subject *subject)
{
    subject->status = subject->error.status != STATUS_DONE ? subject->error.status
                                                           : report_status_of(&subject->report);
    return subject->status == STATUS_DONE;
}

/* Those that a command asks for. */
static enum simulation_numbers numbers_for(const struct options *options)
{
    if (options->dialect)
        return NUMBERS_NONE;
    if (options->has_trace_tensors)
        return NUMBERS_ALL;
    return options->has_trace_steps ? NUMBERS_STEPS : NUMBERS_NONE;
}

bool subject_load_numbers(struct subject *subject, const char *path, const struct options *options)
{
    if (load_sizes(subject, path, options, false) && fill(subject, numbers_for(options)) &&
        recordings_measure(subject)) {
        const struct film film = subject_film(subject);
        if (subject->scene->shot_count > 0)
            subject->timeline = timeline_create(&film, &subject->report);
        else
            timeline_check(&film, &subject->report);
    }
    return subject_settle_status(subject);
}

bool subject_load_sizes(struct subject *subject, const char *path, const struct options *options)
{
    if (load_sizes(subject, path, options, false))
        fill(subject, NUMBERS_NONE);
    return subject_settle_status(subject);
}

static bool has_numbers(const struct simulation *network)
{
    bool has_some = false;
    for (const struct simulation *at = network; at; at = at->below)
        has_some |= at->has_values || at->has_kernel_values || at->has_bias;
    return has_some;
}

/* Networks without numbers of their own, of which the picture shows sizes alone: neither it nor its
 * words tell of ones and zeros that stand for them. */
static void leave_out_numbers(struct subject *subject)
{
    for (size_t i = 0; i < subject->simulation_count; i++) {
        struct simulation *network = subject->simulations[i];
        if (network->below && !has_numbers(network) &&
            !drawing_shows_numbers(network->scene, network))
            simulation_leave_out(network);
    }
}

bool subject_load(struct subject *subject, const char *path, const struct options *options)
{
    bool is_sized = load_sizes(subject, path, options, true) && limits_check_cells(subject);
    if (is_sized)
        leave_out_numbers(subject);
    if (is_sized && fill(subject, NUMBERS_DRAWN) && recordings_measure(subject))
        make_drawable(subject);
    return subject_settle_status(subject);
}

bool subject_load_described(struct subject *subject, const char *path,
                            const struct options *options)
{
    bool is_good = subject_load_numbers(subject, path, options);
    if (!is_good || subject->scene->output.width == 0)
        return is_good;
    struct report kept = subject->report; /* what cannot be drawn has words all the same */
    report_init(&subject->report, kept.name);
    subject->report.limits = kept.limits;
    make_drawable(subject);
    report_finish(&subject->report);
    subject->report = kept;
    return true;
}

/* What the picture itself leaves out at its size. */
static void add_left_out(const struct drawing *drawing, struct buffer *out)
{
    const char *keys[MOST_LEFT_OUT];
    size_t count = drawing_left_out(drawing, keys);
    for (size_t i = 0; i < count; i++) {
        if (i == 0)
            buffer_format(out, "At %.0f by %.0f pixels the picture has no room for these words: ",
                          drawing->width_px, drawing->height_px);
        buffer_format(out, "%s%s", keys[i], i + 1 == count ? ".\n" : ", ");
    }
}

void subject_describe(const struct subject *subject, bool has_times, struct buffer *out)
{
    const struct film film = subject_film(subject);
    describe_film(&film, has_times ? subject->timeline : NULL, out);
    if (subject->drawings)
        add_left_out(&subject->drawings[0], out);
}

void subject_print_problems(const struct subject *subject, FILE *out)
{
    if (subject->error.status != STATUS_DONE)
        error_print(&subject->error, out);
    report_print(&subject->report, out);
}

/* NULL: nothing. */
static void finish_light(struct subject *light)
{
    if (!light)
        return;
    timeline_destroy(light->timeline);
    if (light->drawings[0].width_px > 0) /* fitted anew; else the subject's */
        drawing_finish(&light->drawings[0]);
    free(light->drawings);
    free(light->shots);
    free(light->scene);
    free(light);
}

void subject_finish(struct subject *subject)
{
    finish_light(subject->light);
    painter_destroy(subject->painter);
    timeline_destroy(subject->timeline);
    for (size_t i = 0; subject->drawings && i < subject->shot_count; i++)
        drawing_finish(&subject->drawings[i]);
    for (size_t i = 0; i < subject->part_count; i++)
        simulation_destroy(subject->simulations[i]);
    free(subject->drawings);
    free(subject->simulations);
    free(subject->shots);
    scene_destroy(subject->scene);
    report_finish(&subject->report);
    *subject = (struct subject){0};
}
