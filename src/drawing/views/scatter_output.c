/* SPDX-License-Identifier: MIT */
/* The output's side of view scatter: how many stamps reached each unit, and the stamps themselves.
 * Cropped parts of stamps stand outside the output. */
#include <math.h>

#include "drawing/map/marks.h"
#include "drawing/views/scatter.h"

static const struct scatter_sizes *const sizes = &theme_sizes.scatter;

/* ---- what is there before the first stamp ---- */

/* The rows' lines of the reach that are outside the output: whole ones, both ends of others. */
static void trace_outside(const struct plane *plane, struct area reach, double rows, double columns,
                          struct pen *pen)
{
    double right = reach.column + reach.columns;
    for (double line = reach.row; line <= reach.row + reach.rows; line++) {
        bool is_beside = line >= 0 && line <= rows;
        const double ends[][2] = {{reach.column, is_beside ? 0 : right},
                                  {is_beside ? columns : right, right}};
        for (size_t i = 0; i < 2; i++) {
            if (ends[i][0] >= ends[i][1])
                continue;
            pen_move_to(pen, plane_point(plane, line, ends[i][0]));
            pen_line_to(pen, plane_point(plane, line, ends[i][1]));
        }
    }
}

void scatter_draw_empty(const struct panel *panel, const struct placed *output, struct pen *pen)
{
    const struct plane *plane = &output->map.plane;
    const struct area reach = output->map.reach, grid = map_grid(&output->map);
    const struct plane turned = {plane->origin, plane->row, plane->column};
    const struct area turned_reach = {reach.column, reach.row, reach.columns, reach.rows};
    trace_outside(plane, reach, grid.rows, grid.columns, pen);
    trace_outside(&turned, turned_reach, grid.columns, grid.rows, pen);
    pen_paint(pen, key_once("output.cropped"), color_none, pen_dashed(pen, COLOR_ZERO_LINE));
    if (panel->legend & LEGEND_CROPPED) {
        marks_trace_crosses(pen, plane, reach, grid);
        pen_paint(pen, key_once("output.crosses"), color_none,
                  pen_solid(pen, COLOR_ZERO_LINE, pen->theme->thin_pt));
    }
    map_trace_grid(&output->map, grid, pen);
    pen_paint(pen, key_once("output.empty"), color_none, pen_dashed(pen, COLOR_OUTPUT_LINE));
}

/* ---- the units that were reached ---- */

/* Those that so many stamps reached; SIZE_MAX: all. Returns their shade. */
static double trace_filled(const struct scatter_moment *moment, size_t count, struct pen *pen)
{
    double shade = 0;
    for (size_t i = 0; i < moment->layer->step_count; i++) {
        const struct reached *reached = &moment->reached[i];
        if (!reached->is_filled || (count != SIZE_MAX && reached->count != count))
            continue;
        plane_trace_outline(pen, &moment->output->map.plane, scatter_cell(moment->output, i));
        shade = reached->shade;
    }
    return shade;
}

static void draw_filled(const struct scatter_moment *moment, struct pen *pen)
{
    const struct color *color = pen->theme->color;
    trace_filled(moment, SIZE_MAX, pen);
    pen_paint(pen, key_once("output.cells"), color[COLOR_OUTPUT],
              pen_solid(pen, COLOR_OUTPUT_LINE, pen->theme->thick_pt));
    for (size_t count = 2; count <= moment->scatter->tally.most; count++) {
        double shade = trace_filled(moment, count, pen);
        pen_paint(pen, key_of("output.overlap", count),
                  color_mix(color[COLOR_OUTPUT], color[COLOR_OUTPUT_LINE], sizes->darkest * shade),
                  stroke_none);
    }
    trace_filled(moment, SIZE_MAX, pen);
    pen_paint(pen, key_once("output.lines"), color_none,
              pen_solid(pen, COLOR_OUTPUT_LINE, pen->theme->thick_pt));
}

/* ---- stamps ---- */

/* Its taps, or the box round all of them. */
static void trace_stamp(const struct scatter_moment *moment, const struct laid_stamp *stamp,
                        bool is_box, struct pen *pen)
{
    struct area box = {0};
    for (size_t i = 0; i < stamp->rows.count; i++)
        for (size_t j = 0; j < stamp->columns.count; j++) {
            const struct span *down = &stamp->rows.all[i], *right = &stamp->columns.all[j];
            struct area tap = {down->at, right->at, down->size, right->size};
            if (!is_box)
                plane_trace_outline(pen, &moment->output->map.plane, tap);
            box = i == 0 && j == 0 ? tap : area_joined(box, tap);
        }
    if (is_box && stamp->rows.count > 0 && stamp->columns.count > 0)
        plane_trace_outline(pen, &moment->output->map.plane, box);
}

/* The one stamp that the step is about. */
static void draw_stamp(const struct scatter_moment *moment, const struct laid_stamp *stamp,
                       struct pen *pen)
{
    const struct theme *theme = pen->theme;
    double share = moment->strength * moment->set_down;
    trace_stamp(moment, stamp, false, pen);
    pen_paint(pen, key_once("stamp.veil"), color_faded(marks_under_stamp(theme), share),
              stroke_none);
    trace_stamp(moment, stamp, false, pen);
    pen_paint(pen, key_once("stamp.taps"), color_faded(theme->color[COLOR_WINDOW], share),
              stroke_faded(pen_solid(pen, COLOR_WINDOW_LINE, theme->thick_pt), share));
    trace_stamp(moment, stamp, true, pen);
    pen_paint(pen, key_once("stamp.edge"), color_none,
              stroke_faded(pen_solid(pen, COLOR_WINDOW_LINE, subject_edge(&moment->panel->subject)),
                           moment->strength));
}

/* All that reach the step's unit, each faintly. */
static void draw_faint_stamps(const struct scatter_moment *moment, struct pen *pen)
{
    double opacity =
        fmin(sizes->most_opaque, sizes->many_stamps / (double)moment->scatter->tally.most);
    for (size_t i = 0; i < tensor_count(&moment->layer->input); i++) {
        struct area cell = scatter_cell(moment->input, i);
        double share = moment->unit_share[i];
        struct stroke edge = pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thick_pt);
        if (share <= 0)
            continue;
        struct laid_stamp stamp = scatter_lay_stamp(moment, i, i, pen->arena);
        trace_stamp(moment, &stamp, false, pen);
        pen_paint(pen, scatter_key("stamp.taps", cell),
                  color_faded(pen->theme->color[COLOR_WINDOW], share * opacity), stroke_none);
        trace_stamp(moment, &stamp, true, pen);
        pen_paint(pen, scatter_key("stamp.edge", cell), color_none, stroke_faded(edge, share));
    }
}

/* Its digits stand over all of it. */
void scatter_draw_outputs(const struct scatter_moment *moment, struct pen *pen)
{
    draw_filled(moment, pen);
    if (!moment->follows_output) {
        draw_stamp(moment, &moment->stamp, pen);
        return;
    }
    draw_faint_stamps(moment, pen);
    map_draw_lit_cell(&moment->panel->subject, &moment->output->map.plane, moment->current,
                      (struct lit){moment->current_share, moment->current_lit},
                      key_once("now.cell"), pen);
}
