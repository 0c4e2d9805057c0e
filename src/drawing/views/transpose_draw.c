/* SPDX-License-Identifier: MIT */
/* What view transpose draws: of both columns the planes, the window and the links to its unit. */
#include <math.h>

#include "drawing/map/marks.h"
#include "drawing/views/transpose.h"
#include "drawing/words/words.h"

static const struct transpose_sizes *const sizes = &theme_sizes.transpose;

/* ---- what rests ---- */

static void draw_ring(const struct transpose *pair, int number, struct pen *pen)
{
    const struct column *column = &pair->columns[number];
    const struct placed *large = column->maps[LARGE];
    const struct area ring = large->map.reach, grid = map_grid(&large->map);
    if (ring.rows == grid.rows && ring.columns == grid.columns)
        return;
    map_trace_grid(&large->map, ring, pen);
    pen_paint(pen, pair_key_of("ring", number, -1, -1), color_none,
              pen_dashed(pen, COLOR_ZERO_LINE));
    if (column->gathers)
        return;
    marks_trace_crosses(pen, &large->map.plane, ring, grid);
    pen_paint(pen, pair_key_of("cropped", number, -1, -1), color_none,
              pen_solid(pen, COLOR_ZERO_LINE, pen->theme->thin_pt));
}

static void draw_inputs(const struct transpose *pair, int number, int size, struct pen *pen)
{
    const struct placed *placed = pair->columns[number].maps[size];
    plane_trace_outline(pen, &placed->map.plane, map_grid(&placed->map));
    pen_paint(pen, pair_key_of("input.page", number, -1, -1), pen->theme->color[COLOR_BACKGROUND],
              stroke_none);
    map_trace_block(&placed->map, map_grid(&placed->map), pen);
    pen_paint(pen, pair_key_of("input.units", number, -1, -1), pen->theme->color[COLOR_INPUT],
              pen_solid(pen, COLOR_INPUT_LINE, pen->theme->thick_pt));
}

static void draw_direction(const struct panel *panel, const struct column *column, int number,
                           struct pen *pen)
{
    const struct plane *large = &column->maps[LARGE]->map.plane;
    const struct area *ring = &column->maps[LARGE]->map.reach;
    struct point left = plane_point(large, ring->row, ring->column);
    double cell = subject_cells(&panel->subject, 1);
    struct point low = {left.x + sizes->arrow_aside * cell, left.y - sizes->arrow_above * cell};
    struct point high = {low.x, low.y - sizes->arrow * cell};
    arrow_draw(pen, pair_key_of("direction", number, -1, -1), column->gathers ? low : high,
               column->gathers ? high : low,
               pen_solid(pen, COLOR_ZERO_INK, 2 * pen->theme->thick_pt));
}

void transpose_draw_rest(const struct panel *panel, struct pen *pen)
{
    const struct transpose *pair = panel->subject.state;
    panel_draw_rest(panel, pen); /* the kernel */
    for (int i = 0; i < 2; i++) {
        draw_ring(pair, i, pen);
        if (pair->columns[i].gathers)
            draw_inputs(pair, i, LARGE, pen);
        draw_direction(panel, &pair->columns[i], i, pen);
    }
}

/* ---- cells of a step ---- */

/* Outputs that are there, and those to come. */
static void draw_outputs(const struct pair_moment *moment, const bool *is_there, int size,
                         struct pen *pen)
{
    const struct placed *placed = moment->column->maps[size];
    const struct area grid = map_grid(&placed->map);
    plane_trace_outline(pen, &placed->map.plane, grid);
    pen_paint(pen, pair_key_of("output.page", moment->number, -1, -1),
              pen->theme->color[COLOR_BACKGROUND], stroke_none);
    map_trace_grid(&placed->map, grid, pen);
    pen_paint(pen, pair_key_of("output.empty", moment->number, -1, -1), color_none,
              pen_dashed(pen, COLOR_OUTPUT_LINE));
    for (size_t i = 0; i < placed->map.rows * placed->map.columns; i++)
        if (is_there[i])
            plane_trace_outline(pen, &placed->map.plane,
                                (struct area){(double)(i / placed->map.columns),
                                              (double)(i % placed->map.columns), 1, 1});
    pen_paint(pen, pair_key_of("output.cells", moment->number, -1, -1),
              pen->theme->color[COLOR_OUTPUT],
              pen_solid(pen, COLOR_OUTPUT_LINE, pen->theme->thick_pt));
}

static void draw_unit(const struct pair_moment *moment, struct pen *pen)
{
    const struct placed *small = moment->column->maps[SMALL];
    struct item_key key = pair_key_of("now", moment->number, -1, -1);
    double share = moment->unit_share;
    if (moment->column->gathers || moment->is_untold) {
        bool is_lit = !moment->is_untold && pair_is_known(moment, moment->step);
        map_draw_lit_cell(&moment->panel->subject, &small->map.plane, moment->unit,
                          (struct lit){share, is_lit}, key, pen);
        return;
    }
    plane_trace_outline(pen, &small->map.plane, moment->unit);
    pen_paint(pen, key, color_faded(pen->theme->color[COLOR_INPUT_NOW], share),
              stroke_faded(pen_solid(pen, COLOR_INPUT_INK, subject_edge(&moment->panel->subject)),
                           share));
}

/* The rows and columns that the scene's transposed layer has for its output padding. */
static void draw_extra(const struct pair_moment *moment, struct pen *pen)
{
    const struct placed *large = moment->column->maps[LARGE];
    const struct pair_axis *axes = moment->pair->axis;
    for (int64_t row = 0; row < axes[0].size[LARGE]; row++)
        for (int64_t at = 0; at < axes[1].size[LARGE]; at++)
            if (row >= axes[0].size[LARGE] - axes[0].extra ||
                at >= axes[1].size[LARGE] - axes[1].extra)
                marks_trace(pen, &large->map.plane, CELL_EXTRA, moment->pair->has_texts,
                            (struct point){(double)at, (double)row});
    pen_paint(pen, pair_key_of("output.extra", moment->number, -1, -1),
              pen->theme->color[COLOR_ZERO_LINE], stroke_none);
}

/* Cells of the stamp that others have reached before. */
static void draw_twice(const struct pair_moment *moment, const bool *is_there, struct pen *pen)
{
    const struct placed *large = moment->column->maps[LARGE];
    for (size_t i = 0; i < large->map.rows * large->map.columns; i++)
        if (is_there[i] && pair_tap_at(moment, i) >= 0)
            plane_trace_outline(pen, &large->map.plane,
                                (struct area){(double)(i / large->map.columns),
                                              (double)(i % large->map.columns), 1, 1});
    pen_paint(
        pen, pair_key_of("output.twice", moment->number, -1, -1),
        color_faded(pen->theme->color[COLOR_OUTPUT_LINE], moment->set_down * sizes->stamped_twice),
        stroke_none);
}

/* ---- a moment ---- */

static struct pair_moment moment_of(const struct panel *panel, int number,
                                    const struct moment_part *part)
{
    const struct transpose *pair = panel->subject.state;
    int64_t columns = pair->axis[1].size[SMALL], step = (int64_t)part->step;
    int64_t last = pair->axis[0].size[SMALL] * columns - 1, next = step < last ? step + 1 : step;
    double way = part->progress;
    bool is_told = lights_arrival(part->telling, part->told) > 0;
    struct pair_moment moment = {
        .is_untold = (pair->columns[number].gathers || number > 0) &&
                     (way < 0.5 ? !is_told : part->tells_next),
        .telling = way < 0.5          ? part->telling
                   : part->tells_next ? TELLS_PRODUCTS
                                      : TELLS_ALL,
        .told = way < 0.5 ? part->told : 0,
        .panel = panel,
        .pair = pair,
        .column = &pair->columns[number],
        .number = number,
        .step = (size_t)(way < 0.5 ? step : next),
    };
    pair_place(&moment, (size_t)step, (size_t)next, way);
    return moment;
}

/* Whether the seen step's stamp is in a cell. */
static bool has_come(const struct pair_moment *moment, size_t cell)
{
    int64_t tap = pair_tap_at(moment, cell);
    return tap >= 0 && pair_has_come(moment, tap);
}

static void draw_column(const struct pair_moment *moment, const struct moment_part *part,
                        struct pen *pen)
{
    const struct column *column = moment->column;
    const struct placed *large = column->maps[LARGE], *small = column->maps[SMALL];
    size_t cells = large->map.rows * large->map.columns;
    double *sums = arena_allocate(pen->arena, cells, sizeof *sums);
    bool *before = arena_allocate(pen->arena, cells, sizeof *before);
    bool *is_there = arena_allocate(pen->arena, cells, sizeof *is_there);
    bool is_all = moment->panel->subject.looks.theme.shows_all_outputs;
    size_t units = small->map.rows * small->map.columns;
    /* what the first column gathers comes into the second as it is told */
    bool is_given = is_all || !moment->pair->columns[0].gathers;
    is_given = column->gathers ? is_all : is_given;
    if (!column->gathers) {
        for (size_t i = 0; i < cells; i++)
            sums[i] = column->start;
        bool is_over = moment->is_lifted && !moment->is_untold && moment->telling == TELLS_ALL;
        pair_add_stamps(moment, moment->step + is_over, sums, before);
        for (size_t i = 0; i < cells; i++)
            is_there[i] = is_all || before[i] || has_come(moment, i);
        draw_outputs(moment, is_there, LARGE, pen);
        draw_extra(moment, pen);
        draw_twice(moment, before, pen);
    }
    if (!moment->is_lifted) {
        pair_draw_taps(moment, pen);
        pair_draw_links(moment, pen);
    }
    if (moment->pair->has_texts && column->gathers)
        pair_write_read(moment, pen);
    else if (moment->pair->has_texts)
        pair_write_stamped(moment, sums, before, pen);
    if (column->gathers) {
        bool *shown = arena_allocate(pen->arena, units, sizeof *shown);
        for (size_t i = 0; i < units; i++)
            shown[i] =
                is_all || (i < part->step + (lights_arrival(part->telling, part->told) > 0) &&
                           pair_is_known(moment, i));
        draw_outputs(moment, shown, SMALL, pen);
    } else {
        draw_inputs(moment->pair, moment->number, SMALL, pen);
    }
    if (!moment->is_lifted)
        draw_unit(moment, pen);
    if (moment->pair->has_texts)
        pair_write_small(moment, is_given ? units : moment->step + !moment->is_untold, pen);
}

void transpose_draw_step(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    struct lights lights;
    lights_read(&lights, &panel->subject, part, pen->arena);
    for (int i = 0; i < 2; i++) {
        struct pair_moment moment = moment_of(panel, i, part);
        double gone = pair_gone(i, part);
        moment.is_lifted = gone > 0;
        if (i == 0 && moment.column->gathers && part->telling != TELLS_ALL)
            moment.covered = pair_read_covered(&moment, &lights, pen->arena);
        moment.pending = pair_read_pending(&moment, pen->arena);
        draw_column(&moment, part, pen);
        pair_draw_told(&moment, pen);
        if (gone <= 0 || gone >= 1)
            continue;
        moment.is_lifted = false; /* fading, over what stays */
        pen_begin_veil(pen, pair_key_of("lifts", i, -1, -1), 1 - gone);
        draw_column(&moment, part, pen);
        pen_end_group(pen, pair_key_of("lifts.end", i, -1, -1));
    }
    if (((const struct transpose *)panel->subject.state)->columns[0].gathers)
        sum_write_products(panel, &lights, pen);
}
