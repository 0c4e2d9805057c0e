/* SPDX-License-Identifier: MIT */
/* What the files of views line and stack share. A panel's first maps are its levels. */
#ifndef CONVREEL_DRAWING_STACK_H
#define CONVREEL_DRAWING_STACK_H

#include "drawing/layout/panel.h"
#include "drawing/map/field.h"

struct stack {
    struct levels levels;
    bool is_upright;
    /* Of rows of cells, in cells: from a place to the next, and where the first cell begins. */
    double pitch[MOST_LEVELS], left[MOST_LEVELS];
    bool has_kernel; /* behind the levels in the panel's maps */
    /* Of planes: what rests of each but the lowest, which lies over those below. */
    struct display_list rests[MOST_LEVELS];
};

/* stack_step.c */
void stack_draw_rest(const struct panel *panel, struct pen *pen);
void stack_draw_step(const struct panel *panel, const struct moment_part *part, struct pen *pen);
/* Of a single layer. */
void stack_draw_built(const struct panel *panel, const struct moment_part *part, struct pen *pen);

#endif
