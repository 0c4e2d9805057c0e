/* SPDX-License-Identifier: MIT */
/* Decks of view channels: many maps as cards one behind the other, to the upper right, and filters
 * as decks below each other. Of more than theme_sizes.deck.most_cards the first two, the last, and
 * between them the current one are there. */
#ifndef CONVREEL_DRAWING_DECKS_H
#define CONVREEL_DRAWING_DECKS_H

#include "drawing/views/channels.h"

enum { CUT_CARDS = 4, CUT_CARD = 2, NO_MAP = -1, MOST_FILTER_COLUMNS = 6 };

/* Which map card `card` shows, where `current` is the one to be seen; NO_MAP: none. */
int deck_map_at(const struct deck *deck, size_t card, size_t current);
/* Which card shows a map. */
size_t deck_card_of(const struct deck *deck, size_t map);
/* How far a card is behind the first, to the right and up, cells. */
double deck_shift(const struct deck *deck, size_t card);

void decks_prepare(struct channels *channels, const struct simulation *layer);
void decks_lay_out(struct panel *panel);
void decks_settle(struct panel *panel);
/* decks_beside.c: braces and dots of decks that are cut. */
struct point decks_brace_size(const struct panel *panel, enum map_role role);
/* Three of them between two points. */
void decks_draw_dots(struct point from, struct point to, struct item_key key, double radius,
                     struct pen *pen);
void decks_draw_words(const struct panel *panel, struct pen *pen);
/* decks_filters.c. The corner of a filter's place in the grid. */
struct point decks_corner(const struct decks *decks, size_t slot);
void decks_draw_filters(const struct panel *panel, const struct lights *lights, struct pen *pen);
/* decks_beside.c */
void decks_draw_links(const struct panel *panel, const struct lights *lights, struct pen *pen);
/* decks_draw.c */
struct plane decks_card_plane(const struct panel *panel, enum map_role role, size_t card);
void decks_draw_step(const struct panel *panel, const struct lights *lights, struct pen *pen);
/* lights: nothing is lit, nothing is told. */
void decks_draw_built(const struct panel *panel, const struct moment_part *part,
                      const struct lights *lights, struct pen *pen);

#endif
