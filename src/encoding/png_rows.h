/* SPDX-License-Identifier: MIT */
/* The rows of PNG and APNG, packed. */
#ifndef ENCODING_PNG_ROWS_H
#define ENCODING_PNG_ROWS_H

#include "encoding/png_colors.h"

struct png_rows {
    const struct raster *raster;
    const struct png_colors *colors; /* NULL: true colour */
    size_t channels;                 /* 1, 3 or 4 bytes a pixel */
};

/* How many bytes a row has before it is packed. */
size_t png_rows_bytes(const struct png_rows *rows);

/* What packing needs to remember; nothing of it from one call to the next. */
struct png_packer;

struct png_packer *png_packer_create(void);
void png_packer_destroy(struct png_packer *packer); /* NULL: nothing */
/* Adds the rows from first up to, not with, the end, which know nothing of others. Returns the
 * Adler-32 of what was packed. */
uint32_t png_rows_pack(struct png_packer *packer, const struct png_rows *rows, size_t first,
                       size_t end, struct buffer *out);

#endif
