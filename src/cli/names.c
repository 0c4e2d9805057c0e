/* SPDX-License-Identifier: MIT */
/* Names that would collide, and folders that are not there. */
#include "names.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "target.h"

struct names {
    struct arena arena;
    const char **names; /* owned; NULL among them: standard output */
    size_t count, capacity;
};

static void add_name(struct names *names, const char *name)
{
    if (names->count == names->capacity) {
        names->capacity = names->capacity ? 2 * names->capacity : 64;
        names->names = memory_resize(names->names, names->capacity, sizeof *names->names);
    }
    names->names[names->count++] = name;
}

static size_t file_count(const struct output *output)
{
    return output->is_numbered ? output->count : 1;
}

/* Every file, not each sequence's first: a10.png is number 10 of a and number 0 of a1. */
static void collect(struct names *names, const struct plan *const *plans, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < plans[i]->count; j++) {
            const struct output *output = &plans[i]->outputs[j];
            for (size_t n = 0; n < file_count(output); n++)
                add_name(names, plan_path(output, plans[i]->subject, n, &names->arena));
        }
        if (plans[i]->has_alt)
            add_name(names, plan_alt_path(plans[i], &names->arena));
    }
}

static int by_text(const void *left, const void *right)
{
    const char *a = *(const char *const *)left, *b = *(const char *const *)right;
    return a && b ? strcmp(a, b) : (a != NULL) - (b != NULL);
}

/* Names are sorted: equal ones are neighbours. */
static bool refuse_twins(const struct names *names, struct error *error)
{
    for (size_t i = 1; i < names->count; i++) {
        const char *name = names->names[i];
        if (by_text(&names->names[i - 1], &name) != 0)
            continue;
        if (!name)
            return error_set(error, STATUS_USAGE, "standard output takes one file");
        if (strcmp(name, "/dev/null") != 0)
            return error_set(error, STATUS_USAGE,
                             "two outputs would have the name %s; %%s stands for the scene's name, "
                             "%%t for the theme's",
                             name);
    }
    return true;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Asks the system only about names that end alike. */
static bool refuse_scene(const struct names *names, const struct plan *plan, struct error *error)
{
    struct stat scene, file;
    const char *path = plan->subject->report.name;
    if (stat(path, &scene) != 0 || !S_ISREG(scene.st_mode))
        return true;
    for (size_t i = 0; i < names->count; i++) {
        const char *name = names->names[i];
        if (name && strcmp(base_name(name), base_name(path)) == 0 && stat(name, &file) == 0 &&
            file.st_dev == scene.st_dev && file.st_ino == scene.st_ino)
            return error_set(error, STATUS_USAGE, "the output %s would replace the scene", name);
    }
    return true;
}

bool names_check(const struct plan *const *plans, size_t count, struct error *error)
{
    struct names names = {0};
    collect(&names, plans, count);
    if (names.count > 0)
        qsort(names.names, names.count, sizeof *names.names, by_text);
    bool is_right = refuse_twins(&names, error);
    for (size_t i = 0; i < count && is_right; i++)
        is_right = refuse_scene(&names, plans[i], error);
    free(names.names);
    arena_finish(&names.arena);
    return is_right;
}

static bool check_folder(const char *path, struct arena *arena, struct error *error)
{
    struct stat status;
    const char *slash = strrchr(path, '/');
    if (!slash || slash == path)
        return true;
    const char *folder = arena_copy_text(arena, path, (size_t)(slash - path));
    if (stat(folder, &status) != 0)
        return errno != ENOENT || error_set(error, STATUS_FILE,
                                            "cannot write %s: the folder %s does not exist; -o %s/ "
                                            "makes it",
                                            path, folder, folder);
    return S_ISDIR(status.st_mode) ||
           error_set(error, STATUS_FILE, "cannot write %s: %s is no folder", path, folder);
}

bool names_settle_folders(const struct plan *const *plans, size_t count, const char *target,
                          struct error *error)
{
    struct arena arena = {0};
    bool is_made = !target || target_is_folder(target), is_right = true;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < plans[i]->count && is_right; j++) {
            const char *path = plan_path(&plans[i]->outputs[j], plans[i]->subject, 0, &arena);
            is_right = !path || (is_made ? target_make_folder(path, error)
                                         : check_folder(path, &arena, error));
        }
        const char *alt = plans[i]->has_alt ? plan_alt_path(plans[i], &arena) : NULL;
        is_right = is_right && (!alt || check_folder(alt, &arena, error));
    }
    arena_finish(&arena);
    return is_right;
}
