/* SPDX-License-Identifier: MIT */
/* One scene's pictures, each drawn once and painted once, to every output that wants it. */
#ifndef CLI_WALK_H
#define CLI_WALK_H

#include "crew.h"
#include "plan.h"

/* Called after each picture, by one thread at a time. bytes: of all files of pictures so far. */
struct walk_listener {
    void (*step)(void *context, const char *name, size_t bytes);
    void *context;
};

/* How many pictures walk_pictures will draw. */
size_t walk_length(const struct plan *plan);
/* Writes all outputs of the plan with as many threads as the crew has; the bytes are the same. On
 * failure none of the unfinished files is left. */
bool walk_pictures(const struct plan *plan, const struct crew *crew,
                   const struct walk_listener *listener, struct error *error);

#endif
