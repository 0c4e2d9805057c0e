/* SPDX-License-Identifier: MIT */
/* Between the command line and the runs: a list of themes becomes a run for each. */
#include "themes.h"

#include <string.h>

static struct scene_override *theme_of(struct options *options)
{
    for (size_t i = 0; i < options->override_count; i++)
        if (strcmp(options->overrides[i].path, "theme") == 0)
            return &options->overrides[i];
    return NULL;
}

bool themes_split(struct themes *themes, const struct options *options, struct error *error)
{
    themes->options[0] = *options;
    themes->count = 1;
    const struct scene_override *named = theme_of(&themes->options[0]);
    if (!named)
        return true;
    const char *at = named->value;
    for (themes->count = 0; at; themes->count++) {
        if (themes->count == MOST_THEMES)
            return error_set(error, STATUS_USAGE, "--theme takes %d themes at most", MOST_THEMES);
        size_t length = strcspn(at, ",");
        struct options *run = &themes->options[themes->count];
        *run = *options;
        run->theme = themes->count;
        theme_of(run)->value = arena_copy_text(&themes->arena, at, length);
        at = at[length] ? at + length + 1 : NULL;
    }
    for (size_t i = 0; i < themes->count; i++)
        themes->options[i].theme_count = themes->count;
    return true;
}

void themes_finish(struct themes *themes)
{
    arena_finish(&themes->arena);
}
