/* SPDX-License-Identifier: MIT */
/* How large a file would be, from a few of its pictures, which are packed and go away. */
#ifndef CLI_SAMPLES_H
#define CLI_SAMPLES_H

#include "plan.h"

/* Bytes of all files of a picture each; 0: they cannot be made here. */
double samples_singles(const struct plan *plan, const struct output *output);
/* Bytes of one file of all pictures; 0: likewise. */
double samples_file(const struct plan *plan, const struct output *output);

#endif
