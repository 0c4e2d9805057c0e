/* SPDX-License-Identifier: MIT */
/* The table of limits, and how a refusal names the option that would allow more. */
#include "convreel/limits.h"

#include <math.h>
#include <string.h>

#define KIB 1024.0
#define MIB (1024 * KIB)
#define GIB (1024 * MIB)

/* Reasons: a scene that explains something is far below the usual ones; all of them together make
 * seconds of work. The safe ones keep a picture below a second, and a film near a minute. */
const struct limit_row limit_table[LIMITS] = {
    [LIMIT_SCENE] = {"scene", "the text of a scene", 16 * MIB, 1 * MIB, 256 * MIB, true},
    [LIMIT_NESTING] = {"nesting", "lists and maps in each other", 64, 32, 256, false},
    [LIMIT_VALUES] = {"values", "values that a scene's text writes out", 250000, 50000, 4e6, false},
    [LIMIT_CHARACTERS] = {"characters", "characters of a text that is drawn", 4096, 1024, 1e6,
                          false},
    [LIMIT_FILE] = {"file", "a file that the scene names", 256 * MIB, 4 * MIB, 4 * GIB, true},
    [LIMIT_FILES] = {"files", "all files that the scene names; a picture counts by its samples",
                     2 * GIB, 16 * MIB, 16 * GIB, true},
    [LIMIT_TERMS] = {"terms", "terms of one sum", 4194304, 65536, 134217728, false},
    [LIMIT_NUMBERS] = {"numbers", "numbers of all tensors", 1e8, 1e6, 1e10, false},
    [LIMIT_PRODUCTS] = {"products", "products of all sums, and terms of a trace", 1e9, 5e7, 1e12,
                        false},
    [LIMIT_CELLS] = {"cells", "cells of a picture", 2500000, 100000, 1e8, false},
    [LIMIT_SIDE] = {"side", "pixels of a picture's side", 16384, 4096, 32767, false},
    [LIMIT_PIXELS] = {"pixels", "pixels of a picture", 64e6, 4e6, 1e9, false},
    [LIMIT_PICTURES] = {"pictures", "pictures or frames of an output", 1e6, 5000, 1e7, false},
    [LIMIT_SECONDS] = {"seconds", "seconds of an animation", 86400, 600, 1e6, false},
    [LIMIT_MEMORY] = {"memory", "memory, as estimated", 2 * GIB, 512 * MIB, 1024 * GIB, true},
};

enum limit limit_named(const char *name, size_t length)
{
    for (size_t i = 0; i < LIMITS; i++)
        if (strlen(limit_table[i].name) == length && memcmp(limit_table[i].name, name, length) == 0)
            return (enum limit)i;
    return LIMITS;
}

double limit_most(const struct limits *limits, enum limit limit)
{
    double most = limits ? limits->most[limit] : 0;
    return most > 0 ? most : limit_table[limit].usual;
}

double report_most(const struct report *report, enum limit limit)
{
    return limit_most(report->limits, limit);
}

const char *limit_in_words(enum limit limit, double value, struct arena *arena)
{
    static const struct {
        const char *name;
        double size;
    } units[] = {{"GiB", GIB}, {"MiB", MIB}, {"KiB", KIB}};
    if (!limit_table[limit].is_bytes)
        return arena_format(arena, "%.0f", value);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (value >= units[i].size)
            return arena_format(arena, fmod(value, units[i].size) == 0 ? "%.0f %s" : "%.1f %s",
                                value / units[i].size, units[i].name);
    return arena_format(arena, "%.0f bytes", value);
}

/* Up to two digits and zeros. */
static double rounded_up(double value)
{
    double unit = pow(10, fmax(0, floor(log10(value)) - 1));
    return ceil(value / unit) * unit;
}

/* "--limit products=1300000000", enough for what was found (0: not known, then N); NULL: no value
 * of it is. */
static const char *option_for(enum limit limit, double found, struct arena *arena)
{
    const struct limit_row *row = &limit_table[limit];
    if (!(found <= row->greatest))
        return NULL;
    if (found <= 0)
        return arena_format(arena, "--limit %s=N", row->name);
    double value = row->is_bytes ? ceil(found / MIB) : fmin(rounded_up(found), row->greatest);
    return arena_format(arena, "--limit %s=%.0f%s", row->name, value, row->is_bytes ? "MiB" : "");
}

const char *limit_hint(enum limit limit, double found, const char *change, struct arena *arena)
{
    const char *option = option_for(limit, found, arena);
    if (!option)
        return change;
    return change ? arena_format(arena, "%s; %s allows it", change, option)
                  : arena_format(arena, "%s allows it", option);
}

void report_over(struct report *report, enum limit limit, double found, struct position at,
                 const char *change, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report_add(report, PROBLEM_ERROR, STATUS_LIMIT, at,
               limit_hint(limit, found, change, &report->arena), format, arguments);
    va_end(arguments);
}
