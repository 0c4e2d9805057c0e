/* SPDX-License-Identifier: MIT */
/*
 * BT.709 in integers: Kr = 0.2126, Kb = 0.0722, Y' from 16 to 235, chroma from 16 to 240, in
 * 1/65536. A chroma sample stands on the left luma sample of its pair and midway between its two
 * rows, so it is the mean of both rows, weighted 1 2 1 across.
 */
#include "encoding/yuv.h"

#include <string.h>

#include "encoding/vectors.h"

enum {
    SHIFT = 16,
    HALF = 1 << (SHIFT - 1),
    BLOCK = 256 /* pixels of a row at a time, even: what is read stays near */
};

/* Pixels of a row and the one to the left of them, where a row has not all. */
struct pixels {
    uint32_t at[1 + BLOCK];
};

/* Of every other pixel of two rows, one above the other: red in the upper half and blue in the
 * lower, and green. */
struct sums {
    uint32_t red_blue[BLOCK / 2 + 1], green[BLOCK / 2 + 1];
};

/* A row's pixels from the one left of x on, count and one: its own where it has them. Beyond the
 * raster stands the background; left of it its first pixel once more. */
static const uint32_t *fetch(const struct yuv_source *source, size_t x, size_t y, size_t count,
                             struct pixels *spare)
{
    const uint32_t *row = source->pixels + y * source->stride;
    if (x > 0 && x + count <= source->width && y < source->height)
        return row + x - 1;
    for (size_t i = 0; i <= count; i++) {
        size_t at = x + i > 0 ? x + i - 1 : 0;
        spare->at[i] = at < source->width && y < source->height ? row[at] : source->background;
    }
    return spare->at;
}

/* 219 / 255 (0.2126 R + 0.7152 G + 0.0722 B) + 16 */
VECTORS static void convert_luma(const uint32_t *restrict in, size_t count,
                                 unsigned char *restrict out)
{
    for (size_t x = 0; x < count; x++) {
        int red = (int)(in[x] >> 16 & 255), green = (int)(in[x] >> 8 & 255);
        int blue = (int)(in[x] & 255);
        out[x] =
            (unsigned char)(16 + ((11966 * red + 40254 * green + 4064 * blue + HALF) >> SHIFT));
    }
}

VECTORS static void add_rows(const uint32_t *restrict above, const uint32_t *restrict below,
                             size_t count, struct sums *restrict out)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t a = above[2 * i], b = below[2 * i];
        out->red_blue[i] = (a & 0xff00ff) + (b & 0xff00ff);
        out->green[i] = (a >> 8 & 255) + (b >> 8 & 255);
    }
}

/* Chroma of an eightfold sum: the rounding of negative numbers is that of an arithmetic shift,
 * made plain by an offset of 128 in front. */
static inline unsigned char chroma(int weighted)
{
    return (unsigned char)((weighted + (128 << (SHIFT + 3)) + 8 * HALF) >> (SHIFT + 3));
}

VECTORS static void convert_chroma(const struct sums *restrict sides,
                                   const struct sums *restrict middle, size_t pairs,
                                   unsigned char *restrict blue_out,
                                   unsigned char *restrict red_out)
{
    for (size_t i = 0; i < pairs; i++) {
        uint32_t red_blue = sides->red_blue[i] + 2 * middle->red_blue[i] + sides->red_blue[i + 1];
        int green = (int)(sides->green[i] + 2 * middle->green[i] + sides->green[i + 1]);
        int red = (int)(red_blue >> 16), blue = (int)(red_blue & 0xffff);
        blue_out[i] = chroma(-6596 * red - 22189 * green + 28785 * blue);
        red_out[i] = chroma(28785 * red - 26145 * green - 2640 * blue);
    }
}

/* The same in 10 bits, 64 to 940 and 64 to 960, and a chroma sample for each pixel. */
static void convert_deep(uint32_t pixel, uint16_t *out[3])
{
    int red = (int)(pixel >> 16 & 255), green = (int)(pixel >> 8 & 255), blue = (int)(pixel & 255);
    const int middle = (512 << SHIFT) + HALF;
    *out[0] = (uint16_t)(64 + ((47864 * red + 161017 * green + 16255 * blue + HALF) >> SHIFT));
    *out[1] = (uint16_t)((middle - 26383 * red - 88754 * green + 115137 * blue) >> SHIFT);
    *out[2] = (uint16_t)((middle + 115138 * red - 104580 * green - 10558 * blue) >> SHIFT);
}

static uint32_t pixel_at(const struct yuv_source *source, size_t x, size_t y)
{
    bool is_inside = x < source->width && y < source->height;
    return is_inside ? source->pixels[y * source->stride + x] : source->background;
}

static void convert_deep_row(const struct yuv_source *source, size_t y, struct columns columns,
                             const struct yuv_planes *out)
{
    for (size_t x = columns.first; x < columns.end; x++) {
        uint16_t *at[3];
        for (size_t i = 0; i < 3; i++)
            at[i] = (uint16_t *)(void *)(out->plane[i] + y * (size_t)out->stride[i]) + x;
        convert_deep(pixel_at(source, x, y), at);
    }
}

static void convert_alpha_row(const struct yuv_source *source, size_t y, struct columns columns,
                              const struct yuv_planes *out)
{
    unsigned char *row = out->plane[3] + y * (size_t)out->stride[3];
    for (size_t x = columns.first; x < columns.end; x++) {
        uint32_t alpha = pixel_at(source, x, y) >> 24;
        if (out->is_deep)
            ((uint16_t *)(void *)row)[x] = (uint16_t)((alpha * 1023 + 127) / 255);
        else
            row[x] = (unsigned char)alpha;
    }
}

static void convert_halved_rows(const struct yuv_source *source, size_t y, struct columns columns,
                                const struct yuv_planes *out)
{
    unsigned char *line[3];
    for (size_t i = 0; i < 3; i++)
        line[i] = out->plane[i] + (i ? y / 2 : y) * (size_t)out->stride[i];
    for (size_t x = columns.first; x < columns.end; x += BLOCK) {
        size_t count = columns.end - x < BLOCK ? columns.end - x : BLOCK;
        struct pixels spare[2];
        struct sums sides, middle;
        const uint32_t *above = fetch(source, x, y, count, &spare[0]);
        const uint32_t *below = fetch(source, x, y + 1, count, &spare[1]);
        convert_luma(above + 1, count, line[0] + x);
        convert_luma(below + 1, count, line[0] + (size_t)out->stride[0] + x);
        add_rows(above, below, count / 2 + 1, &sides);
        add_rows(above + 1, below + 1, count / 2, &middle);
        convert_chroma(&sides, &middle, count / 2, line[1] + x / 2, line[2] + x / 2);
    }
}

void yuv_convert_rows(const struct yuv_source *source, size_t y, struct columns columns,
                      const struct yuv_planes *out)
{
    /* the sample of two pixels is made of the one left of them, too */
    size_t end = (columns.end + 2) / 2 * 2;
    columns.end = end < out->width ? end : out->width;
    if (!out->is_deep)
        convert_halved_rows(source, y, columns, out);
    for (size_t row = y; row < y + 2; row++) {
        if (out->is_deep)
            convert_deep_row(source, row, columns, out);
        if (out->plane[3])
            convert_alpha_row(source, row, columns, out);
    }
}
