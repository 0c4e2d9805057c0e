/* SPDX-License-Identifier: MIT */
/* The phases of each shown step: a picture stands still, or there is one for each point of the
 * grid k / fps. */
#include "timeline/spans.h"

#include <assert.h>

/* A step tells its sum where it lasts so long, seconds. */
static const struct rational least_telling = {2, 1};

/* ---- the grid ---- */

/* The last point of the grid that is not after a time. */
static int64_t grid_until(const struct timeline *timeline, struct rational time)
{
    return rational_floor(rational_multiply(time, timeline->scene->output.fps));
}

/* How many points of the grid fall strictly between two times. */
static size_t grid_between(const struct timeline *timeline, struct rational from,
                           struct rational to)
{
    int64_t last = rational_ceil(rational_multiply(to, timeline->scene->output.fps)) - 1;
    int64_t count = last - grid_until(timeline, from);
    return count > 0 ? (size_t)count : 0;
}

struct rational span_picture_start(const struct timeline *timeline, const struct phase_time *phase,
                                   size_t within)
{
    bool follows = phase->kind == MOVES || phase->kind == LIFTS;
    size_t point = follows ? within + 1 : within;
    if (point == 0)
        return phase->from;
    return rational_divide(whole((size_t)grid_until(timeline, phase->from) + point),
                           timeline->scene->output.fps);
}

/* ---- phases ---- */

static bool is_later(struct rational a, struct rational b)
{
    return rational_compare(a, b) > 0;
}

/* One that takes no time is left out, but for the one that stays. */
static void add(const struct timeline *timeline, struct span *span, enum phase_kind kind,
                struct rational from, struct rational to)
{
    struct phase_time phase = {kind, from, to, 1};
    bool is_still = kind == ASKS || kind == WAITS || kind == STAYS || kind == ENDS;
    if (kind != STAYS && !is_later(to, from))
        return;
    if (!is_still)
        phase.pictures = (kind != MOVES && kind != LIFTS) + grid_between(timeline, from, to);
    assert(span->phase_count < MOST_PHASES);
    span->phases[span->phase_count++] = phase;
}

/* When the shot is all there: its fade takes a third of what the step holds at most. */
static struct rational fade_end(const struct span *span, struct rational held_until)
{
    struct rational held = rational_subtract(held_until, span->start);
    struct rational most = rational_divide(held, whole(MOST_FADING));
    struct rational fade = span->shot->fade;
    return rational_add(span->start, is_later(fade, most) ? most : fade);
}

/* When a step answers its question: after half of its time, or of what it holds. */
static struct rational answer_time(struct rational from, struct rational end,
                                   struct rational held_until)
{
    struct rational half = rational_divide(rational_subtract(end, from), whole(2));
    struct rational held = rational_subtract(held_until, from);
    if (!is_later(held, half))
        half = rational_divide(held, whole(2));
    return rational_add(from, half);
}

/* How many builds come before a beat: none but before a shot's first step. */
static size_t count_builds(const struct timeline *timeline, const struct beat *beat)
{
    const struct timed_shot *shot = &timeline->shots[beat->shot];
    bool begins_shot = beat == timeline->beats || beat[-1].shot != beat->shot;
    return begins_shot && beat->first_step == shot->segments[0].first_step ? timed_builds(shot) : 0;
}

/* Whether its first step takes over the output of the shot before. */
static bool takes_over(const struct timeline *timeline, const struct beat *beat)
{
    const struct timed_shot *shot = &timeline->shots[beat->shot];
    return shot->takes_over && beat > timeline->beats && beat[-1].shot + 1 == beat->shot &&
           beat->first_step == shot->segments[0].first_step;
}

struct rational span_lead(const struct timeline *timeline, const struct beat *beat)
{
    return whole(count_builds(timeline, beat) + takes_over(timeline, beat));
}

bool span_tells(const struct span *span, size_t part)
{
    const struct timed_shot *shot = span->shot;
    const struct beat *beat = span->beat;
    bool stays = shot->shot.scene->shot.stay.num > 0; /* it has been told in the shot before */
    bool stamps = timed_scene(shot, part)->order.value == ORDER_INPUT; /* no total could land */
    if (stays || (stamps && span_lands(span, part)) || shot->questions > 0 ||
        shot->times.is_motion_reduced || !(timed_tells(shot, part) || timed_lands(shot, part)))
        return false;
    return span->step == beat->first_step || timed_step_of_part(shot, part, span->step) !=
                                                 timed_step_of_part(shot, part, span->step - 1);
}

bool span_lands(const struct span *span, size_t part)
{
    bool is_short = is_later(least_telling, span->beat->step) && !span->beat->segment->say;
    return is_short || !timed_tells(span->shot, part);
}

/* How long it tells: its theme's shares of a step, where that leaves it time to stay. A total lands
 * as fast as in the shortest step that tells all. */
static struct rational telling_time(const struct span *span, struct rational from,
                                    struct rational until)
{
    const struct theme *theme = &span->shot->shot.scene->theme;
    struct rational shares = rational_add(theme->products, rational_add(theme->sum, theme->result));
    bool tells = false, lands = true;
    for (size_t i = 0; i < span->shot->shot.part_count; i++) {
        tells |= span_tells(span, i);
        lands &= span_lands(span, i);
    }
    int parts = lands ? LANDING_PARTS : SPAN_PARTS;
    struct rational time = lands ? rational_multiply(theme->result, least_telling)
                                 : rational_multiply(shares, span->beat->step);
    struct rational most =
        rational_multiply(rational_subtract(until, from), rational_make(parts - 1, parts));
    if (!tells || most.num <= 0)
        return whole(0);
    return is_later(time, most) ? most : time;
}

/* A kernel is laid onto the input in the time before the first step, so long at least and at most,
 * seconds. */
static const struct rational least_laying = {2, 5}, most_laying = {6, 5};

/* When that begins: before a time; at that time: it is not. */
static struct rational laying_start(const struct span *span, struct rational at,
                                    struct rational begin)
{
    const struct timed_shot *shot = span->shot;
    bool lays = false;
    for (size_t i = 0; i < shot->shot.part_count; i++)
        lays |= shot->shot.lays[i];
    struct rational most = rational_subtract(begin, at);
    if (!lays || shot->times.is_motion_reduced || shot->questions > 0 || shot->shown < 2 ||
        is_later(least_laying, most))
        return begin;
    return is_later(most, most_laying) ? rational_subtract(begin, most_laying) : at;
}

/* On the grid, so that what stays begins with a frame of its own. */
static struct rational grid_before(const struct timeline *timeline, struct rational time)
{
    return rational_divide(whole((size_t)grid_until(timeline, time)), timeline->scene->output.fps);
}

static void add_phases(const struct timeline *timeline, struct span *span, bool is_first,
                       struct rational held_until)
{
    struct rational at = span->start;
    if (is_first && takes_over(timeline, span->beat)) {
        at = rational_add(span->start, whole(1));
        at = is_later(at, held_until) ? held_until : at;
        add(timeline, span, TAKES_OVER, span->start, at);
    } else if (is_first && span->beat->first_index > 0) {
        at = fade_end(span, held_until);
        add(timeline, span, FADES_IN, span->start, at);
    }
    size_t builds = is_first ? count_builds(timeline, span->beat) : 0;
    if (builds > 0) {
        struct rational from = at, held = timeline->scene->timeline.hold_first;
        if (span->beat->first_index == 0 && is_later(held, at))
            from = held;
        struct rational to = rational_add(from, whole(builds));
        add(timeline, span, WAITS, at, from);
        at = is_later(to, held_until) ? held_until : to;
        add(timeline, span, BUILDS_UP, from, at);
    }
    if (span->shot->questions > 0) {
        struct rational from = builds > 0 ? at : span->start;
        struct rational answer = answer_time(from, span->end, held_until);
        add(timeline, span, ASKS, at, answer);
        at = answer;
    }
    struct rational begin = is_first && is_later(span->beat->start, at) ? span->beat->start : at;
    if (is_first && builds == 0 && !takes_over(timeline, span->beat)) {
        struct rational from = laying_start(span, at, begin);
        add(timeline, span, WAITS, at, is_later(begin, from) ? from : at);
        at = is_later(begin, from) ? begin : at;
        add(timeline, span, LAYS, from, begin);
    }
    struct rational telling = telling_time(span, begin, held_until);
    if (telling.num > 0) {
        struct rational told = grid_before(timeline, rational_add(begin, telling));
        add(timeline, span, WAITS, at, begin);
        add(timeline, span, TELLS, begin, told);
        at = told;
    }
    add(timeline, span, STAYS, at, held_until);
}

/* Whether the step after a beat's is not shown behind it: the shot ends, or skips some. */
static bool is_before_jump(const struct timeline *timeline, const struct beat *beat, size_t index)
{
    size_t next = beat->first_index + beat->step_count;
    bool ends = beat + 1 == timeline->beats + timeline->beat_count || beat[1].shot != beat->shot ||
                beat[1].first_step != beat->first_step + beat->step_count;
    return index + 1 == next && ends;
}

/* Whether the film's last step ends without its window: one that has moved there. */
static bool lifts(const struct timeline *timeline, const struct span *span, struct rational move)
{
    const struct timed_shot *shot = span->shot;
    bool lifts = false;
    for (size_t i = 0; i < shot->shot.part_count; i++)
        lifts |= shot->shot.lifts[i] && !shot->is_held[i] &&
                 simulation_order(shot->shot.simulations[i]) != ORDER_BACK;
    return lifts && move.num > 0 && timeline->step_count > 1 && !shot->times.is_motion_reduced &&
           timeline->scene->timeline.hold_last.num > 0 && shot->shown > 1;
}

struct span span_of(const struct timeline *timeline, size_t index)
{
    struct span span = {.beat = timeline_beat_of(timeline, index)};
    span.shot = &timeline->shots[span.beat->shot];
    span.step = span.beat->first_step + index - span.beat->first_index;
    span.start = timeline_step_start(timeline, index);
    span.end = index + 1 < timeline->step_count ? timeline_step_start(timeline, index + 1)
                                                : timeline->length;
    bool is_first =
        index == span.beat->first_index && (index == 0 || span.beat[-1].shot != span.beat->shot);
    struct rational move = timed_move(span.shot, span.beat->step);
    bool moves = !is_before_jump(timeline, span.beat, index) && move.num > 0;
    struct rational held_until = moves ? rational_subtract(span.end, move) : span.end;
    if (index + 1 == timeline->step_count && lifts(timeline, &span, move)) {
        struct rational until = rational_subtract(span.end, timeline->scene->timeline.hold_last);
        struct rational lifted = rational_add(until, move);
        add_phases(timeline, &span, is_first, until);
        lifted = is_later(lifted, span.end) ? span.end : lifted;
        add(timeline, &span, LIFTS, until, lifted);
        add(timeline, &span, ENDS, lifted, span.end);
        return span;
    }
    add_phases(timeline, &span, is_first, held_until);
    add(timeline, &span, MOVES, held_until, span.end);
    return span;
}

size_t span_pictures(const struct span *span)
{
    size_t count = 0;
    for (size_t i = 0; i < span->phase_count; i++)
        count += span->phases[i].pictures;
    return count;
}

const struct phase_time *span_phase(const struct span *span, size_t number, size_t *within)
{
    const struct phase_time *phase = span->phases;
    while (number >= phase->pictures)
        number -= phase++->pictures;
    *within = number;
    return phase;
}

const struct phase_time *span_find(const struct span *span, enum phase_kind kind)
{
    for (size_t i = 0; i < span->phase_count; i++)
        if (span->phases[i].kind == kind)
            return &span->phases[i];
    return NULL;
}
