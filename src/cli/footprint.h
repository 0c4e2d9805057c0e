/* SPDX-License-Identifier: MIT */
/* How much memory a render needs at most, from sizes alone. */
#ifndef CLI_FOOTPRINT_H
#define CLI_FOOTPRINT_H

#include "plan.h"

/* Bytes, within a factor of two; of scenes that render side by side each has its own. */
double footprint_of(const struct plan *plan, size_t jobs);

#endif
