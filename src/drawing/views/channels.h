/* SPDX-License-Identifier: MIT */
/* What the files of view channels share: groups of maps, and where their rows are. */
#ifndef CONVREEL_DRAWING_CHANNELS_H
#define CONVREEL_DRAWING_CHANNELS_H

#include "drawing/layout/panel.h"

/* MOST_ROWED: of maps in rows. */
enum { MOST_ROWED = 6, MOST_MOVED_CHANNELS = 36, MOST_MOVED_UNITS = 2000 };

/* The input or output maps of a group: one above the other, or, of a layer that only moves them, so
 * many blocks side by side; a shuffle's blocks are squares of r x r maps, others are a map each. */
struct channel_side {
    size_t maps;
    size_t columns, rows; /* of a block */
    size_t across;        /* blocks side by side */
    double height;        /* of the row of a map, cells */
};

/* Maps one behind the other. */
struct deck {
    size_t maps, cards; /* cards: that are drawn */
    bool is_cut;        /* some maps have none */
    double pitch;       /* from a card to the next, to the right and up, cells */
    double depth;       /* of all of them */
};

/* The maps of a layer as decks. A filter's deck is as deep as what it reads. */
struct decks {
    struct deck input, filter, filters, output; /* filters: which of them are there */
    size_t rows, columns;                       /* of filters */
    double slot_width, slot_height;             /* of a filter with its bias, cells */
    double row_gap, column_gap;
    size_t first_output; /* in the panel's maps */
    box_id filter_box, output_box;
    struct plane page; /* cells, from the corner of the filters' room */
};

struct channels {
    /* Which it may be: the first arrangement has rows where it can, the others are decks. */
    bool can_be_rows, can_be_deck;
    bool is_deck;
    struct decks decks;
    size_t groups, output_maps; /* of all groups */
    size_t filters;             /* of a group */
    size_t sums_in_row;         /* 1, or by position one of each filter */
    struct channel_side input, output;
    bool has_node;                     /* several addends come together */
    bool has_kernel;                   /* as maps of their own */
    double divisor;                    /* cells before each of them, for 1/16; 0: none */
    size_t first_kernel, first_output; /* in the panel's maps; its inputs come first */
    /* In cells from the top of the drawing: */
    double map_gap; /* between the maps of a group */
    double group_pitch, height;
    double group_above; /* from a group's top to where its rows and its outputs have their middle */
    double node, fan_out;       /* from the sums' left to where they come together; from there on */
    box_id next;                /* the column behind the inputs' */
    box_id sums;                /* room for the partial sums and their lines */
    struct plane page;          /* cells, from that room's corner */
    struct display_list *rests; /* of each group, where there are several */
    struct texts partials;      /* [step][input of the group], or of one step where that is much */
    bool has_all_partials;
    struct texts bias;
};

/* channels_rows.c */
void channels_lay_out(struct panel *panel);
/* Room for all filters, in cells, over which stands which is the current one, or how many. */
struct placed *channels_add_filter_room(struct panel *panel, double width, double height);
double channels_group_middle(const struct channels *channels, size_t group);
double channels_row_middle(const struct channels *channels, size_t input);
/* Of a filter's sum in each row, and of its bias: the cell's middle. */
double channels_sum_aside(const struct channels *channels, size_t filter);
double channels_bias_row(const struct channels *channels, size_t group, size_t filter);
/* Number of a slice among the kernel's maps. */
size_t channels_kernel(const struct channels *channels, size_t channel, size_t filter);
size_t channels_group_of(const struct channels *channels, size_t output);
/* channels_step.c. Which filter is the current one, over the room of all. */
void channels_draw_filter_name(const struct panel *panel, const struct lights *lights,
                               struct pen *pen);
void channels_draw_step(const struct panel *panel, const struct lights *lights, struct pen *pen);
void channels_draw_built(const struct panel *panel, const struct moment_part *part,
                         struct pen *pen);

/* channels_sums.c: the texts of partial sums and bias; then these, and how they come together. */
void channels_settle(struct panel *panel);
void channels_draw_sums(const struct panel *panel, const struct channels *channels,
                        const struct lights *lights, struct pen *pen);
/* channels_links.c: how the addends of a sum come together; from there to the left edge of the row
 * of each current cell. sum: one of the group, by position that of a filter. */
void channels_draw_node(const struct panel *panel, const struct channels *channels, size_t group,
                        size_t sum, struct pen *pen);
void channels_draw_output_links(const struct panel *panel, const struct channels *channels,
                                const struct lights *lights, struct pen *pen);

#endif
