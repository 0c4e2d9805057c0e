/* SPDX-License-Identifier: MIT */
/* View heat: feature maps as colours, with the kernel's numbers and the scale of the output. Cells
 * shrink as maps grow. */
#include <math.h>

#include "drawing/views/heat.h"
#include "drawing/views/view.h"

static const struct heat_sizes *const sizes = &theme_sizes.heat;

enum { MOST_UNITS = 2500000 };
enum { IN_A_ROW, IN_A_COLUMN, KERNEL_BELOW, WAYS };

static const char *heat_obstacle(const struct simulation *simulation, struct arena *arena)
{
    if (simulation->axes != 2 || simulation->is_flattened)
        return arena_format(arena, "a layer whose maps are not 2-D");
    if (simulation->in_channels > MOST_HEAT_MAPS || simulation->out_channels > MOST_HEAT_MAPS)
        return arena_format(arena, "%zu maps in and %zu out; %d are the most",
                            simulation->in_channels, simulation->out_channels, (int)MOST_HEAT_MAPS);
    if (tensor_count(&simulation->input) + simulation->step_count > MOST_UNITS)
        return arena_format(arena, "more than %d units", (int)MOST_UNITS);
    return NULL;
}

/* Whether an output's values are those of the input, or means of them: the same scale tells that.
 */
static bool keeps_values(const struct simulation *layer)
{
    size_t filter = layer->has_kernel ? tensor_count(&layer->kernel) / layer->out_channels : 0;
    if (!layer->has_kernel)
        return layer->reduction != REDUCE_NORM;
    for (size_t o = 0; o < layer->out_channels; o++) {
        double sum = 0, near = 1e-9;
        for (size_t i = 0; i < filter; i++) {
            double weight = layer->kernel.values[o * filter + i];
            if (weight < 0)
                return false;
            sum += weight;
        }
        if (fabs(sum - 1) > near)
            return false;
    }
    return !layer->has_bias && !layer->is_transposed;
}

/* As its ends are printed. */
static void settle_scale(struct scale *scale, double rounding)
{
    scale->low = simulation_settle(scale->low, rounding);
    scale->high = simulation_settle(scale->high, rounding);
}

/* The numbers are a picture's, or what shots before this one made of them. */
static bool is_of_picture(const struct scene *scene)
{
    while (scene->input.of)
        scene = scene->input.of;
    return scene->input.is_picture;
}

static void *prepare(const struct subject *subject, struct arena *arena)
{
    struct heat *heat = arena_allocate(arena, 1, sizeof *heat);
    const struct simulation *layer = subject->simulation;
    heat->input = map_scale_of(&layer->input, true);
    heat->input.is_picture = is_of_picture(subject->scene);
    heat->inputs = layer->input;
    heat->outputs = layer->output;
    if (!layer->has_values)
        heat->inputs.values = NULL;
    if (!layer->has_values || subject->looks.show.reveal == REVEAL_BLANK)
        heat->outputs.values = NULL;
    heat->output = layer->has_values && keeps_values(layer) ? heat->input
                                                            : map_scale_of(&layer->output, false);
    if (layer->has_values)
        settle_scale(&heat->output, simulation_rounding(layer));
    heat->lens.scale = &heat->input;
    if (lens_is_there(subject))
        heat->lens.decimals = lens_decimals(subject);
    return heat;
}

/* How large a unit is, to the theme's cell: maps of all panels have one size of cell. */
static double unit_scale(const struct panel *panel)
{
    double usual = subject_cells(&panel->subject, 1);
    double cell =
        floor(sizes->map_pt / panel->subject.largest_side / sizes->pixel_pt) * sizes->pixel_pt;
    return fmax(sizes->least_cell_pt, fmin(cell, usual)) / usual;
}

/* Padding has no colour. */
static box_id add_maps(struct panel *panel, const struct tensor *tensor, enum map_role role,
                       const struct scale *scale)
{
    const struct simulation *layer = panel->subject.simulation;
    bool may_spread = role == MAP_OUTPUT || !lens_is_there(&panel->subject);
    box_id grid = heat_grid(panel, tensor->size[0], may_spread, sizes->map_gap);
    for (size_t c = 0; c < tensor->size[0]; c++) {
        struct map map = role == MAP_INPUT ? map_of_units(layer, c) : map_of_output(layer, c, 0);
        map.units = tensor;
        map.layer = NULL;
        map.scale = scale;
        struct placed *placed = panel_scaled_map(panel, &map, unit_scale(panel));
        placed->group = grid;
    }
    layout_end(panel->layout);
    return grid;
}

/* In a row with their divisor. The name is where no line of a lens passes. */
static box_id add_kernels(struct panel *panel, bool is_below)
{
    box_id row = layout_row(panel->layout, in_cells(theme_sizes.digit.divisor_gap), ALIGN_MIDDLE);
    bool has_divisor = panel_divisor(panel);
    const struct simulation *layer = panel->subject.simulation;
    size_t count = layer->in_channels / layer->groups;
    box_id grid = heat_grid(panel, count, !lens_is_there(&panel->subject), sizes->map_gap);
    for (size_t c = 0; c < count; c++) {
        struct map map = map_of_kernel(layer, c, 0, 0);
        map.channel = (int)c;
        map.kind = has_divisor ? TEXTS_WHOLE_WEIGHTS : TEXTS_WEIGHTS;
        struct placed *placed = panel_map(panel, &map);
        placed->name_side = is_below ? SIDE_BELOW : SIDE_ABOVE;
        placed->group = grid;
    }
    layout_end(panel->layout);
    layout_end(panel->layout);
    return row;
}

static box_id add_bar(struct panel *panel, const struct heat *heat)
{
    struct point size = scale_bar_size(panel, &heat->output);
    box_id bar = layout_room(panel->layout, size_in_points(size));
    layout_gap_before(panel->layout, bar, in_points(sizes->bar_gap_pt));
    return bar;
}

static void add_outputs(struct panel *panel, struct heat *heat)
{
    const struct simulation *layer = panel->subject.simulation;
    bool has_bar = panel->subject.looks.show.scale.value && layer->has_values;
    if (heat->is_column)
        layout_row(panel->layout, panel_sign_gap, ALIGN_MIDDLE);
    heat->first_output = panel->map_count;
    box_id outputs = add_maps(panel, &heat->outputs, MAP_OUTPUT, &heat->output);
    if (!heat->is_column)
        panel_sign(panel, subject_shows_kernel(&panel->subject) ? SIGN_EQUALS : SIGN_ARROW,
                   outputs);
    heat->bar = has_bar ? add_bar(panel, heat) : NO_BOX;
    if (heat->is_column)
        layout_end(panel->layout);
}

static void add_lens(struct panel *panel, struct heat *heat, bool is_below)
{
    if (lens_is_there(&panel->subject))
        lens_add(panel, &heat->lens, sizes->map_gap);
    if (!subject_shows_kernel(&panel->subject))
        return;
    box_id kernels = add_kernels(panel, is_below && heat->lens.count > 0);
    if (heat->lens.count > 0 || !heat->is_column)
        panel_sign(panel, SIGN_CONVOLVES, kernels);
}

/* Between the maps, in one box: the lens, and the kernel beside it or below it. */
static void add_between(struct panel *panel, struct heat *heat, bool is_column, bool is_below)
{
    if (is_column)
        layout_column(panel->layout, panel_sign_gap, ALIGN_MIDDLE);
    else if (heat->is_column)
        layout_row(panel->layout, panel_sign_gap, ALIGN_MIDDLE);
    add_lens(panel, heat, is_below);
    if (is_column || heat->is_column)
        layout_end(panel->layout);
}

/* In a row, or below each other with the lens and the kernel between the maps. A lens over the
 * kernel faces one map. */
static void lay_out_heat(struct panel *panel)
{
    struct heat *heat = panel->subject.state;
    int way = panel->arrangement % WAYS;
    bool is_kernel_below = way == KERNEL_BELOW && heat->inputs.size[0] == 1 &&
                           lens_is_there(&panel->subject) && subject_shows_kernel(&panel->subject);
    heat->is_column = way == IN_A_COLUMN;
    heat->is_square = panel->arrangement >= WAYS;
    heat->lens.count = 0;
    if (heat->is_column)
        layout_column(panel->layout, in_cells(1), ALIGN_MIDDLE);
    else
        layout_row(panel->layout, panel_sign_gap, ALIGN_MIDDLE);
    add_maps(panel, &heat->inputs, MAP_INPUT, &heat->input);
    add_between(panel, heat, is_kernel_below, heat->is_column || is_kernel_below);
    add_outputs(panel, heat);
    layout_end(panel->layout);
}

static void settle(struct panel *panel)
{
    lens_settle(panel, panel->subject.state);
}

const struct view view_heat = {.name = "heat",
                               .lifts = true,
                               .obstacle = heat_obstacle,
                               .has_sum = true,
                               .tells_sums = ORDERS_OF_OUTPUTS,
                               .adds_channels = true,
                               .has_no_digits = true,
                               .arrangements = 2 * WAYS,
                               .prepare = prepare,
                               .lay_out = lay_out_heat,
                               .settle = settle,
                               .draw_rest = heat_draw_rest,
                               .draw_step = heat_draw_step};
