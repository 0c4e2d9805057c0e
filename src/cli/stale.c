/* SPDX-License-Identifier: MIT */
/* Beside rendering: what was made is compared with the files that are there, and thrown away. */
#include "stale.h"

#include <stdlib.h>
#include <string.h>

/* Workers call it, each when its file is whole. */
static void add(void *context, const char *path, bool is_same)
{
    struct stale *stale = context;
    pthread_mutex_lock(&stale->lock);
    stale->compared++;
    if (!is_same) {
        stale->paths = arena_grow(&stale->arena, stale->paths, stale->count, &stale->room,
                                  sizeof *stale->paths);
        stale->paths[stale->count++] = arena_copy_text(&stale->arena, path, strlen(path));
    }
    pthread_mutex_unlock(&stale->lock);
}

void stale_init(struct stale *stale)
{
    *stale = (struct stale){.comparison = {add, stale}};
    pthread_mutex_init(&stale->lock, NULL);
}

void stale_finish(struct stale *stale)
{
    pthread_mutex_destroy(&stale->lock);
    arena_finish(&stale->arena);
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void stale_print(struct stale *stale, FILE *out)
{
    if (stale->count > 0)
        qsort(stale->paths, stale->count, sizeof *stale->paths, compare);
    for (size_t i = 0; i < stale->count; i++)
        fprintf(out, "%s\n",
                text_printable(&stale->arena, stale->paths[i], strlen(stale->paths[i]), SIZE_MAX));
}
