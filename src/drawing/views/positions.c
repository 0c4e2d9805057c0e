/* SPDX-License-Identifier: MIT */
/* View positions: the input with the window at its first place, and arrows to its next ones. */
#include "drawing/maps.h"
#include "drawing/view.h"
#include "drawing/views/figure.h"

static const double guide_scale = 0.7; /* the guide's cells are 0.35 cm here */

/* Direct layers whose windows slide; channels do not matter. */
const char *positions_obstacle(const struct simulation *simulation, struct arena *arena)
{
    if (simulation->below)
        return arena_format(arena, "a stack of layers");
    if (simulation->axes != 2)
        return arena_format(arena, "a %zu-D layer", simulation->axes);
    if (!simulation->is_sliding || simulation->is_transposed)
        return arena_format(arena, "%s", simulation->type_name);
    return NULL;
}

static void draw_input(const struct figure *figure, const struct maps *maps, struct pen *pen)
{
    const struct axis *height = maps->height, *width = maps->width;
    const struct area units = {(double)height->before, (double)width->before, (double)height->input,
                               (double)width->input};
    bool has_padding = units.rows < maps->padded.rows || units.columns < maps->padded.columns;
    if (has_padding) {
        plane_trace_grid(pen, &figure->plane, maps->padded);
        pen_paint(pen, key_once("input.zeros"), color_none, pen_dashed(pen, COLOR_ZERO_LINE));
    }
    plane_trace_outline(pen, &figure->plane, units);
    pen_paint(pen, key_once("input.units"), figure->theme->color[COLOR_INPUT],
              pen_solid(pen, COLOR_INPUT_LINE, figure->theme->thin_pt));
    plane_trace_grid(pen, &figure->plane, units);
    pen_paint(pen, key_once("input.grid"), color_none,
              pen_solid(pen, COLOR_INPUT_LINE, figure->theme->thick_pt));
}

static void draw_positions(const struct drawing *drawing, const struct moment_part *part,
                           struct pen *pen)
{
    struct maps maps;
    struct figure figure;
    const struct point origin = {0, 0};
    maps_read(&maps, drawing, part);
    figure_begin(&figure, maps.theme, guide_scale, maps.padded.rows, maps.padded.columns, pen);
    maps.input = figure.plane;
    maps_place_input(&maps, -1, pen);
    draw_input(&figure, &maps, pen);
    figure_highlight(&figure, pen, key_once("window"), maps.window);
    plane_trace_grid(pen, &figure.plane, maps.window);
    pen_paint(pen, key_once("window.grid"), color_none,
              pen_solid(pen, COLOR_WINDOW_LINE, maps.theme->thick_pt));
    bool is_wide = maps.width->output > 2, is_high = maps.height->output > 2;
    figure_steps(&figure, pen, maps.width, maps.height, origin, false, maps.width->move, is_wide);
    figure_steps(&figure, pen, maps.height, maps.width, origin, true, maps.height->move, is_high);
}

const struct view view_positions = {.name = "positions",
                                    .obstacle = positions_obstacle,
                                    .has_no_digits = true,
                                    .draw = draw_positions};
