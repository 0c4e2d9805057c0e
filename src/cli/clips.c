/* SPDX-License-Identifier: MIT */
/* A film in clips, for programs that show slides. */
#include "clips.h"

#include <string.h>

#include "paths.h"

/* ---- which pictures ---- */

static size_t picture_at(const struct timeline *timeline, struct rational time)
{
    return rational_compare(time, timeline->length) < 0 ? timeline_picture_number(timeline, time)
                                                        : timeline->picture_count;
}

static void add_clip(const struct timeline *timeline, struct clip *clips, size_t *count,
                     struct rational until)
{
    const struct clip *before = *count > 0 ? &clips[*count - 1] : NULL;
    struct rational start =
        before ? rational_add(before->start, before->length) : (struct rational){0, 1};
    if (rational_compare(start, until) >= 0)
        return;
    clips[(*count)++] = (struct clip){.first = before ? before->end : 0,
                                      .end = picture_at(timeline, until),
                                      .start = start,
                                      .length = rational_subtract(until, start)};
}

static struct clip *clips_of(const struct timeline *timeline, size_t *count, struct arena *arena)
{
    struct clip *clips = arena_allocate(arena, 2 * timeline->pause_count + 1, sizeof *clips);
    *count = 0;
    for (size_t i = 0; i < timeline->pause_count; i++) {
        add_clip(timeline, clips, count, timeline->pauses[i].from);
        add_clip(timeline, clips, count, timeline->pauses[i].at);
    }
    add_clip(timeline, clips, count, timeline->length);
    return clips;
}

/* The subtitles that are seen in a clip, at its own times; its sound is the film's from there on.
 * It has no chapters: slides do not show any. */
static void cut_tracks(struct clip *clip, const struct tracks *film, struct arena *arena)
{
    struct subtitle *cut = arena_allocate(arena, film->subtitle_count + 1, sizeof *cut);
    clip->tracks = *film;
    clip->tracks.chapter_count = clip->tracks.subtitle_count = 0;
    clip->tracks.subtitles = cut;
    clip->tracks.from = clip->start;
    for (size_t i = 0; i < film->subtitle_count; i++) {
        const struct subtitle *subtitle = &film->subtitles[i];
        struct rational start = rational_subtract(subtitle->start, clip->start);
        struct rational end = rational_subtract(subtitle->end, clip->start);
        if (end.num <= 0 || rational_compare(start, clip->length) >= 0)
            continue;
        cut[clip->tracks.subtitle_count++] = (struct subtitle){
            start.num > 0 ? start : rational_make(0, 1),
            rational_compare(end, clip->length) < 0 ? end : clip->length, subtitle->text};
    }
}

bool clips_choose(struct plan *plan, struct output *output, struct error *error)
{
    const struct timeline *timeline = output->subject->timeline;
    if (timeline->pause_count == 0 || !output->has_every_picture)
        return error_set(error, STATUS_USAGE,
                         "a film is one file: leave the number out, or write pause: true where a "
                         "clip of it shall end");
    output->is_numbered = false;
    struct clip *clips = clips_of(timeline, &output->clip_count, &plan->arena);
    for (size_t i = 0; i < output->clip_count; i++)
        cut_tracks(&clips[i], &plan->tracks, &plan->arena);
    output->clips = clips;
    output->description_of_stills = plan_description(plan, false);
    return true;
}

void clips_cut(struct output *output, size_t first, size_t end, bool is_short, struct arena *arena)
{
    const struct timeline *timeline = output->subject->timeline;
    struct clip *clip = arena_allocate(arena, 1, sizeof *clip);
    struct picture begin, last;
    timeline_picture_at(timeline, first, &begin);
    timeline_picture_at(timeline, end - 1, &last);
    struct rational until = rational_add(last.start, last.duration);
    struct rational frame = rational_divide(rational_make(1, 1), output->settings.fps);
    if (is_short && rational_compare(begin.duration, frame) > 0)
        begin.start = rational_subtract(rational_add(begin.start, begin.duration), frame);
    *clip = (struct clip){first, end, begin.start, rational_subtract(until, begin.start), {0}};
    cut_tracks(clip, &output->settings.tracks, arena);
    output->clips = clip;
    output->clip_count = 1;
    output->settings.part = (struct film_part){0};
}

/* ---- files ---- */

/* A clip's first or last picture, as file `number`. */
static bool write_poster(const struct run *film, struct frame frame, size_t picture, size_t number,
                         struct error *error)
{
    struct output still = *film->output;
    struct picture only;
    still.encoder = encoding_find("png");
    still.settings.description = still.description_of_stills;
    struct run run = {.output = &still, .subject = film->subject, .painter = film->painter};
    timeline_picture_at(film->subject->timeline, picture, &only);
    frame.start = (struct rational){0, 1};
    bool is_written = run_open(&run, number, &only, &film->output->canvas, error) &&
                      run_add(&run, &frame, error) && run_close(&run, error);
    run_abort(&run);
    return is_written;
}

bool clips_add(struct run *run, struct frame *frame, size_t number, struct error *error)
{
    const struct output *output = run->output;
    const struct clip *clip = &output->clips[run->clip];
    if (number == clip->end) {
        clip++;
        if (!run_close(run, error) ||
            !run_open(run, ++run->clip * CLIP_FILES, NULL, &output->canvas, error))
            return false;
    }
    size_t file = run->clip * CLIP_FILES;
    bool begins = rational_compare(frame->start, clip->start) <= 0;
    bool ends = number + 1 == clip->end, has_posters = !output->measured;
    if ((has_posters && begins && !write_poster(run, *frame, number, file + 1, error)) ||
        (has_posters && ends && !write_poster(run, *frame, number, file + 2, error)))
        return false;
    frame->start = rational_subtract(frame->start, clip->start);
    return run_add(run, frame, error);
}
