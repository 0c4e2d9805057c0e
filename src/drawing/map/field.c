/* SPDX-License-Identifier: MIT */
/* The maps of a stack, and the receptive field of a step's output unit on each of them. */
#include "drawing/map/field.h"

#include <math.h>

/* ---- levels ---- */

/* In order layer they come about one after the other, but for a unit that is in focus alone. */
static void read_given(struct levels *levels, const struct simulation *top)
{
    const struct scene *scene = top->scene;
    bool is_focused = scene->focus.layer && !scene->output.has_steps;
    levels->is_deep = levels->order != ORDER_LAYER || is_focused;
    levels->given = levels->order == ORDER_LAYER ? 1 : levels->count - 1;
    if (is_focused)
        levels->given = simulation_focused(top)->place + 2;
}

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
    read_given(levels, top);
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
    return level < levels->given;
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

/* How many units of a level are there at a step; SIZE_MAX: all. */
static size_t shown_at(const struct levels *levels, size_t level, size_t step)
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
    const char *name = level->below->layer->name;
    const char *size = tensor_sizes(level->units, level->channels > 1 ? 0 : 1, " \xc3\x97 ", arena);
    return name ? arena_format(arena, "%s  %s", name, size) : size;
}

/* ---- what a unit sees ---- */

static void read_reach(struct field *field, const struct levels *levels, size_t step,
                       struct arena *arena)
{
    field->top = turn_of(levels, step, &field->unit);
    size_t rest = field->unit, lowest = levels->is_deep ? 0 : field->top - 1;
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

/* Cells of a single layer slide where they can; those of networks fade. */
void field_read(struct field_lights *lights, const struct subject *subject,
                const struct levels *levels, const struct moment_part *part, struct arena *arena)
{
    bool is_line = levels->level[0].axes == 1, is_single = levels->count == 2;
    *lights = (struct field_lights){
        .subject = subject, .levels = levels, .part = part, .strength = lights_strength(part)};
    if (is_single && (part->telling != TELLS_ALL || part->tells_next)) {
        struct lights *told = arena_allocate(arena, 1, sizeof *told);
        lights_read(told, subject, part, arena);
        lights->told = told;
    }
    read_reach(&lights->here, levels, part->step, arena);
    if (part->progress > 0)
        read_reach(&lights->next, levels, part->step + 1, arena);
    if (part->progress > 0 && (is_line || lights->next.top == lights->here.top))
        lights->progress = part->progress;
    lights->is_sliding =
        is_single && (lights->progress <= 0 || are_alike(levels, &lights->here, &lights->next));
}

double field_share(const struct field_lights *lights, int step)
{
    return lights->strength * (step ? lights->progress : 1 - lights->progress);
}

double field_lit(const struct field_lights *lights, int step)
{
    const struct lights *told = lights->told;
    if (!told)
        return 1;
    return step ? !told->hides_next : lights_arrival(told->telling, told->told);
}

size_t field_shown(const struct field_lights *lights, size_t level)
{
    if (levels_is_given(lights->levels, level))
        return SIZE_MAX;
    if (level == lights->here.top && field_lit(lights, 0) <= 0)
        return lights->here.unit;
    return shown_at(lights->levels, level, lights->part->step);
}

/* A single layer's window is never hidden. */
bool field_is_shown(const struct field_lights *lights, size_t level)
{
    return lights->levels->count == 2 || lights->subject->looks.show.receptive_field.value ||
           level == lights->here.top;
}

/* ---- cells ---- */

struct area field_cell(const struct level *level, const struct reach_cell *cell)
{
    if (level->axes == 1)
        return (struct area){(double)cell->channel, (double)cell->place[0], 1, 1};
    return (struct area){(double)cell->place[0], (double)cell->place[1], 1, 1};
}

static double strength_of(double paths, double most)
{
    return most > 1 ? share_between(theme_sizes.field.least_strength, 1, paths / most) : 1;
}

static void place_glow(struct glow *glow, const struct level *level, const struct reach_cell *cell)
{
    struct area at = field_cell(level, cell);
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
        glow->share = lights->strength;
        glow->strength = glow->share * strength_of(glow->paths[0], glows.most[0]);
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
    const double shares[2] = {field_share(lights, 0), field_share(lights, 1)};
    struct glows glows = {.most = {1, 1}};
    struct area box = {0};
    for (int n = 0; n < 2; n++)
        for (size_t i = 0; i < reach[n]->cell_count; i++)
            box = area_joined(box, field_cell(map, &reach[n]->cells[i]));
    size_t columns = (size_t)box.columns, count = (size_t)box.rows * columns;
    glows.all = arena_allocate(arena, count, sizeof *glows.all);
    for (int n = 0; n < 2; n++)
        for (size_t i = 0; i < reach[n]->cell_count; i++) {
            const struct reach_cell *cell = &reach[n]->cells[i];
            struct area at = field_cell(map, cell);
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

/* The outputs of a single layer are not there before they are told: nothing slides over those that
 * are. Units of networks are all there. */
size_t field_currents(const struct field_lights *lights, size_t level, struct area area[2],
                      double share[2])
{
    const struct level *map = &lights->levels->level[level];
    const struct field *fields[2] = {&lights->here, &lights->next};
    bool is_single = lights->levels->count == 2;
    double p = lights->progress;
    const double shares[2] = {is_single ? share_leaving(p) : 1 - p,
                              is_single ? share_coming(p) : p};
    size_t count = 0;
    for (int n = 0; n < (p > 0 ? 2 : 1); n++)
        if (fields[n]->top == level) {
            area[count] = field_cell(map, &fields[n]->reach[level].cells[0]);
            share[count++] = lights->strength * shares[n];
        }
    return count;
}

bool field_outline(const struct field_lights *lights, size_t level, struct area *area)
{
    const struct level *map = &lights->levels->level[level];
    if (lights->levels->count == 2 || lights->progress <= 0 || lights->here.top != level ||
        lights->next.top != level)
        return false;
    *area = area_between(field_cell(map, &lights->here.reach[level].cells[0]),
                         field_cell(map, &lights->next.reach[level].cells[0]), lights->progress);
    return true;
}
