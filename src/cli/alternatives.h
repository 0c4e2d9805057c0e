/* SPDX-License-Identifier: MIT */
/* The sentences that tell what a key takes, "a whole number, or valid, same or causal", read as its
 * types. */
#ifndef CLI_ALTERNATIVES_H
#define CLI_ALTERNATIVES_H

#include <stdbool.h>
#include <stddef.h>

enum alternative_type {
    TYPE_NONE, /* it explains another one */
    TYPE_WHOLE,
    TYPE_NUMBER,
    TYPE_LENGTH, /* a number, or one with a unit */
    TYPE_TEXT,
    TYPE_INDEX, /* of a unit: a whole number an axis */
    TYPE_LIST,
    TYPE_MAP,
    TYPE_WORD /* stands for itself */
};

struct alternative {
    const char *text; /* borrowed */
    size_t length;
    enum alternative_type type;
};

/* The next of a row's alternatives, "a whole number"; false: there is no more. What a map or a list
 * holds and an example belong to what stands before them; a colon ends all. */
bool next_alternative(const char **text, struct alternative *out);

bool alternative_begins(struct alternative alternative, const char *with);
bool alternative_is(struct alternative alternative, const char *word);
bool alternative_has(struct alternative alternative, const char *words);

#endif
