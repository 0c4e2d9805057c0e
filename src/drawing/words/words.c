/* SPDX-License-Identifier: MIT */
/* What labels, notes and captions need: lines of words. */
#include "drawing/words/words.h"

#include <math.h>
#include <string.h>

#include "convreel/theme_sizes.h"

double words_pt(const struct subject *subject)
{
    return subject->looks.theme.font[FONT_WORDS].size_pt;
}

struct words words_of(const struct subject *subject, enum theme_color ink, double scale)
{
    struct words words = {subject->ruler, subject_lettering(subject, FONT_WORDS, ink)};
    words.lettering.font.size_pt *= scale;
    return words;
}

double words_width(const struct words *words, const char *text)
{
    return words->ruler->measure(words->ruler->context, &words->lettering.font, text).width;
}

/* As many of the words at text as fit the width, at least one (of Chinese a character), in the
 * arena; sets where the rest begins. */
static const char *take_line(const struct words *words, struct arena *arena, const char *text,
                             double width, const char **rest)
{
    const char *line = "", *at = text;
    while (*at) {
        size_t length = characters_unbroken(at) + (size_t)(at - text);
        const char *longer = arena_copy_text(arena, text, length);
        if (*line && words_width(words, longer) > width)
            break;
        line = longer;
        at = text + length;
        bool is_broken = *at == '\n';
        at += strspn(at, is_broken ? "\n" : " ");
        *rest = at;
        if (is_broken)
            break;
    }
    return line;
}

struct lines words_break(const struct words *words, struct arena *arena, const char *text,
                         double width)
{
    struct lines lines = {0};
    lines.of = arena_allocate(arena, strlen(text) + 1, sizeof *lines.of);
    for (const char *rest = text; *rest; lines.count++) {
        const char *line = take_line(words, arena, rest, width, &rest);
        lines.of[lines.count] = line;
        lines.width = fmax(lines.width, words_width(words, line));
    }
    lines.height = (double)lines.count * theme_sizes.words.line * words->lettering.font.size_pt;
    return lines;
}

struct lines words_break_evenly(const struct words *words, struct arena *arena, const char *text,
                                double width)
{
    enum { ROUNDS = 6 };
    struct lines best = words_break(words, arena, text, width);
    double low = 0, high = width;
    for (int i = 0; best.count > 1 && i < ROUNDS; i++) {
        double middle = (low + high) / 2;
        struct lines lines = words_break(words, arena, text, middle);
        bool is_enough = lines.count == best.count && lines.width <= middle;
        if (is_enough)
            best = lines;
        *(is_enough ? &high : &low) = middle;
    }
    return best;
}

void words_write(const struct words *words, const struct lines *lines, struct pen *pen,
                 const char *part, struct point middle)
{
    double line = theme_sizes.words.line * words->lettering.font.size_pt;
    for (size_t i = 0; i < lines->count; i++)
        pen_write(pen, (struct item_key){part, -1, (int)i, -1, NULL}, lines->of[i],
                  (struct point){middle.x, middle.y + (double)i * line}, &words->lettering);
}
