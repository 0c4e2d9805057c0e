/* SPDX-License-Identifier: MIT */
/*
 * BT.709 in integers: Kr = 0.2126, Kb = 0.0722, Y' from 16 to 235, chroma from 16 to 240, in
 * 1/65536. A chroma sample stands on the left luma sample of its pair and midway between its two
 * rows, so it is the mean of both rows, weighted 1 2 1 across.
 */
#include "encoding/yuv.h"

enum { SHIFT = 16, HALF = 1 << (SHIFT - 1) };

static uint32_t pixel_at(const struct raster *raster, size_t x, size_t y, uint32_t background)
{
    return x < raster->width && y < raster->height ? raster->pixels[y * raster->stride + x]
                                                   : background;
}

static int red(uint32_t color)
{
    return (int)(color >> 16 & 255);
}

static int green(uint32_t color)
{
    return (int)(color >> 8 & 255);
}

static int blue(uint32_t color)
{
    return (int)(color & 255);
}

/* 219 / 255 (0.2126 R + 0.7152 G + 0.0722 B) + 16 */
static unsigned char luma(uint32_t color)
{
    return (unsigned char)(16 + ((11966 * red(color) + 40254 * green(color) + 4064 * blue(color) +
                                  HALF) >>
                                 SHIFT));
}

struct sums {
    int red, green, blue; /* of eight pixels, counted by weight */
};

static void add_pixel(struct sums *sums, uint32_t color, int weight)
{
    sums->red += weight * red(color);
    sums->green += weight * green(color);
    sums->blue += weight * blue(color);
}

/* Chroma of an eightfold sum: the rounding of negative numbers is that of an arithmetic shift,
 * made plain by an offset of 128 in front. */
static unsigned char chroma(int weighted)
{
    return (unsigned char)((weighted + (128 << (SHIFT + 3)) + 8 * HALF) >> (SHIFT + 3));
}

static void convert_chroma(const struct raster *raster, size_t x, size_t y, uint32_t background,
                           const struct yuv_planes *out)
{
    struct sums sums = {0};
    size_t left = x > 0 ? x - 1 : 0;
    for (size_t row = y; row < y + 2; row++) {
        add_pixel(&sums, pixel_at(raster, left, row, background), 1);
        add_pixel(&sums, pixel_at(raster, x, row, background), 2);
        add_pixel(&sums, pixel_at(raster, x + 1, row, background), 1);
    }
    size_t at = y / 2 * (size_t)out->stride[1] + x / 2;
    out->plane[1][at] = chroma(-6596 * sums.red - 22189 * sums.green + 28785 * sums.blue);
    at = y / 2 * (size_t)out->stride[2] + x / 2;
    out->plane[2][at] = chroma(28785 * sums.red - 26145 * sums.green - 2640 * sums.blue);
}

void yuv_convert_rows(const struct raster *raster, size_t y, uint32_t background,
                      const struct yuv_planes *out)
{
    for (size_t row = y; row < y + 2; row++) {
        unsigned char *line = out->plane[0] + row * (size_t)out->stride[0];
        for (size_t x = 0; x < out->width; x++)
            line[x] = luma(pixel_at(raster, x, row, background));
    }
    for (size_t x = 0; x < out->width; x += 2)
        convert_chroma(raster, x, y, background, out);
}
