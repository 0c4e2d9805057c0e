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

static double side_height(const struct channel_side *side)
{
    double rows = (double)(side->maps / side->columns);
    return rows * side->height + (rows - 1) * map_gap;
}

double channels_group_middle(const struct channels *channels, size_t group)
{
    return channels->group_pitch * (double)group + channels->group_above;
}

static double row_middle(const struct channels *channels, const struct channel_side *side,
                         size_t map)
{
    double rows = (double)(side->maps / side->columns);
    double below = (double)(map % side->maps / side->columns) - (rows - 1) / 2;
    return channels_group_middle(channels, map / side->maps) + below * (side->height + map_gap);
}

double channels_row_middle(const struct channels *channels, size_t input)
{
    return row_middle(channels, &channels->input, input);
}

double channels_bias_row(const struct channels *channels, size_t group)
{
    return channels_row_middle(channels, (group + 1) * channels->input.maps - 1) + bias_drop;
}

static void measure_groups(struct channels *channels, const struct simulation *layer)
{
    struct map input = map_of_input(layer, 0, 0), output = map_of_output(layer, 0, 0);
    double kernel = layer->has_kernel ? (double)layer->axis[0].kernel : 1;
    channels->input.height = fmax(fmax(input.reach.rows, kernel), 1);
    channels->output.height = output.reach.rows;
    double left = side_height(&channels->input), right = side_height(&channels->output);
    double below = layer->has_bias ? bias_drop + 0.5 - channels->input.height / 2 : 0;
    channels->group_above = fmax(left, right) / 2;
    double height = channels->group_above + fmax(left / 2 + fmax(below, 0), right / 2);
    channels->group_pitch = height + (channels->has_node ? group_gap : map_gap);
    channels->height = channels->group_pitch * (double)(channels->groups - 1) + height;
    channels->node =
        channels->has_node ? 1 + fmin(least_fan + fan_share * left, most_fan) + node_room : 1;
    channels->fan_out = fmin(least_fan + fan_share * right, most_fan);
}

/* Every column is as high as the whole, so that rows are on one line. */
static box_id begin_column(struct panel *panel, const struct channels *channels, double width)
{
    box_id column = layout_free(panel->layout);
    box_id spine =
        layout_room(panel->layout, (struct size){in_cells(width), in_cells(channels->height)});
    layout_at(panel->layout, spine, in_cells(0), in_cells(0));
    return column;
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

static struct map map_of(const struct panel *panel, const struct channels *channels,
                         enum map_role role, size_t channel)
{
    const struct simulation *layer = panel->subject.simulation;
    struct map map = role == MAP_INPUT    ? map_of_input(layer, channel, 0)
                     : role == MAP_OUTPUT ? map_of_output(layer, channel, 0)
                                          : map_of_kernel(layer, channel, 0, 0);
    map.channel = (int)channel;
    if (role == MAP_KERNEL && channels->divisor > 0)
        map.kind = TEXTS_WHOLE_WEIGHTS;
    return map;
}

static box_id add_maps(struct panel *panel, const struct channels *channels, enum map_role role,
                       double left)
{
    const struct channel_side *side = role == MAP_OUTPUT ? &channels->output : &channels->input;
    box_id column = begin_column(panel, channels, 0);
    for (size_t c = 0; c < side->maps * channels->groups; c++) {
        struct map map = map_of(panel, channels, role, c);
        struct placed *placed = panel_map(panel, &map);
        placed->name_side = SIDE_ABOVE;
        placed->room_above = c > 0 ? map_gap : 0;
        placed->counts_filters = role == MAP_KERNEL && c == 0 && channels->output_maps > 1 &&
                                 panel->subject.scene->order.value == ORDER_OUTPUT &&
                                 !panel->subject.scene->names[MAP_KERNEL].whole;
        placed->dimensions = role == MAP_INPUT && c == 0 ? DIMENSIONS_ABOVE : DIMENSIONS_NONE;
        layout_at(panel->layout, placed->box,
                  in_cells(left + (double)(c % side->columns) * (map.reach.columns + map_gap)),
                  in_cells(row_middle(channels, side, c) - map.reach.rows / 2));
    }
    layout_end(panel->layout);
    return column;
}

static void lay_out_channels(struct panel *panel)
{
    const struct simulation *layer = panel->subject.simulation;
    struct channels *channels = panel->subject.state;
    channels->has_kernel = subject_shows_kernel(&panel->subject);
    channels->divisor = has_divisors(panel) ? divisor_room : 0;
    measure_groups(channels, layer);
    layout_row(panel->layout, in_cells(sign_gap), ALIGN_START);
    add_maps(panel, channels, MAP_INPUT, 0);
    channels->first_kernel = panel->map_count;
    if (channels->has_kernel)
        channels->next = add_maps(panel, channels, MAP_KERNEL, channels->divisor);
    if (layer->has_kernel) { /* the cells of the sums, their lines and the node */
        channels->sums = begin_column(panel, channels, channels->node);
        layout_end(panel->layout);
    }
    channels->first_output = panel->map_count;
    box_id outputs = add_maps(panel, channels, MAP_OUTPUT, 0);
    if (!channels->has_kernel)
        channels->next = layer->has_kernel ? channels->sums : outputs;
    if (layer->has_kernel)
        layout_gap_before(panel->layout, outputs, in_cells(channels->fan_out));
    layout_end(panel->layout);
}

static void *prepare(const struct subject *subject, struct arena *arena)
{
    const struct simulation *layer = subject->simulation;
    struct channels *channels = arena_allocate(arena, 1, sizeof *channels);
    bool is_moving = simulation_moves_channels(layer);
    channels->groups = layer->has_kernel ? layer->groups : is_moving ? 1 : layer->in_channels;
    channels->output_maps = layer->is_flattened ? 1 : layer->out_channels;
    channels->input.maps = layer->in_channels / channels->groups;
    channels->output.maps = channels->output_maps / channels->groups;
    channels->input.columns = channels->output.columns = 1;
    if (simulation_shuffle(layer) >
        0) /* in squares, as they lie among each other in the larger map */
        *(channels->input.maps > channels->output.maps ? &channels->input.columns
                                                       : &channels->output.columns) =
            (size_t)simulation_shuffle(layer);
    channels->has_node = layer->has_kernel && (channels->input.maps > 1 || layer->has_bias);
    return channels;
}

/* ---- what rests ---- */

/* Between an input map and what follows it, or from all maps to all. */
static void draw_sign(const struct panel *panel, const struct channels *channels, size_t row,
                      struct pen *pen)
{
    bool is_moving = simulation_moves_channels(panel->subject.simulation);
    struct lettering lettering = subject_lettering(&panel->subject, FONT_VALUES, COLOR_ZERO_INK);
    struct rectangle first = layout_core(panel->layout, panel->maps[0].box);
    struct rectangle core = layout_core(panel->layout, panel->maps[row].box);
    struct point at = layout_between(panel->layout, channels->next);
    at.y = is_moving ? (first.y + core.y + core.height) / 2 : core.y + core.height / 2;
    lettering.font.size_pt *= theme_sizes.digit.sign;
    pen_write(pen, (struct item_key){"sign.times", (int)row, -1, -1, NULL},
              channels->has_kernel ? "\xe2\x88\x97" : "\xe2\x86\x92", /* U+2217, U+2192 */
              at, &lettering);
}

static void draw_group_rest(const struct panel *panel, const struct channels *channels,
                            size_t group, struct pen *pen)
{
    bool is_moving = simulation_moves_channels(panel->subject.simulation);
    for (size_t c = group * channels->input.maps; c < (group + 1) * channels->input.maps; c++) {
        map_draw_rest(&panel->maps[c].map, &panel->maps[c].plane, &panel->subject, pen);
        if (!is_moving || c + 1 == channels->input.maps)
            draw_sign(panel, channels, c, pen);
    }
    for (size_t o = group * channels->output.maps; o < (group + 1) * channels->output.maps; o++) {
        const struct placed *placed = &panel->maps[channels->first_output + o];
        map_draw_rest(&placed->map, &placed->plane, &panel->subject, pen);
    }
}

/* Where there are several groups they fade as wholes: what rests of each is kept apart. */
static void draw_rest(const struct panel *panel, struct pen *pen)
{
    struct channels *channels = panel->subject.state;
    channels->rests = arena_allocate(panel->arena, channels->groups, sizeof *channels->rests);
    for (size_t group = 0; group < channels->groups; group++) {
        struct pen own = pen_aside(pen, panel->arena, &channels->rests[group]);
        draw_group_rest(panel, channels, group, channels->groups == 1 ? pen : &own);
    }
}

const struct view view_channels = {.name = "channels",
                                   .obstacle = channels_obstacle,
                                   .has_sum = true,
                                   .adds_channels = true,
                                   .orders = 1u << ORDER_OUTPUT | 1u << ORDER_POSITION,
                                   .prepare = prepare,
                                   .lay_out = lay_out_channels,
                                   .settle = channels_settle,
                                   .draw_rest = draw_rest,
                                   .draw_step = channels_draw_step};
