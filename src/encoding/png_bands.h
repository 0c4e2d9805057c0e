/* SPDX-License-Identifier: MIT */
/* The packed rows of PNG and APNG. */
#ifndef ENCODING_PNG_BANDS_H
#define ENCODING_PNG_BANDS_H

#include "encoding/png_rows.h"

/* The packed rows of a picture, which are kept for the next one. */
struct png_bands;

struct png_bands *png_bands_create(bool is_small); /* in fewer bytes, in more time */
void png_bands_destroy(struct png_bands *bands);   /* NULL: nothing */
/* Packs those rows that are not the last picture's. The bytes are the same whatever that was. */
void png_bands_pack(struct png_bands *bands, const struct png_rows *rows);
/* Writes them as a chunk. sequence: APNG's number of the chunk, counted on here, of any picture but
 * the first; NULL: the rows are the file's own. May jump, as libpng does. */
void png_bands_write(const struct png_bands *bands, png_structp writer, uint32_t *sequence);

#endif
