/* SPDX-License-Identifier: MIT */
/* From the scene's recordings to their lengths, which the timeline needs, and to their places in
 * the film, which the encoder mixes. */
#include "recordings.h"

#include <string.h>

#include "plan.h"

/* ---- how long they are ---- */

static bool measure(struct subject *subject, const struct scene_audio *audio,
                    struct rational *length)
{
    struct error error = {0};
    double most = report_most(&subject->report, LIMIT_SECONDS);
    if (encoding_measure_sound(audio->file, most, length, &error)) {
        if (rational_to_double(*length) <= most)
            return true;
        report_over(&subject->report, LIMIT_SECONDS, 0, audio->at, "use a shorter recording",
                    "a recording of more than %.0f seconds", most);
        return false;
    }
    if (error.status == STATUS_SCENE)
        report_error(&subject->report, audio->at, "a WAV, FLAC, MP3 or Ogg file", "%s", error.text);
    else if (subject->error.status == STATUS_DONE)
        subject->error = error;
    return false;
}

/* One that an earlier shot has is not read again. */
static bool find_length(struct subject *subject, size_t shot, struct rational *length)
{
    const struct scene_audio *audio = &subject->shots[shot].scene->shot.audio;
    for (size_t i = 0; i < shot; i++) {
        const struct scene_audio *other = &subject->shots[i].scene->shot.audio;
        if (other->path && strcmp(other->path, audio->path) == 0 &&
            subject->shots[i].recording.num > 0) {
            *length = rational_subtract(subject->shots[i].recording, other->start);
            return true;
        }
    }
    return measure(subject, audio, length);
}

bool recordings_measure(struct subject *subject)
{
    struct rational length;
    bool is_good = !subject->scene->audio.path || measure(subject, &subject->scene->audio, &length);
    for (size_t i = 0; i < subject->shot_count; i++) {
        const struct scene_audio *audio = &subject->shots[i].scene->shot.audio;
        if (!audio->path)
            continue;
        if (find_length(subject, i, &length))
            subject->shots[i].recording = rational_add(audio->start, length);
        else
            is_good = false;
    }
    return is_good;
}

/* ---- where they are ---- */

/* In the order of time. */
static void add_spoken(struct spoken *all, size_t *count, struct spoken spoken)
{
    size_t at = (*count)++;
    for (; at > 0 && rational_compare(all[at - 1].start, spoken.start) > 0; at--)
        all[at] = all[at - 1];
    all[at] = spoken;
}

void recordings_settle(struct plan *plan, const struct subject *subject)
{
    const struct timeline *timeline = subject->timeline;
    const struct scene_audio *music = &subject->scene->audio;
    struct tracks *tracks = &plan->tracks;
    struct sound *sounds = arena_allocate(&plan->arena, subject->shot_count + 1, sizeof *sounds);
    struct spoken *spoken =
        arena_allocate(&plan->arena, subject->shot_count + timeline->cue_count + 1, sizeof *spoken);
    if (music->path)
        sounds[tracks->sound_count++] =
            (struct sound){music->path, music->file, music->volume, music->start, true};
    for (size_t i = 0; i < subject->shot_count; i++) {
        const struct scene_audio *audio = &subject->shots[i].scene->shot.audio;
        if (!audio->path || timeline_shown_steps(timeline, i) == 0)
            continue;
        struct rational begin = timeline_shot_start(timeline, i);
        struct rational start = rational_add(begin, audio->start);
        sounds[tracks->sound_count++] =
            (struct sound){audio->path, audio->file, audio->volume, start, false};
        add_spoken(spoken, &tracks->spoken_count,
                   (struct spoken){start, rational_add(begin, subject->shots[i].recording)});
    }
    for (size_t i = 0; i < timeline->cue_count; i++) {
        const struct cue *cue = &timeline->cues[i];
        add_spoken(spoken, &tracks->spoken_count,
                   (struct spoken){cue->start, rational_add(cue->start, cue->length)});
    }
    tracks->sounds = sounds;
    tracks->spoken = spoken;
    tracks->from = rational_make(0, 1);
    tracks->length = timeline->length;
}
