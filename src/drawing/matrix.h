/* SPDX-License-Identifier: MIT */
/* A layer as one sparse matrix: a row for each output unit, a column for each input unit. */
#ifndef CONVREEL_DRAWING_MATRIX_H
#define CONVREEL_DRAWING_MATRIX_H

#include "drawing/unrolled.h"

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

/* theme guide: the matrix as TeX sets it, between parentheses. */
void matrix_draw_equation(const struct unrolled *unrolled, const struct entries *entries,
                          struct pen *pen);

#endif
