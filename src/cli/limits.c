/* SPDX-License-Identifier: MIT */
/* How much a render may be: cells, pictures, seconds, frames and pixels. What the numbers may need
 * is the simulation's to say. */
#include "limits.h"

#include <inttypes.h>
#include <string.h>

enum {
    MOST_CELLS = 2500000,    /* of a picture: with digits a gigabyte and three seconds of drawing */
    MOST_PICTURES = 1000000, /* none is made in less than a millisecond */
    MOST_FRAMES = 1000000,   /* at 60 a second they last 4.6 hours */
    MOST_SECONDS = 86400     /* a day */
};

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
    if (cells <= MOST_CELLS)
        return true;
    report_status(&subject->report, STATUS_LIMIT, subject->shots[shot].simulations[0]->layer->at,
                  "use a smaller input, padding or dilation; convreel trace has its numbers",
                  "the maps have %.0f cells, the limit of a picture is %d", cells, MOST_CELLS);
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
    if (output->has_every_picture || steps == 0 || cells <= MOST_CELLS)
        return true;
    report_status(&subject->report, STATUS_LIMIT, (struct position){0}, "use a smaller sheet",
                  "a sheet of %zu steps has %.0f cells, the limit is %d", steps, cells, MOST_CELLS);
    return false;
}

static bool check_pictures(struct subject *subject, const struct output *output)
{
    const struct scene *scene = subject->scene;
    if (output->count <= MOST_PICTURES)
        return true;
    report_status(&subject->report, STATUS_LIMIT, scene->output.fps_at,
                  "use a lower fps, a shorter move, or fewer steps: --steps A..B",
                  "%zu pictures as %s, the limit is %d", output->count, output->encoder->name,
                  MOST_PICTURES);
    return false;
}

static bool check_seconds(struct subject *subject, const struct output *output)
{
    const struct scene_timeline *times = &subject->scene->timeline;
    double seconds = rational_to_double(subject->timeline->length);
    if (!output->encoder->is_animation || seconds <= MOST_SECONDS)
        return true;
    report_status(&subject->report, STATUS_LIMIT, times->step_at,
                  "use a shorter step, or fewer of them: --steps A..B",
                  "%.0f seconds as %s, the limit is %d", seconds, output->encoder->name,
                  MOST_SECONDS);
    return false;
}

static bool check_frames(struct subject *subject, const struct output *output)
{
    double seconds = rational_to_double(subject->timeline->length);
    double fps = rational_to_double(subject->scene->output.fps);
    if (!output->encoder->is_constant_rate || seconds * fps <= MOST_FRAMES)
        return true;
    report_status(&subject->report, STATUS_LIMIT, subject->scene->output.fps_at,
                  "use a lower fps, a shorter step, or fewer of them: --steps A..B",
                  "%.0f frames (%.0f seconds, %.6g a second), the limit is %d", seconds * fps,
                  seconds, fps, MOST_FRAMES);
    return false;
}

bool limits_check_length(struct subject *subject, const struct output *output)
{
    return check_sheet(subject, output) && check_pictures(subject, output) &&
           check_seconds(subject, output) && check_frames(subject, output);
}

/* As large as a scene's own output.size may be: 400 MB as a surface. */
bool limits_check_pixels(const struct output *output, struct error *error)
{
    enum { MOST_SIDE = 16384, MILLION = 1000000, MOST_MILLIONS = 100 };
    const struct canvas *canvas = &output->canvas;
    if (!output->encoder->wants_pixels ||
        (canvas->width <= MOST_SIDE && canvas->height <= MOST_SIDE &&
         canvas->width * canvas->height <= (size_t)MOST_MILLIONS * MILLION))
        return true;
    return error_set(error, STATUS_LIMIT,
                     "%zu x %zu pixels are too many: a side has at most %d, a picture %d million; "
                     "choose a lower --dpi or a --size",
                     canvas->width, canvas->height, MOST_SIDE, MOST_MILLIONS);
}
