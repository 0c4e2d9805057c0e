/* SPDX-License-Identifier: MIT */
/*
 * Files that are complete once their name exists: written under a temporary name in the same
 * folder, flushed, renamed. What is no regular file (a pipe, a device) is written directly.
 */
#include "encoding/encoders.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "encoding/temporary.h"

/* ---- errors ---- */

static const char *shown_path(const struct sink *sink)
{
    return sink->path ? sink->path : "standard output";
}

bool sink_error(const struct sink *sink, struct error *error)
{
    return error_set(error, STATUS_FILE, "cannot write %s: %s", shown_path(sink),
                     errno ? strerror(errno) : "the system gives no reason");
}

/* ---- opening ---- */

static char *copy_text(const char *text)
{
    struct buffer copy = {0};
    buffer_add_text(&copy, text);
    return copy.bytes;
}

/* Where a link leads; NULL: it is none. */
static char *follow_link(const char *path)
{
    char target[PATH_MAX];
    ssize_t length = readlink(path, target, sizeof target);
    if (length < 0)
        return NULL;
    const char *slash = target[0] == '/' ? NULL : strrchr(path, '/');
    struct buffer joined = {0};
    if (slash)
        buffer_add(&joined, path, (size_t)(slash - path) + 1);
    buffer_add(&joined, target, (size_t)length);
    return joined.bytes;
}

char *sink_target(const char *path)
{
    enum { MOST_LINKS = 40 }; /* as the system has it */
    char *at = copy_text(path);
    for (int links = 0; links <= MOST_LINKS; links++) {
        char *next = follow_link(at);
        if (!next)
            return at;
        free(at);
        at = next;
    }
    free(at);
    errno = ELOOP;
    return NULL;
}

bool sink_folds_case(const char *folder)
{
    struct stat own, other;
    struct buffer beside = {0};
    char *path;
    buffer_format(&beside, "%s/case", folder);
    int file = temporary_create(beside.bytes, S_IRUSR | S_IWUSR, &path);
    buffer_finish(&beside);
    if (file < 0)
        return false; /* then nothing will be written there either */
    bool is_known = fstat(file, &own) == 0;
    close(file);
    char *shouted = copy_text(path);
    for (char *at = strrchr(shouted, '.'); *at; at++)
        *at = (char)toupper((unsigned char)*at);
    bool is_folded = is_known && stat(shouted, &other) == 0 && own.st_dev == other.st_dev &&
                     own.st_ino == other.st_ino;
    free(shouted);
    unlink(path);
    temporary_forget(path);
    free(path);
    return is_folded;
}

static bool open_stream(struct sink *sink, int file, struct error *error)
{
    sink->stream = file >= 0 ? fdopen(file, "wb") : NULL;
    if (sink->stream)
        return true;
    sink_error(sink, error);
    if (file >= 0)
        close(file);
    sink_abort(sink);
    return false;
}

/* replaced: what stands at the final path; its mode stays. NULL: nothing. */
static bool open_temporary(struct sink *sink, const char *beside, const struct stat *replaced,
                           struct error *error)
{
    enum { ANYONE = 0666, PERMISSIONS = 0777 };
    mode_t mode = replaced ? replaced->st_mode & PERMISSIONS : ANYONE;
    int file = temporary_create(beside, mode, &sink->temporary_path);
    if (file >= 0 && replaced && fchmod(file, mode) != 0) { /* the umask does not concern it */
        int reason = errno;
        close(file);
        file = -1;
        errno = reason;
    }
    return open_stream(sink, file, error);
}

static bool open_in_temporary_folder(struct sink *sink, struct error *error)
{
    const char *folder = getenv("TMPDIR");
    struct arena arena = {0};
    bool is_open = open_temporary(
        sink, arena_format(&arena, "%s/convreel", folder && *folder ? folder : "/tmp"), NULL,
        error);
    arena_finish(&arena);
    return is_open;
}

bool sink_open_kept(struct sink *sink, struct kept_bytes *kept, struct error *error)
{
    *sink = (struct sink){0};
    errno = 0;
    sink->stream = open_memstream(&kept->bytes, &kept->length);
    return sink->stream ? true : sink_error(sink, error);
}

bool sink_open_measured(struct sink *sink, size_t *measured, struct error *error)
{
    *sink = (struct sink){.measured = measured};
    errno = 0;
    return open_in_temporary_folder(sink, error);
}

bool sink_open_compared(struct sink *sink, const char *path, const struct comparison *comparison,
                        struct error *error)
{
    *sink = (struct sink){.comparison = comparison};
    errno = 0;
    if (!open_in_temporary_folder(sink, error))
        return false;
    sink->path = copy_text(path);
    return true;
}

static bool open_standard_output(struct sink *sink, bool needs_seek, struct error *error)
{
    if (needs_seek)
        return open_in_temporary_folder(sink, error);
    sink->stream = fdopen(dup(STDOUT_FILENO), "wb");
    return sink->stream ? true : sink_error(sink, error);
}

bool sink_open(struct sink *sink, const char *path, bool needs_seek, struct error *error)
{
    *sink = (struct sink){0};
    errno = 0;
    if (!path)
        return open_standard_output(sink, needs_seek, error);
    struct stat status;
    bool is_there = stat(path, &status) == 0;
    bool is_replaced = !is_there || S_ISREG(status.st_mode);
    sink->path = is_replaced ? sink_target(path) : copy_text(path);
    if (!sink->path || (is_there && S_ISDIR(status.st_mode))) {
        int reason = sink->path ? EISDIR : ELOOP;
        free(sink->path);
        sink->path = copy_text(path);
        errno = reason;
        sink_error(sink, error);
        sink_abort(sink);
        return false;
    }
    if (!is_replaced)
        return open_stream(sink, open(path, O_WRONLY | O_CLOEXEC), error);
    return open_temporary(sink, sink->path, is_there ? &status : NULL, error);
}

size_t sink_size(const struct sink *sink)
{
    struct stat status;
    int file = sink->stream ? fileno(sink->stream) : -1;
    return file >= 0 && fstat(file, &status) == 0 ? (size_t)status.st_size : 0;
}

/* ---- closing ---- */

static void release(struct sink *sink)
{
    if (sink->temporary_path)
        temporary_forget(sink->temporary_path);
    free(sink->temporary_path);
    free(sink->path);
    *sink = (struct sink){0};
}

static bool copy_to_standard_output(struct sink *sink)
{
    char bytes[1 << 16];
    size_t count;
    FILE *written = fopen(sink->temporary_path, "rb");
    if (!written)
        return false;
    while ((count = fread(bytes, 1, sizeof bytes, written)) > 0)
        if (fwrite(bytes, 1, count, stdout) != count)
            break;
    bool is_whole = !ferror(written) && !ferror(stdout) && fflush(stdout) == 0;
    fclose(written);
    return is_whole;
}

static bool close_stream(struct sink *sink, bool is_synced)
{
    bool is_good = fflush(sink->stream) == 0 && !ferror(sink->stream);
    if (is_good && is_synced && sink->temporary_path)
        is_good = fsync(fileno(sink->stream)) == 0;
    is_good &= fclose(sink->stream) == 0;
    sink->stream = NULL;
    return is_good;
}

/* So that the name outlives a loss of power, too. Folders that cannot be synced go without. */
static bool sync_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    struct arena arena = {0};
    const char *folder = slash == path ? "/"
                         : slash       ? arena_copy_text(&arena, path, (size_t)(slash - path))
                                       : ".";
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool is_synced = file < 0 || fsync(file) == 0 || errno == EINVAL || errno == ENOTSUP;
    if (file >= 0)
        close(file);
    arena_finish(&arena);
    return is_synced;
}

static bool measure(struct sink *sink, struct error *error)
{
    struct stat status;
    bool is_good = fflush(sink->stream) == 0 && fstat(fileno(sink->stream), &status) == 0;
    if (is_good)
        *sink->measured = (size_t)status.st_size;
    else
        sink_error(sink, error);
    sink_abort(sink);
    return is_good;
}

/* From its beginning; another that cannot be read is not the same. */
static bool is_same_as(FILE *made, const char *path)
{
    char a[1 << 14], b[1 << 14];
    size_t count, other_count;
    FILE *other = fopen(path, "rb");
    if (!other)
        return false;
    rewind(made);
    do {
        count = fread(a, 1, sizeof a, made);
        other_count = fread(b, 1, sizeof b, other);
    } while (count == other_count && count > 0 && memcmp(a, b, count) == 0);
    bool is_same = count == 0 && other_count == 0 && !ferror(made) && !ferror(other);
    fclose(other); /* only read from */
    return is_same;
}

/* What is no file, such as a device, is written to and has nothing to compare. */
static bool compare(struct sink *sink, struct error *error)
{
    struct stat status;
    bool is_whole = fflush(sink->stream) == 0 && !ferror(sink->stream);
    FILE *made = is_whole ? fopen(sink->temporary_path, "rb") : NULL;
    bool is_file = stat(sink->path, &status) != 0 || S_ISREG(status.st_mode);
    if (made && is_file)
        sink->comparison->add(sink->comparison->context, sink->path, is_same_as(made, sink->path));
    else if (!made)
        sink_error(sink, error);
    if (made)
        fclose(made);
    sink_abort(sink);
    return made != NULL;
}

bool sink_commit(struct sink *sink, bool is_synced, struct error *error)
{
    errno = 0;
    if (sink->measured)
        return measure(sink, error);
    if (sink->comparison)
        return compare(sink, error);
    /* Locked until it has its name: nobody takes it for one that was left behind. */
    int held = sink->temporary_path ? dup(fileno(sink->stream)) : -1;
    bool is_good = close_stream(sink, is_synced && sink->path);
    if (is_good && sink->temporary_path) {
        if (sink->path)
            is_good = rename(sink->temporary_path, sink->path) == 0 &&
                      (!is_synced || sync_folder(sink->path));
        else
            is_good = copy_to_standard_output(sink);
    }
    if (held >= 0)
        close(held);
    if (!is_good)
        sink_error(sink, error);
    if (sink->temporary_path && (!is_good || !sink->path))
        unlink(sink->temporary_path);
    release(sink);
    return is_good;
}

bool sink_write(struct sink *sink, const void *bytes, size_t length, struct error *error)
{
    errno = 0;
    if (fwrite(bytes, 1, length, sink->stream) == length)
        return true;
    sink_error(sink, error);
    sink_abort(sink);
    return false;
}

void sink_abort(struct sink *sink)
{
    if (sink->stream)
        fclose(sink->stream);
    if (sink->temporary_path)
        unlink(sink->temporary_path);
    release(sink);
}
