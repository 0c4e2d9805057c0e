/* SPDX-License-Identifier: MIT */
/* What a step's list tells of places. */
#ifndef ENCODING_PAGE_CHANGES_H
#define ENCODING_PAGE_CHANGES_H

#include "page_elements.h"

/* Elements of a picture that are on their way midway to the next one. */
struct page_changes {
    struct page_picture glides; /* stand elsewhere */
    struct page_picture fades;  /* are gone, or look otherwise */
};

/* tokens: of the list's items, in their order. */
void page_changes_find(const struct display_list *list, const struct display_list *midway,
                       const uint32_t *tokens, struct arena *arena, struct page_changes *out);
/* Where the units stand that a page's step works out, on the page, in the arena. */
size_t page_find_now(const struct svg_page *page, struct arena *arena, struct rectangle **out);

#endif
