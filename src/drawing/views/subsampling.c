/* SPDX-License-Identifier: MIT */
/* View subsampling: a strided layer, and beside it the same layer with unit stride, whose output
 * then loses every position that the stride passes over. */
#include "drawing/maps.h"
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
    struct point window, now;          /* their first cells; x: column, y: row */
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
                     (struct area){at.y + view->window.y, at.x + view->window.x,
                                   (double)height->effective_kernel,
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

/* The current unit of an output whose first cell is at a point; the guide's figure has none. */
static void draw_now(struct subsampling *view, struct pen *pen, struct point at, struct point now)
{
    struct item_key key = {"now", -1, view->maps, -1};
    if (figure_is_guide(&view->figure))
        return;
    plane_trace_outline(pen, &view->figure.plane, (struct area){at.y + now.y, at.x + now.x, 1, 1});
    pen_paint(pen, key, pen->theme->color[COLOR_NOW],
              pen_solid(pen, COLOR_NOW_LINE, pen->theme->window_pt));
}

/* Of the first way, whose maps have names. at: the first unit. */
static void place_map(const struct subsampling *view, struct pen *pen, enum map_role role,
                      struct point at)
{
    bool is_input = role == MAP_INPUT;
    struct map_place place = {
        .role = role,
        .channel = -1,
        .plane = view->figure.plane,
        .pitch = {1, 1},
        .rows = (size_t)(is_input ? view->height->input : view->height->output),
        .columns = (size_t)(is_input ? view->width->input : view->width->output),
        .side = SIDE_BELOW,
    };
    place.plane.origin = plane_point(&view->figure.plane, at.y, at.x);
    place.outline = (struct area){0, 0, (double)place.rows, (double)place.columns};
    if (is_input)
        place.outline = (struct area){-(double)view->height->before, -(double)view->width->before,
                                      (double)view->height->padded, (double)view->width->padded};
    pen_place_map(pen, &place);
}

/* Where the window and the current unit are, but in the guide's figure. */
static void read_step(struct subsampling *view, const struct drawing *drawing,
                      const struct moment_part *part)
{
    struct maps maps;
    if (figure_is_guide(&view->figure))
        return;
    maps_read(&maps, drawing, part);
    view->window = (struct point){maps.window.column, maps.window.row};
    view->now = (struct point){maps.now.column, maps.now.row};
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
    figure_begin(&view.figure, &drawing->scene->theme, guide_scale, view.rows,
                 2 * input + 3 * gap + wide_gap + 2 * output + all_positions(width), pen);

    read_step(&view, drawing, part);
    place_map(&view, pen, MAP_INPUT, (struct point){(double)width->before, (double)height->before});
    place_map(&view, pen, MAP_OUTPUT,
              (struct point){input + gap, (view.rows - (double)height->output) / 2});
    double end = draw_input(&view, pen, 0, strides);
    draw_arrow(&view, pen, end);
    struct point at = draw_map(&view, pen, end + gap, (double)height->output, output, true);
    draw_now(&view, pen, at, view.now);
    end = draw_input(&view, pen, end + gap + output + wide_gap, ones);
    draw_arrow(&view, pen, end);
    at = draw_map(&view, pen, end + gap, all_positions(height), all_positions(width), true);
    draw_now(&view, pen, at, view.window);
    draw_crosses(&view, pen, at);
    end += gap + all_positions(width);
    draw_arrow(&view, pen, end);
    at = draw_map(&view, pen, end + gap, (double)height->output, output, true);
    draw_now(&view, pen, at, view.now);
}

const struct view view_subsampling = {.name = "subsampling",
                                      .obstacle = subsampling_obstacle,
                                      .has_no_digits = true,
                                      .draw = draw_subsampling};
