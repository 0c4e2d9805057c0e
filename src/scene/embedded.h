/* SPDX-License-Identifier: MIT */
/* Files that stand in the program: build-aux/embed.sh writes the tables when it is built. */
#ifndef CONVREEL_SCENE_EMBEDDED_H
#define CONVREEL_SCENE_EMBEDDED_H

#include <stdbool.h>
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
extern const struct embedded_file embedded_gallery[]; /* scenes/gallery/NAME.yaml */
extern const size_t embedded_gallery_count;

const struct embedded_file *embedded_find(const struct embedded_file *table, size_t count,
                                          const char *name); /* NULL: there is none */
/* Whether a word is a file's path rather than such a name. */
bool embedded_is_path(const char *word);

#endif
