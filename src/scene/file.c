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
#include "unicode.h"

enum { PATH_SHOWN = 200 };

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

static void tell_outside(struct reader *reader, const struct node *node)
{
    reader_error(reader, node, "use --allow-outside to read it", "%s is outside the scene's folder",
                 node_describe(node, &reader->report->arena));
}

static bool is_allowed(struct arena *arena, struct named_file *file)
{
    if (!file->within)
        return true;
    char *folder = realpath(folder_of(arena, file->within), NULL);
    file->folder = folder ? arena_copy_text(arena, folder, strlen(folder)) : NULL;
    free(folder);
    return file->folder && is_below(file->full, file->folder);
}

static bool climbs(const char *path)
{
    for (const char *at = path; (at = strstr(at, "..")); at += 2)
        if ((at == path || at[-1] == '/') && (at[2] == '\0' || at[2] == '/'))
            return true;
    return false;
}

/* With --safe: a path that asks nothing of the machine, not even whether a file is there, from a
 * scene that has a folder. */
static bool is_relative(struct reader *reader, const struct node *node,
                        const struct named_file *file)
{
    if (!reader->options->is_safe || !file->within)
        return true;
    if (strcmp(file->within, "-") == 0)
        reader_error(reader, node, "give the scene as a file in the folder of its files",
                     "a scene from standard input names no files with --safe");
    else if (node->text[0] == '/' || climbs(node->text))
        reader_error(reader, node, "name it by its path from the scene's folder",
                     "%s: absolute paths and .. are not read with --safe",
                     node_describe(node, &reader->report->arena));
    else
        return true;
    return false;
}

bool reader_may_name(struct reader *reader, const struct node *node, const char *what)
{
    if (!reader->options->is_safe)
        return true;
    reader_error(reader, node, NULL, "%s: the file of %s is not read with --safe",
                 node_describe(node, &reader->report->arena), what);
    return false;
}

/* A pipe must not make us wait. */
enum { OPENING = O_RDONLY | O_NONBLOCK | O_CLOEXEC };

/* What was opened, if it is a regular file; problem says why not. */
static int keep_regular(int file, const char **problem)
{
    struct stat about;
    *problem = file < 0 || fstat(file, &about) != 0 ? strerror(errno)
               : S_ISDIR(about.st_mode)             ? "it is a folder"
               : !S_ISREG(about.st_mode)            ? "it is not a regular file"
                                                    : NULL;
    if (!*problem)
        return file;
    if (file >= 0)
        close(file); /* only read from: nothing can be lost */
    return -1;
}

int reader_open(const char *path, const char **problem)
{
    return keep_regular(open(path, OPENING), problem);
}

/* Folder by folder from that one, following no link: a path that was found to lie below stays so,
 * whoever renames what is on the way. */
static int open_below(const char *folder, const char *path)
{
    struct arena arena = {0};
    char *rest = arena_copy_text(&arena, path, strlen(path)), *slash;
    int at = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    while (at >= 0 && (slash = strchr(rest, '/'))) {
        *slash = '\0';
        int next = openat(at, rest, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        close(at);
        at = next;
        rest = slash + 1;
    }
    int file = at >= 0 ? openat(at, rest, OPENING | O_NOFOLLOW) : -1, problem = errno;
    if (at >= 0)
        close(at);
    arena_finish(&arena);
    errno = problem;
    return file;
}

/* Tells that a file was not found. With --safe what a link leads to is outside, there or not. */
static void tell_missing(struct reader *reader, const struct node *node, const char *folder)
{
    int problem = errno;
    bool is_hidden = false;
    if (reader->options->is_safe) {
        int file = open_below(folder, node->text);
        is_hidden = file >= 0 || errno != ENOENT;
        if (file >= 0)
            close(file); /* only read from: nothing can be lost */
    }
    if (is_hidden)
        tell_outside(reader, node);
    else
        tell_unread(reader, node, strerror(problem));
}

/* Fills in the file's names; false: reported. */
static bool find_file(struct reader *reader, const struct node *node, struct named_file *file)
{
    struct arena *arena = &reader->report->arena;
    if (!is_relative(reader, node, file))
        return false;
    const char *folder = folder_of(arena, file->beside);
    bool is_here = node->text[0] == '/' || strcmp(folder, ".") == 0;
    file->path = is_here ? arena_copy_text(arena, node->text, strlen(node->text))
                         : arena_format(arena, "%s/%s", folder, node->text);
    char *full = realpath(file->path, NULL);
    if (!full) {
        tell_missing(reader, node, folder);
        return false;
    }
    file->full = arena_copy_text(arena, full, strlen(full));
    free(full);
    if (is_allowed(arena, file))
        return true;
    tell_outside(reader, node);
    return false;
}

/* The file that was found. */
static int open_found(const struct named_file *file, const char **problem)
{
    if (!file->folder)
        return reader_open(file->full, problem);
    size_t length = strcmp(file->folder, "/") == 0 ? 0 : strlen(file->folder);
    return keep_regular(open_below(file->folder, file->full + length + 1), problem);
}

static const char too_large[] = "it is too large";

/* Reads to the end; NULL, or why not. */
static const char *read_all(int file, size_t most_bytes, struct buffer *out)
{
    char chunk[1 << 14];
    struct stat about;
    if (fstat(file, &about) != 0)
        return strerror(errno);
    if (about.st_size > (off_t)most_bytes)
        return too_large;
    for (;;) {
        ssize_t count = read(file, chunk, sizeof chunk);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return count < 0 ? strerror(errno) : NULL;
        if (out->length > most_bytes)
            return too_large;
        buffer_add(out, chunk, (size_t)count);
    }
}

struct scene_file *reader_keep_file(struct scene *frame, const char *path, int open_file)
{
    struct stat about;
    if (fstat(open_file, &about) != 0 || !S_ISREG(about.st_mode))
        return NULL;
    for (size_t i = 0; i < frame->file_count; i++)
        if (frame->files[i].device == about.st_dev && frame->files[i].inode == about.st_ino)
            return &frame->files[i];
    if (frame->file_count == frame->file_room) {
        struct scene_file *old = frame->files;
        frame->file_room = frame->file_room ? 2 * frame->file_room : 8;
        frame->files = arena_allocate(&frame->arena, frame->file_room, sizeof *frame->files);
        if (old)
            memcpy(frame->files, old, frame->file_count * sizeof *old);
    }
    struct scene_file *file = &frame->files[frame->file_count++];
    *file = (struct scene_file){
        .path = path ? arena_copy_text(&frame->arena, path, strlen(path)) : NULL,
        .device = about.st_dev,
        .inode = about.st_ino,
        .open = -1,
    };
    return file;
}

bool reader_count_bytes(struct reader *reader, const struct node *node, size_t count)
{
    reader->bytes_read += count;
    double most = report_most(reader->report, LIMIT_FILES); /* files named twice count twice */
    if ((double)reader->bytes_read <= most)
        return true;
    reader_over(reader, node, LIMIT_FILES, 0, "use smaller files",
                "the files of this scene have more than %s in all",
                limit_in_words(LIMIT_FILES, most, &reader->report->arena));
    return false;
}

static void tell_too_large(struct reader *reader, const struct node *node,
                           const struct named_file *file)
{
    struct arena *arena = &reader->report->arena;
    const char *shown = text_printable(arena, node->text, strlen(node->text), PATH_SHOWN);
    const char *most = limit_in_words(LIMIT_FILE, (double)file->most_bytes, arena);
    if (file->limit == LIMITS)
        reader_limit(reader, node, "%s is larger than %s", shown, most);
    else
        reader_over(reader, node, file->limit, 0, "use a smaller file", "%s is larger than %s",
                    shown, most);
}

bool reader_file_beside(struct reader *reader, const struct node *node, struct named_file *file,
                        struct buffer *out)
{
    if (!find_file(reader, node, file))
        return false;
    const char *problem;
    int open_file = open_found(file, &problem);
    if (open_file >= 0) {
        problem = read_all(open_file, file->most_bytes, out);
        reader_keep_file(reader->frame, file->path, open_file);
        reader->frame->read_hash = hash_bytes(reader->frame->read_hash, out->bytes, out->length);
        close(open_file);
    }
    if (problem == too_large)
        tell_too_large(reader, node, file);
    else if (problem)
        tell_unread(reader, node, problem);
    return !problem && reader_count_bytes(reader, node, out->length);
}

const char *reader_folder(const struct reader *reader, const struct node *node)
{
    return node->at.file ? node->at.file->name : reader->path;
}

static struct named_file usual_place(const struct reader *reader, const struct node *node)
{
    bool is_free = reader->options->may_read_outside;
    return (struct named_file){.beside = reader_folder(reader, node),
                               .within = is_free ? NULL : reader->path,
                               .most_bytes = (size_t)report_most(reader->report, LIMIT_FILE),
                               .limit = LIMIT_FILE};
}

/* With --safe also how much of it a library may have to search for sound. */
static bool is_small(struct reader *reader, const struct node *node, const struct named_file *file,
                     int open_file)
{
    struct stat about;
    if (!reader->options->is_safe || fstat(open_file, &about) != 0)
        return true;
    if (about.st_size <= (off_t)file->most_bytes)
        return reader_count_bytes(reader, node, (size_t)about.st_size);
    tell_too_large(reader, node, file);
    return false;
}

int reader_keep_open(struct reader *reader, const struct node *node, const char **path)
{
    struct named_file file = usual_place(reader, node);
    if (!find_file(reader, node, &file))
        return -1;
    const char *problem;
    int open_file = open_found(&file, &problem);
    if (open_file < 0) {
        tell_unread(reader, node, problem);
        return -1;
    }
    struct scene_file *kept = reader_keep_file(reader->frame, file.path, open_file);
    if (kept && kept->open < 0 && is_small(reader, node, &file, open_file))
        kept->open = open_file;
    else
        close(open_file);
    if (!kept || kept->open < 0)
        return -1;
    *path = reader_keep(reader, file.full);
    return kept->open;
}

bool reader_file(struct reader *reader, const struct node *node, struct buffer *out)
{
    struct named_file file = usual_place(reader, node);
    return reader_file_beside(reader, node, &file, out);
}

const struct source *reader_enter(struct reader *reader, const char *name,
                                  const struct buffer *bytes, struct visit *visit)
{
    struct report *report = reader->report;
    struct source *source = arena_allocate(&report->arena, 1, sizeof *source);
    *visit = (struct visit){report->file, reader->override};
    source->name = name;
    source->text = unicode_decode(bytes->bytes ? bytes->bytes : "", bytes->length, &report->arena,
                                  &source->length);
    report->file = source;
    reader->override = NULL;
    return source;
}

void reader_leave(struct reader *reader, const struct visit *visit)
{
    reader->report->file = visit->outer;
    reader->override = visit->override;
}
