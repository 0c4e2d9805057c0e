/* SPDX-License-Identifier: MIT */
/* Views that tell how the window moves: positions, the input with arrows to the window's next
 * places; subsampling, a strided layer beside the one of unit stride, whose output then loses every
 * place that the stride passes over. */
#include <inttypes.h>
#include <math.h>

#include "drawing/views/view.h"

static const struct position_sizes *const sizes = &theme_sizes.positions;

/* Direct layers whose windows slide; channels do not matter. */
static const char *positions_obstacle(const struct simulation *simulation, struct arena *arena)
{
    bool slides = simulation->is_sliding && !simulation->is_transposed;
    return slides ? NULL : arena_format(arena, "%s", simulation->type_name);
}

static const char *subsampling_obstacle(const struct simulation *simulation, struct arena *arena)
{
    const char *obstacle = positions_obstacle(simulation, arena);
    if (obstacle)
        return obstacle;
    return simulation->ceil_mode ? arena_format(arena, "ceil_mode") : NULL;
}

/* ---- arrows ---- */

/* From the middle of the window's last cells to where it moves next, along an axis. */
static int draw_steps(const struct panel *panel, const struct plane *plane, bool is_down,
                      int64_t move, int number, struct pen *pen)
{
    const struct axis *axes = panel->subject.simulation->axis;
    const struct axis *axis = &axes[is_down ? 0 : 1], *other = &axes[is_down ? 1 : 0];
    double middle = (double)other->effective_kernel / 2;
    double start = (double)axis->effective_kernel - 0.5;
    int64_t count = (axis->padded - axis->effective_kernel) / move;
    struct stroke line =
        pen_solid(pen, COLOR_WINDOW_LINE,
                  fmin(2 * pen->theme->thick_pt, sizes->most_line * plane_length(plane->column)));
    for (int64_t i = 0; i < count; i++) {
        double from = start + (double)(i * move) + (count > 1 ? sizes->arrow_apart : 0);
        double to = start + (double)((i + 1) * move);
        struct point ends[2];
        for (int end = 0; end < 2; end++) {
            double at = end ? to : from;
            ends[end] = plane_point(plane, is_down ? at : middle, is_down ? middle : at);
        }
        arrow_draw(pen, (struct item_key){"arrow", -1, number++, -1, NULL}, ends[0], ends[1], line);
    }
    return number;
}

/* The window on an input, and its ways across and down; returns how many arrows there are. */
static int draw_input(const struct panel *panel, const struct placed *input,
                      const struct lights *lights, const int64_t move[2], int arrows,
                      struct pen *pen)
{
    map_draw_window(&input->map, lights, NULL, NULL, pen);
    arrows = draw_steps(panel, &input->map.plane, false, move[1], arrows, pen);
    return draw_steps(panel, &input->map.plane, true, move[0], arrows, pen);
}

/* ---- view positions ---- */

static void lay_out_positions(struct panel *panel)
{
    struct map map = map_of_input(panel->subject.simulation, 0, 0);
    map.channel = -1;
    layout_row(panel->layout, in_cells(sizes->gap), ALIGN_MIDDLE);
    panel_map(panel, &map);
    layout_end(panel->layout);
}

static void draw_positions(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct axis *axis = panel->subject.simulation->axis;
    draw_input(panel, &panel->maps[0], lights, (const int64_t[]){axis[0].move, axis[1].move}, 0,
               pen);
}

const struct view view_positions = {.name = "positions",
                                    .needs = NEEDS_TWO_AXES,
                                    .obstacle = positions_obstacle,
                                    .has_no_digits = true,
                                    .lifts = true,
                                    .lay_out = lay_out_positions,
                                    .draw_step = draw_positions};

/* ---- view subsampling ---- */

/* Its maps, in their order. */
enum { STRIDED_INPUT, STRIDED_OUTPUT, DENSE_INPUT, DENSE_OUTPUT, THINNED_OUTPUT };

/* Positions of the window with unit stride. */
static size_t all_positions(const struct axis *axis)
{
    return (size_t)(axis->padded - axis->effective_kernel + 1);
}

static void add_map(struct panel *panel, struct map map, int number, bool has_arrow)
{
    map.channel = number;
    map.layer = NULL; /* nothing here has digits */
    struct placed *placed = panel_map(panel, &map);
    placed->name_side = SIDE_BELOW;
    if (has_arrow)
        panel_sign(panel, SIGN_TO, placed->box);
}

/* "stride 2": what a map is, in place of a name. */
static void name_stride(struct panel *panel, int number, const int64_t strides[2])
{
    struct arena *arena = panel->arena;
    const char *text = arena_format(arena, "%" PRId64, strides[0]);
    if (strides[0] != strides[1])
        text = arena_format(arena, "%s \xc3\x97 %" PRId64, text, strides[1]);
    panel->maps[number].has_name = true;
    panel->maps[number].name =
        catalogue_phrase(panel->subject.looks.language, WORD_STRIDE, text, arena);
}

static void lay_out_subsampling(struct panel *panel)
{
    const struct simulation *layer = panel->subject.simulation;
    struct map input = map_of_input(layer, 0, 0);
    struct map output = map_of_output(layer, 0, 0), dense = output;
    dense.rows = all_positions(&layer->axis[0]);
    dense.columns = all_positions(&layer->axis[1]);
    dense.reach = map_grid(&dense);
    dense.units = NULL;
    layout_row(panel->layout, in_cells(sizes->gap), ALIGN_MIDDLE);
    add_map(panel, input, STRIDED_INPUT, false);
    add_map(panel, output, STRIDED_OUTPUT, true);
    add_map(panel, input, DENSE_INPUT, false);
    layout_gap_before(panel->layout, panel->maps[DENSE_INPUT].box, in_cells(sizes->wide_gap));
    add_map(panel, dense, DENSE_OUTPUT, true);
    add_map(panel, output, THINNED_OUTPUT, true);
    name_stride(panel, DENSE_OUTPUT, (const int64_t[]){1, 1});
    name_stride(panel, THINNED_OUTPUT,
                (const int64_t[]){layer->axis[0].stride, layer->axis[1].stride});
    layout_end(panel->layout);
}

/* Crosses out what the stride passes over. */
static void draw_crosses(const struct panel *panel, struct pen *pen)
{
    const struct placed *placed = &panel->maps[DENSE_OUTPUT];
    const struct axis *axis = panel->subject.simulation->axis;
    for (int64_t row = 0; row < (int64_t)placed->map.rows; row++)
        for (int64_t column = 0; column < (int64_t)placed->map.columns; column++) {
            if (row % axis[0].move == 0 && column % axis[1].move == 0)
                continue;
            double top = (double)row, left = (double)column;
            pen_move_to(pen, plane_point(&placed->map.plane, top + 1, left));
            pen_line_to(pen, plane_point(&placed->map.plane, top, left + 1));
            pen_move_to(pen, plane_point(&placed->map.plane, top + 1, left + 1));
            pen_line_to(pen, plane_point(&placed->map.plane, top, left));
        }
    pen_paint(pen, key_once("output.crosses"), color_none,
              pen_solid(pen, COLOR_ZERO_INK, pen->theme->thick_pt));
}

/* All outputs are there from the beginning: what counts is which. */
static void draw_subsampling_rest(const struct panel *panel, struct pen *pen)
{
    panel_draw_signs(panel, pen);
    for (int i = STRIDED_INPUT; i <= THINNED_OUTPUT; i++) {
        const struct placed *placed = &panel->maps[i];
        map_draw_rest(&placed->map, pen);
        if (placed->map.role != MAP_OUTPUT)
            continue;
        map_trace_block(&placed->map, map_grid(&placed->map), pen);
        pen_paint(pen, map_key(&placed->map, "cells", pen), pen->theme->color[COLOR_OUTPUT],
                  pen_solid(pen, COLOR_OUTPUT_LINE, pen->theme->thick_pt));
    }
    draw_crosses(panel, pen);
}

/* Of the dense output the place of the window, of the others the unit. */
static void draw_now(const struct panel *panel, const struct placed *placed, bool is_dense,
                     const struct lights *lights, struct pen *pen)
{
    struct map only = placed->map;
    only.channel = -1; /* in these maps the number among them */
    for (size_t i = 0; i < lights->current_count; i++) {
        const struct step *step = i == 0 ? &lights->here : &lights->next;
        struct area now;
        double share;
        if (!lights_current_area(lights, &lights->currents[i], &only, &now, &share))
            continue;
        if (is_dense)
            now = (struct area){(double)step->window[0], (double)step->window[1], 1, 1};
        map_draw_lit_cell(&panel->subject, &placed->map.plane, now, (struct lit){share, 1},
                          map_key(&placed->map, i == 0 ? "now" : "now.next", pen), pen);
    }
}

static void draw_subsampling(const struct panel *panel, const struct lights *lights,
                             struct pen *pen)
{
    const struct axis *axis = panel->subject.simulation->axis;
    const int64_t strided[] = {axis[0].move, axis[1].move}, dense[] = {1, 1};
    int arrows = 0;
    for (int i = STRIDED_INPUT; i <= THINNED_OUTPUT; i++) {
        const struct placed *placed = &panel->maps[i];
        if (placed->map.role == MAP_INPUT)
            arrows = draw_input(panel, placed, lights, i == STRIDED_INPUT ? strided : dense, arrows,
                                pen);
        else
            draw_now(panel, placed, i == DENSE_OUTPUT, lights, pen);
    }
}

const struct view view_subsampling = {.name = "subsampling",
                                      .needs = NEEDS_TWO_AXES,
                                      .obstacle = subsampling_obstacle,
                                      .has_no_digits = true,
                                      .lifts = true,
                                      .lay_out = lay_out_subsampling,
                                      .draw_rest = draw_subsampling_rest,
                                      .draw_step = draw_subsampling};
