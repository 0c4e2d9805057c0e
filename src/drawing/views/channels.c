/* SPDX-License-Identifier: MIT */
/* View channels: 2-D layers of several maps. A row for each input map with its slice of the current
 * filter and its partial sum; the sums come together in the current cell of an output map. */
#include "drawing/views/channels.h"

#include "drawing/views/decks.h"
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
    channels->output_maps = layer->is_flattened ? 1 : layer->out_channels;
    channels->input.maps = layer->in_channels / channels->groups;
    channels->output.maps = channels->output_maps / channels->groups;
    channels->input.columns = channels->output.columns = 1;
    channels->input.rows = channels->output.rows = 1;
    if (simulation_shuffle(layer) > 0) { /* as they lie among each other in the larger map */
        bool is_down = channels->input.maps > channels->output.maps;
        struct channel_side *small = is_down ? &channels->input : &channels->output;
        small->columns = small->rows = (size_t)simulation_shuffle(layer);
    }
    bool is_many = layer->in_channels > MOST_ROWED || layer->out_channels > MOST_ROWED;
    bool needs_rows = subject_has_texts(subject) || subject->looks.show.indices.value;
    channels->can_be_deck = !is_moving && !layer->is_flattened;
    channels->can_be_rows = !channels->can_be_deck || (!is_many && needs_rows);
    channels->filters = layer->has_kernel ? channels->output.maps : 1;
    channels->sums_in_row = subject->scene->order.value == ORDER_POSITION ? channels->filters : 1;
    if (channels->can_be_deck)
        decks_prepare(channels, layer);
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
    pen_write(pen, key_of("sign.times", row),
              channels->has_kernel ? "\xe2\x88\x97" : "\xe2\x86\x92", /* U+2217, U+2192 */
              at, &lettering);
}

static void draw_group_rest(const struct panel *panel, const struct channels *channels,
                            size_t group, struct pen *pen)
{
    bool is_moving = simulation_moves_channels(panel->subject.simulation);
    for (size_t c = group * channels->input.maps; c < (group + 1) * channels->input.maps; c++) {
        map_draw_rest(&panel->maps[c].map, pen);
        if (!is_moving || c + 1 == channels->input.maps)
            draw_sign(panel, channels, c, pen);
    }
    for (size_t o = group * channels->output.maps; o < (group + 1) * channels->output.maps; o++) {
        const struct placed *placed = &panel->maps[channels->first_output + o];
        map_draw_rest(&placed->map, pen);
    }
}

/* Where there are several groups they fade as wholes: what rests of each is kept apart. */
static void draw_rest(const struct panel *panel, struct pen *pen)
{
    struct channels *channels = panel->subject.state;
    if (channels->is_deck) {
        panel_draw_signs(panel, pen);
        decks_draw_words(panel, pen);
        return;
    }
    channels->rests = arena_allocate(panel->arena, channels->groups, sizeof *channels->rests);
    for (size_t group = 0; group < channels->groups; group++) {
        struct pen own = pen_aside(pen, panel->arena, &channels->rests[group]);
        draw_group_rest(panel, channels, group, channels->groups == 1 ? pen : &own);
    }
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
                                   .first_tells_most = true,
                                   .lay_out = channels_lay_out,
                                   .settle = channels_settle,
                                   .draw_rest = draw_rest,
                                   .draw_step = channels_draw_step};
