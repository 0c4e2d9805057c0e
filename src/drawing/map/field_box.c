/* SPDX-License-Identifier: MIT */
/* Boxes round a receptive field on the planes of a stack: round its cells, or of a large stack
 * what the simulation tells without them. */
#include "drawing/map/field.h"

struct area field_cell(const struct level *level, const struct reach_cell *cell)
{
    if (level->axes == 1)
        return (struct area){(double)cell->channel, (double)cell->place[0], 1, 1};
    return (struct area){(double)cell->place[0], (double)cell->place[1], 1, 1};
}

static struct area area_of(const struct interval *along, size_t axes)
{
    const struct interval one = {0, 0}, rows = axes > 1 ? along[axes - 2] : one,
                          columns = along[axes - 1];
    if (rows.last < rows.first || columns.last < columns.first)
        return (struct area){0};
    return (struct area){(double)rows.first, (double)columns.first,
                         (double)(rows.last - rows.first + 1),
                         (double)(columns.last - columns.first + 1)};
}

struct area field_box(const struct field *field, const struct levels *levels, size_t level)
{
    size_t axes = levels->level[level].axes;
    bool is_read = levels->has_planes && level < field->top;
    if (level > field->top || !levels->has_boxes)
        return (struct area){0};
    return is_read ? area_of(field->boxes[level + 1].read, axes)
                   : area_of(field->boxes[level].units, axes);
}

/* Which cells are seen through windows alone, without the detour through padding. */
static const bool *are_direct(const struct field *field, size_t level, struct arena *arena)
{
    bool *is_direct = arena_allocate(arena, field->reach[level].cell_count, sizeof *is_direct);
    if (level == field->top) {
        is_direct[0] = true;
        return is_direct;
    }
    const struct reach *above = &field->reach[level + 1], *reach = &field->reach[level];
    const bool *is_direct_above = are_direct(field, level + 1, arena);
    for (size_t i = 0; i < reach->tap_count; i++)
        if (!above->cells[reach->taps[i].to].is_repeated)
            is_direct[reach->taps[i].from] |= is_direct_above[reach->taps[i].to];
    return is_direct;
}

struct ranges {
    struct interval *all;
    size_t count, direct; /* which of them the windows are in */
};

/* The ranges of the places that are seen, each farther from the next than windows move or their
 * taps are apart. What windows see is one range; where all is seen through padding, the first cell
 * stands for it. */
static struct ranges find_ranges(const struct field *field, const struct levels *levels,
                                 size_t level, size_t axis, struct arena *arena)
{
    const struct reach *reach = &field->reach[level];
    const struct axis *a = &levels->level[level].above->axis[axis];
    const bool *is_direct = are_direct(field, level, arena);
    bool *is_seen = arena_allocate(arena, (size_t)a->padded, sizeof *is_seen);
    struct ranges ranges = {.all = arena_allocate(arena, (size_t)a->padded, sizeof *ranges.all)};
    struct interval direct = {a->padded, -1};
    for (size_t i = 0; i < reach->cell_count; i++) {
        int64_t place = reach->cells[i].place[axis];
        is_seen[place] = true;
        direct.first = is_direct[i] && place < direct.first ? place : direct.first;
        direct.last = is_direct[i] && place > direct.last ? place : direct.last;
    }
    if (direct.last < 0)
        direct.first = direct.last = reach->cells[0].place[axis];
    int64_t apart = a->dilation > a->move ? a->dilation : a->move;
    for (int64_t place = 0; place < a->padded; place++) {
        struct interval *last = ranges.count > 0 ? &ranges.all[ranges.count - 1] : NULL;
        if (!is_seen[place] && (place < direct.first || place > direct.last))
            continue;
        if (last && place - last->last <= apart)
            last->last = place;
        else
            ranges.all[ranges.count++] = (struct interval){place, place};
        if (place == direct.first)
            ranges.direct = ranges.count - 1;
    }
    return ranges;
}

/* The box round what windows see, then boxes round what is seen elsewhere; how many. */
static size_t find_boxes(const struct field *field, const struct levels *levels, size_t level,
                         struct area **boxes, struct arena *arena)
{
    const struct reach *reach = &field->reach[level];
    size_t count = 1; /* the first is the windows' */
    *boxes = arena_allocate(arena, 1, sizeof **boxes);
    if (reach->cell_count == 0) {
        (*boxes)[0] = field_box(field, levels, level);
        return (*boxes)[0].rows > 0;
    }
    (*boxes)[0] = field_cell(&levels->level[level], &reach->cells[0]);
    if (level == field->top)
        return 1;
    struct ranges rows = find_ranges(field, levels, level, 0, arena);
    struct ranges columns = find_ranges(field, levels, level, 1, arena);
    *boxes = arena_allocate(arena, rows.count * columns.count + 1, sizeof **boxes);
    for (size_t n = 0; n < rows.count * columns.count; n++) {
        size_t row = n / columns.count, column = n % columns.count;
        bool is_windows = row == rows.direct && column == columns.direct;
        const struct interval round[] = {rows.all[row], columns.all[column]};
        struct area range = area_of(round, 2), seen = {0};
        for (size_t i = 0; i < reach->cell_count; i++) {
            struct area cell = field_cell(&levels->level[level], &reach->cells[i]);
            if (cell.row >= range.row && cell.row < range.row + range.rows &&
                cell.column >= range.column && cell.column < range.column + range.columns)
                seen = area_joined(seen, cell);
        }
        if (is_windows)
            (*boxes)[0] = range;
        else if (seen.rows > 0)
            (*boxes)[count++] = seen;
    }
    return count;
}

size_t field_boxes(const struct field_lights *lights, size_t level, int step, struct area **boxes,
                   struct arena *arena)
{
    if (step && lights->progress <= 0)
        return 0;
    return find_boxes(step ? &lights->next : &lights->here, lights->levels, level, boxes, arena);
}
