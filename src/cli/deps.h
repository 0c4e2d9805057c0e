/* SPDX-License-Identifier: MIT */
/* What files were made of, in the words of make. */
#ifndef CLI_DEPS_H
#define CLI_DEPS_H

#include "plan.h"

/* Adds the rule of a plan: its files, and what was read for them. Each input but the first is a
 * target of its own as well, so that make goes on when it is gone. Nothing for a plan that makes
 * no files. */
void deps_add(const struct plan *plan, struct buffer *out);

#endif
