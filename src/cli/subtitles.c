/* SPDX-License-Identifier: MIT */
/* Words become subtitles, each for its share of their time. */
#include "subtitles.h"

#include <inttypes.h>
#include <string.h>

#include "subtitle_cuts.h"

enum { LEAST_SECONDS = 1 };

/* ---- cutting ---- */

/* What ends a line, or is none to read: a terminal would obey it. */
static bool is_blank(unsigned code)
{
    return code <= ' ' || (code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029;
}

/* One line, single spaces. */
static const char *flatten(const char *text, struct arena *arena)
{
    char *flat = arena_allocate(arena, strlen(text) + 1, 1);
    size_t length = 0;
    for (size_t step; *text; text += step) {
        step = character_length(text);
        if (!is_blank(character_code(text))) {
            memcpy(flat + length, text, step);
            length += step;
        } else if (length > 0 && flat[length - 1] != ' ') {
            flat[length++] = ' ';
        }
    }
    while (length > 0 && flat[length - 1] == ' ')
        flat[--length] = '\0';
    return flat;
}

static struct rational later(struct rational a, struct rational b)
{
    return rational_compare(a, b) > 0 ? a : b;
}

/* Each is there for a second: what is spoken behind short words is shown a little later, but
 * before the film ends. */
static void lengthen(struct subtitle *subtitles, size_t count, struct rational until)
{
    const struct rational least = {LEAST_SECONDS, 1};
    for (size_t i = 0; i < count; i++) {
        struct subtitle *subtitle = &subtitles[i];
        if (i > 0)
            subtitle->start = later(subtitle->start, subtitle[-1].end);
        subtitle->end = later(subtitle->end, rational_add(subtitle->start, least));
    }
    for (size_t i = count; i-- > 0 && rational_compare(subtitles[i].end, until) > 0;) {
        struct rational last = later(rational_subtract(until, least), (struct rational){0, 1});
        bool is_late = rational_compare(subtitles[i].start, last) > 0;
        subtitles[i].end = until;
        subtitles[i].start = is_late ? last : subtitles[i].start;
        until = subtitles[i].start;
    }
}

struct cutting {
    struct subtitle *out; /* NULL: they are only counted */
    size_t count;
    struct arena *arena;
};

static void cut_cue(struct cutting *cutting, const struct cue *cue)
{
    const char *text = flatten(cue->text, cutting->arena);
    size_t all = character_count(text, strlen(text)), count;
    double speed = (double)all / rational_to_double(cue->length);
    const struct subtitle_piece *pieces = subtitle_cut(text, speed, &count, cutting->arena);
    struct subtitle *first = cutting->out ? &cutting->out[cutting->count] : NULL;
    for (size_t i = 0; i < count && first; i++) {
        size_t before = character_count(text, pieces[i].start);
        struct rational share = rational_make((int64_t)before, (int64_t)all);
        first[i] = (struct subtitle){
            .start = rational_add(cue->start, rational_multiply(cue->length, share)),
            .end = rational_add(cue->start, cue->length),
            .text = subtitle_lines(text, &pieces[i], cutting->arena),
        };
        if (i > 0)
            first[i - 1].end = first[i].start;
    }
    cutting->count += count;
}

/* Words of all cues; out as in struct cutting. */
static size_t cut_all(const struct timeline *timeline, struct subtitle *out, struct arena *arena)
{
    struct cutting cutting = {.out = out, .arena = arena};
    for (size_t i = 0; i < timeline->cue_count; i++)
        cut_cue(&cutting, &timeline->cues[i]);
    return cutting.count;
}

struct subtitle *subtitles_of(const struct timeline *timeline, size_t *count, struct arena *arena)
{
    struct subtitle *out = arena_allocate(arena, cut_all(timeline, NULL, arena) + 1, sizeof *out);
    *count = cut_all(timeline, out, arena);
    lengthen(out, *count, timeline->length);
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

/* Of SubRip, which escapes nothing: what would begin another cue. */
static void add_without_cues(struct buffer *out, const char *text)
{
    static const char arrow[] = "-->";
    for (const char *at; (at = strstr(text, arrow)); text = at + strlen(arrow)) {
        buffer_add(out, text, (size_t)(at - text));
        buffer_add_text(out, "\xe2\x86\x92"); /* U+2192, an arrow */
    }
    buffer_add_text(out, text);
}

const char *subtitles_srt(const struct tracks *tracks, struct arena *arena)
{
    struct buffer out = {0};
    for (size_t i = 0; i < tracks->subtitle_count; i++) {
        const struct subtitle *subtitle = &tracks->subtitles[i];
        buffer_format(&out, "%s%zu\n%s --> %s\n", i > 0 ? "\n" : "", i + 1,
                      clock(subtitle->start, ',', arena), clock(subtitle->end, ',', arena));
        add_without_cues(&out, subtitle->text);
        buffer_add_text(&out, "\n");
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
