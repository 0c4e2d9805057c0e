/* SPDX-License-Identifier: MIT */
/* The colours and the rows of PNG and APNG. */
#ifndef ENCODING_PNG_ROWS_H
#define ENCODING_PNG_ROWS_H

#include <png.h>

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
/* Red, green, blue and alpha, not multiplied. */
void png_color_split(uint32_t color, png_byte out[4]);

struct png_rows {
    const struct raster *raster;
    const struct png_colors *colors; /* NULL: true colour */
    size_t channels;                 /* 1, 3 or 4 bytes a pixel */
};

/* Row y as the format has it: 1 + width * channels bytes. */
void png_rows_fill(const struct png_rows *rows, size_t y, png_byte *out);

#endif
