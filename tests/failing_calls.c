/* SPDX-License-Identifier: MIT */
/*
 * Loaded before a program (LD_PRELOAD): of the calls named FAIL_CALL that the program's own code
 * makes, not libraries, number FAIL_AT fails with the error number FAIL_WITH. FAIL_TOLD names a
 * file that gets a line when it does: the call's name. Without FAIL_CALL none fails, and all of
 * them are told.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "own_code.h"

static struct {
    const char *call;
    unsigned long at;
    int reason;
    int told; /* open from the beginning: later the program may write there no more */
    atomic_ulong count;
} state;

__attribute__((constructor)) static void begin(void)
{
    const char *at = getenv("FAIL_AT"), *reason = getenv("FAIL_WITH");
    state.call = getenv("FAIL_CALL");
    state.at = at ? strtoul(at, NULL, 10) : 0;
    state.reason = reason ? atoi(reason) : EIO;
    state.told = -1;
    own_code_find();
    const char *path = getenv("FAIL_TOLD");
    if (path)
        state.told = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
}

static int fails(const char *call, const void *caller)
{
    if (!own_code_has(caller) ||
        (state.call &&
         (strcmp(call, state.call) != 0 || atomic_fetch_add(&state.count, 1) + 1 != state.at)))
        return 0;
    if (state.told >= 0 && dprintf(state.told, "%s\n", call) < 0)
        abort();
    if (!state.call)
        return 0;
    errno = state.reason;
    return 1;
}

/* A function of that name with these parameters, which gives `none` where it fails. */
#define CALL(type, none, name, parameters, arguments)                               \
    type name parameters                                                            \
    {                                                                               \
        type(*real) parameters;                                                     \
        *(void **)&real = dlsym(RTLD_NEXT, #name);                                  \
        return fails(#name, __builtin_return_address(0)) ? (none) : real arguments; \
    }

CALL(int, -1, fsync, (int file), (file))
CALL(int, -1, rename, (const char *from, const char *to), (from, to))
CALL(int, -1, fchmod, (int file, mode_t mode), (file, mode))
CALL(int, -1, flock, (int file, int how), (file, how))
CALL(int, -1, fstat, (int file, struct stat *out), (file, out))
CALL(int, -1, dup, (int file), (file))
CALL(int, EOF, fflush, (FILE * stream), (stream))
CALL(FILE *, NULL, fdopen, (int file, const char *mode), (file, mode))
CALL(FILE *, NULL, fopen, (const char *path, const char *mode), (path, mode))

int open(const char *path, int flags, ...)
{
    int (*real)(const char *, int, ...);
    va_list rest;
    va_start(rest, flags);
    mode_t mode = va_arg(rest, mode_t);
    va_end(rest);
    *(void **)&real = dlsym(RTLD_NEXT, "open");
    return fails("open", __builtin_return_address(0)) ? -1 : real(path, flags, mode);
}
