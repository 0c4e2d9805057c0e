/* SPDX-License-Identifier: MIT */
/* How much a render would make, before it does. */
#ifndef CLI_ESTIMATE_H
#define CLI_ESTIMATE_H

#include "plan.h"

struct estimate {
    size_t files, pages;    /* pages: of all files, of an animation its pictures */
    struct rational length; /* seconds of an animation; 0 */
    double bytes;           /* roughly, of all files; 0: not known */
};

/* Reckons from the edges of some pictures, or from a small part of an output that is rendered,
 * whose file goes away. */
void estimate_make(const struct plan *plan, const struct output *output, struct estimate *out);
/* Warns of files, pages and films that are more than most people want. */
void estimate_warn(const struct plan *plan, struct report *report);

#endif
