/* SPDX-License-Identifier: MIT */
/* The trace's formula, set as mathematics. */
#ifndef CONVREEL_DRAWING_FORMULA_H
#define CONVREEL_DRAWING_FORMULA_H

#include "drawing/list/runs.h"

/* Adds one formula such as "o' = floor((i' - k)/s) + 1 = 3", of a simulation: letters slanted,
 * floor and ceil as brackets, indices low, real signs. A line may break before an
 * equals sign and after a comma. */
void formula_add(struct runs *runs, const char *formula, double size, struct color color);

#endif
