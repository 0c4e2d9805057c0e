/* SPDX-License-Identifier: MIT */
/* Rows of view channels: input maps, beside each its slice of the filters and its partial sum, and
 * the output maps, in the middle of their group. */
#include <math.h>

#include "drawing/views/channels.h"
#include "drawing/words/words.h"

static const struct channels_sizes *const sizes = &theme_sizes.channels;

/* ---- where ---- */

static double row_count(const struct pile *pile)
{
    size_t block = pile->columns * pile->rows, all = block * pile->across;
    return (double)((pile->in_group + all - 1) / all * pile->rows);
}

/* A map's row and column among the maps of its group. */
static double row_of(const struct pile *pile, size_t map)
{
    size_t block = pile->columns * pile->rows;
    return (double)(map / block / pile->across * pile->rows + map % block / pile->columns);
}

static double column_of(const struct pile *pile, size_t map)
{
    size_t block = pile->columns * pile->rows;
    return (double)(map / block % pile->across * pile->columns + map % pile->columns);
}

static double pile_height(const struct channels *channels, const struct pile *pile)
{
    double rows = row_count(pile);
    return rows * pile->height + (rows - 1) * channels->map_gap;
}

double channels_group_middle(const struct channels *channels, size_t group)
{
    return channels->group_pitch * (double)group + channels->group_above;
}

static double row_middle(const struct channels *channels, const struct pile *pile, size_t map)
{
    double below = row_of(pile, map % pile->in_group) - (row_count(pile) - 1) / 2;
    return channels_group_middle(channels, map / pile->in_group) +
           below * (pile->height + channels->map_gap);
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
    double first = channels_row_middle(channels, (group + 1) * channels->input.in_group - 1) +
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
    double left = pile_height(channels, &channels->input),
           right = pile_height(channels, &channels->output);
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

/* ---- cards ---- */

/* All maps of a pile, beside or below those that they belong to. */
static void place(const struct channels *channels, struct pile *pile, const struct area *reach)
{
    pile->is_cut = false;
    pile->cards = pile->maps;
    for (size_t c = 0; c < pile->maps; c++)
        pile->at[c] = (struct point){column_of(pile, c % pile->in_group) *
                                         (reach->columns + channels->map_gap),
                                     row_middle(channels, pile, c) - reach->rows / 2};
}

static void place_cards(struct channels *channels, const struct simulation *layer)
{
    struct map input = map_of_input(layer, 0, 0), output = map_of_output(layer, 0, 0);
    struct map kernel = map_of_kernel(layer, 0, 0, 0);
    double pitch = channels->divisor + kernel.reach.columns + channels->map_gap;
    struct pile *slices = &channels->slices;
    struct point *at = slices->at;
    place(channels, &channels->input, &input.reach);
    place(channels, &channels->output, &output.reach);
    *slices = channels->input; /* each beside the map that it reads */
    slices->at = at;
    place(channels, slices, &kernel.reach);
    slices->cards = slices->in_group;
    channels->filters.is_cut = false;
    channels->filters.maps = channels->filters.cards =
        layer->has_kernel ? channels->output.in_group : 1;
    for (size_t f = 0; f < channels->filters.cards; f++)
        channels->filters.at[f] = (struct point){channels->divisor + (double)f * pitch, 0};
}

/* ---- layout ---- */

static bool has_divisors(const struct panel *panel)
{
    const struct simulation *layer = panel->subject.simulation;
    bool is_there = false;
    for (size_t o = 0; layer->has_kernel && o < layer->out_channels; o++)
        is_there |= layer->kernel_divide[o] != 1;
    return is_there && subject_has_texts(&panel->subject) &&
           panel->subject.looks.show.values == SHOW_DIGITS;
}

/* A column is as high as the whole, so that rows are on one line. */
static box_id begin_column(struct panel *panel, double width)
{
    const struct channels *channels = panel->subject.state;
    box_id column = layout_free(panel->layout);
    box_id spine =
        layout_room(panel->layout, (struct size){in_cells(width), in_cells(channels->height)});
    layout_at(panel->layout, spine, in_cells(0), in_cells(0));
    return column;
}

/* The filters of a group pile by pile, each slice in the row of the map that it reads. */
static void add_kernels(struct panel *panel, struct channels *channels)
{
    const struct simulation *layer = panel->subject.simulation;
    struct pile *slices = &channels->slices, *filters = &channels->filters;
    struct map first = map_of_kernel(layer, 0, 0, 0);
    slices->box = begin_column(panel, 0);
    double width = filters->at[filters->cards - 1].x - filters->at[0].x + first.reach.columns;
    struct placed *room = channels_add_filter_room(panel, (struct point){width, first.reach.rows});
    layout_at(panel->layout, room->box, in_cells(filters->at[0].x), in_cells(slices->at[0].y));
    slices->first = panel->map_count;
    for (size_t f = 0; f < filters->cards; f++)
        for (size_t c = 0; c < slices->maps; c++) {
            struct map map = map_of_kernel(layer, c, 0, 0);
            map.channel = (int)(f * slices->maps + c);
            map.kind = channels->divisor > 0 ? TEXTS_WHOLE_WEIGHTS : TEXTS_WEIGHTS;
            struct placed *placed = panel_map(panel, &map);
            placed->room_above = c > 0 ? channels->map_gap : 0;
            layout_at(panel->layout, placed->box, in_cells(filters->at[f].x),
                      in_cells(slices->at[c].y));
        }
    layout_end(panel->layout);
}

void channels_lay_out_rows(struct panel *panel)
{
    const struct simulation *layer = panel->subject.simulation;
    struct channels *channels = panel->subject.state;
    bool is_first = panel->arrangement == 0 || panel->subject.looks.show.indices.value;
    channels->divisor = has_divisors(panel) ? sizes->divisor_room : 0;
    channels->map_gap = fmax(sizes->map_gap, indices_room(panel) / panel->expected_cell);
    channels->input.across = channels->output.across =
        simulation_moves_channels(layer) && !is_first ? (size_t)panel->arrangement + 1 : 1;
    measure_groups(channels, layer);
    place_cards(channels, layer);
    layout_row(panel->layout, in_cells(sizes->sign_gap), ALIGN_START);
    channels_add_pile(panel, &channels->input, MAP_INPUT, (struct point){0, channels->height});
    if (channels->has_kernel)
        add_kernels(panel, channels);
    if (layer->has_kernel) { /* the cells of the sums, their lines and the node */
        channels->room = begin_column(panel, channels->node);
        layout_end(panel->layout);
    }
    channels_add_pile(panel, &channels->output, MAP_OUTPUT, (struct point){0, channels->height});
    channels->next = channels->has_kernel ? channels->slices.box
                     : layer->has_kernel  ? channels->room
                                          : channels->output.box;
    if (indices_room(panel) > 0) /* signs are in the middle */
        layout_least_gap(panel->layout, channels->next,
                         2 * (indices_room(panel) + words_pt(&panel->subject)));
    if (layer->has_kernel)
        layout_gap_before(panel->layout, channels->output.box, in_cells(channels->fan_out));
    layout_end(panel->layout);
}
