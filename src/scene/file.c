/* SPDX-License-Identifier: MIT */
/* The bytes of a file that a scene names. It lies in the scene's folder or below, links followed,
 * unless the options say otherwise: a scene from elsewhere must not look around. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "reader.h"

enum { MOST_BYTES = 256 << 20, PATH_SHOWN = 200 };

static const char *folder_of(struct arena *arena, const char *path)
{
    const char *slash = strcmp(path, "-") == 0 ? NULL : strrchr(path, '/');
    if (slash == path)
        return "/";
    return slash ? arena_copy_text(arena, path, (size_t)(slash - path)) : ".";
}

static bool is_below(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    bool is_root = strcmp(folder, "/") == 0;
    return is_root || (strncmp(path, folder, length) == 0 && path[length] == '/');
}

static void tell_unread(struct reader *reader, const struct node *node, const char *reason)
{
    const char *shown =
        text_printable(&reader->report->arena, node->text, strlen(node->text), PATH_SHOWN);
    report_status(reader->report, STATUS_FILE, node->at, NULL, "cannot read %s: %s", shown, reason);
    reader->problem_count++;
}

/* The file's full name, without links; NULL: reported. Free it. */
static char *find_file(struct reader *reader, const struct node *node)
{
    struct arena *arena = &reader->report->arena;
    const char *folder = folder_of(arena, reader->path);
    const char *path =
        node->text[0] == '/' ? node->text : arena_format(arena, "%s/%s", folder, node->text);
    char *full_folder = realpath(folder, NULL), *full = realpath(path, NULL);
    if (!full || !full_folder) {
        tell_unread(reader, node, strerror(errno));
    } else if (!reader->options->may_read_outside && !is_below(full, full_folder)) {
        reader_error(reader, node, "--allow-outside reads it all the same",
                     "%s lies outside the scene's folder", node_describe(node, arena));
        free(full);
        full = NULL;
    }
    free(full_folder);
    return full;
}

/* Reads to the end; NULL, or why not. */
static const char *read_all(int file, struct buffer *out)
{
    char chunk[1 << 14];
    struct stat about;
    if (fstat(file, &about) != 0)
        return strerror(errno);
    if (S_ISDIR(about.st_mode))
        return "it is a folder";
    if (!S_ISREG(about.st_mode))
        return "it is no plain file";
    if (about.st_size > MOST_BYTES)
        return "it is larger than 256 MiB";
    for (;;) {
        ssize_t count = read(file, chunk, sizeof chunk);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return count < 0 ? strerror(errno) : NULL;
        if (out->length > MOST_BYTES)
            return "it is larger than 256 MiB";
        buffer_add(out, chunk, (size_t)count);
    }
}

bool reader_file(struct reader *reader, const struct node *node, struct buffer *out)
{
    char *path = find_file(reader, node);
    if (!path)
        return false;
    int file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC); /* a pipe must not make us wait */
    const char *problem = file < 0 ? strerror(errno) : read_all(file, out);
    if (problem)
        tell_unread(reader, node, problem);
    if (file >= 0)
        close(file); /* only read from: nothing can be lost */
    free(path);
    return !problem;
}
