/* SPDX-License-Identifier: MIT */
/* Time: which moment picture n shows and for how long. Takes the film's seconds and the layers'
 * steps, hands on pictures by number, each worked out alone. */
#include <assert.h>
#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "timeline/spans.h"

/* Of all steps, of which a render may make some: 46 hours at 60 pictures a second. */
enum { MAX_PICTURES = 10 * 1000 * 1000 };

/* ---- the shown steps, counted from 0 through the film ---- */

const struct beat *timeline_beat_of(const struct timeline *timeline, size_t index)
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

struct rational timeline_step_start(const struct timeline *timeline, size_t index)
{
    if (index == 0)
        return whole(0);
    const struct beat *beat = timeline_beat_of(timeline, index);
    if (index == beat->first_index)
        return beat->from;
    return rational_add(beat->start,
                        rational_multiply(whole(index - beat->first_index), beat->step));
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
        total += span_pictures(&span);
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
        if (told < 1 && span_tells(&span, i))
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

/* A shot's maps are there before its window is. */
static void take_over(const struct timeline *timeline, size_t index, const struct span *span,
                      double share, struct picture *out)
{
    struct moment_part *part = &out->moment.parts[0];
    part->is_building = span->shot->shot.builds[0];
    out->hands_over = true;
    out->opacity = eased(span->shot->times.ease, fmin(1, share / building));
    out->under = whole_moment(timeline, index - 1);
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

size_t timeline_step_number(const struct timeline *timeline, size_t n)
{
    const struct beat *beat = timeline_beat_of(timeline, n);
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
            return timeline_step_start(timeline, timeline->beats[i].first_index);
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
