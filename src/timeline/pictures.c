/* SPDX-License-Identifier: MIT */
/* Picture n: its time, and the moment that it shows. */
#include <assert.h>
#include <float.h>
#include <math.h>

#include "timeline/spans.h"

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

static struct rational picture_start(const struct timeline *timeline, size_t n)
{
    if (n == timeline->picture_count)
        return timeline->length;
    size_t index = timeline_index_of_picture(timeline, n);
    struct span span = span_of(timeline, index);
    size_t within;
    const struct phase_time *phase = span_phase(&span, n - timeline->first_picture[index], &within);
    return span_picture_start(timeline, phase, within);
}

/* How far a part has told its sum, as its theme shares the time that this takes. */
static void set_telling(const struct theme *theme, double share, struct moment_part *part)
{
    const struct rational shares[] = {theme->products, theme->sum, theme->result};
    static const enum telling tellings[] = {TELLS_PRODUCTS, TELLS_SUM, TELLS_RESULT};
    double all = 0, before = 0;
    for (int i = 0; i < 3; i++)
        all += rational_to_double(shares[i]);
    for (int i = 0; i < 3; i++) {
        double length = rational_to_double(shares[i]) / all;
        if (length > 0 && share >= before) {
            part->telling = tellings[i];
            part->told = fmin((share - before) / length, 1);
        }
        before += length;
    }
}

static void set_landing(double share, struct moment_part *part)
{
    part->telling = TELLS_RESULT;
    part->told = share;
    part->lands = true;
}

/* How a step is shown: how far it has told its sum, whole from 1 on; and how far it moves on. A
 * part that stays where it is does not move. */
static struct moment moment_at(const struct timeline *timeline, size_t index, double told,
                               double progress, bool is_question)
{
    struct span span = span_of(timeline, index), next = span;
    struct moment moment = {.shot = span.beat->shot, .part_count = span.shot->shot.part_count};
    if (progress > 0)
        next = span_of(timeline, index + 1);
    for (size_t i = 0; i < moment.part_count; i++) {
        struct moment_part *part = &moment.parts[i];
        const struct scene *scene = timed_scene(span.shot, i);
        part->step = timed_step_of_part(span.shot, i, span.step);
        bool moves = progress > 0 && timed_step_of_part(span.shot, i, span.step + 1) != part->step;
        part->progress = moves ? progress : 0;
        part->is_question = is_question && scene->show.reveal == REVEAL_QUESTION;
        part->tells_next = moves && span_find(&next, TELLS) && span_tells(&next, i);
        if (told < 1 && span_tells(&span, i) && span_lands(&span, i))
            set_landing(told, part);
        else if (told < 1 && span_tells(&span, i))
            set_telling(&scene->theme, told, part);
    }
    return moment;
}

/* How much of a phase is over at a time. */
static double share_of(const struct phase_time *phase, struct rational at)
{
    return rational_to_double(rational_subtract(at, phase->from)) /
           rational_to_double(rational_subtract(phase->to, phase->from));
}

/* How far a step has told its sum before and after that phase. */
static double told_in(const struct span *span, const struct phase_time *phase, double share)
{
    const struct phase_time *telling = span_find(span, TELLS);
    if (!telling || phase > telling)
        return 1;
    return phase == telling ? share : 0;
}

/* Of a build's second so much is the build, then it stands. */
static const double building = 0.8;

/* Up to the end of that phase a shot is built up, all of its parts at once. */
static void set_building(const struct span *span, const struct phase_time *phase, double share,
                         struct moment *moment)
{
    const struct phase_time *builds = span_find(span, BUILDS_UP);
    if (!builds || phase > builds)
        return;
    double all = phase == builds ? share * (double)timed_builds(span->shot) : 0;
    double built =
        floor(all) + eased(span->shot->times.ease, fmin(1, (all - floor(all)) / building));
    for (size_t i = 0; i < moment->part_count; i++) {
        moment->parts[i].is_building = span->shot->shot.builds[i];
        moment->parts[i].built = fmin(built, (double)timed_part_builds(span->shot, i));
    }
}

/* Up to the end of that phase there is no window and nothing of the output. */
static void set_laying(const struct span *span, const struct phase_time *phase, double share,
                       struct moment *moment)
{
    const struct phase_time *lays = span_find(span, LAYS);
    if (!lays || phase > lays)
        return;
    for (size_t i = 0; i < moment->part_count; i++) {
        struct moment_part *part = &moment->parts[i];
        part->is_laying = span->shot->shot.lays[i];
        part->laid = phase == lays ? share : 0;
        if (part->is_laying)
            part->telling = TELLS_PRODUCTS;
    }
}

/* The moment at which a step is whole. */
static struct moment whole_moment(const struct timeline *timeline, size_t index)
{
    return moment_at(timeline, index, 1, 0, false);
}

static void move_on(const struct timeline *timeline, size_t index, const struct span *span,
                    double progress, struct picture *out)
{
    if (!span->shot->times.is_motion_reduced) {
        out->moment = moment_at(timeline, index, 1, progress, false);
        return;
    }
    out->opacity = progress;
    out->under = whole_moment(timeline, index);
    out->moment = moment_at(timeline, index + 1, 0, 0, span->shot->questions > 0);
}

/* Of the time that an output takes to become an input: what was lit lifts off before it moves. */
static const double lifting = 0.25;

/* A shot's maps are there before its window and its outputs are. */
static void take_over(const struct timeline *timeline, size_t index, const struct span *span,
                      double share, struct picture *out)
{
    struct moment_part *part = &out->moment.parts[0];
    double way = (fmin(1, share / building) - lifting) / (1 - lifting);
    out->under = whole_moment(timeline, index - 1);
    for (size_t i = 0; i < out->under.part_count; i++)
        out->under.parts[i].lifted = fmin(1, 1 + way * (1 - lifting) / lifting);
    if (way < 0) {
        out->moment = out->under;
        return;
    }
    part->is_building = span->shot->shot.builds[0];
    if (!part->is_building && span->shot->shot.lifts[0])
        part->lifted = 1;
    if (part->lifted > 0 && timed_tells(span->shot, 0))
        part->telling = TELLS_PRODUCTS;
    out->hands_over = true;
    out->opacity = eased(span->shot->times.ease, way);
}

void timeline_picture_at(const struct timeline *timeline, size_t n, struct picture *out)
{
    assert(n < timeline->picture_count);
    size_t index = timeline_index_of_picture(timeline, n), within;
    struct span span = span_of(timeline, index);
    const struct phase_time *phase = span_phase(&span, n - timeline->first_picture[index], &within);
    bool asks = span.shot->questions > 0 && (phase->kind == FADES_IN || phase->kind == ASKS);
    *out = (struct picture){
        .number = n, .start = span_picture_start(timeline, phase, within), .opacity = 1};
    out->duration = rational_subtract(picture_start(timeline, n + 1), out->start);
    bool is_sampled = phase->pictures > 1 || phase->kind == MOVES || phase->kind == LIFTS;
    double share = is_sampled ? share_of(phase, out->start) : 0;
    double smooth = eased(span.shot->times.ease, share);
    if (phase->kind == MOVES) {
        move_on(timeline, index, &span, smooth, out);
        return;
    }
    out->moment = moment_at(timeline, index, told_in(&span, phase, share), 0, asks);
    set_building(&span, phase, share, &out->moment);
    set_laying(&span, phase, share, &out->moment);
    if (phase->kind == LIFTS || phase->kind == ENDS)
        for (size_t i = 0; i < out->moment.part_count; i++)
            out->moment.parts[i].lifted = phase->kind == ENDS ? 1 : smooth;
    if (phase->kind == TAKES_OVER)
        take_over(timeline, index, &span, share, out);
    if (phase->kind != FADES_IN)
        return;
    out->opacity = smooth;
    out->under = whole_moment(timeline, index - 1);
}

void timeline_still_at(const struct timeline *timeline, size_t n, struct picture *out)
{
    assert(n < timeline->step_count);
    struct span span = span_of(timeline, n);
    *out = (struct picture){.number = timeline_picture_of_still(timeline, n),
                            .start = span.start,
                            .duration = rational_subtract(span.end, span.start),
                            .moment = moment_at(timeline, n, 1, 0, span.shot->questions > 0),
                            .opacity = 1};
}

size_t timeline_picture_of_still(const struct timeline *timeline, size_t n)
{
    struct span span = span_of(timeline, n);
    enum phase_kind still = span_find(&span, ASKS) ? ASKS : STAYS;
    size_t number = timeline->first_picture[n];
    for (size_t i = 0; i < span.phase_count && span.phases[i].kind != still; i++)
        number += span.phases[i].pictures;
    return number;
}

struct rational timeline_answer_time(const struct timeline *timeline, size_t index)
{
    struct span span = span_of(timeline, index);
    const struct phase_time *asking = span_find(&span, ASKS);
    return asking ? asking->to : span.start;
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
