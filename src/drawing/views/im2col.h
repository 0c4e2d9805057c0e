/* SPDX-License-Identifier: MIT */
/* A layer as a product of two dense matrices. */
#ifndef CONVREEL_DRAWING_IM2COL_H
#define CONVREEL_DRAWING_IM2COL_H

#include "drawing/views/beside.h"

/* What stands in a cell of X. */
struct reading {
    bool is_unit; /* not a zero */
    size_t unit;
};

struct im2col {
    struct unrolled unrolled;
    struct beside beside;
    size_t terms, places, channels;
    const struct reading *readings; /* of X, row by row */
    const size_t *kernels;          /* of W, row by row: which weight */
    bool is_legible;
    struct plane weights, windows, output;
    struct font font[MAP_ROLES];
    struct matrix_label labels[MAP_ROLES]; /* of X, W and the output */
    double below; /* where room for the labels of the two lower ones ends */
};

/* Of so many cells, in points. */
double im2col_width(const struct plane *plane, size_t columns);
double im2col_height(const struct plane *plane, size_t rows);
/* In the theme's cells. */
extern const double im2col_gap;           /* between the matrices */
extern const double im2col_divisor_width; /* left of the weights */

/* What stays. */
void im2col_draw_windows(const struct im2col *im2col, struct pen *pen);
void im2col_draw_weights(const struct im2col *im2col, struct pen *pen);
void im2col_draw_empty(const struct im2col *im2col, struct pen *pen);
void im2col_draw_words(const struct im2col *im2col, struct pen *pen);
/* What the step lights. */
void im2col_draw_links(const struct im2col *im2col, struct pen *pen);
void im2col_draw_bands(const struct im2col *im2col, struct pen *pen);
void im2col_draw_product(const struct im2col *im2col, struct pen *pen);

#endif
