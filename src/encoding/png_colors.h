/* SPDX-License-Identifier: MIT */
/* The colours of PNG and APNG. */
#ifndef ENCODING_PNG_COLORS_H
#define ENCODING_PNG_COLORS_H

#include "convreel/painting.h"

enum {
    PNG_MOST_COLORS = 256,
    PNG_SLOTS = 1024 /* of the table of colours, a power of two well above PNG_MOST_COLORS */
};

/* The colours of a picture, in the order of first sight. */
struct png_colors {
    size_t count; /* PNG_MOST_COLORS + 1: too many */
    uint32_t color[PNG_MOST_COLORS];
    uint32_t key[PNG_SLOTS];
    int16_t index[PNG_SLOTS]; /* -1: free */
};

/* Returns whether all are opaque. Too many colours of a picture that is known to be opaque are not
 * counted to the end. */
bool png_colors_find(const struct raster *raster, bool is_known_opaque, struct png_colors *colors);
/* Which of them a colour is that is there. */
unsigned char png_colors_index(const struct png_colors *colors, uint32_t color);
/* Red, green, blue and alpha, not multiplied. */
void png_color_split(uint32_t color, unsigned char out[4]);

#endif
