/* SPDX-License-Identifier: MIT */
/* Sets of tiles, and where the pictures of two lists differ. */
#ifndef PAINTING_TILES_H
#define PAINTING_TILES_H

#include "bounds.h"

/* An empty set, for pictures of that width. */
struct tile_set tile_set_make(size_t width);
/* Whether a tile that the box reaches is in it. */
bool tile_set_meets(const struct tile_set *set, const struct pixel_box *box);
/* Returns whether some were not in it. */
bool tile_set_add(struct tile_set *set, const struct pixel_box *box);

/* A list and what its items reach. */
struct list_bounds {
    const struct display_list *list;
    const struct pixel_box *boxes;
};

/* Adds at least the tiles in which pictures of both lists differ. Their items are the same up to
 * `from`. What reaches none of these tiles is painted by the same items in the same order. */
void tiles_that_differ(const struct list_bounds *a, const struct list_bounds *b, size_t from,
                       struct tile_set *out);

#endif
