/* SPDX-License-Identifier: MIT */
/* How much there is to pack in a picture, from its display list: pixels between edges are alike. */
#ifndef CLI_EDGES_H
#define CLI_EDGES_H

#include "convreel/drawing.h"

/* How long the edges of a list are, in pixels: as hard to pack as straight ones so long. scale:
 * pixels a point. */
double edges_length(const struct display_list *list, double scale);
/* The same of those that only one of two lists has. */
double edges_changed(const struct display_list *a, const struct display_list *b, double scale,
                     struct arena *arena);

#endif
