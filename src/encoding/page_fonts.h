/* SPDX-License-Identifier: MIT */
/* Fonts in a style sheet. */
#ifndef ENCODING_PAGE_FONTS_H
#define ENCODING_PAGE_FONTS_H

#include "convreel/encoding.h"

/* The words of a frame, in both themes; fonts NULL: nothing. */
void page_add_fonts(struct font_subsets *fonts, const struct frame *frame);
/* All fonts of the words so far, as rules with the fonts in them. Fails as font_subsets_make. */
bool page_put_fonts(struct font_subsets *fonts, struct buffer *out, struct error *error);

#endif
