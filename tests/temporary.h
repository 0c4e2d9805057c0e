/* SPDX-License-Identifier: MIT */
/* Where tests put their files: run.sh says it by TMPDIR, in memory where there is room. */
#ifndef CONVREEL_TESTS_TEMPORARY_H
#define CONVREEL_TESTS_TEMPORARY_H

#include <stdio.h>
#include <stdlib.h>

enum { TEMPORARY_SIZE = 64 };

/* A name for mkstemp and mkdtemp. */
static inline void name_temporary(char name[TEMPORARY_SIZE], const char *test)
{
    const char *folder = getenv("TMPDIR");
    int length =
        snprintf(name, TEMPORARY_SIZE, "%s/convreel-%s-XXXXXX", folder ? folder : "", test);
    if (!folder || length >= TEMPORARY_SIZE)
        snprintf(name, TEMPORARY_SIZE, "/tmp/convreel-%s-XXXXXX", test);
}

#endif
