/* SPDX-License-Identifier: MIT */
/* Words are cut where a reader would pause: each way to cut them has a cost, and the least one is
 * found from left to right. */
#include "subtitle_cuts.h"

#include <math.h>
#include <string.h>

enum { LINE = 42, LINES = 2, LEAST_SECONDS = 1, MOST_SECONDS = 7 };

/* What ends at a place: a small word ("of", "the") belongs to what follows. */
enum cut { CUT_NONE, CUT_SENTENCE, CUT_CLAUSE, CUT_BRACKET, CUT_WORD, CUT_SMALL_WORD, CUT_IN_WORD };

static const double cut_costs[] = {INFINITY, 0, 3, 8, 12, 16, 60};
/* Of each piece; of one that nobody can read; of one without any length; of lines that differ by
 * that much; and how much a piece minds its lines. */
static const double piece_cost = 2, hasty_cost = 200, short_cost = 2, uneven_lines = 10,
                    lines_share = 0.1;

struct place {
    size_t width, characters; /* of all that is before it, in columns */
    enum cut cut;
    double cost; /* of the best way to come here */
    struct subtitle_piece piece;
};

/* ---- places ---- */

static bool ends_with(const char *text, size_t length, const char *const *ends, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t size = strlen(ends[i]);
        if (length >= size && memcmp(text + length - size, ends[i], size) == 0)
            return true;
    }
    return false;
}

/* Scripts that are written without spaces, roughly from U+3000 on, take two columns each. */
static bool is_wide(char first)
{
    return (unsigned char)first >= 0xe3;
}

static bool is_small_word(const char *text, size_t at)
{
    enum { SMALL = 3 };
    size_t length = 0;
    while (length < at && length <= SMALL && text[at - length - 1] != ' ')
        length++;
    return length <= SMALL;
}

/* Where the quotes and brackets begin that end before byte `at`. */
static size_t before_brackets(const char *text, size_t at)
{
    static const char *const closing[] = {"\"",
                                          "'",
                                          ")",
                                          "]",
                                          "\xe2\x80\x9d",
                                          "\xe2\x80\x99",
                                          "\xef\xbc\x89",
                                          "\xe3\x80\x8d",
                                          "\xe3\x80\x8f",
                                          "\xe3\x80\x8b",
                                          "\xc2\xbb"};
    size_t count = sizeof closing / sizeof *closing;
    while (at > 0 && ends_with(text, at, closing, count))
        do
            at--;
        while (!character_starts(text[at]));
    return at;
}

/* What ends before byte `at` of a text. */
static enum cut cut_at(const char *text, size_t at)
{
    static const char *const sentences[] = {".",           "!", "?", "\xe3\x80\x82", "\xef\xbc\x81",
                                            "\xef\xbc\x9f"};
    static const char *const clauses[] = {",",
                                          ";",
                                          ":",
                                          "\xef\xbc\x8c",
                                          "\xef\xbc\x9b",
                                          "\xef\xbc\x9a",
                                          "\xe3\x80\x81",
                                          "\xe2\x80\xa6",
                                          "\xe2\x80\x94",
                                          "\xe2\x80\x93"};
    bool is_space = text[at] == ' ' || text[at] == '\0';
    size_t next = text[at] == ' ' ? at + 1 : at;
    bool is_bound = text[next] && next > at && character_closes(character_code(text + next));
    if (is_bound || (!is_space && !characters_break_at(text, at))) /* French: "quoi ?" */
        return CUT_NONE;
    size_t end = before_brackets(text, at);
    if (ends_with(text, end, sentences, sizeof sentences / sizeof *sentences))
        return CUT_SENTENCE;
    if (ends_with(text, end, clauses, sizeof clauses / sizeof *clauses))
        return CUT_CLAUSE;
    if (end < at || (text[next] && character_opens(character_code(text + next))))
        return CUT_BRACKET;
    return is_space && is_small_word(text, at) ? CUT_SMALL_WORD : CUT_WORD;
}

/* With the space behind them. */
static bool fits_time(size_t characters, double speed)
{
    return (double)(characters + 1) <= MOST_SECONDS * speed;
}

/* A word that is longer than a line, or than what is read in time, is cut anywhere. */
static void cut_long_words(const char *text, struct place *places, size_t length, double speed)
{
    size_t start = 0;
    for (size_t i = 1; i <= length; i++) {
        if (places[i].cut == CUT_NONE)
            continue;
        size_t width = places[i].width - places[start].width;
        size_t characters = places[i].characters - places[start].characters;
        bool is_long = width > LINE || !fits_time(characters, speed);
        for (size_t at = start + 1; is_long && at < i; at++)
            places[at].cut = character_starts(text[at]) ? CUT_IN_WORD : CUT_NONE;
        start = i;
    }
}

static struct place *find_places(const char *text, size_t length, double speed, struct arena *arena)
{
    struct place *places = arena_allocate(arena, length + 1, sizeof *places);
    places[0] = (struct place){.cut = CUT_NONE};
    for (size_t i = 1; i <= length; i++) {
        bool starts = character_starts(text[i - 1]);
        places[i] = (struct place){
            .width = places[i - 1].width + (starts ? 1 + is_wide(text[i - 1]) : 0),
            .characters = places[i - 1].characters + starts,
            .cut = cut_at(text, i),
            .cost = INFINITY,
        };
    }
    cut_long_words(text, places, length, speed);
    places[length].cut = CUT_SENTENCE;
    return places;
}

/* ---- lines ---- */

static size_t after_space(const char *text, size_t at)
{
    return at + (text[at] == ' ');
}

/* In columns, with a hyphen. */
static size_t width_of(const struct place *places, size_t start, size_t end)
{
    return places[end].width - places[start].width + (places[end].cut == CUT_IN_WORD);
}

/* Of the best end of its first line, where a piece has two; INFINITY: they are too long. */
static double break_lines(const char *text, const struct place *places, size_t start, size_t end,
                          size_t *line)
{
    double least = INFINITY;
    *line = 0;
    if (width_of(places, start, end) <= LINE)
        return 0;
    for (size_t i = start + 1; i < end; i++) {
        size_t first = width_of(places, start, i);
        size_t second = width_of(places, after_space(text, i), end);
        double uneven = ((double)first - (double)second) / uneven_lines;
        double cost = uneven * uneven + cut_costs[places[i].cut];
        if (first <= LINE && second <= LINE && cost < least) {
            least = cost;
            *line = i;
        }
    }
    return least;
}

/* ---- pieces ---- */

static double cost_of(const struct place *places, const struct subtitle_piece *piece, double speed,
                      double lines)
{
    size_t width = width_of(places, piece->start, piece->end);
    size_t characters = places[piece->end].characters - places[piece->start].characters;
    double room = 1 - (double)width / (LINE * LINES);
    bool is_hasty = (double)characters < LEAST_SECONDS * speed;
    if (!fits_time(characters, speed) && characters > 1)
        return INFINITY;
    return cut_costs[places[piece->end].cut] + piece_cost + short_cost * room * room +
           lines_share * lines + (is_hasty ? hasty_cost : 0);
}

/* The best piece that ends at a place. */
static void find_piece(const char *text, struct place *places, size_t end, double speed)
{
    for (size_t i = end; i-- > 0;) {
        struct subtitle_piece piece = {after_space(text, i), end, 0};
        if ((i > 0 && places[i].cut == CUT_NONE) || piece.start >= end)
            continue;
        if (width_of(places, piece.start, end) > LINE * LINES)
            return;
        double lines = break_lines(text, places, piece.start, end, &piece.line);
        double cost = places[i].cost + cost_of(places, &piece, speed, lines);
        if (cost < places[end].cost) {
            places[end].cost = cost;
            places[end].piece = piece;
        }
    }
}

/* Where the piece before ends. */
static size_t end_before(const char *text, const struct subtitle_piece *piece)
{
    return piece->start > 0 && text[piece->start - 1] == ' ' ? piece->start - 1 : piece->start;
}

struct subtitle_piece *subtitle_cut(const char *text, double speed, size_t *count,
                                    struct arena *arena)
{
    size_t length = strlen(text);
    struct place *places = find_places(text, length, speed, arena);
    for (size_t i = 1; i <= length; i++)
        if (places[i].cut != CUT_NONE)
            find_piece(text, places, i, speed);
    *count = 0;
    for (size_t at = length; at > 0; at = end_before(text, &places[at].piece))
        ++*count;
    struct subtitle_piece *pieces = arena_allocate(arena, *count, sizeof *pieces);
    for (size_t at = length, i = *count; i-- > 0; at = end_before(text, &pieces[i]))
        pieces[i] = places[at].piece;
    return pieces;
}

const char *subtitle_lines(const char *text, const struct subtitle_piece *piece,
                           struct arena *arena)
{
    size_t first = piece->line > 0 ? piece->line : piece->end;
    size_t second = piece->line > 0 ? after_space(text, first) : first;
    const char *cut = cut_at(text, first) == CUT_NONE ? "-" : "";
    const char *end = piece->line > 0 && cut_at(text, piece->end) == CUT_NONE ? "-" : "";
    return arena_format(arena, "%.*s%s%s%.*s%s", (int)(first - piece->start), text + piece->start,
                        cut, piece->line > 0 ? "\n" : "", (int)(piece->end - second), text + second,
                        end);
}
