/* SPDX-License-Identifier: MIT */
/* What cells of the input are, told by pattern as well as by colour: inserted zeros are hatched,
 * extra ones dotted, repeated units pale, units that no window reads crossed out faintly. */
#include "drawing/map/marks.h"

/* Shares of a cell. Under digits patterns keep to the corners. */
static const double hatch[] = {1. / 3, 2. / 3, 1, 4. / 3, 5. / 3}; /* row plus column of a line */
static const double corner_hatch[] = {0.17, 0.34, 1.66, 1.83};
static const double cross[2] = {0.2, 0.8};          /* where its lines begin and end */
static const double corner_cross[2] = {0.07, 0.22}; /* likewise in the first corner */
static const double dot_side = 0.1, corner_dot = 0.14;
/* Of colours. */
static const double uncovered_opacity = 0.62; /* of the background over such a unit */
static const double stamped_opacity = 0.6;    /* likewise, over outputs under a stamp */
static const double repeated_opacity = 0.45;  /* of a unit's colour under a copy of it */

static void trace_line(struct pen *pen, const struct plane *plane, struct point from,
                       struct point to)
{
    pen_move_to(pen, plane_point(plane, from.y, from.x));
    pen_line_to(pen, plane_point(plane, to.y, to.x));
}

/* Lines from the lower left to the upper right, each so far from the cell's upper left corner. */
static void trace_hatch(struct pen *pen, const struct plane *plane, const double *lines,
                        size_t count, struct point at)
{
    for (size_t i = 0; i < count; i++) {
        double inside = lines[i] > 1 ? lines[i] - 1 : 0, end = lines[i] - inside;
        trace_line(pen, plane, (struct point){at.x + end, at.y + inside},
                   (struct point){at.x + inside, at.y + end});
    }
}

/* Both diagonals of a cell, from a share of them to another. */
static void trace_diagonals(struct pen *pen, const struct plane *plane, double from, double to,
                            struct point at)
{
    trace_line(pen, plane, (struct point){at.x + from, at.y + from},
               (struct point){at.x + to, at.y + to});
    trace_line(pen, plane, (struct point){at.x + 1 - from, at.y + from},
               (struct point){at.x + 1 - to, at.y + to});
}

static void trace_dot(struct pen *pen, const struct plane *plane, double row, double column)
{
    plane_trace_outline(
        pen, plane, (struct area){row - dot_side / 2, column - dot_side / 2, dot_side, dot_side});
}

static void trace_dots(struct pen *pen, const struct plane *plane, bool in_corners, struct point at)
{
    const double centres[] = {corner_dot, 1 - corner_dot};
    if (!in_corners)
        trace_dot(pen, plane, at.y + 0.5, at.x + 0.5);
    for (int i = 0; in_corners && i < 4; i++)
        trace_dot(pen, plane, at.y + centres[i / 2], at.x + centres[i % 2]);
}

void marks_trace(struct pen *pen, const struct plane *plane, enum cell_kind kind, bool under_digits,
                 struct point at)
{
    if (kind == CELL_STRETCH && under_digits)
        trace_hatch(pen, plane, corner_hatch, sizeof corner_hatch / sizeof *corner_hatch, at);
    else if (kind == CELL_STRETCH)
        trace_hatch(pen, plane, hatch, sizeof hatch / sizeof *hatch, at);
    else if (kind == CELL_EXTRA)
        trace_dots(pen, plane, under_digits, at);
    else
        plane_trace_outline(pen, plane, (struct area){at.y, at.x, 1, 1});
}

void marks_trace_cross(struct pen *pen, const struct plane *plane, bool under_digits,
                       struct point at)
{
    if (!under_digits) {
        trace_diagonals(pen, plane, cross[0], cross[1], at);
        return;
    }
    trace_diagonals(pen, plane, corner_cross[0], corner_cross[1], at);
    trace_diagonals(pen, plane, 1 - corner_cross[1], 1 - corner_cross[0], at);
}

struct color marks_repeated(const struct theme *theme)
{
    return color_faded(theme->color[COLOR_INPUT], repeated_opacity);
}

struct color marks_uncovered(const struct theme *theme)
{
    return color_faded(theme->color[COLOR_BACKGROUND], uncovered_opacity);
}

struct color marks_under_stamp(const struct theme *theme)
{
    return color_faded(theme->color[COLOR_BACKGROUND], stamped_opacity);
}
