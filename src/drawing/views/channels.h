/* SPDX-License-Identifier: MIT */
/* What the files of view channels share: maps and filters as cards, and where an arrangement places
 * them. In rows every card is seen whole and stands beside what belongs to it. In decks they lie
 * one behind the other, to the upper right, the filters as decks below each other. */
#ifndef CONVREEL_DRAWING_CHANNELS_H
#define CONVREEL_DRAWING_CHANNELS_H

#include "drawing/layout/panel.h"

/* MOST_ROWED: of maps in rows. */
enum {
    MOST_ROWED = 6,
    MOST_MOVED_CHANNELS = 36,
    MOST_MOVED_UNITS = 2000,
    MOST_FILTER_COLUMNS = 6,
    CUT_CARDS = 4,
    CUT_CARD = 2,
    NO_MAP = -1
};

/* The input's maps, the output's, the slices of a filter, or filters. Of a deck of more than
 * theme_sizes.deck.most_cards the first two, the last, and between them the current one are there.
 */
struct pile {
    size_t maps, cards; /* cards: that are drawn */
    bool is_cut;        /* some maps have none */
    double depth;       /* of a deck, to the right and up, cells */
    struct point *at;   /* of each card, in cells from the corner of the pile's room */
    size_t first;       /* in the panel's maps */
    box_id box;
    /* Of rows: a group's are one above the other, or, of a layer that only moves them, so many
     * blocks side by side; a shuffle's blocks are squares of r x r maps, others are a map each. */
    size_t in_group;
    size_t columns, rows; /* of a block */
    size_t across;        /* blocks side by side */
    double height;        /* of the row of a map, cells */
};

struct channels {
    /* Which it may be: the first arrangement has rows where it can, the others are decks. */
    bool can_be_rows, can_be_deck;
    bool is_deck;
    bool has_kernel;                            /* as maps of their own */
    bool has_node;                              /* several addends come together */
    size_t groups;                              /* whose cards stand apart; decks are one */
    size_t sums_in_row;                         /* 1, or by position one of each filter */
    struct pile input, slices, filters, output; /* filters: in rows those of a group */
    double map_gap;                             /* between the maps of a group */
    double divisor;                             /* cells before each slice, for 1/16; 0: none */
    /* Of rows, in cells from the top of the drawing: */
    double group_pitch, height;
    double group_above; /* from a group's top to where its rows and its outputs have their middle */
    double node, fan_out;  /* from the sums' left to where they come together; from there on */
    struct texts partials; /* [step][input of the group], or of one step where that is much */
    bool has_all_partials;
    /* Of decks: */
    size_t filter_columns;
    struct point slot; /* how large a filter with its bias is, cells */
    /* Of both: */
    struct texts bias;
    box_id next;       /* what follows the input, behind a sign */
    box_id room;       /* of the partial sums and their lines, or of the filters */
    struct plane page; /* cells, from its corner */
};

/* channels_cards.c */
/* Which map card `card` shows, where `current` is the one to be seen; NO_MAP: none. */
int channels_map_at(const struct pile *pile, size_t card, size_t current);
/* Which card shows a map. */
size_t channels_card_of(const struct pile *pile, size_t map);
/* A map of the input or the output on a card. */
struct map channels_map_on(const struct panel *panel, const struct pile *pile, size_t card,
                           size_t number);
/* A slice of filter `slot`, with its weights for the output channel `filter`. */
struct map channels_slice(const struct panel *panel, size_t slot, size_t slice, size_t filter);
/* The group of rows that an output is of; of decks the only one. */
size_t channels_group_of(const struct channels *channels, size_t output);

/* The cards of a pile, one after the other: from the first on; those of a deck as they hide each
 * other, with cards `first` up to, not with, `end` on top of it. */
struct turns {
    const struct pile *pile;
    size_t first, end;
    size_t current; /* the map that is to be seen where some have no card */
    size_t turn;
};

struct card {
    struct map map;
    int slice;     /* of a filter, -1: a map by itself */
    bool is_sheet; /* all that is seen of it */
    bool is_on_top;
};

bool channels_next_card(const struct panel *panel, struct turns *turns, struct card *card);
/* Draws an area of a sheet, as strong as its fill and its line are, or the paper of a deck's first
 * card, which hides the others; true: its map is to be drawn. */
bool channels_draw_card(const struct card *card, struct area area, double fill, double line,
                        struct pen *pen);

/* Adds the cards of the input or the output to a free box that is as large as they need, in cells.
 */
void channels_add_pile(struct panel *panel, struct pile *pile, enum map_role role,
                       struct point size);
/* Room for all filters, in cells, over which stands which is the current one, or how many. */
struct placed *channels_add_filter_room(struct panel *panel, struct point size);

/* channels_rows.c, channels_decks.c: piles and their boxes. */
void channels_lay_out_rows(struct panel *panel);
void channels_lay_out_decks(struct panel *panel);
double channels_group_middle(const struct channels *channels, size_t group);
double channels_row_middle(const struct channels *channels, size_t input);
/* Of a filter's sum in each row, and of its bias: the cell's middle. */
double channels_sum_aside(const struct channels *channels, size_t filter);
double channels_bias_row(const struct channels *channels, size_t group, size_t filter);

/* channels_filters.c: those of a group, and which is the current one, over the room of all. built:
 * how far they are built up; NULL: they rest. */
void channels_draw_filters(const struct panel *panel, const struct lights *lights, size_t group,
                           const struct moment_part *built, struct pen *pen);
void channels_draw_filter_name(const struct panel *panel, const struct lights *lights,
                               struct pen *pen);
/* channels_through.c: what goes through rows, and through decks: from the front card a window, or
 * the current units of all maps, to the last card on top. */
void channels_draw_pillar(const struct panel *panel, const struct lights *lights, struct pen *pen);
void channels_draw_prisms(const struct panel *panel, const struct lights *lights,
                          const struct map *front, const struct turns *turns, struct pen *pen);
/* channels_step.c */
void channels_draw_rest(const struct panel *panel, struct pen *pen);
void channels_draw_step(const struct panel *panel, const struct lights *lights, struct pen *pen);
void channels_draw_built(const struct panel *panel, const struct moment_part *part,
                         struct pen *pen);

/* channels_sums.c: the texts of partial sums and bias; then these, and how they come together. */
void channels_settle(struct panel *panel);
void channels_draw_sums(const struct panel *panel, const struct lights *lights, struct pen *pen);

/* What stands in a cell of its own: a partial sum or a bias. */
struct addend_cell {
    bool is_bias;
    size_t channel;
    struct area area;             /* on the page's cells */
    const struct cell_text *text; /* NULL: none */
    struct lettering lettering;
};

void channels_draw_addend(const struct panel *panel, const struct addend_cell *addend,
                          struct pen *pen);
/* channels_links.c: how the addends of a sum come together; from there, or from its filter, to the
 * left edge of the row of each current cell. sum: one of the group, by position that of a filter.
 */
void channels_draw_node(const struct panel *panel, const struct channels *channels, size_t group,
                        size_t sum, struct pen *pen);
void channels_draw_links(const struct panel *panel, const struct lights *lights, struct pen *pen);
/* Three dots for cards that are not drawn; beside the lower right corners of a
 * deck's second card to its last. */
void channels_draw_dots(const struct panel *panel, struct point from, struct point to,
                        struct item_key key, struct pen *pen);
void channels_draw_cut(const struct panel *panel, const struct map *second, const struct map *last,
                       struct item_key key, struct pen *pen);

#endif
