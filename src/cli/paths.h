/* SPDX-License-Identifier: MIT */
/* Names of files from a pattern: %s the scene, %t the theme, one %d or %04d a number, %% itself. */
#ifndef CLI_PATHS_H
#define CLI_PATHS_H

#include "convreel/base.h"

struct path_words {
    const char *scene, *theme;
    size_t number; /* for %d */
};

/* Whether every % of the pattern is one that path_expand knows; STATUS_USAGE otherwise. */
bool path_check(const char *pattern, struct error *error);
/* Whether it has a part of that kind: s, t or d. */
bool path_has(const char *pattern, char kind);
const char *path_expand(const char *pattern, const struct path_words *words, struct arena *arena);
/* Whether every word of the pattern names a file or a folder where it stands: none is "..", none
 * holds a slash. STATUS_USAGE otherwise. */
bool path_stays(const char *pattern, const struct path_words *words, struct error *error);
/* What stands behind the last dot of the last component, "" if nothing. */
const char *path_extension(const char *path);

#endif
