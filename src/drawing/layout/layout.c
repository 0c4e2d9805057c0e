/* SPDX-License-Identifier: MIT */
/* Boxes: built, solved by measuring them, and placed from the root down. */
#include <math.h>

#include "drawing/layout/box.h"

/* ---- building ---- */

void layout_begin(struct layout *layout, struct arena *arena, double word_gap)
{
    size_t capacity = layout->capacity;
    *layout = (struct layout){.arena = arena, .open = NO_BOX, .word_gap = word_gap};
    if (capacity > 0) {
        layout->boxes = arena_take(arena, capacity, sizeof *layout->boxes);
        layout->capacity = capacity;
    }
}

static box_id add_box(struct layout *layout, enum box_kind kind)
{
    layout->boxes = arena_grow(layout->arena, layout->boxes, (size_t)layout->count,
                               &layout->capacity, sizeof *layout->boxes);
    box_id id = layout->count++;
    struct box *box = &layout->boxes[id];
    *box = (struct box){.kind = kind,
                        .parent = layout->open,
                        .first = NO_BOX,
                        .last = NO_BOX,
                        .next = NO_BOX,
                        .hung_by = NO_BOX,
                        .scale = 1,
                        .spread = 1};
    if (layout->open == NO_BOX)
        return id;
    struct box *parent = &layout->boxes[layout->open];
    if (parent->last == NO_BOX)
        parent->first = id;
    else
        layout->boxes[parent->last].next = id;
    parent->last = id;
    return id;
}

static box_id open_box(struct layout *layout, enum box_kind kind, struct length gap,
                       enum align align)
{
    box_id id = add_box(layout, kind);
    layout->boxes[id].gap = gap;
    layout->boxes[id].align = align;
    layout->open = id;
    return id;
}

box_id layout_row(struct layout *layout, struct length gap, enum align align)
{
    return open_box(layout, BOX_ROW, gap, align);
}

box_id layout_column(struct layout *layout, struct length gap, enum align align)
{
    return open_box(layout, BOX_COLUMN, gap, align);
}

box_id layout_free(struct layout *layout)
{
    return open_box(layout, BOX_FREE, in_points(0), ALIGN_START);
}

box_id layout_grid(struct layout *layout, int columns, struct size gap, enum align align)
{
    box_id id = open_box(layout, BOX_GRID, gap.width, align);
    layout->boxes[id].row_gap = gap.height;
    layout->boxes[id].columns = columns;
    return id;
}

void layout_end(struct layout *layout)
{
    layout->open = layout->boxes[layout->open].parent;
}

box_id layout_room(struct layout *layout, struct size size)
{
    box_id id = add_box(layout, BOX_ROOM);
    layout->boxes[id].room = size;
    return id;
}

void layout_resize(struct layout *layout, box_id room, struct size size)
{
    layout->boxes[room].room = size;
}

static box_id add_map(struct layout *layout, enum box_kind kind, struct area area, double scale)
{
    box_id id = add_box(layout, kind);
    layout->boxes[id].area = area;
    layout->boxes[id].scale = scale;
    return id;
}

box_id layout_upright(struct layout *layout, struct area area, double scale)
{
    return add_map(layout, BOX_UPRIGHT, area, scale);
}

box_id layout_spread(struct layout *layout, struct area area, double pitch)
{
    box_id id = add_map(layout, BOX_UPRIGHT, area, 1);
    layout->boxes[id].spread = pitch;
    return id;
}

box_id layout_oblique(struct layout *layout, struct area area, double scale)
{
    return add_map(layout, BOX_OBLIQUE, area, scale);
}

void layout_align(struct layout *layout, box_id box, enum align align)
{
    layout->boxes[box].has_align = true;
    layout->boxes[box].own_align = align;
}

void layout_hang(struct layout *layout, box_id box, box_id within, struct length down)
{
    layout->boxes[box].hung_by = within;
    layout->boxes[box].hung_at = down;
}

void layout_at(struct layout *layout, box_id box, struct length x, struct length y)
{
    layout->boxes[box].at[ACROSS] = x;
    layout->boxes[box].at[DOWN] = y;
}

void layout_origin_at(struct layout *layout, box_id box, struct length x, struct length y)
{
    layout_at(layout, box, x, y);
    layout->boxes[box].is_by_origin = true;
}

void layout_gap_before(struct layout *layout, box_id box, struct length gap)
{
    layout->boxes[box].has_gap = true;
    layout->boxes[box].gap = gap;
}

void layout_least_gap(struct layout *layout, box_id box, double points)
{
    layout->boxes[box].least_gap = points;
}

int layout_attach(struct layout *layout, box_id id, enum side side, struct point size, double gap)
{
    struct box *box = &layout->boxes[id];
    if (box->attached_count == MOST_ATTACHED)
        return MOST_ATTACHED - 1;
    box->attached[box->attached_count] =
        (struct attached){side, {size.x, size.y}, box->taken[side] + gap};
    box->taken[side] += gap + (side_axis(side) == DOWN ? size.y : size.x);
    box->across[side] = fmax(box->across[side], side_axis(side) == DOWN ? size.x : size.y);
    return box->attached_count++;
}

void layout_take(struct layout *layout, box_id box, enum side side, double points)
{
    layout->boxes[box].taken[side] += points;
}

double layout_taken(const struct layout *layout, box_id box, enum side side)
{
    return layout->boxes[box].taken[side];
}

/* What another one is beyond at any cell is left out. */
void box_add_reach(struct reaches *reaches, struct length to)
{
    int kept = 0;
    for (int i = 0; i < reaches->count; i++) {
        const struct length *other = &reaches->to[i];
        if (other->cells >= to.cells && other->points >= to.points)
            return;
        if (other->cells > to.cells || other->points > to.points)
            reaches->to[kept++] = *other;
    }
    reaches->count = kept;
    if (kept < MOST_REACHES)
        reaches->to[reaches->count++] = to;
}

void layout_reach(struct layout *layout, box_id id, struct length x, struct length y)
{
    const struct length to[AXES] = {x, y};
    for (int axis = ACROSS; axis < AXES; axis++) {
        box_add_reach(&layout->boxes[id].before[axis], length_scaled(to[axis], -1));
        box_add_reach(&layout->boxes[id].after[axis], to[axis]);
    }
}

void layout_reach_box(struct layout *layout, box_id box, struct bounds without, struct bounds with)
{
    layout_reach(layout, box, (struct length){with.left - without.left, without.left},
                 (struct length){with.top - without.top, without.top});
    layout_reach(layout, box, (struct length){with.right - without.right, without.right},
                 (struct length){with.bottom - without.bottom, without.bottom});
}

/* ---- solving ---- */

struct length layout_width(struct layout *layout, box_id box, double cell)
{
    box_measure(layout, box, cell);
    return span_whole(&layout->boxes[box].span[ACROSS]);
}

struct length layout_height(struct layout *layout, box_id box, double cell)
{
    box_measure(layout, box, cell);
    return span_whole(&layout->boxes[box].span[DOWN]);
}

double layout_solve(struct layout *layout, box_id box, double width, double height, double most)
{
    enum { MOST_ROUNDS = 64 };
    const double limits[AXES] = {width, height};
    double cell = most;
    /* Sizes grow with the cell, never slower: each division leads nearer to the largest one. */
    for (int round = 0; round < MOST_ROUNDS; round++) {
        double fitting = cell;
        box_measure(layout, box, cell);
        for (int axis = ACROSS; axis < AXES; axis++) {
            struct length size = span_whole(&layout->boxes[box].span[axis]);
            if (limits[axis] <= 0 || length_points(size, cell) <= limits[axis] * (1 + 1e-12))
                continue;
            if (size.cells <= 0 || size.points >= limits[axis])
                return 0;
            fitting = fmin(fitting, (limits[axis] - size.points) / size.cells);
        }
        if (fitting == cell)
            break;
        cell = fitting;
    }
    return cell;
}

/* ---- placing ---- */

static void place_box(struct layout *layout, box_id id, struct point core)
{
    struct box *box = &layout->boxes[id];
    double cell = layout->cell;
    box->at_core = (struct rectangle){core.x, core.y, length_points(box->span[ACROSS].core, cell),
                                      length_points(box->span[DOWN].core, cell)};
    for (box_id next = box->first; next != NO_BOX; next = layout->boxes[next].next) {
        const struct length *offset = layout->boxes[next].offset;
        place_box(layout, next,
                  (struct point){core.x + length_points(offset[ACROSS], cell),
                                 core.y + length_points(offset[DOWN], cell)});
    }
}

void layout_place(struct layout *layout, box_id id, double cell, struct point at)
{
    const struct span *span = layout->boxes[id].span;
    layout->cell = cell;
    box_measure(layout, id, cell);
    place_box(layout, id,
              (struct point){at.x + length_points(span[ACROSS].before, cell),
                             at.y + length_points(span[DOWN].before, cell)});
}

/* ---- what was laid out ---- */

struct rectangle layout_core(const struct layout *layout, box_id box)
{
    return layout->boxes[box].at_core;
}

struct rectangle layout_whole(const struct layout *layout, box_id id)
{
    const struct box *box = &layout->boxes[id];
    double cell = layout->cell;
    return (struct rectangle){box->at_core.x - length_points(box->span[ACROSS].before, cell),
                              box->at_core.y - length_points(box->span[DOWN].before, cell),
                              length_points(span_whole(&box->span[ACROSS]), cell),
                              length_points(span_whole(&box->span[DOWN]), cell)};
}

struct plane layout_plane_of(const struct layout *layout, box_id id, double common)
{
    const struct box *box = &layout->boxes[id];
    double cell = common * box->scale;
    struct point first = {0, box_rise(box) * common};
    struct plane plane = box->kind == BOX_OBLIQUE ? plane_oblique(cell, first)
                                                  : (struct plane){first, {cell, 0}, {0, cell}};
    plane.column.x *= box->spread;
    plane.origin = plane_point(&plane, -box->area.row, -box->area.column);
    return plane;
}

struct plane layout_plane(const struct layout *layout, box_id id)
{
    struct plane plane = layout_plane_of(layout, id, layout->cell);
    plane.origin.x += layout->boxes[id].at_core.x;
    plane.origin.y += layout->boxes[id].at_core.y;
    return plane;
}

struct rectangle layout_beside(const struct layout *layout, box_id id, int number)
{
    const struct box *box = &layout->boxes[id];
    const struct attached *words = &box->attached[number];
    const double core[AXES] = {box->at_core.x, box->at_core.y};
    int out = side_axis(words->side), across = 1 - out;
    double at[AXES];
    at[across] = core[across] + length_points(box_middle(box, words->side), layout->cell) -
                 words->size[across] / 2;
    at[out] = core[out] + (side_is_before(words->side)
                               ? -words->from - words->size[out]
                               : length_points(box->span[out].core, layout->cell) + words->from);
    return (struct rectangle){at[ACROSS], at[DOWN], words->size[ACROSS], words->size[DOWN]};
}

struct point layout_between(const struct layout *layout, box_id id)
{
    const struct box *box = &layout->boxes[id], *parent = &layout->boxes[box->parent];
    const struct rectangle *core = &box->at_core;
    box_id before = parent->first;
    while (layout->boxes[before].next != id)
        before = layout->boxes[before].next;
    const struct rectangle *left = &layout->boxes[before].at_core;
    return (struct point){(left->x + left->width + core->x) / 2,
                          parent->at_core.y + parent->at_core.height / 2};
}
