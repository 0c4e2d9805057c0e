/* SPDX-License-Identifier: MIT */
/* Rows of a PNG, packed into few bytes: zlib looks longer for bytes that repeat than ISA-L. */
#include "encoding/png_packer.h"

#include <assert.h>
#include <stdlib.h>

#include <zlib.h>

enum {
    WINDOW_BITS = -15, /* the largest; below 0: without head and end */
    MEMORY = 7,        /* blocks of 8192 tokens, as short as the fast packer's */
    /* Level 3 takes the first good repetition, which in drawings is seldom worse than the next one.
     * But it forgets repetitions above six bytes, such as pieces of edges, which come again. */
    LEVEL = 3,
    KEPT_LENGTH = 258, /* the longest that there is: none is forgotten */
    GOOD_LENGTH = 4,   /* from which on it looks only a quarter as long, */
    NICE_LENGTH = 32,  /* or not at all */
    MOST_LOOKS = 4
};

struct small {
    z_stream stream;
    png_byte packed[PNG_PACKED_BYTES];
};

static voidpf allocate(voidpf opaque, uInt count, uInt size)
{
    (void)opaque;
    return memory_allocate(count, size);
}

static void release(voidpf opaque, voidpf memory)
{
    (void)opaque;
    free(memory);
}

static void *create_small(void)
{
    struct small *small = memory_allocate(1, sizeof *small);
    small->stream.zalloc = allocate;
    small->stream.zfree = release;
    int status =
        deflateInit2(&small->stream, LEVEL, Z_DEFLATED, WINDOW_BITS, MEMORY, Z_DEFAULT_STRATEGY);
    assert(status == Z_OK); /* memory_allocate does not fail */
    (void)status;
    return small;
}

static void destroy_small(void *state)
{
    struct small *small = state;
    deflateEnd(&small->stream);
    free(small);
}

static void pack_small(void *state, png_byte *bytes, size_t known, size_t length,
                       struct buffer *out)
{
    struct small *small = state;
    z_stream *stream = &small->stream;
    deflateReset(stream);
    deflateTune(stream, GOOD_LENGTH, KEPT_LENGTH, NICE_LENGTH, MOST_LOOKS);
    if (known > 0)
        deflateSetDictionary(stream, bytes - known, (uInt)known);
    stream->next_in = bytes;
    stream->avail_in = (uInt)length;
    do {
        stream->next_out = small->packed;
        stream->avail_out = PNG_PACKED_BYTES;
        deflate(stream, Z_SYNC_FLUSH);
        buffer_add(out, (const char *)small->packed, PNG_PACKED_BYTES - stream->avail_out);
    } while (stream->avail_out == 0);
}

const struct png_packer png_packer_small = {create_small, pack_small, destroy_small};
