/* SPDX-License-Identifier: MIT */
/* Where the rows of view channels stand: input maps, slices of filters, sums and output maps. */
#include <math.h>

#include "drawing/views/decks.h"
#include "drawing/words/words.h"

static const struct channels_sizes *const sizes = &theme_sizes.channels;

static double row_count(const struct channel_side *side)
{
    size_t block = side->columns * side->rows, all = block * side->across;
    return (double)((side->maps + all - 1) / all * side->rows);
}

/* A map's row and column among the maps of its group. */
static double row_of(const struct channel_side *side, size_t map)
{
    size_t block = side->columns * side->rows;
    return (double)(map / block / side->across * side->rows + map % block / side->columns);
}

static double column_of(const struct channel_side *side, size_t map)
{
    size_t block = side->columns * side->rows;
    return (double)(map / block % side->across * side->columns + map % side->columns);
}

static double side_height(const struct channels *channels, const struct channel_side *side)
{
    double rows = row_count(side);
    return rows * side->height + (rows - 1) * channels->map_gap;
}

double channels_group_middle(const struct channels *channels, size_t group)
{
    return channels->group_pitch * (double)group + channels->group_above;
}

static double row_middle(const struct channels *channels, const struct channel_side *side,
                         size_t map)
{
    double below = row_of(side, map % side->maps) - (row_count(side) - 1) / 2;
    return channels_group_middle(channels, map / side->maps) +
           below * (side->height + channels->map_gap);
}

double channels_row_middle(const struct channels *channels, size_t input)
{
    return row_middle(channels, &channels->input, input);
}

double channels_sum_aside(const struct channels *channels, size_t filter)
{
    if (channels->sums_in_row == 1)
        return 0;
    return ((double)filter - (double)(channels->sums_in_row - 1) / 2) * sizes->sum_pitch;
}

double channels_bias_row(const struct channels *channels, size_t group, size_t filter)
{
    double first = channels_row_middle(channels, (group + 1) * channels->input.maps - 1) +
                   sizes->bias_drop + (double)(channels->sums_in_row - 1) / 2 * sizes->sum_pitch;
    return first + (channels->sums_in_row > 1 ? (double)filter * sizes->sum_pitch : 0);
}

static void measure_groups(struct channels *channels, const struct simulation *layer)
{
    struct map input = map_of_input(layer, 0, 0), output = map_of_output(layer, 0, 0);
    double kernel = layer->has_kernel ? (double)layer->axis[0].kernel : 1;
    double sums = (double)(channels->sums_in_row - 1) * sizes->sum_pitch;
    channels->input.height = fmax(fmax(input.reach.rows, kernel), 1 + sums);
    channels->output.height = output.reach.rows;
    double left = side_height(channels, &channels->input),
           right = side_height(channels, &channels->output);
    double below =
        layer->has_bias ? sizes->bias_drop + 0.5 + 1.5 * sums - channels->input.height / 2 : 0;
    channels->group_above = fmax(left, right) / 2;
    double height = channels->group_above + fmax(left / 2 + fmax(below, 0), right / 2);
    channels->group_pitch = height + (channels->has_node ? sizes->group_gap : channels->map_gap);
    channels->height = channels->group_pitch * (double)(channels->groups - 1) + height;
    channels->node =
        channels->has_node
            ? 1 + fmin(sizes->least_fan + sizes->fan_share * left, sizes->most_fan) + sizes->node
            : 1;
    channels->fan_out = fmin(sizes->least_fan + sizes->fan_share * right, sizes->most_fan);
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

static struct map map_for(const struct panel *panel, const struct channels *channels,
                          enum map_role role, size_t channel)
{
    struct map map = map_of_role(panel->subject.simulation, role, channel, 0);
    map.channel = (int)channel;
    if (role == MAP_KERNEL && channels->divisor > 0)
        map.kind = TEXTS_WHOLE_WEIGHTS;
    return map;
}

size_t channels_kernel(const struct channels *channels, size_t channel, size_t filter)
{
    return filter * channels->groups * channels->input.maps + channel;
}

struct placed *channels_add_filter_room(struct panel *panel, double width, double height)
{
    const struct simulation *layer = panel->subject.simulation;
    bool has_several =
        layer->out_channels > 1 && !subject_names(&panel->subject, MAP_KERNEL)->whole;
    bool is_by_position = panel->subject.scene->order.value == ORDER_POSITION;
    struct placed *room =
        panel_room(panel, MAP_KERNEL, (struct size){in_cells(width), in_cells(height)});
    room->map.is_turned = layer->is_turned;
    room->counts_filters = has_several && !is_by_position;
    room->tells_filters = has_several && is_by_position;
    return room;
}

/* The filters of a group side by side, each slice in the row of the map that it reads. Over several
 * stands which is the current one, or how many. */
static box_id add_kernels(struct panel *panel, struct channels *channels)
{
    const struct simulation *layer = panel->subject.simulation;
    struct map first = map_for(panel, channels, MAP_KERNEL, 0);
    double pitch = channels->divisor + first.reach.columns + sizes->map_gap;
    double top = row_middle(channels, &channels->input, 0) - first.reach.rows / 2;
    box_id column = begin_column(panel, channels, 0);
    struct placed *room = channels_add_filter_room(
        panel, first.reach.columns + (double)(channels->filters - 1) * pitch, first.reach.rows);
    room->name_side = SIDE_ABOVE;
    layout_at(panel->layout, room->box, in_cells(channels->divisor), in_cells(top));
    channels->first_kernel = panel->map_count;
    for (size_t f = 0; f < channels->filters; f++)
        for (size_t c = 0; c < layer->in_channels; c++) {
            struct map map = map_for(panel, channels, MAP_KERNEL, c);
            map.channel = (int)channels_kernel(channels, c, f);
            struct placed *placed = panel_map(panel, &map);
            placed->room_above = c > 0 ? channels->map_gap : 0;
            placed->name_side = SIDE_ABOVE;
            layout_at(panel->layout, placed->box, in_cells(channels->divisor + (double)f * pitch),
                      in_cells(row_middle(channels, &channels->input, c) - map.reach.rows / 2));
        }
    layout_end(panel->layout);
    return column;
}

static box_id add_maps(struct panel *panel, const struct channels *channels, enum map_role role,
                       double left)
{
    const struct channel_side *side = role == MAP_OUTPUT ? &channels->output : &channels->input;
    box_id column = begin_column(panel, channels, 0);
    for (size_t c = 0; c < side->maps * channels->groups; c++) {
        struct map map = map_for(panel, channels, role, c);
        struct placed *placed = panel_map(panel, &map);
        placed->name_side = SIDE_ABOVE;
        placed->room_above = c > 0 ? channels->map_gap : 0;
        placed->dimensions = role == MAP_INPUT && c == 0 ? DIMENSIONS_ABOVE : DIMENSIONS_NONE;
        layout_at(panel->layout, placed->box,
                  in_cells(left + column_of(side, c % side->maps) *
                                      (map.reach.columns + channels->map_gap)),
                  in_cells(row_middle(channels, side, c) - map.reach.rows / 2));
    }
    layout_end(panel->layout);
    return column;
}

void channels_lay_out(struct panel *panel)
{
    const struct simulation *layer = panel->subject.simulation;
    struct channels *channels = panel->subject.state;
    bool is_first = panel->arrangement == 0 || panel->subject.looks.show.indices.value;
    channels->is_deck = channels->can_be_deck && !(channels->can_be_rows && is_first);
    if (channels->is_deck) {
        decks_lay_out(panel);
        return;
    }
    channels->has_kernel = subject_shows_kernel(&panel->subject);
    channels->divisor = has_divisors(panel) ? sizes->divisor_room : 0;
    channels->map_gap = fmax(sizes->map_gap, indices_room(panel) / panel->expected_cell);
    channels->input.across = channels->output.across =
        simulation_moves_channels(layer) && !is_first ? (size_t)panel->arrangement + 1 : 1;
    measure_groups(channels, layer);
    layout_row(panel->layout, in_cells(sizes->sign_gap), ALIGN_START);
    add_maps(panel, channels, MAP_INPUT, 0);
    if (channels->has_kernel)
        channels->next = add_kernels(panel, channels);
    if (layer->has_kernel) { /* the cells of the sums, their lines and the node */
        channels->sums = begin_column(panel, channels, channels->node);
        layout_end(panel->layout);
    }
    channels->first_output = panel->map_count;
    box_id outputs = add_maps(panel, channels, MAP_OUTPUT, 0);
    if (!channels->has_kernel)
        channels->next = layer->has_kernel ? channels->sums : outputs;
    panel_sign(panel, channels->has_kernel ? SIGN_CONVOLVES : SIGN_ARROW, channels->next);
    if (layer->has_kernel)
        layout_gap_before(panel->layout, outputs, in_cells(channels->fan_out));
    layout_end(panel->layout);
}
