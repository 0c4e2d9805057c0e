/* SPDX-License-Identifier: MIT */
/* What packs the rows of PNG and APNG. */
#ifndef ENCODING_PNG_PACKER_H
#define ENCODING_PNG_PACKER_H

#include "encoding/png_rows.h"

enum { PNG_PACKED_BYTES = 64 * 1024 }; /* that a packer writes at once */

/* Packs bytes by Deflate, such that what is packed next may follow whatever it is. */
struct png_packer {
    void *(*create)(void);
    /* Adds to out what `length` bytes become. So many before them are known to who reads. */
    void (*pack)(void *state, png_byte *bytes, size_t known, size_t length, struct buffer *out);
    void (*destroy)(void *state);
};

extern const struct png_packer png_packer_fast, png_packer_small;

#endif
