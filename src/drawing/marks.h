/* SPDX-License-Identifier: MIT */
/* Patterns that tell cells of a plane apart, the same in every view. */
#ifndef CONVREEL_DRAWING_MARKS_H
#define CONVREEL_DRAWING_MARKS_H

#include "drawing/plane.h"

/* Traces the mark of a cell: strokes of an inserted zero, filled dots of an extra one, the outline
 * of any other. Under digits a mark keeps to the corners. */
void marks_trace(struct pen *pen, const struct plane *plane, enum cell_kind kind, bool under_digits,
                 struct point at); /* x: column, y: row */
/* The plane that a layer reads, of one channel. */
struct marked_plane {
    const struct simulation *simulation; /* borrowed */
    struct plane plane;
    const struct axis *height, *width; /* borrowed; of a 1-D layer the height is one cell */
    int channel;                       /* of the keys */
    bool is_under_digits;
};

/* Draws the marks of inserted and extra zeros and of repeated units, and tells the legend. */
void marks_draw(const struct marked_plane *marked, struct pen *pen);
/* What a legend says of a layer's padding: enum legend_entry, 0 without. */
unsigned marks_of_padding(const struct simulation *simulation);
/* Traces the cross over a unit that no window reads, */
void marks_trace_cross(struct pen *pen, const struct plane *plane, bool under_digits,
                       struct point at);
/* which fades under this colour. */
struct color marks_uncovered(const struct theme *theme);
/* The veil over output units that a stamp covers, so that its colour is clear. */
struct color marks_under_stamp(const struct theme *theme);
/* The fill of a padded cell that repeats a unit. */
struct color marks_repeated(const struct theme *theme);

#endif
