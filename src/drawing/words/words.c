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

/* What no line breaks within; of Chinese a character. */
struct whole_word {
    const char *text, *end; /* of the marked text, without the blanks behind it */
    bool is_italic, ends_line;
    double gap, width; /* before it; its own */
};

struct breaking {
    const struct words *words;
    struct arena *arena;
    struct whole_word *word;
    size_t count;
};

static struct breaking find_words(const struct words *words, struct arena *arena, const char *text)
{
    const char *marked = text_marked(arena, text);
    const double blank = *marked ? words_width(words, " ") : 0; /* none: no font is needed */
    struct breaking breaking = {words, arena, NULL, 0};
    size_t capacity = 0;
    double gap = 0;
    for (const char *at = marked; *at;) {
        struct whole_word word = {.text = at, .gap = gap, .is_italic = is_toggled(marked, at)};
        size_t length = unbroken_length(at);
        struct runs runs = set_line(words, arena, at, length, word.is_italic);
        word.width = runs_whole_width(&runs);
        word.end = at + length;
        word.ends_line = *word.end == '\n';
        at = word.end + strspn(word.end, word.ends_line ? "\n" : " ");
        gap = blank * (double)(at - word.end);
        breaking.word =
            arena_grow(arena, breaking.word, breaking.count, &capacity, sizeof *breaking.word);
        breaking.word[breaking.count++] = word;
    }
    return breaking;
}

/* Where the line ends that begins with a word: it has as many as fit the room, at least one. */
static size_t line_end(const struct breaking *breaking, size_t first, double room, double *width)
{
    *width = 0;
    for (size_t i = first; i < breaking->count; i++) {
        const struct whole_word *word = &breaking->word[i];
        double longer = *width + (*width > 0 ? word->gap : 0) + word->width;
        if (*width > 0 && longer > room)
            return i;
        *width = longer;
        if (word->ends_line)
            return i + 1;
    }
    return breaking->count;
}

/* How many lines there are in the room, and how wide the widest is. */
static size_t count_lines(const struct breaking *breaking, double room, double *widest)
{
    size_t count = 0;
    *widest = 0;
    for (size_t first = 0; first < breaking->count; count++) {
        double width;
        first = line_end(breaking, first, room, &width);
        *widest = fmax(*widest, width);
    }
    return count;
}

static struct lines set_lines(const struct breaking *breaking, double room)
{
    struct lines lines = {
        .of = arena_allocate(breaking->arena, breaking->count + 1, sizeof *lines.of)};
    for (size_t first = 0, end; first < breaking->count; first = end) {
        const struct whole_word *word = &breaking->word[first];
        double width;
        end = line_end(breaking, first, room, &width);
        struct runs *line = &lines.of[lines.count++];
        *line = set_line(breaking->words, breaking->arena, word->text,
                         (size_t)(breaking->word[end - 1].end - word->text), word->is_italic);
        lines.width = fmax(lines.width, fmax(width, runs_whole_width(line)));
    }
    lines.height =
        (double)lines.count * theme_sizes.words.line * breaking->words->lettering.font.size_pt;
    return lines;
}

struct lines words_break(const struct words *words, struct arena *arena, const char *text,
                         double room)
{
    struct breaking breaking = find_words(words, arena, text);
    return set_lines(&breaking, room);
}

struct lines words_break_evenly(const struct words *words, struct arena *arena, const char *text,
                                double room)
{
    enum { ROUNDS = 6 };
    struct breaking breaking = find_words(words, arena, text);
    double widest, low = 0, high = room;
    size_t count = count_lines(&breaking, room, &widest);
    for (int i = 0; count > 1 && i < ROUNDS; i++) {
        double middle = (low + high) / 2;
        bool is_enough = count_lines(&breaking, middle, &widest) == count && widest <= middle;
        *(is_enough ? &high : &low) = middle;
    }
    return set_lines(&breaking, high);
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
