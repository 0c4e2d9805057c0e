/* SPDX-License-Identifier: MIT */
/* Texts that are written beside the outputs. */
#ifndef CLI_SIDES_H
#define CLI_SIDES_H

#include "plan.h"

/* The path of a film, whole where it is a part's, with another extension; in the arena. */
const char *sides_beside(const char *path, const struct film_part *part, const char *extension,
                         struct arena *arena);

/* The description, where --alt asks for it. */
bool sides_add_description(struct plan *plan, const struct options *options, struct error *error);
/* Subtitles and chapters of the films among the outputs, which must be settled. */
void sides_add_words(struct plan *plan);

#endif
