/* SPDX-License-Identifier: MIT */
/* The pixels that a painter paints. */
#ifndef PAINTING_PICTURE_H
#define PAINTING_PICTURE_H

#include <cairo.h>

#include "convreel/painting.h"

enum { MOST_SIDE = MOST_ROWS - 1 }; /* pixels; Cairo's own limit */

/* Transparent. Out of memory is the surface's status. */
cairo_surface_t *picture_create(size_t width, size_t height);
void picture_wipe(cairo_surface_t *picture);
/* Both have one size. */
void picture_copy_tiles(cairo_surface_t *from, cairo_surface_t *to, const struct tile_set *tiles);

#endif
