/* SPDX-License-Identifier: MIT */
/* How much a render may be: cells, pictures, seconds, frames and pixels. What the numbers may need
 * is the simulation's to say. */
#include "limits.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "convreel/limits.h"
#include "footprint.h"

/* Of the shot that has most. */
static double cell_count(const struct subject *subject, size_t *shot)
{
    double most = 0;
    for (size_t i = 0; i < subject->shot_count; i++) {
        double cells =
            drawing_cell_count(subject->shots[i].simulations, subject->shots[i].part_count);
        if (cells <= most)
            continue;
        most = cells;
        *shot = i;
    }
    return most;
}

bool limits_check_cells(struct subject *subject)
{
    size_t shot = 0;
    double cells = cell_count(subject, &shot);
    double most = report_most(&subject->report, LIMIT_CELLS);
    if (cells <= most)
        return true;
    report_over(&subject->report, LIMIT_CELLS, cells,
                subject->shots[shot].simulations[0]->layer->at,
                "use a smaller input, padding or dilation; convreel trace has its numbers",
                "the maps have %.0f cells, the limit of a picture is %.0f", cells, most);
    return false;
}

/* ---- what an output has ---- */

static bool check_sheet(struct subject *subject, const struct output *output)
{
    const struct scene_output *sheet = &subject->scene->output;
    size_t steps = sheet->sheet_columns * sheet->sheet_rows;
    size_t all = subject->timeline->step_count;
    size_t shot = 0;
    double cells = cell_count(subject, &shot) * (double)(steps < all ? steps : all);
    double most = report_most(&subject->report, LIMIT_CELLS);
    if (output->has_every_picture || steps == 0 || cells <= most)
        return true;
    report_over(&subject->report, LIMIT_CELLS, cells, (struct position){0}, "use a smaller sheet",
                "a sheet of %zu steps has %.0f cells, the limit is %.0f", steps, cells, most);
    return false;
}

static bool check_pictures(struct subject *subject, const struct output *output)
{
    const struct scene *scene = subject->scene;
    double most = report_most(&subject->report, LIMIT_PICTURES), count = (double)output->count;
    if (count <= most)
        return true;
    report_over(&subject->report, LIMIT_PICTURES, count, scene->output.fps_at,
                "use a lower fps, a shorter move, or fewer steps: --steps A..B",
                "%zu pictures as %s, the limit is %.0f", output->count, output->encoder->name,
                most);
    return false;
}

static bool check_seconds(struct subject *subject, const struct output *output)
{
    const struct scene_timeline *times = &subject->scene->timeline;
    double seconds = rational_to_double(subject->timeline->length);
    double most = report_most(&subject->report, LIMIT_SECONDS);
    if (!output->encoder->is_animation || seconds <= most)
        return true;
    report_over(&subject->report, LIMIT_SECONDS, seconds, times->step_at,
                "use a shorter step, or fewer of them: --steps A..B",
                "%.0f seconds as %s, the limit is %.0f", seconds, output->encoder->name, most);
    return false;
}

static bool check_frames(struct subject *subject, const struct output *output)
{
    double seconds = rational_to_double(subject->timeline->length);
    double fps = rational_to_double(subject->scene->output.fps);
    double most = report_most(&subject->report, LIMIT_PICTURES);
    if (!output->encoder->is_constant_rate || seconds * fps <= most)
        return true;
    report_over(&subject->report, LIMIT_PICTURES, seconds * fps, subject->scene->output.fps_at,
                "use a lower fps, a shorter step, or fewer of them: --steps A..B",
                "%.0f frames (%.0f seconds, %.6g a second), the limit is %.0f", seconds * fps,
                seconds, fps, most);
    return false;
}

bool limits_check_length(struct subject *subject, const struct output *output)
{
    return check_sheet(subject, output) && check_pictures(subject, output) &&
           check_seconds(subject, output) && check_frames(subject, output);
}

static bool tell_large(const struct output *output, enum limit limit, double found, double most,
                       struct error *error)
{
    const struct canvas *canvas = &output->canvas;
    struct arena arena = {0};
    error_set(error, STATUS_LIMIT, "%zu x %zu pixels are too many: %s has at most %.0f; %s",
              canvas->width, canvas->height, limit == LIMIT_SIDE ? "a side" : "a picture", most,
              limit_hint(limit, found, "choose a lower --dpi or a --size", &arena));
    arena_finish(&arena);
    return false;
}

bool limits_check_pixels(const struct subject *subject, const struct output *output,
                         struct error *error)
{
    const struct canvas *canvas = &output->canvas;
    double width = (double)canvas->width, height = (double)canvas->height;
    double longest = fmax(width, height), side = report_most(&subject->report, LIMIT_SIDE);
    double pixels = report_most(&subject->report, LIMIT_PIXELS);
    if (!output->encoder->wants_pixels)
        return true;
    if (longest > side)
        return tell_large(output, LIMIT_SIDE, longest, side, error);
    return width * height <= pixels ||
           tell_large(output, LIMIT_PIXELS, width * height, pixels, error);
}

bool limits_check_memory(struct subject *subject, const struct plan *plan, size_t jobs)
{
    struct report *report = &subject->report;
    double needed = footprint_of(plan, jobs), most = report_most(report, LIMIT_MEMORY);
    if (needed <= most)
        return true;
    report_over(report, LIMIT_MEMORY, needed, subject->scene->output.size_at,
                jobs > 1 ? "choose a smaller size, fewer formats or a smaller -j"
                         : "choose a smaller size or fewer formats",
                "rendering needs about %s of memory, the limit is %s",
                limit_in_words(LIMIT_MEMORY, needed, &report->arena),
                limit_in_words(LIMIT_MEMORY, most, &report->arena));
    return false;
}
