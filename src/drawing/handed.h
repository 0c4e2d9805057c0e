/* SPDX-License-Identifier: MIT */
/* From one shot's list to the next one's, which takes over its output as its input: units and names
 * move and change their colours, the rest of one fades out, that of the other fades in. */
#ifndef CONVREEL_DRAWING_HANDED_H
#define CONVREEL_DRAWING_HANDED_H

#include "drawing/list/pen.h"

struct handing {
    const struct display_list *from, *to; /* borrowed, of pages of one size */
    const char *from_scope, *to_scope;    /* of the keys of both shots */
    const struct simulation *reader;      /* reads the map that takes the output over; NULL: none */
    double share;                         /* how much of the way is over, 0..1 */
};

void handed_draw(const struct handing *handing, struct pen *pen);

#endif
