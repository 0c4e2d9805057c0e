/* SPDX-License-Identifier: MIT */
/* Films in which something is said: how long their shots last and when words begin, against a walk
 * over the rules, step by step. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "convreel/timeline.h"
#include "created.h"

enum { MOST_STEPS = 9, MOST_SHOTS = 4 };

struct made {
    struct report report;
    struct scene *scene;
    struct simulation *simulations[MOST_SHOTS];
    struct shot shots[MOST_SHOTS];
    struct timeline *timeline;
};

static void make(struct made *made, const char *text)
{
    *made = (struct made){0};
    report_init(&made->report, "film.yaml");
    made->scene = scene_parse(text, strlen(text), "film.yaml", NULL, &made->report);
    if (made->report.error_count > 0)
        fail_msg("%s\n%s", text, made->report.problems[0].text);
    for (size_t i = 0; i < made->scene->shot_count; i++) {
        made->simulations[i] = create_simulation(made->scene->shots[i], &made->report);
        const struct simulation *one = made->simulations[i];
        made->shots[i] = shot_of_scene(made->scene->shots[i], &one);
    }
    const struct film film = {made->scene, made->scene->shot_count, made->shots};
    made->timeline = timeline_create(&film, &made->report);
    if (!made->timeline)
        fail_msg("%s\n%s", text, made->report.problems[0].text);
}

static void finish(struct made *made)
{
    timeline_destroy(made->timeline);
    for (size_t i = 0; i < MOST_SHOTS; i++)
        simulation_destroy(made->simulations[i]);
    scene_destroy(made->scene);
    report_finish(&made->report);
}

static uint32_t seed = 5;

static int pick(int count)
{
    seed = seed * 1664525 + 1013904223;
    return (int)(seed >> 16) % count;
}

/* ---- the rules, step by step ---- */

/* What an entry says of the steps from first to last. */
struct entry {
    int first, last;
    double length, each; /* 0: not given */
    bool is_skipped;
    int characters; /* that are spoken; 0: none */
};

struct shot_plan {
    struct entry entries[4];
    int entry_count, characters;
    double length, hold;
};

static double words(int characters)
{
    return characters > 0 ? characters / 15.0 + 0.5 : 0;
}

static const struct entry *entry_of(const struct shot_plan *plan, int step)
{
    for (int i = 0; i < plan->entry_count; i++)
        if (step >= plan->entries[i].first && step <= plan->entries[i].last)
            return &plan->entries[i];
    return NULL;
}

static double time_of(const struct entry *entry, double usual)
{
    if (!entry)
        return usual;
    int count = entry->last - entry->first + 1;
    return entry->each > 0 ? entry->each : entry->length > 0 ? entry->length / count : usual;
}

static double longer(double a, double b)
{
    return a > b ? a : b;
}

/* A shot's steps from a time on, its words from another; returns when the shot ends. */
static double walk(const struct shot_plan *plan, double now, double said, double *cues,
                   int *cue_count)
{
    double usual = 1, start = now, spoken = said, listed = 0, entry_end = 0;
    int unlisted = 0;
    for (int step = 0; step < MOST_STEPS; step++) {
        const struct entry *entry = entry_of(plan, step);
        if (!entry)
            unlisted++;
        else if (!entry->is_skipped)
            listed += time_of(entry, usual);
    }
    if (plan->length > 0 && unlisted > 0)
        usual = (plan->length - listed - plan->hold) / unlisted;
    if (plan->characters > 0) {
        cues[(*cue_count)++] = said;
        spoken = said + words(plan->characters);
    }
    for (int step = 0; step < MOST_STEPS; step++) {
        const struct entry *entry = entry_of(plan, step);
        if (entry && entry->is_skipped)
            continue;
        if (entry && step == entry->first && entry->characters > 0) {
            now = longer(now, spoken);
            cues[(*cue_count)++] = now;
            spoken = entry_end = now + words(entry->characters);
        }
        now += time_of(entry, entry ? 1 : usual);
        if (entry && step == entry->last && entry->characters > 0)
            now = longer(now, entry_end);
    }
    now = longer(now + plan->hold, spoken);
    if (plan->length > 0)
        now = longer(now, start + plan->length);
    return now;
}

/* ---- random films ---- */

static void pick_plan(struct shot_plan *plan)
{
    *plan = (struct shot_plan){.characters = pick(2) * (10 + pick(120)), .hold = pick(2) * 0.5};
    double listed = 0;
    for (int at = pick(3); at < MOST_STEPS && plan->entry_count < 4; at += pick(3)) {
        struct entry *entry = &plan->entries[plan->entry_count++];
        *entry = (struct entry){.first = at,
                                .last = at + pick(MOST_STEPS - at < 3 ? MOST_STEPS - at : 3)};
        entry->is_skipped = pick(4) == 0;
        int which = pick(3);
        entry->each = which == 0 ? 0.25 * (1 + pick(8)) : 0;
        entry->length = which == 1 ? 0.5 * (1 + pick(8)) : 0;
        entry->characters = entry->is_skipped ? 0 : pick(2) * (5 + pick(60));
        listed += (entry->last - entry->first + 1) * time_of(entry, 1);
        at = entry->last + 1;
    }
    bool is_all = true;
    for (int step = 0; step < MOST_STEPS; step++)
        is_all &= entry_of(plan, step) && entry_of(plan, step)->is_skipped;
    if (is_all)
        plan->entry_count = 0;
    plan->length = pick(2) * ceil(listed + plan->hold + 1 + pick(5));
}

static void put_say(struct buffer *text, int characters)
{
    if (characters > 0)
        buffer_format(
            text, ", say: %.*s", characters,
            "a word a word a word a word a word a word a word a word a word a word a word "
            "a word a word a word a word a word a word a word a word a word a word a word a");
}

/* Words end in no space: YAML would drop it. */
static int whole_words(int characters)
{
    return characters - (characters % 7 == 2 || characters % 7 == 0);
}

static void put_plan(struct buffer *text, struct shot_plan *plan)
{
    plan->characters = whole_words(plan->characters);
    buffer_format(text, "- {view: flat, hold: %g", plan->hold);
    if (plan->length > 0)
        buffer_format(text, ", for: %g", plan->length);
    put_say(text, plan->characters);
    for (int i = 0; i < plan->entry_count; i++) {
        struct entry *entry = &plan->entries[i];
        entry->characters = whole_words(entry->characters);
        buffer_format(text, "%s{at: %d..%d", i == 0 ? ", steps: [" : ", ", entry->first,
                      entry->last);
        if (entry->each > 0)
            buffer_format(text, ", each: %g", entry->each);
        if (entry->length > 0)
            buffer_format(text, ", for: %g", entry->length);
        if (entry->is_skipped)
            buffer_add_text(text, ", skip: true");
        put_say(text, entry->characters);
        buffer_format(text, "}%s", i + 1 == plan->entry_count ? "]" : "");
    }
    buffer_add_text(text, "}\n");
}

static void shots_last_as_long_as_the_longest(void **state)
{
    (void)state;
    for (int round = 0; round < 200; round++) {
        struct buffer text = {0};
        struct shot_plan plans[MOST_SHOTS];
        struct made made;
        double starts[MOST_SHOTS + 1] = {0.5}, cues[64];
        int cue_count = 0, count = 1 + pick(MOST_SHOTS);
        buffer_add_text(&text, "input: 5\nlayer: {type: Conv2d, kernel_size: 3}\n"
                               "timeline: {step: 1, move: 0.2, hold_first: 0.5, hold_last: 0}\n"
                               "shots:\n");
        for (int i = 0; i < count; i++) {
            pick_plan(&plans[i]);
            put_plan(&text, &plans[i]);
            starts[i + 1] = walk(&plans[i], starts[i], i == 0 ? 0 : starts[i], cues, &cue_count);
        }
        make(&made, text.bytes);
        for (int i = 1; i <= count; i++) {
            double start = rational_to_double(timeline_shot_start(made.timeline, (size_t)i));
            if (fabs(start - starts[i]) > 1e-9)
                fail_msg("%sshot %d starts at %g, not %g", text.bytes, i, start, starts[i]);
        }
        assert_int_equal(made.timeline->cue_count, cue_count);
        for (int i = 0; i < cue_count; i++) {
            const struct cue *cue = &made.timeline->cues[i];
            double start = rational_to_double(cue->start);
            if (fabs(start - cues[i]) > 1e-9)
                fail_msg("%scue %d begins at %g, not %g", text.bytes, i, start, cues[i]);
            assert_true(fabs(rational_to_double(cue->length) - words((int)strlen(cue->text))) <
                        1e-9);
        }
        finish(&made);
        buffer_finish(&text);
    }
}

/* What is skipped has no picture; the others keep their numbers, and nothing slides over the gap.
 */
static void skipped_steps_are_jumped_over(void **state)
{
    (void)state;
    struct made made;
    make(&made,
         "input: 5\nlayer: {type: Conv2d, kernel_size: 3}\n"
         "timeline: {step: 1, move: 0.5}\noutput: {fps: 10}\n"
         "shots: [{steps: [{at: [1, 1], for: 3}, {at: 2..3, skip: true}, {at: last, each: 2}, "
         "{at: rest, for: 2}]}]\n");
    const size_t numbers[] = {0, 1, 4, 5, 6, 7, 8};
    assert_int_equal(made.timeline->step_count, 7);
    for (size_t i = 0; i < 7; i++) {
        struct picture still, picture;
        double length = numbers[i] == 4 ? 3 : numbers[i] == 8 ? 2 : 0.4;
        timeline_still_at(made.timeline, i, &still);
        assert_int_equal(timeline_step_number(made.timeline, i), numbers[i]);
        if (i > 0 && i < 6)
            assert_true(fabs(rational_to_double(still.duration) - length) < 1e-9);
        for (size_t n = made.timeline->first_picture[i];
             i == 1 && n < made.timeline->first_picture[2]; n++) {
            timeline_picture_at(made.timeline, n, &picture);
            assert_true(picture.moment.parts[0].progress == 0);
        }
    }
    finish(&made);
}

static void check_starts(const struct made *made, const double *starts)
{
    for (size_t i = 0; i <= made->timeline->shot_count; i++)
        assert_true(fabs(rational_to_double(timeline_shot_start(made->timeline, i)) - starts[i]) <
                    1e-9);
}

static void a_card_is_one_step(void **state)
{
    (void)state;
    struct made made;
    make(&made, "input: 5\nlayer: {type: Conv2d, kernel_size: 3}\n"
                "timeline: {hold_first: 0, hold_last: 0, words: 10}\n"
                "shots: [{card: '# A'}, {card: B, say: ten letter}, {card: C, for: 2}]\n");
    const double starts[] = {0, 4, 5.5, 7.5};
    assert_int_equal(made.timeline->step_count, 3);
    check_starts(&made, starts);
    assert_int_equal(made.timeline->shots[1].decided, DECIDED_BY_WORDS);
    finish(&made);
}

/* A shot of hold alone shows what was there last, for so long, as one step. */
static void a_picture_stays(void **state)
{
    (void)state;
    struct made made;
    struct picture picture;
    make(&made, "input: 5\nlayer: {type: Conv2d, kernel_size: 3}\n"
                "timeline: {step: 1, hold_first: 0, hold_last: 0, words: 10}\n"
                "shots: [{steps: 0..6}, {hold: 2}, {hold: 1, say: twenty letters no 20}]\n");
    const double starts[] = {0, 7, 9, 11.5};
    assert_int_equal(made.timeline->step_count, 9);
    assert_int_equal(timeline_step_number(made.timeline, 7), 9);
    check_starts(&made, starts);
    for (size_t i = 6; i < 9; i++) {
        timeline_still_at(made.timeline, i, &picture);
        assert_int_equal(picture.moment.parts[0].step, 6);
    }
    finish(&made);
}

static double number(struct rational time)
{
    return rational_to_double(time);
}

static void talks_wait_at_ends(void **state)
{
    (void)state;
    struct made made;
    make(&made, "input: 4\nlayer: {type: Conv2d, kernel_size: 3}\n"
                "timeline: {step: 1, move: 0.25, hold_first: 0.5, hold_last: 2}\n"
                "shots:\n- {card: A, for: 2, pause: true}\n"
                "- {steps: [{at: 0, for: 2, pause: loop}, {at: 2, pause: true}], hold: 1}\n"
                "- {show: {output: question}, pause: true, steps: [{at: last, pause: true}]}\n"
                "- {layer: {padding: 1}, pause: loop, steps: 0..2}\n");
    const double at[] = {2.5, 4.5, 6.5, 12, 15.5}, from[] = {2.5, 2.5, 6.5, 12, 12.5};
    assert_int_equal(made.timeline->pause_count, 5);
    for (size_t i = 0; i < 5; i++) {
        const struct pause *pause = &made.timeline->pauses[i];
        if (fabs(number(pause->at) - at[i]) > 1e-9 || fabs(number(pause->from) - from[i]) > 1e-9)
            fail_msg("pause %zu is at %g, from %g", i, number(pause->at), number(pause->from));
        struct picture picture;
        size_t n = timeline_picture_number(made.timeline, pause->at);
        timeline_picture_at(made.timeline, n, &picture);
        assert_true(fabs(number(picture.start) - at[i]) < 1e-9 || i == 4);
    }
    finish(&made);
}

static void entries_start_when_they_say(void **state)
{
    (void)state;
    struct made made;
    make(&made, "input: 5\nlayer: {type: Conv2d, kernel_size: 3}\n"
                "timeline: {step: 1, hold_first: 0, hold_last: 0}\n"
                "shots: [{steps: 0..1}, {steps: [{at: 2, start: 4.5}, {at: 4..5, start: 5}]}]\n");
    const double starts[] = {0, 1, 2, 3, 6.5, 7.5, 8.5, 9.5, 10.5, 11.5, 12.5};
    assert_int_equal(made.timeline->step_count, 11);
    for (size_t i = 0; i < 11; i++) {
        struct picture still;
        timeline_still_at(made.timeline, i, &still);
        if (fabs(number(still.start) - starts[i]) > 1e-9)
            fail_msg("step %zu starts at %g", i, number(still.start));
    }
    finish(&made);
}

/* Steps of no list give the film its length; others keep theirs. */
static void a_film_has_the_length_that_it_is_given(void **state)
{
    (void)state;
    for (int tenths = 150; tenths <= 345; tenths += 7) {
        struct made made;
        struct arena arena = {0};
        make(&made,
             arena_format(&arena,
                          "input: 5\nlayer: {type: Conv2d, kernel_size: 3}\nlength: %g\n"
                          "timeline: {step: 1, hold_first: 0.5, hold_last: 1.5}\n"
                          "shots: [{card: A, for: 3}, {say: Words., steps: [{at: 8, for: 2}]},"
                          " {steps: 0..2, for: 2}, {layer: {stride: 2}}]\n",
                          tenths / 10.0));
        assert_true(fabs(number(made.timeline->length) - tenths / 10.0) < 1e-9);
        const struct timeline *timeline = made.timeline;
        double lasts[4];
        for (size_t i = 0; i < 4; i++)
            lasts[i] = number(rational_subtract(timeline_shot_start(timeline, i + 1),
                                                timeline_shot_start(timeline, i)));
        assert_true(fabs(lasts[0] - 3.5) < 1e-9 && fabs(lasts[2] - 2) < 1e-9);
        double factor = (lasts[3] - 1.5) / 4;
        assert_true(factor > 0.5 - 0.002 && factor < 2 + 0.002);
        double rest = lasts[1] - 2 - 8 * factor;
        assert_true(rest > -0.03 && rest < 1.5 + 1e-9);
        finish(&made);
        arena_finish(&arena);
    }
}

/* Where the window would slide, one step fades into the next. */
static void reduced_motion_fades(void **state)
{
    (void)state;
    struct made made;
    size_t fading = 0;
    make(&made, "input: 4\nlayer: {type: Conv2d, kernel_size: 3}\nmotion: reduced\n"
                "output: {fps: 20}\ntimeline: {step: 1, move: 0.5}\nshots: [{chapter: A}]\n");
    for (size_t n = 0; n < made.timeline->picture_count; n++) {
        struct picture picture;
        timeline_picture_at(made.timeline, n, &picture);
        assert_true(picture.moment.parts[0].progress == 0);
        if (picture.opacity == 1)
            continue;
        fading++;
        assert_true(picture.opacity > 0 && picture.opacity < 1);
        assert_int_equal(picture.under.parts[0].step + 1, picture.moment.parts[0].step);
    }
    assert_int_equal(fading, 3 * 9);
    finish(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shots_last_as_long_as_the_longest),
        cmocka_unit_test(skipped_steps_are_jumped_over),
        cmocka_unit_test(a_card_is_one_step),
        cmocka_unit_test(a_picture_stays),
        cmocka_unit_test(talks_wait_at_ends),
        cmocka_unit_test(entries_start_when_they_say),
        cmocka_unit_test(a_film_has_the_length_that_it_is_given),
        cmocka_unit_test(reduced_motion_fades),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
