/* SPDX-License-Identifier: MIT */
/* The guide's own picture of a layer of several channels. */
#ifndef CONVREEL_DRAWING_CHANNELS_GUIDE_H
#define CONVREEL_DRAWING_CHANNELS_GUIDE_H

#include "drawing/pen.h"

/* Stacks of maps and what leads from one to the next; the same in every step. */
void channels_guide_draw(const struct drawing *drawing, struct pen *pen);

#endif
