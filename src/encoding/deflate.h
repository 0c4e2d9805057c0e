/* SPDX-License-Identifier: MIT */
/* Deflate (RFC 1951): new bytes and repetitions of earlier ones as bits. What repeats is the
 * caller's to find. */
#ifndef ENCODING_DEFLATE_H
#define ENCODING_DEFLATE_H

#include "convreel/base.h"

enum {
    DEFLATE_LEAST = 3,     /* bytes of a repetition */
    DEFLATE_REACH = 32768, /* how many bytes back it may begin */
    /* Of drawings a short block is the smallest: codes of its own fit what lies close by. */
    DEFLATE_BLOCK = 16 * 1024
};

/* Zeroed but for out: at the start of a stream. */
struct deflate {
    struct buffer *out; /* borrowed */
    size_t part_count;
    uint32_t parts[DEFLATE_BLOCK]; /* of the block at hand */
    unsigned char chunk[1024];     /* bytes that are not in out yet, */
    size_t chunk_length;
    uint64_t bits; /* and bits that are no byte yet, the first lowest */
    unsigned bit_count;
};

/* Up to four, the first lowest. */
void deflate_add(struct deflate *deflate, uint32_t bytes, size_t count);
/* So many bytes that stood `distance` before. */
void deflate_repeat(struct deflate *deflate, size_t length, size_t distance);
/* Ends the stream at a whole byte: what follows may be the beginning of any other. */
void deflate_end(struct deflate *deflate);

#endif
