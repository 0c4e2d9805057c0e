/* SPDX-License-Identifier: MIT */
/* One line of text as glyphs. */
#ifndef PAINTING_SHAPING_H
#define PAINTING_SHAPING_H

#include <cairo.h>
#include <pango/pango.h>

/* A list of PangoGlyphItem, from left to right; the caller's. NULL: the text is empty, or memory
 * ran out. Of the context, its font description changes. */
GSList *shaping_shape(PangoContext *context, const PangoFontDescription *font, const char *string);
void shaping_free(GSList *runs);
/* The line's width and how far its fonts reach above and below the baseline, as a rectangle in
 * Pango's units. */
PangoRectangle shaping_extents(const GSList *runs);
/* Adds the line to Cairo's path, or shows it as glyphs; its baseline starts at 0, 0. */
void shaping_add_path(const GSList *runs, cairo_t *cairo);
void shaping_show(const GSList *runs, const char *string, cairo_t *cairo);

#endif
