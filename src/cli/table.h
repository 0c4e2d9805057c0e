/* SPDX-License-Identifier: MIT */
/* The formats of tables of layers. */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include <stdio.h>

#include "convreel/simulation.h"

/* In the order in which they are printed. */
enum table_column {
    COLUMN_NAME,
    COLUMN_LAYER,
    COLUMN_OUTPUT,
    COLUMN_KERNEL,
    COLUMN_STRIDE,
    COLUMN_PADDING,
    COLUMN_DILATION,
    COLUMN_FIELD,
    COLUMN_JUMP,
    COLUMN_START,
    COLUMN_PARAMETERS,
    COLUMN_MULTIPLY_ADDS,
    TABLE_COLUMNS
};

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

enum { TABLE_FORMATS = 5 };

/* The formats, the usual one first; NULL behind the last. */
const struct table_format *table_format_at(size_t number);

#endif
