/* SPDX-License-Identifier: MIT */
/* Before the first picture: whether the fonts have every character of the user's own words. */
#include <string.h>

#include "drawing/words/words.h"

/* ---- where a character stands in the scene ---- */

/* The scene's text from a place on; NULL: it is not there. */
static const char *source_at(const struct report *report, struct position at)
{
    const char *here = report->source, *end = here ? here + report->source_length : NULL;
    for (size_t line = 1; here && line < at.line; line++) {
        here = memchr(here, '\n', (size_t)(end - here));
        here = here ? here + 1 : NULL;
    }
    for (size_t column = 0; here && here < end; here++) {
        column += character_starts(*here);
        if (column == at.column)
            return here;
    }
    return NULL;
}

/* The place of a byte of a text, where the scene has the text as it is; else where it starts. */
static struct position place_of(const struct report *report, const struct scene_text *text,
                                size_t byte)
{
    struct position at = text->at;
    const char *source = source_at(report, at);
    if (!source)
        return at;
    size_t quote = *source == '"' || *source == '\'';
    size_t rest = (size_t)(report->source + report->source_length - source);
    if (rest < quote + byte + 1 || memcmp(source + quote, text->text, byte + 1) != 0)
        return at;
    at.column += quote;
    for (size_t i = 0; i < byte; i++)
        at.column += character_starts(text->text[i]);
    return at;
}

/* ---- which characters ---- */

static const char *hint_for(unsigned code)
{
    return character_is_east_asian(code)
               ? "install a font that has it, for example Noto Sans CJK (Debian: fonts-noto-cjk)"
               : "install a font that has it, for example Noto (Debian: fonts-noto)";
}

/* Lines are broken before they are drawn: what breaks them needs no glyph. */
static const char *without_breaks(const char *text, struct arena *arena)
{
    char *copy = arena_copy_text(arena, text, strlen(text));
    for (char *at = copy; *at; at++)
        if (*at == '\n' || *at == '\r' || *at == '\t')
            *at = ' ';
    return copy;
}

/* What a text lacks, its first character at byte gaps->first. */
static void tell_gaps(struct report *report, struct position at, const struct scene_text *text,
                      const struct text_gaps *gaps)
{
    const char *first = text->text + gaps->first, *more = "";
    unsigned code = character_code(first);
    if (gaps->count > 1)
        more = arena_format(&report->arena, ", nor %zu other%s", gaps->count - 1,
                            gaps->count == 2 ? "" : "s");
    report_warning(report, at, hint_for(code), "%s: no font here has %.*s (U+%04X)%s", text->key,
                   (int)character_length(first), first, code, more);
}

static struct text_gaps find_gaps(const struct subject *subject, const char *text,
                                  struct arena *arena)
{
    const struct text_ruler *ruler = subject->ruler;
    return ruler->find_gaps(ruler->context, &subject->looks.theme.font[FONT_WORDS],
                            without_breaks(text, arena));
}

/* ---- all words ---- */

static bool is_drawn(const struct subject *subject, const struct scene_text *text)
{
    const struct scene *scene = subject->scene;
    if (text->text == scene->title)
        return subject_shows(subject, &subject->looks.show.title);
    for (size_t i = 0; i < MAP_ROLES; i++)
        if (text->text == scene->names[i].whole)
            return subject_shows(subject, &subject->looks.show.labels);
    return true;
}

static bool has_built_in_words(const struct subject *subject)
{
    const struct scene_show *show = &subject->looks.show;
    return subject_shows(subject, &show->title) || subject_shows(subject, &show->labels) ||
           subject_shows(subject, &show->legend) || subject_shows(subject, &show->dimensions);
}

/* As one text: whoever lacks a character of a language lacks most of it. */
static void check_language(const struct subject *subject, struct report *report)
{
    const struct catalogue *language = subject->looks.language;
    struct scene_text words = {"language", "", language->at};
    if (strcmp(language->name, "en") == 0 || !has_built_in_words(subject))
        return;
    for (size_t i = 0; i < WORD_COUNT; i++)
        words.text = arena_format(&report->arena, "%s%s ", words.text, language->words[i]);
    struct text_gaps gaps = find_gaps(subject, words.text, &report->arena);
    if (gaps.count > 0)
        tell_gaps(report, language->at, &words, &gaps);
}

void glyphs_check(const struct subject *subject, struct report *report)
{
    const struct scene *scene = subject->scene;
    if (!subject->ruler->find_gaps)
        return;
    for (size_t i = 0; i < scene->text_count; i++) {
        const struct scene_text *text = &scene->texts[i];
        struct text_gaps gaps = {0};
        if (is_drawn(subject, text))
            gaps = find_gaps(subject, text->text, &report->arena);
        if (gaps.count > 0)
            tell_gaps(report, place_of(report, text, gaps.first), text, &gaps);
    }
    check_language(subject, report);
}
