/* SPDX-License-Identifier: MIT */
/* Paths on Cairo, and the coverage of outlines that are painted again and again. */
#ifndef PAINTING_OUTLINE_H
#define PAINTING_OUTLINE_H

#include <cairo.h>

#include "convreel/drawing.h"

/* Where a path goes: scaled, then shifted. */
struct place {
    struct point shift;
    double scale;
};

/* As the current path. */
void outline_set_path(cairo_t *cairo, const struct path *path, struct place at);

/* Width, ends, corners and dashes; not the colour. */
void outline_set_stroke(cairo_t *cairo, const struct stroke *stroke);

/* The coverage of an outline whose origin stands on a pixel's corner. */
struct mask {
    struct mask *next;
    double scale;             /* pixels for each of its points */
    double x, y;              /* pixels: where it goes, from that corner */
    cairo_surface_t *surface; /* NULL: nothing is covered, or too much to keep it */
    bool is_kept;             /* false: it is too large, fill the path */
};

/* The one of that scale, from the list or made and put in front of it. */
const struct mask *outline_mask(struct mask **masks, const struct path *outline, double scale);
void outline_forget_masks(struct mask **masks);

#endif
