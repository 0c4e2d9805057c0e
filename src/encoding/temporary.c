/* SPDX-License-Identifier: MIT */
/*
 * Temporary files, beside the outputs that they become. Whoever ends the program removes those that
 * are open. Those of a process that was killed are known by the lock that it no longer holds; the
 * next run in the same folder removes them.
 */
#include "encoding/temporary.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "encoding/encoders.h"

enum {
    MOST_TEMPORARY = 1024, /* of 64 threads with 12 outputs each, and some */
    MOST_NAME = 200,       /* bytes of an output's name that its temporary one repeats, of 255 */
    NAME_ROOM = 64,        /* for what stands around it */
    MOST_TRIES = 1000
};

/* ".NAME.convreel-PID-N.tmp" */
static const char mark[] = ".convreel-", ending[] = ".tmp";

/* The one list of the process. Whoever holds its lock has all signals blocked, so a handler never
 * waits for its own thread, and allocates nothing, so that the program can end without memory. */
static struct {
    atomic_flag is_locked;
    char *paths[MOST_TEMPORARY];
} temporary = {.is_locked = ATOMIC_FLAG_INIT};

static void lock(sigset_t *before)
{
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, before);
    while (atomic_flag_test_and_set(&temporary.is_locked))
        sched_yield(); /* to whoever has it: a file is made meanwhile */
}

static void unlock(const sigset_t *before)
{
    atomic_flag_clear(&temporary.is_locked);
    pthread_sigmask(SIG_SETMASK, before, NULL);
}

static void replace_path(const char *old, char *path)
{
    for (size_t i = 0; i < MOST_TEMPORARY; i++) {
        if (temporary.paths[i] == old) {
            temporary.paths[i] = path;
            return;
        }
    }
}

void temporary_forget(const char *path)
{
    sigset_t before;
    lock(&before);
    replace_path(path, NULL);
    unlock(&before);
}

/* Keeps the lock: no thread makes another file before the program has ended. A signal meanwhile
 * would wait for it for ever. */
bool sink_remove_all(void)
{
    sigset_t all;
    bool has_removed = false;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, NULL);
    while (atomic_flag_test_and_set(&temporary.is_locked))
        ;
    for (size_t i = 0; i < MOST_TEMPORARY; i++)
        if (temporary.paths[i])
            has_removed |= unlink(temporary.paths[i]) == 0;
    return has_removed;
}

/* ---- making one ---- */

/* Locked, so that it is known to be written. False: another process removed it before, as one that
 * was left behind. A system without locks goes without. */
static bool hold(int file)
{
    struct stat about;
    while (flock(file, LOCK_EX) != 0 && errno == EINTR)
        continue;
    return fstat(file, &about) != 0 || about.st_nlink > 0;
}

static int create(char *path, size_t room, const char *beside, size_t folder, mode_t mode)
{
    for (int number = 0; number < MOST_TRIES; number++) {
        snprintf(path + folder, room - folder, ".%.*s%s%ld-%d%s", (int)MOST_NAME, beside + folder,
                 mark, (long)getpid(), number, ending);
        int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (file >= 0 && hold(file))
            return file;
        if (file >= 0)
            close(file);
        else if (errno != EEXIST)
            return -1;
    }
    return -1;
}

int temporary_create(const char *beside, mode_t mode, char **path)
{
    const char *slash = strrchr(beside, '/');
    size_t folder = slash ? (size_t)(slash - beside) + 1 : 0;
    size_t room = folder + MOST_NAME + NAME_ROOM;
    sigset_t before;
    *path = memory_allocate(room, 1);
    memcpy(*path, beside, folder);
    lock(&before);
    int file = create(*path, room, beside, folder, mode), reason = errno;
    if (file >= 0)
        replace_path(NULL, *path);
    unlock(&before);
    if (file < 0) {
        free(*path);
        *path = NULL;
    }
    errno = reason;
    return file;
}

/* ---- those that were left behind ---- */

static bool is_temporary(const char *name)
{
    size_t length = strlen(name), end = sizeof ending - 1;
    const char *at = NULL;
    for (const char *next = strstr(name, mark); next; next = strstr(next + 1, mark))
        at = next;
    if (name[0] != '.' || !at || length < end || strcmp(name + length - end, ending) != 0)
        return false;
    at += sizeof mark - 1;
    size_t pid = strspn(at, "0123456789");
    size_t number = at[pid] == '-' ? strspn(at + pid + 1, "0123456789") : 0;
    return pid > 0 && number > 0 && at + pid + 1 + number == name + length - end;
}

/* Only one that nobody writes can be locked here. */
static void remove_dead(int folder, const char *name)
{
    struct stat about;
    int file = openat(folder, name, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0)
        return;
    bool is_own = fstat(file, &about) == 0 && S_ISREG(about.st_mode) && about.st_uid == geteuid();
    if (is_own && flock(file, LOCK_EX | LOCK_NB) == 0)
        unlinkat(folder, name, 0);
    close(file); /* only locked */
}

void sink_clean_folder(const char *folder)
{
    DIR *listed = opendir(folder);
    const struct dirent *entry;
    while (listed && (entry = readdir(listed)))
        if (is_temporary(entry->d_name))
            remove_dead(dirfd(listed), entry->d_name);
    if (listed)
        closedir(listed);
}
