/* SPDX-License-Identifier: MIT */
/* Boxes: measured from the leaves up as so many cells and so many points, placed from the root
 * down. What holds for both directions is written once: axis 0 is across the page, 1 is down. */
#include "drawing/layout/layout.h"

#include <math.h>
#include <string.h>

enum { ACROSS, DOWN };

enum box_kind { BOX_ROOM, BOX_UPRIGHT, BOX_OBLIQUE, BOX_ROW, BOX_COLUMN, BOX_FREE, BOX_GRID };

enum { MOST_ATTACHED = 4, MOST_REACHES = 24 };

struct attached {
    enum side side;
    struct point size;
    double from; /* the side, to the nearer edge, points */
};

struct box {
    enum box_kind kind;
    box_id parent, first, last, next; /* among its parent's children */
    struct size room;                 /* of a leaf's core */
    struct area area;                 /* of a map, */
    double scale;                     /* whose cells are so many common cells large */
    int columns;                      /* of a grid */
    struct length row_gap;            /* of a grid */
    struct length gap;                /* between children; of a child: before it, where has_gap */
    bool has_gap, has_align, is_by_origin;
    enum align align, own_align;
    struct length at[2]; /* of a free place's child */
    struct attached attached[MOST_ATTACHED];
    int attached_count;
    double taken[SIDES];
    struct length reaches[MOST_REACHES][2];
    int reach_count;
    /* Measured, at a cell: */
    struct length core[2], before[2], after[2];
    struct length first_core[2]; /* of a free place: from its origin to its core */
    /* Placed: */
    struct rectangle at_core;
};

/* ---- lengths ---- */

static double points_of(struct length length, double cell)
{
    return length.cells * cell + length.points;
}

static struct length sum(struct length a, struct length b)
{
    return (struct length){a.cells + b.cells, a.points + b.points};
}

static struct length scaled(struct length a, double factor)
{
    return (struct length){a.cells * factor, a.points * factor};
}

static struct length difference(struct length a, struct length b)
{
    return sum(a, scaled(b, -1));
}

static struct length larger(struct length a, struct length b, double cell)
{
    return points_of(a, cell) >= points_of(b, cell) ? a : b;
}

static struct length not_below_zero(struct length a, double cell)
{
    return larger(a, (struct length){0, 0}, cell);
}

/* ---- building ---- */

void layout_begin(struct layout *layout, struct arena *arena, double word_gap)
{
    *layout = (struct layout){.arena = arena, .open = NO_BOX, .word_gap = word_gap};
}

static box_id add_box(struct layout *layout, enum box_kind kind)
{
    if (layout->count == layout->capacity) {
        layout->capacity = layout->capacity ? 2 * layout->capacity : 32;
        struct box *larger_room =
            arena_allocate(layout->arena, (size_t)layout->capacity, sizeof *larger_room);
        if (layout->count > 0)
            memcpy(larger_room, layout->boxes, (size_t)layout->count * sizeof *larger_room);
        layout->boxes = larger_room;
    }
    box_id id = layout->count++;
    struct box *box = &layout->boxes[id];
    *box = (struct box){.kind = kind,
                        .parent = layout->open,
                        .first = NO_BOX,
                        .last = NO_BOX,
                        .next = NO_BOX,
                        .scale = 1};
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

box_id layout_oblique(struct layout *layout, struct area area, double scale)
{
    return add_map(layout, BOX_OBLIQUE, area, scale);
}

void layout_align(struct layout *layout, box_id box, enum align align)
{
    layout->boxes[box].has_align = true;
    layout->boxes[box].own_align = align;
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

int layout_attach(struct layout *layout, box_id id, enum side side, struct point size, double gap)
{
    struct box *box = &layout->boxes[id];
    if (box->attached_count == MOST_ATTACHED)
        return MOST_ATTACHED - 1;
    box->attached[box->attached_count] = (struct attached){side, size, box->taken[side] + gap};
    box->taken[side] += gap + (side == SIDE_ABOVE || side == SIDE_BELOW ? size.y : size.x);
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

void layout_reach(struct layout *layout, box_id id, struct length x, struct length y)
{
    struct box *box = &layout->boxes[id];
    if (box->reach_count == MOST_REACHES)
        return;
    box->reaches[box->reach_count][ACROSS] = x;
    box->reaches[box->reach_count++][DOWN] = y;
}

/* ---- measuring ---- */

/* From a map's cell (area.row, area.column) to a place of its plane, in common cells. */
static struct point on_map(const struct box *box, double row, double column)
{
    double down = (row - box->area.row) * box->scale,
           right = (column - box->area.column) * box->scale;
    if (box->kind == BOX_UPRIGHT)
        return (struct point){right, down};
    return (struct point){right * oblique_column.x + down * oblique_row.x,
                          right * oblique_column.y + down * oblique_row.y};
}

/* How far its top is above that cell: an oblique map rises to the right. */
static double rise_of(const struct box *box)
{
    return box->kind == BOX_OBLIQUE ? -oblique_column.y * box->area.columns * box->scale : 0;
}

static void measure_map(struct box *box)
{
    double rows = box->area.rows * box->scale, columns = box->area.columns * box->scale;
    bool is_oblique = box->kind == BOX_OBLIQUE;
    box->core[ACROSS] =
        in_cells(is_oblique ? columns * oblique_column.x + rows * oblique_row.x : columns);
    box->core[DOWN] = in_cells(is_oblique ? rows * oblique_row.y + rise_of(box) : rows);
}

static void reach_out(struct box *box, int axis, struct length from, struct length to, double cell)
{
    box->before[axis] = larger(box->before[axis], scaled(from, -1), cell);
    box->after[axis] = larger(box->after[axis], difference(to, box->core[axis]), cell);
}

/* The lower right corner, from the core's top. */
static struct length corner_of(const struct box *box)
{
    if (box->kind != BOX_OBLIQUE)
        return scaled(box->core[DOWN], 0.5);
    return in_cells(box->area.rows * box->scale * oblique_row.y);
}

static void measure_attached(struct box *box, const struct attached *words, double cell)
{
    bool is_beside = words->side == SIDE_LEFT || words->side == SIDE_CORNER;
    int across = is_beside ? DOWN : ACROSS, out = is_beside ? ACROSS : DOWN;
    double size = is_beside ? words->size.y : words->size.x;
    double end = words->from + (is_beside ? words->size.x : words->size.y);
    struct length middle =
        words->side == SIDE_CORNER ? corner_of(box) : scaled(box->core[across], 0.5);
    reach_out(box, across, sum(middle, in_points(-size / 2)), sum(middle, in_points(size / 2)),
              cell);
    if (words->side == SIDE_ABOVE || words->side == SIDE_LEFT)
        box->before[out] = larger(box->before[out], in_points(end), cell);
    else
        box->after[out] = larger(box->after[out], in_points(end), cell);
}

static void measure_beside(struct box *box, double cell)
{
    static const struct {
        int axis;
        bool is_before;
    } sides[SIDES] = {[SIDE_ABOVE] = {DOWN, true},
                      [SIDE_BELOW] = {DOWN, false},
                      [SIDE_LEFT] = {ACROSS, true},
                      [SIDE_CORNER] = {ACROSS, false}};
    for (int side = 0; side < SIDES; side++) {
        struct length *reach =
            sides[side].is_before ? &box->before[sides[side].axis] : &box->after[sides[side].axis];
        *reach = larger(*reach, in_points(box->taken[side]), cell);
    }
    for (int i = 0; i < box->attached_count; i++)
        measure_attached(box, &box->attached[i], cell);
    for (int i = 0; i < box->reach_count; i++)
        for (int axis = ACROSS; axis <= DOWN; axis++)
            reach_out(box, axis, box->reaches[i][axis], box->reaches[i][axis], cell);
}

/* From the core of one child to that of the next: the gap, or what stands between them. */
static struct length gap_between(const struct layout *layout, const struct box *parent,
                                 const struct box *left, const struct box *right, int axis,
                                 double cell)
{
    struct length gap = right->has_gap ? right->gap : parent->gap;
    struct length words = sum(left->after[axis], right->before[axis]);
    if (points_of(words, cell) <= 0)
        return gap;
    return larger(gap, sum(words, in_points(layout->word_gap)), cell);
}

static double share_before(const struct box *parent, const struct box *child)
{
    static const double shares[] = {[ALIGN_START] = 0, [ALIGN_MIDDLE] = 0.5, [ALIGN_END] = 1};
    return shares[child->has_align ? child->own_align : parent->align];
}

static struct length spare_before(const struct box *parent, const struct box *child, int axis)
{
    return scaled(difference(parent->core[axis], child->core[axis]), share_before(parent, child));
}

static void measure_line(struct layout *layout, struct box *box, double cell)
{
    int along = box->kind == BOX_ROW ? ACROSS : DOWN, across = 1 - along;
    const struct box *last = NULL;
    for (box_id id = box->first; id != NO_BOX; id = layout->boxes[id].next) {
        const struct box *child = &layout->boxes[id];
        box->core[across] = larger(box->core[across], child->core[across], cell);
    }
    for (box_id id = box->first; id != NO_BOX; id = layout->boxes[id].next) {
        const struct box *child = &layout->boxes[id];
        if (last)
            box->core[along] =
                sum(box->core[along], gap_between(layout, box, last, child, along, cell));
        struct length from = difference(box->core[along], child->before[along]);
        box->before[along] = larger(box->before[along], scaled(from, -1), cell);
        box->core[along] = sum(box->core[along], child->core[along]);
        struct length spare = spare_before(box, child, across);
        reach_out(box, across, difference(spare, child->before[across]),
                  sum(sum(spare, child->core[across]), child->after[across]), cell);
        last = child;
    }
    for (box_id id = box->first, next; id != NO_BOX; id = next) {
        next = layout->boxes[id].next;
        if (next == NO_BOX)
            box->after[along] = layout->boxes[id].after[along];
    }
}

/* From a free place's origin to a child's core. */
static struct length child_at(const struct box *child, int axis)
{
    if (!child->is_by_origin)
        return child->at[axis];
    struct point origin = on_map(child, 0, 0);
    double offset = axis == ACROSS ? origin.x : origin.y + rise_of(child);
    return sum(child->at[axis], in_cells(-offset));
}

static void measure_free(struct layout *layout, struct box *box, double cell)
{
    for (int axis = ACROSS; axis <= DOWN; axis++) {
        struct length first = {0, 0}, end = {0, 0}, least = {0, 0}, most = {0, 0};
        for (box_id id = box->first; id != NO_BOX; id = layout->boxes[id].next) {
            const struct box *child = &layout->boxes[id];
            struct length at = child_at(child, axis), to = sum(at, child->core[axis]);
            struct length from = difference(at, child->before[axis]);
            struct length until = sum(to, child->after[axis]);
            bool is_first = id == box->first;
            first = is_first || points_of(at, cell) < points_of(first, cell) ? at : first;
            end = is_first ? to : larger(end, to, cell);
            least = is_first || points_of(from, cell) < points_of(least, cell) ? from : least;
            most = is_first ? until : larger(most, until, cell);
        }
        box->first_core[axis] = first;
        box->core[axis] = difference(end, first);
        box->before[axis] = not_below_zero(difference(first, least), cell);
        box->after[axis] = not_below_zero(difference(most, end), cell);
    }
}

static struct length whole(const struct layout *layout, box_id id, int axis)
{
    const struct box *box = &layout->boxes[id];
    return sum(sum(box->before[axis], box->core[axis]), box->after[axis]);
}

/* A grid's children are as wide as all of them is, and as high as their core and what is above and
 * below it. */
struct track {
    struct length before, core, after;
};

static struct track column_of(const struct layout *layout, const struct box *grid, int column,
                              double cell)
{
    struct track track = {0};
    int i = 0;
    for (box_id id = grid->first; id != NO_BOX; id = layout->boxes[id].next, i++)
        if (i % grid->columns == column)
            track.core = larger(track.core, whole(layout, id, ACROSS), cell);
    return track;
}

static struct track row_of(const struct layout *layout, const struct box *grid, int row,
                           double cell)
{
    struct track track = {0};
    int i = 0;
    for (box_id id = grid->first; id != NO_BOX; id = layout->boxes[id].next, i++) {
        const struct box *child = &layout->boxes[id];
        if (i / grid->columns != row)
            continue;
        track.before = larger(track.before, child->before[DOWN], cell);
        track.core = larger(track.core, sum(child->core[DOWN], child->after[DOWN]), cell);
    }
    return track;
}

static int rows_of(const struct layout *layout, const struct box *grid)
{
    int count = 0;
    for (box_id id = grid->first; id != NO_BOX; id = layout->boxes[id].next)
        count++;
    return (count + grid->columns - 1) / grid->columns;
}

static void measure_grid(struct layout *layout, struct box *box, double cell)
{
    for (int column = 0; column < box->columns; column++) {
        struct track track = column_of(layout, box, column, cell);
        box->core[ACROSS] = sum(box->core[ACROSS], track.core);
        if (column > 0)
            box->core[ACROSS] = sum(box->core[ACROSS], box->gap);
    }
    for (int row = 0; row < rows_of(layout, box); row++) {
        struct track track = row_of(layout, box, row, cell);
        box->core[DOWN] = sum(box->core[DOWN], sum(track.before, track.core));
        if (row > 0)
            box->core[DOWN] = sum(box->core[DOWN], box->row_gap);
    }
}

static void measure(struct layout *layout, box_id id, double cell)
{
    struct box *box = &layout->boxes[id];
    for (box_id child = box->first; child != NO_BOX; child = layout->boxes[child].next)
        measure(layout, child, cell);
    for (int axis = ACROSS; axis <= DOWN; axis++)
        box->core[axis] = box->before[axis] = box->after[axis] = in_points(0);
    switch (box->kind) {
    case BOX_ROOM:
        box->core[ACROSS] = box->room.width;
        box->core[DOWN] = box->room.height;
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
        measure_grid(layout, box, cell);
        break;
    }
    measure_beside(box, cell);
}

struct length layout_width(struct layout *layout, box_id box, double cell)
{
    measure(layout, box, cell);
    return whole(layout, box, ACROSS);
}

struct length layout_height(struct layout *layout, box_id box, double cell)
{
    measure(layout, box, cell);
    return whole(layout, box, DOWN);
}

double layout_solve(struct layout *layout, box_id box, double width, double height, double most)
{
    enum { MOST_ROUNDS = 64 };
    const double limits[2] = {width, height};
    double cell = most;
    /* Sizes grow with the cell, never slower: each division leads nearer to the largest one. */
    for (int round = 0; round < MOST_ROUNDS; round++) {
        double fitting = cell;
        measure(layout, box, cell);
        for (int axis = ACROSS; axis <= DOWN; axis++) {
            struct length size = whole(layout, box, axis);
            if (limits[axis] <= 0 || points_of(size, cell) <= limits[axis] * (1 + 1e-12))
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

static void place(struct layout *layout, box_id id, struct point core);
static void place_grid(struct layout *layout, const struct box *box, struct point core);

static void place_line(struct layout *layout, const struct box *box, struct point core)
{
    int along = box->kind == BOX_ROW ? ACROSS : DOWN, across = 1 - along;
    double cell = layout->cell;
    double at[2] = {core.x, core.y};
    const struct box *last = NULL;
    for (box_id id = box->first; id != NO_BOX; id = layout->boxes[id].next) {
        const struct box *child = &layout->boxes[id];
        if (last)
            at[along] += points_of(gap_between(layout, box, last, child, along, cell), cell);
        double corner[2];
        corner[along] = at[along];
        corner[across] = at[across] + points_of(spare_before(box, child, across), cell);
        place(layout, id, (struct point){corner[ACROSS], corner[DOWN]});
        at[along] += points_of(child->core[along], cell);
        last = child;
    }
}

static void place_free(struct layout *layout, const struct box *box, struct point core)
{
    double cell = layout->cell;
    for (box_id id = box->first; id != NO_BOX; id = layout->boxes[id].next) {
        const struct box *child = &layout->boxes[id];
        struct length x = difference(child_at(child, ACROSS), box->first_core[ACROSS]);
        struct length y = difference(child_at(child, DOWN), box->first_core[DOWN]);
        place(layout, id, (struct point){core.x + points_of(x, cell), core.y + points_of(y, cell)});
    }
}

static void place(struct layout *layout, box_id id, struct point core)
{
    struct box *box = &layout->boxes[id];
    box->at_core = (struct rectangle){core.x, core.y, points_of(box->core[ACROSS], layout->cell),
                                      points_of(box->core[DOWN], layout->cell)};
    if (box->kind == BOX_ROW || box->kind == BOX_COLUMN)
        place_line(layout, box, core);
    else if (box->kind == BOX_FREE)
        place_free(layout, box, core);
    else if (box->kind == BOX_GRID)
        place_grid(layout, box, core);
}

static void place_grid(struct layout *layout, const struct box *box, struct point core)
{
    double cell = layout->cell, x = core.x, y = core.y;
    struct track row = {0}, column;
    int i = 0;
    for (box_id id = box->first; id != NO_BOX; id = layout->boxes[id].next, i++) {
        const struct box *child = &layout->boxes[id];
        if (i > 0 && i % box->columns == 0) {
            y += points_of(sum(sum(row.before, row.core), box->row_gap), cell);
            x = core.x;
        }
        row = row_of(layout, box, i / box->columns, cell);
        column = column_of(layout, box, i % box->columns, cell);
        struct length spare = difference(column.core, whole(layout, id, ACROSS));
        place(layout, id,
              (struct point){
                  x + points_of(sum(scaled(spare, share_before(box, child)), child->before[ACROSS]),
                                cell),
                  y + points_of(row.before, cell)});
        x += points_of(sum(column.core, box->gap), cell);
    }
}

void layout_place(struct layout *layout, box_id id, double cell, struct point at)
{
    layout->cell = cell;
    measure(layout, id, cell);
    const struct box *box = &layout->boxes[id];
    place(layout, id,
          (struct point){at.x + points_of(box->before[ACROSS], cell),
                         at.y + points_of(box->before[DOWN], cell)});
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
    return (struct rectangle){box->at_core.x - points_of(box->before[ACROSS], cell),
                              box->at_core.y - points_of(box->before[DOWN], cell),
                              points_of(whole(layout, id, ACROSS), cell),
                              points_of(whole(layout, id, DOWN), cell)};
}

struct plane layout_plane_of(const struct layout *layout, box_id id, double common)
{
    const struct box *box = &layout->boxes[id];
    double cell = common * box->scale;
    struct point first = {0, rise_of(box) * common};
    struct plane plane = box->kind == BOX_OBLIQUE ? plane_oblique(cell, first)
                                                  : (struct plane){first, {cell, 0}, {0, cell}};
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
    const struct rectangle *core = &box->at_core;
    struct rectangle at = {core->x + (core->width - words->size.x) / 2,
                           core->y + (core->height - words->size.y) / 2, words->size.x,
                           words->size.y};
    switch (words->side) {
    case SIDE_ABOVE:
        at.y = core->y - words->from - at.height;
        break;
    case SIDE_BELOW:
        at.y = core->y + core->height + words->from;
        break;
    case SIDE_LEFT:
        at.x = core->x - words->from - at.width;
        break;
    case SIDE_CORNER:
        at.x = core->x + core->width + words->from;
        at.y = core->y + points_of(corner_of(box), layout->cell) - at.height / 2;
        break;
    case SIDES:
        break;
    }
    return at;
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
