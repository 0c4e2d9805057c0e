/* SPDX-License-Identifier: MIT */
/* The elements of all pictures of a page, as JSON, each once. */
#ifndef ENCODING_PAGE_ELEMENTS_H
#define ENCODING_PAGE_ELEMENTS_H

#include "convreel/drawing.h"
#include "interned.h"
#include "svg_page.h"
#include "svg_rules.h"

/* Before every id. */
#define PAGE_PREFIX "s"

/* Elements that differ in nothing are one, those that differ in their place or words alone share a
 * style. Zeroed: none. */
struct page_elements {
    struct interned styles, elements;
    struct svg_rules rules; /* of colours in the dark */
};

/* What stands on a picture, in order: numbers of elements + 1, or 0 where a group ends. */
struct page_picture {
    size_t count;
    uint32_t *tokens; /* in the arena */
};

/* Adds a picture's elements. dark: what differs in colours alone, or the page itself. markup: where
 * they go as SVG, too; NULL: nowhere. */
void page_elements_add(struct page_elements *elements, const struct svg_page *page,
                       const struct svg_page *dark, struct arena *arena, struct buffer *markup,
                       struct page_picture *out);
void page_elements_finish(struct page_elements *elements);

/* A JSON string that may stand in a script element: no scene's words can end it. */
void page_put_string(struct buffer *out, const char *text);
void page_put_strings(struct buffer *out, const struct interned *texts, size_t first);

#endif
