/* SPDX-License-Identifier: MIT */
/* What a box is, for layout.c, which builds and places boxes, and measure.c. What holds for both
 * directions is written once: axis 0 is across the page, 1 is down. */
#ifndef CONVREEL_DRAWING_BOX_H
#define CONVREEL_DRAWING_BOX_H

#include "drawing/layout/layout.h"

enum { ACROSS, DOWN, AXES };

enum box_kind { BOX_ROOM, BOX_UPRIGHT, BOX_OBLIQUE, BOX_ROW, BOX_COLUMN, BOX_FREE, BOX_GRID };

enum { MOST_ATTACHED = 4, MOST_REACHES = 8 };

/* How far a box reaches one way: each may be the furthest where cells are small or large. */
struct reaches {
    struct length to[MOST_REACHES];
    int count;
};

struct attached {
    enum side side;
    double size[AXES];
    double from; /* the side, to the nearer edge, points */
};

/* Along an axis: the core, and how far the box reaches before and after it. */
struct span {
    struct length before, core, after;
};

struct box {
    enum box_kind kind;
    box_id parent, first, last, next; /* among its parent's children */
    struct size room;                 /* of a leaf's core */
    struct area area;                 /* of a map, */
    double scale;                     /* whose cells are so many common cells large */
    double spread;                    /* of its columns, in its cells */
    int columns;                      /* of a grid */
    struct length row_gap;            /* of a grid */
    struct length gap;                /* between children; of a child: before it, where has_gap */
    double least_gap;                 /* of a child: points that the gap before it has at least */
    bool has_gap, has_align, is_by_origin;
    enum align align, own_align;
    box_id hung_by;        /* a box within it, of which it hangs in a grid's row; NO_BOX: its top */
    struct length hung_at; /* from the top of that */
    struct length at[AXES]; /* of a free place's child */
    struct attached attached[MOST_ATTACHED];
    int attached_count;
    double taken[SIDES];                      /* of each side, points, */
    double across[SIDES];                     /* and how wide what is attached there is at most */
    struct reaches before[AXES], after[AXES]; /* from the start of the core */
    /* Measured, at a cell: */
    struct span span[AXES];
    struct length offset[AXES]; /* from its parent's core to its own */
    struct rectangle at_core;   /* placed, on the page */
};

static inline double length_points(struct length length, double cell)
{
    return length.cells * cell + length.points;
}

static inline struct length length_sum(struct length a, struct length b)
{
    return (struct length){a.cells + b.cells, a.points + b.points};
}

static inline struct length length_scaled(struct length a, double factor)
{
    return (struct length){a.cells * factor, a.points * factor};
}

static inline struct length length_difference(struct length a, struct length b)
{
    return (struct length){a.cells - b.cells, a.points - b.points};
}

static inline struct length span_whole(const struct span *span)
{
    return length_sum(length_sum(span->before, span->core), span->after);
}

/* Which axis a side lies along, and whether it is at its start. */
static inline int side_axis(enum side side)
{
    return side == SIDE_ABOVE || side == SIDE_BELOW ? DOWN : ACROSS;
}

static inline bool side_is_before(enum side side)
{
    return side == SIDE_ABOVE || side == SIDE_LEFT;
}

/* How far an oblique map's top is above its first cell: it rises to the right. */
double box_rise(const struct box *box);
/* From the start of a box's core to the middle of what is attached to a side, across that side. */
struct length box_middle(const struct box *box, enum side side);
/* Of several that are beyond the others at some cell each is kept. */
void box_add_reach(struct reaches *reaches, struct length to);
/* Measures a box and its children at a cell. */
void box_measure(struct layout *layout, box_id id, double cell);

#endif
