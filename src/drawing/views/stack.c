/* SPDX-License-Identifier: MIT */
/*
 * Views line and stack: the maps of one layer or several one above the other, the input at the
 * bottom, with the receptive field of one output unit traced down to it. 1-D maps are rows of
 * cells, an output unit over the middle of its window, with links from every seen cell to what it
 * reads; 2-D maps are oblique planes with links between the corners of what is seen.
 */
#include <math.h>

#include "drawing/views/stack.h"
#include "drawing/views/view.h"

static const struct stack_sizes *const sizes = &theme_sizes.stack;

enum { MOST_CELLS = 100000, MOST_CHANNELS = 12, MOST_DIGITS = 10000 };

/* Of rows of one layer: names at the left, or above and below them; the kernel beside the input or
 * the output, or below. */
enum { NAMES_LEFT, NAMES_AROUND, NAMES };
enum { BESIDE_INPUT, BESIDE_OUTPUT, BELOW, KERNEL_PLACES };
enum { LINE_ARRANGEMENTS = NAMES * KERNEL_PLACES };

static const char *line_obstacle(const struct simulation *simulation, struct arena *arena)
{
    struct levels levels;
    for (const struct simulation *at = simulation; at; at = at->below) {
        if (at->axes != 1)
            return arena_format(arena, "a %zu-D layer", at->axes);
        if (at->in_channels > MOST_CHANNELS || at->out_channels > MOST_CHANNELS)
            return arena_format(arena, "more than %d channels", MOST_CHANNELS);
    }
    levels_read_planes(&levels, simulation);
    if (levels_size(&levels) > MOST_CELLS)
        return arena_format(arena, "more than %d cells", MOST_CELLS);
    return NULL;
}

static const char *stack_obstacle(const struct simulation *simulation, struct arena *arena)
{
    if (!simulation->below)
        return arena_format(arena, "a layer alone");
    if (simulation->axes == 1)
        return line_obstacle(simulation, arena);
    for (const struct simulation *at = simulation; at; at = at->below)
        if (at->axes != 2 || at->is_flattened)
            return arena_format(arena, "%s among 2-D layers", at->type_name);
    return NULL;
}

static void *prepare(const struct subject *subject, struct arena *arena)
{
    struct stack *stack = arena_allocate(arena, 1, sizeof *stack);
    levels_read_planes(&stack->levels, subject->simulation);
    stack->is_upright = subject->simulation->axes == 1;
    if (stack->is_upright)
        stack_read_spacing(stack);
    return stack;
}

/* ---- layout ---- */

static struct placed *add_row(struct panel *panel, const struct stack *stack, size_t i,
                              struct map *map)
{
    bool is_wide = stack->pitch[i] > 1 + 1e-9;
    map->cell_width = is_wide ? 1 / stack->pitch[i] : 0;
    map->reach = map_cells_area(map, map_grid(map));
    struct placed *placed = panel_spread_map(panel, map, is_wide ? stack->pitch[i] : 1);
    placed->name_side = SIDE_LEFT;
    if (!panel->subject.simulation->below && panel->arrangement / KERNEL_PLACES == NAMES_AROUND)
        placed->name_side = i == 0 ? SIDE_BELOW : SIDE_ABOVE;
    placed->dimensions = stack->levels.count == 2 && i == 0 ? DIMENSIONS_BELOW : DIMENSIONS_NONE;
    return placed;
}

/* What a map rises above its place so that its name stands clear of the name of the one below, and
 * of the words between them, which are in the middle. */
static double lift_of(const struct panel *panel, const struct stack *stack, size_t level)
{
    const struct placed *below = &panel->maps[level - 1], *placed = &panel->maps[level];
    double names[] = {labels_size(panel, below).y, labels_size(panel, placed).y};
    double words = stack_layer_size(panel, stack, level).y;
    double needed = words > 0 ? words + fmax(names[0], names[1]) : (names[0] + names[1]) / 2;
    double cells = stack_rise(stack, &below->map, &placed->map);
    return fmax(0, needed - theme_sizes.page.surely * cells * panel->expected_cell);
}

/* Likewise, where names are around the rows: the numbers of both are between them. */
static double lift_of_numbers(const struct panel *panel)
{
    double gap = theme_sizes.page.surely * sizes->level_gap * panel->expected_cell;
    return fmax(0, 2 * indices_room(panel) - gap);
}

static struct placed *add_plane(struct panel *panel, const struct map *map)
{
    struct placed *placed = panel_oblique_map(panel, map);
    placed->name_side = SIDE_CORNER;
    return placed;
}

/* Rows begin over what they read, planes have their middles above each other. */
static double left_of(const struct stack *stack, size_t level, const struct map *map)
{
    return stack->is_upright ? stack->left[level]
                             : -plane_oblique_size((double)map->rows, (double)map->columns).x / 2;
}

static double height_of(const struct stack *stack, const struct map *map)
{
    return stack->is_upright ? (double)map->rows
                             : plane_oblique_size((double)map->rows, (double)map->columns).y;
}

static void add_levels(struct panel *panel, struct stack *stack)
{
    double top = 0, lift = 0;
    struct length places[2] = {{0, 0}, {0, 0}};
    panel->tells_layers = panel->subject.simulation->below && stack_has_room(panel, stack);
    layout_free(panel->layout);
    for (size_t i = 0; i < stack->levels.count; i++) {
        struct map map = levels_map(&stack->levels, i, panel->arena);
        double depth = stack_sheets_depth(stack, i), height = height_of(stack, &map);
        top -= height + depth;
        struct placed *placed =
            stack->is_upright ? add_row(panel, stack, i, &map) : add_plane(panel, &map);
        if (depth > 0)
            layout_reach(panel->layout, placed->box, in_cells(0), in_cells(height + depth));
        stack_name(panel, stack, i, placed);
        if (i > 0)
            lift +=
                placed->name_side == SIDE_ABOVE ? lift_of_numbers(panel) : lift_of(panel, stack, i);
        places[0] = places[1];
        places[1] = (struct length){top, -lift};
        layout_at(panel->layout, placed->box, in_cells(left_of(stack, i, &map)), places[1]);
        if (i > 0)
            stack_add_layer(panel, stack, i, places);
        top -= stack->is_upright ? sizes->level_gap : sizes->elevation;
    }
    layout_end(panel->layout);
}

/* A row for each channel that an output channel reads, behind their divisor. */
static void add_kernel(struct panel *panel)
{
    const struct simulation *layer = panel->subject.simulation;
    size_t inputs = layer->in_channels / layer->groups;
    layout_row(panel->layout, in_cells(theme_sizes.digit.divisor_gap), ALIGN_MIDDLE);
    bool has_divisor = panel_divisor(panel);
    layout_column(panel->layout, in_cells(0), ALIGN_START);
    for (size_t c = 0; c < inputs; c++) {
        struct map map = map_of_kernel(layer, c, 0, 0);
        map.kind = has_divisor ? TEXTS_WHOLE_WEIGHTS : TEXTS_WEIGHTS;
        struct placed *placed = panel_map(panel, &map);
        placed->is_hidden = true;
        placed->is_above_more = c + 1 < inputs;
    }
    layout_end(panel->layout);
    layout_end(panel->layout);
}

static void lay_out(struct panel *panel)
{
    struct stack *stack = panel->subject.state;
    int place = panel->arrangement % KERNEL_PLACES;
    stack->has_kernel = stack->is_upright && !panel->subject.simulation->below &&
                        subject_shows_kernel(&panel->subject);
    if (stack_is_aside(panel)) {
        stack_lay_out_aside(panel, stack);
        return;
    }
    if (place == BELOW)
        layout_column(panel->layout, in_cells(sizes->kernel_gap), ALIGN_MIDDLE);
    else
        layout_row(panel->layout, in_cells(sizes->kernel_gap),
                   place == BESIDE_INPUT ? ALIGN_END : ALIGN_START);
    add_levels(panel, stack);
    if (stack->has_kernel)
        add_kernel(panel);
    layout_end(panel->layout);
}

static void settle(struct panel *panel)
{
    const struct stack *stack = panel->subject.state;
    double cell = subject_cells(&panel->subject, 1);
    for (size_t i = 0; i < stack->levels.count; i++) {
        const struct level *level = &stack->levels.level[i];
        if (stack->is_upright ||
            (level->channels == 1 && tensor_count(level->units) <= MOST_DIGITS))
            panel->maps[i].map.texts =
                texts_of(&panel->subject, level->above ? level->above : level->below,
                         level->above ? TEXTS_INPUT : TEXTS_OUTPUT, cell, panel->arena);
    }
}

const struct view view_line = {.name = "line",
                               .lays = true,
                               .obstacle = line_obstacle,
                               .has_sum = true,
                               .tells_sums = ORDERS_OF_OUTPUTS,
                               .builds_up = true,
                               .draw_built = stack_draw_built,
                               .lifts = true,
                               .stands_on_input = true,
                               .prepare = prepare,
                               .arrangements = LINE_ARRANGEMENTS,
                               .lay_out = lay_out,
                               .settle = settle,
                               .draw_rest = stack_draw_rest,
                               .draw_moment = stack_draw_step};

const struct view view_stack = {.name = "stack",
                                .obstacle = stack_obstacle,
                                .takes_stacks = true,
                                .lifts = true,
                                .orders = 1u << ORDER_OUTPUT | 1u << ORDER_LAYER,
                                .stands_on_input = true,
                                .prepare = prepare,
                                .arrangements = 1 + STACK_ASIDES,
                                .lay_out = lay_out,
                                .settle = settle,
                                .draw_rest = stack_draw_rest,
                                .draw_moment = stack_draw_step};
