/* SPDX-License-Identifier: MIT */
/* A layer in words. */
#ifndef CONVREEL_DRAWING_LAYER_WORDS_H
#define CONVREEL_DRAWING_LAYER_WORDS_H

#include "drawing/list/runs.h"

/* Adds its type and each parameter that is not the usual one, a run each; of a stack the types. A
 * line may break between them. */
void layer_words_add(struct runs *runs, const struct simulation *simulation,
                     const struct catalogue *language, const struct font *font, struct color color);

#endif
