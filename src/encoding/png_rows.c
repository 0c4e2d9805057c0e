/* SPDX-License-Identifier: MIT */
/*
 * From pixels to the rows of PNG and APNG. At most 256 colours make a palette picture, no
 * transparency a picture without alpha.
 */
#include "encoding/png_rows.h"

#include <arpa/inet.h>
#include <string.h>

#include "encoding/straight.h"
#include "encoding/vectors.h"

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

/* By bytes: compilers make better vectors of them than of words. */
VECTORS static void fill_opaque(const png_byte *restrict pixels, size_t width,
                                png_byte *restrict out)
{
    const bool is_little = htonl(1) != 1;
    const size_t red = is_little ? 2 : 1, green = is_little ? 1 : 2, blue = is_little ? 0 : 3;
    for (size_t x = 0; x < width; x++) {
        out[3 * x] = pixels[4 * x + red];
        out[3 * x + 1] = pixels[4 * x + green];
        out[3 * x + 2] = pixels[4 * x + blue];
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

void png_rows_fill(const struct png_rows *rows, size_t y, png_byte *out)
{
    const uint32_t *pixels = rows->raster->pixels + y * rows->raster->stride;
    const size_t width = rows->raster->width;
    *out++ = FILTER_NONE;
    if (rows->colors)
        fill_indices(rows->colors, pixels, width, out);
    else if (rows->channels == 3)
        fill_opaque((const png_byte *)pixels, width, out);
    else
        fill_translucent(pixels, width, out);
}
