/* SPDX-License-Identifier: MIT */
/* Texts that are written beside the outputs: the description, and of films subtitles and chapters.
 */
#include "sides.h"

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

/* The film's path with another extension. */
static const char *beside(const char *path, const char *extension, struct arena *arena)
{
    const char *own = path_extension(path);
    size_t length = strlen(path) - strlen(own) - (*own ? 1 : 0);
    return arena_format(arena, "%.*s.%s", (int)length, path, extension);
}

/* Subtitles and chapters beside each film. */
static void add_words(struct plan *plan, const struct output *output)
{
    const struct tracks *tracks = &plan->tracks;
    struct arena *arena = &plan->arena;
    const char *path = plan_path(output, plan->subject, 0, arena);
    bool is_film = output->encoder->is_constant_rate && path && !output->is_numbered &&
                   output->clip_count == 0;
    if (!is_film || !(plan->subject->scene->output.subtitles & SUBTITLES_FILE))
        return;
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
    const struct scene *scene = plan->subject->scene;
    const struct path_words words = {scene->name, scene->theme.name, 0};
    add_side(plan, plan->alt_pattern ? path_expand(pattern, &words, &plan->arena) : NULL,
             "the description", plan->description);
    return true;
}

void sides_add_words(struct plan *plan)
{
    for (size_t i = 0; i < plan->count; i++)
        add_words(plan, &plan->outputs[i]);
}
