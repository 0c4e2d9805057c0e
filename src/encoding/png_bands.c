/* SPDX-License-Identifier: MIT */
/*
 * Rows, packed in bands that know nothing of each other but the row above, so that one in which
 * nothing changes is packed once for many pictures.
 */
#include "encoding/png_bands.h"

#include <stdlib.h>
#include <string.h>

#include <isa-l/igzip_lib.h>

#include "encoding/png_file.h"
#include "encoding/png_packer.h"
#include "encoding/vectors.h"

enum {
    BAND_BYTES = 256 * 1024, /* of rows: they fit in a processor's cache */
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
    const struct png_packer *packer;
    void *packing; /* owned: the packer's */
};

struct png_bands *png_bands_create(bool is_small)
{
    struct png_bands *bands = memory_allocate(1, sizeof *bands);
    bands->packer = is_small ? &png_packer_small : &png_packer_fast;
    bands->packing = bands->packer->create();
    return bands;
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
    bands->packer->destroy(bands->packing);
    free(bands);
}

/* ---- packing ---- */

static size_t rows_of_band(const struct png_bands *bands, size_t i)
{
    size_t rest = bands->height - i * bands->band_rows;
    return rest < bands->band_rows ? rest : bands->band_rows;
}

static void pack_band(struct png_bands *bands, const struct png_rows *rows, size_t i)
{
    struct band *band = &bands->bands[i];
    const size_t first = i * bands->band_rows, count = rows_of_band(bands, i);
    const size_t known = i == 0 ? 0 : bands->row_bytes, bytes = count * bands->row_bytes;
    png_byte *own = bands->rows + bands->row_bytes;
    for (size_t y = i == 0 ? 1 : 0; y <= count; y++)
        png_rows_fill(rows, first + y - 1, bands->rows + y * bands->row_bytes);
    band->checksum = isal_adler32(1, own, (uint32_t)bytes);
    vectors_clear();
    band->packed.length = 0;
    bands->packer->pack(bands->packing, own, known, bytes, &band->packed);
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
    struct png_chunk chunk;
    png_chunk_start(&chunk, writer, sequence ? "fdAT" : "IDAT", length);
    if (sequence) {
        png_save_uint_32(number, (*sequence)++);
        png_chunk_add(&chunk, number, sizeof number);
    }
    png_chunk_add(&chunk, head, sizeof head);
    for (size_t i = 0; i < bands->count; i++)
        png_chunk_add(&chunk, (const png_byte *)bands->bands[i].packed.bytes,
                      bands->bands[i].packed.length);
    png_chunk_add(&chunk, end, sizeof end);
    png_chunk_end(&chunk);
}
