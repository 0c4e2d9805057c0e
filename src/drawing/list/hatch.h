/* SPDX-License-Identifier: MIT */
/* Patterns of lines over a path, for eyes or paper that do not tell colours. */
#ifndef CONVREEL_DRAWING_HATCH_H
#define CONVREEL_DRAWING_HATCH_H

#include "drawing/list/pen.h"

/* Traces the lines of a pattern within a path, as its nonzero winding says. They lie on the page,
 * gap points apart: cells side by side share them. */
void hatch_trace(struct pen *pen, const struct path *path, enum pattern pattern, double gap);

#endif
