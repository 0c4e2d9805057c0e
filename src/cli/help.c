/* SPDX-License-Identifier: MIT */
/* How --help breaks its lines. */
#include "help.h"

#include <string.h>

enum { WIDTH = 79, COLUMN = 26 };

/* How much of text goes on a line of so many columns: whole words, at least one. */
static size_t fitting(const char *text, size_t room)
{
    size_t length = strlen(text);
    if (length <= room)
        return length;
    size_t end = 0;
    for (size_t at = strcspn(text, " "); at <= room && text[at];
         at += 1 + strcspn(text + at + 1, " "))
        end = at;
    return end > 0 ? end : strcspn(text, " ");
}

void help_row(FILE *out, const char *name, const char *about)
{
    int width = fprintf(out, "  %s", name);
    if (width >= COLUMN - 1) {
        fputc('\n', out);
        width = 0;
    }
    while (*about) {
        size_t length = fitting(about, WIDTH - COLUMN);
        fprintf(out, "%*s%.*s\n", COLUMN - width, "", (int)length, about);
        about += length + strspn(about + length, " ");
        width = 0;
    }
}
