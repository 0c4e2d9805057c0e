/* SPDX-License-Identifier: MIT */
/* The cards of view channels: which map each shows, and where it lies. */
#include "drawing/views/channels.h"

int channels_map_at(const struct pile *pile, size_t card, size_t current)
{
    if (!pile->is_cut || card < CUT_CARD)
        return (int)card;
    if (card > CUT_CARD)
        return (int)pile->maps - 1;
    return current >= CUT_CARD && current + 1 < pile->maps ? (int)current : NO_MAP;
}

size_t channels_card_of(const struct pile *pile, size_t map)
{
    if (!pile->is_cut || map < CUT_CARD)
        return map;
    return map + 1 == pile->maps ? CUT_CARDS - 1 : CUT_CARD;
}

/* A first map moved so many cells. */
static struct map moved(const struct map *first, double rows, double columns)
{
    struct map map = *first;
    map.plane.origin = plane_point(&first->plane, rows, columns);
    return map;
}

struct map channels_map_on(const struct panel *panel, const struct pile *pile, size_t card,
                           size_t number)
{
    const struct channels *channels = panel->subject.state;
    const struct map *first = &panel->maps[pile->first].map;
    const struct point *at = pile->at;
    if (!channels->is_deck)
        return panel->maps[pile->first + card].map;
    struct map map = moved(first, at[card].y - at[0].y, at[card].x - at[0].x);
    map.first = map_of_role(panel->subject.simulation, first->role, number, 0).first;
    map.channel = (int)number;
    return map;
}

struct map channels_slice(const struct panel *panel, size_t slot, size_t slice, size_t filter)
{
    const struct channels *channels = panel->subject.state;
    const struct pile *slices = &channels->slices, *filters = &channels->filters;
    if (!channels->is_deck) {
        size_t inputs = channels->input.maps;
        struct map map = panel->maps[slices->first + slot * inputs + slice].map;
        map.first = map_weights_at(map.layer, slice, filter);
        return map;
    }
    struct map map = moved(&panel->maps[slices->first].map,
                           filters->at[slot].y + slices->at[slice].y - slices->at[0].y,
                           filters->at[slot].x + slices->at[slice].x - slices->at[0].x);
    map.channel = (int)filter;
    map.part = "filter";
    map_show_weights(&map, 0, filter);
    return map;
}

size_t channels_group_of(const struct channels *channels, size_t output)
{
    return channels->is_deck ? 0 : output / channels->output.in_group;
}

/* Those behind the top ones from the last on, those before them from the first on, then those on
 * top. */
static size_t card_in_turn(const struct turns *turns)
{
    size_t behind = turns->pile->cards - turns->end, turn = turns->turn;
    if (turn < behind)
        return turns->pile->cards - 1 - turn;
    turn -= behind;
    return turn < turns->first ? turn : turns->end - 1 - (turn - turns->first);
}

bool channels_next_card(const struct panel *panel, struct turns *turns, struct card *card)
{
    const struct channels *channels = panel->subject.state;
    for (; turns->turn < turns->pile->cards; turns->turn++) {
        size_t at = channels->is_deck ? card_in_turn(turns) : turns->turn;
        int number = channels_map_at(turns->pile, at, turns->current);
        if (number == NO_MAP)
            continue;
        *card = (struct card){.map = channels_map_on(panel, turns->pile, at, (size_t)number),
                              .slice = -1,
                              .is_sheet = channels->is_deck && at != turns->first,
                              .is_on_top = at >= turns->first && at < turns->end};
        turns->turn++;
        return true;
    }
    return false;
}

bool channels_draw_card(const struct card *card, struct area area, double fill, double line,
                        struct pen *pen)
{
    static const enum theme_color fills[] = {COLOR_INPUT, COLOR_KERNEL, COLOR_OUTPUT};
    static const enum theme_color lines[] = {COLOR_INPUT_LINE, COLOR_WINDOW_LINE,
                                             COLOR_OUTPUT_LINE};
    const struct color *color = pen->theme->color, paper = color[COLOR_BACKGROUND];
    enum map_role role = card->map.role;
    struct stroke edge = {.color = color_mix(paper, color[lines[role]], line),
                          .width = pen->theme->thick_pt};
    struct item_key key = map_key(&card->map, card->is_sheet ? "sheet" : "paper", pen);
    key.row = card->slice;
    plane_trace_outline(pen, &card->map.plane, area);
    pen_paint(pen, key, card->is_sheet ? color_mix(paper, color[fills[role]], fill) : paper,
              card->is_sheet ? edge : stroke_none);
    return !card->is_sheet;
}

/* ---- cards that are not drawn ---- */

void channels_draw_dots(const struct panel *panel, struct point from, struct point to,
                        struct item_key key, struct pen *pen)
{
    enum { DOTS = 3 };
    for (int i = 1; i <= DOTS; i++)
        pen_circle(pen, point_between(from, to, (double)i / (DOTS + 1)),
                   subject_cells(&panel->subject, theme_sizes.deck.dot));
    pen_paint(pen, key, pen->theme->color[COLOR_ZERO_INK], stroke_none);
}

static struct point below_corner(const struct map *card)
{
    double near = 2 * theme_sizes.deck.dot;
    return plane_point(&card->plane, (double)card->rows + near, (double)card->columns + near);
}

void channels_draw_cut(const struct panel *panel, const struct map *second, const struct map *last,
                       struct item_key key, struct pen *pen)
{
    channels_draw_dots(panel, below_corner(second), below_corner(last), key, pen);
}

/* ---- layout ---- */

struct placed *channels_add_filter_room(struct panel *panel, struct point size)
{
    const struct channels *channels = panel->subject.state;
    const struct simulation *layer = panel->subject.simulation;
    bool has_several =
        layer->out_channels > 1 && !subject_names(&panel->subject, MAP_KERNEL)->whole;
    bool is_by_position = panel->subject.scene->order.value == ORDER_POSITION;
    struct placed *room =
        panel_room(panel, MAP_KERNEL, (struct size){in_cells(size.x), in_cells(size.y)});
    room->map.is_turned = layer->is_turned;
    room->name_side = channels->is_deck ? SIDE_BELOW : SIDE_ABOVE;
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
    }
    layout_end(layout);
}
