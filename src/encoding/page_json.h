/* SPDX-License-Identifier: MIT */
/* What a page's script reads. */
#ifndef ENCODING_PAGE_JSON_H
#define ENCODING_PAGE_JSON_H

#include "page_steps.h"

/* Steps and elements as JSON. The page holds the picture of the first step as markup, and with it
 * the elements before first_element. prefix: of ids and classes. */
void page_put_json(const struct page_steps *steps, const char *prefix, size_t first_element,
                   struct buffer *out);

#endif
