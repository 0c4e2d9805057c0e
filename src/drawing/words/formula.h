/* SPDX-License-Identifier: MIT */
/* A simulation's formula, set as mathematics. */
#ifndef CONVREEL_DRAWING_FORMULA_H
#define CONVREEL_DRAWING_FORMULA_H

#include "drawing/list/runs.h"

/* Adds one formula such as "o_h = floor((i - k)/s) + 1 = floor((i:5 - k:3)/s:2) + 1 = o:2": letters
 * slanted, a letter's number in the letter's place, i, k and o in the colours of their maps, floor
 * and ceil as brackets, indices low, real signs. A line may break before an equals sign and after a
 * comma. */
void formula_add(struct runs *runs, const char *formula, double size, const struct theme *theme);

/* How a letter stands in them, in the arena. */
const char *formula_letter(struct arena *arena, char letter);

#endif
