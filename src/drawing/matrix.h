/* SPDX-License-Identifier: MIT */
/* A layer as one sparse matrix: a row for each output unit, a column for each input unit. */
#ifndef CONVREEL_DRAWING_MATRIX_H
#define CONVREEL_DRAWING_MATRIX_H

#include "drawing/beside.h"

/* A place where the matrix has a weight. */
struct entry {
    size_t row, column;
    size_t kernel; /* the weight's place in the kernel, in reading order */
    double weight;
};

struct entries {
    size_t rows, columns;
    const struct entry *entries; /* row by row, by columns */
    const size_t *starts;        /* of each row in entries, and where the last ends */
};

struct matrix {
    struct unrolled unrolled;
    struct beside beside;
    struct entries entries;
    bool is_dotted;
    struct plane weights, input, output; /* x and y are columns of cells */
    struct font font[MAP_ROLES];
    struct matrix_label labels[MAP_ROLES]; /* of the input, the matrix, the output */
};

/* Of a whole plane of it, in points. */
double matrix_width(const struct matrix *matrix, const struct plane *plane);
double matrix_height(const struct matrix *matrix, const struct plane *plane);
extern const double matrix_divisor_width; /* in the theme's cells, left of the matrix */

/* What stays. */
void matrix_draw_weights(const struct matrix *matrix, struct pen *pen);
void matrix_draw_columns(const struct matrix *matrix, struct pen *pen);
void matrix_draw_words(const struct matrix *matrix, struct pen *pen);
/* What the step lights. */
void matrix_draw_band(const struct matrix *matrix, struct pen *pen);
void matrix_draw_lit_inputs(const struct matrix *matrix, struct pen *pen);
void matrix_draw_outputs(const struct matrix *matrix, struct pen *pen);

/* theme guide: the matrix as TeX sets it, between parentheses. */
void matrix_draw_equation(const struct unrolled *unrolled, const struct entries *entries,
                          struct pen *pen);

#endif
