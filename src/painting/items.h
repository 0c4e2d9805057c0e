/* SPDX-License-Identifier: MIT */
/* A display list's items on any Cairo surface. */
#ifndef PAINTING_ITEMS_H
#define PAINTING_ITEMS_H

#include <cairo.h>

#include "convreel/drawing.h"
#include "convreel/painting.h"
#include "strokes.h"
#include "text.h"
#include "tiles.h"

/* Where items are painted; all borrowed. */
struct paper {
    cairo_t *cairo;
    struct text *text;
    struct strokes *strokes; /* whose masks are kept; NULL: none are */
    const struct canvas *canvas;
    bool is_text_shown;            /* as glyphs of a font; false: filled as outlines */
    struct ink *ink;               /* grows by what would be painted; NULL: it is painted */
    const struct pixel_box *boxes; /* of each item; NULL: not known */
    const struct tile_set *only;   /* those that reach none of these are left out; NULL: none is */
};

/* Paints items first to end - 1, after the background where first is 0. Neither may stand inside a
 * group of opacity below 1. */
void paper_paint(const struct paper *paper, const struct display_list *list, size_t first,
                 size_t end);
/* The last place up to limit where painting may stop and go on: in no group of opacity below 1. */
size_t paper_last_break(const struct display_list *list, size_t limit);
/* Whether some group of items is translucent as a whole. */
bool paper_has_veil(const struct display_list *list);

/* Whether all went well on the surface; else error says what did not. */
bool paper_check(cairo_status_t status, struct error *error);

#endif
