/* SPDX-License-Identifier: MIT */
/* Seconds and bytes in words. */
#ifndef CLI_AMOUNTS_H
#define CLI_AMOUNTS_H

#include "convreel/base.h"

/* Seconds with two decimals at most: "12.5", "0.07". */
const char *amount_seconds(struct rational seconds, struct arena *arena);
/* "1.2 MB" */
const char *amount_bytes(double bytes, struct arena *arena);

#endif
