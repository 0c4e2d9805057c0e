/* SPDX-License-Identifier: MIT */
/* Words through Pango: shaped once for each font and string, then kept. */
#ifndef PAINTING_TEXT_H
#define PAINTING_TEXT_H

#include <pango/pango.h>

#include "convreel/base.h"
#include "convreel/drawing.h"

/* Opens no font before the first word is asked for: a picture without words pays nothing. */
struct text;

struct text *text_create(void);
void text_destroy(struct text *text);
/* Of the words, as BCP 47 has it: scripts that languages share may have unlike shapes. Before the
 * first word; "en". */
void text_set_language(struct text *text, const char *language);

/* What these return belongs to text and holds until the next call. */
struct text_extents text_measure(struct text *text, const struct font *font, const char *string);
struct text_gaps text_find_gaps(struct text *text, const struct font *font, const char *string);
/* In points, the baseline starting at 0, 0. */
const struct path *text_outline(struct text *text, const struct font *font, const char *string);
PangoLayoutLine *text_line(struct text *text, const struct font *font, const char *string);

/* Where the baseline of a text item starts. */
struct point text_origin(struct text *text, const struct item *item);

#endif
