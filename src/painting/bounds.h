/* SPDX-License-Identifier: MIT */
/* Which pixels items can reach. */
#ifndef PAINTING_BOUNDS_H
#define PAINTING_BOUNDS_H

#include "convreel/painting.h"
#include "text.h"

/* Pixels of a picture, up to, not with, right and bottom; none where left is right. */
struct pixel_box {
    size_t left, top, right, bottom;
};

/* At least all pixels that painting each item from the first on can change, one box an item; of a
 * group's begin and end, and of all in a translucent one, those of all such items in it. out:
 * zeroed, with room for the whole list.
 */
void bounds_of_items(const struct display_list *list, const struct canvas *canvas,
                     struct text *text, size_t first, struct pixel_box *out);

#endif
