/* SPDX-License-Identifier: MIT */
/* Draws the ruler of an input map. */
#include <math.h>

#include "drawing/words/ruler.h"

static const struct ruler_sizes *const sizes = &theme_sizes.ruler;

/* An axis of a ruler on its map's plane, so far from the map. */
struct rail {
    const struct ruler_axis *axis;
    const struct plane *plane;
    double distance;
};

static struct rail rail_at(const struct ruler_axis *axis, double distance)
{
    return (struct rail){axis, &ruler_map(axis)->map.plane, distance};
}

static struct point place_on(const struct rail *rail, double at, double aside)
{
    return ruler_place(rail->axis, rail->plane, at, rail->distance + aside);
}

static void trace_line(const struct rail *rail, double from, double to, struct pen *pen)
{
    pen_move_to(pen, place_on(rail, from, 0));
    pen_line_to(pen, place_on(rail, to, 0));
}

/* The theme's thick line, unless it is too thick beside the words of a ruler. */
static double line_of(const struct ruler_axis *axis, const struct pen *pen)
{
    return fmin(pen->theme->thick_pt, sizes->most_line * axis->ruler->size);
}

static void trace_tick(const struct rail *rail, double at, struct pen *pen)
{
    double half = sizes->tick * rail->axis->ruler->size;
    pen_move_to(pen, place_on(rail, at, -half));
    pen_line_to(pen, place_on(rail, at, half));
}

/* Taps of a window, or units that lie apart, thick. */
static void draw_apart(const struct rail *rail, const struct ruler_part *part, struct item_key key,
                       struct pen *pen)
{
    const double inset = 0.15; /* of a cell */
    for (double at = part->from; part->pitch > 0 && at < part->to - 0.5; at += part->pitch)
        trace_line(rail, at + inset, at + 1 - inset, pen);
    key.part = arena_format(pen->arena, "%s.apart", key.part);
    pen_paint(pen, key, color_none,
              pen_solid(pen, part->color, sizes->tap * line_of(rail->axis, pen)));
}

/* How much of a line, in cells on both sides of its place, its text takes up. */
static double half_gap(const struct rail *rail, const struct ruler_part *part)
{
    double size = rail->axis->ruler->size;
    struct point along = rail->axis->is_down ? rail->plane->row : rail->plane->column;
    double width = runs_whole_width(&part->text) + 2 * sizes->gap * size;
    double length = rail->axis->is_down ? theme_sizes.words.line * size : width;
    return part->text.count > 0 ? length / 2 / plane_length(along) : 0;
}

static struct point text_on(const struct rail *rail, const struct ruler_part *part)
{
    return ruler_text_on(rail->axis, rail->plane, part, rail->distance);
}

/* A line with a tick at each end; its text is on it, or below it. */
static void trace_part(const struct rail *rail, const struct ruler_part *part, bool has_gap,
                       struct pen *pen)
{
    double half = has_gap ? half_gap(rail, part) : 0;
    trace_tick(rail, part->from, pen);
    trace_tick(rail, part->to, pen);
    if (half > 0 && part->text_shift == 0) {
        trace_line(rail, part->from, part->text_at - half, pen);
        trace_line(rail, part->text_at + half, part->to, pen);
    } else {
        trace_line(rail, part->from, part->to, pen);
    }
}

static void draw_part(const struct rail *rail, const struct ruler_part *part, bool has_gap,
                      struct item_key key, struct pen *pen)
{
    trace_part(rail, part, has_gap, pen);
    pen_paint(pen, key, color_none, pen_solid(pen, part->color, line_of(rail->axis, pen)));
    draw_apart(rail, part, key, pen);
}

static void write_text(const struct ruler *ruler, const struct runs *text, struct point middle,
                       struct item_key key, struct pen *pen)
{
    double width = runs_whole_width(text);
    runs_write_whole(
        text, pen, key,
        (struct point){middle.x - width / 2, middle.y + theme_sizes.words.middle * ruler->size});
}

/* Crosses behind the last window, and how many cells they are. */
static void draw_rest(const struct ruler_axis *axis, struct pen *pen)
{
    const double half = 0.22; /* of a cell */
    const struct ruler_window *last = &axis->windows[axis->window_count - 1];
    struct rail rail = rail_at(axis, ruler_lane_distance(axis, last->lane));
    double up = sizes->tick * axis->ruler->size;
    for (int64_t i = 0; i < axis->rest; i++) {
        double at = last->part.to + (double)i + 0.5;
        pen_move_to(pen, place_on(&rail, at - half, -up));
        pen_line_to(pen, place_on(&rail, at + half, up));
        pen_move_to(pen, place_on(&rail, at - half, up));
        pen_line_to(pen, place_on(&rail, at + half, -up));
    }
    pen_paint(pen, (struct item_key){"ruler.rest", axis->is_down, -1, -1, NULL}, color_none,
              pen_solid(pen, COLOR_INPUT_LINE, pen->theme->thin_pt));
    if (axis->rest_text.count > 0 && plane_is_upright(rail.plane))
        write_text(axis->ruler, &axis->rest_text, ruler_rest_place(axis, rail.plane),
                   (struct item_key){"ruler.left", axis->is_down, -1, -1, NULL}, pen);
}

/* An arrow from the first window's start to the second's. */
static void draw_stride(const struct ruler_axis *axis, struct pen *pen)
{
    struct rail rail = rail_at(axis, ruler_lane_distance(axis, 1));
    struct stroke line = pen_solid(pen, COLOR_ZERO_INK, line_of(axis, pen));
    const struct ruler_part *part = &axis->stride;
    double half = half_gap(&rail, part);
    trace_tick(&rail, part->from, pen);
    trace_line(&rail, part->from, part->text_at - half, pen);
    pen_paint(pen, key_once("ruler.stride.back"), color_none, line);
    arrow_draw(pen, key_once("ruler.stride"), place_on(&rail, part->text_at + half, 0),
               place_on(&rail, part->to, 0), line);
    write_text(axis->ruler, &part->text, text_on(&rail, part), key_once("ruler.stride.text"), pen);
}

static void draw_axis(const struct ruler_axis *axis, struct pen *pen)
{
    for (size_t n = 0; n < axis->window_count; n++) {
        const struct ruler_window *window = &axis->windows[n];
        struct rail rail = rail_at(axis, ruler_lane_distance(axis, window->lane));
        struct item_key key = {"ruler.window", axis->is_down, -1, (int)window->number, NULL};
        struct item_key count = {"ruler.count", axis->is_down, (int)window->number, -1, NULL};
        draw_part(&rail, &window->part, true, key, pen);
        write_text(axis->ruler, &window->part.text, text_on(&rail, &window->part), count, pen);
    }
    struct rail rail = rail_at(axis, ruler_line_distance(axis));
    for (size_t i = 0; i < axis->part_count; i++) {
        const struct ruler_part *part = &axis->parts[i];
        struct item_key key = {"ruler.part", axis->is_down, -1, (int)i, NULL};
        struct item_key size = {"ruler.size", axis->is_down, (int)i, -1, NULL};
        draw_part(&rail, part, false, key, pen);
        write_text(axis->ruler, &part->text, ruler_text_place(axis, rail.plane, part), size, pen);
    }
    if (axis->tells_stride)
        draw_stride(axis, pen);
    if (axis->rest > 0)
        draw_rest(axis, pen);
}

void ruler_draw(const struct panel *panel, struct pen *pen)
{
    const struct ruler *ruler = panel->asked_ruler;
    for (size_t i = 0; ruler && i < ruler->axis_count; i++)
        draw_axis(&ruler->axes[i], pen);
}

/* ---- in a step ---- */

/* The bracket of the window that a step of the columns or the rows has. */
static void light_window(const struct ruler_axis *axis, int64_t start, double width, double share,
                         bool is_next, struct pen *pen)
{
    struct stroke line = pen_solid(pen, COLOR_WINDOW_LINE, width);
    for (size_t n = 0; share > 0 && n < axis->window_count; n++) {
        const struct ruler_window *window = &axis->windows[n];
        if (window->number * axis->axis->move != start)
            continue;
        struct rail rail = rail_at(axis, ruler_lane_distance(axis, window->lane));
        trace_part(&rail, &window->part, true, pen);
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
