/* SPDX-License-Identifier: MIT */
/* Maps as rows of cells: what view line is, and view stack of 1-D layers. */
#ifndef CONVREEL_DRAWING_LINE_H
#define CONVREEL_DRAWING_LINE_H

#include "drawing/cell_text.h"
#include "drawing/plane.h"
#include "drawing/views/field.h"

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
    bool is_question; /* the current output is not told yet */
    bool has_texts, has_kernel;
    const struct cell_text *texts[MOST_LEVELS];
    struct font fonts[MOST_LEVELS];
};

/* A step's field and how much of it is seen; while it slides, `next` says where its cells go. */
struct lit {
    const struct field *field, *next; /* next NULL: it stays */
    double share, progress;
    const char *suffix; /* of its keys */
};

const char *line_obstacle(const struct simulation *simulation, struct arena *arena);
void line_draw(const struct drawing *drawing, const struct moment_part *part, struct pen *pen);

/* ---- between the files of the view ---- */

extern const double line_kernel_gap; /* between the maps and the kernel, in cells */

/* One place of the plane that a layer reads, or one unit at the top, to a column of the page. */
double line_place(const struct line *line, size_t level, double place);
/* The column of a lit cell, on its way. */
double line_lit_place(const struct line *line, const struct lit *lit, size_t level, size_t cell);
double line_middle(double column);
struct item_key line_key(const char *part, size_t level, int64_t row, int64_t column);
/* What a max pool takes, where there are values to compare. */
bool line_is_marked(const struct line *line, const struct reach_cell *cell);

/* line_digits.c */
void line_read_texts(struct line *line, struct arena *arena);
void line_draw_digits(const struct line *line, struct pen *pen, const struct lit lit[2],
                      size_t level);
void line_draw_zero_digits(const struct line *line, struct pen *pen, size_t level);
void line_draw_paths(const struct line *line, struct pen *pen, const struct lit *lit);
void line_draw_kernel(const struct line *line, struct pen *pen, size_t out_channel);

#endif
