/* SPDX-License-Identifier: MIT */
/* output.margin: a page as large as its ink and a margin. */
#ifndef CLI_MARGIN_H
#define CLI_MARGIN_H

#include "plan.h"

/* Cuts an output's canvas to the ink of all its pictures and the scene's margin around it. False:
 * the scene gives none, or a size, over which owner's report gets a warning. */
bool margin_trim(struct subject *owner, struct output *output);

#endif
