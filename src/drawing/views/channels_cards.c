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

void channels_draw_dots(struct point from, struct point to, struct item_key key, double radius,
                        struct pen *pen)
{
    enum { DOTS = 3 };
    for (int i = 1; i <= DOTS; i++)
        pen_circle(pen,
                   (struct point){from.x + (to.x - from.x) * i / (DOTS + 1),
                                  from.y + (to.y - from.y) * i / (DOTS + 1)},
                   radius);
    pen_paint(pen, key, pen->theme->color[COLOR_ZERO_INK], stroke_none);
}
