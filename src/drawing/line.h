/* SPDX-License-Identifier: MIT */
/* Maps as rows of cells: what view line is, and view stack of 1-D layers. */
#ifndef CONVREEL_DRAWING_LINE_H
#define CONVREEL_DRAWING_LINE_H

#include "drawing/cell_text.h"
#include "drawing/field.h"
#include "drawing/plane.h"

/* Where a map's unit 0 begins and how far it is to the next, in cells of the page. */
struct spacing {
    double start, pitch;
};

struct line {
    const struct scene *scene; /* borrowed, as all pointers */
    const struct theme *theme;
    const struct text_ruler *ruler;
    const struct scene_show *show;
    struct levels levels;
    struct spacing spacing[MOST_LEVELS];
    double row[MOST_LEVELS]; /* of each map's first channel, in cells from the top */
    double right;            /* of all maps, in cells */
    struct plane page;       /* cells of the page */
    size_t step;
    bool has_texts, has_kernel;
    const struct cell_text *texts[MOST_LEVELS];
    struct font fonts[MOST_LEVELS];
};

const char *line_obstacle(const struct simulation *simulation, struct arena *arena);
void line_draw(const struct drawing *drawing, const struct moment_part *part, struct pen *pen);

#endif
