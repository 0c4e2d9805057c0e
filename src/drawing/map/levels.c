/* SPDX-License-Identifier: MIT */
/* The maps of a stack or a network, and which of their units a step is about. */
#include "drawing/map/levels.h"

enum { MOST_TERMS = 100000 }; /* that are followed for a picture: a hundredth of a second */

/* In order layer they come about one after the other, but for a unit that is in focus alone. */
static void read_given(struct levels *levels, const struct simulation *top)
{
    const struct scene *scene = top->scene;
    bool is_focused = scene->focus.layer && !scene->output.has_steps;
    levels->is_deep = levels->order != ORDER_LAYER || is_focused;
    levels->given = levels->order == ORDER_LAYER ? 1 : levels->count - 1;
    if (is_focused)
        levels->given = levels->focus + 1;
}

void levels_read(struct levels *levels, const struct simulation *top)
{
    const struct simulation *focused = simulation_focused(top);
    *levels =
        (struct levels){.count = simulation_map_of(top) + 1,
                        .order = simulation_order(top),
                        .focus = simulation_map_of(focused),
                        .focus_unit = simulation_focus_unit(&top->scene->focus, &focused->output),
                        .is_deep = true,
                        .has_boxes = true};
    levels->level[0].units = &simulation_first(top)->input;
    for (const struct simulation *at = top; at; at = at->below)
        levels->level[simulation_map_of(at)] = (struct level){.below = at, .units = &at->output};
    for (size_t i = 0; i < levels->count; i++) {
        struct level *level = &levels->level[i];
        level->channels = level->units->size[0];
        level->axes = level->units->rank - 1;
        for (size_t axis = 0; axis < level->axes; axis++)
            level->places[axis] = (int64_t)level->units->size[1 + axis];
    }
}

void levels_read_planes(struct levels *levels, const struct simulation *top)
{
    levels_read(levels, top);
    for (size_t i = 0; i + 1 < levels->count; i++) {
        struct level *level = &levels->level[i];
        level->above = levels->level[i + 1].below;
        for (size_t axis = 0; axis < level->axes; axis++)
            level->places[axis] = level->above->axis[axis].padded;
    }
    read_given(levels, top);
    levels->has_planes = true;
    levels->has_boxes = top->axes == 2 && simulation_reach_terms(top) > MOST_TERMS;
}

bool levels_is_single(const struct levels *levels)
{
    return levels->has_planes && levels->count == 2;
}

const struct axis *level_axis(const struct level *level, size_t axis)
{
    return level->above ? &level->above->axis[axis] : &axis_of_one;
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

size_t levels_turn(const struct levels *levels, size_t step, size_t *unit)
{
    size_t level = levels->order == ORDER_LAYER ? 1 : levels->count - 1;
    if (levels->order == ORDER_BACK) {
        *unit = levels->focus_unit;
        return levels->focus;
    }
    for (; level + 1 < levels->count && step >= tensor_count(levels->level[level].units); level++)
        step -= tensor_count(levels->level[level].units);
    *unit = step;
    return level;
}

size_t levels_shown_at(const struct levels *levels, size_t level, size_t step)
{
    size_t unit, turn = levels_turn(levels, step, &unit);
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
    const char *size = tensor_sizes(level->units, level->channels > 1 ? 0 : 1, TIMES, arena);
    return name ? arena_format(arena, "%s  %s", name, size) : size;
}
