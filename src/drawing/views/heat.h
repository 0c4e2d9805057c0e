/* SPDX-License-Identifier: MIT */
/* What the files of view heat share. */
#ifndef CONVREEL_DRAWING_HEAT_H
#define CONVREEL_DRAWING_HEAT_H

#include "drawing/layout/panel.h"

enum { MOST_HEAT_MAPS = 9 };

/* The window, enlarged: a grid of its taps for each input map that it reads at a time. */
struct lens {
    size_t count;              /* 0: there is none */
    size_t first;              /* in the panel's maps */
    int decimals;              /* of its digits */
    const struct scale *scale; /* of cells that are too small for these */
    struct texts factors;      /* the kernel's weights, for its corners */
};

struct heat {
    struct scale input, output;
    struct lens lens;
    box_id bar; /* NO_BOX: none */
    size_t first_output;
    bool is_column; /* input, kernel and output stand below each other */
    bool is_square; /* each tensor's maps stand in about as many rows as columns */
    /* As they are drawn: without values if the scene has none, or if outputs stay blank. */
    struct tensor inputs, outputs;
};

/* heat_lens.c */
/* Begins the grid of `count` maps of one tensor, `gap` cells apart; those that face a lens, whose
 * lines cross no other map, stand in one column. */
box_id heat_grid(struct panel *panel, size_t count, bool may_spread, double gap);
/* Digits of a window that is not too large for them. */
bool lens_is_there(const struct subject *subject);
/* Of its digits, in all steps. */
int lens_decimals(const struct subject *subject);
/* Its grids, as their maps stand, so many cells apart. */
void lens_add(struct panel *panel, struct lens *lens, double gap);
/* Once the layout is solved: the size of its digits. */
void lens_settle(struct panel *panel, struct heat *heat);
/* heat_lens_draw.c: what the window reads, and lines from it to there. */
void lens_draw(const struct panel *panel, const struct heat *heat, const struct lights *lights,
               struct pen *pen);

/* heat_draw.c */
void heat_draw_rest(const struct panel *panel, struct pen *pen);
void heat_draw_step(const struct panel *panel, const struct lights *lights, struct pen *pen);

#endif
