/* SPDX-License-Identifier: MIT */
/* View channels: 2-D layers of several maps. A row for each input map with its slice of the current
 * filter and its partial sum, which come together in the current cell of an output map; or decks.
 */
#include "drawing/views/channels.h"

#include "drawing/views/view.h"

static const char *obstacle(const struct simulation *simulation, struct arena *arena)
{
    size_t in = simulation->in_channels, out = simulation->out_channels;
    bool is_moving = simulation_moves_channels(simulation);
    if (simulation->is_flattened && !is_moving)
        return arena_format(arena, "%s, whose output has no height and width",
                            simulation->type_name);
    if (simulation->axes != 2)
        return arena_format(arena, "a %zu-D layer", simulation->axes);
    if (is_moving && !simulation->is_flattened && out > 1 &&
        simulation->scene->order.value == ORDER_POSITION)
        return arena_format(arena, "%s in order position: its channels read different places",
                            simulation->type_name);
    size_t out_maps = simulation->is_flattened ? 1 : out;
    if (is_moving && (in > MOST_MOVED_CHANNELS || out_maps > MOST_MOVED_CHANNELS))
        return arena_format(arena, "more than %d channels, and this layer has %zu in and %zu out",
                            (int)MOST_MOVED_CHANNELS, in, out);
    if (is_moving && tensor_count(&simulation->input) + simulation->step_count > MOST_MOVED_UNITS)
        return arena_format(arena, "more than %d units", (int)MOST_MOVED_UNITS);
    return NULL;
}

static void *prepare(const struct subject *subject, struct arena *arena)
{
    const struct simulation *layer = subject->simulation;
    struct channels *channels = arena_allocate(arena, 1, sizeof *channels);
    bool is_moving = simulation_moves_channels(layer);
    channels->groups = layer->has_kernel ? layer->groups : is_moving ? 1 : layer->in_channels;
    struct pile *input = &channels->input, *output = &channels->output;
    *input = (struct pile){.maps = layer->in_channels, .columns = 1, .rows = 1};
    *output = (struct pile){
        .maps = layer->is_flattened ? 1 : layer->out_channels, .columns = 1, .rows = 1};
    input->in_group = input->maps / channels->groups;
    output->in_group = output->maps / channels->groups;
    struct pile *const piles[] = {input, &channels->slices, &channels->filters, output};
    size_t in = layer->in_channels, out = layer->out_channels, most = in > out ? in : out;
    for (size_t i = 0; i < sizeof piles / sizeof *piles; i++)
        piles[i]->at = arena_allocate(arena, most, sizeof *piles[i]->at);
    if (simulation_shuffle(layer) > 0) { /* as they lie among each other in the larger map */
        struct pile *small = input->maps > output->maps ? input : output;
        small->columns = small->rows = (size_t)simulation_shuffle(layer);
    }
    bool is_many = layer->in_channels > MOST_ROWED || layer->out_channels > MOST_ROWED;
    bool needs_rows = subject_has_texts(subject) || subject->looks.show.indices.value;
    channels->can_be_deck = !is_moving && !layer->is_flattened;
    channels->can_be_rows = !channels->can_be_deck || (!is_many && needs_rows);
    channels->sums_in_row =
        layer->has_kernel && subject->scene->order.value == ORDER_POSITION ? output->in_group : 1;
    channels->has_node = layer->has_kernel && (input->in_group > 1 || layer->has_bias);
    return channels;
}

/* ---- layout ---- */

static void lay_out(struct panel *panel)
{
    struct channels *channels = panel->subject.state;
    bool has_rows = channels->can_be_rows && panel->arrangement == 0;
    channels->has_kernel = subject_shows_kernel(&panel->subject);
    channels->is_deck = channels->can_be_deck && !has_rows;
    if (channels->is_deck)
        channels_lay_out_decks(panel);
    else
        channels_lay_out_rows(panel);
}

/* Rows show them, each beside its input; without a kernel decks tell as much in larger cells. */
static bool has_partial_sums(const struct simulation *simulation)
{
    return simulation->has_kernel;
}

const struct view view_channels = {.name = "channels",
                                   .obstacle = obstacle,
                                   .lays = true,
                                   .lifts = true,
                                   .has_sum = true,
                                   .tells_sums = ORDERS_OF_OUTPUTS,
                                   .builds_up = true,
                                   .draw_built = channels_draw_built,
                                   .adds_channels = true,
                                   .orders = 1u << ORDER_OUTPUT | 1u << ORDER_POSITION,
                                   .prepare = prepare,
                                   .arrangements = 1 + MOST_FILTER_COLUMNS,
                                   .first_tells_most = has_partial_sums,
                                   .lay_out = lay_out,
                                   .settle = channels_settle,
                                   .draw_rest = channels_draw_rest,
                                   .draw_step = channels_draw_step};
