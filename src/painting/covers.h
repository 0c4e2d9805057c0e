/* SPDX-License-Identifier: MIT */
/* The coverage of slanted paths that are painted again and again, such as grids. */
#ifndef PAINTING_COVERS_H
#define PAINTING_COVERS_H

#include <cairo.h>

#include "bounds.h"

struct covers;

/* For pictures of that size. */
struct covers *covers_create(size_t width, size_t height);
void covers_destroy(struct covers *covers);

/* How a path item is painted: traced, with what it needs, then filled or stroked. */
struct path_way {
    void (*trace)(cairo_t *cairo, const struct item *item);
    void (*paint)(cairo_t *cairo);
    void (*extents)(cairo_t *cairo, double *left, double *top, double *right, double *bottom);
};

/* Paints the item, which reaches the box, on Cairo's image as Cairo would, in its colour at hand.
 * False: it is not slanted, not opaque, in a group or too large; Cairo is to do it. */
bool covers_paint(struct covers *covers, cairo_t *cairo, const struct path_way *way,
                  const struct item *item, const struct pixel_box *box);

#endif
