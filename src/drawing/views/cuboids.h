/* SPDX-License-Identifier: MIT */
/* The cuboids of view volume: input, kernel and output as glass, the window in them. */
#ifndef CONVREEL_DRAWING_CUBOIDS_H
#define CONVREEL_DRAWING_CUBOIDS_H

#include "drawing/layout/panel.h"
#include "drawing/views/solid.h"

struct cuboids {
    struct cuboid of[MAP_ROLES]; /* the input's plane, the kernel, the output */
    struct cuboid reach; /* the plane and all places of the window: ceil_mode's hangs over */
    bool has_kernel, has_kernel_slices;
    double scale; /* of their cells, to the slices' */
    box_id boxes[MAP_ROLES];
    struct solid solids[MAP_ROLES]; /* on the page */
};

void cuboids_read(struct cuboids *cuboids, const struct simulation *layer);
void cuboids_draw_rest(const struct panel *panel, const struct cuboids *cuboids, struct pen *pen);
void cuboids_draw_step(const struct panel *panel, const struct cuboids *cuboids,
                       const struct lights *lights, struct pen *pen);

#endif
