/* SPDX-License-Identifier: MIT */
/* The names that scenes and options know, each list from the table of its owner. */
#ifndef CLI_NAMES_OF_H
#define CLI_NAMES_OF_H

#include <stddef.h>

struct name_list {
    const char *what;              /* "layers" */
    const char *(*name)(size_t n); /* NULL behind the last */
    const char *keys[2];           /* the paths of the scene's keys that take them; NULL: none */
};

/* NULL behind the last. */
const struct name_list *names_list_at(size_t n);
/* NULL: a key takes none of them. */
const struct name_list *names_of_key(const char *path);

#endif
