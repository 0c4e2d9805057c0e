/* SPDX-License-Identifier: MIT */
/* From --part to a range of pictures and frames, and the hash by which the parts of a film know
 * each other: of what was read and said, not of how files are called or where they go. */
#include "parts.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands.h"

/* ---- the film's hash ---- */

/* Of a value that is a file only the name counts: the file has been read. */
static const char *without_folder(const struct scene_override *override)
{
    const char *slash = strrchr(override->value, '/');
    bool may_be_file =
        strcmp(override->path, "theme") == 0 || strcmp(override->path, "language") == 0;
    return slash && may_be_file ? slash + 1 : override->value;
}

static void add_color(struct buffer *out, struct color color)
{
    buffer_format(out, "%.4f %.4f %.4f %.4f\n", color.red, color.green, color.blue, color.alpha);
}

/* Recordings are read while the film is made; nobody keeps their bytes. */
static bool hash_sound(const struct sound *sound, char *bytes, size_t most, uint32_t *hash)
{
    off_t at = 0;
    ssize_t got;
    while ((got = pread(sound->file, bytes, most, at)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        *hash = hash_bytes(*hash, bytes, (size_t)got);
        at += got;
    }
    return true;
}

static bool hash_sounds(const struct tracks *tracks, uint32_t *hash, struct error *error)
{
    enum { AT_ONCE = 65536 };
    char *bytes = memory_allocate(AT_ONCE, 1);
    bool is_read = true;
    for (size_t i = 0; i < tracks->sound_count && is_read; i++)
        is_read = hash_sound(&tracks->sounds[i], bytes, AT_ONCE, hash) ||
                  error_set(error, STATUS_FILE, "cannot read %s: %s", tracks->sounds[i].path,
                            strerror(errno));
    free(bytes);
    return is_read;
}

static uint32_t hash_film(struct plan *plan, const struct output *output,
                          const struct options *options)
{
    const struct encoding_settings *settings = &output->settings;
    const struct timeline *timeline = output->subject->timeline;
    struct buffer text = {0};
    buffer_format(&text, "%s %08" PRIx32 "\n", CONVREEL_VERSION, output->subject->scene->read_hash);
    for (size_t i = 0; i < options->override_count; i++)
        buffer_format(&text, "%s=%s\n", options->overrides[i].path,
                      without_folder(&options->overrides[i]));
    buffer_format(&text, "%s %s %d %d\n", settings->format,
                  settings->preset ? settings->preset : "", settings->crf,
                  settings->is_rate_variable);
    buffer_format(&text, "%zu %zu %zu %zu\n", settings->width, settings->height,
                  timeline->picture_count, timeline->step_count);
    buffer_format(&text, "%" PRId64 "/%" PRId64 " %" PRId64 "/%" PRId64 "\n", settings->fps.num,
                  settings->fps.den, settings->length.num, settings->length.den);
    add_color(&text, settings->background);
    add_color(&text, settings->matte);
    buffer_add_text(&text, plan_description(plan, true));
    uint32_t hash = hash_bytes(hash_start, text.bytes, text.length);
    buffer_finish(&text);
    return hash;
}

/* ---- the part ---- */

static bool can_be_cut(const struct output *output, struct error *error)
{
    bool is_sequence =
        output->is_numbered && output->has_every_picture && output->encoder->is_one_picture;
    if (output->clip_count > 0)
        return error_set(error, STATUS_USAGE,
                         "--part is for a film that is one file: leave the number out of its path");
    return is_sequence || output->encoder->join ||
           error_set(error, STATUS_USAGE,
                     "--part is for mp4, webm and mov, and for numbered pictures with --pictures "
                     "all: %s is made whole",
                     output->encoder->name);
}

bool parts_choose(struct plan *plan, struct output *output, const struct options *options,
                  struct error *error)
{
    const struct timeline *timeline = output->subject->timeline;
    size_t number = options->part, count = options->part_count;
    if (count == 0)
        return true;
    if (!can_be_cut(output, error))
        return false;
    size_t most = timeline_most_parts(timeline);
    if (count > most)
        return error_set(error, STATUS_USAGE,
                         "%s cannot be cut into %zu parts: %zu %s the most, since each begins with "
                         "a step",
                         timeline->scene->name, count, most, most == 1 ? "is" : "are");
    uint32_t film = hash_film(plan, output, options);
    if (!hash_sounds(&plan->tracks, &film, error))
        return false;
    const struct film_cut cut = timeline_part(timeline, number, count);
    output->first = cut.first;
    output->count = cut.end - cut.first;
    output->settings.part = (struct film_part){
        .number = number,
        .count = count,
        .film = film,
        .first_frame = cut.first_frame,
        .end_frame = cut.end_frame,
        .all_frames = cut.all_frames,
    };
    if (number > 1)
        output->settings.tracks = (struct tracks){0};
    return true;
}
