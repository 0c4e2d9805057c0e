/* SPDX-License-Identifier: MIT */
/* The line of a call-out, from its cell to below the drawing: past texts and as little over maps as
 * possible, never along a line of a grid. */
#ifndef CONVREEL_DRAWING_NOTE_LINE_H
#define CONVREEL_DRAWING_NOTE_LINE_H

#include "drawing/layout/panel.h"

/* What the lines go round: maps, and what is written on the page. */
struct note_ground {
    const struct panel *panel; /* borrowed */
    struct rectangle *texts;   /* in the arena: where something is written, a little larger */
    size_t text_count;
    double width;  /* of the page */
    double size;   /* of the font of words */
    double bottom; /* where the lines end */
};

/* Where it begins on the cell's edge, and where it goes down. */
struct note_line {
    struct point start;
    double way;
};

/* Finds what is written. rest: what every step has; drawn: with what this step has so far. */
void note_ground_read(struct note_ground *ground, const struct display_list *rest,
                      const struct display_list *drawn, struct arena *arena);
struct note_line note_line_find(const struct note_ground *ground, const struct map *map,
                                struct area cell);
/* Traces it to the ground's bottom and on to a point. It lies below the texts that it passes. */
void note_line_trace(const struct note_ground *ground, const struct note_line *line,
                     struct point to, struct pen *pen);

#endif
