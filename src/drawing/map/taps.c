/* SPDX-License-Identifier: MIT */
/* Where the taps of a deformable layer read, between cells, and from where each was moved. */
#include <math.h>

#include "drawing/map/draw.h"

static const struct mark_sizes *const sizes = &theme_sizes.mark;

/* A tap on the grid of a map, between two steps. */
struct tap {
    double row, column;           /* where it reads */
    double from_row, from_column; /* where it would read without its offset */
    double share;                 /* its mask, from 0 to 1 */
};

static struct tap tap_at(const struct lights *lights, const int64_t *tap)
{
    const struct simulation *layer = lights->layer;
    const struct axis *h = &layer->axis[0], *w = &layer->axis[1];
    double here[2], next[2], p = lights->progress;
    simulation_tap_place(layer, lights->here.output, tap, here);
    simulation_tap_place(layer, lights->next.output, tap, next);
    double share = share_between(simulation_tap_share(layer, lights->here.output, tap),
                                 simulation_tap_share(layer, lights->next.output, tap), p);
    double row = share_between((double)lights->here.output[1], (double)lights->next.output[1], p);
    double column =
        share_between((double)lights->here.output[2], (double)lights->next.output[2], p);
    return (struct tap){share_between(here[0], next[0], p), share_between(here[1], next[1], p),
                        row * (double)h->move + (double)(tap[0] * h->dilation),
                        column * (double)w->move + (double)(tap[1] * w->dilation),
                        fmin(1, fmax(0, share))};
}

/* How near a tap is to the middle of a cell, where a digit is: from 0 to 1. */
static double nearness(const struct map *map, const struct tap *tap)
{
    double away = hypot(tap->row - round(tap->row), tap->column - round(tap->column));
    return map->texts.of ? fmax(0, 1 - away / sizes->tap_near) : 0;
}

/* From where a tap was moved; from beside the digit, where there is one. */
static void trace_move(const struct map *map, const struct tap *tap, struct pen *pen)
{
    struct point from = map_middle(&map->plane, tap->from_row, tap->from_column);
    struct point at = map_middle(&map->plane, tap->row, tap->column);
    double cell = plane_length(map->plane.column), way = hypot(at.x - from.x, at.y - from.y),
           free = map->texts.of ? sizes->tap_free * cell : 0;
    if (!map->texts.of)
        pen_circle(pen, from, sizes->tap_ring * cell);
    if (way <= free)
        return;
    pen_move_to(pen, (struct point){from.x + (at.x - from.x) * free / way,
                                    from.y + (at.y - from.y) * free / way});
    pen_line_to(pen, at);
}

void map_draw_moved_taps(const struct map *map, const struct lights *lights, struct pen *pen)
{
    const struct axis *h = &lights->layer->axis[0], *w = &lights->layer->axis[1];
    double cell = plane_length(map->plane.column);
    if (lights_window_share(lights, &lights->windows[0], map) <= 0)
        return;
    for (int64_t row = 0; row < h->kernel; row++)
        for (int64_t column = 0; column < w->kernel; column++) {
            struct tap tap = tap_at(lights, (const int64_t[]){row, column, 0});
            struct item_key key = {"window.moved", map->channel, (int)row, (int)column, NULL};
            struct point at = map_middle(&map->plane, tap.row, tap.column);
            double radius = share_between(sizes->tap, sizes->tap_digit, nearness(map, &tap));
            trace_move(map, &tap, pen);
            pen_paint(pen, key, color_none, pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thin_pt));
            key.part = "window.tap";
            pen_circle(pen, at, radius * cell);
            pen_paint(pen, key, color_faded(pen->theme->color[COLOR_WINDOW], tap.share),
                      pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thin_pt));
        }
}
