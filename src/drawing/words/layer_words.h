/* SPDX-License-Identifier: MIT */
/* A layer in words. */
#ifndef CONVREEL_DRAWING_LAYER_WORDS_H
#define CONVREEL_DRAWING_LAYER_WORDS_H

#include "drawing/list/runs.h"
#include "drawing/map/subject.h"

/* A layer and those below it, each told in phrases; in the arena. */
const struct phrases *layer_words_make(const struct simulation *layer,
                                       const struct catalogue *language, struct arena *arena);
/* A number that each axis has, by where it stands in struct axis: "2", or "2 × 1" where axes
 * differ; is_whole: "3 × 3" too. In the arena. */
const char *layer_words_numbers(const struct simulation *simulation, size_t offset, bool is_whole,
                                struct arena *arena);
/* Whether it is that value on every axis. */
bool layer_words_are_all(const struct simulation *simulation, size_t offset, int64_t value);
/* Its type and the size of its kernel, and, each after a comma, what else of it is not usual: "Conv
 * 5 × 5" and ", stride 2, padding 1". In the arena. */
const char *layer_words_short(const struct simulation *layer, struct arena *arena);
const char *layer_words_rest(const struct simulation *layer, const struct catalogue *language,
                             struct arena *arena);
/* What of a layer is told: all of it, what all panels have alike, or what they have not. */
enum layer_part { LAYER_WHOLE, LAYER_SHARED, LAYER_OWN };

/* Adds that part of its type and its parameters, a run each: those that are not the usual ones, of
 * panels also usual ones where they differ. Networks share nothing. A line may break between runs,
 * of a network between layers. */
void layer_words_add(struct runs *runs, const struct phrases *phrases, const struct layers *layers,
                     enum layer_part part, const struct font *font, struct color color);

#endif
