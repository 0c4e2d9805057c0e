/* SPDX-License-Identifier: MIT */
/* What a page's script reads. */
#ifndef ENCODING_PAGE_JSON_H
#define ENCODING_PAGE_JSON_H

#include "page_steps.h"

/* Steps and elements as JSON, but for those elements that the page holds as markup: the light
 * picture of the first step. prefix: of ids and classes. */
void page_put_json(const struct page_steps *steps, const char *prefix, struct buffer *out);

#endif
