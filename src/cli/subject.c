/* SPDX-License-Identifier: MIT */
/* From a path to a drawing, the stages in their order. */
#include "subject.h"

#include <stdlib.h>
#include <string.h>

#include "describe.h"
#include "light.h"
#include "limits.h"
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
    if (!subject->timeline)
        subject->timeline = timeline_create(&film, report);
    const struct scene_output *output = &subject->scene->output;
    bool is_sound = is_drawn && report->error_count == 0;
    bool has_canvas = output->width > 0 && output->sheet_columns == 0;
    if (is_sound && output->paper_width_pt > 0 && output->sheet_columns == 0)
        drawing_fit_paper(subject->drawings, output->paper_width_pt, output->paper_height_pt,
                          report);
    else if (is_sound)
        drawing_fit_film(subject->drawings, subject->shot_count, has_canvas ? output->width : 0,
                         has_canvas ? output->height : 0, report);
    painter_check(subject->painter, &subject->error);
    subject->is_drawable = subject->timeline && is_drawn;
}

/* How many panels a scene has. */
static size_t part_count(const struct scene *scene)
{
    return scene->panel_count > 0 ? scene->panel_count : 1;
}

/* Sizes of a shot's layers; false: not all of them are right. */
static bool size_shot(struct subject *subject, size_t i, const struct scene *scene)
{
    const struct scene *parts[MAX_PANELS] = {scene};
    struct shot_layers *layers = &subject->layers[i];
    for (size_t p = 0; p < scene->panel_count; p++)
        parts[p] = scene->panels[p];
    if (!simulation_create_sizes(parts, part_count(scene), layers->of, &subject->report))
        return false;
    layers->count = part_count(scene);
    subject->shots[i] =
        shot_of_scene(scene, (const struct simulation *const *)(const void *)layers->of);
    return true;
}

/* False: not all of the scene's layers have sizes. */
static bool load_sizes(struct subject *subject, const char *path, const struct options *options)
{
    *subject = (struct subject){0};
    subject->is_standard_input = strcmp(path, "-") == 0;
    report_init(&subject->report, subject->is_standard_input ? "standard input" : path);
    subject->report.is_strict = options->is_strict;
    const struct scene_options reading = {.overrides = options->overrides,
                                          .override_count = options->override_count,
                                          .may_read_outside = options->may_read_outside};
    subject->scene = scene_load(path, &reading, &subject->report, &subject->error);
    if (!subject->scene)
        return false;
    const struct scene *scene = subject->scene;
    bool is_sized = true;
    subject->shot_count = scene->shot_count > 0 ? scene->shot_count : 1;
    subject->layers = memory_allocate(subject->shot_count, sizeof *subject->layers);
    subject->shots = memory_allocate(subject->shot_count, sizeof *subject->shots);
    for (size_t i = 0; i < subject->shot_count; i++)
        is_sized =
            size_shot(subject, i, scene->shot_count > 0 ? scene->shots[i] : scene) && is_sized;
    return is_sized;
}

static bool fill(struct subject *subject, enum simulation_numbers numbers)
{
    bool is_filled = true;
    for (size_t i = 0; i < subject->shot_count; i++) {
        struct shot_layers *layers = &subject->layers[i];
        if (simulation_fill(layers->of, layers->count, numbers, &subject->report))
            continue;
        layers->count = 0;
        is_filled = false;
    }
    return is_filled;
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
    if (load_sizes(subject, path, options) && fill(subject, numbers_for(options))) {
        const struct film film = subject_film(subject);
        if (subject->scene->shot_count > 0)
            subject->timeline = timeline_create(&film, &subject->report);
        else
            timeline_check(&film, &subject->report);
    }
    return subject_settle_status(subject);
}

bool subject_load(struct subject *subject, const char *path, const struct options *options)
{
    if (load_sizes(subject, path, options) && limits_check_cells(subject) &&
        fill(subject, NUMBERS_DRAWN))
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

void subject_describe(const struct subject *subject, struct buffer *out)
{
    const struct film film = subject_film(subject);
    describe_film(&film, out);
    if (subject->drawings)
        add_left_out(&subject->drawings[0], out);
}

void subject_print_problems(const struct subject *subject, FILE *out)
{
    if (subject->error.status != STATUS_DONE)
        error_print(&subject->error, out);
    report_print(&subject->report, out);
}

void subject_finish(struct subject *subject)
{
    light_finish(subject->light);
    painter_destroy(subject->painter);
    timeline_destroy(subject->timeline);
    for (size_t i = 0; i < subject->shot_count; i++) {
        if (subject->drawings)
            drawing_finish(&subject->drawings[i]);
        for (size_t p = 0; p < MAX_PANELS; p++)
            simulation_destroy(subject->layers[i].of[p]);
    }
    free(subject->drawings);
    free(subject->layers);
    free(subject->shots);
    scene_destroy(subject->scene);
    report_finish(&subject->report);
    *subject = (struct subject){0};
}
