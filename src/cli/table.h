/* SPDX-License-Identifier: MIT */
/* The formats of tables of layers. */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include <stdio.h>

struct table;

struct table_format {
    const char *name;
    void (*put)(const struct table *table, FILE *out);
};

/* NULL: there is none. */
const struct table_format *table_format_named(const char *name);

#endif
