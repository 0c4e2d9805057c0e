/* SPDX-License-Identifier: MIT */
/* Time: which moment picture n shows and for how long. Takes the film's seconds and the layers'
 * steps, hands on pictures by number, each worked out alone. */
#include <inttypes.h>
#include <stdlib.h>

#include "timeline/spans.h"

/* Of all steps, of which a render may make some: 46 hours at 60 pictures a second. */
enum { MAX_PICTURES = 10 * 1000 * 1000 };

static const struct timed_shot *shot_of(const struct timeline *timeline, const struct beat *beat)
{
    return &timeline->shots[beat->shot];
}

/* ---- building ---- */

static struct rational common_denominator(struct rational a, struct rational b)
{
    if (!rational_is_exact(a) || !rational_is_exact(b))
        return (struct rational){0, 0};
    struct rational quotient = rational_make(a.num, b.num);
    return rational_multiply(a, rational_make(quotient.den, 1)); /* the least common multiple */
}

/* Every time of the film is a whole multiple of 1 / (their common denominator), so that all of
 * them fit where the longest does. A fade may end a third of the way. */
static bool are_times_exact(const struct timeline *timeline)
{
    const struct rational fps = timeline->scene->output.fps;
    struct rational unit = rational_make(fps.num, 1), finest = whole(1);
    for (size_t i = 0; i < timeline->shot_count; i++) {
        const struct theme *theme = &timeline->shots[i].shot.scene->theme;
        const int64_t denominators[] = {SPAN_PARTS, theme->products.den, theme->sum.den,
                                        theme->result.den};
        for (size_t d = 0; d < 4 && timed_tells_any(&timeline->shots[i]); d++)
            finest = common_denominator(finest, rational_make(denominators[d], 1));
    }
    for (size_t i = 0; i < timeline->beat_count; i++) {
        const struct beat *beat = &timeline->beats[i];
        const struct timed_shot *shot = shot_of(timeline, beat);
        const int64_t denominators[] = {beat->from.den, beat->start.den,
                                        beat->step.den, timed_move(shot, beat->step).den,
                                        shot->fade.den, shot->fade.num > 0 ? MOST_FADING : 1};
        for (size_t d = 0; d < sizeof denominators / sizeof *denominators; d++)
            unit = common_denominator(unit, rational_make(denominators[d], 1));
    }
    unit = common_denominator(unit, rational_make(timeline->length.den, 1));
    struct rational ticks = rational_multiply(timeline->length, rational_multiply(unit, finest));
    finest = rational_multiply(rational_multiply(unit, finest), rational_make(fps.den, 1));
    return rational_is_exact(rational_multiply(ticks, whole((size_t)fps.num))) &&
           rational_is_exact(finest);
}

/* The beats one after the other, shot by shot, as long as the film is to be. */
static bool place_beats(struct timeline *timeline, struct report *report)
{
    timeline->cues =
        memory_allocate(timeline->beat_count + timeline->shot_count, sizeof *timeline->cues);
    if (!timeline_fit(timeline, report))
        return false;
    if (rational_is_exact(timeline->length) && are_times_exact(timeline))
        return true;
    report_status(report, STATUS_LIMIT, timeline->scene->timeline.at,
                  "use fewer decimals, or a frame rate such as 30000/1001",
                  "the times and the frame rate together are too precise");
    return false;
}

static bool refuse_count(const struct timeline *timeline, int64_t count, struct report *report)
{
    const struct scene *scene = timeline->scene;
    struct position at = scene->output.fps_at;
    report_status(report, STATUS_LIMIT, at.line > 0 ? at : scene->timeline.at,
                  "use a lower fps, a shorter move, or fewer steps",
                  "the steps make %" PRId64 " pictures, the limit is %d", count, MAX_PICTURES);
    return false;
}

/* Inside a beat steps begin at the same places between the grid's points again and again. Returns
 * after how many, where a step tells no more of its shot than that; 0: never. */
static size_t period_of(const struct timeline *timeline, const struct beat *beat)
{
    struct rational points = rational_multiply(beat->step, timeline->scene->output.fps);
    return shot_of(timeline, beat)->shot.part_count == 1 ? (size_t)points.den : 0;
}

/* Of a beat's steps, behind so many before them. */
static size_t count_of_beat(struct timeline *timeline, const struct beat *beat, size_t total)
{
    const size_t period = period_of(timeline, beat);
    const size_t first = beat->first_index, last = first + beat->step_count - 1;
    size_t *numbers = timeline->first_picture;
    for (size_t i = first; i <= last; i++) {
        numbers[i] = total;
        if (period > 0 && i < last && i - first > period) {
            total += numbers[i - period + 1] - numbers[i - period];
        } else {
            struct span span = span_of(timeline, i);
            total += span_pictures(&span);
        }
    }
    return total;
}

static bool count_pictures(struct timeline *timeline, struct report *report)
{
    if (timeline->step_count > MAX_PICTURES)
        return refuse_count(timeline, (int64_t)timeline->step_count, report);
    timeline->first_picture =
        memory_allocate(timeline->step_count, sizeof *timeline->first_picture);
    size_t total = 0;
    for (size_t i = 0; i < timeline->beat_count; i++)
        total = count_of_beat(timeline, &timeline->beats[i], total);
    if (total > MAX_PICTURES)
        return refuse_count(timeline, (int64_t)total, report);
    timeline->picture_count = total;
    return true;
}

/* Of the film's steps first to last those that a shot's segment has, as a beat. */
static void add_beat(struct timeline *timeline, size_t i, const struct segment *segment,
                     size_t first, size_t last)
{
    const struct timed_shot *shot = &timeline->shots[i];
    size_t from = shot->steps_before + segment->first_step, to = from + segment->step_count - 1;
    from = from > first ? from : first;
    to = to < last ? to : last;
    if (from <= to)
        timeline->beats[timeline->beat_count++] = (struct beat){
            .shot = i,
            .first_step = from - shot->steps_before,
            .step_count = to - from + 1,
            .step = segment->step,
            .segment = segment,
        };
}

static void add_beats(struct timeline *timeline, size_t first, size_t last)
{
    size_t count = 0;
    for (size_t i = 0; i < timeline->shot_count; i++)
        count += timeline->shots[i].segment_count;
    timeline->beats = memory_allocate(count, sizeof *timeline->beats);
    for (size_t i = 0; i < timeline->shot_count; i++)
        for (size_t n = 0; n < timeline->shots[i].segment_count; n++)
            add_beat(timeline, i, &timeline->shots[i].segments[n], first, last);
}

static bool read_shots(struct timeline *timeline, const struct film *film, struct report *report)
{
    bool is_good = true;
    timeline->scene = film->scene;
    timeline->shot_count = film->shot_count;
    timeline->shots = memory_allocate(film->shot_count, sizeof *timeline->shots);
    for (size_t i = 0; i < film->shot_count; i++) {
        struct timed_shot *shot = &timeline->shots[i];
        struct rational fade = film->shots[i].scene->shot.fade;
        is_good = timed_read(shot, film, i, report) && is_good;
        shot->steps_before = timeline->all_steps;
        shot->fade = fade.num > 0 ? fade : whole(0);
        timeline->all_steps += shot->all_steps;
    }
    return is_good && timed_check_poster(timeline, report);
}

/* Of all lists of steps; NULL: there is none. */
static const struct step_entry *first_entry(const struct timeline *timeline)
{
    for (size_t i = 0; i < timeline->shot_count; i++)
        if (timeline->shots[i].shot.scene->entry_count > 0)
            return timeline->shots[i].shot.scene->entries;
    return NULL;
}

/* Keeps the middle or the last of the steps that beats have: what is skipped is none of them. */
static void keep_step(struct timeline *timeline, enum steps_kind kind)
{
    size_t count = 0, i = 0;
    for (size_t b = 0; b < timeline->beat_count; b++)
        count += timeline->beats[b].step_count;
    size_t n = kind == STEPS_LAST ? count - 1 : count / 2;
    for (; n >= timeline->beats[i].step_count; i++)
        n -= timeline->beats[i].step_count;
    struct timed_shot *shot = &timeline->shots[timeline->beats[i].shot];
    shot->first_shown = timeline->beats[i].first_step + n;
    shot->shown = 1;
    free(timeline->beats);
    timeline->beat_count = 0;
    add_beats(timeline, shot->steps_before + shot->first_shown,
              shot->steps_before + shot->first_shown);
}

static bool refuse_steps(const struct timeline *timeline, size_t first, size_t last,
                         struct report *report)
{
    const struct scene_output *output = &timeline->scene->output;
    const struct step_entry *entry = first_entry(timeline);
    if (entry && (steps_are_one(output) || !output->has_steps))
        report_error(report, entry->at, "leave out skip of some", "every step is skipped");
    else
        report_error(report, output->steps_at, NULL, "no shot shows any of the steps %zu..%zu",
                     first, last);
    return false;
}

/* What is shown of a film of several shots: its own range of steps, too. */
static bool choose_steps(struct timeline *timeline, struct report *report)
{
    const struct scene_output *output = &timeline->scene->output;
    const struct timed_shot *shot = &timeline->shots[0];
    bool is_film = shot->shot.scene != timeline->scene, is_one = steps_are_one(output);
    size_t first = is_film ? 0 : shot->first_shown;
    size_t last = (is_film ? timeline->all_steps : first + shot->shown) - 1;
    if (is_film && !is_one && !steps_choose(output, timeline->all_steps, &first, &last, report))
        return false;
    add_beats(timeline, first, last);
    if (timeline->beat_count == 0)
        return refuse_steps(timeline, first, last, report);
    if (is_one)
        keep_step(timeline, output->steps_kind);
    return true;
}

struct timeline *timeline_create(const struct film *film, struct report *report)
{
    struct timeline *timeline = memory_allocate(1, sizeof *timeline);
    if (read_shots(timeline, film, report) && choose_steps(timeline, report) &&
        place_beats(timeline, report) && count_pictures(timeline, report)) {
        timeline_find_pauses(timeline);
        timeline_warn_of_late(timeline, report);
        return timeline;
    }
    timeline_destroy(timeline);
    return NULL;
}

static void timeline_finish(struct timeline *timeline)
{
    for (size_t i = 0; i < timeline->shot_count; i++)
        free(timeline->shots[i].segments);
    free(timeline->first_picture);
    free(timeline->cues);
    free(timeline->pauses);
    free(timeline->beats);
    free(timeline->shots);
}

void timeline_check(const struct film *film, struct report *report)
{
    struct timeline timeline = {0};
    if (read_shots(&timeline, film, report))
        choose_steps(&timeline, report);
    timeline_finish(&timeline);
}

void timeline_destroy(struct timeline *timeline)
{
    if (timeline == NULL)
        return;
    timeline_finish(timeline);
    free(timeline);
}
