/* SPDX-License-Identifier: MIT */
/* What stands in the cells of a map: digits, or a letter with the cell's index below. */
#ifndef CONVREEL_DRAWING_CELL_TEXT_H
#define CONVREEL_DRAWING_CELL_TEXT_H

#include "drawing/map/digits.h"

struct cell_text {
    const char *text;  /* NULL: nothing */
    const char *index; /* small and low behind it; NULL: none */
    double shift;      /* to the right of the cell's middle, points: so that points stand in line */
    double rise;       /* above it, points */
};

/* The font, smaller if the widest text would be wider than width. Few letters keep their size. */
struct font cell_texts_fit(const struct text_ruler *ruler, struct font font,
                           const struct cell_text *texts, size_t count, double width);
/* What their smallest letters are written in. */
struct font cell_texts_smallest(struct font font, const struct cell_text *texts, size_t count);
/* Sets the shifts of numbers that all have as much behind their point, so that it has one place in
 * every cell. */
void cell_texts_align(const struct text_ruler *ruler, const struct font *font,
                      struct cell_text *texts, size_t count);
/* The text, or a question mark in its place. */
const struct cell_text *cell_text_or_question(const struct cell_text *text, bool asks);
/* Centres a text on at. */
void cell_text_write(struct pen *pen, const struct text_ruler *ruler, struct item_key key,
                     const struct cell_text *text, struct point at,
                     const struct lettering *lettering);

#endif
