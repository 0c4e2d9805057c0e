/* SPDX-License-Identifier: MIT */
/* How many lines the slices of view volume stand in. */
#ifndef CONVREEL_DRAWING_SLICES_H
#define CONVREEL_DRAWING_SLICES_H

#include "drawing/views/cuboids.h"

/* In cells of the slices: between maps (room for a sign), between slices of a map, from one slice
 * to the name of another, between the cuboids and the slices. */
extern const double volume_gap, volume_slice_gap, volume_line_gap, volume_block_gap;

/* How slices are broken into lines. */
struct slice_lines {
    int64_t input, others;
    bool are_below; /* kernel and output below the input, not beside it */
    double scale;   /* of the cuboids' cells that goes with it */
};

/* Chooses the lines whose cells are largest on a page of an aspect, width to height. */
void slices_choose_lines(const struct cuboids *cuboids, double aspect, struct slice_lines *lines);

#endif
