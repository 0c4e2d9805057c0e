/* SPDX-License-Identifier: MIT */
/* A layer as matrices: what views matrix and im2col share. */
#ifndef CONVREEL_DRAWING_UNROLLED_H
#define CONVREEL_DRAWING_UNROLLED_H

#include "drawing/views/matrices.h"

const char *unrolled_obstacle(const struct simulation *simulation, struct arena *arena);
/* Small maps of all channels of a 1-D or 2-D layer, the output below the input or beside it, beside
 * something so many cells high; adds one box. */
void unrolled_add_maps(struct panel *panel, double height, bool is_wide);

#endif
