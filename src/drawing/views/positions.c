/* SPDX-License-Identifier: MIT */
/* Views that tell how the window moves: positions, the input with arrows to the window's next
 * places; subsampling, a strided layer beside the one of unit stride, whose output then loses every
 * place that the stride passes over. */
#include "drawing/list/arrow.h"
#include "drawing/views/view.h"

/* In cells. */
static const double arrow_apart = 0.1;     /* an arrow begins so far from the one before it */
static const double gap = 2, wide_gap = 3; /* between maps, between the two ways */

/* Direct layers whose windows slide; channels do not matter. */
static const char *positions_obstacle(const struct simulation *simulation, struct arena *arena)
{
    if (simulation->below)
        return arena_format(arena, "a stack of layers");
    if (simulation->axes != 2)
        return arena_format(arena, "a %zu-D layer", simulation->axes);
    if (!simulation->is_sliding || simulation->is_transposed)
        return arena_format(arena, "%s", simulation->type_name);
    return NULL;
}

static const char *subsampling_obstacle(const struct simulation *simulation, struct arena *arena)
{
    const char *obstacle = positions_obstacle(simulation, arena);
    if (obstacle)
        return obstacle;
    return simulation->ceil_mode ? arena_format(arena, "ceil_mode") : NULL;
}

/* ---- arrows ---- */

static struct stroke arrow_line(const struct pen *pen)
{
    return pen_solid(pen, COLOR_WINDOW_LINE, 2 * pen->theme->thick_pt);
}

/* From the middle of the window's last cells to where it moves next, along an axis. */
static int draw_steps(const struct panel *panel, const struct plane *plane, bool is_down,
                      int64_t move, int number, struct pen *pen)
{
    const struct axis *axes = panel->subject.simulation->axis;
    const struct axis *axis = &axes[is_down ? 0 : 1], *other = &axes[is_down ? 1 : 0];
    double middle = (double)other->effective_kernel / 2;
    double start = (double)axis->effective_kernel - 0.5;
    int64_t count = (axis->padded - axis->effective_kernel) / move;
    for (int64_t i = 0; i < count; i++) {
        double from = start + (double)(i * move) + (count > 1 ? arrow_apart : 0);
        double to = start + (double)((i + 1) * move);
        struct point a =
            is_down ? plane_point(plane, from, middle) : plane_point(plane, middle, from);
        struct point b = is_down ? plane_point(plane, to, middle) : plane_point(plane, middle, to);
        arrow_draw(pen, (struct item_key){"arrow", -1, number++, -1, NULL}, a, b, arrow_line(pen));
    }
    return number;
}

/* ---- view positions ---- */

static void lay_out_positions(struct panel *panel)
{
    struct map map = map_of_input(panel->subject.simulation, 0, 0);
    map.channel = -1;
    layout_row(panel->layout, in_cells(gap), ALIGN_MIDDLE);
    panel_map(panel, &map)->name_side = SIDE_ABOVE;
    layout_end(panel->layout);
}

static void draw_positions(const struct panel *panel, const struct moment_part *part,
                           struct pen *pen)
{
    const struct placed *input = &panel->maps[0];
    const struct axis *axis = panel->subject.simulation->axis;
    struct lights lights;
    lights_read(&lights, &panel->subject, part, pen->arena);
    map_draw_window(&input->map, &input->plane, &lights, NULL, NULL, pen);
    int arrows = draw_steps(panel, &input->plane, false, axis[1].move, 0, pen);
    draw_steps(panel, &input->plane, true, axis[0].move, arrows, pen);
}

const struct view view_positions = {.name = "positions",
                                    .obstacle = positions_obstacle,
                                    .has_no_digits = true,
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
    struct placed *placed = panel_map(panel, &map);
    if (has_arrow)
        panel_sign(panel, SIGN_TO, placed->box);
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
    layout_row(panel->layout, in_cells(gap), ALIGN_MIDDLE);
    add_map(panel, input, STRIDED_INPUT, false);
    add_map(panel, output, STRIDED_OUTPUT, true);
    add_map(panel, input, DENSE_INPUT, false);
    layout_gap_before(panel->layout, panel->maps[DENSE_INPUT].box, in_cells(wide_gap));
    add_map(panel, dense, DENSE_OUTPUT, true);
    add_map(panel, output, THINNED_OUTPUT, true);
    layout_end(panel->layout);
}

/* Nothing here has digits. */
static void settle_subsampling(struct panel *panel)
{
    for (size_t i = 0; i < panel->map_count; i++)
        panel->maps[i].map.texts.of = NULL;
}

/* Crosses out what the stride passes over. */
static void draw_crosses(const struct panel *panel, struct pen *pen)
{
    const struct placed *placed = &panel->maps[DENSE_OUTPUT];
    const struct axis *axis = panel->subject.simulation->axis;
    for (int64_t row = 0; row < (int64_t)placed->map.rows; row++)
        for (int64_t column = 0; column < (int64_t)placed->map.columns; column++) {
            double top = (double)row, left = (double)column;
            if (row % axis[0].move == 0 && column % axis[1].move == 0)
                continue;
            pen_move_to(pen, plane_point(&placed->plane, top + 1, left));
            pen_line_to(pen, plane_point(&placed->plane, top, left + 1));
            pen_move_to(pen, plane_point(&placed->plane, top + 1, left + 1));
            pen_line_to(pen, plane_point(&placed->plane, top, left));
        }
    pen_paint(pen, key_once("output.crosses"), color_none,
              pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thin_pt));
}

/* All outputs are there from the beginning: what counts is which. */
static void draw_subsampling_rest(const struct panel *panel, struct pen *pen)
{
    panel_draw_signs(panel, pen);
    for (int i = STRIDED_INPUT; i <= THINNED_OUTPUT; i++) {
        const struct placed *placed = &panel->maps[i];
        map_draw_rest(&placed->map, &placed->plane, &panel->subject, pen);
        if (placed->map.role != MAP_OUTPUT)
            continue;
        map_trace_block(&placed->plane, &panel->subject, map_grid(&placed->map), pen);
        pen_paint(pen, map_key(&placed->map, "cells", pen), pen->theme->color[COLOR_OUTPUT],
                  pen_solid(pen, COLOR_OUTPUT_LINE, pen->theme->thick_pt));
    }
    draw_crosses(panel, pen);
}

static void draw_subsampling(const struct panel *panel, const struct moment_part *part,
                             struct pen *pen)
{
    const struct axis *axis = panel->subject.simulation->axis;
    struct lights lights;
    int arrows = 0;
    lights_read(&lights, &panel->subject, part, pen->arena);
    for (int i = STRIDED_INPUT; i <= THINNED_OUTPUT; i++) {
        const struct placed *placed = &panel->maps[i];
        struct area now = lights_window_area(&lights, &lights.windows[0]);
        double share;
        if (placed->map.role == MAP_INPUT) {
            struct map map = placed->map;
            map_draw_window(&map, &placed->plane, &lights, NULL, NULL, pen);
            bool is_strided = i == STRIDED_INPUT;
            arrows = draw_steps(panel, &placed->plane, false, is_strided ? axis[1].move : 1, arrows,
                                pen);
            arrows =
                draw_steps(panel, &placed->plane, true, is_strided ? axis[0].move : 1, arrows, pen);
            continue;
        }
        struct map only = placed->map;
        only.channel = -1;
        bool is_there = lights_current_area(&lights, &lights.currents[0], &only,
                                            &(struct area){0, 0, 0, 0}, &share);
        if (i != DENSE_OUTPUT)
            is_there = lights_current_area(&lights, &lights.currents[0], &only, &now, &share);
        now.rows = now.columns = 1;
        if (is_there)
            map_draw_current_cell(&panel->subject, &placed->plane, now, share,
                                  map_key(&placed->map, "now", pen), pen);
    }
}

const struct view view_subsampling = {.name = "subsampling",
                                      .obstacle = subsampling_obstacle,
                                      .has_no_digits = true,
                                      .lay_out = lay_out_subsampling,
                                      .settle = settle_subsampling,
                                      .draw_rest = draw_subsampling_rest,
                                      .draw_step = draw_subsampling};
