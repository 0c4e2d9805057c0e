/* SPDX-License-Identifier: MIT */
/* libFuzzer's entry: FUZZ names the target. Built and run by `make fuzz`. */
#include "fuzz.h"

#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct fuzz_target *chosen(void)
{
    const char *name = getenv("FUZZ");
    for (size_t i = 0; name && i < FUZZ_TARGETS; i++)
        if (strcmp(fuzz_targets[i].name, name) == 0)
            return &fuzz_targets[i];
    fputs("FUZZ names no target; they are", stderr);
    for (size_t i = 0; i < FUZZ_TARGETS; i++)
        fprintf(stderr, " %s", fuzz_targets[i].name);
    fputs("\n", stderr);
    exit(STATUS_USAGE);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct fuzz_target *target;
    if (!target)
        target = chosen();
    target->run(data, size);
    return 0;
}
