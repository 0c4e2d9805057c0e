/* SPDX-License-Identifier: MIT */
/* The maps of a stack, and the receptive field of a step's output unit on each of them. */
#include "drawing/views/field.h"

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

struct area field_window(const struct field *field, size_t level, struct arena *arena)
{
    double first[2] = {INFINITY, INFINITY}, last[2] = {-INFINITY, -INFINITY};
    const struct reach *reach = &field->reach[level];
    if (reach->cell_count == 0)
        return (struct area){0};
    const bool *is_direct = are_direct(field, level, arena);
    for (size_t i = 0; i < reach->cell_count; i++)
        for (size_t axis = 0; is_direct[i] && axis < 2; axis++) {
            first[axis] = fmin(first[axis], (double)reach->cells[i].place[axis]);
            last[axis] = fmax(last[axis], (double)reach->cells[i].place[axis]);
        }
    if (isinf(first[0]))
        return (struct area){0};
    return (struct area){first[0], first[1], last[0] - first[0] + 1, last[1] - first[1] + 1};
}

/* Runs of places along an axis that are seen; the window's own comes first. */
struct runs_of_places {
    size_t count;
    int64_t *first, *last;
};

static struct runs_of_places find_runs(const struct field *field, const struct levels *levels,
                                       size_t level, size_t axis, const int64_t window[2],
                                       struct arena *arena)
{
    const struct reach *reach = &field->reach[level];
    const struct axis *a = &levels->level[level].above->axis[axis];
    int64_t near = a->dilation > a->move ? a->dilation : a->move;
    bool *is_seen = arena_allocate(arena, (size_t)a->padded, sizeof *is_seen);
    struct runs_of_places runs = {1,
                                  arena_allocate(arena, (size_t)a->padded + 1, sizeof *runs.first),
                                  arena_allocate(arena, (size_t)a->padded + 1, sizeof *runs.last)};
    for (size_t i = 0; i < reach->cell_count; i++)
        is_seen[reach->cells[i].place[axis]] = true;
    runs.first[0] = window[0];
    runs.last[0] = window[1];
    for (int64_t place = 0; place < a->padded; place++) {
        size_t now = runs.count - 1;
        if (!is_seen[place] || (place >= window[0] && place <= window[1]))
            continue;
        if (now > 0 && place - runs.last[now] <= near) {
            runs.last[now] = place;
            continue;
        }
        runs.first[runs.count] = runs.last[runs.count] = place;
        runs.count++;
    }
    return runs;
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
    struct area window = field_window(field, level, arena);
    size_t count = 0;
    if (level == field->top || window.rows <= 0)
        return 0;
    const int64_t rows[2] = {(int64_t)window.row, (int64_t)(window.row + window.rows) - 1};
    const int64_t columns[2] = {(int64_t)window.column,
                                (int64_t)(window.column + window.columns) - 1};
    struct runs_of_places down = find_runs(field, levels, level, 0, rows, arena);
    struct runs_of_places right = find_runs(field, levels, level, 1, columns, arena);
    *areas = arena_allocate(arena, down.count * right.count, sizeof **areas);
    for (size_t y = 0; y < down.count; y++)
        for (size_t x = 0; x < right.count; x++) {
            struct area area = {(double)down.first[y], (double)right.first[x],
                                (double)(down.last[y] - down.first[y] + 1),
                                (double)(right.last[x] - right.first[x] + 1)};
            if (y == 0 && x == 0)
                continue;
            (*areas)[count] = seen_within(&field->reach[level], &area);
            count += (*areas)[count].rows > 0;
        }
    return count;
}
