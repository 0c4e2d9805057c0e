/* SPDX-License-Identifier: MIT */
/* What of a layer the scene's `show` lets be drawn. */
#ifndef CONVREEL_DRAWING_SHOWN_H
#define CONVREEL_DRAWING_SHOWN_H

#include "drawing/plane.h"

/* Whether the kernel has a map of its own: the layer has one and the scene does not hide it. */
bool shown_kernel(const struct simulation *simulation);
/* Whether a cell of the plane that a layer reads is drawn: padding, what repeats units there, and
 * extra zeros can be hidden. */
bool shown_cell(const struct simulation *simulation, const struct cell *cell);
/* The places of that plane that are drawn. */
struct area shown_area(const struct simulation *simulation, const struct axis *height,
                       const struct axis *width);

#endif
