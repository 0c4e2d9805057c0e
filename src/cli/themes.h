/* SPDX-License-Identifier: MIT */
/* Twins of a scene: --theme light,dark is one run a theme. */
#ifndef CLI_THEMES_H
#define CLI_THEMES_H

#include "options.h"

enum { MOST_THEMES = 16 };

struct themes {
    struct arena arena;                  /* of the names */
    struct options options[MOST_THEMES]; /* as the call's, but with one theme each */
    size_t count;                        /* 1 where the call names none */
};

/* Zeroed themes; too many are STATUS_USAGE. What the names mean is the scene's to say. */
bool themes_split(struct themes *themes, const struct options *options, struct error *error);
void themes_finish(struct themes *themes);

#endif
