/* SPDX-License-Identifier: MIT */
/* What a step of view im2col lights: a row of weights, a column of X, and where they meet. */
#include "drawing/views/im2col.h"

/* Where a step is in the product: a cell, or by position a column of them. */
static struct area place_of(const struct lights *lights, const struct matrix *product, size_t step)
{
    if (lights->is_by_position)
        return (struct area){0, (double)step, (double)product->rows, 1};
    size_t row = step / product->columns, column = step % product->columns;
    return (struct area){(double)row, (double)column, 1, 1};
}

static struct area now_area(const struct lights *lights, const struct matrix *product)
{
    return area_between(place_of(lights, product, lights->step),
                        place_of(lights, product, lights->step + (lights->progress > 0)),
                        lights->progress);
}

/* From the ends of the row and of the column to where they meet. */
static void draw_links(const struct im2col *im2col, struct area now, double share, struct pen *pen)
{
    const struct plane *plane = &im2col->of[MAP_OUTPUT].plane;
    const struct matrix *above = &im2col->of[MAP_INPUT], *before = &im2col->of[MAP_KERNEL];
    struct point bottom = plane_point(&above->plane, (double)above->rows, 0);
    struct point right = plane_point(&before->plane, 0, (double)before->columns);
    double rows = (plane->origin.y - bottom.y) / plane->row.y;
    double columns = (plane->origin.x - right.x) / plane->column.x;
    struct area wide = matrix_widen_area(&im2col->of[MAP_OUTPUT], now);
    plane_trace_outline(pen, plane, (struct area){-rows, wide.column, rows, wide.columns});
    plane_trace_outline(pen, plane, (struct area){wide.row, -columns, wide.rows, columns});
    pen_paint(pen, key_once("lit.links"),
              color_faded(pen->theme->color[COLOR_WINDOW], share * theme_sizes.matrix.tint),
              stroke_none);
}

/* A band over all of a row or column: its cells' lines, then its outline. */
static void draw_band(const struct matrix *matrix, const char *part, struct area area, double share,
                      struct pen *pen)
{
    matrix_trace_block(matrix, matrix_widen_area(matrix, area), pen);
    pen_paint(pen, key_once(part), color_faded(pen->theme->color[COLOR_WINDOW], share),
              stroke_faded(pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thick_pt), share));
    matrix_draw_edge(matrix, arena_format(pen->arena, "%s.edge", part), area, color_none,
                     COLOR_WINDOW_LINE, share, pen);
}

/* The texts of what a step lights; both steps of a move may light the same row or column. */
static void write_lit(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct im2col *im2col = panel->subject.state;
    const struct matrix *windows = &im2col->of[MAP_INPUT], *weights = &im2col->of[MAP_KERNEL];
    size_t count = lights->progress > 0 ? 2 : 1, places = windows->columns;
    size_t steps[] = {lights->step, lights->step + count - 1};
    bool is_same = steps[0] % places == steps[1] % places;
    const double *covered = matrix_covered(panel, lights, windows->rows, true, pen->arena);
    for (size_t i = 0; i < (is_same ? 1 : count); i++) {
        double share = is_same ? lights->strength : matrix_step_share(lights, steps[i]);
        for (size_t row = 0; row < windows->rows; row++) {
            struct color ink =
                color_faded(pen->theme->color[COLOR_INK], share * (1 - covered[row]));
            struct area cell = {(double)row, (double)(steps[i] % places), 1, 1};
            matrix_write_area(windows, "lit.window", cell, ink, ink, pen);
        }
    }
    for (size_t channel = 0; channel < weights->rows; channel++) {
        double share = lights->is_by_position ? lights->strength : 0;
        for (size_t i = 0; !lights->is_by_position && i < count; i++)
            share += steps[i] / places == channel ? matrix_step_share(lights, steps[i]) : 0;
        struct color ink = color_faded(pen->theme->color[COLOR_INK], share);
        if (share > 0)
            matrix_write_area(weights, "lit.weight",
                              (struct area){(double)channel, 0, 1, (double)weights->columns}, ink,
                              ink, pen);
    }
}

void im2col_draw_step(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct im2col *im2col = panel->subject.state;
    const struct matrix *windows = &im2col->of[MAP_INPUT], *weights = &im2col->of[MAP_KERNEL];
    struct area now = now_area(lights, &im2col->of[MAP_OUTPUT]);
    panel_draw_step(panel, lights, pen);
    draw_links(im2col, now, lights->strength, pen);
    draw_band(windows, "lit.column", (struct area){0, now.column, (double)windows->rows, 1},
              lights->strength, pen);
    draw_band(weights, "lit.row", (struct area){now.row, 0, now.rows, (double)weights->columns},
              lights->strength, pen);
    write_lit(panel, lights, pen);
    sum_write_products(panel, lights, pen);
    matrix_draw_outputs(&im2col->of[MAP_OUTPUT], lights,
                        place_of(lights, &im2col->of[MAP_OUTPUT], lights->step),
                        place_of(lights, &im2col->of[MAP_OUTPUT], lights->step + 1), pen);
}
