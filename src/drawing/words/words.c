/* SPDX-License-Identifier: MIT */
/* What labels, notes and captions need: lines of words. */
#include "drawing/words/words.h"

#include <math.h>
#include <string.h>

double words_pt(const struct subject *subject)
{
    return subject->looks.theme.font[FONT_WORDS].size_pt;
}

struct words words_of(const struct subject *subject, enum theme_color ink, double scale)
{
    struct words words = {subject->ruler, &subject->looks.theme,
                          subject_lettering(subject, FONT_WORDS, ink)};
    words.lettering.font.size_pt *= scale;
    return words;
}

double words_width(const struct words *words, const char *text)
{
    return text_width(words->ruler, &words->lettering.font, text);
}

/* ---- lines ---- */

/* A piece of one font; blanks at its ends are free room. */
static void add_piece(struct runs *runs, const struct font *font, struct color color,
                      const char *text, size_t length, double *gap)
{
    double space = text_width(runs->ruler, font, " ");
    size_t first = strspn(text, " "), end = length;
    first = first < length ? first : length;
    while (end > first && text[end - 1] == ' ')
        end--;
    *gap += (double)first * space;
    if (end > first) {
        runs_add(runs, arena_copy_text(runs->arena, text + first, end - first), font, color, *gap);
        *gap = (double)(length - end) * space;
    }
}

static void add_formula(struct runs *runs, const struct words *words, const char *text,
                        size_t length, double *gap)
{
    size_t first = runs->count;
    formula_add(runs, arena_copy_text(runs->arena, text, length),
                theme_sizes.header.formula * words->lettering.font.size_pt, words->theme);
    if (runs->count == first)
        return;
    runs->items[first].before = *gap;
    *gap = 0;
}

/* The first bytes of a marked text, which may begin within an emphasis. */
static struct runs set_line(const struct words *words, struct arena *arena, const char *text,
                            size_t length, bool is_italic)
{
    static const char marks[] = {MARK_EMPHASIS, MARK_FORMULA, '\0'};
    struct runs runs = {.ruler = words->ruler, .arena = arena};
    struct font font = words->lettering.font;
    double gap = 0;
    for (const char *at = text, *end = text + length; at < end;) {
        if (*at == MARK_EMPHASIS) {
            is_italic = !is_italic;
            at++;
        } else if (*at == MARK_FORMULA) {
            const char *close = strchr(at + 1, MARK_FORMULA);
            add_formula(&runs, words, at + 1, (size_t)(close - at - 1), &gap);
            at = close + 1;
        } else {
            size_t piece = strcspn(at, marks), rest = (size_t)(end - at);
            piece = piece < rest ? piece : rest;
            font.is_italic = words->lettering.font.is_italic != is_italic;
            add_piece(&runs, &font, words->lettering.color, at, piece, &gap);
            at += piece;
        }
    }
    return runs;
}

/* Bytes up to where a line may break next: not within a formula, nor within sizes, "16 x 16". */
static size_t unbroken_length(const char *text)
{
    size_t length = 0;
    for (;;) {
        const char *at = text + length;
        if (*at == MARK_FORMULA) {
            length = (size_t)(strchr(at + 1, MARK_FORMULA) + 1 - text);
            continue;
        }
        size_t word = characters_unbroken(at);
        const char *formula = memchr(at, MARK_FORMULA, word);
        length += formula ? (size_t)(formula - at) : word;
        if (formula)
            continue;
        if (strncmp(text + length, TIMES, strlen(TIMES)) != 0)
            return length;
        length += strlen(TIMES);
    }
}

static bool is_toggled(const char *text, const char *end)
{
    bool is_toggled = false;
    for (; text < end; text++)
        is_toggled ^= *text == MARK_EMPHASIS;
    return is_toggled;
}

/* The words of a marked text, each measured as a run: what no line breaks within, of Chinese a
 * character. */
static struct runs find_words(const struct words *words, struct arena *arena, const char *marked)
{
    const double blank = *marked ? words_width(words, " ") : 0; /* none: no font is needed */
    struct runs found = {.ruler = words->ruler, .arena = arena};
    struct run word = {.may_break = true};
    for (const char *at = marked; *at;) {
        size_t length = unbroken_length(at);
        struct runs runs = set_line(words, arena, at, length, is_toggled(marked, at));
        word.text = at;
        word.width = runs_whole_width(&runs);
        found.items =
            arena_grow(arena, found.items, found.count, &found.capacity, sizeof *found.items);
        found.items[found.count++] = word;
        at += length;
        word.must_break = *at == '\n';
        length = strspn(at, word.must_break ? "\n" : " ");
        word.before = blank * (double)length;
        at += length;
    }
    return found;
}

static struct lines set_lines(const struct words *words, const struct runs *found,
                              const char *marked, double room)
{
    struct arena *arena = found->arena;
    struct lines lines = {.of = arena_allocate(arena, found->count + 1, sizeof *lines.of)};
    for (size_t first = 0, end; first < found->count; first = end) {
        end = runs_line_end(found, first, room);
        const char *text = found->items[first].text, *last = found->items[end - 1].text;
        struct runs *line = &lines.of[lines.count++];
        *line = set_line(words, arena, text, (size_t)(last + unbroken_length(last) - text),
                         is_toggled(marked, text));
        lines.width =
            fmax(lines.width, fmax(runs_width(found, first, end), runs_whole_width(line)));
    }
    lines.height = (double)lines.count * theme_sizes.words.line * words->lettering.font.size_pt;
    return lines;
}

struct lines words_break(const struct words *words, struct arena *arena, const char *text,
                         double room)
{
    const char *marked = text_marked(arena, text);
    struct runs found = find_words(words, arena, marked);
    return set_lines(words, &found, marked, room);
}

struct lines words_break_evenly(const struct words *words, struct arena *arena, const char *text,
                                double room)
{
    const char *marked = text_marked(arena, text);
    struct runs found = find_words(words, arena, marked);
    return set_lines(words, &found, marked, runs_even_room(&found, room));
}

void words_write_line(const struct words *words, const struct runs *line, struct pen *pen,
                      struct item_key key, struct point middle)
{
    const struct font *font = &words->lettering.font;
    runs_write_whole(line, pen, key,
                     (struct point){middle.x - runs_whole_width(line) / 2,
                                    middle.y + font->figure_height * font->size_pt / 2});
}

void words_write(const struct words *words, const struct lines *lines, struct pen *pen,
                 const char *part, struct point middle)
{
    double line = theme_sizes.words.line * words->lettering.font.size_pt;
    for (size_t i = 0; i < lines->count; i++)
        words_write_line(words, &lines->of[i], pen, (struct item_key){part, -1, (int)i, -1, NULL},
                         (struct point){middle.x, middle.y + (double)i * line});
}
