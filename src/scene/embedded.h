/* SPDX-License-Identifier: MIT */
/* Files that stand in the program: build-aux/embed.sh writes the tables when it is built. */
#ifndef CONVREEL_SCENE_EMBEDDED_H
#define CONVREEL_SCENE_EMBEDDED_H

#include <stddef.h>

struct embedded_file {
    const char *name; /* without its ending */
    const char *text; /* length bytes, no NUL behind them */
    size_t length;
};

extern const struct embedded_file embedded_catalogues[]; /* catalogues/NAME.yaml */
extern const size_t embedded_catalogues_count;
extern const struct embedded_file embedded_themes[]; /* themes/NAME.yaml */
extern const size_t embedded_themes_count;

#endif
