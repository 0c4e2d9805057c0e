/* SPDX-License-Identifier: MIT */
/* What a moment lights on the maps of a stack or a network: the receptive field of a step's output
 * unit on each of them. */
#include "drawing/map/field.h"

#include <math.h>

/* The unit itself, on its level. */
static struct reach reach_of_unit(const struct level *level, size_t number, struct arena *arena)
{
    struct reach_cell *unit = arena_allocate(arena, 1, sizeof *unit);
    size_t rest = number;
    *unit = (struct reach_cell){.unit = number, .paths = 1};
    for (size_t axis = level->axes; axis-- > 0; rest /= level->units->size[1 + axis]) {
        const struct axis *a = level_axis(level, axis);
        unit->place[axis] = a->before + (int64_t)(rest % level->units->size[1 + axis]) * a->stretch;
    }
    unit->channel = rest;
    return (struct reach){.cell_count = 1, .read_count = 1, .cells = unit};
}

static void read_reach(struct field *field, const struct levels *levels, size_t step,
                       struct arena *arena)
{
    size_t layers = levels->order == ORDER_BACK ? step + 1 : levels->is_deep ? SIZE_MAX : 1;
    field->top = levels_turn(levels, step, &field->unit);
    const struct level *level = &levels->level[field->top];
    field->reach[field->top] = reach_of_unit(level, field->unit, arena);
    if (levels->has_boxes)
        simulation_reach_boxes(level->below, field->unit, layers, field->boxes);
    for (size_t i = field->top; !levels->has_boxes && i-- > 0 && layers-- > 0;)
        simulation_reach(levels->level[i].above, &field->reach[i + 1], arena, &field->reach[i]);
    if (levels_is_single(levels)) /* its window */
        field->reach[0].cell_count = field->reach[0].read_count;
}

static struct field empty_field(const struct levels *levels, struct arena *arena)
{
    return (struct field){
        .reach = arena_allocate(arena, levels->count, sizeof(struct reach)),
        .boxes = arena_allocate(arena, levels->count, sizeof(struct reach_box)),
    };
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
    bool is_single = levels_is_single(levels);
    *lights = (struct field_lights){
        .subject = subject,
        .levels = levels,
        .part = part,
        .here = empty_field(levels, arena),
        .next = empty_field(levels, arena),
        .strength = lights_strength(part),
    };
    if (is_single && (part->telling != TELLS_ALL || part->tells_next)) {
        struct lights *told = arena_allocate(arena, 1, sizeof *told);
        lights_read(told, subject, part, arena);
        lights->told = told;
    }
    read_reach(&lights->here, levels, part->step, arena);
    if (part->progress > 0)
        read_reach(&lights->next, levels, part->step + 1, arena);
    lights->progress = part->progress;
    lights->is_sliding =
        is_single && (lights->progress <= 0 || are_alike(levels, &lights->here, &lights->next));
}

double field_share(const struct field_lights *lights, int step)
{
    return lights->strength * (step ? lights->progress : 1 - lights->progress);
}

/* Where its unit is. */
static struct area unit_area(const struct levels *levels, const struct field *field)
{
    if (!levels->has_planes)
        return field_box(field, levels, field->top);
    return field_cell(&levels->level[field->top], &field->reach[field->top].cells[0]);
}

/* Whether both steps have the same unit or box on a level. */
static bool is_kept(const struct field_lights *lights, size_t level)
{
    const struct field *here = &lights->here, *next = &lights->next;
    const struct levels *levels = lights->levels;
    bool is_top = level == here->top && level == next->top;
    if (lights->progress <= 0)
        return false;
    struct area a = is_top ? unit_area(levels, here) : field_box(here, levels, level);
    struct area b = is_top ? unit_area(levels, next) : field_box(next, levels, level);
    return a.row == b.row && a.column == b.column && a.rows == b.rows && a.columns == b.columns;
}

static double share_kept(const struct field_lights *lights, bool is_kept, int step)
{
    if (is_kept)
        return step ? 0 : lights->strength;
    return field_share(lights, step);
}

double field_box_share(const struct field_lights *lights, size_t level, int step)
{
    const struct field *field = step ? &lights->next : &lights->here;
    if (!field_is_shown(lights, level) || field_box(field, lights->levels, level).rows <= 0)
        return 0;
    return share_kept(lights, is_kept(lights, level), step);
}

double field_beam_share(const struct field_lights *lights, size_t from, size_t to, int step)
{
    const struct field *field = step ? &lights->next : &lights->here;
    const struct field *other = step ? &lights->here : &lights->next;
    if (!field_is_shown(lights, from) || !field->boxes[from].is_seen ||
        !field->boxes[to].is_followed)
        return 0;
    bool is_in_both = is_kept(lights, from) && is_kept(lights, to) && other->boxes[to].is_followed;
    return share_kept(lights, is_in_both, step);
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
    return levels_shown_at(lights->levels, level, lights->part->step);
}

/* A single layer's window is never hidden. */
bool field_is_shown(const struct field_lights *lights, size_t level)
{
    return levels_is_single(lights->levels) || lights->subject->looks.show.receptive_field.value ||
           level == lights->here.top || (lights->progress > 0 && level == lights->next.top);
}

/* ---- cells ---- */

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
    glow->zero = glow->is_zero;
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
        if (lights->progress > 0)
            glow->zero = share_between(
                glow->zero, lights->next.reach[level].cells[i].unit == SIZE_MAX, lights->progress);
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
    const struct field *fields[2] = {&lights->here, &lights->next};
    bool is_single = levels_is_single(lights->levels);
    double p = lights->progress;
    bool is_same = fields[0]->top == level && fields[1]->top == level && is_kept(lights, level);
    const double shares[2] = {is_single ? share_leaving(p) : 1 - p,
                              is_single ? share_coming(p) : p};
    size_t count = 0;
    for (int n = 0; n < (p > 0 && !is_same ? 2 : 1); n++)
        if (fields[n]->top == level) {
            area[count] = unit_area(lights->levels, fields[n]);
            share[count++] = lights->strength * (is_same ? 1 : shares[n]);
        }
    return count;
}

bool field_outline(const struct field_lights *lights, size_t level, struct area *area)
{
    const struct field *here = &lights->here, *next = &lights->next;
    if (levels_is_single(lights->levels) || lights->progress <= 0 || here->top != level ||
        next->top != level || is_kept(lights, level))
        return false;
    *area = area_between(unit_area(lights->levels, here), unit_area(lights->levels, next),
                         lights->progress);
    return true;
}
