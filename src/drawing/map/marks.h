/* SPDX-License-Identifier: MIT */
/* Patterns that tell cells of a plane apart, the same in every view and in the legend. */
#ifndef CONVREEL_DRAWING_MARKS_H
#define CONVREEL_DRAWING_MARKS_H

#include "drawing/list/plane.h"

/* What patterns of cells mean. */
enum legend_entry {
    LEGEND_PADDING = 1 << 0,
    LEGEND_IGNORED = 1 << 1,  /* padding that a pool leaves out */
    LEGEND_REPEATED = 1 << 2, /* padding that repeats units */
    LEGEND_STRETCH = 1 << 3,
    LEGEND_EXTRA = 1 << 4,
    LEGEND_UNCOVERED = 1 << 5,
    LEGEND_CROPPED = 1 << 6,  /* what a transposed layer's padding cuts off */
    LEGEND_FILLED = 1 << 7,   /* padding that holds another number than zero */
    LEGEND_INACTIVE = 1 << 8, /* a cell that a sparse layer does not read */
    LEGEND_TURNED = 1 << 9    /* a window whose kernel is turned and has no map that says so */
};

/* Traces the mark of a cell: strokes of an inserted zero, filled dots of an extra one, the outline
 * of any other. Under digits a mark keeps to the corners. at: x is the column, y the row. */
void marks_trace(struct pen *pen, const struct plane *plane, enum cell_kind kind, bool under_digits,
                 struct point at);
/* Traces the crosses over the cells of a ring round a map, which padding crops. */
void marks_trace_crosses(struct pen *pen, const struct plane *plane, struct area ring,
                         struct area grid);
/* Traces the cross over a unit that no window reads, */
void marks_trace_cross(struct pen *pen, const struct plane *plane, bool under_digits,
                       struct point at);
/* which fades under this colour. */
struct color marks_uncovered(const struct theme *theme);
/* The veil over output units that a stamp covers, so that its colour is clear. */
struct color marks_under_stamp(const struct theme *theme);
/* What lies under a map's cells that hold no unit, in the colour of its units; none in some themes.
 */
struct color marks_ground(const struct theme *theme, enum theme_color units);
/* The fill of a padded cell that repeats a unit. */
struct color marks_repeated(const struct theme *theme);
/* The window over a zero, which keeps its look there. */
struct color marks_read_zero(const struct theme *theme);

#endif
