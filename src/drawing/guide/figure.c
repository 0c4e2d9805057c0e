/* SPDX-License-Identifier: MIT */
/* Parts of the guide's figures within its text. */
#include "drawing/guide/figure.h"

static const double apart = 0.1; /* of a cell: an arrow begins so far from the one before it */

void figure_add(struct panel *panel, double scale, double rows, double columns)
{
    layout_room(panel->layout, (struct size){in_cells(scale * columns), in_cells(scale * rows)});
}

void figure_read(struct figure *figure, const struct panel *panel, double scale)
{
    struct rectangle at = layout_core(panel->layout, panel->drawing);
    *figure = (struct figure){.theme = &panel->subject.looks.theme,
                              .cell = subject_cells(&panel->subject, scale)};
    figure->plane = (struct plane){{at.x, at.y}, {figure->cell, 0}, {0, figure->cell}};
}

void figure_draw_no_rest(const struct panel *panel, struct pen *pen)
{
    (void)panel;
    (void)pen;
}

void figure_block(const struct figure *figure, struct pen *pen, struct item_key key,
                  struct area area, struct color fill, enum theme_color line)
{
    plane_trace_block(pen, &figure->plane, area);
    pen_paint(pen, key, fill, pen_solid(pen, line, figure->theme->thick_pt));
}

void figure_highlight(const struct figure *figure, struct pen *pen, struct item_key key,
                      struct area area)
{
    plane_trace_outline(pen, &figure->plane, area);
    struct stroke edge = pen_solid(pen, COLOR_WINDOW_EDGE, figure->theme->thin_pt);
    pen_paint(pen, key, figure->theme->color[COLOR_WINDOW], edge);
}

void figure_arrow(struct figure *figure, struct pen *pen, struct point from, struct point to,
                  enum theme_color color)
{
    double width = figure->theme->thick_pt;
    struct item_key key = {"arrow", -1, figure->arrows++, -1, NULL};
    arrow_draw(pen, key, plane_point(&figure->plane, from.y, from.x),
               plane_point(&figure->plane, to.y, to.x), pen_solid(pen, color, width));
}

void figure_steps(struct figure *figure, struct pen *pen, const struct axis *axis,
                  const struct axis *other, struct point at, bool is_down, int64_t move,
                  bool is_apart)
{
    double middle = (double)other->effective_kernel / 2;
    double start = (double)axis->effective_kernel - 0.5;
    int64_t count = (axis->padded - axis->effective_kernel) / move;
    for (int64_t i = 0; i < count; i++) {
        double from = start + (double)(i * move) + (is_apart ? apart : 0);
        double to = start + (double)((i + 1) * move);
        struct point a = {at.x + from, at.y + middle}, b = {at.x + to, at.y + middle};
        if (is_down) {
            a = (struct point){at.x + middle, at.y + from};
            b = (struct point){at.x + middle, at.y + to};
        }
        figure_arrow(figure, pen, a, b, COLOR_WINDOW_LINE);
    }
}
