/* SPDX-License-Identifier: MIT */
/* How much a scene may be and may need: every limit that an option can change, in one table.
 * Belongs to base. */
#ifndef CONVREEL_LIMITS_H
#define CONVREEL_LIMITS_H

#include "convreel/base.h"

enum limit {
    LIMIT_SCENE,
    LIMIT_NESTING,
    LIMIT_VALUES,
    LIMIT_CHARACTERS,
    LIMIT_FILE,
    LIMIT_FILES,
    LIMIT_TERMS,
    LIMIT_NUMBERS,
    LIMIT_PRODUCTS,
    LIMIT_CELLS,
    LIMIT_SIDE,
    LIMIT_PIXELS,
    LIMIT_PICTURES,
    LIMIT_SECONDS,
    LIMIT_MEMORY,
    LIMITS
};

struct limit_row {
    const char *name;             /* "products", as --limit takes it */
    const char *about;            /* what is counted */
    double usual, safe, greatest; /* whole numbers: without --limit, with --safe, that it takes */
    bool is_bytes;
};

extern const struct limit_row limit_table[LIMITS];

/* What holds for one run; 0: the usual. */
struct limits {
    double most[LIMITS];
};

/* The limit with that name; LIMITS: there is none. */
enum limit limit_named(const char *name, size_t length);
/* limits NULL: the usual. */
double limit_most(const struct limits *limits, enum limit limit);
/* That of the run which the report belongs to. */
double report_most(const struct report *report, enum limit limit);
/* "16 MiB", "1000000": for messages; in the arena. */
const char *limit_in_words(enum limit limit, double value, struct arena *arena);
/* A hint: what to change in the scene (NULL: nothing known), or the option. In the arena. */
const char *limit_hint(enum limit limit, double found, const char *change, struct arena *arena);
/* Adds an error of STATUS_LIMIT with that hint. */
void report_over(struct report *report, enum limit limit, double found, struct position at,
                 const char *change, const char *format, ...) __attribute__((format(printf, 6, 7)));

#endif
