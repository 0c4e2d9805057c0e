/* SPDX-License-Identifier: MIT */
/* Beside the path of the data: what it was read from is read again. */
#include "changes.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

struct watched_file {
    const char *folder, *name;
    int watch; /* what inotify calls the folder: each has one number; -1: it is not there */
};

static const uint32_t events = IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_DELETE |
                               IN_MOVED_FROM | IN_DELETE_SELF | IN_MOVE_SELF;

bool changes_open(struct changes *changes, struct error *error)
{
    *changes = (struct changes){.queue = inotify_init1(IN_NONBLOCK | IN_CLOEXEC)};
    return changes->queue >= 0 ||
           error_set(error, STATUS_FILE, "cannot watch files: %s", strerror(errno));
}

/* ---- which files ---- */

struct watched_files {
    struct watched_file *files;
    size_t count, room;
};

static void add(struct watched_files *all, struct arena *arena, struct watched_file file)
{
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->files[i].folder, file.folder) == 0 &&
            strcmp(all->files[i].name, file.name) == 0)
            return;
    file.folder = arena_copy_text(arena, file.folder, strlen(file.folder));
    file.name = arena_copy_text(arena, file.name, strlen(file.name));
    all->files = arena_grow(arena, all->files, all->count, &all->room, sizeof file);
    all->files[all->count++] = file;
}

static bool has_watch(const struct watched_file *files, size_t count, int watch)
{
    for (size_t i = 0; i < count; i++)
        if (files[i].watch == watch)
            return true;
    return false;
}

/* True: nothing has been told of its folder yet. */
static bool add_name(struct changes *changes, struct watched_files *all, struct arena *arena,
                     const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *folder = slash ? arena_copy_text(arena, path, (size_t)(slash - path) + 1) : ".";
    struct watched_file file = {
        .folder = folder,
        .name = slash ? slash + 1 : path,
        .watch = inotify_add_watch(changes->queue, folder, events),
    };
    add(all, arena, file);
    return !has_watch(changes->files, changes->count, file.watch);
}

static bool is_later(const struct timespec *a, const struct timespec *b)
{
    return a->tv_sec > b->tv_sec || (a->tv_sec == b->tv_sec && a->tv_nsec > b->tv_nsec);
}

/* By its name and, where links lead elsewhere, by that. True: it has changed since, untold. */
static bool add_path(struct changes *changes, struct watched_files *all, struct arena *arena,
                     const char *path, const struct timespec *since)
{
    struct stat status;
    char target[PATH_MAX];
    bool is_new = add_name(changes, all, arena, path);
    if (realpath(path, target))
        is_new |= add_name(changes, all, arena, target);
    return is_new && stat(path, &status) == 0 && is_later(&status.st_ctim, since);
}

bool changes_follow(struct changes *changes, const char *path, const struct scene *scene,
                    bool keeps_old, struct timespec since)
{
    struct arena arena = {0};
    struct watched_files all = {0};
    bool has_changed = add_path(changes, &all, &arena, path, &since);
    for (size_t i = 0; scene && i < scene->file_count; i++)
        if (scene->files[i].path)
            has_changed |= add_path(changes, &all, &arena, scene->files[i].path, &since);
    for (size_t i = 0; i < changes->count; i++) {
        struct watched_file old = changes->files[i];
        if (keeps_old)
            add(&all, &arena, old);
        else if (old.watch >= 0 && !has_watch(all.files, all.count, old.watch))
            inotify_rm_watch(changes->queue, old.watch);
    }
    arena_finish(&changes->arena);
    changes->arena = arena;
    changes->files = all.files;
    changes->count = all.count;
    return has_changed;
}

bool changes_have_gap(const struct changes *changes)
{
    for (size_t i = 0; i < changes->count; i++)
        if (changes->files[i].watch < 0)
            return true;
    return false;
}

bool changes_close_gap(struct changes *changes)
{
    bool is_closer = false;
    for (size_t i = 0; i < changes->count; i++) {
        struct watched_file *file = &changes->files[i];
        if (file->watch >= 0)
            continue;
        file->watch = inotify_add_watch(changes->queue, file->folder, events);
        is_closer |= file->watch >= 0;
    }
    return is_closer;
}

/* ---- what has happened ---- */

static bool is_watched(const struct changes *changes, const struct inotify_event *event)
{
    for (size_t i = 0; event->len > 0 && i < changes->count; i++)
        if (changes->files[i].watch == event->wd &&
            strcmp(changes->files[i].name, event->name) == 0)
            return true;
    return false;
}

/* A folder that is no longer where it was. */
static void lose(struct changes *changes, int watch)
{
    for (size_t i = 0; i < changes->count; i++)
        if (changes->files[i].watch == watch)
            changes->files[i].watch = -1;
    inotify_rm_watch(changes->queue, watch); /* a moved one; else it is no more */
}

/* Of a file that is made and open the end of writing tells; of a link nothing else. */
static enum change change_of(struct changes *changes, const struct inotify_event *event, bool any)
{
    if (event->mask & IN_Q_OVERFLOW)
        return CHANGE_WRITTEN;
    if (event->mask & (IN_DELETE_SELF | IN_MOVE_SELF)) {
        lose(changes, event->wd);
        return CHANGE_NONE;
    }
    if (!is_watched(changes, event))
        return any && event->mask & (IN_CLOSE_WRITE | IN_MOVED_TO) ? CHANGE_WRITTEN : CHANGE_NONE;
    return event->mask & (IN_CLOSE_WRITE | IN_MOVED_TO) ? CHANGE_WRITTEN : CHANGE_GONE;
}

enum change changes_read(struct changes *changes, bool any)
{
    enum { ROOM = 16 * (sizeof(struct inotify_event) + NAME_MAX + 1) };
    _Alignas(struct inotify_event) char bytes[ROOM];
    enum change most = CHANGE_NONE;
    ssize_t length;
    while ((length = read(changes->queue, bytes, sizeof bytes)) > 0) {
        for (const char *at = bytes; at < bytes + length;) {
            const struct inotify_event *event = (const void *)at;
            enum change change = change_of(changes, event, any);
            most = change > most ? change : most;
            at += sizeof *event + event->len;
        }
    }
    return most;
}

void changes_close(struct changes *changes)
{
    close(changes->queue);
    arena_finish(&changes->arena);
    *changes = (struct changes){.queue = -1};
}
