/* SPDX-License-Identifier: MIT */
/*
 * Pixels -> packed rows of PNG and APNG. A drawing is runs of one colour with a few pixels of its
 * edges between, which come again nearby. They are looked for pixel by pixel, never by byte: so
 * most is found in few steps.
 */
#include "encoding/png_rows.h"

#include <stdlib.h>
#include <string.h>

#include "encoding/deflate.h"

enum {
    FILTER_NONE = 0, /* differences would hide from the packer what is drawn again and again, */
    FILTER_UP = 2,   /* but a row that is the one above it again is all zeros */
    SEEN_BITS = 12,
    LEAST_COPIED = 5, /* bytes: fewer take no more room as new ones */
    LONG_RUN = 40,    /* pixels */
    MODULUS = 65521   /* of Adler-32 */
};

/* A pixel of the rows. */
struct place {
    uint32_t row, x; /* row: from 1 on; 0: none */
};

struct png_packer {
    struct deflate deflate;
    const struct png_rows *rows;       /* borrowed */
    size_t first, y;                   /* of the rows; at hand */
    const uint32_t *row;               /* y's pixels */
    struct place seen[1 << SEEN_BITS]; /* where two pixels stood last, by a hash of them */
    uint64_t low, high;                /* of Adler-32 */
};

struct png_packer *png_packer_create(void)
{
    return memory_allocate(1, sizeof(struct png_packer));
}

void png_packer_destroy(struct png_packer *packer)
{
    free(packer);
}

size_t png_rows_bytes(const struct png_rows *rows)
{
    return 1 + rows->raster->width * rows->channels;
}

/* ---- bytes ---- */

/* A pixel's, the first lowest. */
static uint32_t bytes_of(const struct png_rows *rows, uint32_t pixel)
{
    unsigned char parts[4];
    if (rows->colors)
        return png_colors_index(rows->colors, pixel);
    if (rows->channels == 3)
        return (pixel >> 16 & 0xff) | (pixel & 0xff00) | (pixel & 0xff) << 16;
    png_color_split(pixel, parts);
    return parts[0] | (uint32_t)parts[1] << 8 | (uint32_t)parts[2] << 16 | (uint32_t)parts[3] << 24;
}

/* Adds so many pixels of the same bytes to the checksum. */
static void sum_run(struct png_packer *packer, uint32_t bytes, uint64_t count)
{
    const uint64_t channels = packer->rows->channels;
    uint64_t one = bytes & 255, two = one + (bytes >> 8 & 255), three = two + (bytes >> 16 & 255);
    uint64_t all = three + (bytes >> 24), within = one + two + three + all - (4 - channels) * all;
    packer->high +=
        count * (channels * packer->low + within) + channels * all * (count * (count - 1) / 2);
    packer->low += count * all;
}

/* ---- what repeats ---- */

/* How many of so many pixels have that colour, from the first on. */
static size_t count_equal(const uint32_t *pixels, size_t count, uint32_t color)
{
    enum { BLOCK = 16 }; /* which are compared at once */
    size_t x = 0;
    for (; x + BLOCK <= count; x += BLOCK) {
        uint32_t different = 0;
        for (size_t i = 0; i < BLOCK; i++)
            different |= pixels[x + i] ^ color;
        if (different)
            break;
    }
    while (x < count && pixels[x] == color)
        x++;
    return x;
}

/* How many pixels both have, of so many. They end in a long run: it is packed by itself. */
static size_t count_common(const uint32_t *a, const uint32_t *b, size_t count)
{
    size_t i = 0;
    for (size_t run = 0; i < count && a[i] == b[i] && run < LONG_RUN; i++)
        run = i > 0 && a[i] == a[i - 1] ? run + 1 : 0;
    return i;
}

/* Where the pixel and its next one were seen last; now that is here. */
static struct place see(struct png_packer *packer, size_t x)
{
    uint32_t hash =
        packer->row[x] * UINT32_C(2654435761) ^ packer->row[x + 1] * UINT32_C(2246822507);
    struct place *slot = &packer->seen[hash >> (32 - SEEN_BITS)], last = *slot;
    *slot = (struct place){(uint32_t)(packer->y - packer->first) + 1, (uint32_t)x};
    return last;
}

/* A repetition of what stood elsewhere; returns how many pixels it has, or 0. */
static size_t add_copy(struct png_packer *packer, size_t x)
{
    const struct raster *raster = packer->rows->raster;
    const size_t channels = packer->rows->channels, width = raster->width;
    if (x + 1 == width)
        return 0;
    struct place from = see(packer, x);
    if (from.row == 0)
        return 0;
    size_t y = packer->first + from.row - 1;
    size_t distance =
        (packer->y - y) * png_rows_bytes(packer->rows) + x * channels - from.x * channels;
    if (distance > DEFLATE_REACH)
        return 0;
    size_t most = width - (x > from.x ? x : from.x);
    size_t count =
        count_common(packer->row + x, raster->pixels + y * raster->stride + from.x, most);
    if (count * channels < LEAST_COPIED)
        return 0;
    deflate_repeat(&packer->deflate, count * channels, distance);
    for (size_t i = x, equal; i < x + count; i += equal) {
        const uint32_t *p = packer->row + i;
        bool is_run = i + 1 < x + count && p[1] == p[0];
        equal = is_run ? count_equal(p, x + count - i, *p) : 1;
        sum_run(packer, bytes_of(packer->rows, *p), equal);
    }
    return count;
}

/* ---- rows ---- */

static void add_run(struct png_packer *packer, uint32_t pixel, size_t count)
{
    const size_t channels = packer->rows->channels;
    const uint32_t bytes = bytes_of(packer->rows, pixel);
    sum_run(packer, bytes, count);
    if (count * channels >= DEFLATE_LEAST)
        deflate_repeat(&packer->deflate, count * channels, channels);
    for (; count * channels < DEFLATE_LEAST && count > 0; count--)
        deflate_add(&packer->deflate, bytes, channels);
}

static void add_row(struct png_packer *packer)
{
    const uint32_t *row = packer->row;
    const size_t channels = packer->rows->channels, width = packer->rows->raster->width;
    for (size_t x = 0; x < width;) {
        if (x > 0 && row[x] == row[x - 1]) {
            size_t count = count_equal(row + x, width - x, row[x]);
            add_run(packer, row[x], count);
            x += count;
            continue;
        }
        size_t count = add_copy(packer, x);
        if (count == 0) {
            uint32_t bytes = bytes_of(packer->rows, row[x]);
            deflate_add(&packer->deflate, bytes, channels);
            sum_run(packer, bytes, 1);
            count = 1;
        }
        x += count;
    }
}

static void add_filter(struct png_packer *packer, unsigned filter)
{
    deflate_add(&packer->deflate, filter, 1);
    packer->low += filter;
    packer->high += packer->low;
}

static void add_row_again(struct png_packer *packer)
{
    const size_t zeros = png_rows_bytes(packer->rows) - 1;
    const size_t few = zeros > DEFLATE_LEAST ? 1 : zeros;
    add_filter(packer, FILTER_UP);
    deflate_add(&packer->deflate, 0, few);
    deflate_repeat(&packer->deflate, zeros - few, 1);
    packer->high += zeros * packer->low;
}

uint32_t png_rows_pack(struct png_packer *packer, const struct png_rows *rows, size_t first,
                       size_t end, struct buffer *out)
{
    const struct raster *raster = rows->raster;
    packer->deflate.out = out;
    packer->rows = rows;
    packer->first = first;
    packer->low = 1;
    packer->high = 0;
    memset(packer->seen, 0, sizeof packer->seen);
    for (size_t y = first; y < end; y++) {
        packer->y = y;
        packer->row = raster->pixels + y * raster->stride;
        if (y > first && memcmp(packer->row, packer->row - raster->stride,
                                raster->width * sizeof *packer->row) == 0) {
            add_row_again(packer);
        } else {
            add_filter(packer, FILTER_NONE);
            add_row(packer);
        }
        packer->low %= MODULUS;
        packer->high %= MODULUS;
    }
    deflate_end(&packer->deflate);
    return (uint32_t)(packer->high << 16 | packer->low);
}
