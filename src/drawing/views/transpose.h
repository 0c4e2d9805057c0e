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
    struct map *maps[SIZES]; /* the panel's, */
    size_t first_map;        /* large and small */
};

enum { COLUMNS = 2 };

struct transpose {
    struct column columns[COLUMNS];
    double heaviest; /* of the weights' sizes; 0: none are known */
};

/* A moment in one column. */
struct pair_moment {
    const struct panel *panel;
    const struct column *column;
    struct moment_part part;
    struct lights lights;
    struct stamped stamped;  /* the output */
    struct map input;        /* with the digits that are there */
    const struct map *small; /* of both */
};

/* transpose_moment.c */
void transpose_read_moment(struct pair_moment *moment, const struct panel *panel, int number,
                           const struct moment_part *part, struct arena *arena);

/* transpose_draw.c */
void transpose_draw_rest(const struct panel *panel, struct pen *pen);
void transpose_draw_step(const struct panel *panel, const struct moment_part *part,
                         struct pen *pen);
void transpose_draw_built(const struct panel *panel, const struct moment_part *part,
                          struct pen *pen);

#endif
