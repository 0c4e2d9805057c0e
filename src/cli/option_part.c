/* SPDX-License-Identifier: MIT */
/* Which part of a film --part means: said outright, or by a cluster's variables. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "convreel/encoding.h"
#include "option_readers.h"

/* A variable of the environment, or -1. */
static long read_variable(const char *name, long low, struct error *error)
{
    long number;
    const char *value = getenv(name);
    if (!value) {
        error_set(error, STATUS_USAGE, "--part auto needs %s, which is not set", name);
        return -1;
    }
    return option_read_whole(name, value, low, INT_MAX, &number, error) ? number : -1;
}

/* Slurm's tasks are MIN, MIN + STEP, ...: COUNT of them. */
static bool read_slurm(struct options *options, struct error *error)
{
    long id = read_variable("SLURM_ARRAY_TASK_ID", 0, error);
    long first = id < 0 ? -1 : read_variable("SLURM_ARRAY_TASK_MIN", 0, error);
    long step = first < 0 ? -1 : read_variable("SLURM_ARRAY_TASK_STEP", 1, error);
    long count = step < 0 ? -1 : read_variable("SLURM_ARRAY_TASK_COUNT", 1, error);
    if (count < 0)
        return false;
    if (id < first || (id - first) % step != 0 || (id - first) / step >= count)
        return error_set(
            error, STATUS_USAGE,
            "SLURM_ARRAY_TASK_ID is %ld, which is none of the %ld numbers from %ld on, "
            "%ld apart: the array must be a range, such as 1-8",
            id, count, first, step);
    options->part = (size_t)((id - first) / step) + 1;
    options->part_count = (size_t)count;
    return true;
}

static bool read_pbs(struct options *options, const char *count, struct error *error)
{
    long of, number = option_read_whole("N of --part auto/N", count, 1, FILM_MOST_PARTS, &of, error)
                          ? read_variable("PBS_ARRAY_INDEX", 0, error)
                          : -1;
    if (number < 0)
        return false;
    if (number < 1 || number > of)
        return error_set(error, STATUS_USAGE,
                         "PBS_ARRAY_INDEX is %ld, not from 1 to %ld: the array must be 1-%ld",
                         number, of, of);
    options->part = (size_t)number;
    options->part_count = (size_t)of;
    return true;
}

bool option_part(struct options *options, const char *value, struct error *error)
{
    long part, count;
    char rest;
    if (strcmp(value, "auto") == 0)
        return read_slurm(options, error);
    if (strncmp(value, "auto/", 5) == 0)
        return read_pbs(options, value + 5, error);
    if (sscanf(value, "%8ld/%8ld%c", &part, &count, &rest) != 2 || part < 1 || part > count ||
        count > FILM_MOST_PARTS)
        return error_set(error, STATUS_USAGE,
                         "--part must be K/N, K from 1 to N, or auto or auto/N, not '%.40s'",
                         value);
    options->part = (size_t)part;
    options->part_count = (size_t)count;
    return true;
}
