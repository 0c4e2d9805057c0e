/* SPDX-License-Identifier: MIT */
/* What a value that cannot be read was meant to be. */
#ifndef CONVREEL_SCENE_HINTS_H
#define CONVREEL_SCENE_HINTS_H

#include "fields.h"

/* "did you mean 'png'?", "write [3, 3]"; in the arena; NULL: nothing known. */
const char *hint_of_value(struct arena *arena, const struct field *field, const struct node *node);

#endif
