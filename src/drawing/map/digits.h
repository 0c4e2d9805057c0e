/* SPDX-License-Identifier: MIT */
/* A map's values as short texts that all look alike. */
#ifndef CONVREEL_DRAWING_DIGITS_H
#define CONVREEL_DRAWING_DIGITS_H

#include "drawing/list/pen.h"

/* How many decimals show all values, exactly where three are enough; below -1: none do, they take
 * an exponent. */
int digits_decimals(const double *values, size_t count);
/* The decimals of a map for digits_of: those that the scene asks for, none of whole numbers; usual
 * where it does not ask. */
int digits_asked(const struct scene_show *show, const double *values, size_t count, int usual);
/* One text for each value, in the arena, with so many decimals, -1: as digits_decimals has it.
 * Halves are rounded away from zero, by a number's shortest decimal form. */
const char *const *digits_of(struct arena *arena, const double *values, size_t count, int decimals);
/* The font, smaller where the longest of the texts is wider than width; texts of one or two
 * characters always keep it. */
struct font digits_fit(const struct text_ruler *ruler, struct font font, const char *const *texts,
                       size_t count, double width);

/* A kernel's weights times their channel's divisor, without what the division left over. */
const double *digits_whole_weights(struct arena *arena, const struct simulation *simulation);

/* Draws 1 over a kernel's divisor, its bar centred on at. */
void digits_draw_divisor(struct pen *pen, const struct text_ruler *ruler, double divide,
                         struct point at);
/* "6 + 4", or with a minus, from the texts of both. */
const char *digits_added(struct arena *arena, const char *before, const char *added);
/* Whether digits of a font can stand in the corner of a cell beside the cell's own. */
bool digits_fit_corner(const struct theme *theme, const struct font *font);

#endif
