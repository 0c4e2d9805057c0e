/* SPDX-License-Identifier: MIT */
/* The elements of all pictures of a file that holds many, each once. */
#ifndef ENCODING_PAGE_ELEMENTS_H
#define ENCODING_PAGE_ELEMENTS_H

#include "convreel/drawing.h"
#include "interned.h"
#include "svg_page.h"
#include "svg_rules.h"

/* Zeroed: none. */
struct page_elements {
    struct interned markup; /* as SVG, without a prefix of their ids and classes */
    struct svg_rules rules; /* of colours in the dark */
};

/* What stands on a picture, in order: numbers of elements + 1, or 0 where a group ends. */
struct page_picture {
    size_t count;
    uint32_t *tokens; /* in the arena */
};

/* A page in two themes, or one twice. Items in the same place that differ in colours alone are one
 * element of both. All borrowed. */
struct page_twins {
    const struct svg_page *light, *dark;
    struct painter *painter; /* for words as outlines; NULL: they are text */
};

/* Adds the elements of a picture, the light one or the dark one. */
void page_elements_add(struct page_elements *elements, const struct page_twins *twins, bool is_dark,
                       struct arena *arena, struct page_picture *out);
void page_elements_finish(struct page_elements *elements);

/* ---- an element's markup ---- */

bool page_is_group(const char *markup);
/* Its key, "input-value-0-1", which ends at a quote. */
const char *page_key_of(const char *markup);
/* As it stands in a file whose ids begin with prefix: with more at the end of its id, and with more
 * attributes; these NULL: none. */
void page_put_markup(const char *markup, const char *prefix, const char *id_end,
                     const char *attributes, struct buffer *out);

#endif
