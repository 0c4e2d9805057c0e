/* SPDX-License-Identifier: MIT */
/* Decks of view channels: the input's, those of the filters in a grid, the output's. */
#include <math.h>

#include "drawing/views/channels.h"

static const struct deck_sizes *const sizes = &theme_sizes.deck;

/* ---- cards ---- */

static void place(struct pile *pile, size_t maps)
{
    pile->maps = pile->cards = maps;
    pile->is_cut = maps > (size_t)sizes->most_cards;
    if (pile->is_cut)
        pile->cards = CUT_CARDS;
    double steps = pile->is_cut ? sizes->cut_steps[CUT_CARDS - 1] : (double)(maps - 1);
    double pitch = fmin(sizes->pitch, steps > 0 ? sizes->most_depth / steps : sizes->pitch);
    pile->depth = steps * pitch;
    for (size_t card = 0; card < pile->cards; card++) {
        double shift = (pile->is_cut ? sizes->cut_steps[card] : (double)card) * pitch;
        pile->at[card] = (struct point){shift, pile->depth - shift};
    }
}

/* Filters in so many columns: the first arrangement has about as many as rows. */
static size_t columns_of(const struct pile *filters, int arrangement)
{
    if (filters->is_cut)
        return 1;
    if (arrangement == 0)
        return (size_t)ceil(sqrt((double)filters->cards));
    return (size_t)arrangement < filters->cards ? (size_t)arrangement : filters->cards;
}

static void place_filters(struct channels *channels, const struct panel *panel)
{
    const struct simulation *layer = panel->subject.simulation;
    struct pile *filters = &channels->filters;
    struct map kernel = map_of_kernel(layer, 0, 0, 0);
    place(filters, layer->has_kernel ? layer->out_channels : 1);
    place(&channels->slices, layer->in_channels / layer->groups);
    channels->filter_columns = columns_of(filters, panel->arrangement - channels->can_be_rows);
    channels->slot = (struct point){kernel.reach.columns + channels->slices.depth +
                                        (layer->has_bias ? sizes->bias_room + sizes->bias_side : 0),
                                    kernel.reach.rows + channels->slices.depth};
    for (size_t slot = 0; slot < filters->cards; slot++)
        filters->at[slot] = (struct point){
            (double)(slot % channels->filter_columns) * (channels->slot.x + sizes->filter_gap),
            (double)(slot / channels->filter_columns) * (channels->slot.y + sizes->filter_gap)};
}

/* ---- layout ---- */

static void add_deck(struct panel *panel, struct pile *pile, enum map_role role)
{
    struct map first = map_of_role(panel->subject.simulation, role, 0, 0);
    channels_add_pile(
        panel, pile, role,
        (struct point){first.reach.columns + pile->depth, first.reach.rows + pile->depth});
}

static void add_filters(struct panel *panel)
{
    struct channels *channels = panel->subject.state;
    const struct pile *filters = &channels->filters;
    struct map first = map_of_kernel(panel->subject.simulation, 0, 0, 0);
    const struct point *last = &filters->at[filters->cards - 1];
    struct point size = {filters->at[channels->filter_columns - 1].x + channels->slot.x,
                         last->y + channels->slot.y};
    channels->room = layout_free(panel->layout);
    struct placed *room = channels_add_filter_room(panel, size);
    layout_at(panel->layout, room->box, in_cells(0), in_cells(0));
    channels->slices.first = panel->map_count;
    struct placed *kernel = panel_map(panel, &first);
    kernel->is_hidden = true;
    kernel->deck = DECK_BEHIND;
    kernel->map.channel = -1;
    layout_at(panel->layout, kernel->box, in_cells(0), in_cells(channels->slices.depth));
    layout_end(panel->layout);
}

void channels_lay_out_decks(struct panel *panel)
{
    struct channels *channels = panel->subject.state;
    place(&channels->input, channels->input.maps);
    place(&channels->output, channels->output.maps);
    place_filters(channels, panel);
    channels->divisor = 0;
    layout_row(panel->layout, in_cells(sizes->gap), ALIGN_MIDDLE);
    add_deck(panel, &channels->input, MAP_INPUT);
    if (channels->has_kernel)
        add_filters(panel);
    add_deck(panel, &channels->output, MAP_OUTPUT);
    channels->next = channels->has_kernel ? channels->room : channels->output.box;
    panel_sign(panel, channels->has_kernel ? SIGN_CONVOLVES : SIGN_ARROW, channels->next);
    layout_end(panel->layout);
}
