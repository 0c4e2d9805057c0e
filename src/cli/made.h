/* SPDX-License-Identifier: MIT */
/* What a render has made, a line for each file or sequence. */
#ifndef CLI_MADE_H
#define CLI_MADE_H

#include "plan.h"

/* Adds the lines of a plan whose files are there; nothing for standard output. */
void made_tell(const struct plan *plan, struct buffer *out);

#endif
