/* SPDX-License-Identifier: MIT */
/* What cells of the input are, told by pattern as well as by colour: inserted zeros are hatched,
 * extra ones dotted, repeated units pale, units that no window reads crossed out faintly. */
#include "drawing/map/marks.h"

static const struct mark_sizes *const sizes = &theme_sizes.mark;

static void trace_line(struct pen *pen, const struct plane *plane, struct point from,
                       struct point to)
{
    pen_move_to(pen, plane_point(plane, from.y, from.x));
    pen_line_to(pen, plane_point(plane, to.y, to.x));
}

/* A line from the lower left to the upper right, so far from the cell's upper left corner. */
static void trace_hatch(struct pen *pen, const struct plane *plane, double line, struct point at)
{
    double inside = line > 1 ? line - 1 : 0, end = line - inside;
    trace_line(pen, plane, (struct point){at.x + end, at.y + inside},
               (struct point){at.x + inside, at.y + end});
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
        pen, plane,
        (struct area){row - sizes->dot / 2, column - sizes->dot / 2, sizes->dot, sizes->dot});
}

static void trace_dots(struct pen *pen, const struct plane *plane, bool in_corners, struct point at)
{
    const double centres[] = {sizes->corner_dot, 1 - sizes->corner_dot};
    if (!in_corners)
        trace_dot(pen, plane, at.y + 0.5, at.x + 0.5);
    for (int i = 0; in_corners && i < 4; i++)
        trace_dot(pen, plane, at.y + centres[i / 2], at.x + centres[i % 2]);
}

void marks_trace(struct pen *pen, const struct plane *plane, enum cell_kind kind, bool under_digits,
                 struct point at)
{
    enum { LINES = 5, CORNER_LINES = 4, THIRDS = 3 };
    if (kind == CELL_STRETCH && under_digits)
        for (int i = 0; i < CORNER_LINES; i++)
            trace_hatch(pen, plane, sizes->corner_hatch[i], at);
    else if (kind == CELL_STRETCH)
        for (int i = 1; i <= LINES; i++)
            trace_hatch(pen, plane, (double)i / THIRDS, at);
    else if (kind == CELL_EXTRA)
        trace_dots(pen, plane, under_digits, at);
    else
        plane_trace_outline(pen, plane, (struct area){at.y, at.x, 1, 1});
}

void marks_trace_cross(struct pen *pen, const struct plane *plane, bool under_digits,
                       struct point at)
{
    if (!under_digits) {
        trace_diagonals(pen, plane, sizes->cross[0], sizes->cross[1], at);
        return;
    }
    trace_diagonals(pen, plane, sizes->corner_cross[0], sizes->corner_cross[1], at);
    trace_diagonals(pen, plane, 1 - sizes->corner_cross[1], 1 - sizes->corner_cross[0], at);
}

void marks_trace_crosses(struct pen *pen, const struct plane *plane, struct area ring,
                         struct area grid)
{
    for (double row = ring.row; row < ring.row + ring.rows; row++)
        for (double column = ring.column; column < ring.column + ring.columns; column++) {
            bool is_unit = row >= grid.row && row < grid.row + grid.rows && column >= grid.column &&
                           column < grid.column + grid.columns;
            if (!is_unit)
                marks_trace_cross(pen, plane, false, (struct point){column, row});
        }
}

struct color marks_repeated(const struct theme *theme)
{
    return color_faded(theme->color[COLOR_INPUT], theme_sizes.strength.repeated);
}

struct color marks_ground(const struct theme *theme, enum theme_color units)
{
    double strength = rational_to_double(theme->ground);
    return strength > 0 ? color_faded(theme->color[units], strength) : color_none;
}

struct color marks_uncovered(const struct theme *theme)
{
    return color_faded(theme->color[COLOR_BACKGROUND], theme_sizes.strength.uncovered);
}

struct color marks_under_stamp(const struct theme *theme)
{
    return color_faded(theme->color[COLOR_BACKGROUND], theme_sizes.strength.stamped);
}

struct color marks_read_zero(const struct theme *theme)
{
    struct color color = color_faded(theme->color[COLOR_WINDOW], theme_sizes.strength.read_zero);
    color.pattern = PATTERN_NONE;
    return color;
}
