/* SPDX-License-Identifier: MIT */
/* A layer as one sparse matrix: a row for each output unit, a column for each input unit. */
#ifndef CONVREEL_DRAWING_MATRIX_H
#define CONVREEL_DRAWING_MATRIX_H

#include "drawing/views/beside.h"

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

/* C x + b = y, in this order on the page. */
enum matrix_part { PART_WEIGHTS, PART_INPUT, PART_BIAS, PART_OUTPUT, MATRIX_PARTS };

struct matrix {
    struct unrolled unrolled;
    struct beside beside;
    struct entries entries;
    bool is_dotted;
    struct plane plane[MATRIX_PARTS];
    struct font font[MATRIX_PARTS];
    struct matrix_label label[MATRIX_PARTS];
    double gap_pt; /* round a sign */
};

/* A layer without bias has no b. */
bool matrix_has(const struct matrix *matrix, enum matrix_part part);
/* Of a part in points. */
double matrix_width(const struct matrix *matrix, enum matrix_part part);
double matrix_height(const struct matrix *matrix, enum matrix_part part);
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
