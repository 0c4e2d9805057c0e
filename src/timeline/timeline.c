/* SPDX-License-Identifier: MIT */
/* Time: which moment picture n shows and for how long. Takes the film's seconds and the layers'
 * steps, hands on pictures by number, each worked out alone. */
#include <assert.h>
#include <float.h>
#include <inttypes.h>
#include <stdlib.h>

#include "timeline/shots.h"

/* Of all steps, of which a render may make some: 46 hours at 60 pictures a second. */
enum { MAX_PICTURES = 10 * 1000 * 1000 };
enum { MOST_FADING = 3 }; /* a fade takes at most one part of so many of what its step holds */

/* ---- the shown steps, counted from 0 through the film ---- */

static const struct beat *beat_of(const struct timeline *timeline, size_t index)
{
    size_t low = 0, high = timeline->beat_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (timeline->beats[middle].first_index <= index)
            low = middle;
        else
            high = middle;
    }
    return &timeline->beats[low];
}

static const struct timed_shot *shot_of(const struct timeline *timeline, const struct beat *beat)
{
    return &timeline->shots[beat->shot];
}

/* Whether the step after a beat's is not shown behind it: the shot ends, or skips some. */
static bool is_before_jump(const struct timeline *timeline, const struct beat *beat, size_t index)
{
    size_t next = beat->first_index + beat->step_count;
    bool ends = beat + 1 == timeline->beats + timeline->beat_count || beat[1].shot != beat->shot ||
                beat[1].first_step != beat->first_step + beat->step_count;
    return index + 1 == next && ends;
}

static struct rational step_start(const struct timeline *timeline, size_t index)
{
    if (index == 0)
        return whole(0);
    const struct beat *beat = beat_of(timeline, index);
    if (index == beat->first_index)
        return beat->from;
    return rational_add(beat->start,
                        rational_multiply(whole(index - beat->first_index), beat->step));
}

static struct rational step_end(const struct timeline *timeline, size_t index)
{
    return index + 1 < timeline->step_count ? step_start(timeline, index + 1) : timeline->length;
}

/* One shown step in time, seconds. */
struct span {
    const struct beat *beat;
    const struct timed_shot *shot;
    struct rational start, end;
    struct rational faded;     /* when its shot is all there */
    struct rational move_from; /* the end where it does not move */
    bool moves;
};

static struct span span_of(const struct timeline *timeline, size_t index)
{
    struct span span = {.beat = beat_of(timeline, index)};
    span.shot = shot_of(timeline, span.beat);
    span.start = step_start(timeline, index);
    span.end = step_end(timeline, index);
    struct rational move = timed_move(span.shot, span.beat->step);
    span.moves = !is_before_jump(timeline, span.beat, index) && move.num > 0;
    span.move_from = span.moves ? rational_subtract(span.end, move) : span.end;
    span.faded = span.start;
    bool is_first =
        index == span.beat->first_index && index > 0 && (span.beat - 1)->shot != span.beat->shot;
    if (is_first && span.shot->fade.num > 0) {
        struct rational held = rational_subtract(span.move_from, span.start);
        struct rational most = rational_divide(held, whole(MOST_FADING));
        bool is_short = rational_compare(most, span.shot->fade) < 0;
        span.faded = rational_add(span.start, is_short ? most : span.shot->fade);
    }
    return span;
}

/* When a step answers its question. */
static struct rational answer_time(const struct span *span)
{
    struct rational half = rational_divide(rational_subtract(span->end, span->start), whole(2));
    struct rational held = rational_subtract(span->move_from, span->start);
    if (rational_compare(half, held) >= 0)
        half = rational_divide(held, whole(2));
    return rational_add(span->start, half);
}

struct rational timeline_answer_time(const struct timeline *timeline, size_t index)
{
    struct span span = span_of(timeline, index);
    return answer_time(&span);
}

/* ---- the grid k / fps ---- */

static struct rational fps_of(const struct timeline *timeline)
{
    return timeline->scene->output.fps;
}

/* The last point of the grid that is not after a time. */
static int64_t grid_until(const struct timeline *timeline, struct rational time)
{
    return rational_floor(rational_multiply(time, fps_of(timeline)));
}

/* How many points of the grid fall strictly between two times. */
static int64_t grid_between(const struct timeline *timeline, struct rational from,
                            struct rational to)
{
    int64_t last = rational_ceil(rational_multiply(to, fps_of(timeline))) - 1;
    int64_t count = last - grid_until(timeline, from);
    return count > 0 ? count : 0;
}

static struct rational grid_after(const struct timeline *timeline, struct rational from,
                                  size_t number)
{
    struct rational point = whole((size_t)grid_until(timeline, from) + number);
    return rational_divide(point, fps_of(timeline));
}

static size_t moving_count(const struct timeline *timeline, const struct span *span)
{
    return span->moves ? (size_t)grid_between(timeline, span->move_from, span->end) : 0;
}

/* The pictures before the held one that show the shot before, too. */
static size_t fading_count(const struct timeline *timeline, const struct span *span)
{
    if (rational_compare(span->faded, span->start) <= 0)
        return 0;
    return 1 + (size_t)grid_between(timeline, span->start, span->faded);
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
    const struct rational fps = fps_of(timeline);
    struct rational unit = rational_make(fps.num, 1);
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
    struct rational ticks = rational_multiply(timeline->length, unit);
    struct rational finest = rational_multiply(unit, rational_make(fps.den, 1));
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

static bool count_pictures(struct timeline *timeline, struct report *report)
{
    if (timeline->step_count > MAX_PICTURES)
        return refuse_count(timeline, (int64_t)timeline->step_count, report);
    timeline->first_picture =
        memory_allocate(timeline->step_count, sizeof *timeline->first_picture);
    size_t total = 0;
    for (size_t i = 0; i < timeline->step_count; i++) {
        struct span span = span_of(timeline, i);
        timeline->first_picture[i] = total;
        total += 1 + fading_count(timeline, &span) + span.shot->questions +
                 moving_count(timeline, &span);
    }
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
        is_good = timed_read(shot, &film->shots[i], film->shot_count == 1, report) && is_good;
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

/* What is shown of a film of several shots: its own range of steps, too. */
static bool choose_steps(struct timeline *timeline, struct report *report)
{
    size_t first = 0, last = timeline->all_steps - 1;
    if (timeline->shots[0].shot.scene != timeline->scene &&
        !steps_choose(&timeline->scene->output, timeline->all_steps, &first, &last, report))
        return false;
    add_beats(timeline, first, last);
    if (timeline->beat_count > 0)
        return true;
    const struct step_entry *entry = first_entry(timeline);
    if (entry && first == 0 && last == timeline->all_steps - 1)
        report_error(report, entry->at, "leave out skip of some", "every step is skipped");
    else
        report_error(report, timeline->scene->output.steps_at, NULL,
                     "no shot shows any of the steps %zu..%zu", first, last);
    return false;
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

struct timeline *timeline_create_parts(const struct scene *scene,
                                       const struct simulation *const *simulations,
                                       struct report *report)
{
    const struct shot shot = shot_of_scene(scene, simulations);
    const struct film film = {.scene = scene, .shot_count = 1, .shots = &shot};
    return timeline_create(&film, report);
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

/* ---- pictures ---- */

static double eased(enum ease ease, double t)
{
    double progress = t;
    switch (ease) {
    case EASE_LINEAR:
        break;
    case EASE_SMOOTH:
        progress = t * t * (3 - 2 * t);
        break;
    }
    /* Rounding must not arrive before the next step does. */
    return progress < 1 ? progress : 1 - DBL_EPSILON;
}

/* The last shown step that starts at or before picture n. */
size_t timeline_index_of_picture(const struct timeline *timeline, size_t n)
{
    size_t low = 0, high = timeline->step_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (timeline->first_picture[middle] <= n)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* When picture `number` of a step starts. */
static struct rational start_in(const struct timeline *timeline, const struct span *span,
                                size_t number)
{
    size_t fading = fading_count(timeline, span);
    if (number < fading)
        return number == 0 ? span->start : grid_after(timeline, span->start, number);
    number -= fading;
    if (number == 0)
        return span->faded;
    if (number == span->shot->questions)
        return answer_time(span);
    return grid_after(timeline, span->move_from, number - span->shot->questions);
}

static struct rational picture_start(const struct timeline *timeline, size_t n)
{
    if (n == timeline->picture_count)
        return timeline->length;
    size_t index = timeline_index_of_picture(timeline, n);
    struct span span = span_of(timeline, index);
    return start_in(timeline, &span, n - timeline->first_picture[index]);
}

/* A part that stays where it is does not move. */
static struct moment moment_at(const struct timeline *timeline, size_t index, double progress,
                               bool is_question)
{
    const struct beat *beat = beat_of(timeline, index);
    const struct timed_shot *shot = shot_of(timeline, beat);
    struct moment moment = {.shot = beat->shot, .part_count = shot->shot.part_count};
    size_t step = beat->first_step + index - beat->first_index;
    for (size_t i = 0; i < shot->shot.part_count; i++) {
        size_t here = timed_step_of_part(shot, i, step);
        bool moves = progress > 0 && timed_step_of_part(shot, i, step + 1) != here;
        moment.parts[i] = (struct moment_part){
            .step = here,
            .progress = moves ? progress : 0,
            .is_question = is_question && timed_scene(shot, i)->show.reveal == REVEAL_QUESTION,
        };
    }
    return moment;
}

/* How much of the time from one time to another is over. */
static double share_of(struct rational at, struct rational from, struct rational to)
{
    return rational_to_double(rational_subtract(at, from)) /
           rational_to_double(rational_subtract(to, from));
}

void timeline_picture_at(const struct timeline *timeline, size_t n, struct picture *out)
{
    assert(n < timeline->picture_count);
    size_t index = timeline_index_of_picture(timeline, n);
    struct span span = span_of(timeline, index);
    size_t number = n - timeline->first_picture[index], fading = fading_count(timeline, &span);
    bool is_fading = number < fading, is_question = number < fading + span.shot->questions;
    enum ease ease = span.shot->times.ease;
    double progress = 0;
    *out = (struct picture){.number = n, .start = start_in(timeline, &span, number), .opacity = 1};
    out->duration = rational_subtract(picture_start(timeline, n + 1), out->start);
    if (number > fading + span.shot->questions)
        progress = eased(ease, share_of(out->start, span.move_from, span.end));
    out->moment = moment_at(timeline, index, progress, is_question);
    if (progress > 0 && span.shot->times.is_motion_reduced) {
        out->opacity = progress;
        out->under = moment_at(timeline, index, 0, is_question);
        out->moment = moment_at(timeline, index + 1, 0, span.shot->questions > 0);
    }
    if (!is_fading)
        return;
    out->opacity = eased(ease, share_of(out->start, span.start, span.faded));
    out->under = moment_at(timeline, index - 1, 0, false);
}

void timeline_still_at(const struct timeline *timeline, size_t n, struct picture *out)
{
    assert(n < timeline->step_count);
    struct span span = span_of(timeline, n);
    *out = (struct picture){.number = timeline_picture_of_still(timeline, n),
                            .start = span.start,
                            .duration = rational_subtract(span.end, span.start),
                            .moment = moment_at(timeline, n, 0, span.shot->questions > 0),
                            .opacity = 1};
}

size_t timeline_picture_of_still(const struct timeline *timeline, size_t n)
{
    struct span span = span_of(timeline, n);
    return timeline->first_picture[n] + fading_count(timeline, &span);
}

size_t timeline_picture_number(const struct timeline *timeline, struct rational t)
{
    assert(t.num >= 0 && rational_compare(t, timeline->length) < 0);
    size_t low = 0, high = timeline->picture_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (rational_compare(picture_start(timeline, middle), t) <= 0)
            low = middle;
        else
            high = middle;
    }
    return low;
}

size_t timeline_step_number(const struct timeline *timeline, size_t n)
{
    const struct beat *beat = beat_of(timeline, n);
    return shot_of(timeline, beat)->steps_before + beat->first_step + n - beat->first_index;
}

size_t timeline_shown_steps(const struct timeline *timeline, size_t shot)
{
    size_t count = 0;
    for (size_t i = 0; i < timeline->beat_count; i++)
        count += timeline->beats[i].shot == shot ? timeline->beats[i].step_count : 0;
    return count;
}

struct rational timeline_shot_start(const struct timeline *timeline, size_t shot)
{
    for (size_t i = 0; i < timeline->beat_count; i++)
        if (timeline->beats[i].shot >= shot)
            return step_start(timeline, timeline->beats[i].first_index);
    return timeline->length;
}

bool timeline_is_entry(const struct timeline *timeline, struct rational at)
{
    for (size_t i = 0; i < timeline->shot_count; i++)
        if (rational_compare(timeline_shot_start(timeline, i), at) == 0)
            return true;
    for (size_t i = 0; i < timeline->pause_count; i++)
        if (rational_compare(timeline->pauses[i].at, at) == 0)
            return true;
    return false;
}
