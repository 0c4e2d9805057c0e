/* SPDX-License-Identifier: MIT */
/* Files by their names, among those that stand in the program. */
#include "embedded.h"

#include <string.h>

#include "convreel/scene.h"

const struct embedded_file *embedded_find(const struct embedded_file *table, size_t count,
                                          const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(table[i].name, name) == 0)
            return &table[i];
    return NULL;
}

bool embedded_is_path(const char *word)
{
    size_t length = strlen(word);
    return strchr(word, '/') || (length > 5 && strcmp(word + length - 5, ".yaml") == 0);
}

const char *scene_theme_name(size_t n)
{
    return n < embedded_themes_count ? embedded_themes[n].name : NULL;
}

const char *scene_language_name(size_t n)
{
    if (n == 0)
        return "en";
    return n - 1 < embedded_catalogues_count ? embedded_catalogues[n - 1].name : NULL;
}

const char *scene_example_name(size_t n)
{
    return n < embedded_gallery_count ? embedded_gallery[n].name : NULL;
}

const char *scene_example(const char *name, size_t *length)
{
    const struct embedded_file *found =
        embedded_find(embedded_gallery, embedded_gallery_count, name);
    *length = found ? found->length : 0;
    return found ? found->text : NULL;
}
