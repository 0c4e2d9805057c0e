/* SPDX-License-Identifier: MIT */
/* How many random cases a test takes: all of them where LONG is set (make test-long, .ci/run), else
 * the first quarter. A script asks the same by is_long of checks.sh. */
#ifndef CONVREEL_TESTS_ROUNDS_H
#define CONVREEL_TESTS_ROUNDS_H

#include <stdlib.h>

static inline bool is_long(void)
{
    const char *value = getenv("LONG");
    return value && *value;
}

static inline int rounds(int all)
{
    return is_long() ? all : (all + 3) / 4;
}

#endif
