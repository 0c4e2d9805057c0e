/* SPDX-License-Identifier: MIT */
/* Pixels for Cairo to paint on. Where the system has large pages, a picture lies in few of them:
 * it is made as it is touched, page by page, which else takes a tenth of a short sequence. */
#include "picture.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { LARGE_PAGE = 2 * 1024 * 1024 }; /* bytes */

/* Whole large pages, all 0, in *owned, which is for free(). NULL: there are none. */
static unsigned char *allocate_pages(size_t bytes, void **owned)
{
    *owned = NULL;
#ifdef MADV_HUGEPAGE
    size_t whole = (bytes + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
    *owned = calloc(1, whole + LARGE_PAGE);
    if (!*owned)
        return NULL;
    unsigned char *first = *owned;
    first += (LARGE_PAGE - (uintptr_t)first % LARGE_PAGE) % LARGE_PAGE;
    madvise(first, whole, MADV_HUGEPAGE); /* a system that has none says so: nothing is lost */
    return first;
#else
    (void)bytes;
    return NULL;
#endif
}

cairo_surface_t *picture_create(size_t width, size_t height)
{
    static const cairo_user_data_key_t owner;
    const cairo_format_t format = CAIRO_FORMAT_ARGB32;
    const int stride = cairo_format_stride_for_width(format, (int)width);
    const size_t bytes = (size_t)stride * height;
    void *owned = NULL;
    unsigned char *pixels = bytes >= LARGE_PAGE ? allocate_pages(bytes, &owned) : NULL;
    if (!pixels)
        return cairo_image_surface_create(format, (int)width, (int)height);
    cairo_surface_t *picture =
        cairo_image_surface_create_for_data(pixels, format, (int)width, (int)height, stride);
    if (cairo_surface_set_user_data(picture, &owner, owned, free) == CAIRO_STATUS_SUCCESS)
        return picture;
    cairo_surface_destroy(picture);
    free(owned);
    return cairo_image_surface_create(format, (int)width, (int)height);
}

void picture_wipe(cairo_surface_t *picture)
{
    size_t stride = (size_t)cairo_image_surface_get_stride(picture);
    cairo_surface_flush(picture);
    memset(cairo_image_surface_get_data(picture), 0,
           stride * (size_t)cairo_image_surface_get_height(picture));
    cairo_surface_mark_dirty(picture);
}

void picture_copy_tiles(cairo_surface_t *from, cairo_surface_t *to, const struct tile_set *tiles)
{
    size_t stride = (size_t)cairo_image_surface_get_stride(from);
    size_t height = (size_t)cairo_image_surface_get_height(from);
    size_t width = (size_t)cairo_image_surface_get_width(from);
    cairo_surface_flush(from);
    cairo_surface_flush(to);
    for (size_t y = 0; y < height; y++) {
        const unsigned char *row = cairo_image_surface_get_data(from) + y * stride;
        unsigned char *copy = cairo_image_surface_get_data(to) + y * stride;
        for (size_t x = 0, end; tile_set_next(tiles, y, width, &x, &end); x = end)
            memcpy(copy + x * sizeof(uint32_t), row + x * sizeof(uint32_t),
                   (end - x) * sizeof(uint32_t));
    }
    cairo_surface_mark_dirty(to);
}
