/* SPDX-License-Identifier: MIT */
/* View channels: 2-D layers of several maps. A row for each input map with its slice of the current
 * filter and its partial sum; the sums come together in the current cell of an output map. */
#include "drawing/views/channels.h"

#include <math.h>

#include "drawing/map/digits.h"
#include "drawing/views/view.h"

/* In cells. */
static const double map_gap = 1;      /* between maps of a group, one above the other, */
static const double group_gap = 2.25; /* between groups of several, with room for their sums */
static const double sign_gap = 1.7;   /* between maps side by side: room for a sign */
static const double divisor_room = 1; /* of 1/16 before the kernel */
static const double bias_drop = 1.6;  /* of its cell, from the last partial sum's */
static const double least_fan = 1.4;  /* width of the lines that come together, */
static const double fan_share = 0.1;  /* more for a high group, */
static const double most_fan = 3;     /* but not more than this */
static const double node_room = 0.4;  /* and for half of the node */

static const double veiled = 0.45;         /* opacity of groups that are not the current one */
static const double pillar_opacity = 0.45; /* of a 1 x 1 window's pillar, to the window's colour */

static const char *channels_obstacle(const struct simulation *simulation, struct arena *arena)
{
    size_t in = simulation->in_channels, out = simulation->out_channels;
    if (simulation->below)
        return arena_format(arena, "a stack of layers");
    bool is_moving = simulation_moves_channels(simulation);
    if (simulation->is_flattened && !is_moving)
        return arena_format(arena, "%s, whose output has no height and width",
                            simulation->type_name);
    if (simulation->axes != 2)
        return arena_format(arena, "a %zu-D layer", simulation->axes);
    if (is_moving && out > 1 && simulation->scene->order.value == ORDER_POSITION)
        return arena_format(arena, "%s in order position: its channels read different places",
                            simulation->type_name);
    size_t out_maps = simulation->is_flattened ? 1 : out;
    size_t most = is_moving ? MOST_MOVED_CHANNELS : MOST_CHANNELS;
    if (in > most || out_maps > most)
        return arena_format(arena, "more than %zu channels, and this layer has %zu in and %zu out",
                            most, in, out);
    if (is_moving && tensor_count(&simulation->input) + simulation->step_count > MOST_MOVED_UNITS)
        return arena_format(arena, "more than %d units", (int)MOST_MOVED_UNITS);
    return NULL;
}

/* ---- layout ---- */

static double column_height(double map, size_t count)
{
    return (double)count * map + (double)(count - 1) * map_gap;
}

/* Lines that rise over so many cells are so wide. */
static double fan_width(double height)
{
    return fmin(least_fan + fan_share * height, most_fan);
}

double channels_group_middle(const struct channels *channels, size_t group)
{
    return channels->group_pitch * (double)group + channels->group_above;
}

/* How many rows below the middle of its group's a map stands. */
static double rows_from_middle(size_t map, size_t maps, size_t columns)
{
    return (double)(map % maps / columns) - (double)(maps / columns - 1) / 2;
}

double channels_row_middle(const struct channels *channels, size_t input)
{
    double pitch = channels->row_height + map_gap;
    double from_middle = rows_from_middle(input, channels->inputs, channels->input_columns);
    return channels_group_middle(channels, input / channels->inputs) + from_middle * pitch;
}

double channels_bias_row(const struct channels *channels, size_t group)
{
    return channels_row_middle(channels, (group + 1) * channels->inputs - 1) + bias_drop;
}

static double output_middle(const struct channels *channels, double rows, size_t output)
{
    double from_middle = rows_from_middle(output, channels->outputs, channels->output_columns);
    return channels_group_middle(channels, output / channels->outputs) +
           from_middle * (rows + map_gap);
}

static void measure_groups(struct channels *channels, const struct simulation *layer, double rows,
                           double kernel, double outputs)
{
    channels->row_height = fmax(fmax(rows, kernel), 1);
    double left = column_height(channels->row_height, channels->inputs / channels->input_columns);
    double right = column_height(outputs, channels->outputs / channels->output_columns);
    double below = layer->has_bias ? bias_drop + 0.5 - channels->row_height / 2 : 0;
    channels->group_above = fmax(left, right) / 2;
    double height = channels->group_above + fmax(left / 2 + fmax(below, 0), right / 2);
    channels->group_pitch = height + (channels->has_node ? group_gap : map_gap);
    channels->height = channels->group_pitch * (double)(channels->groups - 1) + height;
    channels->fan_in = fan_width(left);
    channels->fan_out = fan_width(right);
}

/* Every column is as high as the whole, so that rows are on one line. */
static box_id begin_column(struct panel *panel, const struct channels *channels)
{
    box_id column = layout_free(panel->layout);
    box_id spine =
        layout_room(panel->layout, (struct size){in_cells(0), in_cells(channels->height)});
    layout_at(panel->layout, spine, in_cells(0), in_cells(0));
    return column;
}

static void add_inputs(struct panel *panel, struct channels *channels)
{
    const struct simulation *layer = panel->subject.simulation;
    begin_column(panel, channels);
    for (size_t c = 0; c < layer->in_channels; c++) {
        struct map map = map_of_input(layer, c, 0);
        map.channel = (int)c;
        struct placed *placed = panel_map(panel, &map);
        placed->name_side = SIDE_ABOVE;
        placed->room_above = c > 0 ? map_gap : 0;
        placed->dimensions = c == 0 ? DIMENSIONS_ABOVE : DIMENSIONS_NONE;
        layout_at(panel->layout, placed->box,
                  in_cells((double)(c % channels->input_columns) * (map.reach.columns + map_gap)),
                  in_cells(channels_row_middle(channels, c) - map.reach.rows / 2));
    }
    layout_end(panel->layout);
}

static bool has_divisors(const struct panel *panel)
{
    const struct simulation *layer = panel->subject.simulation;
    bool is_there = false;
    for (size_t o = 0; layer->has_kernel && o < layer->out_channels; o++)
        is_there |= layer->kernel_divide[o] != 1;
    return is_there && subject_has_texts(&panel->subject) &&
           panel->subject.looks.show.values == SHOW_DIGITS;
}

static void add_kernels(struct panel *panel, struct channels *channels)
{
    const struct simulation *layer = panel->subject.simulation;
    box_id column = begin_column(panel, channels);
    channels->first_kernel = panel->map_count;
    for (size_t c = 0; c < layer->in_channels; c++) {
        struct map map = map_of_kernel(layer, c, 0, 0);
        map.channel = (int)c;
        map.kind = channels->has_divisors ? TEXTS_WHOLE_WEIGHTS : TEXTS_WEIGHTS;
        struct placed *placed = panel_map(panel, &map);
        placed->name_side = SIDE_ABOVE;
        placed->room_above = c > 0 ? map_gap : 0;
        layout_at(panel->layout, placed->box, in_cells(channels->has_divisors ? divisor_room : 0),
                  in_cells(channels_row_middle(channels, c) - (double)map.rows / 2));
    }
    layout_end(panel->layout);
    layout_gap_before(panel->layout, column, in_cells(sign_gap));
}

/* The cells of the sums, and room for the lines and the node between them and the outputs. */
static void add_sums(struct panel *panel, struct channels *channels)
{
    box_id column = begin_column(panel, channels);
    double width = channels->has_node ? 1 + channels->fan_in + node_room : 1;
    channels->sums =
        layout_room(panel->layout, (struct size){in_cells(width), in_cells(channels->height)});
    layout_at(panel->layout, channels->sums, in_cells(0), in_cells(0));
    layout_end(panel->layout);
    layout_gap_before(panel->layout, column, in_cells(sign_gap));
}

static void add_outputs(struct panel *panel, struct channels *channels)
{
    const struct simulation *layer = panel->subject.simulation;
    box_id column = begin_column(panel, channels);
    channels->first_output = panel->map_count;
    for (size_t o = 0; o < channels->output_maps; o++) {
        struct map map = map_of_output(layer, o, 0);
        map.channel = (int)o;
        struct placed *placed = panel_map(panel, &map);
        placed->name_side = SIDE_ABOVE;
        placed->room_above = o > 0 ? map_gap : 0;
        layout_at(
            panel->layout, placed->box,
            in_cells((double)(o % channels->output_columns) * ((double)map.columns + map_gap)),
            in_cells(output_middle(channels, (double)map.rows, o) - (double)map.rows / 2));
    }
    layout_end(panel->layout);
    layout_gap_before(panel->layout, column,
                      in_cells(layer->has_kernel ? channels->fan_out : sign_gap));
}

static void lay_out_channels(struct panel *panel)
{
    const struct simulation *layer = panel->subject.simulation;
    struct channels *channels = panel->subject.state;
    struct map input = map_of_input(layer, 0, 0);
    struct map output = map_of_output(layer, 0, 0);
    channels->has_kernel = subject_shows_kernel(&panel->subject);
    channels->has_divisors = has_divisors(panel);
    measure_groups(channels, layer, input.reach.rows,
                   layer->has_kernel ? (double)layer->axis[0].kernel : 0, (double)output.rows);
    layout_row(panel->layout, in_cells(sign_gap), ALIGN_START);
    add_inputs(panel, channels);
    if (channels->has_kernel)
        add_kernels(panel, channels);
    if (layer->has_kernel)
        add_sums(panel, channels);
    add_outputs(panel, channels);
    layout_end(panel->layout);
}

static void *prepare(const struct subject *subject, struct arena *arena)
{
    const struct simulation *layer = subject->simulation;
    struct channels *channels = arena_allocate(arena, 1, sizeof *channels);
    bool is_moving = simulation_moves_channels(layer);
    channels->groups = layer->has_kernel ? layer->groups : is_moving ? 1 : layer->in_channels;
    channels->output_maps = layer->is_flattened ? 1 : layer->out_channels;
    channels->inputs = layer->in_channels / channels->groups;
    channels->outputs = channels->output_maps / channels->groups;
    channels->input_columns = channels->output_columns = 1;
    if (layer->shuffle > 0) /* in squares, as they lie among each other in the larger map */
        *(channels->inputs > channels->outputs ? &channels->input_columns
                                               : &channels->output_columns) =
            (size_t)layer->shuffle;
    channels->has_node = layer->has_kernel && (channels->inputs > 1 || layer->has_bias);
    return channels;
}

static void settle(struct panel *panel)
{
    struct channels *channels = panel->subject.state;
    struct rectangle sums = {0, 0, 0, 0};
    double cell = subject_cells(&panel->subject, 1);
    if (panel->subject.simulation->has_kernel)
        sums = layout_core(panel->layout, channels->sums);
    channels->page = (struct plane){{sums.x, sums.y}, {cell, 0}, {0, cell}};
    if (panel->subject.simulation->has_kernel)
        channels_settle_sums(panel, channels);
}

/* ---- the moment ---- */

size_t channels_group_of(const struct channels *channels, size_t output)
{
    return output / channels->outputs;
}

/* How much of the moment is a group's. */
static double group_share(const struct channels *channels, const struct lights *lights,
                          size_t group)
{
    double share = 0;
    if (lights->is_by_position || channels->groups == 1)
        return 1;
    if (group == channels_group_of(channels, lights->here.output[0]))
        share += 1 - lights->progress;
    if (group == channels_group_of(channels, lights->next.output[0]))
        share += lights->progress;
    return share;
}

struct item_key channels_key(const char *part, size_t group)
{
    return (struct item_key){part, (int)group, -1, -1, NULL};
}

/* Other groups are pale. */
static void begin_group(const struct channels *channels, const struct lights *lights,
                        const char *part, size_t group, struct pen *pen)
{
    if (channels->groups > 1)
        pen_begin_veil(pen, channels_key(part, group),
                       veiled + (1 - veiled) * group_share(channels, lights, group));
}

static void end_group(const struct channels *channels, const char *part, size_t group,
                      struct pen *pen)
{
    if (channels->groups > 1)
        pen_end_group(pen, channels_key(part, group));
}

/* The filter that a group shows: the current one, else its last, or its first before its turn. */
static size_t filter_of(const struct channels *channels, size_t seen, size_t group)
{
    size_t first = group * channels->outputs, last = first + channels->outputs - 1;
    seen = seen < first ? first : seen;
    return seen < last ? seen : last;
}

static void draw_kernel(const struct panel *panel, const struct channels *channels, size_t channel,
                        size_t filter, struct pen *pen)
{
    const struct placed *placed = &panel->maps[channels->first_kernel + channel];
    const struct simulation *layer = panel->subject.simulation;
    struct map map = placed->map;
    map.first = map_weights_at(layer, channel, filter);
    map_draw_rest(&map, &placed->plane, &panel->subject, pen);
    if (!channels->has_divisors || layer->kernel_divide[filter] == 1)
        return;
    size_t first = pen->list->count;
    digits_draw_divisor(pen, panel->subject.ruler, layer->kernel_divide[filter],
                        plane_point(&placed->plane, (double)map.rows / 2, -divisor_room / 2));
    pen_set_channel(pen, first, channel);
}

/* A filter gives way to the next one of its group. */
static void draw_kernels(const struct panel *panel, const struct channels *channels,
                         const struct lights *lights, size_t group, struct pen *pen)
{
    size_t here = filter_of(channels, lights->here.output[0], group);
    size_t next = filter_of(channels, lights->next.output[0], group);
    double fade = here == next ? 1 : fabs(1 - 2 * lights->progress);
    if (fade < 1)
        pen_begin_veil(pen, channels_key("kernels", group), fade);
    for (size_t c = group * channels->inputs; c < (group + 1) * channels->inputs; c++)
        draw_kernel(panel, channels, c, lights->progress < 0.5 ? here : next, pen);
    if (fade < 1)
        pen_end_group(pen, channels_key("kernels.end", group));
}

/* Between an input map and what follows it, or from all maps to all. */
static void draw_sign(const struct panel *panel, const struct channels *channels, size_t row,
                      struct pen *pen)
{
    const struct placed *input = &panel->maps[row];
    const struct rectangle first = layout_core(panel->layout, panel->maps[0].box);
    bool is_moving = simulation_moves_channels(panel->subject.simulation);
    double cell = subject_cells(&panel->subject, 1);
    struct lettering lettering = subject_lettering(&panel->subject, FONT_VALUES, COLOR_ZERO_INK);
    struct rectangle core = layout_core(panel->layout, input->box);
    double next = channels->has_kernel
                      ? layout_core(panel->layout, panel->maps[channels->first_kernel].box).x -
                            (channels->has_divisors ? divisor_room * cell : 0)
                  : panel->subject.simulation->has_kernel
                      ? channels->page.origin.x
                      : layout_core(panel->layout, panel->maps[channels->first_output].box).x;
    lettering.font.size_pt *= panel_sign_scale;
    pen_write(
        pen, (struct item_key){"sign.times", (int)row, -1, -1, NULL},
        channels->has_kernel ? "\xe2\x88\x97" : "\xe2\x86\x92", /* U+2217, U+2192 */
        (struct point){(core.x + core.width + next) / 2,
                       is_moving ? (first.y + core.y + core.height) / 2 : core.y + core.height / 2},
        &lettering);
}

/* ---- what rests ---- */

static void draw_group_rest(const struct panel *panel, const struct channels *channels,
                            size_t group, struct pen *pen)
{
    bool is_moving = simulation_moves_channels(panel->subject.simulation);
    for (size_t c = group * channels->inputs; c < (group + 1) * channels->inputs; c++) {
        map_draw_rest(&panel->maps[c].map, &panel->maps[c].plane, &panel->subject, pen);
        if (!is_moving || c + 1 == channels->inputs)
            draw_sign(panel, channels, c, pen);
    }
    for (size_t o = group * channels->outputs; o < (group + 1) * channels->outputs; o++) {
        const struct placed *placed = &panel->maps[channels->first_output + o];
        map_draw_rest(&placed->map, &placed->plane, &panel->subject, pen);
    }
}

/* Where there are several groups they fade as wholes: what rests of each is kept apart. */
static void draw_rest(const struct panel *panel, struct pen *pen)
{
    struct channels *channels = panel->subject.state;
    if (channels->groups == 1) {
        draw_group_rest(panel, channels, 0, pen);
        return;
    }
    channels->rests = arena_allocate(panel->arena, channels->groups, sizeof *channels->rests);
    for (size_t group = 0; group < channels->groups; group++) {
        struct pen own = {.arena = panel->arena,
                          .list = &channels->rests[group],
                          .theme = pen->theme,
                          .scope = pen->scope};
        draw_group_rest(panel, channels, group, &own);
    }
}

/* ---- the step ---- */

/* Through all maps of a group a 1 x 1 window is one pillar: from each window to the next, pale over
 * the units on its way, which it does not read. */
static void draw_pillar(const struct panel *panel, const struct channels *channels,
                        const struct lights *lights, struct pen *pen)
{
    const struct light_window *window = &lights->windows[0];
    if (!lights->layer->has_kernel || lights->taps[0] * lights->taps[1] != 1 || window->share < 1)
        return;
    struct color color = pen->theme->color[COLOR_WINDOW];
    color.alpha *= pillar_opacity;
    size_t first = window->first_channel, last = window->end_channel - 1;
    struct area area = lights_window_area(lights, window);
    double pitch = channels->row_height + map_gap;
    for (size_t c = first; c < last; c++)
        plane_trace_outline(pen, &panel->maps[c].plane,
                            (struct area){area.row + 1, area.column, pitch - 1, 1});
    pen_paint(pen, channels_key("pillar", first), color, stroke_none);
    for (size_t c = first; c < last; c++)
        for (int side = 0; side < 2; side++) {
            pen_move_to(pen, plane_point(&panel->maps[c].plane, area.row + 1, area.column + side));
            pen_line_to(pen,
                        plane_point(&panel->maps[c].plane, area.row + pitch, area.column + side));
        }
    pen_paint(pen, channels_key("pillar.sides", first), color_none,
              pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thick_pt));
}

static void draw_windows(const struct panel *panel, const struct channels *channels,
                         const struct lights *lights, struct pen *pen)
{
    size_t seen = lights_seen_channel(lights);
    draw_pillar(panel, channels, lights, pen);
    for (size_t c = 0; c < lights->layer->in_channels; c++) {
        struct map kernel = {0};
        if (lights->layer->has_kernel)
            kernel =
                map_of_kernel(lights->layer, c, filter_of(channels, seen, c / channels->inputs), 0);
        map_draw_window(&panel->maps[c].map, &panel->maps[c].plane, lights, &panel->factors,
                        lights->layer->has_kernel ? &kernel : NULL, pen);
    }
}

static void draw_step(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    struct lights lights;
    lights_read(&lights, &panel->subject, part, pen->arena);
    for (size_t group = 0; group < channels->groups; group++) {
        begin_group(channels, &lights, "group", group, pen);
        if (channels->groups > 1)
            pen_add_items(pen, channels->rests[group].items, channels->rests[group].count);
        if (channels->has_kernel)
            draw_kernels(panel, channels, &lights, group, pen);
        end_group(channels, "group.end", group, pen);
    }
    draw_windows(panel, channels, &lights, pen);
    if (lights.layer->has_kernel)
        channels_draw_sums(panel, channels, &lights, pen);
    for (size_t o = 0; o < channels->output_maps; o++) {
        const struct placed *placed = &panel->maps[channels->first_output + o];
        map_draw_outputs(&placed->map, &placed->plane, &lights, pen);
    }
    if (lights.layer->has_kernel)
        channels_draw_output_links(panel, channels, &lights, pen);
}

const struct view view_channels = {.name = "channels",
                                   .obstacle = channels_obstacle,
                                   .has_sum = true,
                                   .orders = 1u << ORDER_OUTPUT | 1u << ORDER_POSITION,
                                   .prepare = prepare,
                                   .lay_out = lay_out_channels,
                                   .settle = settle,
                                   .draw_rest = draw_rest,
                                   .draw_step = draw_step};
