/* SPDX-License-Identifier: MIT */
/* Cuboids of cells in oblique projection, seen from the front, the top and the right: depth, row
 * and column to points, and translucent faces drawn back to front. */
#ifndef CONVREEL_DRAWING_SOLID_H
#define CONVREEL_DRAWING_SOLID_H

#include "drawing/list/plane.h"

/* Where depth 0, row 0, column 0 has its front top left corner, and the side of a cell. */
struct solid {
    struct point origin;
    double cell;
};

/* A piece of it, in cells: depth, row, column. */
struct cuboid {
    double start[MAX_AXES], size[MAX_AXES];
};

/* The faces that are seen, each across the axis of its number. */
enum face { FACE_FRONT, FACE_TOP, FACE_RIGHT, FACES };

/* Many cells alike, `pitch` cells apart along each axis. */
struct body {
    const char *part; /* of its faces' keys: "input" in "input.front" */
    int64_t count[MAX_AXES];
    double start[MAX_AXES];
    int64_t pitch[MAX_AXES];
    double *presence;     /* of each cell, 0..1: its opacity; borrowed */
    const double *accent; /* of each cell, 0..1: how far its fill is on its way to strong; NULL:
                           * none; borrowed */
    struct color fill, strong;
    struct stroke line;
};

/* What a body's faces are sorted by: all of them, or those on one side of a cuboid. */
enum body_side { SIDE_ANY, SIDE_BEHIND, SIDE_BEFORE };

struct point solid_point(const struct solid *solid, double depth, double row, double column);
/* Width and height of so many cells on the page, in cells. */
struct point solid_extent(const double *size);
/* How far the front's top edge is below the top of so many cells. */
double solid_rise(double depths);

/* The grid of the three walls that a cuboid's cells stand before: back, bottom, left. */
void solid_trace_walls(struct pen *pen, const struct solid *solid, const struct cuboid *room);
/* The nine edges of a cuboid that are seen; the three that are not. */
void solid_trace_edges(struct pen *pen, const struct solid *solid, const struct cuboid *piece);
void solid_trace_hidden_edges(struct pen *pen, const struct solid *solid,
                              const struct cuboid *piece);
size_t solid_cell_count(const struct body *body);
/* A body's faces on a side of `around` (NULL for SIDE_ANY), the farthest first; none between two
 * cells alike that touch. A face that `around` is just leaving behind fades from one side to the
 * other. */
void solid_draw_body(struct pen *pen, const struct solid *solid, const struct body *body,
                     const struct cuboid *around, enum body_side side);

#endif
