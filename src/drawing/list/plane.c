/* SPDX-License-Identifier: MIT */
/* Planes of cells: where a cell is on the page, and tracing outlines and grids on it. */
#include "drawing/list/plane.h"

#include <math.h>

struct plane plane_oblique(double cell, struct point corner)
{
    return (struct plane){
        .origin = corner,
        .column = {cell * theme_sizes.oblique.column.x, cell * theme_sizes.oblique.column.y},
        .row = {cell * theme_sizes.oblique.row.x, cell * theme_sizes.oblique.row.y},
    };
}

bool bounds_meet(const struct bounds *a, const struct bounds *b)
{
    return a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
}

struct point point_between(struct point from, struct point to, double share)
{
    return (struct point){share_between(from.x, to.x, share), share_between(from.y, to.y, share)};
}

struct point plane_oblique_size(double rows, double columns)
{
    const struct point row = theme_sizes.oblique.row, column = theme_sizes.oblique.column;
    return (struct point){rows * row.x + columns * column.x, rows * row.y - columns * column.y};
}

struct area area_between(struct area from, struct area to, double share)
{
    return (struct area){
        share_between(from.row, to.row, share), share_between(from.column, to.column, share),
        share_between(from.rows, to.rows, share), share_between(from.columns, to.columns, share)};
}

struct area area_joined(struct area a, struct area b)
{
    if (a.rows <= 0)
        return b;
    struct area all = {fmin(a.row, b.row), fmin(a.column, b.column), 0, 0};
    all.rows = fmax(a.row + a.rows, b.row + b.rows) - all.row;
    all.columns = fmax(a.column + a.columns, b.column + b.columns) - all.column;
    return all;
}

struct area area_common(struct area a, struct area b)
{
    double row = fmax(a.row, b.row), column = fmax(a.column, b.column);
    return (struct area){row, column, fmin(a.row + a.rows, b.row + b.rows) - row,
                         fmin(a.column + a.columns, b.column + b.columns) - column};
}

double area_covered(const struct area *moving, double row, double column)
{
    return share_covered(moving->row, row) * share_covered(moving->column, column);
}

bool plane_is_upright(const struct plane *plane)
{
    return plane->column.y == 0 && plane->row.x == 0;
}

double plane_length(struct point vector)
{
    return hypot(vector.x, vector.y);
}

struct point plane_point(const struct plane *plane, double row, double column)
{
    return (struct point){plane->origin.x + column * plane->column.x + row * plane->row.x,
                          plane->origin.y + column * plane->column.y + row * plane->row.y};
}

struct plane plane_from(const struct plane *plane, double row, double column)
{
    return (struct plane){plane_point(plane, row, column), plane->column, plane->row};
}

struct plane plane_between(const struct plane *from, const struct plane *to, double share)
{
    return (struct plane){point_between(from->origin, to->origin, share),
                          point_between(from->column, to->column, share),
                          point_between(from->row, to->row, share)};
}

struct plane plane_shrunk(const struct plane *plane, double row, double column, double scale)
{
    struct point middle = plane_point(plane, row, column);
    return (struct plane){{middle.x + scale * (plane->origin.x - middle.x),
                           middle.y + scale * (plane->origin.y - middle.y)},
                          {scale * plane->column.x, scale * plane->column.y},
                          {scale * plane->row.x, scale * plane->row.y}};
}

struct plane plane_turned(const struct plane *plane, double row, double column, double angle)
{
    const struct point middle = plane_point(plane, row, column), c = plane->column, r = plane->row;
    double cosine = cos(angle), sine = sin(angle);
    struct plane turned = {.column = {cosine * c.x + sine * r.x, cosine * c.y + sine * r.y},
                           .row = {cosine * r.x - sine * c.x, cosine * r.y - sine * c.y}};
    turned.origin = (struct point){middle.x - row * turned.row.x - column * turned.column.x,
                                   middle.y - row * turned.row.y - column * turned.column.y};
    return turned;
}

void plane_trace_outline(struct pen *pen, const struct plane *plane, struct area area)
{
    pen_move_to(pen, plane_point(plane, area.row + area.rows, area.column));
    pen_line_to(pen, plane_point(plane, area.row + area.rows, area.column + area.columns));
    pen_line_to(pen, plane_point(plane, area.row, area.column + area.columns));
    pen_line_to(pen, plane_point(plane, area.row, area.column));
    pen_close(pen);
}

void plane_corners(const struct plane *plane, struct area area, struct point corners[4])
{
    for (int i = 0; i < 4; i++)
        corners[i] = plane_point(plane, area.row + (1 - i / 2) * area.rows,
                                 area.column + (i % 2) * area.columns);
}

/* The lines of an area that stand `inset` lines away from its border. */
static void trace_lines(struct pen *pen, const struct plane *plane, struct area area, int inset)
{
    for (double row = inset; row <= area.rows - inset; row++) {
        pen_move_to(pen, plane_point(plane, area.row + row, area.column));
        pen_line_to(pen, plane_point(plane, area.row + row, area.column + area.columns));
    }
    for (double column = inset; column <= area.columns - inset; column++) {
        pen_move_to(pen, plane_point(plane, area.row + area.rows, area.column + column));
        pen_line_to(pen, plane_point(plane, area.row, area.column + column));
    }
}

void plane_trace_grid(struct pen *pen, const struct plane *plane, struct area area)
{
    trace_lines(pen, plane, area, 0);
}

void plane_trace_block(struct pen *pen, const struct plane *plane, struct area area)
{
    plane_trace_outline(pen, plane, area);
    trace_lines(pen, plane, area, 1);
}
