/* SPDX-License-Identifier: MIT */
/*
 * Rows, packed in bands that know nothing of each other but the row above, so that one in which
 * nothing changes is packed once for many pictures. ISA-L packs, several times as fast as zlib.
 */
#include "encoding/png_bands.h"

#include <stdlib.h>
#include <string.h>

#include <isa-l/igzip_lib.h>

enum {
    BAND_BYTES = 256 * 1024, /* of rows: they fit in a processor's cache */
    PACKED_BYTES = 64 * 1024,
    /* Of drawings a short block is the smallest: a code of its own fits what lies close by. */
    BLOCK_TOKENS = 8 * 1024,
    LEVEL_BYTES = ISAL_DEF_LVL1_REQ + ISAL_DEF_LVL1_TOKEN_SIZE * BLOCK_TOKENS,
    START_BYTES = 8, /* packed alone: see pack_band */
    HEAD_BYTES = 2,
    END_BYTES = 6,
};

struct band {
    struct buffer packed;
    uint32_t checksum; /* Adler-32 of the rows */
};

struct png_bands {
    size_t height, row_bytes, band_rows, count;
    struct band *bands;       /* owned, as are rows */
    png_byte *rows;           /* the one above the band at hand, and its own */
    uint64_t number;          /* of the raster; 0: none yet */
    struct png_colors colors; /* of the palette; count 0: true colour */
    struct isal_zstream stream;
    png_byte level[LEVEL_BYTES], packed[PACKED_BYTES];
};

struct png_bands *png_bands_create(void)
{
    return memory_allocate(1, sizeof(struct png_bands));
}

static void forget_bands(struct png_bands *bands)
{
    for (size_t i = 0; i < bands->count; i++)
        buffer_finish(&bands->bands[i].packed);
    free(bands->bands);
    free(bands->rows);
    bands->bands = NULL;
    bands->rows = NULL;
    bands->count = 0;
    bands->number = 0;
}

void png_bands_destroy(struct png_bands *bands)
{
    if (!bands)
        return;
    forget_bands(bands);
    free(bands);
}

/* ---- packing ---- */

static size_t rows_of_band(const struct png_bands *bands, size_t i)
{
    size_t rest = bands->height - i * bands->band_rows;
    return rest < bands->band_rows ? rest : bands->band_rows;
}

static void pack(struct png_bands *bands, png_byte *bytes, size_t length, struct buffer *out)
{
    struct isal_zstream *stream = &bands->stream;
    stream->next_in = bytes;
    stream->avail_in = (uint32_t)length;
    do {
        stream->next_out = bands->packed;
        stream->avail_out = PACKED_BYTES;
        isal_deflate(stream);
        buffer_add(out, (const char *)bands->packed, PACKED_BYTES - stream->avail_out);
    } while (stream->avail_out == 0);
}

/*
 * ISA-L (2.30) enters the third byte of a stream into its table of earlier bytes under a number
 * that it makes of its stream's address. So one picture in some hundreds had other bytes from run
 * to run, of the same pixels. A stream that begins with earlier bytes, or whose first ones are
 * flushed, does not: tables and bytes are the same at every address then. Eight bytes are enough.
 */
static void pack_band(struct png_bands *bands, const struct png_rows *rows, size_t i)
{
    struct band *band = &bands->bands[i];
    struct isal_zstream *stream = &bands->stream;
    const size_t first = i * bands->band_rows, count = rows_of_band(bands, i);
    const size_t bytes = count * bands->row_bytes;
    const size_t start = i == 0 && bytes > START_BYTES ? START_BYTES : 0;
    png_byte *own = bands->rows + bands->row_bytes;
    for (size_t y = i == 0 ? 1 : 0; y <= count; y++)
        png_rows_fill(rows, first + y - 1, bands->rows + y * bands->row_bytes);
    band->checksum = isal_adler32(1, own, (uint32_t)bytes);
    band->packed.length = 0;
    isal_deflate_init(stream);
    stream->level = 1;
    stream->level_buf = bands->level;
    stream->level_buf_size = LEVEL_BYTES;
    stream->flush = SYNC_FLUSH;
    if (start > 0)
        pack(bands, own, start, &band->packed);
    if (i > 0)
        isal_deflate_set_dict(stream, bands->rows, (uint32_t)bands->row_bytes);
    stream->flush = FULL_FLUSH;
    pack(bands, own + start, bytes - start, &band->packed);
}

/* Makes room for pictures of that size. */
static void set_size(struct png_bands *bands, const struct png_rows *rows)
{
    size_t row_bytes = rows->raster->width * rows->channels + 1;
    if (bands->row_bytes == row_bytes && bands->height == rows->raster->height)
        return;
    forget_bands(bands);
    bands->row_bytes = row_bytes;
    bands->height = rows->raster->height;
    bands->band_rows = row_bytes < BAND_BYTES ? BAND_BYTES / row_bytes : 1;
    bands->count = (bands->height + bands->band_rows - 1) / bands->band_rows;
    bands->bands = memory_allocate(bands->count, sizeof *bands->bands);
    bands->rows = memory_allocate(1 + bands->band_rows, row_bytes);
}

/* Whether the palette is the last picture's; remembers it. */
static bool has_same_colors(struct png_bands *bands, const struct png_colors *colors)
{
    size_t count = colors ? colors->count : 0;
    if (bands->colors.count == count && (count == 0 || memcmp(bands->colors.color, colors->color,
                                                              count * sizeof *colors->color) == 0))
        return true;
    if (colors)
        bands->colors = *colors;
    bands->colors.count = count;
    return false;
}

void png_bands_pack(struct png_bands *bands, const struct png_rows *rows)
{
    const struct raster *raster = rows->raster;
    set_size(bands, rows);
    bool has_colors = has_same_colors(bands, rows->colors);
    bool follows = has_colors && raster->base != 0 && raster->base == bands->number;
    for (size_t i = 0; i < bands->count; i++) {
        size_t first = i * bands->band_rows, end = first + rows_of_band(bands, i);
        if (!follows || tile_set_has_rows(&raster->changed, first > 0 ? first - 1 : 0, end))
            pack_band(bands, rows, i);
    }
    bands->number = raster->number;
}

/* ---- writing ---- */

/* Adler-32 of two pieces, of which the second has so many bytes. */
static uint32_t add_checksum(uint32_t a, uint32_t b, size_t length)
{
    const uint64_t modulus = 65521;
    uint64_t first = a & 0xffff, second = b & 0xffff;
    uint64_t low = (first + second + modulus - 1) % modulus;
    uint64_t high = ((a >> 16) + (b >> 16) + length % modulus * (first + modulus - 1)) % modulus;
    return (uint32_t)(high << 16 | low);
}

void png_bands_write(const struct png_bands *bands, png_structp writer, uint32_t *sequence)
{
    static const png_byte head[HEAD_BYTES] = {0x78, 0x01};
    png_byte end[END_BYTES] = {0x03, 0x00}, number[4]; /* an empty block, the last */
    size_t length = HEAD_BYTES + END_BYTES + (sequence ? sizeof number : 0);
    uint32_t checksum = 1;
    for (size_t i = 0; i < bands->count; i++) {
        length += bands->bands[i].packed.length;
        checksum = add_checksum(checksum, bands->bands[i].checksum,
                                rows_of_band(bands, i) * bands->row_bytes);
    }
    png_save_uint_32(end + 2, checksum);
    png_write_chunk_start(writer, (png_const_bytep)(sequence ? "fdAT" : "IDAT"),
                          (png_uint_32)length);
    if (sequence) {
        png_save_uint_32(number, (*sequence)++);
        png_write_chunk_data(writer, number, sizeof number);
    }
    png_write_chunk_data(writer, head, sizeof head);
    for (size_t i = 0; i < bands->count; i++)
        png_write_chunk_data(writer, (png_const_bytep)bands->bands[i].packed.bytes,
                             bands->bands[i].packed.length);
    png_write_chunk_data(writer, end, sizeof end);
    png_write_chunk_end(writer);
}
