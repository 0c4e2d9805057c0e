/* SPDX-License-Identifier: MIT */
/* What every view is: a name, what it can show, how it draws. A new view is one file with one of
 * these and a row in views.c. */
#ifndef CONVREEL_DRAWING_VIEW_H
#define CONVREEL_DRAWING_VIEW_H

#include "drawing/pen.h"

struct view {
    const char *name;
    /* What in this layer the view cannot show ("3 channels in"), in the arena; NULL: it can. */
    const char *(*obstacle)(const struct simulation *simulation, struct arena *arena);
    /* Draws the items and sets the list's page. */
    void (*draw)(const struct drawing *drawing, const struct moment_part *part, struct pen *pen);
    bool has_sum;       /* a step's sum may stand below it */
    bool has_no_digits; /* its cells are empty, whatever show.values says */
    unsigned orders;    /* 1 << enum order for each that it can follow; 0: output alone */
};

extern const struct view view_stacked;
extern const struct view view_flat;
extern const struct view view_volume;
extern const struct view view_scatter;
extern const struct view view_line;
extern const struct view view_stack;
extern const struct view view_heat;
extern const struct view view_channels;
extern const struct view view_kernel;
extern const struct view view_positions;
extern const struct view view_subsampling;
extern const struct view view_matrix;
extern const struct view view_im2col;

/* What both positions and subsampling cannot show. */
const char *positions_obstacle(const struct simulation *simulation, struct arena *arena);

#endif
