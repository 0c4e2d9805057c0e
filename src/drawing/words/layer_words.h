/* SPDX-License-Identifier: MIT */
/* A layer in words. */
#ifndef CONVREEL_DRAWING_LAYER_WORDS_H
#define CONVREEL_DRAWING_LAYER_WORDS_H

#include "drawing/list/runs.h"

/* A number that each axis has, by where it stands in struct axis: "2", or "2 × 1" where axes
 * differ; is_whole: "3 × 3" too. In the arena. */
const char *layer_words_numbers(const struct simulation *simulation, size_t offset, bool is_whole,
                                struct arena *arena);
/* Whether it is that value on every axis. */
bool layer_words_are_all(const struct simulation *simulation, size_t offset, int64_t value);
/* Adds its type and each parameter that is not the usual one, a run each; of a stack the types. A
 * line may break between them. */
void layer_words_add(struct runs *runs, const struct simulation *simulation,
                     const struct catalogue *language, const struct font *font, struct color color);

#endif
