/* SPDX-License-Identifier: MIT */
/* From a path to a drawing, the stages in their order. */
#include "subject.h"

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

static void make_drawable(struct subject *subject)
{
    struct report *report = &subject->report;
    const struct simulation *simulations[MAX_PANELS];
    memcpy(simulations, subject->simulations, sizeof simulations);
    subject->painter = subject_create_painter(subject);
    const struct text_ruler *ruler = painter_ruler(subject->painter);
    bool is_drawn = drawing_init(&subject->drawing, subject->scene, simulations, ruler, report);
    subject->timeline = timeline_create_parts(subject->scene, simulations, report);
    const struct scene_output *output = &subject->scene->output;
    bool is_sound = is_drawn && report->error_count == 0;
    bool has_canvas = output->width > 0 && output->sheet_columns == 0;
    if (is_sound && output->paper_width_pt > 0 && output->sheet_columns == 0)
        drawing_fit_paper(&subject->drawing, output->paper_width_pt, output->paper_height_pt,
                          report);
    else if (is_sound)
        drawing_fit(&subject->drawing, has_canvas ? output->width : 0,
                    has_canvas ? output->height : 0, report);
    painter_check(subject->painter, &subject->error);
    subject->is_drawable = subject->timeline && is_drawn;
}

/* How many layers or stacks the scene shows. */
static size_t part_count(const struct scene *scene)
{
    return scene->panel_count > 0 ? scene->panel_count : 1;
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
    const struct scene *scene = subject->scene, *parts[MAX_PANELS] = {scene};
    for (size_t i = 0; i < scene->panel_count; i++)
        parts[i] = scene->panels[i];
    if (!simulation_create_sizes(parts, part_count(scene), subject->simulations, &subject->report))
        return false;
    subject->simulation_count = part_count(scene);
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
    if (load_sizes(subject, path, options) && fill(subject, numbers_for(options))) {
        const struct simulation *simulations[MAX_PANELS];
        memcpy(simulations, subject->simulations, sizeof simulations);
        timeline_check(subject->scene, simulations, &subject->report);
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
    const struct simulation *simulations[MAX_PANELS];
    memcpy(simulations, subject->simulations, sizeof simulations);
    describe_scene(subject->scene, simulations, out);
    add_left_out(&subject->drawing, out);
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
    drawing_finish(&subject->drawing);
    for (size_t i = 0; i < MAX_PANELS; i++)
        simulation_destroy(subject->simulations[i]);
    scene_destroy(subject->scene);
    report_finish(&subject->report);
    *subject = (struct subject){0};
}
