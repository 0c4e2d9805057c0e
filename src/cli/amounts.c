/* SPDX-License-Identifier: MIT */
/* Seconds and bytes in words. */
#include "amounts.h"

#include <string.h>

const char *amount_seconds(struct rational seconds, struct arena *arena)
{
    char *text = arena_format(arena, "%.2f", rational_to_double(seconds));
    size_t length = strlen(text);
    while (text[length - 1] == '0')
        text[--length] = '\0';
    if (text[length - 1] == '.')
        text[--length] = '\0';
    return text;
}

const char *amount_bytes(double bytes, struct arena *arena)
{
    static const char *const units[] = {"bytes", "KB", "MB", "GB"};
    size_t unit = 0;
    for (; bytes >= 1000 && unit + 1 < sizeof units / sizeof *units; unit++)
        bytes /= 1000;
    return arena_format(arena, bytes < 10 && unit > 0 ? "%.1f %s" : "%.0f %s", bytes, units[unit]);
}
