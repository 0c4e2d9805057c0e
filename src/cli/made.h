/* SPDX-License-Identifier: MIT */
/* What a render has made, a line for each file or sequence; seconds and bytes in words. */
#ifndef CLI_MADE_H
#define CLI_MADE_H

#include "plan.h"

/* Adds the lines of a plan whose files are there; nothing for standard output. */
void made_tell(const struct plan *plan, struct buffer *out);
/* Seconds with two decimals at most: "12.5", "0.07". */
const char *made_seconds(struct rational seconds, struct arena *arena);
/* "1.2 MB" */
const char *made_size(double bytes, struct arena *arena);

#endif
