/* SPDX-License-Identifier: MIT */
/* Strokes that many pictures have over what changes: their coverage is found once. */
#ifndef PAINTING_STROKES_H
#define PAINTING_STROKES_H

#include <cairo.h>

#include "convreel/drawing.h"

struct strokes;

struct strokes *strokes_create(void);
void strokes_destroy(struct strokes *strokes);

/* Strokes the current path, a lasting item's, in the current colour. The path stays. */
void strokes_paint(struct strokes *strokes, cairo_t *cairo, const struct item *item);

#endif
