/* SPDX-License-Identifier: MIT */
/* What the files of view transpose share. */
#ifndef CONVREEL_DRAWING_TRANSPOSE_H
#define CONVREEL_DRAWING_TRANSPOSE_H

#include "drawing/layout/panel.h"
#include "drawing/map/stamps.h"

enum { LARGE, SMALL, SIZES };

/* The scene's layer at the left and its transpose at the right, which takes what the first gives.
 * One gathers, from the large map to the small one; of the other, units of the small one stamp. */
struct column {
    const struct simulation *layer;
    bool stamps;
    struct subject subject; /* of this layer */
    struct tally tally;
    struct map *maps[SIZES]; /* the panel's */
};

enum { COLUMNS = 2 };

struct transpose {
    struct column columns[COLUMNS];
    double heaviest;  /* of the weights' sizes; 0: none are known */
    size_t first_map; /* of the panel's: large and small of each column */
};

/* transpose_draw.c */
void transpose_draw_rest(const struct panel *panel, struct pen *pen);
void transpose_draw_step(const struct panel *panel, const struct moment_part *part,
                         struct pen *pen);

#endif
