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

/* Whether a cell is no farther from a box than windows move or their taps are apart. */
static bool is_near(const struct axis *a, double first, double count, double place)
{
    double apart = (double)(a->dilation > a->move ? a->dilation : a->move);
    return place - (first + count - 1) <= apart && first - place <= apart;
}

/* The box that a cell belongs to, a new one if need be. */
static size_t find_box(const struct level *level, const struct area *boxes, size_t count,
                       struct area cell)
{
    size_t n = 0;
    while (n < count &&
           (!is_near(level_axis(level, 0), boxes[n].row, boxes[n].rows, cell.row) ||
            !is_near(level_axis(level, 1), boxes[n].column, boxes[n].columns, cell.column)))
        n++;
    return n;
}

/* The box round what windows see, then boxes round what is seen elsewhere; how many. Where all is
 * seen through padding, the first cell stands for the windows. */
static size_t find_boxes(const struct field *field, const struct levels *levels, size_t number,
                         struct area **boxes, struct arena *arena)
{
    const struct level *level = &levels->level[number];
    const struct reach *reach = &field->reach[number];
    size_t count = 1; /* the first is the windows' */
    struct area *all = *boxes = arena_allocate(arena, reach->cell_count + 1, sizeof *all);
    if (reach->cell_count == 0) {
        all[0] = field_box(field, levels, number);
        return all[0].rows > 0;
    }
    const bool *is_direct = are_direct(field, number, arena);
    for (size_t i = 0; i < reach->cell_count; i++)
        if (is_direct[i])
            all[0] = area_joined(all[0], field_cell(level, &reach->cells[i]));
    if (all[0].rows <= 0)
        all[0] = field_cell(level, &reach->cells[0]);
    for (size_t i = 0; i < reach->cell_count; i++) {
        struct area cell = field_cell(level, &reach->cells[i]);
        size_t n = is_direct[i] ? 0 : find_box(level, all, count, cell);
        all[n] = area_joined(all[n], cell);
        count += n == count;
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
