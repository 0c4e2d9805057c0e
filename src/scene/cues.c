/* SPDX-License-Identifier: MIT */
/* A file of cues: when in a recording steps begin. WebVTT, or labels as Audacity exports them. */
#include "cues.h"

#include <string.h>

enum {
    FINEST = 1000000, /* parts of a second, as of all times */
    LATEST = 86400    /* seconds, as of cues in a scene */
};

/* A file of cues while it is read. */
struct cue_file {
    struct reader *reader;
    const struct source *source;
    struct rational *cues;
    size_t count;
};

static bool refuse(struct cue_file *file, size_t line, const char *hint, const char *text)
{
    const struct position at = {line, 1, file->source};
    report_error(file->reader->report, at, hint, "%s", text);
    file->reader->problem_count++;
    return false;
}

static bool add_cue(struct cue_file *file, size_t line, struct rational cue)
{
    const struct rational finest = {FINEST, 1}, latest = {LATEST, 1};
    if (file->count == MOST_CUES)
        return refuse(file, line, NULL, "more than 1000 cues");
    if (rational_compare(cue, latest) > 0)
        return refuse(file, line, NULL, "this cue starts after more than a day");
    cue = rational_multiply(cue, finest);
    if (!rational_is_exact(cue))
        return refuse(file, line, "whole seconds and up to six digits of one",
                      "this time is too finely divided");
    cue = rational_make(rational_round(cue), FINEST);
    if (file->count > 0 && rational_compare(cue, file->cues[file->count - 1]) < 0)
        return refuse(file, line, "sort the cues by their start",
                      "this cue starts before the one above it");
    file->cues[file->count++] = cue;
    return true;
}

/* "01:02:03.500" or "02:03.500", up to a blank; false: it is none. */
static bool read_vtt_time(const char *text, struct rational *out)
{
    char part[16];
    struct rational total = {0, 1}, number;
    size_t parts = 0;
    for (;; parts++) {
        size_t length = strspn(text, "0123456789.");
        if (length == 0 || length >= sizeof part || parts == 3)
            return false;
        memcpy(part, text, length);
        part[length] = '\0';
        if (!rational_read(part, &number))
            return false;
        total = rational_add(rational_multiply(total, rational_make(60, 1)), number);
        text += length;
        if (*text != ':')
            break;
        text++;
    }
    *out = total;
    return parts > 0 && (*text == ' ' || *text == '\t') && rational_is_exact(total);
}

static bool read_vtt_line(struct cue_file *file, size_t line, const char *text)
{
    struct rational cue;
    if (!strstr(text, "-->"))
        return true;
    if (!read_vtt_time(text + strspn(text, " \t"), &cue))
        return refuse(file, line, "for example 00:01.500 --> 00:04.000", "no time of a cue");
    return add_cue(file, line, cue);
}

/* "1.500000<tab>4.000000<tab>words"; a line that begins with \ says more of the one above. */
static bool read_label_line(struct cue_file *file, size_t line, const char *text)
{
    char number[32];
    struct rational cue;
    size_t length = strcspn(text, "\t ");
    if (text[strspn(text, " \t")] == '\0' || text[0] == '\\')
        return true;
    bool is_time = length > 0 && length < sizeof number;
    if (is_time) {
        memcpy(number, text, length);
        number[length] = '\0';
        is_time = rational_read(number, &cue) && cue.num >= 0;
    }
    if (!is_time)
        return refuse(file, line, "WebVTT, or labels as Audacity exports them",
                      "no time of a cue at the start of the line");
    return add_cue(file, line, cue);
}

static bool read_lines(struct cue_file *file)
{
    struct arena lines = {0};
    const char *text = file->source->text, *end = text + file->source->length;
    if (file->source->length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
        text += 3;
    bool is_vtt = (size_t)(end - text) >= 6 && memcmp(text, "WEBVTT", 6) == 0, is_good = true;
    for (size_t line = 1; is_good && text < end; line++) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        size_t length = (size_t)((stop ? stop : end) - text);
        size_t kept = length > 0 && text[length - 1] == '\r' ? length - 1 : length;
        const char *copy = arena_copy_text(&lines, text, kept);
        is_good = is_vtt ? read_vtt_line(file, line, copy) : read_label_line(file, line, copy);
        text += length + 1;
    }
    if (is_good && file->count == 0)
        is_good = refuse(file, 1, "WebVTT, or labels as Audacity exports them",
                         "there are no cues in it");
    arena_finish(&lines);
    return is_good;
}

bool cues_read(struct reader *reader, const struct source *source, struct scene_audio *audio)
{
    struct cue_file file = {
        .reader = reader,
        .source = source,
        .cues = arena_allocate(&reader->scene->arena, MOST_CUES, sizeof *file.cues)};
    if (!read_lines(&file))
        return false;
    audio->cues = file.cues;
    audio->cue_count = file.count;
    return true;
}
