/* SPDX-License-Identifier: MIT */
/* View heat: feature maps as colours, with the kernel's numbers and the scale of the output. Cells
 * shrink as maps grow. */
#include <math.h>

#include "drawing/views/heat.h"
#include "drawing/views/view.h"

static const double map_pt = 190; /* the longer side of the largest map at its own size, roughly, */
static const double least_cell_pt = 1.5, pixel_pt = 0.48; /* a cell: whole pixels at 150 dpi */
static const double map_gap = 0.4;                        /* between maps, in the theme's cells */
static const double bar_gap_pt = 16;                      /* from the maps to the scale */
static const double around_pt = 1.4;                      /* of the background, around frames */

enum { MOST_UNITS = 2500000 };
enum { IN_A_ROW, IN_A_COLUMN, ARRANGEMENTS };

static const char *heat_obstacle(const struct simulation *simulation, struct arena *arena)
{
    if (simulation->below)
        return arena_format(arena, "a stack of layers");
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

static void *prepare(const struct subject *subject, struct arena *arena)
{
    struct heat *heat = arena_allocate(arena, 1, sizeof *heat);
    const struct simulation *layer = subject->simulation;
    heat->input = map_scale_of(&layer->input, true);
    heat->outputs = layer->output;
    if (subject->looks.show.reveal == REVEAL_BLANK)
        heat->outputs.values = NULL;
    heat->output = layer->has_values && keeps_values(layer) ? heat->input
                                                            : map_scale_of(&layer->output, false);
    return heat;
}

/* ---- layout ---- */

/* How large a unit is, to the theme's cell: maps of all panels have one size of cell. */
static double unit_scale(const struct panel *panel)
{
    double usual = subject_cells(&panel->subject, 1);
    double cell = floor(map_pt / panel->subject.largest_side / pixel_pt) * pixel_pt;
    return fmax(least_cell_pt, fmin(cell, usual)) / usual;
}

/* Units alone: padding has no colour. */
static struct map units_of(const struct tensor *tensor, enum map_role role, size_t channel)
{
    struct map map = {.role = role,
                      .part = role == MAP_INPUT ? "input" : "output",
                      .channel = tensor->size[0] > 1 ? (int)channel : -1,
                      .rows = tensor->size[1],
                      .columns = tensor->size[2],
                      .units = tensor,
                      .first = channel * tensor->size[1] * tensor->size[2]};
    map.reach = map_grid(&map);
    return map;
}

static box_id add_maps(struct panel *panel, const struct tensor *tensor, enum map_role role,
                       const struct scale *scale)
{
    box_id column = layout_column(panel->layout, in_cells(map_gap), ALIGN_MIDDLE);
    for (size_t c = 0; c < tensor->size[0]; c++) {
        struct map map = units_of(tensor, role, c);
        map.scale = scale;
        panel_scaled_map(panel, &map, unit_scale(panel))->name_side = SIDE_ABOVE;
    }
    layout_end(panel->layout);
    return column;
}

/* The name is where no line of a lens passes. */
static box_id add_kernels(struct panel *panel, bool is_below)
{
    const struct simulation *layer = panel->subject.simulation;
    box_id column = layout_column(panel->layout, in_cells(map_gap), ALIGN_MIDDLE);
    size_t first = panel->map_count;
    for (size_t c = 0; c < layer->in_channels / layer->groups; c++) {
        struct map map = map_of_kernel(layer, c, 0, 0);
        map.channel = (int)c;
        panel_map(panel, &map)->name_side = is_below ? SIDE_BELOW : SIDE_ABOVE;
    }
    if (is_below) {
        panel->maps[first].has_name = false;
        panel->maps[panel->map_count - 1].has_name = true;
    }
    layout_end(panel->layout);
    return column;
}

static box_id add_bar(struct panel *panel, const struct heat *heat)
{
    struct point size = scale_bar_size(panel, &heat->output);
    box_id bar = layout_room(panel->layout, (struct size){in_points(size.x), in_points(size.y)});
    layout_gap_before(panel->layout, bar, in_points(bar_gap_pt));
    return bar;
}

static void add_outputs(struct panel *panel, struct heat *heat, bool has_kernel)
{
    const struct simulation *layer = panel->subject.simulation;
    bool has_bar = panel->subject.looks.show.scale.value && layer->has_values;
    if (heat->is_column)
        layout_row(panel->layout, panel_sign_gap, ALIGN_MIDDLE);
    heat->first_output = panel->map_count;
    box_id outputs = add_maps(panel, &heat->outputs, MAP_OUTPUT, &heat->output);
    if (!heat->is_column)
        panel_sign(panel, has_kernel ? SIGN_EQUALS : SIGN_ARROW, outputs);
    heat->bar = has_bar ? add_bar(panel, heat) : NO_BOX;
    if (heat->is_column)
        layout_end(panel->layout);
}

/* In a row, or below each other with the lens and the kernel between the maps. */
static void lay_out_heat(struct panel *panel)
{
    const struct simulation *layer = panel->subject.simulation;
    struct heat *heat = panel->subject.state;
    bool has_kernel = subject_shows_kernel(&panel->subject);
    bool has_lens = lens_is_there(&panel->subject);
    heat->is_column = panel->arrangement == IN_A_COLUMN;
    heat->lens.count = 0;
    if (heat->is_column)
        layout_column(panel->layout, in_cells(1), ALIGN_MIDDLE);
    else
        layout_row(panel->layout, panel_sign_gap, ALIGN_MIDDLE);
    add_maps(panel, &layer->input, MAP_INPUT, &heat->input);
    if (heat->is_column)
        layout_row(panel->layout, panel_sign_gap, ALIGN_MIDDLE);
    if (has_lens)
        lens_add(panel, &heat->lens, map_gap);
    if (has_kernel) {
        box_id kernels = add_kernels(panel, heat->is_column && has_lens);
        if (has_lens || !heat->is_column)
            panel_sign(panel, SIGN_CONVOLVES, kernels);
    }
    if (heat->is_column)
        layout_end(panel->layout);
    add_outputs(panel, heat, has_kernel);
    layout_end(panel->layout);
}

static void settle(struct panel *panel)
{
    lens_settle(panel, panel->subject.state);
}

/* ---- drawing ---- */

/* As high as the outputs, where these are high enough to be read along. */
static void draw_bar(const struct panel *panel, const struct heat *heat, struct pen *pen)
{
    struct rectangle at = layout_core(panel->layout, heat->bar);
    struct rectangle first = layout_core(panel->layout, panel->maps[heat->first_output].box);
    struct rectangle last = layout_core(panel->layout, panel->maps[panel->map_count - 1].box);
    double height = last.y + last.height - first.y;
    if (height > at.height)
        at = (struct rectangle){at.x, first.y, at.width, height};
    scale_bar_draw(panel, &heat->output, at, pen);
}

static void draw_rest(const struct panel *panel, struct pen *pen)
{
    const struct heat *heat = panel->subject.state;
    panel_draw_signs(panel, pen);
    if (heat->bar != NO_BOX)
        draw_bar(panel, heat, pen);
    for (size_t i = 0; i < panel->map_count; i++)
        if (panel->maps[i].map.role == MAP_INPUT)
            map_draw_rest(&panel->maps[i].map, &panel->maps[i].plane, &panel->subject, pen);
}

/* Around cells, dark and bright, so that it shows on any colour. */
static void draw_frame(const struct placed *placed, struct item_key key, struct area area,
                       struct stroke line, struct pen *pen)
{
    struct stroke around = {.color = pen->theme->color[COLOR_BACKGROUND],
                            .width = line.width + around_pt};
    key.channel = placed->map.channel;
    plane_trace_outline(pen, &placed->plane, area);
    pen_paint(pen, key, color_none, stroke_faded(around, line.color.alpha));
    plane_trace_outline(pen, &placed->plane, area);
    key.part = arena_format(pen->arena, "%s.line", key.part);
    pen_paint(pen, key, color_none, line);
}

static struct stroke frame_line(const struct panel *panel, enum theme_color color, double share,
                                const struct pen *pen)
{
    return stroke_faded(pen_solid(pen, color, subject_edge(&panel->subject)), share);
}

/* What of a window along an axis lies on units, and where. */
static void units_under(const struct axis *axis, double first, double size, double *from,
                        double *count)
{
    double start = (first - (double)axis->before) / (double)axis->stretch;
    double end = (first + size - 1 - (double)axis->before) / (double)axis->stretch + 1;
    *from = fmax(0, axis->stretch > 1 ? ceil(start) : start);
    end = fmin((double)axis->input, axis->stretch > 1 ? floor(end) : end);
    *count = end - *from;
}

static void draw_windows(const struct panel *panel, const struct placed *input,
                         const struct lights *lights, struct pen *pen)
{
    const struct axis *axis = panel->subject.simulation->axis;
    for (size_t i = 0; i < lights->window_count; i++) {
        struct area window = lights_window_area(lights, &lights->windows[i]), units;
        double share = lights_window_share(lights, &lights->windows[i], &input->map);
        units_under(&axis[0], window.row, window.rows, &units.row, &units.rows);
        units_under(&axis[1], window.column, window.columns, &units.column, &units.columns);
        if (share > 0 && units.rows > 0 && units.columns > 0)
            draw_frame(input, key_once(i > 0 ? "window.next" : "window"), units,
                       frame_line(panel, COLOR_WINDOW_LINE, share, pen), pen);
    }
}

static void draw_output(const struct panel *panel, const struct placed *output,
                        const struct lights *lights, struct pen *pen)
{
    size_t shown = lights_shown(lights, &output->map);
    bool asks = shown > 0 && lights_ask(lights, output->map.first + shown - 1);
    map_draw_colors(&output->map, &output->plane, &panel->subject, shown - asks, pen);
    for (size_t i = 0; i < lights->current_count; i++) {
        struct area area;
        double share;
        if (lights_current_area(lights, &lights->currents[i], &output->map, &area, &share))
            draw_frame(output, key_once(i > 0 ? "now.next" : "now"), area,
                       frame_line(panel, COLOR_NOW_LINE, share, pen), pen);
    }
}

/* The weights of the current output channel. */
static void draw_kernel(const struct panel *panel, const struct placed *kernel,
                        const struct lights *lights, struct pen *pen)
{
    const struct simulation *layer = panel->subject.simulation;
    size_t out = lights_seen_channel(lights), inputs = layer->in_channels / layer->groups;
    size_t group = out / (layer->out_channels / layer->groups);
    struct map map = kernel->map;
    map.first = map_weights_at(layer, group * inputs + (size_t)map.channel, out);
    map_draw_rest(&map, &kernel->plane, &panel->subject, pen);
}

static void draw_step(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    struct lights lights;
    lights_read(&lights, &panel->subject, part, pen->arena);
    for (size_t i = 0; i < panel->map_count; i++) {
        const struct placed *placed = &panel->maps[i];
        if (placed->map.role == MAP_INPUT)
            draw_windows(panel, placed, &lights, pen);
        else if (placed->map.role == MAP_KERNEL)
            draw_kernel(panel, placed, &lights, pen);
        else
            draw_output(panel, placed, &lights, pen);
    }
    if (part->lifted >= 1)
        return;
    if (part->lifted > 0)
        pen_begin_veil(pen, key_once("lens.lifts"), 1 - part->lifted);
    lens_draw(panel, panel->subject.state, &lights, pen);
    if (part->lifted > 0)
        pen_end_group(pen, key_once("lens.lifts.end"));
}

const struct view view_heat = {.name = "heat",
                               .lifts = true,
                               .obstacle = heat_obstacle,
                               .has_sum = true,
                               .adds_channels = true,
                               .has_no_digits = true,
                               .arrangements = ARRANGEMENTS,
                               .prepare = prepare,
                               .lay_out = lay_out_heat,
                               .settle = settle,
                               .draw_rest = draw_rest,
                               .draw_step = draw_step};
