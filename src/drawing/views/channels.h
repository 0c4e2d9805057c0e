/* SPDX-License-Identifier: MIT */
/* What the files of view channels share: groups of maps, and where their rows are. */
#ifndef CONVREEL_DRAWING_CHANNELS_H
#define CONVREEL_DRAWING_CHANNELS_H

#include "drawing/layout/panel.h"

enum { MOST_CHANNELS = 12, MOST_MOVED_CHANNELS = 36, MOST_MOVED_UNITS = 2000 };

struct channels {
    size_t groups, inputs, outputs; /* maps of one group */
    size_t output_maps;
    size_t input_columns, output_columns; /* of a group's maps: 1, or a shuffle's r x r squares */
    bool has_node;                        /* several addends come together */
    bool has_kernel, has_divisors;        /* as maps of their own, with 1/16 before each */
    size_t first_kernel, first_output;    /* in the panel's maps; its inputs come first */
    /* In cells from the top of the drawing: */
    double row_height, group_pitch, height;
    double group_above; /* from a group's top to where its rows and its outputs have their middle */
    double fan_in, fan_out;     /* widths of the lines that come together and go on */
    box_id sums;                /* room for the partial sums and their lines */
    struct plane page;          /* cells, from that room's corner */
    struct display_list *rests; /* of each group, where there are several */
    struct texts partials;      /* [step][input of the group], or of one step where that is much */
    bool has_all_partials;
    struct texts bias;
};

double channels_group_middle(const struct channels *channels, size_t group);
double channels_row_middle(const struct channels *channels, size_t input);
double channels_bias_row(const struct channels *channels, size_t group); /* its cell's middle */
size_t channels_group_of(const struct channels *channels, size_t output);
/* Key of what a group has once. */
struct item_key channels_key(const char *part, size_t group);

/* channels_sums.c: the texts of partial sums and bias; then these, and how they come together. */
void channels_settle_sums(struct panel *panel, struct channels *channels);
void channels_draw_sums(const struct panel *panel, const struct channels *channels,
                        const struct lights *lights, struct pen *pen);
/* From there to the left edge of the row of each current cell. */
void channels_draw_output_links(const struct panel *panel, const struct channels *channels,
                                const struct lights *lights, struct pen *pen);

#endif
