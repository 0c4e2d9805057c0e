/* SPDX-License-Identifier: MIT */
/* Twins of a scene: --theme light,dark is one run a theme. */
#ifndef CLI_THEMES_H
#define CLI_THEMES_H

#include "plan.h"

enum { MOST_THEMES = 16 };

struct themes {
    struct arena arena;                  /* of the names */
    struct options options[MOST_THEMES]; /* as the call's, but with one theme each */
    size_t count;                        /* 1 where the call names none */
};

/* Zeroed themes; too many are STATUS_USAGE. What the names mean is the scene's to say. */
bool themes_split(struct themes *themes, const struct options *options, struct error *error);
/* Whether all outputs of a plan hold two themes, which must then be drawn together. */
bool themes_share_files(const struct plan *plan);
/* Makes the second plan the first one's twin. False: one must be light and the other dark, with as
 * many pictures (STATUS_USAGE). */
bool themes_join(struct plan *first, const struct plan *second, struct error *error);
/* Whether the scene names no theme, nor a background, and an output is to show it as the reader's
 * setting asks. */
bool themes_are_open(const struct plan *plan);
/* The same call in theme dark; false: that cannot be said. */
bool themes_darken(const struct options *options, struct options *dark);
/* Makes a plan of the same scene the twin of those outputs. */
void themes_follow(struct plan *plan, const struct plan *dark);
void themes_finish(struct themes *themes);

#endif
