/* SPDX-License-Identifier: MIT */
/* What stands beside decks: of one that is cut dots for the cards that are not there, and a brace
 * that says how many there are; the line from the current filter to the output that it makes. */
#include <math.h>

#include "drawing/views/decks.h"
#include "drawing/words/words.h"

static const struct deck_sizes *const sizes = &theme_sizes.deck;

static const struct deck *deck_for(const struct channels *channels, enum map_role role)
{
    return role == MAP_INPUT ? &channels->decks.input : &channels->decks.output;
}

/* "64 maps" */
static const char *count_text(const struct panel *panel, enum map_role role, struct arena *arena)
{
    size_t maps = deck_for(panel->subject.state, role)->maps;
    return catalogue_phrase(panel->subject.looks.language, WORD_MAPS,
                            arena_format(arena, "%zu", maps), arena);
}

static bool has_words(const struct panel *panel)
{
    return subject_shows(&panel->subject, &panel->subject.looks.show.labels);
}

struct point decks_brace_size(const struct panel *panel, enum map_role role)
{
    struct words words = words_of(&panel->subject, COLOR_ZERO_INK, theme_sizes.words.small);
    if (!has_words(panel))
        return (struct point){0, 0};
    return (struct point){words_width(&words, count_text(panel, role, panel->arena)),
                          theme_sizes.words.line * words.lettering.font.size_pt};
}

/* A brace from one point to another, its middle pushed out by `out`. */
static void draw_brace(struct point from, struct point to, struct point out, struct item_key key,
                       struct pen *pen)
{
    struct point middle = {(from.x + to.x) / 2 + out.x, (from.y + to.y) / 2 + out.y};
    struct point half = {out.x / 2, out.y / 2};
    struct point sides[] = {from, to};
    struct stroke line = pen_solid(pen, COLOR_ZERO_INK, pen->theme->thick_pt);
    for (int i = 0; i < 2; i++) {
        struct point near = {sides[i].x + half.x, sides[i].y + half.y};
        struct point far = {middle.x - half.x, middle.y - half.y};
        struct point bend = {near.x + (far.x - near.x) * sizes->dots[0],
                             near.y + (far.y - near.y) * sizes->dots[0]};
        struct point late = {near.x + (far.x - near.x) * sizes->dots[1],
                             near.y + (far.y - near.y) * sizes->dots[1]};
        pen_move_to(pen, sides[i]);
        pen_curve_to(pen, near, near, bend);
        pen_line_to(pen, late);
        pen_curve_to(pen, far, far, middle);
    }
    pen_paint(pen, key, color_none, line);
}

void decks_draw_dots(struct point from, struct point to, struct item_key key, double radius,
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

/* Along the lower right corners of the cards. */
static void draw_deck_words(const struct panel *panel, enum map_role role, struct pen *pen)
{
    const struct deck *deck = deck_for(panel->subject.state, role);
    double cell = subject_cells(&panel->subject, 1), out = sizes->brace * cell;
    struct plane first = decks_card_plane(panel, role, 0);
    size_t last_card = deck->cards - 1;
    const struct map map = map_of_role(panel->subject.simulation, role, 0, 0);
    struct point corner = plane_point(&first, (double)map.rows, (double)map.columns);
    double near = deck_shift(deck, 1) * cell, far = deck_shift(deck, last_card) * cell;
    double aside = sizes->brace_gap * cell, close = sizes->dot * 2 * cell;
    decks_draw_dots((struct point){corner.x + near + close, corner.y - near + close},
                    (struct point){corner.x + far + close, corner.y - far + close},
                    key_of("deck.dots", role), sizes->dot * cell, pen);
    if (!has_words(panel))
        return;
    struct point from = {corner.x + aside, corner.y + aside};
    struct point to = {corner.x + far + aside, corner.y - far + aside};
    draw_brace(from, to, (struct point){out, out}, key_of("deck.brace", role), pen);
    struct words words = words_of(&panel->subject, COLOR_ZERO_INK, theme_sizes.words.small);
    struct point size = decks_brace_size(panel, role);
    pen_write(pen, key_of("deck.count", role), count_text(panel, role, pen->arena),
              (struct point){(from.x + to.x) / 2 + 1.3 * out + size.x / 2,
                             (from.y + to.y) / 2 + 1.3 * out + size.y / 4},
              &words.lettering);
}

void decks_draw_words(const struct panel *panel, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    for (int role = 0; role < MAP_ROLES; role++)
        if (role != MAP_KERNEL && deck_for(channels, (enum map_role)role)->is_cut)
            draw_deck_words(panel, (enum map_role)role, pen);
}

/* ---- links ---- */

/* A link from below bends before the output's name. */
static double bend_of(const struct panel *panel, struct point from, struct point to)
{
    const struct channels *channels = panel->subject.state;
    const struct placed *output = &panel->maps[channels->decks.first_output];
    if (output->named == NO_BOX)
        return to.x;
    struct rectangle name = layout_beside(panel->layout, output->named, output->attached);
    return from.y > name.y ? fmin(to.x, name.x) : to.x;
}

/* From a filter's right to the gap below its row, of the last row above it, in that gap to the end
 * of the grid, then to the unit. */
static void trace_way(const struct panel *panel, size_t slot, struct point to, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    const struct decks *decks = &channels->decks;
    struct point corner = decks_corner(decks, slot);
    double right = corner.x + decks->slot_width;
    double middle = corner.y + decks->slot_height / 2;
    double end =
        (double)decks->columns * (decks->slot_width + decks->column_gap) - decks->column_gap;
    bool is_last = (slot + 1) % decks->columns == 0 || slot + 1 == decks->filters.cards;
    bool is_low = slot / decks->columns + 1 == decks->rows; /* below it are words */
    double lane =
        is_low ? corner.y - decks->row_gap / 2 : corner.y + decks->slot_height + decks->row_gap / 2;
    struct point from = plane_point(&decks->page, middle, right);
    pen_move_to(pen, from);
    if (!is_last) {
        struct point turn = plane_point(&decks->page, lane, right + decks->column_gap);
        double half = (from.x + turn.x) / 2;
        pen_curve_to(pen, (struct point){half, from.y}, (struct point){half, turn.y}, turn);
        from = plane_point(&decks->page, lane, end);
        pen_line_to(pen, from);
    } else if (right < end) {
        from = plane_point(&decks->page, middle, end);
        pen_line_to(pen, from);
    }
    struct point bend = {bend_of(panel, from, to), to.y};
    double half = (from.x + bend.x) / 2;
    pen_curve_to(pen, (struct point){half, from.y}, (struct point){half, to.y}, bend);
    if (bend.x < to.x)
        pen_line_to(pen, to);
}

void decks_draw_links(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    const struct decks *decks = &channels->decks;
    size_t seen = lights_seen_channel(lights);
    double cell = subject_cells(&panel->subject, 1);
    for (size_t slot = 0; slot < decks->filters.cards; slot++) {
        int filter = deck_map_at(&decks->filters, slot, seen);
        struct area area;
        double share = 0;
        if (filter == NO_MAP || (!lights->is_by_position && (size_t)filter != seen))
            continue;
        size_t card = lights->is_by_position ? 0 : deck_card_of(&decks->output, (size_t)filter);
        struct plane plane = decks_card_plane(panel, MAP_OUTPUT, card);
        struct map map = map_of_output(lights->layer, (size_t)filter, 0);
        map.channel = filter;
        for (size_t i = 0; i < lights->current_count; i++) {
            if (!lights_current_area(lights, &lights->currents[i], &map, &area, &share))
                continue;
            struct stroke stroke =
                stroke_faded(pen_solid(pen, COLOR_LINK, sizes->link * pen->theme->thick_pt), share);
            struct point tip = plane_point(&plane, area.row + 0.5, -sizes->arrow_gap);
            struct point from = {tip.x - sizes->arrow * cell, tip.y};
            trace_way(panel, slot, from, pen);
            struct item_key key = {"links.output", filter, (int)i, -1, NULL};
            pen_paint(pen, key, color_none, stroke);
            pen_move_to(pen, tip);
            pen_line_to(pen, (struct point){from.x, tip.y - sizes->arrow / 2 * cell});
            pen_line_to(pen, (struct point){from.x, tip.y + sizes->arrow / 2 * cell});
            pen_close(pen);
            key.part = "links.arrow";
            pen_paint(pen, key, stroke.color, stroke_none);
        }
    }
}
