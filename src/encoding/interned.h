/* SPDX-License-Identifier: MIT */
/* Texts, each once, with numbers in the order in which they were met. */
#ifndef ENCODING_INTERNED_H
#define ENCODING_INTERNED_H

#include "convreel/base.h"

/* Zeroed: none. */
struct interned {
    struct arena arena;
    const char **texts; /* in the arena; the list is owned */
    size_t count, capacity;
    uint32_t *slots; /* owned: number + 1 by hash; 0: free */
    size_t slot_count;
};

/* The number of a text, which is added where it is new. */
size_t interned_find(struct interned *interned, const char *text);
void interned_finish(struct interned *interned);

#endif
