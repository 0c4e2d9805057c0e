/* SPDX-License-Identifier: MIT */
/* Numbers as colours, evenly spaced to the eye. */
#ifndef CONVREEL_DRAWING_COLORMAP_H
#define CONVREEL_DRAWING_COLORMAP_H

#include "convreel/base.h"

enum colormap {
    COLORMAP_GREY,       /* a picture: 0 black, 1 white */
    COLORMAP_PAPER,      /* light greys, 1 the lightest */
    COLORMAP_SEQUENTIAL, /* from near the page's lightness on: pale yellow through teal to deep
                          * blue, or deep blue through teal to pale yellow */
    COLORMAP_DIVERGING   /* blue through the neutral of 0.5 to orange, both sides alike */
};

/* share: 0..1, cut to it. is_dark: the page is, so that low values and the neutral are. */
struct color colormap_at(enum colormap map, bool is_dark, double share);
/* Lightness of a colour in OKLab, 0..1. */
double colormap_lightness(struct color color);

#endif
