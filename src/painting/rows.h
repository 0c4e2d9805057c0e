/* SPDX-License-Identifier: MIT */
/* Which rows of pixels items can reach. */
#ifndef PAINTING_ROWS_H
#define PAINTING_ROWS_H

#include "convreel/painting.h"
#include "text.h"

/* From the first up to, not with, the end. */
struct row_range {
    size_t first, end;
};

/* At least all rows that painting each item from the first on can change, one range an item; of a
 * group's begin and end, and of all in a translucent one, those of all such items in it. out:
 * zeroed, with room for the whole list.
 */
void rows_of_items(const struct display_list *list, const struct canvas *canvas, struct text *text,
                   size_t first, struct row_range *out);

/* Returns whether some were not in it. */
bool row_set_add(struct row_set *set, struct row_range rows);

/* A list and the rows of its items. */
struct list_rows {
    const struct display_list *list;
    const struct row_range *rows;
};

/* Adds at least the rows in which pictures of both lists differ. Their items are the same up to
 * `from`. What is in neither set of rows is painted by the same items in the same order. */
void rows_that_differ(const struct list_rows *a, const struct list_rows *b, size_t from,
                      struct row_set *out);

#endif
