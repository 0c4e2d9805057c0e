/* SPDX-License-Identifier: MIT */
/* What the guide's figures within its text have in common: smaller upright cells, plain blocks,
 * highlights and arrows from cell to cell. */
#ifndef CONVREEL_DRAWING_FIGURE_H
#define CONVREEL_DRAWING_FIGURE_H

#include "drawing/views/view.h"

struct figure {
    const struct theme *theme; /* borrowed */
    double cell;               /* points */
    struct plane plane;        /* cells of the page: row 0, column 0 at the inside of its margin */
    int arrows;                /* drawn so far, for their keys */
};

/* Adds a page of so many cells; scale: of the theme's cell. */
void figure_add(struct panel *panel, double scale, double rows, double columns);
/* Where it is, once the layout is solved. */
void figure_read(struct figure *figure, const struct panel *panel, double scale);

/* An area of cells with all its lines, in one path. */
void figure_block(const struct figure *figure, struct pen *pen, struct item_key key,
                  struct area area, struct color fill, enum theme_color line);
/* The window's tint over an area. */
void figure_highlight(const struct figure *figure, struct pen *pen, struct item_key key,
                      struct area area);
/* From one place to another, in cells: row, column. */
void figure_arrow(struct figure *figure, struct pen *pen, struct point from, struct point to,
                  enum theme_color color);
/* The window's way over an axis: arrows from the middle of its last cell to where the next window
 * ends, `count` of them; is_down: else to the right. at: the window's first cell on the page. */
void figure_steps(struct figure *figure, struct pen *pen, const struct axis *axis,
                  const struct axis *other, struct point at, bool is_down, int64_t move,
                  bool is_apart);

/* Figures draw everything for each page: nothing of them rests. */
void figure_draw_no_rest(const struct panel *panel, struct pen *pen);

#endif
