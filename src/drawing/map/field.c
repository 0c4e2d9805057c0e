/* SPDX-License-Identifier: MIT */
/* The maps of a stack, and the receptive field of a step's output unit on each of them. */
#include "drawing/map/field.h"

#include <math.h>

void levels_read(struct levels *levels, const struct simulation *top)
{
    const struct simulation *layers[MAX_LAYERS];
    size_t count = 0;
    for (const struct simulation *at = top; at; at = at->below)
        layers[count++] = at;
    levels->count = count + 1;
    levels->order = top->scene->order.value;
    for (size_t i = 0; i <= count; i++) {
        struct level *level = &levels->level[i];
        level->above = i < count ? layers[count - 1 - i] : NULL;
        level->below = i > 0 ? layers[count - i] : NULL;
        level->units = level->above ? &level->above->input : &level->below->output;
        level->channels = level->units->size[0];
        level->axes = level->units->rank - 1;
        for (size_t axis = 0; axis < level->axes; axis++)
            level->places[axis] = level->above ? level->above->axis[axis].padded
                                               : (int64_t)level->units->size[1 + axis];
    }
}

struct turn levels_turn(const struct levels *levels, size_t step)
{
    size_t level = 1;
    if (levels->order != ORDER_LAYER)
        return (struct turn){levels->count - 1, step};
    for (; level + 1 < levels->count && step >= tensor_count(levels->level[level].units); level++)
        step -= tensor_count(levels->level[level].units);
    return (struct turn){level, step};
}

size_t levels_shown(const struct levels *levels, size_t level, size_t step)
{
    struct turn turn = levels_turn(levels, step);
    if (level == turn.level)
        return turn.unit + 1;
    return level < turn.level ? tensor_count(levels->level[level].units) : 0;
}

double levels_size(const struct levels *levels)
{
    double size = 0;
    for (size_t i = 0; i < levels->count; i++) {
        double cells = (double)levels->level[i].channels;
        for (size_t axis = 0; axis < levels->level[i].axes; axis++)
            cells *= (double)levels->level[i].places[axis];
        size += cells;
    }
    return size;
}

int64_t levels_place(const struct level *level, size_t axis, int64_t unit)
{
    if (!level->above)
        return unit;
    const struct axis *a = &level->above->axis[axis];
    return a->before + unit * a->stretch;
}

const double *levels_values(const struct level *level, struct arena *arena)
{
    return level->below ? simulation_settled(level->below, arena) : level->units->values;
}

const char *levels_name(const struct level *level, struct arena *arena)
{
    const struct simulation *layer = level->below;
    const char *name = layer->layer->name ? layer->layer->name : layer->type_name;
    size_t first = level->channels > 1 ? 0 : 1;
    return arena_format(arena, "%s  %s", name,
                        tensor_sizes(level->units, first, " \xc3\x97 ", arena));
}

/* ---- what a unit sees ---- */

void field_read(struct field *field, const struct levels *levels, size_t step, struct arena *arena)
{
    struct turn turn = levels_turn(levels, step);
    size_t rest = turn.unit, lowest = levels->order == ORDER_LAYER ? turn.level - 1 : 0;
    const struct level *level = &levels->level[turn.level];
    struct reach_cell *unit = arena_allocate(arena, 1, sizeof *unit);
    *field = (struct field){.top = turn.level};
    unit->unit = turn.unit;
    unit->paths = 1;
    for (size_t axis = level->axes; axis-- > 0; rest /= level->units->size[1 + axis])
        unit->place[axis] =
            levels_place(level, axis, (int64_t)(rest % level->units->size[1 + axis]));
    unit->channel = rest;
    field->reach[turn.level] = (struct reach){.cell_count = 1, .read_count = 1, .cells = unit};
    for (size_t i = turn.level; i-- > lowest;)
        simulation_reach(levels->level[i].above, &field->reach[i + 1], arena, &field->reach[i]);
    if (levels->count == 2) /* one layer: its window */
        field->reach[0].cell_count = field->reach[0].read_count;
}

/* ---- areas on 2-D maps ---- */

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

/* Places along an axis from the first to the last of them. */
struct range {
    int64_t first, last;
};

/* Of the cells seen through windows; where all are seen through padding, of the first. */
static struct range direct_range(const struct reach *reach, const bool *is_direct, size_t axis)
{
    struct range range = {0, -1};
    for (size_t i = 0; i < reach->cell_count; i++) {
        int64_t place = reach->cells[i].place[axis];
        if (!is_direct[i])
            continue;
        range.first = range.last < 0 || place < range.first ? place : range.first;
        range.last = place > range.last ? place : range.last;
    }
    int64_t first = reach->cells[0].place[axis];
    return range.last < 0 ? (struct range){first, first} : range;
}

/* How far apart the places of one range may be. */
static int64_t reach_pitch(const struct axis *a)
{
    return a->dilation > a->move ? a->dilation : a->move;
}

/* The ranges of the places that are seen: that of the windows first, with what touches it. */
static size_t find_ranges(const struct field *field, const struct levels *levels, size_t level,
                          size_t axis, struct range **out, struct arena *arena)
{
    const struct reach *reach = &field->reach[level];
    const struct axis *a = &levels->level[level].above->axis[axis];
    struct range *ranges = arena_allocate(arena, (size_t)a->padded + 1, sizeof *ranges);
    bool *is_seen = arena_allocate(arena, (size_t)a->padded, sizeof *is_seen);
    size_t count = 1;
    for (size_t i = 0; i < reach->cell_count; i++)
        is_seen[reach->cells[i].place[axis]] = true;
    ranges[0] = direct_range(reach, are_direct(field, level, arena), axis);
    for (int64_t place = ranges[0].first; place-- > 0;)
        if (is_seen[place] && ranges[0].first - place <= reach_pitch(a))
            ranges[0].first = place;
    for (int64_t place = ranges[0].last + 1; place < a->padded; place++)
        if (is_seen[place] && place - ranges[0].last <= reach_pitch(a))
            ranges[0].last = place;
    for (int64_t place = 0; place < a->padded; place++) {
        struct range *last = &ranges[count - 1];
        if (!is_seen[place] || (place >= ranges[0].first && place <= ranges[0].last))
            continue;
        if (count > 1 && place - last->last <= reach_pitch(a))
            last->last = place;
        else
            ranges[count++] = (struct range){place, place};
    }
    *out = ranges;
    return count;
}

static struct area area_of(const struct range *rows, const struct range *columns)
{
    return (struct area){(double)rows->first, (double)columns->first,
                         (double)(rows->last - rows->first + 1),
                         (double)(columns->last - columns->first + 1)};
}

struct area field_window(const struct field *field, const struct levels *levels, size_t level,
                         struct arena *arena)
{
    const struct reach *reach = &field->reach[level];
    struct range *rows, *columns;
    if (reach->cell_count == 0)
        return (struct area){0};
    if (level == field->top)
        return (struct area){(double)reach->cells[0].place[0], (double)reach->cells[0].place[1], 1,
                             1};
    find_ranges(field, levels, level, 0, &rows, arena);
    find_ranges(field, levels, level, 1, &columns, arena);
    return area_of(rows, columns);
}

/* The smallest box round the cells within an area that are seen; no rows: none is. */
static struct area seen_within(const struct reach *reach, const struct area *area)
{
    struct area seen = {0};
    for (size_t i = 0; i < reach->cell_count; i++) {
        double row = (double)reach->cells[i].place[0], column = (double)reach->cells[i].place[1];
        bool is_within = row >= area->row && row < area->row + area->rows &&
                         column >= area->column && column < area->column + area->columns;
        if (!is_within)
            continue;
        if (seen.rows == 0)
            seen = (struct area){row, column, 1, 1};
        double bottom = fmax(seen.row + seen.rows, row + 1);
        double right = fmax(seen.column + seen.columns, column + 1);
        seen.row = fmin(seen.row, row);
        seen.column = fmin(seen.column, column);
        seen.rows = bottom - seen.row;
        seen.columns = right - seen.column;
    }
    return seen;
}

size_t field_far_areas(const struct field *field, const struct levels *levels, size_t level,
                       struct area **areas, struct arena *arena)
{
    struct range *rows, *columns;
    size_t count = 0;
    if (level == field->top || field->reach[level].cell_count == 0)
        return 0;
    size_t down = find_ranges(field, levels, level, 0, &rows, arena);
    size_t right = find_ranges(field, levels, level, 1, &columns, arena);
    *areas = arena_allocate(arena, down * right, sizeof **areas);
    for (size_t n = 1; n < down * right; n++) { /* 0 is the window */
        struct area area = area_of(&rows[n / right], &columns[n % right]);
        (*areas)[count] = seen_within(&field->reach[level], &area);
        count += (*areas)[count].rows > 0;
    }
    return count;
}
