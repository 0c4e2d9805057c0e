/* SPDX-License-Identifier: MIT */
/* What views that show a layer as matrices share: which maps these are, and the step's share. */
#ifndef CONVREEL_DRAWING_MATRICES_H
#define CONVREEL_DRAWING_MATRICES_H

#include "drawing/views/view.h"

/* A matrix with more rows or columns is one shape. */
enum { MOST_LEGIBLE = 36, MOST_MATRICES = 4 };

/* By the view's own numbers. */
struct matrices {
    struct map of[MOST_MATRICES];
    size_t at[MOST_MATRICES]; /* in the panel's maps, once they are added */
};

/* From one of `count` cells to the next, in cells: legible, or without texts, where all of them are
 * `most` long. */
struct length matrix_pitch(const struct map *matrix, size_t count, double most, double largest,
                           double legible);
/* Adds one whose cells are of a size, with its name above it. */
struct placed *matrices_add(struct panel *panel, struct matrices *matrices, int number,
                            struct size cell);
/* As it is on the page. */
const struct map *matrices_at(const struct panel *panel, const struct matrices *matrices,
                              int number);
/* How much of what the moment lights is a step's. */
double matrix_step_share(const struct lights *lights, size_t step);

/* ---- unrolled.c: a layer as matrices, in views matrix and im2col ---- */

enum { NEEDS_UNROLLED = NEEDS_WEIGHTS | NEEDS_ONE_KERNEL | NEEDS_REAL_NUMBERS };

/* Small maps of all channels of a 1-D or 2-D layer, the output below the input or beside it, beside
 * something so many cells high; adds one box. */
void unrolled_add_maps(struct panel *panel, double height, bool is_wide);

#endif
