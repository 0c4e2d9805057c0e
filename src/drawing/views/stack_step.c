/* SPDX-License-Identifier: MIT */
/* What views line and stack draw: what rests; in a step the units that are there, what the current
 * one sees, and links from level to level. */
#include "drawing/views/stack.h"

enum { MOST_RESTING_LINKS = 600 };

/* ---- links ---- */

/* From the middle of a cell of level i, up to the middle of one of the next. */
static void trace_link(const struct panel *panel, size_t i, double from, double to, struct pen *pen)
{
    const struct placed *upper = &panel->maps[i + 1];
    panel_trace_line(panel, NULL, plane_point(&panel->maps[i].map.plane, 0, from + 0.5),
                     plane_point(&upper->map.plane, (double)upper->map.rows, to + 0.5), pen);
}

static void draw_all_links(const struct panel *panel, const struct stack *stack, size_t i,
                           struct pen *pen)
{
    const struct simulation *layer = stack->levels.level[i].above;
    if (!layer)
        return;
    const struct axis *a = level_axis(&stack->levels.level[i], 0);
    const struct axis *above = level_axis(&stack->levels.level[i + 1], 0);
    if (a->output * a->kernel > MOST_RESTING_LINKS || !layer->is_sliding)
        return;
    for (int64_t o = 0; o < a->output; o++)
        for (int64_t t = 0; t < a->kernel; t++) {
            double place = (double)(o * a->move + t * a->dilation);
            double to = (double)(above->before + o * above->stretch);
            if (place >= (double)a->padded)
                continue;
            trace_link(panel, i, place, to, pen);
        }
    pen_paint(pen, map_key(&panel->maps[i].map, "links.all", pen), color_none,
              pen_solid(pen, COLOR_ZERO_LINE, pen->theme->thin_pt));
}

/* ---- what rests ---- */

static void draw_level_rest(const struct panel *panel, const struct stack *stack, size_t i,
                            struct pen *pen)
{
    const struct map *map = &panel->maps[i].map;
    bool is_given = levels_is_given(&stack->levels, i);
    if (!stack->is_upright)
        stack_draw_sheets(panel, stack, i, pen);
    if (map->role == MAP_INPUT && !is_given && !map_has_zeros(map))
        map_draw_ground(map, map_grid(map), 1, pen);
    if (map->role == MAP_INPUT)
        map_draw_zeros(map, pen);
    else
        map_draw_rest(map, pen);
    if (is_given)
        map_draw_units(map, SIZE_MAX, pen);
}

void stack_draw_rest(const struct panel *panel, struct pen *pen)
{
    struct stack *stack = panel->subject.state;
    for (size_t i = 0; stack->is_upright && i < stack->levels.count; i++)
        draw_all_links(panel, stack, i, pen);
    for (size_t i = 0; i < stack->levels.count; i++) {
        struct pen own = pen_aside(pen, panel->arena, &stack->rests[i]);
        draw_level_rest(panel, stack, i, stack->is_upright || i == 0 ? pen : &own);
    }
    stack_write_layers(panel, stack, pen);
    panel_draw_signs(panel, pen);
}

/* ---- what a step sees ---- */

/* From every cell that a step sees up to the cells that read it, with them where they slide. */
static void draw_links(const struct panel *panel, const struct field_lights *lights, size_t i,
                       int step, struct pen *pen)
{
    const struct reach *reach = step ? &lights->next.reach[i] : &lights->here.reach[i];
    double share = lights->is_sliding ? lights->strength : field_share(lights, step);
    struct stroke line = {.color = pen->theme->color[COLOR_LINK],
                          .width = theme_sizes.stack.link_pt};
    for (size_t t = 0; t < reach->tap_count; t++) {
        const struct reach_tap *tap = &reach->taps[t];
        if (reach->cells[tap->from].channel == 0 || lights->levels->level[i].channels == 1)
            trace_link(panel, i, field_place(lights, i, tap->from, step),
                       field_place(lights, i + 1, tap->to, step), pen);
    }
    pen_paint(pen, map_key(&panel->maps[i].map, step ? "links.next" : "links", pen), color_none,
              stroke_faded(line, share));
}

/* Between the corners of what is seen on two planes, below the texts of the lower one. */
static void draw_corners(const struct panel *panel, const struct field_lights *lights, size_t i,
                         const struct display_list *texts, int step, struct pen *pen)
{
    const struct plane *lower = &panel->maps[i].map.plane, *upper = &panel->maps[i + 1].map.plane;
    struct area *from, *to;
    if (i + 1 == lights->levels->count || !field_is_shown(lights, i) ||
        field_boxes(lights, i, step, &from, pen->arena) == 0 ||
        field_boxes(lights, i + 1, step, &to, pen->arena) == 0)
        return;
    struct point starts[4], ends[4];
    plane_corners(lower, *from, starts);
    plane_corners(upper, *to, ends);
    panel_trace_links(panel, texts, starts, ends, pen);
    pen_paint(
        pen, map_key(&panel->maps[i].map, step ? "links.next" : "links", pen), color_none,
        stroke_faded(pen_solid(pen, COLOR_LINK, pen->theme->thin_pt), field_share(lights, step)));
}

/* ---- a moment ---- */

static void draw_units(const struct panel *panel, const struct stack *stack,
                       const struct field_lights *lights, size_t i, struct pen *pen)
{
    const struct map *map = &panel->maps[i].map;
    size_t shown = field_shown(lights, i);
    pen_add_list(pen, &stack->rests[i]);
    if (levels_is_given(&stack->levels, i))
        return;
    if (pen->theme->shows_all_outputs)
        shown = SIZE_MAX;
    else if (!stack->is_upright && shown > 0 && shown < SIZE_MAX) /* of its channel */
        shown = (shown - 1) % (tensor_count(map->units) / map->units->size[0]) + 1;
    map_draw_units(map, shown, pen);
}

/* The weights of the output channel that is current. */
static void draw_kernel(const struct panel *panel, const struct field_lights *lights,
                        struct pen *pen)
{
    const struct simulation *layer = panel->subject.simulation;
    size_t inputs = layer->in_channels / layer->groups;
    size_t out = lights->here.reach[lights->here.top].cells[0].channel;
    for (size_t c = 0; c < inputs; c++) {
        const struct placed *placed = &panel->maps[lights->levels->count + c];
        struct map map = placed->map;
        map_show_weights(&map, c, out);
        map_draw_rest(&map, pen);
    }
}

/* A plane lies over the links from below, its texts over those that rise from it; links between
 * rows lie under what is seen. */
void stack_draw_step(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    const struct stack *stack = panel->subject.state;
    size_t count = stack->levels.count;
    struct field_lights lights;
    field_read(&lights, &panel->subject, &stack->levels, part, pen->arena);
    for (size_t i = 0; stack->is_upright && i < count; i++)
        draw_units(panel, stack, &lights, i, pen);
    if (stack->has_kernel)
        draw_kernel(panel, &lights, pen);
    bool is_moving = lights.progress > 0 && !lights.is_sliding;
    for (int step = 0; stack->is_upright && step < (is_moving ? 2 : 1); step++)
        for (size_t i = 0; i + 1 < count; i++)
            if (field_is_shown(&lights, 0))
                draw_links(panel, &lights, i, step, pen);
    for (size_t i = 0; i < count; i++) {
        const struct placed *placed = &panel->maps[i];
        if (!stack->is_upright)
            draw_units(panel, stack, &lights, i, pen);
        field_draw(&lights, i, &placed->map, pen);
        field_draw_repeats(&lights, i, &placed->map, pen);
        struct display_list texts;
        struct pen writing = pen_aside(pen, pen->arena, &texts);
        field_write(&lights, i, &placed->map, &writing);
        for (int step = 0; !stack->is_upright && step < 2; step++)
            draw_corners(panel, &lights, i, &texts, step, pen);
        pen_add_list(pen, &texts);
    }
}

void stack_draw_built(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    for (size_t i = 0; i < panel->map_count; i++) {
        const struct placed *placed = &panel->maps[i];
        if (map_is_built(&placed->map))
            map_draw_built(&placed->map, part, pen);
    }
}
