/* SPDX-License-Identifier: MIT */
/* A plane of cells somewhere on the page, upright or oblique: rows and columns to points. */
#ifndef CONVREEL_DRAWING_PLANE_H
#define CONVREEL_DRAWING_PLANE_H

#include "drawing/list/pen.h"
#include "drawing/list/share.h"

/* On the way from one area to another: 0 is from, 1 is to. */
struct area area_between(struct area from, struct area to, double share);
/* The smallest area round both; a has no rows: b. */
struct area area_joined(struct area a, struct area b);
/* What two areas have in common; no rows or columns, or fewer than none: nothing. */
struct area area_common(struct area a, struct area b);
/* How much an area of one cell covers the cell at a row and column. */
double area_covered(const struct area *moving, double row, double column);

struct point point_between(struct point from, struct point to, double share);

/* Extreme points on the page. */
struct bounds {
    double left, top, right, bottom;
};
/* Whether they have more than an edge in common. */
bool bounds_meet(const struct bounds *a, const struct bounds *b);

/* Neither slanted nor turned. */
bool plane_is_upright(const struct plane *plane);
/* How far a vector reaches, points. */
double plane_length(struct point vector);
struct point plane_point(const struct plane *plane, double row, double column);
/* The same plane, counted from one of its cells. */
struct plane plane_from(const struct plane *plane, double row, double column);
/* On the way from one plane to another: 0 is from, 1 is to. */
struct plane plane_between(const struct plane *from, const struct plane *to, double share);
/* A plane of smaller cells, around a place of it that stays. */
struct plane plane_shrunk(const struct plane *plane, double row, double column, double scale);
/* A plane turned about a place of it that stays, in its own coordinates; angle: radians. */
struct plane plane_turned(const struct plane *plane, double row, double column, double angle);

/* A plane in the guide's projection. corner: of row 0, column 0. */
struct plane plane_oblique(double cell, struct point corner);

/* How wide and how high an area of so many cells is on such a plane, whose cells are a point large.
 */
struct point plane_oblique_size(double rows, double columns);

/* Closed outline of an area. */
void plane_trace_outline(struct pen *pen, const struct plane *plane, struct area area);
/* Every cell line of an area, its border among them: rows from left to right, then columns from
 * the bottom up, as the guide draws them (dashes start where a line does). */
void plane_trace_grid(struct pen *pen, const struct plane *plane, struct area area);
/* Of an area, each row from left to right, the last row first. */
void plane_corners(const struct plane *plane, struct area area, struct point corners[4]);
/* A closed outline and the lines within it: one path to fill and stroke. */
void plane_trace_block(struct pen *pen, const struct plane *plane, struct area area);

#endif
