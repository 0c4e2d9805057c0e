/* SPDX-License-Identifier: MIT */
/* The maps of a one-channel 2-D layer: what the oblique and the upright view have in common.
 * A view places the planes on the page, then draws the parts in its order. */
#ifndef CONVREEL_DRAWING_MAPS_H
#define CONVREEL_DRAWING_MAPS_H

#include "drawing/plane.h"

struct maps {
    const struct simulation *simulation; /* borrowed */
    const struct theme *theme;           /* borrowed */
    const struct axis *height, *width;   /* borrowed */
    size_t rows, columns; /* of the output; that of Unfold has its windows as columns */
    bool is_sliding;      /* every step reads a window, and all windows are alike */
    size_t step;
    size_t computed;     /* outputs of this map that are there, the current one among them */
    bool has_now;        /* the current one is in this map */
    double progress;     /* on the way to the next step */
    bool is_question;    /* the current output is not told yet */
    struct area padded;  /* the input's plane */
    struct area reach;   /* the same and all places of the window: ceil_mode's hangs over */
    struct area outputs; /* the output's plane */
    struct area window;  /* where the window is, between places while it moves */
    int64_t taps[2];     /* of the window, by row and column, */
    int64_t apart[2];    /* so many cells from one to the next */
    struct area now;     /* the current output cell, likewise */
    struct plane input, output, kernel; /* on the page: the view's to fill in, */
    enum label_side side;               /* and what stands beside the maps */
    enum dimension_side dimensions;
};

/* NULL when the maps of a layer can be drawn: two axes, one channel in and out. */
const char *maps_obstacle(const struct simulation *simulation, struct arena *arena);

void maps_read(struct maps *maps, const struct drawing *drawing, const struct moment_part *part);

/* Sets the page to the box and its margin, and moves the planes onto it. */
void maps_set_page(struct maps *maps, struct box box, struct pen *pen);
/* Tell the pen where the maps are. channel: -1, the only one. */
void maps_place_input(const struct maps *maps, int channel, struct pen *pen);
void maps_place_output(const struct maps *maps, int channel, struct pen *pen);
/* The maps' extreme points, half the thickest line included. */
struct box maps_extent(const struct maps *maps);

double maps_thickest_line(const struct theme *theme);

/* The guide's habits, drawn only in its own theme: notched corners, zeros that look all alike,
 * a page for each step, small digits beside the cell's own. */
bool maps_mirror_guide(const struct maps *maps);

void maps_draw_zeros(const struct maps *maps, struct pen *pen);
/* marks.c: what theme guide leaves out. Inserted, extra and repeated cells are told from plain
 * padding, and units that no window ever reads from the others; under_digits: by lighter signs. */
void maps_draw_marks(const struct maps *maps, struct pen *pen, bool under_digits);
void maps_draw_uncovered(const struct maps *maps, struct pen *pen, bool under_digits);
/* Whether any window reads a place of the input; true in theme guide. */
bool maps_is_covered(const struct maps *maps, int64_t row, int64_t column);
/* The unit that a max pool takes, with its digits in `text`; nothing in other layers. */
void maps_draw_chosen(const struct maps *maps, struct pen *pen);
/* Where it is; false: there is none. */
bool maps_chosen_cell(const struct maps *maps, int64_t *row, int64_t *column);

/* The guide frames the units of its upright figures with a thin line under an open grid, and
 * draws those of its oblique ones one by one; both show at the corners. */
enum unit_style { UNITS_IN_BLOCKS, UNITS_FRAMED, UNITS_APART };

void maps_draw_units(const struct maps *maps, struct pen *pen, enum unit_style style);
/* How much of a place of the input the window's taps cover, 0..1. */
double maps_tapped_share(const struct maps *maps, int64_t row, int64_t column);
void maps_draw_window(const struct maps *maps, struct pen *pen);
void maps_draw_empty_outputs(const struct maps *maps, struct pen *pen);
void maps_draw_outputs(const struct maps *maps, struct pen *pen);
void maps_draw_now(const struct maps *maps, struct pen *pen);

#endif
