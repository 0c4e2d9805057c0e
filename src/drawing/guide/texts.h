/* SPDX-License-Identifier: MIT */
/* Digits or symbols for theme guide's maps. */
#ifndef CONVREEL_DRAWING_GUIDE_TEXTS_H
#define CONVREEL_DRAWING_GUIDE_TEXTS_H

#include "drawing/map/cell_text.h"

/* A map whose cells are to be filled. */
struct guide_source {
    const double *values; /* count of them, in reading order */
    size_t count;
    size_t map;         /* cells of one map: there may be several, one after the other */
    size_t columns;     /* of a map */
    const char *letter; /* of symbols: "x" */
    int decimals;       /* fixed decimals; -1: as many as needed */
};

/* Texts for all of a map's cells, alike, as the scene's `show` has them; in the arena. */
const struct cell_text *guide_texts_make(struct arena *arena, const struct scene_show *show,
                                         const struct guide_source *source);

#endif
