/* SPDX-License-Identifier: MIT */
/* Words are cut into subtitles that can be read: two lines of 42 characters, 1 to 7 seconds. */
#include "subtitles.h"

#include <inttypes.h>
#include <string.h>

enum { LINE = 42, LINES = 2, LEAST_SECONDS = 1, MOST_SECONDS = 7 };

/* In columns: scripts that are written without spaces, roughly from U+3000 on, take two each. */
static size_t width_of(const char *text, size_t length)
{
    size_t width = 0;
    for (size_t i = 0; i < length; i++)
        width += character_starts(text[i]) ? ((unsigned char)text[i] >= 0xe3 ? 2 : 1) : 0;
    return width;
}

/* ---- where a text may be cut ---- */

enum cut { CUT_NONE, CUT_WORD, CUT_CLAUSE, CUT_SENTENCE };

static bool ends_with(const char *text, size_t length, const char *const *ends, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t size = strlen(ends[i]);
        if (length >= size && memcmp(text + length - size, ends[i], size) == 0)
            return true;
    }
    return false;
}

/* What ends before byte `at` of a text. */
static enum cut cut_at(const char *text, size_t at)
{
    static const char *const sentences[] = {".",           "!", "?", "\xe3\x80\x82", "\xef\xbc\x81",
                                            "\xef\xbc\x9f"};
    static const char *const clauses[] = {",",           ";", ":", "\xef\xbc\x8c", "\xef\xbc\x9b",
                                          "\xe3\x80\x81"};
    if (!character_starts(text[at]))
        return CUT_NONE;
    bool is_space = text[at] == ' ' || text[at] == '\0';
    bool is_between = (unsigned char)text[at] >= 0xe3 && !ends_with(text + at, 3, sentences, 6) &&
                      !ends_with(text + at, 3, clauses, 6);
    if (!is_space && !is_between)
        return CUT_NONE;
    if (ends_with(text, at, sentences, sizeof sentences / sizeof *sentences))
        return CUT_SENTENCE;
    return ends_with(text, at, clauses, sizeof clauses / sizeof *clauses) ? CUT_CLAUSE : CUT_WORD;
}

/* Where a piece of at most so wide ends: the last end of a sentence in it, of a clause in its
 * second half, of a word; a word that is too long is cut, with room for its hyphen. */
static size_t piece_end(const char *text, size_t most)
{
    size_t length = strlen(text), best[CUT_SENTENCE + 1] = {0}, forced = 0;
    if (width_of(text, length) <= most)
        return length;
    for (size_t i = 1; i <= length && width_of(text, i) <= most; i++) {
        enum cut cut = cut_at(text, i);
        best[cut] = cut != CUT_NONE ? i : best[cut];
        forced =
            character_starts(text[i]) && (width_of(text, i) < most || forced == 0) ? i : forced;
    }
    if (width_of(text, best[CUT_SENTENCE]) * 3 >= most)
        return best[CUT_SENTENCE];
    if (width_of(text, best[CUT_CLAUSE]) * 2 >= most)
        return best[CUT_CLAUSE];
    size_t word = best[CUT_WORD];
    word = best[CUT_CLAUSE] > word ? best[CUT_CLAUSE] : word;
    word = best[CUT_SENTENCE] > word ? best[CUT_SENTENCE] : word;
    return word > 0 ? word : forced;
}

/* What a piece ends with that ends within a word. */
static const char *hyphen(const char *text, size_t end)
{
    return cut_at(text, end) == CUT_NONE ? "-" : "";
}

/* In two lines of about one width where one is too long. */
static const char *in_lines(const char *text, size_t length, struct arena *arena)
{
    size_t width = width_of(text, length), best = 0, least = SIZE_MAX;
    if (width <= LINE)
        return arena_format(arena, "%.*s%s", (int)length, text, hyphen(text, length));
    for (size_t i = 1; i < length; i++) {
        size_t first = width_of(text, i), second = width - first;
        size_t apart = first > second ? first - second : second - first;
        bool fits = first <= LINE && second <= LINE + 1; /* the space goes */
        if (cut_at(text, i) != CUT_NONE && fits && apart < least) {
            best = i;
            least = apart;
        }
    }
    if (best == 0)
        best = piece_end(text, LINE);
    const char *second = text + best + (text[best] == ' ');
    return arena_format(arena, "%.*s%s\n%.*s%s", (int)best, text, hyphen(text, best),
                        (int)(text + length - second), second, hyphen(text, length));
}

/* ---- cutting ---- */

/* One line, single spaces. */
static const char *flatten(const char *text, struct arena *arena)
{
    char *flat = arena_allocate(arena, strlen(text) + 1, 1);
    size_t length = 0;
    for (; *text; text++) {
        bool is_space = *text == ' ' || *text == '\n' || *text == '\t';
        if (!is_space)
            flat[length++] = *text;
        else if (length > 0 && flat[length - 1] != ' ')
            flat[length++] = ' ';
    }
    while (length > 0 && flat[length - 1] == ' ')
        flat[--length] = '\0';
    return flat;
}

/* A subtitle is there for a second, if nothing else is spoken then. */
static void lengthen(struct subtitle *subtitle, struct rational until)
{
    struct rational end = rational_add(subtitle->start, rational_make(LEAST_SECONDS, 1));
    if (rational_compare(end, until) > 0)
        end = until;
    if (rational_compare(end, subtitle->end) > 0)
        subtitle->end = end;
}

struct cutting {
    struct subtitle *out; /* NULL: they are only counted */
    size_t count;
    struct arena *arena;
};

/* The end of the next piece; what is left is not so short that nobody could read it. */
static size_t next_end(const char *rest, size_t most, double speed)
{
    size_t end = piece_end(rest, most), all = strlen(rest);
    double left = (double)character_count(rest + end, all - end);
    bool is_short = left > 0 && left < LEAST_SECONDS * speed;
    return is_short ? piece_end(rest, (width_of(rest, all) * 2 + 2) / 3) : end;
}

/* until: when the next words begin, or the film ends. */
static void cut_cue(struct cutting *cutting, const struct cue *cue, struct rational until)
{
    const char *rest = flatten(cue->text, cutting->arena);
    size_t all = character_count(rest, strlen(rest)), done = 0;
    double speed = (double)all / rational_to_double(cue->length);
    size_t most = (size_t)(MOST_SECONDS * speed *
                           ((double)width_of(rest, strlen(rest)) / (double)(all > 0 ? all : 1)));
    most = most < LINES * LINE ? most : LINES * LINE;
    while (*rest) {
        size_t end = next_end(rest, most > 0 ? most : 1, speed), count = character_count(rest, end);
        struct rational share = rational_make((int64_t)done, (int64_t)all);
        struct subtitle *subtitle = cutting->out ? &cutting->out[cutting->count] : NULL;
        if (subtitle) {
            subtitle->start = rational_add(cue->start, rational_multiply(cue->length, share));
            subtitle->end = rational_add(cue->start, cue->length);
            subtitle->text = in_lines(rest, end, cutting->arena);
            if (done > 0)
                subtitle[-1].end = subtitle->start;
        }
        cutting->count++;
        done += count + (rest[end] == ' ');
        rest += end + (rest[end] == ' ');
    }
    if (cutting->out && cutting->count > 0)
        lengthen(&cutting->out[cutting->count - 1], until);
}

/* Words of all cues; out as in struct cutting. */
static size_t cut_all(const struct timeline *timeline, struct subtitle *out, struct arena *arena)
{
    struct cutting cutting = {.out = out, .arena = arena};
    for (size_t i = 0; i < timeline->cue_count; i++)
        cut_cue(&cutting, &timeline->cues[i],
                i + 1 < timeline->cue_count ? timeline->cues[i + 1].start : timeline->length);
    return cutting.count;
}

struct subtitle *subtitles_of(const struct timeline *timeline, size_t *count, struct arena *arena)
{
    struct subtitle *out = arena_allocate(arena, cut_all(timeline, NULL, arena) + 1, sizeof *out);
    *count = cut_all(timeline, out, arena);
    return out;
}

/* ---- files ---- */

static const char *clock(struct rational time, char point, struct arena *arena)
{
    int64_t ms = rational_round(rational_multiply(time, rational_make(1000, 1)));
    return arena_format(arena, "%02" PRId64 ":%02" PRId64 ":%02" PRId64 "%c%03" PRId64,
                        ms / 3600000, ms / 60000 % 60, ms / 1000 % 60, point, ms % 1000);
}

/* Of WebVTT: what would be markup. */
static void add_escaped(struct buffer *out, const char *text)
{
    for (; *text; text++)
        if (*text == '&')
            buffer_add_text(out, "&amp;");
        else if (*text == '<')
            buffer_add_text(out, "&lt;");
        else if (*text == '>')
            buffer_add_text(out, "&gt;");
        else
            buffer_add(out, text, 1);
}

static const char *keep(struct buffer *text, struct arena *arena)
{
    const char *kept = arena_copy_text(arena, text->bytes ? text->bytes : "", text->length);
    buffer_finish(text);
    return kept;
}

static void add_vtt(struct buffer *out, struct rational start, struct rational end,
                    const char *text, struct arena *arena)
{
    buffer_format(out, "\n%s --> %s\n", clock(start, '.', arena), clock(end, '.', arena));
    add_escaped(out, text);
    buffer_add_text(out, "\n");
}

const char *subtitles_webvtt(const struct tracks *tracks, struct arena *arena)
{
    struct buffer out = {0};
    buffer_add_text(&out, "WEBVTT\n");
    for (size_t i = 0; i < tracks->subtitle_count; i++)
        add_vtt(&out, tracks->subtitles[i].start, tracks->subtitles[i].end,
                tracks->subtitles[i].text, arena);
    return keep(&out, arena);
}

const char *subtitles_srt(const struct tracks *tracks, struct arena *arena)
{
    struct buffer out = {0};
    for (size_t i = 0; i < tracks->subtitle_count; i++) {
        const struct subtitle *subtitle = &tracks->subtitles[i];
        buffer_format(&out, "%s%zu\n%s --> %s\n%s\n", i > 0 ? "\n" : "", i + 1,
                      clock(subtitle->start, ',', arena), clock(subtitle->end, ',', arena),
                      subtitle->text);
    }
    return keep(&out, arena);
}

const char *chapters_webvtt(const struct tracks *tracks, struct arena *arena)
{
    struct buffer out = {0};
    buffer_add_text(&out, "WEBVTT\n");
    for (size_t i = 0; i < tracks->chapter_count; i++)
        add_vtt(&out, tracks->chapters[i].start, tracks->chapters[i].end, tracks->chapters[i].title,
                arena);
    return keep(&out, arena);
}

const char *chapters_list(const struct tracks *tracks, struct arena *arena)
{
    struct buffer out = {0};
    for (size_t i = 0; i < tracks->chapter_count; i++) {
        int64_t seconds = rational_floor(tracks->chapters[i].start);
        if (seconds >= 3600)
            buffer_format(&out, "%" PRId64 ":%02" PRId64, seconds / 3600, seconds / 60 % 60);
        else
            buffer_format(&out, "%" PRId64, seconds / 60);
        buffer_format(&out, ":%02" PRId64 " %s\n", seconds % 60, tracks->chapters[i].title);
    }
    return keep(&out, arena);
}

const char *chapters_flaw(const struct tracks *tracks)
{
    enum { LEAST_CHAPTERS = 3, LEAST_LENGTH = 10 };
    if (tracks->chapter_count == 0)
        return NULL;
    if (tracks->chapter_count < LEAST_CHAPTERS)
        return "there must be three or more";
    for (size_t i = 0; i < tracks->chapter_count; i++) {
        const struct chapter *chapter = &tracks->chapters[i];
        if (rational_compare(rational_subtract(chapter->end, chapter->start),
                             rational_make(LEAST_LENGTH, 1)) < 0)
            return "each must last 10 s or more";
    }
    return NULL;
}
