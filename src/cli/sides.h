/* SPDX-License-Identifier: MIT */
/* Texts that are written beside the outputs. */
#ifndef CLI_SIDES_H
#define CLI_SIDES_H

#include "plan.h"

/* The description, where --alt asks for it. */
bool sides_add_description(struct plan *plan, const struct options *options, struct error *error);
/* Subtitles and chapters of the films among the outputs, which must be settled. */
void sides_add_words(struct plan *plan);

#endif
