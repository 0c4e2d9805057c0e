/* SPDX-License-Identifier: MIT */
/*
 * From pixels to the packed rows of PNG and APNG. At most 256 colours make a palette picture, no
 * transparency a picture without alpha. ISA-L packs, several times as fast as zlib.
 */
#include "encoding/png_rows.h"

#include <arpa/inet.h>
#include <string.h>

#include <isa-l/igzip_lib.h>

#include "encoding/straight.h"

enum {
    BAND_BYTES = 128 * 1024, /* of rows that are packed at once: they fit in a processor's cache */
    PACKED_BYTES = 64 * 1024,
    /* Of drawings a short block is the smallest: a code of its own fits what lies close by. */
    BLOCK_TOKENS = 8 * 1024,
    LEVEL_BYTES = ISAL_DEF_LVL1_REQ + ISAL_DEF_LVL1_TOKEN_SIZE * BLOCK_TOKENS,
    START_BYTES = 8, /* packed alone: see pack_start */
};

/* ---- colours ---- */

static size_t slot_of(const struct png_colors *colors, uint32_t color)
{
    size_t slot = (color * UINT32_C(2654435761)) >> 22;
    while (colors->index[slot] >= 0 && colors->key[slot] != color)
        slot = (slot + 1) % PNG_SLOTS;
    return slot;
}

static void add_color(struct png_colors *colors, uint32_t color)
{
    size_t slot = slot_of(colors, color);
    if (colors->index[slot] >= 0)
        return;
    if (colors->count < PNG_MOST_COLORS) {
        colors->key[slot] = color;
        colors->index[slot] = (int16_t)colors->count;
        colors->color[colors->count] = color;
    }
    colors->count++;
}

/* Whether a row is the one above it again, as most rows of a drawing's empty parts are. */
static bool is_repeated(const struct raster *raster, size_t y)
{
    const uint32_t *row = raster->pixels + y * raster->stride;
    return y > 0 && memcmp(row, row - raster->stride, raster->width * sizeof *row) == 0;
}

/* Returns whether all are opaque. Too many colours of a picture that is known to be opaque are not
 * counted to the end. */
bool png_colors_find(const struct raster *raster, bool is_known_opaque, struct png_colors *colors)
{
    uint32_t all = UINT32_MAX;
    colors->count = 0;
    memset(colors->index, 0xff, sizeof colors->index);
    for (size_t y = 0; y < raster->height; y++) {
        if (is_known_opaque && colors->count > PNG_MOST_COLORS)
            return true;
        if (is_repeated(raster, y))
            continue;
        const uint32_t *row = raster->pixels + y * raster->stride;
        uint32_t last = ~row[0];
        for (size_t x = 0; x < raster->width; x++) {
            if (row[x] == last)
                continue;
            last = row[x];
            all &= last;
            if (colors->count <= PNG_MOST_COLORS)
                add_color(colors, last);
        }
    }
    return all >> 24 == 255;
}

void png_color_split(uint32_t color, png_byte out[4])
{
    uint32_t straight = straight_pixel(color);
    for (int i = 0; i < 4; i++)
        out[i] = (png_byte)(straight >> (i < 3 ? 16 - 8 * i : 24));
}

/* ---- rows ---- */

/* Without a filter: the differences that filters make hide from the packer what is drawn again and
 * again. */
enum { FILTER_NONE = 0 };

static void fill_indices(const struct png_colors *colors, const uint32_t *pixels, size_t width,
                         png_byte *out)
{
    uint32_t last = ~pixels[0];
    png_byte index = 0;
    for (size_t x = 0; x < width; x++) {
        if (pixels[x] != last) {
            last = pixels[x];
            index = (png_byte)colors->index[slot_of(colors, last)];
        }
        out[x] = index;
    }
}

static void put_word(png_byte *out, uint32_t word)
{
    word = htonl(word);
    memcpy(out, &word, sizeof word);
}

/* Four pixels at a time: three words in place of twelve bytes. */
static void fill_opaque(const uint32_t *pixels, size_t width, png_byte *out)
{
    const uint32_t *p = pixels;
    for (; p + 4 <= pixels + width; p += 4, out += 12) {
        put_word(out, p[0] << 8 | (p[1] >> 16 & 255));
        put_word(out + 4, p[1] << 16 | (p[2] >> 8 & 0xffff));
        put_word(out + 8, p[2] << 24 | (p[3] & 0xffffff));
    }
    for (; p < pixels + width; p++, out += 3) {
        out[0] = (png_byte)(*p >> 16);
        out[1] = (png_byte)(*p >> 8);
        out[2] = (png_byte)*p;
    }
}

static void fill_translucent(const uint32_t *pixels, size_t width, png_byte *out)
{
    uint32_t last = ~pixels[0];
    png_byte parts[4] = {0};
    for (size_t x = 0; x < width; x++) {
        if (pixels[x] != last) {
            last = pixels[x];
            png_color_split(last, parts);
        }
        memcpy(out + 4 * x, parts, sizeof parts);
    }
}

static void fill_row(const struct png_rows *rows, size_t y, png_byte *out)
{
    const uint32_t *pixels = rows->raster->pixels + y * rows->raster->stride;
    const size_t width = rows->raster->width;
    *out++ = FILTER_NONE;
    if (rows->colors)
        fill_indices(rows->colors, pixels, width, out);
    else if (rows->channels == 3)
        fill_opaque(pixels, width, out);
    else
        fill_translucent(pixels, width, out);
}

/* All of a picture's state in one piece, zeroed: nothing of one that came before is left in it. */
struct packer {
    png_structp writer;
    uint32_t *sequence; /* of png_rows */
    struct isal_zstream stream;
    png_byte level[LEVEL_BYTES], packed[PACKED_BYTES];
    png_byte band[]; /* rows */
};

/* A chunk of packed rows. Those of a later picture of a file have a number in front. */
static void write_chunk(struct packer *packer, size_t length)
{
    png_byte number[4];
    if (!packer->sequence) {
        png_write_chunk(packer->writer, (png_const_bytep) "IDAT", packer->packed, length);
        return;
    }
    png_save_uint_32(number, (*packer->sequence)++);
    png_write_chunk_start(packer->writer, (png_const_bytep) "fdAT",
                          (png_uint_32)(sizeof number + length));
    png_write_chunk_data(packer->writer, number, sizeof number);
    png_write_chunk_data(packer->writer, packer->packed, length);
    png_write_chunk_end(packer->writer);
}

static void pack(struct packer *packer, png_byte *bytes, size_t length)
{
    packer->stream.next_in = bytes;
    packer->stream.avail_in = (uint32_t)length;
    do {
        packer->stream.next_out = packer->packed;
        packer->stream.avail_out = PACKED_BYTES;
        isal_deflate(&packer->stream);
        size_t packed = PACKED_BYTES - packer->stream.avail_out;
        if (packed > 0)
            write_chunk(packer, packed);
    } while (packer->stream.avail_out == 0);
}

/*
 * ISA-L (2.30) enters the third byte of a stream into its table of earlier bytes under a number
 * that it makes of its stream's address. So one picture in some hundreds had other bytes from run
 * to run, of the same pixels. A stream whose first bytes are flushed begins in another way, which
 * does not: tables and bytes are the same at every address then. Eight bytes are enough.
 */
static void pack_start(struct packer *packer)
{
    packer->stream.flush = SYNC_FLUSH;
    pack(packer, packer->band, START_BYTES);
    packer->stream.flush = NO_FLUSH;
}

void png_rows_write(png_structp writer, const struct png_rows *rows, struct arena *arena)
{
    const size_t height = rows->raster->height, bytes = rows->raster->width * rows->channels + 1;
    const size_t band_rows = bytes < BAND_BYTES ? BAND_BYTES / bytes : 1;
    struct packer *packer = arena_allocate(arena, 1, sizeof *packer + band_rows * bytes);
    struct isal_zstream *stream = &packer->stream;
    packer->writer = writer;
    packer->sequence = rows->sequence;
    isal_deflate_init(stream);
    stream->level = 1;
    stream->level_buf = packer->level;
    stream->level_buf_size = LEVEL_BYTES;
    stream->gzip_flag = IGZIP_ZLIB;
    for (size_t y = 0; y < height;) {
        size_t count = height - y < band_rows ? height - y : band_rows;
        for (size_t i = 0; i < count; i++)
            fill_row(rows, y + i, packer->band + i * bytes);
        size_t start = y == 0 && count * bytes > START_BYTES ? START_BYTES : 0;
        if (start > 0)
            pack_start(packer);
        y += count;
        stream->end_of_stream = y == height;
        pack(packer, packer->band + start, count * bytes - start);
    }
}
