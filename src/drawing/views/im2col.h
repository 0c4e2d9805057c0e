/* SPDX-License-Identifier: MIT */
/* A layer as a product of two dense matrices. */
#ifndef CONVREEL_DRAWING_IM2COL_H
#define CONVREEL_DRAWING_IM2COL_H

#include "drawing/views/matrices.h"

/* By their roles: X, W and the product. */
struct im2col {
    struct matrix of[MAP_ROLES];
};

void im2col_draw_step(const struct panel *panel, const struct lights *lights, struct pen *pen);

#endif
