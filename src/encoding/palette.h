/* SPDX-License-Identifier: MIT */
/* The at most 256 colours of a GIF, and the nearest of them for every other colour. */
#ifndef ENCODING_PALETTE_H
#define ENCODING_PALETTE_H

#include "convreel/base.h"
#include "convreel/painting.h"

enum { PALETTE_COLORS = 255 }; /* one of the 256 stays free for transparency */

struct palette {
    size_t count;
    uint32_t color[PALETTE_COLORS]; /* 0xrrggbb */
    struct palette_cache *cache;    /* owned: what was looked up */
};

/* Counts how often each colour of a raster occurs. A zeroed struct is an empty census. */
struct census {
    uint32_t matte;               /* 0xrrggbb, behind every pixel */
    struct census_entry *entries; /* owned */
    size_t count, capacity;
};

void census_add(struct census *census, const struct raster *raster);
void census_finish(struct census *census);

/* Exact where the census has few colours enough; else its most frequent ones, and means of boxes
 * of the others. */
void palette_init(struct palette *palette, const struct census *census);
void palette_finish(struct palette *palette);
/* A raster's pixel over an opaque 0xrrggbb. */
uint32_t palette_over(uint32_t pixel, uint32_t matte);
/* The index of the nearest colour to an opaque 0xrrggbb. */
unsigned char palette_index(struct palette *palette, uint32_t color);

#endif
