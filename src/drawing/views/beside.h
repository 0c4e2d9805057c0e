/* SPDX-License-Identifier: MIT */
/* The small maps beside an unrolled layer: every channel of input and output, with the window of
 * the same step. For 1-D and 2-D layers. */
#ifndef CONVREEL_DRAWING_BESIDE_H
#define CONVREEL_DRAWING_BESIDE_H

#include "drawing/views/unrolled.h"

struct beside {
    const struct unrolled *unrolled;   /* borrowed */
    const struct axis *height, *width; /* borrowed */
    bool is_wide;                      /* the output beside the input, not below it */
    bool has_texts;                    /* in the units, which are large enough */
    struct step here, next;            /* the places of both; the same where nothing moves */
    double cell;
    struct plane input, output;           /* of channel 0: cells of the input's plane */
    size_t inputs_in_row, outputs_in_row; /* channels */
    double width_pt, height_pt;           /* of all maps; 0: a 3-D layer, which has none */
    struct font input_font, output_font;
};

/* Chooses how large the maps are, beside something so high; a label's room is above an output
 * below. */
void beside_read(struct beside *beside, const struct unrolled *unrolled, double height_pt,
                 bool is_wide);
/* Puts the maps' top left corner at a point and tells the pen where they are. */
void beside_place(struct beside *beside, struct point corner, struct pen *pen);
/* Where a channel's map is. */
struct plane beside_plane(const struct beside *beside, enum map_role role, size_t channel);
/* What stays, then what the step lights. */
void beside_draw_cells(const struct beside *beside, struct pen *pen);
void beside_draw_step(const struct beside *beside, struct pen *pen);

#endif
