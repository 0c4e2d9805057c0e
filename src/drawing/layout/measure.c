/* SPDX-License-Identifier: MIT */
/* Boxes are measured from the leaves up as so many cells and so many points; each child's place in
 * its parent follows. */
#include <math.h>

#include "drawing/layout/box.h"

static struct length larger(struct length a, struct length b, double cell)
{
    return length_points(a, cell) >= length_points(b, cell) ? a : b;
}

/* ---- maps, and what stands beside a box ---- */

double box_rise(const struct box *box)
{
    return box->kind == BOX_OBLIQUE ? -theme_sizes.oblique.column.y * box->area.columns * box->scale
                                    : 0;
}

/* From a map's cell (area.row, area.column) to cell (0, 0) of its plane, in common cells. */
static struct point origin_of(const struct box *box)
{
    double down = -box->area.row * box->scale, right = -box->area.column * box->scale * box->spread;
    if (box->kind == BOX_UPRIGHT)
        return (struct point){right, down};
    return (struct point){right * theme_sizes.oblique.column.x + down * theme_sizes.oblique.row.x,
                          right * theme_sizes.oblique.column.y + down * theme_sizes.oblique.row.y};
}

static void measure_map(struct box *box)
{
    double rows = box->area.rows * box->scale,
           columns = box->area.columns * box->scale * box->spread;
    bool is_oblique = box->kind == BOX_OBLIQUE;
    box->span[ACROSS].core = in_cells(is_oblique ? columns * theme_sizes.oblique.column.x +
                                                       rows * theme_sizes.oblique.row.x
                                                 : columns);
    box->span[DOWN].core =
        in_cells(is_oblique ? rows * theme_sizes.oblique.row.y + box_rise(box) : rows);
}

struct length box_middle(const struct box *box, enum side side)
{
    if (side == SIDE_CORNER && box->kind == BOX_OBLIQUE)
        return in_cells(box->area.rows * box->scale * theme_sizes.oblique.row.y);
    return length_scaled(box->span[1 - side_axis(side)].core, 0.5);
}

/* Makes a span reach from a place to another, seen from its core. */
static void reach_out(struct span *span, struct length from, struct length to, double cell)
{
    span->before = larger(span->before, length_scaled(from, -1), cell);
    span->after = larger(span->after, length_difference(to, span->core), cell);
}

/* Makes a span reach round a child. */
static void reach_round(struct span *span, const struct box *child, int axis, double cell)
{
    const struct span *mine = &child->span[axis];
    reach_out(span, length_difference(child->offset[axis], mine->before),
              length_sum(length_sum(child->offset[axis], mine->core), mine->after), cell);
}

static void measure_beside(struct box *box, double cell)
{
    for (int side = 0; side < SIDES; side++) {
        struct span *span = &box->span[side_axis((enum side)side)];
        struct length *reach = side_is_before((enum side)side) ? &span->before : &span->after;
        *reach = larger(*reach, in_points(box->taken[side]), cell);
    }
    for (int side = 0; side < SIDES; side++) {
        struct length middle = box_middle(box, (enum side)side);
        struct length half = in_points(box->across[side] / 2);
        if (half.points > 0)
            reach_out(&box->span[1 - side_axis((enum side)side)], length_difference(middle, half),
                      length_sum(middle, half), cell);
    }
    for (int axis = ACROSS; axis < AXES; axis++) {
        struct span *span = &box->span[axis];
        for (int i = 0; i < box->before[axis].count; i++)
            span->before = larger(span->before, box->before[axis].to[i], cell);
        for (int i = 0; i < box->after[axis].count; i++)
            span->after =
                larger(span->after, length_difference(box->after[axis].to[i], span->core), cell);
    }
}

/* ---- rows and columns ---- */

/* From the core of one child to that of the next: the gap, or what stands between them. */
static struct length gap_between(const struct layout *layout, const struct box *parent,
                                 const struct box *left, const struct box *right, int axis,
                                 double cell)
{
    struct length gap =
        larger(right->has_gap ? right->gap : parent->gap, in_points(right->least_gap), cell);
    struct length words = length_sum(left->span[axis].after, right->span[axis].before);
    if (length_points(words, cell) <= 0)
        return gap;
    return larger(gap, length_sum(words, in_points(layout->word_gap)), cell);
}

/* How much of the room that a child leaves free is before it. */
static struct length spare_before(const struct box *parent, const struct box *child,
                                  struct length spare)
{
    static const double shares[] = {[ALIGN_START] = 0, [ALIGN_MIDDLE] = 0.5, [ALIGN_END] = 1};
    return length_scaled(spare, shares[child->has_align ? child->own_align : parent->align]);
}

static void measure_line(struct layout *layout, struct box *box, double cell)
{
    int along = box->kind == BOX_ROW ? ACROSS : DOWN, across = 1 - along;
    struct span *line = &box->span[along], *other = &box->span[across];
    const struct box *last = NULL;
    for (box_id id = box->first; id != NO_BOX; id = layout->boxes[id].next)
        other->core = larger(other->core, layout->boxes[id].span[across].core, cell);
    for (box_id id = box->first; id != NO_BOX; id = layout->boxes[id].next) {
        struct box *child = &layout->boxes[id];
        const struct span *mine = &child->span[along], *side = &child->span[across];
        if (last)
            line->core = length_sum(line->core, gap_between(layout, box, last, child, along, cell));
        child->offset[along] = line->core;
        child->offset[across] =
            spare_before(box, child, length_difference(other->core, side->core));
        line->before = larger(line->before, length_difference(mine->before, line->core), cell);
        line->core = length_sum(line->core, mine->core);
        line->after = mine->after;
        reach_round(other, child, across, cell);
        last = child;
    }
}

/* ---- free places ---- */

/* From a free place's origin to a child's core. */
static struct length child_at(const struct box *child, int axis)
{
    if (!child->is_by_origin)
        return child->at[axis];
    struct point origin = origin_of(child);
    double offset = axis == ACROSS ? origin.x : origin.y + box_rise(child);
    return length_difference(child->at[axis], in_cells(offset));
}

static void measure_free(struct layout *layout, struct box *box, double cell)
{
    for (int axis = ACROSS; axis < AXES; axis++) {
        struct span *span = &box->span[axis];
        struct length first = {0, 0}, end = {0, 0};
        for (box_id id = box->first; id != NO_BOX; id = layout->boxes[id].next) {
            struct box *child = &layout->boxes[id];
            struct length at = child_at(child, axis), to = length_sum(at, child->span[axis].core);
            bool is_first = id == box->first;
            first = is_first || length_points(at, cell) < length_points(first, cell) ? at : first;
            end = is_first ? to : larger(end, to, cell);
            child->offset[axis] = at;
        }
        span->core = length_difference(end, first);
        for (box_id id = box->first; id != NO_BOX; id = layout->boxes[id].next) {
            struct box *child = &layout->boxes[id];
            child->offset[axis] = length_difference(child->offset[axis], first);
            reach_round(span, child, axis, cell);
        }
    }
}

/* ---- grids ---- */

/* What of a child a column of a grid aligns: the core of a map or a room, whatever is beside it;
 * all of what holds others. */
static struct length aligned_of(const struct box *child)
{
    const struct span *mine = &child->span[ACROSS];
    return child->first == NO_BOX ? mine->core : span_whole(mine);
}

static void measure_grid_column(struct layout *layout, struct box *grid, int column, double cell)
{
    struct length *x = &grid->span[ACROSS].core;
    struct span all = {.core = {0, 0}};
    double least = 0;
    int i = 0;
    for (box_id id = grid->first; id != NO_BOX; id = layout->boxes[id].next)
        if (i++ % grid->columns == column) {
            all.core = larger(all.core, aligned_of(&layout->boxes[id]), cell);
            least = fmax(least, layout->boxes[id].least_gap);
        }
    i = 0;
    for (box_id id = grid->first; id != NO_BOX; id = layout->boxes[id].next) {
        struct box *child = &layout->boxes[id];
        if (i++ % grid->columns != column)
            continue;
        struct length spare = length_difference(all.core, aligned_of(child));
        child->offset[ACROSS] = spare_before(grid, child, spare);
        if (child->first != NO_BOX)
            child->offset[ACROSS] = length_sum(child->offset[ACROSS], child->span[ACROSS].before);
        reach_round(&all, child, ACROSS, cell);
    }
    if (column > 0)
        *x = length_sum(*x, larger(grid->gap, in_points(least), cell));
    *x = length_sum(*x, all.before);
    i = 0;
    for (box_id id = grid->first; id != NO_BOX; id = layout->boxes[id].next)
        if (i++ % grid->columns == column)
            layout->boxes[id].offset[ACROSS] = length_sum(*x, layout->boxes[id].offset[ACROSS]);
    *x = length_sum(*x, length_sum(all.core, all.after));
}

/* From the top of a core to the line that it hangs by. */
static struct length line_of(const struct layout *layout, box_id box)
{
    struct length line = layout->boxes[box].hung_at;
    for (box_id id = layout->boxes[box].hung_by; id != box; id = layout->boxes[id].parent)
        line = length_sum(line, layout->boxes[id].offset[DOWN]);
    return line;
}

/* From the top of a grid's row, which hangs by a line, to that of a core in it. */
static struct length sunk_by(const struct layout *layout, struct length line, box_id box)
{
    return layout->boxes[box].hung_by == NO_BOX ? in_points(0)
                                                : length_difference(line, line_of(layout, box));
}

/* A row is as high as its cores and what is above and below them; cores have one top, or hang by
 * one line. The row begins at a child; returns the next row's. */
static box_id measure_grid_row(struct layout *layout, struct box *grid, box_id first, double cell)
{
    struct length *y = &grid->span[DOWN].core, line = {0, 0}, before = {0, 0}, rest = {0, 0};
    box_id end = first;
    for (int i = 0; i < grid->columns && end != NO_BOX; i++, end = layout->boxes[end].next)
        if (layout->boxes[end].hung_by != NO_BOX)
            line = larger(line, line_of(layout, end), cell);
    for (box_id id = first; id != end; id = layout->boxes[id].next) {
        const struct span *mine = &layout->boxes[id].span[DOWN];
        struct length top = sunk_by(layout, line, id);
        before = larger(before, length_difference(mine->before, top), cell);
        rest = larger(rest, length_sum(top, length_sum(mine->core, mine->after)), cell);
    }
    if (first != grid->first)
        *y = length_sum(*y, grid->row_gap);
    *y = length_sum(*y, before);
    for (box_id id = first; id != end; id = layout->boxes[id].next)
        layout->boxes[id].offset[DOWN] = length_sum(*y, sunk_by(layout, line, id));
    *y = length_sum(*y, rest);
    return end;
}

/* ---- all ---- */

void box_measure(struct layout *layout, box_id id, double cell)
{
    struct box *box = &layout->boxes[id];
    for (box_id child = box->first; child != NO_BOX; child = layout->boxes[child].next)
        box_measure(layout, child, cell);
    box->span[ACROSS] = box->span[DOWN] = (struct span){.core = {0, 0}};
    switch (box->kind) {
    case BOX_ROOM:
        box->span[ACROSS].core = box->room.width;
        box->span[DOWN].core = box->room.height;
        break;
    case BOX_UPRIGHT:
    case BOX_OBLIQUE:
        measure_map(box);
        break;
    case BOX_ROW:
    case BOX_COLUMN:
        measure_line(layout, box, cell);
        break;
    case BOX_FREE:
        measure_free(layout, box, cell);
        break;
    case BOX_GRID:
        for (int column = 0; column < box->columns; column++)
            measure_grid_column(layout, box, column, cell);
        for (box_id next = box->first; next != NO_BOX;)
            next = measure_grid_row(layout, box, next, cell);
        break;
    }
    measure_beside(box, cell);
}
