/* SPDX-License-Identifier: MIT */
/* Beside decks that are cut: dots for the cards that are not there, and a brace that says how many
 * there are. */
#include <math.h>

#include "drawing/views/channels.h"
#include "drawing/words/words.h"

static const struct deck_sizes *const sizes = &theme_sizes.deck;

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

/* "64 maps" */
static const char *count_text(const struct panel *panel, const struct pile *pile,
                              struct arena *arena)
{
    return catalogue_phrase(panel->subject.looks.language, WORD_MAPS,
                            arena_format(arena, "%zu", pile->maps), arena);
}

static bool has_words(const struct panel *panel)
{
    return subject_shows(&panel->subject, &panel->subject.looks.show.labels);
}

struct point channels_brace_size(const struct panel *panel, const struct pile *pile)
{
    struct words words = words_of(&panel->subject, COLOR_ZERO_INK, theme_sizes.words.small);
    if (!has_words(panel))
        return (struct point){0, 0};
    return (struct point){words_width(&words, count_text(panel, pile, panel->arena)),
                          theme_sizes.words.line * words.lettering.font.size_pt};
}

/* The middle of the brace's words, from the front card's lower right corner. Small cells leave too
 * little between both. */
static struct point count_at(const struct pile *pile, struct point size, double cell)
{
    double along = (pile->at[pile->cards - 1].x / 2) * cell;
    double off = fmax((sizes->brace_gap + sizes->brace_off * sizes->brace) * cell,
                      sizes->brace_near * size.y);
    return (struct point){off + along + size.x / 2, off - along + size.y / 4};
}

double channels_brace_below(const struct panel *panel, const struct pile *pile)
{
    struct point size = channels_brace_size(panel, pile);
    double cell = panel->expected_cell;
    return fmax(sizes->brace_room * cell, count_at(pile, size, cell).y + size.y / 2);
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

/* Along the lower right corners of the cards. */
void channels_draw_cut(const struct panel *panel, const struct pile *pile, struct pen *pen)
{
    const struct map *map = &panel->maps[pile->first].map;
    double cell = subject_cells(&panel->subject, 1), out = sizes->brace * cell;
    struct point corner = plane_point(&map->plane, (double)map->rows, (double)map->columns);
    if (!pile->is_cut)
        return;
    double near = pile->at[1].x * cell, far = pile->at[pile->cards - 1].x * cell;
    double aside = sizes->brace_gap * cell, close = sizes->dot * 2 * cell;
    channels_draw_dots((struct point){corner.x + near + close, corner.y - near + close},
                       (struct point){corner.x + far + close, corner.y - far + close},
                       key_of("deck.dots", map->role), sizes->dot * cell, pen);
    if (!has_words(panel))
        return;
    struct point from = {corner.x + aside, corner.y + aside};
    struct point to = {corner.x + far + aside, corner.y - far + aside};
    draw_brace(from, to, (struct point){out, out}, key_of("deck.brace", map->role), pen);
    struct words words = words_of(&panel->subject, COLOR_ZERO_INK, theme_sizes.words.small);
    struct point at = count_at(pile, channels_brace_size(panel, pile), cell);
    pen_write(pen, key_of("deck.count", map->role), count_text(panel, pile, pen->arena),
              (struct point){corner.x + at.x, corner.y + at.y}, &words.lettering);
}
