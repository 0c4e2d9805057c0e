/* SPDX-License-Identifier: MIT */
/* View subsampling: a strided layer, and beside it the same layer with unit stride, whose output
 * then loses every position that the stride passes over. */
#include "drawing/view.h"
#include "drawing/views/figure.h"

static const double guide_scale = 0.7; /* the guide's cells are 0.35 cm here */

/* In cells. */
static const double gap = 2, wide_gap = 3; /* between maps, between the two ways */
static const double arrow_gap = 0.25;      /* from a map to the arrow beside it */

struct subsampling {
    struct figure figure;
    const struct axis *height, *width; /* borrowed */
    double rows;                       /* of the page */
    int maps;                          /* drawn so far, for their keys */
};

static const char *subsampling_obstacle(const struct simulation *simulation, struct arena *arena)
{
    const char *obstacle = positions_obstacle(simulation, arena);
    if (obstacle)
        return obstacle;
    return simulation->ceil_mode ? arena_format(arena, "ceil_mode") : NULL;
}

/* Positions of the window with unit stride. */
static double all_positions(const struct axis *a)
{
    return (double)(a->padded - a->effective_kernel + 1);
}

/* A map in the middle of the page's height, from a column on; gives its first cell. */
static struct point draw_map(struct subsampling *view, struct pen *pen, double column, double rows,
                             double columns, bool is_output)
{
    struct area area = {(view->rows - rows) / 2, column, rows, columns};
    const struct theme *theme = view->figure.theme;
    struct item_key key = {is_output ? "output.block" : "input.block", -1, view->maps++, -1};
    figure_block(&view->figure, pen, key, area,
                 theme->color[is_output ? COLOR_OUTPUT : COLOR_INPUT],
                 is_output ? COLOR_OUTPUT_LINE : COLOR_INPUT_LINE);
    return (struct point){column, area.row};
}

/* The padded input with its window and the window's way; gives where the map ends. */
static double draw_input(struct subsampling *view, struct pen *pen, double column,
                         const int64_t move[2])
{
    const struct axis *height = view->height, *width = view->width;
    double rows = (double)height->padded, columns = (double)width->padded;
    struct point at = {column, (view->rows - rows) / 2};
    if (height->padded > height->input || width->padded > width->input) {
        plane_trace_grid(pen, &view->figure.plane, (struct area){at.y, at.x, rows, columns});
        pen_paint(pen, (struct item_key){"input.zeros", -1, view->maps, -1}, color_none,
                  pen_dashed(pen, COLOR_ZERO_LINE));
    }
    struct area units = {at.y + (double)height->before, at.x + (double)width->before,
                         (double)height->input, (double)width->input};
    struct item_key key = {"input.block", -1, view->maps++, -1};
    figure_block(&view->figure, pen, key, units, view->figure.theme->color[COLOR_INPUT],
                 COLOR_INPUT_LINE);
    key.part = "window";
    figure_highlight(&view->figure, pen, key,
                     (struct area){at.y, at.x, (double)height->effective_kernel,
                                   (double)width->effective_kernel});
    figure_steps(&view->figure, pen, width, height, at, false, move[1], true);
    figure_steps(&view->figure, pen, height, width, at, true, move[0], true);
    return column + columns;
}

static void draw_arrow(struct subsampling *view, struct pen *pen, double from)
{
    double row = view->rows / 2;
    figure_arrow(&view->figure, pen, (struct point){from + arrow_gap, row},
                 (struct point){from + gap - arrow_gap, row}, COLOR_WINDOW_LINE);
}

/* Crosses out what the stride passes over, from the bottom up. */
static void draw_crosses(const struct subsampling *view, struct pen *pen, struct point at)
{
    const struct plane *plane = &view->figure.plane;
    int64_t rows = (int64_t)all_positions(view->height),
            columns = (int64_t)all_positions(view->width);
    for (int64_t row = rows; row-- > 0;)
        for (int64_t column = 0; column < columns; column++) {
            double top = at.y + (double)row, left = at.x + (double)column;
            if (row % view->height->move == 0 && column % view->width->move == 0)
                continue;
            pen_move_to(pen, plane_point(plane, top + 1, left));
            pen_line_to(pen, plane_point(plane, top, left + 1));
            pen_line_to(pen, plane_point(plane, top + 1, left + 1));
            pen_line_to(pen, plane_point(plane, top, left));
        }
    pen_paint(pen, key_once("output.crosses"), color_none,
              pen_solid(pen, COLOR_WINDOW_LINE, view->figure.theme->thin_pt));
}

static void draw_subsampling(const struct drawing *drawing, const struct moment_part *part,
                             struct pen *pen)
{
    const struct simulation *simulation = drawing->simulation;
    struct subsampling view = {.height = &simulation->axis[0], .width = &simulation->axis[1]};
    const struct axis *height = view.height, *width = view.width;
    double input = (double)width->padded, output = (double)width->output;
    const int64_t strides[2] = {height->move, width->move}, ones[2] = {1, 1};
    view.rows = (double)height->padded;
    (void)part;
    figure_begin(&view.figure, &drawing->scene->theme, guide_scale, view.rows,
                 2 * input + 3 * gap + wide_gap + 2 * output + all_positions(width), pen);

    double end = draw_input(&view, pen, 0, strides);
    draw_arrow(&view, pen, end);
    draw_map(&view, pen, end + gap, (double)height->output, output, true);
    end = draw_input(&view, pen, end + gap + output + wide_gap, ones);
    draw_arrow(&view, pen, end);
    draw_crosses(
        &view, pen,
        draw_map(&view, pen, end + gap, all_positions(height), all_positions(width), true));
    end += gap + all_positions(width);
    draw_arrow(&view, pen, end);
    draw_map(&view, pen, end + gap, (double)height->output, output, true);
}

const struct view view_subsampling = {
    .name = "subsampling", .obstacle = subsampling_obstacle, .draw = draw_subsampling};
