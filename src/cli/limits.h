/* SPDX-License-Identifier: MIT */
/* How much a render may be: refused before anything is drawn or made. */
#ifndef CONVREEL_CLI_LIMITS_H
#define CONVREEL_CLI_LIMITS_H

#include "plan.h"

/* The cells of all maps. False: the subject's report tells. */
bool limits_check_cells(struct subject *subject);
/* The pictures, seconds and frames of an output, and the cells of a sheet. False: the subject's
 * report tells. */
bool limits_check_length(struct subject *subject, const struct output *output);
/* The pixels of an output's canvas. */
bool limits_check_pixels(const struct subject *subject, const struct output *output,
                         struct error *error);
/* The memory of a render with so many threads. False: the subject's report tells. */
bool limits_check_memory(struct subject *subject, const struct plan *plan, size_t jobs);

#endif
