/* SPDX-License-Identifier: MIT */
/* What a value that cannot be read was meant to be. */
#ifndef CONVREEL_SCENE_HINTS_H
#define CONVREEL_SCENE_HINTS_H

#include "fields.h"

/* "did you mean 'png'?", "write [3, 3]"; in the arena; NULL: nothing known. */
const char *hint_of_value(struct arena *arena, const struct field *field, const struct node *node);
/* map_hints.c: the same of a text or a list where a map is due. */
const char *hint_of_map(struct arena *arena, const struct field *field, const struct node *node);

enum { MOST_HINT_NUMBERS = 5 };

/* The numbers in a text, how many; written with a separator. */
size_t hint_find_numbers(const char *text, int64_t numbers[MOST_HINT_NUMBERS]);
const char *hint_join_numbers(struct arena *arena, const int64_t *numbers, size_t count,
                              const char *separator);

#endif
