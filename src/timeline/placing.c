/* SPDX-License-Identifier: MIT */
/* When each beat and each spoken word of a film begins, and how a film gets the length that it is
 * given. */
#include <stdio.h>
#include <stdlib.h>

#include "timeline/spans.h"

/* How a film gets its length. */
struct pace {
    struct rational factor; /* of the time of steps that no list names */
    struct rational rest;   /* seconds after the words of each shot that has some */
};

/* What is being placed: where the next picture and the next words can begin. */
struct placing {
    struct timeline *timeline;
    struct pace pace;
    struct rational at, spoken; /* until when words are spoken */
    struct rational begin;      /* when the shot begins, */
    struct rational shot;       /* and when its steps can */
};

static struct rational later(struct rational a, struct rational b)
{
    return rational_compare(a, b) > 0 ? a : b;
}

/* Words, once those before them have ended. */
static void place_words(struct placing *placing, size_t shot, const char *say)
{
    struct timeline *timeline = placing->timeline;
    struct rational length = timed_words(timeline->shots[shot].shot.scene, say);
    if (!say)
        return;
    placing->at = later(placing->at, placing->spoken);
    placing->spoken = rational_add(placing->at, length);
    timeline->cues[timeline->cue_count++] = (struct cue){placing->at, length, say, shot};
}

/* Whether the film's length may change how long a beat's steps last. */
static bool is_free(const struct timeline *timeline, const struct beat *beat)
{
    const struct scene *scene = timeline->shots[beat->shot].shot.scene;
    return !beat->segment->is_listed && scene->shot.length.num == 0 && scene_has_layer(scene);
}

/* The first picture of a shot is there while words before its own end. */
static void place_beat(struct placing *placing, struct beat *beat, bool begins_shot)
{
    const struct segment *segment = beat->segment;
    const struct step_entry *entry = segment->entry;
    beat->from = begins_shot ? placing->begin : placing->at;
    if (entry && entry->start.den > 0 && beat->first_step == segment->first_step)
        placing->at = later(placing->at, rational_add(placing->begin, entry->start));
    place_words(placing, beat->shot, segment->say);
    beat->start = placing->at;
    if (!begins_shot)
        beat->from = beat->start;
    beat->step = is_free(placing->timeline, beat)
                     ? rational_multiply(segment->step, placing->pace.factor)
                     : segment->step;
    placing->at = rational_add(placing->at, rational_multiply(whole(beat->step_count), beat->step));
    if (segment->say)
        placing->at = later(placing->at, placing->spoken);
}

/* A shot ends with the last of its steps, which it holds, its words, its recording and the time
 * that it is given. */
static void end_shot(struct placing *placing, struct timed_shot *shot)
{
    const struct scene_shot *given = &shot->shot.scene->shot;
    struct rational end = placing->at, for_end = rational_add(placing->shot, given->length);
    struct rational heard = rational_add(placing->begin, shot->shot.recording);
    bool is_given = given->length.num > 0, is_heard = shot->shot.recording.num > 0;
    if (given->hold.num > 0)
        end = rational_add(end, given->hold);
    end = later(later(end, placing->spoken), heard);
    if (is_given)
        end = later(end, for_end);
    shot->decided = is_given && rational_compare(end, for_end) == 0 ? DECIDED_BY_FOR
                    : is_heard && rational_compare(end, heard) == 0 ? DECIDED_BY_RECORDING
                    : rational_compare(end, placing->spoken) == 0   ? DECIDED_BY_WORDS
                                                                    : DECIDED_BY_STEPS;
    if (shot->words.num > 0)
        end = rational_add(end, placing->pace.rest);
    placing->at = end;
}

static void place_all(struct timeline *timeline, struct pace pace)
{
    const struct scene_timeline *times = &timeline->scene->timeline;
    struct placing placing = {timeline, pace, whole(0), whole(0), whole(0), whole(0)};
    size_t index = 0;
    timeline->cue_count = 0;
    for (size_t i = 0; i < timeline->beat_count; i++) {
        struct beat *beat = &timeline->beats[i];
        struct timed_shot *shot = &timeline->shots[beat->shot];
        bool begins = i == 0 || beat[-1].shot != beat->shot;
        bool ends = i + 1 == timeline->beat_count || beat[1].shot != beat->shot;
        if (begins) {
            placing.begin = placing.shot = placing.spoken = placing.at;
            place_words(&placing, beat->shot, shot->shot.scene->shot.say);
            if (i == 0) /* its steps wait, its words do not */
                placing.shot = placing.at = times->hold_first;
            placing.at = rational_add(placing.at, span_lead(timeline, beat));
        }
        beat->first_index = index;
        index += beat->step_count;
        place_beat(&placing, beat, begins);
        if (ends)
            end_shot(&placing, shot);
    }
    timeline->step_count = index;
    timeline->length = rational_add(placing.at, times->hold_last);
}

/* Whether a beat begins an entry that says when it starts; late: how much later it does, seconds.
 * The film's first picture is there from the beginning: its extra time is no delay. */
static bool has_start(const struct timeline *timeline, const struct beat *beat, double *late)
{
    const struct step_entry *entry = beat->segment->entry;
    if (!entry || entry->start.den == 0 || beat->first_step != beat->segment->first_step ||
        entry->kind == ENTRY_REST)
        return false;
    struct rational wanted = rational_add(timeline_shot_start(timeline, beat->shot), entry->start);
    if (beat == timeline->beats)
        wanted = later(wanted, timeline->scene->timeline.hold_first);
    *late = rational_to_double(rational_subtract(beat->start, wanted));
    return true;
}

double timeline_drift(const struct timeline *timeline, size_t *count)
{
    double most = 0, late;
    *count = 0;
    for (size_t i = 0; i < timeline->beat_count; i++)
        if (has_start(timeline, &timeline->beats[i], &late)) {
            most = late > most ? late : most;
            ++*count;
        }
    return most;
}

/* A picture's length is no drift. */
void timeline_warn_of_late(const struct timeline *timeline, struct report *report)
{
    for (size_t i = 0; i < timeline->beat_count; i++) {
        const struct beat *beat = &timeline->beats[i];
        const struct step_entry *entry = beat->segment->entry;
        double late;
        if (!has_start(timeline, beat, &late))
            continue;
        if (late * rational_to_double(timeline->scene->output.fps) > 1)
            report_warning(report, entry->at, "shorter steps or words before them",
                           "these steps start %.2f s later than at their %.2f s of the shot: what "
                           "is before them takes so long",
                           late, rational_to_double(entry->start));
    }
}

/* ---- a length that is given ---- */

static const struct rational one = {1, 1}, most_rest = {3, 2};

static struct rational length_at(struct timeline *timeline, struct rational factor,
                                 struct rational rest)
{
    place_all(timeline, (struct pace){factor, rest});
    return timeline->length;
}

/* The largest factor between low and high whose film is not longer than it is to be. */
static struct rational find_factor(struct timeline *timeline, struct rational low,
                                   struct rational high)
{
    enum { PARTS = 1024 }; /* of a step */
    int64_t least = rational_floor(rational_multiply(low, whole(PARTS)));
    int64_t most = rational_floor(rational_multiply(high, whole(PARTS)));
    while (most - least > 1) {
        int64_t middle = least + (most - least) / 2;
        struct rational length = length_at(timeline, rational_make(middle, PARTS), whole(0));
        if (rational_compare(length, timeline->scene->length) <= 0)
            least = middle;
        else
            most = middle;
    }
    return rational_make(least, PARTS);
}

static size_t speaking_shots(const struct timeline *timeline)
{
    size_t count = 0;
    for (size_t i = 0; i < timeline->shot_count; i++)
        count += timeline->shots[i].words.num > 0;
    return count;
}

static bool refuse(const struct timeline *timeline, struct rational natural, struct rational paced,
                   struct rational rested, struct report *report)
{
    char sums[3][NUMBER_ROOM], wanted[NUMBER_ROOM];
    const struct rational all[] = {natural, paced, rested};
    bool is_longer = rational_compare(timeline->scene->length, natural) > 0;
    for (size_t i = 0; i < 3; i++)
        snprintf(sums[i], sizeof sums[i], "%.1f", rational_to_double(all[i]));
    snprintf(wanted, sizeof wanted, "%.1f", rational_to_double(timeline->scene->length));
    if (is_longer)
        report_error(report, timeline->scene->length_at, "more steps, words or holds",
                     "the film lasts %s s, with steps of twice the time %s s, with rests after "
                     "words %s s, but 'length' %s s",
                     sums[0], sums[1], sums[2], wanted);
    else
        report_error(report, timeline->scene->length_at, "fewer steps or words",
                     "the film lasts %s s, with steps of half the time %s s, but 'length' %s s",
                     sums[0], sums[1], wanted);
    return false;
}

bool timeline_fit(struct timeline *timeline, struct report *report)
{
    const struct rational wanted = timeline->scene->length, none = whole(0);
    struct rational natural = length_at(timeline, one, none);
    if (wanted.num == 0 || rational_compare(wanted, natural) == 0)
        return true;
    bool is_longer = rational_compare(wanted, natural) > 0;
    struct rational half = rational_make(1, 2), limit = is_longer ? whole(2) : half;
    struct rational paced = length_at(timeline, limit, none), rested = paced;
    size_t speaking = speaking_shots(timeline);
    if (is_longer && rational_compare(wanted, paced) > 0 && speaking > 0) {
        struct rational rest = rational_divide(rational_subtract(wanted, paced), whole(speaking));
        rested = length_at(timeline, limit, most_rest);
        if (rational_compare(rest, most_rest) <= 0) {
            place_all(timeline, (struct pace){limit, rest});
            return true;
        }
    }
    bool is_out =
        is_longer ? rational_compare(wanted, paced) > 0 : rational_compare(wanted, paced) < 0;
    if (is_out)
        return refuse(timeline, natural, paced, rested, report);
    struct rational factor = find_factor(timeline, is_longer ? one : half, is_longer ? limit : one);
    place_all(timeline, (struct pace){factor, none});
    timeline->length =
        wanted; /* less than a thousandth of a step is left: the last picture stays */
    return true;
}
