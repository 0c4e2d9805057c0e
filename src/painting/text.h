/* SPDX-License-Identifier: MIT */
/* Words: shaped once for each font and string, then kept. */
#ifndef PAINTING_TEXT_H
#define PAINTING_TEXT_H

#include "shaping.h"

struct mask; /* outline.h */

/* Opens no font before the first word is asked for: a picture without words pays nothing. */
struct text;

struct text *text_create(void);
void text_destroy(struct text *text);
/* Of the words, as BCP 47 has it: scripts that languages share may have unlike shapes. Before the
 * first word; "en". */
void text_set_language(struct text *text, const char *language);
/* Whether a family is installed; of several, with commas, at least one. */
bool text_has_family(struct text *text, const char *families);

struct text_extents text_measure(struct text *text, const struct font *font, const char *string);
struct text_gaps text_find_gaps(struct text *text, const struct font *font, const char *string);
/* What these two return belongs to text, holds until the next call and is TEXT_SIZE_PT large,
 * whatever the font's size. The outline's baseline starts at 0, 0. */
const struct path *text_outline(struct text *text, const struct font *font, const char *string);
/* The coverage of that outline where each of its points has `scale` pixels. */
const struct mask *text_mask(struct text *text, const struct font *font, const char *string,
                             double scale);
const struct glyphs *text_glyphs(struct text *text, const struct font *font, const char *string);
/* Whether all that was shaped and outlined so far is whole; else error says what is not: no font
 * is installed, or a library could not get memory. */
bool text_check(const struct text *text, struct error *error);

/* Where the baseline of a text item starts. */
struct point text_origin(struct text *text, const struct item *item);

#endif
