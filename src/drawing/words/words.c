/* SPDX-License-Identifier: MIT */
/* What labels, notes and captions need: lines of words. */
#include "drawing/words/words.h"

#include <string.h>

#include "drawing/map/characters.h"

const double words_line = 1.4, words_middle = 0.36;

double words_width(const struct words *words, const char *text)
{
    return words->ruler->measure(words->ruler->context, &words->lettering.font, text).width;
}

const char *words_take_line(const struct words *words, struct arena *arena, const char *text,
                            double width, const char **rest)
{
    const char *line = NULL, *at = text;
    while (*at) {
        size_t length = characters_unbroken(at) + (size_t)(at - text);
        const char *longer = arena_copy_text(arena, text, length);
        if (line && words_width(words, longer) > width)
            break;
        line = longer;
        at = text + length;
        bool is_broken = *at == '\n';
        at += strspn(at, is_broken ? "\n" : " ");
        *rest = at;
        if (is_broken)
            break;
    }
    return line ? line : "";
}
