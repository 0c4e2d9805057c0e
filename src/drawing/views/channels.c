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

struct placed *channels_add_filter_room(struct panel *panel, struct point size)
{
    const struct simulation *layer = panel->subject.simulation;
    bool has_several =
        layer->out_channels > 1 && !subject_names(&panel->subject, MAP_KERNEL)->whole;
    bool is_by_position = panel->subject.scene->order.value == ORDER_POSITION;
    struct placed *room =
        panel_room(panel, MAP_KERNEL, (struct size){in_cells(size.x), in_cells(size.y)});
    room->map.is_turned = layer->is_turned;
    room->counts_filters = has_several && !is_by_position;
    room->tells_filters = has_several && is_by_position;
    return room;
}

/* How a card's name and the arrows beside it stand. */
static void name_card(const struct channels *channels, struct placed *placed, enum map_role role,
                      size_t card)
{
    bool is_deck = channels->is_deck, is_first = role == MAP_INPUT && card == 0;
    placed->name_side = is_deck ? SIDE_BELOW : SIDE_ABOVE;
    if (is_first)
        placed->dimensions = is_deck ? DIMENSIONS_BELOW : DIMENSIONS_ABOVE;
    placed->is_hidden = is_deck;
    if (is_deck)
        placed->deck = card > 0 ? DECK_BEHIND : DECK_FRONT;
}

void channels_add_pile(struct panel *panel, struct pile *pile, enum map_role role,
                       struct point size)
{
    static const struct deck_sizes *const sizes = &theme_sizes.deck;
    const struct channels *channels = panel->subject.state;
    struct layout *layout = panel->layout;
    pile->box = layout_free(layout);
    pile->first = panel->map_count;
    box_id spine = layout_room(layout, (struct size){in_cells(size.x), in_cells(size.y)});
    layout_at(layout, spine, in_cells(0), in_cells(0));
    for (size_t card = 0; card < pile->cards; card++) {
        int channel = channels_map_at(pile, card, 0);
        if (channel == NO_MAP)
            continue;
        struct map map = map_of_role(panel->subject.simulation, role, (size_t)channel, 0);
        map.channel = channel;
        struct placed *placed = panel_map(panel, &map);
        name_card(channels, placed, role, card);
        if (card > 0)
            placed->room_above =
                channels->is_deck ? pile->at[1].x - pile->at[0].x : channels->map_gap;
        layout_at(layout, placed->box, in_cells(pile->at[card].x), in_cells(pile->at[card].y));
        if (pile->is_cut && card == 0) /* for the end of the brace */
            layout_take(layout, placed->box, SIDE_BELOW, sizes->brace_room * panel->expected_cell);
    }
    if (pile->is_cut) {
        box_id brace = layout_room(
            layout, (struct size){in_points(channels_brace_size(panel, pile).x), in_cells(0)});
        layout_at(layout, brace, in_cells(size.x - pile->depth / 2 + sizes->brace_room),
                  in_cells(size.y));
    }
    layout_end(layout);
}

static void lay_out(struct panel *panel)
{
    struct channels *channels = panel->subject.state;
    bool is_first = panel->arrangement == 0 || panel->subject.looks.show.indices.value;
    channels->has_kernel = subject_shows_kernel(&panel->subject);
    channels->is_deck = channels->can_be_deck && !(channels->can_be_rows && is_first);
    if (channels->is_deck)
        channels_lay_out_decks(panel);
    else
        channels_lay_out_rows(panel);
}

/* ---- what rests ---- */

/* Between an input map and what follows it, or from all maps to all. */
static void draw_sign(const struct panel *panel, const struct channels *channels, size_t row,
                      struct pen *pen)
{
    bool is_moving = simulation_moves_channels(panel->subject.simulation);
    struct lettering lettering = subject_sign_lettering(&panel->subject);
    struct rectangle first = layout_core(panel->layout, panel->maps[0].box);
    struct rectangle core = layout_core(panel->layout, panel->maps[row].box);
    struct point at = layout_between(panel->layout, channels->next);
    at.y = is_moving ? (first.y + core.y + core.height) / 2 : core.y + core.height / 2;
    pen_write(pen, key_of("sign.times", row),
              channels->has_kernel ? "\xe2\x88\x97" : "\xe2\x86\x92", /* U+2217, U+2192 */
              at, &lettering);
}

void channels_draw_inputs_of(const struct panel *panel, size_t group,
                             const struct moment_part *built, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    const struct placed *inputs = &panel->maps[channels->input.first];
    size_t count = channels->input.in_group;
    for (size_t c = group * count; c < (group + 1) * count; c++)
        if (built)
            map_draw_built(&inputs[c].map, built, pen);
        else
            map_draw_rest(&inputs[c].map, pen);
}

void channels_draw_rest_of(const struct panel *panel, size_t group, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    bool is_moving = simulation_moves_channels(panel->subject.simulation);
    size_t inputs = channels->input.in_group, outputs = channels->output.in_group;
    for (size_t c = group * inputs; c < (group + 1) * inputs; c++)
        if (!is_moving || c + 1 == (group + 1) * inputs)
            draw_sign(panel, channels, c, pen);
    for (size_t o = group * outputs; o < (group + 1) * outputs; o++)
        map_draw_rest(&panel->maps[channels->output.first + o].map, pen);
}

/* Cards of decks take turns on top; where there are several groups of rows they fade as wholes. */
static void draw_rest(const struct panel *panel, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    if (channels->is_deck) {
        panel_draw_signs(panel, pen);
        channels_draw_cut(panel, &channels->input, pen);
        channels_draw_cut(panel, &channels->output, pen);
    } else if (channels->groups == 1) {
        channels_draw_inputs_of(panel, 0, NULL, pen);
        channels_draw_rest_of(panel, 0, pen);
    }
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
                                   .draw_rest = draw_rest,
                                   .draw_step = channels_draw_step};
