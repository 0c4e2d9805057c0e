/* SPDX-License-Identifier: MIT */
/* Which rows of pixels items can reach. */
#ifndef PAINTING_ROWS_H
#define PAINTING_ROWS_H

#include "convreel/painting.h"

/* At least all rows that painting items first to end - 1 can change. */
struct row_range rows_of_items(const struct display_list *list, size_t first, size_t end,
                               const struct canvas *canvas);
/* From the first of both to the last of both. */
struct row_range rows_unite(struct row_range a, struct row_range b);

#endif
