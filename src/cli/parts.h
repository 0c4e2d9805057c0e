/* SPDX-License-Identifier: MIT */
/* A film's part, which one of several machines makes. */
#ifndef CLI_PARTS_H
#define CLI_PARTS_H

#include "plan.h"

/* Narrows an output to the part that the options name. */
bool parts_choose(struct plan *plan, struct output *output, const struct options *options,
                  struct error *error);

#endif
