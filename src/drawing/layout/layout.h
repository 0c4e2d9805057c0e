/* SPDX-License-Identifier: MIT */
/*
 * Boxes on a page. A drawing is a tree of rows, columns and free places; its leaves are maps, words
 * and rooms that nothing is seen of. Every length is so many cells and so many points, so the cell
 * of an arrangement is found by division. Boxes are laid out once and never moved.
 *
 * A box has a core, by which its neighbours are aligned (of a map its grid), and reaches beyond the
 * core by what stands beside it: names, numbers, arrows.
 */
#ifndef CONVREEL_DRAWING_LAYOUT_H
#define CONVREEL_DRAWING_LAYOUT_H

#include "drawing/list/plane.h"

struct length {
    double cells, points;
};

static inline struct length in_cells(double cells)
{
    return (struct length){cells, 0};
}

static inline struct length in_points(double points)
{
    return (struct length){0, points};
}

struct size {
    struct length width, height;
};

static inline struct size size_in_points(struct point size)
{
    return (struct size){in_points(size.x), in_points(size.y)};
}

enum align { ALIGN_START, ALIGN_MIDDLE, ALIGN_END };

/* Sides of a box: what is attached to one stands outside what was attached there before.
 * SIDE_CORNER: at the right, beside the lower right corner of an oblique map. */
enum side { SIDE_ABOVE, SIDE_BELOW, SIDE_LEFT, SIDE_CORNER, SIDES };

typedef int box_id; /* of a box of a layout; NO_BOX: none */
enum { NO_BOX = -1 };

struct layout {
    struct arena *arena; /* borrowed: everything stands in it */
    struct box *boxes;
    int count;
    size_t capacity;
    box_id open;     /* the row, column, grid or free place that boxes are being added to */
    double cell;     /* points, once solved */
    double word_gap; /* points that words of neighbours are apart at least */
};

/* Room for as many boxes as it had before: pages are laid out again and again. It was zero or begun
 * before. */
void layout_begin(struct layout *layout, struct arena *arena, double word_gap);

/* ---- building: each begin has its end ---- */

/* Side by side, `gap` from core to core, more where what stands beside them needs it; align: up and
 * down. */
box_id layout_row(struct layout *layout, struct length gap, enum align align);
/* One below the other; align: left and right. */
box_id layout_column(struct layout *layout, struct length gap, enum align align);
/* Children stand where layout_at puts them. */
box_id layout_free(struct layout *layout);
/* Children in `columns` columns, row by row; the tops of a row's cores are on one line. */
box_id layout_grid(struct layout *layout, int columns, struct size gap, enum align align);
void layout_end(struct layout *layout);

/* A leaf of a size: room that the view draws in, or words. */
box_id layout_room(struct layout *layout, struct size size);
void layout_resize(struct layout *layout, box_id room, struct size size);
/* The grid of a map: `area` cells of a plane whose cells are `scale` common cells large; area.row
 * and area.column say which cell is at the top left. */
box_id layout_upright(struct layout *layout, struct area area, double scale);
box_id layout_oblique(struct layout *layout, struct area area, double scale);
/* An upright map whose columns are `pitch` common cells apart. */
box_id layout_spread(struct layout *layout, struct area area, double pitch);
/* Turns a column's box aside from its column's alignment. */
void layout_align(struct layout *layout, box_id box, enum align align);
/* Of a grid's row: the line so far below the top of a box within it is on one line with those of
 * others that hang; the rest have one top. */
void layout_hang(struct layout *layout, box_id box, box_id within, struct length down);
/* Where the core of a free place's child has its left and its top, from the place's origin. */
void layout_at(struct layout *layout, box_id box, struct length x, struct length y);
/* Where an oblique map's cell (0, 0) of the plane stands instead of its left and top. */
void layout_origin_at(struct layout *layout, box_id box, struct length x, struct length y);
/* The gap before a box, in place of its row's or column's. */
void layout_gap_before(struct layout *layout, box_id box, struct length gap);
/* The least that it is, in a row, a column or a grid. */
void layout_least_gap(struct layout *layout, box_id box, double points);
/* Attaches words of a size to a side of a box, `gap` points outside of what is there; returns their
 * number, for layout_beside. */
int layout_attach(struct layout *layout, box_id box, enum side side, struct point size, double gap);
/* Keeps so many points of a side for what the caller draws there. */
void layout_take(struct layout *layout, box_id box, enum side side, double points);
/* What is taken of a side so far, points. */
double layout_taken(const struct layout *layout, box_id box, enum side side);
/* Makes a box reach as far as a point, seen from the left and the top of its core. */
void layout_reach(struct layout *layout, box_id box, struct length x, struct length y);

/* The same of what is `without` where there are no cells and `with` where they are a point large.
 */
void layout_reach_box(struct layout *layout, box_id box, struct bounds without, struct bounds with);

/* join.c: whether there are the same boxes, each with the same maps and rooms in cells. */
bool layout_has_same_boxes(const struct layout *a, const struct layout *b);
/* Gives boxes of layouts with the same boxes what any of them takes and needs, at about
 * such a cell, so that each box is where it is in all of them. Layouts with other boxes than the
 * first one keep what they have. */
void layout_join(struct layout *const *layouts, size_t count, double cell);

/* ---- solving ---- */

/* How much of the page a box takes up at a cell, with what stands beside it. */
struct length layout_width(struct layout *layout, box_id box, double cell);
struct length layout_height(struct layout *layout, box_id box, double cell);
/* The largest cell at which a box is no wider and no higher, in points; 0: at none. A length of 0
 * or below is no limit. */
double layout_solve(struct layout *layout, box_id box, double width, double height, double most);
/* Puts the left and the top of a box, what stands beside it included, at a point. */
void layout_place(struct layout *layout, box_id box, double cell, struct point at);

/* ---- what was laid out ---- */

/* A box's core on the page. */
struct rectangle layout_core(const struct layout *layout, box_id box);
/* With what stands beside it. */
struct rectangle layout_whole(const struct layout *layout, box_id box);
/* The plane of a map: cell (0, 0) is where its area's numbers say. */
struct plane layout_plane(const struct layout *layout, box_id box);
/* The same where common cells are so many points large, seen from the left and the top of its core.
 */
struct plane layout_plane_of(const struct layout *layout, box_id map, double cell);
/* Words attached to a box. */
struct rectangle layout_beside(const struct layout *layout, box_id box, int attached);
/* Between the cores of a box and the one before it in its row. */
struct point layout_between(const struct layout *layout, box_id box);

#endif
