/* SPDX-License-Identifier: MIT */
/* Layouts of the same boxes, each with what stands beside its own: what one takes, all keep free.
 */
#include <math.h>

#include "drawing/layout/box.h"

static bool is_same_box(const struct box *a, const struct box *b)
{
    return a->kind == b->kind && a->parent == b->parent && a->scale == b->scale &&
           a->spread == b->spread && a->columns == b->columns && a->area.row == b->area.row &&
           a->area.column == b->area.column && a->area.rows == b->area.rows &&
           a->area.columns == b->area.columns && a->room.width.cells == b->room.width.cells &&
           a->room.height.cells == b->room.height.cells;
}

bool layout_has_same_boxes(const struct layout *a, const struct layout *b)
{
    bool is_same = a->count == b->count;
    for (int i = 0; is_same && i < a->count; i++)
        is_same = is_same_box(&a->boxes[i], &b->boxes[i]);
    return is_same;
}

/* The one that is further from where both begin. */
static struct length further(struct length a, struct length b, double cell)
{
    return fabs(length_points(a, cell)) >= fabs(length_points(b, cell)) ? a : b;
}

/* Makes a box keep free what another one takes, and stand as far away. */
static void join_box(struct box *box, const struct box *other, double cell)
{
    for (int side = 0; side < SIDES; side++) {
        box->taken[side] = fmax(box->taken[side], other->taken[side]);
        box->across[side] = fmax(box->across[side], other->across[side]);
    }
    for (int axis = ACROSS; axis < AXES; axis++) {
        box->at[axis] = further(box->at[axis], other->at[axis], cell);
        for (int i = 0; i < other->before[axis].count; i++)
            box_add_reach(&box->before[axis], other->before[axis].to[i]);
        for (int i = 0; i < other->after[axis].count; i++)
            box_add_reach(&box->after[axis], other->after[axis].to[i]);
    }
    box->room.width = further(box->room.width, other->room.width, cell);
    box->room.height = further(box->room.height, other->room.height, cell);
    box->gap = further(box->gap, other->gap, cell);
    box->row_gap = further(box->row_gap, other->row_gap, cell);
    box->least_gap = fmax(box->least_gap, other->least_gap);
}

static void join(struct layout *layout, const struct layout *other, double cell)
{
    for (int i = 0; i < layout->count; i++)
        join_box(&layout->boxes[i], &other->boxes[i], cell);
}

/* The first gathers what all take, then each has it from there. */
void layout_join(struct layout *const *layouts, size_t count, double cell)
{
    for (size_t n = 1; n < count; n++)
        if (layout_has_same_boxes(layouts[0], layouts[n]))
            join(layouts[0], layouts[n], cell);
    for (size_t n = 1; n < count; n++)
        if (layout_has_same_boxes(layouts[0], layouts[n]))
            join(layouts[n], layouts[0], cell);
}
