/* SPDX-License-Identifier: MIT */
/* Draws the ruler of an input map. */
#include <math.h>

#include "drawing/words/ruler.h"

static const struct ruler_sizes *const sizes = &theme_sizes.ruler;

static const struct plane *plane_of(const struct ruler_axis *axis)
{
    return &ruler_map(axis)->map.plane;
}

/* A place in a lane, so many points further out. */
static struct point place_in(const struct ruler_axis *axis, int lane, double at, double aside)
{
    return ruler_place(axis, plane_of(axis), at, ruler_lane_distance(axis, lane) + aside);
}

/* A line across a lane, from one place to another, half of it on each side. */
static void trace_across(const struct ruler_axis *axis, int lane, const double at[2], double half,
                         struct pen *pen)
{
    pen_move_to(pen, place_in(axis, lane, at[0], -half));
    pen_line_to(pen, place_in(axis, lane, at[1], half));
}

static void trace_line(const struct ruler_axis *axis, int lane, double from, double to,
                       struct pen *pen)
{
    trace_across(axis, lane, (const double[]){from, to}, 0, pen);
}

static void trace_tick(const struct ruler_axis *axis, int lane, double at, struct pen *pen)
{
    trace_across(axis, lane, (const double[]){at, at}, sizes->tick * axis->ruler->size, pen);
}

/* The theme's thick line, unless it is too thick beside the words of a ruler. */
static double line_of(const struct ruler_axis *axis, const struct pen *pen)
{
    return fmin(pen->theme->thick_pt, sizes->most_line * axis->ruler->size);
}

/* How much of a line, in cells on both sides of its place, its text takes up. */
static double half_gap(const struct ruler_axis *axis, const struct ruler_part *part)
{
    double size = axis->ruler->size;
    struct point along = axis->is_down ? plane_of(axis)->row : plane_of(axis)->column;
    double width = runs_whole_width(&part->text) + 2 * sizes->gap * size;
    double length = axis->is_down ? theme_sizes.words.line * size : width;
    return part->text.count > 0 ? length / 2 / plane_length(along) : 0;
}

/* A line with a tick at each end; its text is on it, or below it. */
static void trace_part(const struct ruler_axis *axis, const struct ruler_part *part,
                       struct pen *pen)
{
    bool is_on = ruler_is_window(axis, part) && part->text_shift == 0;
    double half = is_on ? half_gap(axis, part) : 0;
    trace_tick(axis, part->lane, part->from, pen);
    trace_tick(axis, part->lane, part->to, pen);
    trace_line(axis, part->lane, part->from, half > 0 ? part->text_at - half : part->to, pen);
    if (half > 0)
        trace_line(axis, part->lane, part->text_at + half, part->to, pen);
}

static void write_text(const struct ruler *ruler, const struct runs *text, struct point middle,
                       struct item_key key, struct pen *pen)
{
    double width = runs_whole_width(text);
    runs_write_whole(
        text, pen, key,
        (struct point){middle.x - width / 2, middle.y + theme_sizes.words.middle * ruler->size});
}

/* With the taps of a window, or units that lie apart, thick. */
static void draw_part(const struct ruler_axis *axis, const struct ruler_part *part, struct pen *pen)
{
    const double inset = 0.15; /* of a cell */
    bool is_window = ruler_is_window(axis, part);
    int number = (int)part->number;
    struct item_key key = {is_window ? "ruler.window" : "ruler.part", axis->is_down, -1, number,
                           NULL};
    struct item_key text = {is_window ? "ruler.count" : "ruler.size", axis->is_down, number, -1,
                            NULL};
    double line = line_of(axis, pen);
    trace_part(axis, part, pen);
    pen_paint(pen, key, color_none, pen_solid(pen, part->color, line));
    for (double at = part->from; part->pitch > 0 && at < part->to - 0.5; at += part->pitch)
        trace_line(axis, part->lane, at + inset, at + 1 - inset, pen);
    key.part = arena_format(pen->arena, "%s.apart", key.part);
    pen_paint(pen, key, color_none, pen_solid(pen, part->color, sizes->tap * line));
    write_text(axis->ruler, &part->text, ruler_text_place(axis, plane_of(axis), part), text, pen);
}

/* Crosses behind the last window, and how many cells they are. */
static void draw_rest(const struct ruler_axis *axis, struct pen *pen)
{
    const double half = 0.22; /* of a cell */
    const struct ruler_part *last = &axis->parts[axis->window_count - 1];
    double up = sizes->tick * axis->ruler->size;
    for (int64_t i = 0; i < axis->rest; i++) {
        double at = last->to + (double)i + 0.5;
        const double ends[] = {at - half, at + half};
        trace_across(axis, last->lane, ends, up, pen);
        trace_across(axis, last->lane, ends, -up, pen);
    }
    pen_paint(pen, (struct item_key){"ruler.rest", axis->is_down, -1, -1, NULL}, color_none,
              pen_solid(pen, COLOR_INPUT_LINE, pen->theme->thin_pt));
    if (axis->rest_text.count > 0 && plane_is_upright(plane_of(axis)))
        write_text(axis->ruler, &axis->rest_text, ruler_rest_place(axis, plane_of(axis)),
                   (struct item_key){"ruler.left", axis->is_down, -1, -1, NULL}, pen);
}

/* An arrow from the first window's start to the second's. */
static void draw_stride(const struct ruler_axis *axis, struct pen *pen)
{
    struct stroke line = pen_solid(pen, COLOR_ZERO_INK, line_of(axis, pen));
    const struct ruler_part *part = &axis->stride;
    double half = half_gap(axis, part);
    trace_tick(axis, part->lane, part->from, pen);
    trace_line(axis, part->lane, part->from, part->text_at - half, pen);
    pen_paint(pen, key_once("ruler.stride.back"), color_none, line);
    arrow_draw(pen, key_once("ruler.stride"), place_in(axis, part->lane, part->text_at + half, 0),
               place_in(axis, part->lane, part->to, 0), line);
    write_text(axis->ruler, &part->text, ruler_text_place(axis, plane_of(axis), part),
               key_once("ruler.stride.text"), pen);
}

void ruler_draw(const struct panel *panel, struct pen *pen)
{
    const struct ruler *ruler = panel->asked_ruler;
    for (size_t i = 0; ruler && i < ruler->axis_count; i++) {
        const struct ruler_axis *axis = &ruler->axes[i];
        for (size_t n = 0; n < axis->part_count; n++)
            draw_part(axis, &axis->parts[n], pen);
        if (axis->tells_stride)
            draw_stride(axis, pen);
        if (axis->rest > 0)
            draw_rest(axis, pen);
    }
}

/* ---- in a step ---- */

/* The bracket of the window that a step of the columns or the rows has. */
static void light_window(const struct ruler_axis *axis, int64_t start, double width, double share,
                         bool is_next, struct pen *pen)
{
    struct stroke line = pen_solid(pen, COLOR_WINDOW_LINE, width);
    for (size_t n = 0; share > 0 && n < axis->window_count; n++) {
        const struct ruler_part *window = &axis->parts[n];
        if (window->number * axis->axis->move != start)
            continue;
        trace_part(axis, window, pen);
        pen_paint(pen,
                  (struct item_key){is_next ? "ruler.now.next" : "ruler.now", axis->is_down, -1,
                                    (int)window->number, NULL},
                  color_none, stroke_faded(line, share));
    }
}

void ruler_draw_step(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    const struct ruler *ruler = panel->asked_ruler;
    const struct simulation *layer = panel->subject.simulation;
    double width = subject_edge(&panel->subject);
    double lit = lights_strength(part);
    struct step steps[2];
    if (!ruler || !layer->is_sliding || panel->subject.scene->order.value == ORDER_INPUT)
        return;
    simulation_place_at(layer, part->step, &steps[0]);
    if (part->progress > 0)
        simulation_place_at(layer, part->step + 1, &steps[1]);
    for (size_t i = 0; i < ruler->axis_count; i++) {
        const struct ruler_axis *axis = &ruler->axes[i];
        size_t number = (size_t)(axis->axis - layer->axis);
        int64_t here = steps[0].window[number];
        int64_t next = part->progress > 0 ? steps[1].window[number] : here;
        double leaving = here == next ? 1 : share_leaving(part->progress);
        light_window(axis, here, width, lit * leaving, false, pen);
        if (here != next)
            light_window(axis, next, width, lit * share_coming(part->progress), true, pen);
    }
}
