/* SPDX-License-Identifier: MIT */
/* Texts that are written beside the outputs: the description, of films subtitles and chapters, of
 * pictures in files of their own how long each lasts. */
#include "sides.h"

#include <inttypes.h>
#include <string.h>

#include "paths.h"
#include "subtitles.h"

/* Films that differ in their extension alone share theirs. */
static void add_side(struct plan *plan, const char *path, const char *about, const char *text)
{
    for (size_t i = 0; i < plan->side_count; i++)
        if (path && plan->sides[i].path && strcmp(path, plan->sides[i].path) == 0 &&
            strcmp(text, plan->sides[i].text) == 0)
            return;
    plan->sides[plan->side_count++] = (struct side_file){path, about, text};
}

/* A film's path without what makes its first part's of it. */
static const char *whole_path(const char *path, const struct film_part *part, struct arena *arena)
{
    const char *own = path_extension(path);
    const char *ending = arena_format(arena, "_part%zuof%zu.%s", part->number, part->count, own);
    size_t length = strlen(path), size = strlen(ending);
    if (part->count == 0 || length <= size || strcmp(path + length - size, ending) != 0)
        return path;
    return arena_format(arena, "%.*s.%s", (int)(length - size), path, own);
}

/* The film's path with another extension. */
static const char *beside(const char *path, const char *extension, struct arena *arena)
{
    const char *own = path_extension(path);
    size_t length = strlen(path) - strlen(own) - (*own ? 1 : 0);
    return arena_format(arena, "%.*s.%s", (int)length, path, extension);
}

const char *sides_beside(const char *path, const struct film_part *part, const char *extension,
                         struct arena *arena)
{
    return beside(whole_path(path, part, arena), extension, arena);
}

/* ---- a list of pictures ---- */

/* Of "out/frame_%04d.png" "out/frame.ffconcat". */
static const char *list_path(const struct plan *plan, const struct output *output,
                             struct arena *arena)
{
    const char *number = output->pattern, *rest;
    do {
        number = strchr(number, '%');
        rest = number + 1 + strspn(number + 1, "0123456789");
        number = *rest == 'd' ? number : rest + 1;
    } while (*rest != 'd');
    size_t length = (size_t)(number - output->pattern);
    while (length > 0 && strchr("_-. ", output->pattern[length - 1]))
        length--;
    bool has_name = length > 0 && output->pattern[length - 1] != '/';
    const char *pattern = arena_format(arena, "%.*s%s%s", (int)length, output->pattern,
                                       has_name ? "" : "pictures", rest + 1);
    return beside(plan_expand(pattern, plan->subject, 0, arena), "ffconcat", arena);
}

static int64_t microseconds(struct rational time)
{
    return rational_round(rational_multiply(time, rational_make(1000000, 1)));
}

/* As ffmpeg reads it; times are rounded, not durations, so that nothing adds up. */
static void add_list(struct plan *plan, const struct output *output)
{
    const struct timeline *timeline = output->subject->timeline;
    struct arena *arena = &plan->arena;
    struct buffer text = {0};
    struct picture picture;
    struct arena names = {0};
    if (!output->is_numbered || !output->has_every_picture || !output->encoder->is_one_picture ||
        !output->encoder->wants_pixels || output->settings.part.number > 1)
        return;
    buffer_add_text(&text, "ffconcat version 1.0\n");
    for (size_t n = 0; n < timeline->picture_count; n++) {
        arena_reset(&names);
        const char *path = plan_expand(output->pattern, plan->subject, n, &names);
        const char *slash = strrchr(path, '/');
        timeline_picture_at(timeline, n, &picture);
        int64_t start = microseconds(picture.start);
        int64_t length = microseconds(rational_add(picture.start, picture.duration)) - start;
        buffer_add_text(&text, "file '");
        for (const char *at = slash ? slash + 1 : path; *at; at++)
            buffer_format(&text, *at == '\'' ? "'\\''" : "%c", *at);
        buffer_format(&text, "'\nduration %" PRId64 ".%06" PRId64 "\n", length / 1000000,
                      length % 1000000);
    }
    add_side(plan, list_path(plan, output, arena), "how long each picture lasts",
             arena_copy_text(arena, text.bytes, text.length));
    buffer_finish(&text);
    arena_finish(&names);
}

/* Subtitles and chapters beside each film. */
static void add_words(struct plan *plan, const struct output *output)
{
    const struct tracks *tracks = &plan->tracks;
    struct arena *arena = &plan->arena;
    const char *path = plan_path(output, plan->subject, 0, arena);
    bool is_film = output->encoder->is_constant_rate && path && !output->is_numbered &&
                   output->clip_count == 0 && output->settings.part.number <= 1;
    if (!is_film || !(plan->subject->scene->output.subtitles & SUBTITLES_FILE))
        return;
    path = whole_path(path, &output->settings.part, arena);
    if (tracks->subtitle_count > 0) {
        add_side(plan, beside(path, "vtt", arena), "the subtitles",
                 subtitles_webvtt(tracks, arena));
        add_side(plan, beside(path, "srt", arena), "the subtitles", subtitles_srt(tracks, arena));
    }
    if (tracks->chapter_count == 0)
        return;
    add_side(plan, beside(path, "chapters.vtt", arena), "the chapters",
             chapters_webvtt(tracks, arena));
    add_side(plan, beside(path, "chapters.txt", arena), "the chapters",
             chapters_list(tracks, arena));
}

/* Twins look different, but the words are the same. */
bool sides_add_description(struct plan *plan, const struct options *options, struct error *error)
{
    const char *pattern = options->alt;
    if (!pattern || (options->theme > 0 && !path_has(pattern, 't')))
        return true;
    plan->alt_pattern = strcmp(pattern, "-") == 0 ? NULL : pattern;
    if (path_has(pattern, 'd'))
        return error_set(error, STATUS_USAGE, "--alt makes one text a scene: leave the number out");
    if (!path_check(pattern, error))
        return false;
    add_side(plan, plan_expand(plan->alt_pattern, plan->subject, 0, &plan->arena),
             "the description", plan_description(plan, true));
    return true;
}

void sides_add_words(struct plan *plan)
{
    for (size_t i = 0; i < plan->count; i++)
        add_words(plan, &plan->outputs[i]);
    for (size_t i = 0; i < plan->count; i++)
        add_list(plan, &plan->outputs[i]);
}
