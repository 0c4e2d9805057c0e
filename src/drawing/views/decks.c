/* SPDX-License-Identifier: MIT */
/* Where the decks of view channels stand: the input's, the filters in a grid, the output's. */
#include "drawing/views/decks.h"

#include <math.h>

#include "drawing/words/words.h"

static const struct deck_sizes *const sizes = &theme_sizes.deck;

/* ---- cards ---- */

static struct deck deck_of(size_t maps)
{
    struct deck deck = {.maps = maps, .cards = maps, .is_cut = maps > (size_t)sizes->most_cards};
    if (deck.is_cut)
        deck.cards = CUT_CARDS;
    double steps = deck.is_cut ? sizes->cut_steps[CUT_CARDS - 1] : (double)(maps - 1);
    deck.pitch = fmin(sizes->pitch, steps > 0 ? sizes->most_depth / steps : sizes->pitch);
    deck.depth = steps * deck.pitch;
    return deck;
}

double deck_shift(const struct deck *deck, size_t card)
{
    return (deck->is_cut ? sizes->cut_steps[card] : (double)card) * deck->pitch;
}

int deck_map_at(const struct deck *deck, size_t card, size_t current)
{
    if (!deck->is_cut || card < CUT_CARD)
        return (int)card;
    if (card > CUT_CARD)
        return (int)deck->maps - 1;
    return current >= CUT_CARD && current + 1 < deck->maps ? (int)current : NO_MAP;
}

size_t deck_card_of(const struct deck *deck, size_t map)
{
    if (!deck->is_cut || map < CUT_CARD)
        return map;
    return map + 1 == deck->maps ? CUT_CARDS - 1 : CUT_CARD;
}

void decks_prepare(struct channels *channels, const struct simulation *layer)
{
    struct decks *decks = &channels->decks;
    decks->input = deck_of(layer->in_channels);
    decks->output = deck_of(channels->output_maps);
    decks->filters = deck_of(layer->has_kernel ? layer->out_channels : 1);
    decks->filter = deck_of(layer->in_channels / channels->groups);
}

/* ---- layout ---- */

/* Filters in so many columns: the first arrangement has about as many as rows. */
static size_t columns_of(const struct decks *decks, int arrangement)
{
    size_t cards = decks->filters.cards;
    if (decks->filters.is_cut)
        return 1;
    if (arrangement == 0)
        return (size_t)ceil(sqrt((double)cards));
    return (size_t)arrangement < cards ? (size_t)arrangement : cards;
}

static void add_spine(struct panel *panel, double width, double height)
{
    box_id spine = layout_room(panel->layout, (struct size){in_cells(width), in_cells(height)});
    layout_at(panel->layout, spine, in_cells(0), in_cells(0));
}

static box_id add_deck(struct panel *panel, enum map_role role)
{
    const struct channels *channels = panel->subject.state;
    const struct deck *deck = role == MAP_INPUT ? &channels->decks.input : &channels->decks.output;
    const struct simulation *layer = panel->subject.simulation;
    struct map first = map_of_role(layer, role, 0, 0);
    double width = first.reach.columns + deck->depth, height = first.reach.rows + deck->depth;
    box_id box = layout_free(panel->layout);
    add_spine(panel, width, height);
    for (size_t card = 0; card < deck->cards; card++) {
        int channel = deck_map_at(deck, card, 0);
        double shift = deck_shift(deck, card);
        if (channel == NO_MAP)
            continue;
        struct map map = map_of_role(layer, role, (size_t)channel, 0);
        struct placed *placed = panel_map(panel, &map);
        placed->map.channel = channel;
        placed->name_side = SIDE_BELOW;
        placed->room_above = card > 0 ? deck->pitch : 0;
        placed->is_hidden = true;
        placed->deck = card > 0 ? DECK_BEHIND : DECK_FRONT;
        placed->dimensions = role == MAP_INPUT && card == 0 ? DIMENSIONS_BELOW : DIMENSIONS_NONE;
        layout_at(panel->layout, placed->box, in_cells(shift), in_cells(deck->depth - shift));
        if (deck->is_cut && card == 0) /* for the end of the brace */
            layout_take(panel->layout, placed->box, SIDE_BELOW,
                        sizes->brace_room * panel->expected_cell);
    }
    if (deck->is_cut) {
        struct point words = decks_brace_size(panel, role);
        box_id brace = layout_room(panel->layout, (struct size){in_points(words.x), in_cells(0)});
        layout_at(panel->layout, brace,
                  in_cells(first.reach.columns + deck->depth / 2 + sizes->brace_room),
                  in_cells(height));
    }
    layout_end(panel->layout);
    return box;
}

static void add_filters(struct panel *panel)
{
    struct channels *channels = panel->subject.state;
    struct decks *decks = &channels->decks;
    const struct simulation *layer = panel->subject.simulation;
    struct map first = map_of_kernel(layer, 0, 0, 0);
    decks->columns = columns_of(decks, panel->arrangement - channels->can_be_rows);
    decks->rows = (decks->filters.cards + decks->columns - 1) / decks->columns;
    decks->row_gap = decks->column_gap = sizes->filter_gap;
    decks->slot_width = first.reach.columns + decks->filter.depth +
                        (layer->has_bias ? sizes->bias_room + sizes->bias_side : 0);
    decks->slot_height = first.reach.rows + decks->filter.depth;
    double width =
        (double)decks->columns * (decks->slot_width + decks->column_gap) - decks->column_gap;
    double height = (double)decks->rows * (decks->slot_height + decks->row_gap) - decks->row_gap;
    decks->filter_box = layout_free(panel->layout);
    struct placed *room = channels_add_filter_room(panel, width, height);
    layout_at(panel->layout, room->box, in_cells(0), in_cells(0));
    channels->first_kernel = panel->map_count;
    struct placed *kernel = panel_map(panel, &first);
    kernel->is_hidden = true;
    kernel->deck = DECK_BEHIND;
    kernel->map.channel = -1;
    layout_at(panel->layout, kernel->box, in_cells(0), in_cells(decks->filter.depth));
    layout_end(panel->layout);
}

void decks_lay_out(struct panel *panel)
{
    struct channels *channels = panel->subject.state;
    struct decks *decks = &channels->decks;
    channels->has_kernel = subject_shows_kernel(&panel->subject);
    layout_row(panel->layout, in_cells(sizes->gap), ALIGN_MIDDLE);
    add_deck(panel, MAP_INPUT);
    if (channels->has_kernel)
        add_filters(panel);
    decks->first_output = panel->map_count;
    decks->output_box = add_deck(panel, MAP_OUTPUT);
    panel_sign(panel, channels->has_kernel ? SIGN_CONVOLVES : SIGN_ARROW,
               channels->has_kernel ? decks->filter_box : decks->output_box);
    layout_end(panel->layout);
}

void decks_settle(struct panel *panel)
{
    struct channels *channels = panel->subject.state;
    double cell = subject_cells(&panel->subject, 1);
    if (!channels->has_kernel)
        return;
    struct rectangle room = layout_core(panel->layout, channels->decks.filter_box);
    channels->decks.page = (struct plane){{room.x, room.y}, {cell, 0}, {0, cell}};
    if (panel->subject.simulation->has_bias)
        channels->bias =
            texts_of(&panel->subject, panel->subject.simulation, TEXTS_BIAS, cell, panel->arena);
}
