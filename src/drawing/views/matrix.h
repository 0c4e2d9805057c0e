/* SPDX-License-Identifier: MIT */
/* A layer as one sparse matrix. */
#ifndef CONVREEL_DRAWING_MATRIX_H
#define CONVREEL_DRAWING_MATRIX_H

#include "drawing/map/entries.h"
#include "drawing/views/unrolled.h"

/* C x + b = y, in this order on the page. */
enum matrix_part { PART_WEIGHTS, PART_INPUT, PART_BIAS, PART_OUTPUT, MATRIX_PARTS };

struct matrix {
    struct entries entries;
    bool is_dotted, has_bias;
    size_t map[MATRIX_PARTS]; /* in the panel's maps */
    struct plane plane[MATRIX_PARTS];
    struct unrolled_texts texts;
};

#endif
