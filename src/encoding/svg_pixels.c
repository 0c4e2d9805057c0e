/* SPDX-License-Identifier: MIT */
/* The pixels of an image as a PNG in base64: maps have few colours, which a palette makes small. */
#include "svg_pixels.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>

#include "svg_words.h"

enum { CHANNELS = 4, COLORS = 256 };

struct palette {
    unsigned char colors[COLORS][CHANNELS];
    size_t count;
    unsigned char *indices; /* owned: of each pixel */
};

/* The number of a colour, which is added where it is new; COLORS: there are too many. */
static size_t find_color(struct palette *palette, const unsigned char *color, size_t guess)
{
    if (guess < palette->count && memcmp(palette->colors[guess], color, CHANNELS) == 0)
        return guess;
    for (size_t i = 0; i < palette->count; i++)
        if (memcmp(palette->colors[i], color, CHANNELS) == 0)
            return i;
    if (palette->count < COLORS)
        memcpy(palette->colors[palette->count++], color, CHANNELS);
    else
        return COLORS;
    return palette->count - 1;
}

static bool find_palette(struct palette *palette, const struct image *image)
{
    size_t count = image->width * image->height, color = 0;
    palette->indices = memory_allocate(count, 1);
    for (size_t i = 0; i < count; i++) {
        color = find_color(palette, image->pixels + i * CHANNELS, color);
        if (color == COLORS)
            return false;
        palette->indices[i] = (unsigned char)color;
    }
    return true;
}

void svg_put_pixels(struct buffer *out, const struct image *image)
{
    struct palette palette = {.count = 0};
    bool is_indexed = find_palette(&palette, image);
    png_image png = {.version = PNG_IMAGE_VERSION,
                     .width = (png_uint_32)image->width,
                     .height = (png_uint_32)image->height,
                     .format = is_indexed ? PNG_FORMAT_RGBA_COLORMAP : PNG_FORMAT_RGBA,
                     .colormap_entries = is_indexed ? (png_uint_32)palette.count : 0};
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(png);
    unsigned char *bytes = memory_allocate(size, 1);
    const unsigned char *pixels = is_indexed ? palette.indices : image->pixels;
    if (png_image_write_to_memory(&png, bytes, &size, 0, pixels, 0, palette.colors))
        svg_put_base64(out, bytes, size);
    free(bytes);
    free(palette.indices);
}
