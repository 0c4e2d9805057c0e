/* SPDX-License-Identifier: MIT */
/* A scene in theme dark, for pages that follow their reader. */
#ifndef CLI_DARK_H
#define CLI_DARK_H

#include "plan.h"

struct dark;

/* Makes theme dark the twin of a plan that is right, where the scene leaves the theme open; what is
 * wrong with the scene has been told of the light one. The caller's; NULL: none, and where that is
 * because the scene could not be read again error says so. */
struct dark *dark_load(struct plan *plan, const char *path, const struct options *options,
                       struct error *error);
void dark_finish(struct dark *dark); /* NULL: nothing */

#endif
