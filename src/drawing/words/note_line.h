/* SPDX-License-Identifier: MIT */
/* The line of a call-out, from its cell to below the drawing: past texts and as little over maps as
 * possible, never along a line of a grid. */
#ifndef CONVREEL_DRAWING_NOTE_LINE_H
#define CONVREEL_DRAWING_NOTE_LINE_H

#include "drawing/layout/panel.h"

/* Where it begins on the cell's edge, and where it goes down. */
struct note_line {
    struct point start;
    double way;
};

/* What the lines go round: maps, what is written on the page, and each other. */
struct note_ground {
    const struct panel *panel; /* borrowed */
    struct rectangle *texts;   /* in the arena: where something is written, a little larger */
    size_t text_count;
    struct note_line *lines; /* those that are found, in the arena; */
    size_t line_count;
    struct rectangle page; /* without its margins */
    double size;           /* of the font of words */
    double bottom;         /* where the lines end */
};

/* Finds what is written. rest: what every step has; drawn: with what this step has so far. */
void note_ground_read(struct note_ground *ground, const struct display_list *rest,
                      const struct display_list *drawn, struct arena *arena);
/* Finds the line of a cell and keeps it, for the next ones. */
void note_line_find(struct note_ground *ground, const struct map *map, struct area cell,
                    struct note_line *line);
/* Traces it to the ground's bottom and on to a point. It lies below the texts that it passes. */
void note_line_trace(const struct note_ground *ground, const struct note_line *line,
                     struct point to, struct pen *pen);

#endif
