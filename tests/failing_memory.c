/* SPDX-License-Identifier: MIT */
/*
 * Loaded before a program (LD_PRELOAD): of the allocations that the program's own code asks for,
 * not those of libraries, number FAIL_AT fails, and with FAIL_ON all after it. FAIL_COUNT names a
 * file that gets their count at the end.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "own_code.h"

/* glibc's own, which need no looking up */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

static struct {
    unsigned long at; /* 0: none fails */
    int goes_on;
    atomic_ulong count;
    FILE *told; /* open from the beginning: later the program may write there no more */
} state;

__attribute__((constructor)) static void begin(void)
{
    const char *at = getenv("FAIL_AT");
    state.at = at ? strtoul(at, NULL, 10) : 0;
    state.goes_on = getenv("FAIL_ON") != NULL;
    const char *path = getenv("FAIL_COUNT");
    state.told = path ? fopen(path, "w") : NULL;
    own_code_find();
}

__attribute__((destructor)) static void end(void)
{
    if (state.told) {
        fprintf(state.told, "%lu\n", atomic_load(&state.count));
        fclose(state.told);
    }
}

static int fails(const void *caller)
{
    if (!own_code_has(caller))
        return 0;
    unsigned long number = atomic_fetch_add(&state.count, 1) + 1;
    if (state.at == 0 || number < state.at || (number > state.at && !state.goes_on))
        return 0;
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size)
{
    return fails(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails(__builtin_return_address(0)) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return fails(__builtin_return_address(0)) ? NULL : __libc_realloc(old, size);
}
