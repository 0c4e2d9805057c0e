/* SPDX-License-Identifier: MIT */
/* The maps of a one-channel 2-D layer as the guide draws them: what its oblique and its upright
 * figures have in common. */
#ifndef CONVREEL_DRAWING_GUIDE_MAPS_H
#define CONVREEL_DRAWING_GUIDE_MAPS_H

#include "drawing/views/view.h"

struct guide_maps {
    const struct panel *panel;           /* borrowed */
    const struct simulation *simulation; /* borrowed */
    const struct axis *height, *width;   /* borrowed */
    size_t rows, columns;                /* of the output; of Unfold windows are columns */
    bool is_sliding;                     /* every step reads a window, and all are alike */
    struct area padded;                  /* the input's plane */
    struct area reach;          /* the same and all places of the window: ceil_mode's hangs over */
    struct area outputs;        /* the output's plane */
    struct area window;         /* where the window is, between places while it moves */
    struct area now;            /* the current output cell, likewise */
    struct plane input, output; /* on the page, once the layout is solved */
};

/* Of the picture that the panel is laid out for; planes where they are there. */
void guide_maps_read(struct guide_maps *maps, const struct panel *panel);
void guide_draw_zeros(const struct guide_maps *maps, struct pen *pen);
/* The guide frames the units of its upright figures with a thin line under an open grid, and draws
 * those of its oblique ones one by one; both show at the corners. */
void guide_draw_framed_units(const struct guide_maps *maps, struct pen *pen);
void guide_draw_single_units(const struct guide_maps *maps, struct pen *pen);
void guide_draw_window(const struct guide_maps *maps, struct pen *pen);
void guide_draw_outputs(const struct guide_maps *maps, struct pen *pen);
void guide_draw_now(const struct guide_maps *maps, struct pen *pen);

#endif
