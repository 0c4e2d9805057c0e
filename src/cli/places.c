/* SPDX-License-Identifier: MIT */
/* Files are told apart by device and inode; those that are not there yet by their folder's. */
#include "places.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "convreel/encoding.h"

static const char *skip_slashes(const char *at)
{
    while (*at == '/')
        at++;
    return at;
}

/* The path without ".", doubled slashes and "name/..", none of which is there yet. */
static const char *tidy(const char *path, struct arena *arena)
{
    char *out = arena_copy_text(arena, path, strlen(path));
    size_t length = 0;
    for (const char *at = skip_slashes(path); *at; at = skip_slashes(at)) {
        size_t step = strcspn(at, "/");
        bool is_up = step == 2 && memcmp(at, "..", 2) == 0;
        if (is_up && length > 0) {
            while (length > 0 && out[--length] != '/')
                ;
        } else if (step != 1 || *at != '.') {
            if (length > 0)
                out[length++] = '/';
            memmove(out + length, at, step);
            length += step;
        }
        at += step;
    }
    out[length] = '\0';
    return out;
}

/* The nearest folder above the path that is there. */
static void find_folder(struct place *place, const char *path, struct arena *arena)
{
    struct stat about;
    const char *below = path + strlen(path);
    do {
        while (below > path && below[-1] == '/')
            below--;
        while (below > path && below[-1] != '/')
            below--;
        place->folder = below > path ? arena_copy_text(arena, path, (size_t)(below - path)) : ".";
    } while (stat(place->folder, &about) != 0 && below > path);
    place->device = about.st_dev;
    place->inode = about.st_ino;
    place->below = tidy(below, arena);
}

static bool is_null_device(const struct stat *about)
{
    struct stat null;
    return S_ISCHR(about->st_mode) && stat("/dev/null", &null) == 0 &&
           null.st_rdev == about->st_rdev;
}

struct place place_find(const char *name, struct arena *arena)
{
    struct place place = {.name = name, .below = ""};
    struct stat about;
    place.is_there = (name ? stat(name, &about) : fstat(STDOUT_FILENO, &about)) == 0;
    if (place.is_there) {
        place.device = about.st_dev;
        place.inode = about.st_ino;
        place.is_null = name && is_null_device(&about);
    } else if (name) {
        char *target = sink_target(name);
        find_folder(&place, target ? target : name, arena);
        free(target);
    }
    return place;
}

int place_compare(const void *left, const void *right)
{
    const struct place *a = left, *b = right;
    if (a->is_there != b->is_there)
        return a->is_there ? -1 : 1;
    if (a->device != b->device)
        return a->device < b->device ? -1 : 1;
    if (a->inode != b->inode)
        return a->inode < b->inode ? -1 : 1;
    int order = strcasecmp(a->below, b->below);
    return order ? order : strcmp(a->below, b->below);
}

bool place_is_same(const struct place *a, const struct place *b)
{
    if (a->is_there != b->is_there || a->device != b->device || a->inode != b->inode)
        return false;
    return strcmp(a->below, b->below) == 0 ||
           (strcasecmp(a->below, b->below) == 0 && sink_folds_case(a->folder));
}
