/* SPDX-License-Identifier: MIT */
/* The maps of a stack, and the receptive field of a step's output unit on each of them. */
#include "drawing/map/field.h"

#include <math.h>

#include "drawing/list/share.h"

static const double least_strength = 0.45; /* of the colour of a cell with few paths */

/* ---- levels ---- */

void levels_read(struct levels *levels, const struct simulation *top)
{
    size_t layers = 0;
    for (const struct simulation *at = top; at; at = at->below)
        layers++;
    *levels = (struct levels){.count = layers + 1, .order = top->scene->order.value};
    levels->level[layers].units = &top->output;
    for (const struct simulation *at = top; at; at = at->below, layers--) {
        levels->level[layers].below = at;
        levels->level[layers - 1].above = at;
        levels->level[layers - 1].units = &at->input;
    }
    for (size_t i = 0; i < levels->count; i++) {
        struct level *level = &levels->level[i];
        level->channels = level->units->size[0];
        level->axes = level->units->rank - 1;
        for (size_t axis = 0; axis < level->axes; axis++)
            level->places[axis] = level->above ? level->above->axis[axis].padded
                                               : (int64_t)level->units->size[1 + axis];
    }
    levels->has_boxes = field_is_boxed(levels);
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

bool levels_is_inner(const struct levels *levels, size_t level)
{
    return level > 0 && level + 1 < levels->count;
}

bool levels_is_given(const struct levels *levels, size_t level)
{
    return level == 0 || (levels_is_inner(levels, level) && levels->order != ORDER_LAYER);
}

/* Which level a step is filling; unit: the number of its current unit. */
static size_t turn_of(const struct levels *levels, size_t step, size_t *unit)
{
    size_t level = levels->order == ORDER_LAYER ? 1 : levels->count - 1;
    for (; level + 1 < levels->count && step >= tensor_count(levels->level[level].units); level++)
        step -= tensor_count(levels->level[level].units);
    *unit = step;
    return level;
}

size_t levels_shown(const struct levels *levels, size_t level, size_t step)
{
    size_t unit, turn = turn_of(levels, step, &unit);
    if (level != turn)
        return level < turn ? SIZE_MAX : 0;
    return unit + 1 < tensor_count(levels->level[level].units) ? unit + 1 : SIZE_MAX;
}

struct map levels_map(const struct levels *levels, size_t i, struct arena *arena)
{
    const struct level *level = &levels->level[i];
    bool is_top = !level->above, is_line = level->axes == 1;
    struct map map = {.role = is_top ? MAP_OUTPUT : MAP_INPUT,
                      .part = is_top   ? "output"
                              : i == 0 ? "input"
                                       : arena_format(arena, "level%zu", i),
                      .channel = -1,
                      .reader = level->above,
                      .rows = is_line ? level->channels : (size_t)level->places[0],
                      .columns = (size_t)level->places[is_line ? 0 : 1],
                      .units = level->units};
    map.reach = map_grid(&map);
    return map;
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

static void read_reach(struct field *field, const struct levels *levels, size_t step,
                       struct arena *arena)
{
    field->top = turn_of(levels, step, &field->unit);
    size_t rest = field->unit, lowest = levels->order == ORDER_LAYER ? field->top - 1 : 0;
    const struct level *level = &levels->level[field->top];
    struct reach_cell *unit = arena_allocate(arena, 1, sizeof *unit);
    unit->unit = field->unit;
    unit->paths = 1;
    for (size_t axis = level->axes; axis-- > 0; rest /= level->units->size[1 + axis]) {
        const struct axis *a = level->above ? &level->above->axis[axis] : &axis_of_one;
        unit->place[axis] = a->before + (int64_t)(rest % level->units->size[1 + axis]) * a->stretch;
    }
    unit->channel = rest;
    field->reach[field->top] = (struct reach){.cell_count = 1, .read_count = 1, .cells = unit};
    if (levels->has_boxes)
        field_read_boxes(field, levels, lowest);
    for (size_t i = field->top; !levels->has_boxes && i-- > lowest;)
        simulation_reach(levels->level[i].above, &field->reach[i + 1], arena, &field->reach[i]);
    if (levels->count == 2) /* one layer: its window */
        field->reach[0].cell_count = field->reach[0].read_count;
}

/* Whether the cells of two fields can slide one into the other: what is seen through padding has no
 * way to go. */
static bool are_alike(const struct levels *levels, const struct field *from, const struct field *to)
{
    for (size_t i = 0; i < levels->count; i++) {
        const struct reach *a = &from->reach[i], *b = &to->reach[i];
        if (a->cell_count != b->cell_count || a->tap_count != b->tap_count ||
            a->cell_count > a->read_count || b->cell_count > b->read_count)
            return false;
        for (size_t c = 0; c < a->cell_count; c++)
            if (a->cells[c].channel != b->cells[c].channel)
                return false;
    }
    return true;
}

/* Cells of 1-D levels slide where they can; those of planes fade. */
void field_read(struct field_lights *lights, const struct subject *subject,
                const struct levels *levels, const struct moment_part *part, struct arena *arena)
{
    bool is_line = levels->level[0].axes == 1;
    *lights = (struct field_lights){.subject = subject, .levels = levels, .part = part};
    read_reach(&lights->here, levels, part->step, arena);
    if (part->progress > 0)
        read_reach(&lights->next, levels, part->step + 1, arena);
    if (part->progress > 0 && (is_line || lights->next.top == lights->here.top))
        lights->progress = part->progress;
    lights->is_sliding =
        is_line && (lights->progress <= 0 || are_alike(levels, &lights->here, &lights->next));
}

/* A single layer's window is never hidden. */
bool field_is_shown(const struct field_lights *lights, size_t level)
{
    return lights->levels->count == 2 || lights->subject->looks.show.receptive_field.value ||
           level == lights->here.top;
}

/* ---- cells ---- */

/* The cell of a map that a seen cell is. */
static struct area cell_of(const struct level *level, const struct reach_cell *cell)
{
    if (level->axes == 1)
        return (struct area){(double)cell->channel, (double)cell->place[0], 1, 1};
    return (struct area){(double)cell->place[0], (double)cell->place[1], 1, 1};
}

static double strength_of(double paths, double most)
{
    return most > 1 ? share_between(least_strength, 1, paths / most) : 1;
}

static void place_glow(struct glow *glow, const struct level *level, const struct reach_cell *cell)
{
    struct area at = cell_of(level, cell);
    glow->row = (int64_t)at.row;
    glow->place = (int64_t)at.column;
    glow->column = at.column;
    glow->is_zero = cell->unit == SIZE_MAX;
}

double field_place(const struct field_lights *lights, size_t level, size_t cell, int step)
{
    const struct field *field = step ? &lights->next : &lights->here;
    double here = (double)field->reach[level].cells[cell].place[0];
    if (!lights->is_sliding || lights->progress <= 0)
        return here;
    return share_between(here, (double)lights->next.reach[level].cells[cell].place[0],
                         lights->progress);
}

static struct glows sliding_glows(const struct field_lights *lights, size_t level,
                                  struct arena *arena)
{
    const struct reach *reach = &lights->here.reach[level];
    struct glows glows = {.count = reach->cell_count, .most = {1, 1}};
    glows.all = arena_allocate(arena, glows.count, sizeof *glows.all);
    for (size_t i = 0; i < glows.count; i++)
        glows.most[0] = fmax(glows.most[0], reach->cells[i].paths);
    for (size_t i = 0; i < glows.count; i++) {
        struct glow *glow = &glows.all[i];
        place_glow(glow, &lights->levels->level[level], &reach->cells[i]);
        glow->column = field_place(lights, level, i, 0);
        glow->is_chosen = reach->cells[i].is_chosen;
        glow->paths[0] = reach->cells[i].paths;
        glow->share = 1;
        glow->strength = strength_of(glow->paths[0], glows.most[0]);
    }
    return glows;
}

/* Those of both steps, a cell that both see once. */
static struct glows fading_glows(const struct field_lights *lights, size_t level,
                                 struct arena *arena)
{
    const struct level *map = &lights->levels->level[level];
    const struct reach none = {0}; /* beside the current unit */
    const struct reach *reach[2] = {
        level == lights->here.top ? &none : &lights->here.reach[level],
        lights->progress <= 0 || level == lights->next.top ? &none : &lights->next.reach[level]};
    const double shares[2] = {1 - lights->progress, lights->progress};
    struct glows glows = {.most = {1, 1}};
    struct area box = {0};
    for (int n = 0; n < 2; n++)
        for (size_t i = 0; i < reach[n]->cell_count; i++)
            box = area_joined(box, cell_of(map, &reach[n]->cells[i]));
    size_t columns = (size_t)box.columns, count = (size_t)box.rows * columns;
    glows.all = arena_allocate(arena, count, sizeof *glows.all);
    for (int n = 0; n < 2; n++)
        for (size_t i = 0; i < reach[n]->cell_count; i++) {
            const struct reach_cell *cell = &reach[n]->cells[i];
            struct area at = cell_of(map, cell);
            struct glow *glow =
                &glows.all[(size_t)(at.row - box.row) * columns + (size_t)(at.column - box.column)];
            place_glow(glow, map, cell);
            glow->is_chosen |= n == 0 && cell->is_chosen;
            glow->paths[n] += cell->paths;
            glows.most[n] = fmax(glows.most[n], glow->paths[n]);
        }
    for (size_t i = 0; i < count; i++) {
        struct glow glow = glows.all[i];
        for (int n = 0; n < 2; n++) {
            double share = glow.paths[n] > 0 ? shares[n] : 0;
            glow.share += share;
            glow.strength += share * strength_of(glow.paths[n], glows.most[n]);
        }
        if (glow.share > 0)
            glows.all[glows.count++] = glow;
    }
    return glows;
}

struct glows field_glows(const struct field_lights *lights, size_t level, struct arena *arena)
{
    bool is_current = lights->is_sliding && level == lights->here.top;
    if (is_current || !field_is_shown(lights, level))
        return (struct glows){.most = {1, 1}};
    return lights->is_sliding ? sliding_glows(lights, level, arena)
                              : fading_glows(lights, level, arena);
}

size_t field_currents(const struct field_lights *lights, size_t level, struct area area[2],
                      double share[2])
{
    const struct level *map = &lights->levels->level[level];
    const struct field *fields[2] = {&lights->here, &lights->next};
    bool is_moving = lights->progress > 0 && lights->next.top == lights->here.top;
    size_t count = 0;
    for (int n = 0; n <= (lights->progress > 0); n++)
        if (fields[n]->top == level) {
            area[count] = cell_of(map, &fields[n]->reach[level].cells[0]);
            share[count++] = n ? lights->progress : 1 - lights->progress;
        }
    if (count == 2 && is_moving && (lights->is_sliding || map->axes > 1)) {
        area[0] = area_between(area[0], area[1], lights->progress);
        share[0] = 1;
        return 1;
    }
    return count;
}

/* ---- boxes on 2-D levels ---- */

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

struct ranges {
    struct range *all;
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
    struct range direct = {a->padded, -1};
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
        struct range *last = ranges.count > 0 ? &ranges.all[ranges.count - 1] : NULL;
        if (!is_seen[place] && (place < direct.first || place > direct.last))
            continue;
        if (last && place - last->last <= apart)
            last->last = place;
        else
            ranges.all[ranges.count++] = (struct range){place, place};
        if (place == direct.first)
            ranges.direct = ranges.count - 1;
    }
    return ranges;
}

static struct area area_of(const struct range *rows, const struct range *columns)
{
    return (struct area){(double)rows->first, (double)columns->first,
                         (double)(rows->last - rows->first + 1),
                         (double)(columns->last - columns->first + 1)};
}

/* The box round what windows see, then boxes round what is seen elsewhere; how many. */
static size_t find_boxes(const struct field *field, const struct levels *levels, size_t level,
                         struct area **boxes, struct arena *arena)
{
    const struct reach *reach = &field->reach[level];
    size_t count = 1; /* the first is the windows' */
    *boxes = arena_allocate(arena, 1, sizeof **boxes);
    (*boxes)[0] = field->boxes[level];
    if (reach->cell_count == 0)
        return (*boxes)[0].rows > 0;
    (*boxes)[0] = cell_of(&levels->level[level], &reach->cells[0]);
    if (level == field->top)
        return 1;
    struct ranges rows = find_ranges(field, levels, level, 0, arena);
    struct ranges columns = find_ranges(field, levels, level, 1, arena);
    *boxes = arena_allocate(arena, rows.count * columns.count + 1, sizeof **boxes);
    for (size_t n = 0; n < rows.count * columns.count; n++) {
        size_t row = n / columns.count, column = n % columns.count;
        bool is_windows = row == rows.direct && column == columns.direct;
        struct area range = area_of(&rows.all[row], &columns.all[column]), seen = {0};
        for (size_t i = 0; i < reach->cell_count; i++) {
            struct area cell = cell_of(&levels->level[level], &reach->cells[i]);
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

size_t field_boxes(const struct field_lights *lights, size_t level, struct area **boxes,
                   struct arena *arena)
{
    struct area *next;
    size_t count = find_boxes(&lights->here, lights->levels, level, boxes, arena);
    if (lights->progress <= 0 ||
        find_boxes(&lights->next, lights->levels, level, &next, arena) == 0)
        return count;
    if (count > 0)
        next[0] = area_between((*boxes)[0], next[0], lights->progress);
    (*boxes)[0] = next[0];
    return count > 0 ? count : 1;
}
