/* SPDX-License-Identifier: MIT */
/* Where outputs go: from -o to a pattern of paths, or to standard output. */
#include "target.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "paths.h"

static bool is_existing_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool ends_in_slash(const char *path)
{
    size_t length = strlen(path);
    return length > 0 && path[length - 1] == '/';
}

bool target_is_folder(const char *path)
{
    return ends_in_slash(path) || is_existing_folder(path);
}

const char *target_or_standard_output(const char *path)
{
    return strcmp(path, "-") == 0 ? NULL : path;
}

bool target_is_standard_output(const struct subject *subject, const struct options *options)
{
    return options->output ? strcmp(options->output, "-") == 0 : subject->is_standard_input;
}

const char *target_as_it_is(const char *folder, struct arena *arena)
{
    struct buffer escaped = {0};
    for (const char *at = folder; *at; at++)
        buffer_add(&escaped, *at == '%' ? "%%" : at, *at == '%' ? 2 : 1);
    const char *copy = arena_copy_text(arena, escaped.bytes, escaped.length);
    buffer_finish(&escaped);
    return copy;
}

/* The scene's name, the theme's where there are twins, a number where there are many, which part of
 * a film it is. */
static const char *name_in(const char *folder, const struct output *output,
                           const struct options *options, struct arena *arena)
{
    const char *number = "";
    if (output->encoder->is_one_picture)
        number = "_%02d";
    else if (options->part_count > 0)
        number = arena_format(arena, "_part%zuof%zu", options->part, options->part_count);
    /* One that is there has its name as it is; in one that is to be made % is a word's. */
    const char *path = is_existing_folder(folder) ? target_as_it_is(folder, arena) : folder;
    return arena_format(arena, "%s%s%%s%s%s.%s", path, ends_in_slash(folder) ? "" : "/",
                        options->theme_count > 1 ? "_%t" : "", number, output->encoder->extension);
}

/* Text is shown to whoever asks for it. */
static bool settle_standard_output(const struct plan *plan, const struct output *output,
                                   const struct options *options, struct error *error)
{
    bool is_asked_for = options->output != NULL,
         is_only_checked = options->command != COMMAND_RENDER;
    if (options->is_compared)
        return error_set(error, STATUS_USAGE,
                         "--check compares files, not standard output: name them with -o");
    if (plan->count > 1)
        return error_set(error, STATUS_USAGE,
                         "standard output takes one format, not %zu: name files with -o",
                         plan->count);
    if (is_only_checked || !isatty(STDOUT_FILENO) || (is_asked_for && output->encoder->is_text))
        return true;
    return error_set(error, STATUS_USAGE,
                     "a terminal cannot show %s: name a file with -o, or send it to a pipe",
                     output->encoder->name);
}

bool target_choose(struct plan *plan, struct output *output, const struct options *options,
                   struct error *error)
{
    const char *path = options->output;
    if (output->encoder->has_no_file) {
        output->pattern = "/dev/null";
        return true;
    }
    if (target_is_standard_output(plan->subject, options))
        return settle_standard_output(plan, output, options, error);
    if (!path || target_is_folder(path)) {
        output->pattern = name_in(path ? path : "output", output, options, &plan->arena);
        return path_check(output->pattern, error);
    }
    const struct encoder *named = encoding_find(path_extension(path));
    if (named && strcmp(named->extension, output->encoder->extension) != 0)
        return error_set(error, STATUS_USAGE, "the path ends in .%s, but the format is %s",
                         path_extension(path), output->encoder->name);
    output->pattern = named || plan->count == 1
                          ? path
                          : arena_format(&plan->arena, "%s.%s", path, output->encoder->extension);
    return path_check(output->pattern, error);
}

/* 0, or the reason why a folder is not there. */
static int make_folder(const char *folder)
{
    int reason = mkdir(folder, 0777) == 0 ? 0 : errno;
    return reason == 0 || is_existing_folder(folder) ? 0 : reason;
}

/* Makes each folder above a file, or asks for each. */
static bool walk_folders(const char *path, int (*make)(const char *folder), struct error *error)
{
    struct arena arena = {0};
    bool is_made = true;
    const char *slash = strchr(path + 1, '/'); /* the root is there */
    for (; slash && is_made; slash = strchr(slash + 1, '/')) {
        const char *folder = arena_copy_text(&arena, path, (size_t)(slash - path));
        int reason = make(folder);
        is_made = reason == 0 || error_set(error, STATUS_FILE, "cannot make the folder %s: %s",
                                           folder, strerror(reason));
    }
    arena_finish(&arena);
    return is_made;
}

bool target_make_folder(const char *path, struct error *error)
{
    return walk_folders(path, make_folder, error);
}

/* 0, or the reason why a folder could not be made; of one below another that is to be made 0. */
static int find_reason(const char *folder)
{
    struct arena arena = {0};
    struct stat about;
    const char *slash = strrchr(folder, '/');
    const char *above = !slash ? "."
                        : slash == folder
                            ? "/"
                            : arena_copy_text(&arena, folder, (size_t)(slash - folder));
    int reason = 0;
    if (lstat(folder, &about) == 0)
        reason = is_existing_folder(folder) ? 0 : EEXIST;
    else if (errno != ENOENT)
        reason = errno;
    else if (is_existing_folder(above) && access(above, W_OK | X_OK) != 0)
        reason = errno;
    arena_finish(&arena);
    return reason;
}

bool target_can_make_folder(const char *path, struct error *error)
{
    return walk_folders(path, find_reason, error);
}

void target_clean_beside(const char *path)
{
    struct arena arena = {0};
    const char *slash = strrchr(path, '/');
    sink_clean_folder(slash ? arena_copy_text(&arena, path, (size_t)(slash - path) + 1) : "./");
    arena_finish(&arena);
}
