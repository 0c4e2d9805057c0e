/* SPDX-License-Identifier: MIT */
/* Names that would collide, and folders that are not there. */
#include "names.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "places.h"
#include "target.h"

/* ---- what will be written ---- */

struct names {
    struct arena arena;
    struct place *places; /* owned */
    size_t count, capacity;
};

static void add_name(struct names *names, const char *name)
{
    if (names->count == names->capacity) {
        names->capacity = names->capacity ? 2 * names->capacity : 64;
        names->places = memory_resize(names->places, names->capacity, sizeof *names->places);
    }
    names->places[names->count++] = place_find(name, &names->arena);
}

/* Every file, not each sequence's first: a10.png is number 10 of a and number 0 of a1. */
static void collect(struct names *names, const struct plan *const *plans, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < plans[i]->count; j++) {
            const struct output *output = &plans[i]->outputs[j];
            for (size_t n = 0; n < plan_file_count(output); n++)
                add_name(names, plan_path(output, plans[i]->subject, n, &names->arena));
        }
        for (size_t j = 0; j < plans[i]->side_count; j++)
            add_name(names, plans[i]->sides[j].path);
    }
    if (count > 0 && plans[0]->deps)
        add_name(names, target_or_standard_output(plans[0]->deps));
    if (names->count > 0)
        qsort(names->places, names->count, sizeof *names->places, place_compare);
}

static const char *shown_output(const struct place *place)
{
    return place->name ? place->name : "standard output";
}

static bool tell_twins(const struct place *a, const struct place *b, struct error *error)
{
    if (!a->name && !b->name)
        return error_set(error, STATUS_USAGE, "standard output takes one file");
    if (a->name && b->name && strcmp(a->name, b->name) == 0)
        return error_set(error, STATUS_USAGE,
                         "two outputs would have the name %s; %%s stands for the scene's name, "
                         "%%t for the theme's",
                         a->name);
    return error_set(error, STATUS_USAGE, "the outputs %s and %s are the same file",
                     shown_output(a), shown_output(b));
}

/* Places are sorted: equal ones are neighbours. */
static bool refuse_twins(const struct names *names, struct error *error)
{
    for (size_t i = 1; i < names->count; i++) {
        const struct place *a = &names->places[i - 1], *b = &names->places[i];
        if (!(a->is_null && b->is_null) && place_is_same(a, b))
            return tell_twins(a, b, error);
    }
    return true;
}

/* ---- what was read ---- */

static bool refuse_file(const struct names *names, const struct scene_file *file,
                        struct error *error)
{
    struct place key = {
        .is_there = true, .device = file->device, .inode = file->inode, .below = ""};
    const struct place *output =
        names->count > 0 ? bsearch(&key, names->places, names->count, sizeof key, place_compare)
                         : NULL;
    if (!output)
        return true;
    return error_set(error, STATUS_USAGE, "the output %s would replace an input of this call, %s",
                     shown_output(output), file->path ? file->path : "standard input");
}

/* A scene that could not be read is an input all the same. */
static bool refuse_inputs(const struct names *names, const struct subject *subject,
                          struct error *error)
{
    struct stat about;
    const struct scene *scene = subject->scene;
    const char *name = subject->report.name;
    for (size_t i = 0; scene && i < scene->file_count; i++)
        if (!refuse_file(names, &scene->files[i], error))
            return false;
    if (scene || !name || stat(name, &about) != 0 || !S_ISREG(about.st_mode))
        return true;
    const struct scene_file file = {name, about.st_dev, about.st_ino, -1};
    return refuse_file(names, &file, error);
}

bool names_check(const struct plan *const *plans, size_t count,
                 const struct subject *const *subjects, size_t subject_count, struct error *error)
{
    struct names names = {0};
    collect(&names, plans, count);
    bool is_right = refuse_twins(&names, error);
    for (size_t i = 0; i < subject_count && is_right; i++)
        is_right = refuse_inputs(&names, subjects[i], error);
    free(names.places);
    arena_finish(&names.arena);
    return is_right;
}

/* ---- folders ---- */

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

/* cleaned: the file before, whose folder is often the same. */
static void clean_folder(const char *path, const char **cleaned)
{
    const char *slash = strrchr(path, '/');
    size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
    if (*cleaned && strncmp(*cleaned, path, folder) == 0 && !strchr(*cleaned + folder, '/'))
        return;
    target_clean_beside(path);
    *cleaned = path;
}

/* How the folders of a call's files are settled. */
struct folders {
    bool are_made; /* false: they must be there */
    bool is_told;  /* only: nothing is made, nothing cleaned */
    const char *cleaned;
    struct arena arena;
};

/* Of an output. */
static bool settle_folder(struct folders *folders, const char *path, struct error *error)
{
    if (!path)
        return true;
    bool is_right = !folders->are_made ? check_folder(path, &folders->arena, error)
                    : folders->is_told ? target_can_make_folder(path, error)
                                       : target_make_folder(path, error);
    if (is_right && !folders->is_told)
        clean_folder(path, &folders->cleaned);
    return is_right;
}

static bool settle_folders_of(struct folders *folders, const struct plan *plan, struct error *error)
{
    bool is_right = true;
    for (size_t i = 0; i < plan->count && is_right; i++)
        is_right = settle_folder(
            folders, plan_path(&plan->outputs[i], plan->subject, 0, &folders->arena), error);
    for (size_t i = 0; i < plan->side_count && is_right; i++)
        is_right =
            !plan->sides[i].path || check_folder(plan->sides[i].path, &folders->arena, error);
    return is_right;
}

bool names_settle_folders(const struct plan *const *plans, size_t count,
                          const struct options *options, struct error *error)
{
    struct folders folders = {
        .are_made = !options->output || target_is_folder(options->output),
        .is_told = options->command != COMMAND_RENDER,
    };
    bool is_right =
        count == 0 || !plans[0]->deps || check_folder(plans[0]->deps, &folders.arena, error);
    for (size_t i = 0; i < count && is_right; i++)
        is_right = settle_folders_of(&folders, plans[i], error);
    arena_finish(&folders.arena);
    return is_right;
}
