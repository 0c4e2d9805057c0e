/* SPDX-License-Identifier: MIT */
/* A drawing on a canvas of a given size: how wide its page may become, and where it stands. */
#ifndef CONVREEL_DRAWING_FIT_H
#define CONVREEL_DRAWING_FIT_H

#include "drawing/pen.h"

/* How much of what is free goes above the drawing: a little less than half looks like the middle.
 */
extern const double fit_above_middle;
/* Points, its own margins included; 0: as wide as it likes. */
double fit_page_width(const struct drawing *drawing);
/* Points, without margins: from the upper margin down to where subtitles are; 0: as high as it
 * likes. */
double fit_height(const struct drawing *drawing);
/* Points: at the right of the page and below, where subtitles are. */
struct point fit_page_margin(const struct drawing *drawing);
/* Makes a page that fits the canvas: the drawing in the middle, its top at the upper margin. */
void fit_set_page(const struct drawing *drawing, struct pen *pen);
/* The whole page of a moment before it is set on the canvas. */
struct pen drawing_draw_unplaced(const struct drawing *drawing, const struct moment *moment,
                                 struct arena *arena, struct display_list *out);

#endif
