/* SPDX-License-Identifier: MIT */
/* View channels: a row for each input map with its slice of the current filter and its partial sum,
 * the sums coming together, output maps filling one after the other. Places are in cells. */
#ifndef CONVREEL_DRAWING_CHANNELS_H
#define CONVREEL_DRAWING_CHANNELS_H

#include "drawing/views/upright.h"

enum { MOST_CHANNELS = 12, MOST_MOVED_CHANNELS = 36, MOST_MOVED_UNITS = 2000 };

/* The numbers of the step that is seen. */
struct channel_sums {
    const struct cell_text *partial; /* [input of the group]; NULL: cells without digits */
    const struct cell_text *bias;    /* [out]; NULL likewise */
    bool is_question; /* the current output is not told yet, nor what adds up to it */
    struct font font, bias_font;
    double ink; /* opacity of the partial sums: they change half-way */
};

struct channels {
    struct upright upright; /* a pair at a time */
    const struct simulation *simulation;
    const struct theme *theme;
    size_t groups, inputs, outputs; /* maps of one group */
    size_t output_maps;
    size_t input_columns, output_columns; /* of a group's maps: 1, or a shuffle's r x r squares */
    size_t read;       /* the only input map that the step reads; SIZE_MAX: all */
    size_t here, next; /* output channels between which the moment is, often one */
    size_t seen;       /* that of the two whose filter and cell are seen */
    bool is_jumping;   /* to the next step the window goes to another input map */
    double progress;
    bool is_position; /* a step is a place of all output maps */
    double fade;      /* opacity of what cannot glide from one output map to another */
    struct channel_sums sums;
    /* the layout: */
    struct plane page;
    double row_height, group_height, group_pitch;
    double group_above; /* from a group's top to where its rows and its outputs have their middle */
    double sign_column, divisor_column, equals_column, node_column; /* middles */
    double kernel_column, partial_column, output_column;            /* left edges */
    double width, height;
};

/* channels_layout.c */

void channels_lay_out(struct channels *channels);
bool channels_has_node(const struct channels *channels); /* several addends come together */
double channels_group_middle(const struct channels *channels, size_t group);
double channels_row_middle(const struct channels *channels, size_t input);
double channels_bias_row(const struct channels *channels, size_t group); /* its cell's middle */
/* Makes the upright that of a pair, with its planes on the page. */
void channels_choose(struct channels *channels, size_t input, size_t output);
void channels_place_maps(struct channels *channels, struct pen *pen);

/* channels_sums.c */

void channels_read_sums(struct channels *channels, const struct moment_part *part,
                        struct arena *arena);
/* Partial sums and bias, and how they come together. */
void channels_draw_sums(const struct channels *channels, struct pen *pen);
/* From there to the left edge of the row of the chosen output map's current cell. */
void channels_draw_output_link(const struct channels *channels, struct pen *pen);

/* channels.c */

/* Whether a map of the output has a current cell. */
bool channels_is_current(const struct channels *channels, size_t output);
size_t channels_group_seen(const struct channels *channels);
/* Key of what a group has once. */
struct item_key channels_key(const char *part, size_t group);

#endif
