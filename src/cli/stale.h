/* SPDX-License-Identifier: MIT */
/* render --check: which files a render would change. */
#ifndef CLI_STALE_H
#define CLI_STALE_H

#include <pthread.h>
#include <stdio.h>

#include "convreel/encoding.h"

struct stale {
    pthread_mutex_t lock; /* of the rest */
    struct arena arena;
    const char **paths; /* in the arena */
    size_t count, room, compared;
    struct comparison comparison;
};

void stale_init(struct stale *stale);
void stale_finish(struct stale *stale);
/* Prints the stale files, sorted, a line each. */
void stale_print(struct stale *stale, FILE *out);

#endif
