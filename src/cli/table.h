/* SPDX-License-Identifier: MIT */
/* The formats of tables of layers. */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include <stdio.h>

#include "convreel/simulation.h"

enum { TABLE_COLUMNS = 12 };

struct table {
    const struct simulation **layers;   /* count of them, in the arena, in their order */
    struct sight *sights;               /* likewise */
    const char *(*rows)[TABLE_COLUMNS]; /* in the arena */
    size_t count;
    bool has_total;
    struct arena arena;
};

struct table_format {
    const char *name;
    void (*put)(const struct table *table, FILE *out);
};

/* NULL: there is none. */
const struct table_format *table_format_named(const char *name);

#endif
