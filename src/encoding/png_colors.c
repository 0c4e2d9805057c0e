/* SPDX-License-Identifier: MIT */
/* A picture -> its colours: at most 256 make a palette picture, no transparency one without alpha.
 */
#include "encoding/png_colors.h"

#include <string.h>

#include "encoding/straight.h"

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

unsigned char png_colors_index(const struct png_colors *colors, uint32_t color)
{
    return (unsigned char)colors->index[slot_of(colors, color)];
}

void png_color_split(uint32_t color, unsigned char out[4])
{
    uint32_t straight = straight_pixel(color);
    for (int i = 0; i < 4; i++)
        out[i] = (unsigned char)(straight >> (i < 3 ? 16 - 8 * i : 24));
}
