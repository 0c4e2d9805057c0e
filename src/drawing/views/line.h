/* SPDX-License-Identifier: MIT */
/* Maps as rows of cells: what view line is, and view stack of 1-D layers. */
#ifndef CONVREEL_DRAWING_LINE_H
#define CONVREEL_DRAWING_LINE_H

#include "drawing/map/field.h"
#include "drawing/views/view.h"

/* Where a map's unit 0 begins and how far it is to the next, in cells of the page. */
struct spacing {
    double start, pitch;
};

struct line {
    struct levels levels;
    struct spacing spacing[MOST_LEVELS];
    double row[MOST_LEVELS]; /* of each map's first channel, in cells from the top */
    size_t map[MOST_LEVELS]; /* in the panel's maps */
    size_t kernel;           /* the first of its slices; SIZE_MAX: none */
    struct texts texts[MOST_LEVELS];
};

/* A step's field and how much of it is seen; while it slides, `next` says where its cells go. */
struct lit {
    const struct field *field, *next; /* next NULL: it stays */
    double share, progress;
    const char *suffix; /* of its keys */
};

const char *line_obstacle(const struct simulation *simulation, struct arena *arena);
void *line_prepare(const struct subject *subject, struct arena *arena);
void line_lay_out(struct panel *panel);
void line_settle(struct panel *panel);
void line_draw_rest(const struct panel *panel, struct pen *pen);
void line_draw_step(const struct panel *panel, const struct moment_part *part, struct pen *pen);

/* ---- between the files of the view ---- */

/* One place of the plane that a layer reads, or one unit at the top, to a column of the page. */
double line_place(const struct line *line, size_t level, double place);
/* A level's plane: its channels are rows, its columns those of the page. */
const struct plane *line_plane(const struct panel *panel, size_t level);
struct item_key line_key(const char *part, size_t level, int64_t row, int64_t column);
bool line_is_top(const struct line *line, size_t level);

#endif
