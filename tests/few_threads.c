/* SPDX-License-Identifier: MIT */
/* Loaded before a program (LD_PRELOAD): so many threads as MOST_THREADS says can be made, no more.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

int pthread_create(pthread_t *restrict thread, const pthread_attr_t *restrict attributes,
                   void *(*run)(void *), void *restrict argument)
{
    static atomic_ulong made;
    const char *most = getenv("MOST_THREADS");
    int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    if (most && atomic_fetch_add(&made, 1) >= strtoul(most, NULL, 10))
        return EAGAIN;
    *(void **)&real = dlsym(RTLD_NEXT, "pthread_create");
    return real(thread, attributes, run, argument);
}
