/* SPDX-License-Identifier: MIT */
/* Where the rows, the sums and the output maps of view channels stand: the same all through a
 * film. */
#include <math.h>

#include "drawing/shown.h"
#include "drawing/views/channels.h"

/* In cells. */
static const double map_gap = 1;          /* between maps of a group, one above the other, */
static const double group_gap = 2.25;     /* between groups of several, with room for their sums */
static const double sign_gap = 1.7;       /* between maps side by side: room for a sign */
static const double least_apart = 4.2;    /* from the middle of the input to the next: two names */
static const double fraction_width = 1;   /* of 1/16 before the kernel */
static const double fraction_shift = 0.1; /* away from the kernel */
static const double bias_drop = 1.6;      /* of its cell, from the last partial sum's */
static const double least_fan = 1.4;      /* width of the lines that come together, */
static const double fan_share = 0.1;      /* more for a high group, */
static const double most_fan = 3;         /* but not more than this */
static const double node_room = 0.4;      /* and for half of the node */

static double column_height(double map, size_t count)
{
    return (double)count * map + (double)(count - 1) * map_gap;
}

bool channels_has_node(const struct channels *channels)
{
    return channels->simulation->has_kernel &&
           (channels->inputs > 1 || channels->simulation->has_bias);
}

static bool has_divisor(const struct channels *channels)
{
    struct upright upright = channels->upright;
    bool is_there = false;
    for (size_t o = 0; o < channels->simulation->out_channels; o++) {
        upright.out_channel = o;
        is_there = is_there || upright_has_divisor(&upright);
    }
    return is_there;
}

/* Lines that rise over so many cells are so wide. */
static double fan_width(double height)
{
    return fmin(least_fan + fan_share * height, most_fan);
}

static double inputs_width(const struct channels *channels)
{
    return column_height(channels->upright.maps.reach.columns, channels->input_columns);
}

/* Where a map begins that is to the right of the input. */
static double beside_input(const struct channels *channels, double columns)
{
    double end = inputs_width(channels);
    return fmax(end + sign_gap, end / 2 + least_apart - columns / 2);
}

static void lay_out_columns(struct channels *channels)
{
    const struct maps *maps = &channels->upright.maps;
    double end = inputs_width(channels);
    double outputs = column_height(maps->outputs.columns, channels->output_columns);
    double kernel = upright_kernel(&channels->upright).columns;
    double fraction = has_divisor(channels) ? fraction_width : 0;
    bool is_drawn = shown_kernel(channels->simulation);
    double next = beside_input(channels, is_drawn ? kernel : kernel > 0 ? 1 : outputs);
    channels->sign_column = (end + next) / 2;
    channels->output_column = next;
    if (kernel > 0) {
        double fan_in = fan_width(column_height(channels->row_height, channels->inputs));
        double fan_out = fan_width(column_height(maps->outputs.rows, channels->outputs));
        channels->kernel_column = next + fraction;
        channels->divisor_column = next + fraction_width / 2 - fraction_shift;
        channels->partial_column = is_drawn ? channels->kernel_column + kernel + sign_gap : next;
        channels->equals_column = channels->partial_column - sign_gap / 2;
        channels->node_column = channels->partial_column + 1 + fan_in + node_room;
        channels->output_column =
            fan_out +
            (channels_has_node(channels) ? channels->node_column : channels->partial_column + 1);
    }
    channels->width = channels->output_column + outputs;
}

void channels_lay_out(struct channels *channels)
{
    const struct maps *maps = &channels->upright.maps;
    const struct theme *theme = channels->theme;
    double edge = fmax(theme->window_pt, theme->thick_pt) / 2;
    channels->row_height = fmax(fmax(maps->reach.rows, upright_kernel(&channels->upright).rows), 1);
    double left = column_height(channels->row_height, channels->inputs / channels->input_columns);
    double right = column_height(maps->outputs.rows, channels->outputs / channels->output_columns);
    double below = channels->simulation->has_bias ? bias_drop + 0.5 - channels->row_height / 2 : 0;
    channels->group_above = fmax(left, right) / 2;
    channels->group_height = channels->group_above + fmax(left / 2 + fmax(below, 0), right / 2);
    channels->group_pitch =
        channels->group_height + (channels_has_node(channels) ? group_gap : map_gap);
    channels->height =
        channels->group_pitch * (double)(channels->groups - 1) + channels->group_height;
    lay_out_columns(channels);
    double cell = theme->cell_pt, margin = theme->margin_pt + edge;
    channels->page =
        (struct plane){.origin = {margin, margin}, .column = {cell, 0}, .row = {0, cell}};
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

static double output_row(const struct channels *channels, size_t output)
{
    double rows = channels->upright.maps.outputs.rows;
    double from_middle = rows_from_middle(output, channels->outputs, channels->output_columns);
    return channels_group_middle(channels, output / channels->outputs) +
           from_middle * (rows + map_gap) - rows / 2;
}

static struct plane plane_at(const struct channels *channels, double row, double column)
{
    struct plane plane = channels->page;
    plane.origin = plane_point(&channels->page, row, column);
    return plane;
}

void channels_choose(struct channels *channels, size_t input, size_t output)
{
    struct upright *upright = &channels->upright;
    struct maps *maps = &upright->maps;
    size_t map = maps->rows * maps->columns, done = maps->step + 1;
    double middle = channels_row_middle(channels, input);
    upright->in_channel = input;
    upright->out_channel = output;
    if (channels->is_position)
        done += output * map;
    maps->computed = done <= output * map ? 0 : done - output * map;
    maps->computed = maps->computed < map ? maps->computed : map;
    maps->has_now = channels_is_current(channels, output);
    double across_input = (double)(input % channels->input_columns);
    double across_output = (double)(output % channels->output_columns);
    maps->input = plane_at(channels, middle - maps->reach.rows / 2,
                           across_input * (maps->reach.columns + map_gap));
    maps->kernel =
        plane_at(channels, middle - upright_kernel(upright).rows / 2, channels->kernel_column);
    maps->output =
        plane_at(channels, output_row(channels, output),
                 channels->output_column + across_output * (maps->outputs.columns + map_gap));
}

void channels_place_maps(struct channels *channels, struct pen *pen)
{
    const struct simulation *simulation = channels->simulation;
    for (size_t c = 0; c < simulation->in_channels; c++) {
        channels_choose(channels, c, 0);
        channels->upright.maps.dimensions = c == 0 ? DIMENSIONS_ABOVE : DIMENSIONS_NONE;
        maps_place_input(&channels->upright.maps, (int)c, pen);
        if (shown_kernel(simulation))
            upright_place_kernel(&channels->upright, (int)c, pen);
    }
    for (size_t o = 0; o < channels->output_maps; o++) {
        channels_choose(channels, 0, o);
        maps_place_output(&channels->upright.maps, (int)o, pen);
    }
}
