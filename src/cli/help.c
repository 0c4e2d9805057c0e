/* SPDX-License-Identifier: MIT */
/* How --help breaks its lines, and what stands in it beside the tables of options. */
#include "help.h"

#include <string.h>

#include "convreel/encoding.h"

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

void help_formats(FILE *out)
{
    size_t count;
    const struct encoder *const *encoders = encoding_encoders(&count);
    fputs("\nFormats:\n", out);
    for (size_t i = 0; i < count; i++)
        help_row(out, encoders[i]->name, encoders[i]->about);
    fputs("\nEnvironment:\n", out);
    help_row(out, "NO_COLOR", "print messages without colours");
    help_row(
        out, "CONVREEL_ENCODERS",
        "film encoders to try (default: libx264,libopenh264,mpeg4 for mp4, libvpx-vp9 for webm)");
}
