/* SPDX-License-Identifier: MIT */
/* The cards of a moment: those that are read or written lie on top of their deck, where they are in
 * it, and the window goes through all that it reads. */
#include <math.h>

#include "drawing/views/decks.h"

static const struct deck_sizes *const sizes = &theme_sizes.deck;

struct plane decks_card_plane(const struct panel *panel, enum map_role role, size_t card)
{
    const struct channels *channels = panel->subject.state;
    const struct decks *decks = &channels->decks;
    const struct deck *deck = role == MAP_INPUT ? &decks->input : &decks->output;
    struct plane plane = panel->maps[role == MAP_INPUT ? 0 : decks->first_output].map.plane;
    double shift = deck_shift(deck, card);
    plane.origin = plane_point(&plane, -shift, shift);
    return plane;
}

/* Cards `first` up to, not with, `end` lie on top of their deck. */
struct top {
    size_t first, end;
};

/* A card of a deck, by its turn: those behind the top ones from the last on, those before them from
 * the first on, then those on top. */
static size_t card_in_turn(const struct deck *deck, const struct top *top, size_t turn)
{
    size_t behind = deck->cards - top->end;
    if (turn < behind)
        return deck->cards - 1 - turn;
    turn -= behind;
    return turn < top->first ? turn : top->end - 1 - (turn - top->first);
}

/* A map on a card. */
static struct map map_at(const struct panel *panel, enum map_role role, size_t channel, size_t card)
{
    const struct channels *channels = panel->subject.state;
    struct map map = map_of_role(panel->subject.simulation, role, channel, 0);
    map.channel = (int)channel;
    map.texts = panel->maps[role == MAP_INPUT ? 0 : channels->decks.first_output].map.texts;
    map.subject = &panel->subject;
    map.plane = decks_card_plane(panel, role, card);
    return map;
}

/* ---- the input ---- */

/* A card as one sheet. Padding is part of it: it is paler then. */
static void draw_sheet(const struct map *map, struct area area, bool is_on_top, struct pen *pen)
{
    const struct theme *theme = pen->theme;
    double strength = (map_has_zeros(map) ? sizes->padded : 1) * (is_on_top ? 1 : sizes->pale);
    struct color paper = theme->color[COLOR_BACKGROUND];
    plane_trace_outline(pen, &map->plane, area);
    pen_paint(pen, map_key(map, "sheet", pen),
              color_mix(paper, theme->color[COLOR_INPUT], strength),
              (struct stroke){.color = color_mix(paper, theme->color[COLOR_INPUT_LINE],
                                                 is_on_top ? 1 : sizes->pale),
                              .width = theme->thick_pt});
}

static void draw_paper(const struct map *map, struct area area, struct pen *pen)
{
    plane_trace_outline(pen, &map->plane, area);
    pen_paint(pen, map_key(map, "paper", pen), pen->theme->color[COLOR_BACKGROUND], stroke_none);
}

/* What of a prism is behind its front: its upper and its right side, and its hidden edges. */
static void draw_prism(const struct plane *front, const struct plane *back, struct area area,
                       struct color fill, struct stroke edge, const char *part, struct pen *pen)
{
    const double rows[] = {area.row, area.row, area.row + area.rows};
    const double columns[] = {area.column, area.column + area.columns, area.column + area.columns};
    pen_move_to(pen, plane_point(back, rows[0], columns[0]));
    for (int i = 1; i < 3; i++)
        pen_line_to(pen, plane_point(back, rows[i], columns[i]));
    for (int i = 2; i >= 0; i--)
        pen_line_to(pen, plane_point(front, rows[i], columns[i]));
    pen_close(pen);
    pen_paint(pen, key_once(arena_format(pen->arena, "%s.sides", part)), fill, stroke_none);
    for (int i = 0; i < 3; i++) {
        pen_move_to(pen, plane_point(front, rows[i], columns[i]));
        pen_line_to(pen, plane_point(back, rows[i], columns[i]));
    }
    pen_move_to(pen, plane_point(back, rows[0], columns[0]));
    pen_line_to(pen, plane_point(back, rows[1], columns[1]));
    pen_line_to(pen, plane_point(back, rows[2], columns[2]));
    pen_paint(pen, key_once(arena_format(pen->arena, "%s.edges", part)), color_none, edge);
}

static void draw_input(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    const struct deck *deck = &channels->decks.input;
    size_t seen = lights->progress < 0.5 ? 0 : lights->window_count - 1;
    const struct light_window *window = &lights->windows[seen];
    struct top top = {deck_card_of(deck, window->first_channel),
                      deck_card_of(deck, window->end_channel - 1) + 1};
    size_t current = window->first_channel;
    for (size_t turn = 0; turn < deck->cards; turn++) {
        size_t card = card_in_turn(deck, &top, turn);
        int channel = deck_map_at(deck, card, current);
        if (channel == NO_MAP)
            continue;
        struct map map = map_at(panel, MAP_INPUT, (size_t)channel, card);
        if (card != top.first) {
            draw_sheet(&map, map_grid(&map), card > top.first && card < top.end, pen);
            continue;
        }
        draw_paper(&map, map_grid(&map), pen);
        map_draw_rest(&map, pen);
        struct plane back = decks_card_plane(panel, MAP_INPUT, top.end - 1);
        double strength = map.texts.of ? sizes->prism_on_digits : sizes->prism;
        for (size_t i = 0; i < lights->window_count && top.end > top.first + 1; i++) {
            double share = lights->windows[i].share;
            struct stroke edge = pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thick_pt);
            if (share > 0)
                draw_prism(&map.plane, &back, lights_window_area(lights, &lights->windows[i]),
                           color_faded(pen->theme->color[COLOR_KERNEL], strength * share),
                           stroke_faded(edge, share), i == 0 ? "prism" : "prism.next", pen);
        }
        map_draw_window(&map, lights, NULL, NULL, pen);
    }
}

/* ---- the output ---- */

/* A card of which some units are there is as strong as they are many. */
static void draw_output_sheet(const struct map *map, const struct lights *lights, struct pen *pen)
{
    const struct theme *theme = pen->theme;
    double units = (double)(map->rows * map->columns);
    double share = (double)lights_shown(lights, map) / units;
    if (lights->progress >= 0.5 && lights->is_by_position && share < 1)
        share += 1 / units;
    plane_trace_outline(pen, &map->plane, map_grid(map));
    pen_paint(pen, map_key(map, "sheet", pen),
              color_mix(theme->color[COLOR_BACKGROUND], theme->color[COLOR_OUTPUT], share),
              pen_solid(pen, COLOR_OUTPUT_LINE, theme->thick_pt));
}

/* The current units of all maps, one behind the other. */
static void draw_pillars(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    const struct deck *deck = &channels->decks.output;
    struct plane back = decks_card_plane(panel, MAP_OUTPUT, deck->cards - 1);
    struct map map = map_at(panel, MAP_OUTPUT, 0, 0);
    for (size_t i = 0; i < lights->current_count && deck->cards > 1; i++) {
        struct area area;
        double share;
        if (lights_current_area(lights, &lights->currents[i], &map, &area, &share))
            draw_prism(&map.plane, &back, area,
                       color_faded(pen->theme->color[COLOR_NOW], sizes->prism * share),
                       stroke_faded(pen_solid(pen, COLOR_NOW_LINE, pen->theme->thick_pt), share),
                       i == 0 ? "pillar" : "pillar.next", pen);
    }
}

static void draw_output(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    const struct deck *deck = &channels->decks.output;
    size_t seen = lights_seen_channel(lights), on_top = deck_card_of(deck, seen);
    struct top top = {on_top, on_top + 1};
    if (lights->is_by_position)
        top = (struct top){0, deck->cards};
    for (size_t turn = 0; turn < deck->cards; turn++) {
        size_t card = card_in_turn(deck, &top, turn);
        int channel = deck_map_at(deck, card, seen);
        if (channel == NO_MAP)
            continue;
        struct map map = map_at(panel, MAP_OUTPUT, (size_t)channel, card);
        if (card != top.first) {
            draw_output_sheet(&map, lights, pen);
            continue;
        }
        draw_paper(&map, map_grid(&map), pen);
        map_draw_rest(&map, pen);
        if (lights->is_by_position)
            draw_pillars(panel, lights, pen);
        map_draw_outputs(&map, lights, pen);
    }
}

void decks_draw_step(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    draw_input(panel, lights, pen);
    if (channels->has_kernel)
        decks_draw_filters(panel, lights, pen);
    draw_output(panel, lights, pen);
    if (channels->has_kernel)
        decks_draw_links(panel, lights, pen);
}

/* ---- before the first step ---- */

/* The cards of the input grow with what they hold; those behind the first are sheets. */
void decks_draw_built(const struct panel *panel, const struct moment_part *part,
                      const struct lights *lights, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    const struct deck *deck = &channels->decks.input;
    const struct top top = {0, 1};
    for (size_t turn = 0; turn < deck->cards; turn++) {
        size_t card = card_in_turn(deck, &top, turn);
        int channel = deck_map_at(deck, card, 0);
        if (channel == NO_MAP)
            continue;
        struct map map = map_at(panel, MAP_INPUT, (size_t)channel, card);
        struct area area = map_built_area(&map, part);
        if (card != top.first) {
            draw_sheet(&map, area, false, pen);
            continue;
        }
        draw_paper(&map, area, pen);
        map_draw_built(&map, part, pen);
    }
    if (channels->has_kernel)
        decks_draw_filters(panel, lights, pen);
    draw_output(panel, lights, pen);
}
