/* SPDX-License-Identifier: MIT */
/* A layer as y = C x + b, and the drawing of its sparse matrix C. */
#ifndef CONVREEL_DRAWING_PRODUCT_H
#define CONVREEL_DRAWING_PRODUCT_H

#include "drawing/views/matrices.h"

/* C x + b = y, in this order on the page. */
enum part { PART_WEIGHTS, PART_INPUT, PART_BIAS, PART_OUTPUT, PARTS };

struct product {
    struct matrix_entries entries; /* of the weights */
    bool is_dotted;
    struct matrices matrices; /* by enum part */
};

/* A row of a matrix, or a place between two. */
struct area product_row(double row, const struct map *matrix);
void product_draw_weights(const struct panel *panel, struct pen *pen);
void product_draw_lit_row(const struct panel *panel, const struct lights *lights, struct pen *pen);

#endif
