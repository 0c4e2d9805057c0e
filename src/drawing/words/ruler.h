/* SPDX-License-Identifier: MIT */
/*
 * Where the size of the output is from, on an axis of an input map: a line with the padding, the
 * input and the padding again, and over it the windows as brackets, whose count is the output.
 * ruler.c finds the map, ruler_parts.c what is told, ruler_room.c its places, ruler_draw.c draws
 * it.
 */
#ifndef CONVREEL_DRAWING_RULER_H
#define CONVREEL_DRAWING_RULER_H

#include "drawing/words/words.h"

enum { MOST_RULER_LANES = 4, MOST_RULER_WINDOWS = 24, MOST_RULER_PARTS = MOST_RULER_WINDOWS + 5 };

/* A window or a part of the plane, from one cell of the axis to another, not included. */
struct ruler_part {
    int64_t number; /* of the output, or of the plane's parts, from 0 */
    int lane;       /* 0: next to the map; the plane's parts are behind the lanes of windows */
    double from, to;
    double pitch; /* cells that lie so far apart are thick; 0: none */
    enum theme_color color;
    struct runs text;  /* none where it has no room; of a window on its line, */
    double text_at;    /* over that place, */
    double text_shift; /* and so many points further on */
};

/* Of one axis. */
struct ruler_axis {
    const struct ruler *ruler; /* borrowed */
    bool is_down;              /* along the rows, at the left */
    const struct axis *axis;
    int lanes; /* of windows */
    struct ruler_part parts[MOST_RULER_PARTS];
    size_t window_count, part_count; /* windows come first */
    bool tells_stride;               /* over the second window's lane, before it */
    struct ruler_part stride;
    int64_t rest;          /* cells that the last window leaves */
    struct runs rest_text; /* "1 left over" */
    double before;         /* what stood there before, points */
    double slant;          /* of an oblique map: how much further upright texts reach, points */
    double widest;         /* of the texts beside the line, points */
};

struct ruler {
    const struct panel *panel; /* borrowed */
    size_t map;                /* which of the panel's */
    double size;               /* of its words */
    struct ruler_axis axes[2];
    size_t axis_count;
};

/* How large the map's cells will be along an axis, points. */
double ruler_cell_along(const struct ruler *ruler, bool is_down);
/* Adds what is told of an axis. */
void ruler_add_axis(struct ruler *ruler, const struct axis *a, bool is_down);
/* Shortens texts that have no room beside each other, or leaves them out; once it is known what
 * stands before the axis. */
void ruler_settle(struct ruler_axis *axis);
/* Whether the first window tells its stride, too: windows that touch are as long as apart. */
bool ruler_tells_both(const struct ruler_axis *axis);

/* Its map, and the plane of that from its corner, where cells are so many points large. */
const struct placed *ruler_map(const struct ruler_axis *axis);
struct plane ruler_plane(const struct ruler_axis *axis, double cell);
/* How far from the map a lane is, points. */
double ruler_lane_distance(const struct ruler_axis *axis, int lane);
/* A place of an axis on a plane, so far from the map. */
struct point ruler_place(const struct ruler_axis *axis, const struct plane *plane, double at,
                         double distance);
bool ruler_is_window(const struct ruler_axis *axis, const struct ruler_part *part);
/* The middle of the words of a part: on the line of a window, beside or below that of the plane. */
struct point ruler_text_place(const struct ruler_axis *axis, const struct plane *plane,
                              const struct ruler_part *part);
/* The middle of "1 left over", in a line of its own below the cells that are. */
struct point ruler_rest_place(const struct ruler_axis *axis, const struct plane *plane);

/* Makes the map's box reach as far. */
void ruler_take_room(const struct ruler_axis *axis);
/* The box of a part's words on a map whose cells are so many points large, from its corner. */
struct bounds ruler_text_box(const struct ruler_axis *axis, const struct ruler_part *part,
                             double cell);

#endif
