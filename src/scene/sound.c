/* SPDX-License-Identifier: MIT */
/* The keys of `audio`: which recording is heard, and the cues in it at which steps begin. What the
 * recording holds is FFmpeg's to read, in the module of films. */
#include <string.h>

#include "cues.h"
#include "fields.h"

void read_audio_file(struct reader *reader, const struct field *field, const struct node *node,
                     void *out)
{
    struct scene_audio *audio = out;
    if (node->kind != NODE_SCALAR || scalar_kind_of(node) == SCALAR_NULL) {
        reader_expected(reader, field, node, NULL);
        return;
    }
    audio->file = reader_keep_open(reader, node, &audio->path);
    if (audio->path)
        audio->at = node->at;
}

void read_audio(struct reader *reader, const struct field *field, const struct node *node,
                void *out)
{
    if (node->kind != NODE_MAP) {
        read_audio_file(reader, field, node, out);
        return;
    }
    read_map(reader, field, node, out);
    if (!node_find(node, "file"))
        reader_error(reader, node, "for example file: voice.wav", "'audio' has no 'file'");
}

/* ---- cues ---- */

static void read_cue_file(struct reader *reader, const struct node *node, struct scene_audio *audio)
{
    struct buffer bytes = {0};
    struct visit visit;
    if (reader_file(reader, node, &bytes)) {
        const struct source *source =
            reader_enter(reader, reader_keep(reader, node->text), &bytes, &visit);
        if (cues_read(reader, source, audio))
            audio->cues_at = node->at;
        reader_leave(reader, &visit);
    }
    buffer_finish(&bytes);
}

void read_cues(struct reader *reader, const struct field *field, const struct node *node, void *out)
{
    struct scene_audio *audio = out;
    if (node->kind == NODE_SCALAR && scalar_kind_of(node) == SCALAR_WORD) {
        read_cue_file(reader, node, audio);
        return;
    }
    if (!reader_list(reader, field, node, MOST_CUES))
        return;
    struct rational *cues = arena_allocate(&reader->scene->arena, node->count, sizeof *cues);
    size_t before = reader->problem_count, n = 0;
    for (const struct node *item = node->first; item; item = item->next, n++) {
        read_seconds(reader, field, item, &cues[n]);
        if (reader->problem_count != before)
            return;
        if (n > 0 && rational_compare(cues[n], cues[n - 1]) < 0) {
            reader_error(reader, item, NULL, "this cue is before the last one");
            return;
        }
    }
    audio->cues = cues;
    audio->cue_count = n;
    audio->cues_at = node->at;
}

void sound_start_entries(struct reader *reader)
{
    struct scene *scene = reader->scene;
    const struct scene_audio *audio = &scene->shot.audio;
    struct step_entry *entries = scene->entries;
    size_t used = 0, waiting = 0;
    for (size_t i = 0; i < scene->entry_count; i++) {
        if (entries[i].is_skipped)
            continue;
        if (used == audio->cue_count) {
            waiting++;
            continue;
        }
        struct rational cue = rational_add(audio->start, audio->cues[used++]);
        if (entries[i].start.den == 0)
            entries[i].start = cue;
    }
    if (audio->cues_at.line == 0)
        return;
    if (used < audio->cue_count)
        report_warning(reader->report, audio->cues_at, "a cue for each entry of 'steps'",
                       "%zu of %zu cues are left over: 'steps' lists %zu", audio->cue_count - used,
                       audio->cue_count, used);
    else if (waiting > 0)
        report_warning(reader->report, audio->cues_at, "a cue for each entry of 'steps'",
                       "%zu of %zu entries of 'steps' have no cue", waiting, used + waiting);
}
