/* SPDX-License-Identifier: MIT */
/* What is on its way across the page passes below the words there: it fades out before them and
 * comes back behind them. */
#ifndef CONVREEL_DRAWING_FLIGHT_H
#define CONVREEL_DRAWING_FLIGHT_H

#include "drawing/list/pen.h"

/* Where a text stands, so many points larger. */
struct rectangle flight_text_box(const struct item *item, const struct text_ruler *ruler,
                                 double near);
/* How much there is of something as large as a box: 1 where it is free of all words that the pen's
 * list has, 0 where it would touch one. Numbers in cells and those of a sum are no words here. */
double flight_share(const struct pen *pen, const struct text_ruler *ruler, struct rectangle box);

/* A number that flies over others, on a ground of its own: a cell of its colours. */
struct flight {
    struct item_key key; /* of the number */
    const char *text;
    struct point middle; /* of the ground */
    struct point at;     /* of the text */
    struct lettering lettering;
    enum theme_color fill, line;
};

void flight_draw(const struct flight *flight, const struct text_ruler *ruler, struct pen *pen);

#endif
