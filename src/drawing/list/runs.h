/* SPDX-License-Identifier: MIT */
/* A line of words, digits and signs, each run in its own font and ink: a name beside its size, a
 * formula, a sum. */
#ifndef CONVREEL_DRAWING_RUNS_H
#define CONVREEL_DRAWING_RUNS_H

#include "drawing/list/pen.h"

struct run {
    const char *text; /* in the arena or for ever */
    struct font font;
    struct color color;
    double drop;         /* below the baseline, points */
    double before;       /* free room on its left, points, but at the start of a line */
    double width;        /* points */
    size_t turn;         /* of what appears piece by piece: with which, from 1; 0: with all */
    bool must_break;     /* a new line starts here, */
    bool may_break;      /* one may, */
    bool may_break_late; /* or where the line would have no other break */
};

struct runs {
    const struct text_ruler *ruler; /* borrowed */
    struct arena *arena;            /* borrowed */
    struct run *items;
    size_t count, capacity;
};

/* Adds a run, measured; it stays the caller's to give it a drop or to let it begin a line. */
struct run *runs_add(struct runs *runs, const char *text, const struct font *font,
                     struct color color, double before);
/* From first up to end, what is free before the first left out. */
double runs_width(const struct runs *runs, size_t first, size_t end);
double runs_whole_width(const struct runs *runs);
/* Where the line that begins at first ends: the last break whose line fits the width, at least one
 * run. */
size_t runs_line_end(const struct runs *runs, size_t first, double width);
size_t runs_line_count(const struct runs *runs, double width);
/* Of what stands between breaks. */
double runs_widest_piece(const struct runs *runs);
/* About the least width at which there are no more lines, none of them wider than before. */
double runs_even_room(const struct runs *runs, double width);
/* Writes them from left on a baseline, but for those that cannot be seen; the keys' columns count
 * from first. */
void runs_write(const struct runs *runs, size_t first, size_t end, struct pen *pen,
                struct item_key key, struct point left);
void runs_write_whole(const struct runs *runs, struct pen *pen, struct item_key key,
                      struct point left);

#endif
