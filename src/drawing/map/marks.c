/* SPDX-License-Identifier: MIT */
/* What cells of the input are, told by pattern as well as by colour: inserted zeros are hatched,
 * extra ones dotted, repeated units pale, units that no window reads crossed out faintly. */
#include "drawing/map/marks.h"

/* ---- patterns ---- */

/* Strokes across a cell, as shares of it: from row, column to row, column. Under digits they keep
 * to the corners. */
struct strokes {
    size_t count;
    double ends[5][4];
};

static const struct strokes hatch = {5,
                                     {{0, 1. / 3, 1. / 3, 0},
                                      {0, 2. / 3, 2. / 3, 0},
                                      {0, 1, 1, 0},
                                      {1. / 3, 1, 1, 1. / 3},
                                      {2. / 3, 1, 1, 2. / 3}}};
static const struct strokes corner_hatch = {
    4, {{0, 0.17, 0.17, 0}, {0, 0.34, 0.34, 0}, {0.66, 1, 1, 0.66}, {0.83, 1, 1, 0.83}}};
static const struct strokes corner_cross = {4,
                                            {{0.07, 0.07, 0.22, 0.22},
                                             {0.78, 0.78, 0.93, 0.93},
                                             {0.07, 0.93, 0.22, 0.78},
                                             {0.78, 0.22, 0.93, 0.07}}};
static const struct strokes cross = {2, {{0.2, 0.2, 0.8, 0.8}, {0.8, 0.2, 0.2, 0.8}}};

static const double dot_side = 0.1;               /* of a cell */
static const double corner_dots[] = {0.14, 0.86}; /* their centres */
static const double uncovered_opacity = 0.62;     /* of the background over such a unit */
static const double stamped_opacity = 0.6;        /* likewise, over outputs under a stamp */
static const double repeated_opacity = 0.45;      /* of a unit's colour under a copy of it */

static void trace_strokes(struct pen *pen, const struct plane *plane, const struct strokes *strokes,
                          double row, double column)
{
    for (size_t i = 0; i < strokes->count; i++) {
        const double *end = strokes->ends[i];
        pen_move_to(pen, plane_point(plane, row + end[0], column + end[1]));
        pen_line_to(pen, plane_point(plane, row + end[2], column + end[3]));
    }
}

static void trace_dot(struct pen *pen, const struct plane *plane, double row, double column)
{
    plane_trace_outline(
        pen, plane, (struct area){row - dot_side / 2, column - dot_side / 2, dot_side, dot_side});
}

static void trace_dots(struct pen *pen, const struct plane *plane, bool in_corners, double row,
                       double column)
{
    if (!in_corners) {
        trace_dot(pen, plane, row + 0.5, column + 0.5);
        return;
    }
    for (int i = 0; i < 4; i++)
        trace_dot(pen, plane, row + corner_dots[i / 2], column + corner_dots[i % 2]);
}

void marks_trace(struct pen *pen, const struct plane *plane, enum cell_kind kind, bool under_digits,
                 struct point at)
{
    if (kind == CELL_STRETCH)
        trace_strokes(pen, plane, under_digits ? &corner_hatch : &hatch, at.y, at.x);
    else if (kind == CELL_EXTRA)
        trace_dots(pen, plane, under_digits, at.y, at.x);
    else
        plane_trace_outline(pen, plane, (struct area){at.y, at.x, 1, 1});
}

struct color marks_repeated(const struct theme *theme)
{
    struct color pale = theme->color[COLOR_INPUT];
    pale.alpha *= repeated_opacity;
    return pale;
}

void marks_trace_cross(struct pen *pen, const struct plane *plane, bool under_digits,
                       struct point at)
{
    trace_strokes(pen, plane, under_digits ? &corner_cross : &cross, at.y, at.x);
}

struct color marks_uncovered(const struct theme *theme)
{
    struct color veil = theme->color[COLOR_BACKGROUND];
    veil.alpha *= uncovered_opacity;
    return veil;
}

struct color marks_under_stamp(const struct theme *theme)
{
    struct color veil = theme->color[COLOR_BACKGROUND];
    veil.alpha *= stamped_opacity;
    return veil;
}
