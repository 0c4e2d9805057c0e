/* SPDX-License-Identifier: MIT */
/* Arrows as TikZ draws its `->`, in proportion to the line. */
#ifndef CONVREEL_DRAWING_ARROW_H
#define CONVREEL_DRAWING_ARROW_H

#include "drawing/list/pen.h"

/* Its tip touches `to`. Two items: key's part, and that with ".tip". */
void arrow_draw(struct pen *pen, struct item_key key, struct point from, struct point to,
                struct stroke stroke);

#endif
