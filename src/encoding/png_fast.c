/* SPDX-License-Identifier: MIT */
/* Rows of a PNG, packed in little time: ISA-L is several times as fast as zlib. */
#include "encoding/png_packer.h"

#include <stdlib.h>

#include <isa-l/igzip_lib.h>

enum {
    /* Of drawings a short block is the smallest: a code of its own fits what lies close by. */
    BLOCK_TOKENS = 8 * 1024,
    LEVEL_BYTES = ISAL_DEF_LVL1_REQ + ISAL_DEF_LVL1_TOKEN_SIZE * BLOCK_TOKENS,
    START_BYTES = 8 /* packed alone: see pack_fast */
};

struct fast {
    struct isal_zstream stream;
    png_byte level[LEVEL_BYTES], packed[PNG_PACKED_BYTES];
};

static void *create_fast(void)
{
    return memory_allocate(1, sizeof(struct fast));
}

static void pack_flushed(struct fast *fast, png_byte *bytes, size_t length, int flush,
                         struct buffer *out)
{
    struct isal_zstream *stream = &fast->stream;
    stream->flush = (uint16_t)flush;
    stream->next_in = bytes;
    stream->avail_in = (uint32_t)length;
    do {
        stream->next_out = fast->packed;
        stream->avail_out = PNG_PACKED_BYTES;
        isal_deflate(stream);
        buffer_add(out, (const char *)fast->packed, PNG_PACKED_BYTES - stream->avail_out);
    } while (stream->avail_out == 0);
}

/*
 * ISA-L (2.30) enters the third byte of a stream into its table of earlier bytes under a number
 * that it makes of its stream's address. So one picture in some hundreds had other bytes from run
 * to run, of the same pixels. A stream that begins with earlier bytes, or whose first ones are
 * flushed, does not: tables and bytes are the same at every address then. Eight bytes are enough.
 */
static void pack_fast(void *state, png_byte *bytes, size_t known, size_t length, struct buffer *out)
{
    struct fast *fast = state;
    const size_t start = known == 0 && length > START_BYTES ? START_BYTES : 0;
    isal_deflate_init(&fast->stream);
    fast->stream.level = 1;
    fast->stream.level_buf = fast->level;
    fast->stream.level_buf_size = LEVEL_BYTES;
    if (start > 0)
        pack_flushed(fast, bytes, start, SYNC_FLUSH, out);
    if (known > 0)
        isal_deflate_set_dict(&fast->stream, bytes - known, (uint32_t)known);
    pack_flushed(fast, bytes + start, length - start, FULL_FLUSH, out);
}

const struct png_packer png_packer_fast = {create_fast, pack_fast, free};
