/* SPDX-License-Identifier: MIT */
/* How many lines the slices of view volume stand in. */
#ifndef CONVREEL_DRAWING_SLICES_H
#define CONVREEL_DRAWING_SLICES_H

#include "drawing/views/cuboids.h"

/* How slices are broken into lines. */
struct slice_lines {
    int64_t input, others;
    bool are_below; /* kernel and output below the input, not beside it */
    double scale;   /* of the cuboids' cells that goes with it */
};

/* Chooses the lines whose cells are largest on a page of an aspect, width to height. */
void slices_choose_lines(const struct cuboids *cuboids, double aspect, struct slice_lines *lines);

#endif
