/* SPDX-License-Identifier: MIT */
/* Films: what a shot takes over from the top and from other shots, and which picture shows what,
 * against a naive oracle over random films. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "convreel/timeline.h"

enum { MOST_SHOTS = 5, TICKS = 36000 }; /* a second; whole numbers of them for all times here */

struct made_film {
    struct report report;
    struct scene *scene;
    struct simulation *simulations[MOST_SHOTS];
    struct shot shots[MOST_SHOTS];
    struct film film;
};

static void make_film(struct made_film *made, const char *text)
{
    *made = (struct made_film){0};
    report_init(&made->report, "film.yaml");
    made->scene = scene_parse(text, strlen(text), "film.yaml", NULL, &made->report);
    assert_int_equal(made->report.error_count, 0);
    size_t count = made->scene->shot_count;
    assert_true(simulation_create_sizes((const struct scene *const *)made->scene->shots, count,
                                        made->simulations, &made->report) &&
                simulation_fill(made->simulations, count, NUMBERS_STEPS, &made->report));
    for (size_t i = 0; i < count; i++) {
        const struct simulation *one = made->simulations[i];
        made->shots[i] = shot_of_scene(made->scene->shots[i], &one);
    }
    made->film = (struct film){made->scene, made->scene->shot_count, made->shots};
}

static void finish_film(struct made_film *made)
{
    for (size_t i = 0; i < MOST_SHOTS; i++)
        simulation_destroy(made->simulations[i]);
    scene_destroy(made->scene);
    report_finish(&made->report);
}

static void test_what_a_shot_takes_over(void **state)
{
    (void)state;
    struct made_film made;
    make_film(&made, "title: A film\n"
                     "input: 6\n"
                     "layer: {type: Conv2d, kernel_size: 3}\n"
                     "timeline: {step: 2}\n"
                     "transition: {fade: 0.8}\n"
                     "caption: below\n"
                     "shots:\n"
                     "- {name: one, chapter: First, layer: {stride: 2}, hold: 3}\n"
                     "- {scene: one, layer: {padding: 1}, transition: cut, title: Own}\n"
                     "- {input: 4, layer: {type: MaxPool2d, kernel_size: 2}, steps: 1..2}\n");
    const struct scene *one = made.scene->shots[0], *two = made.scene->shots[1];
    const struct scene *three = made.scene->shots[2];
    assert_int_equal(made.scene->shot_count, 3);
    assert_string_equal(one->shot.name, "one");
    assert_string_equal(one->shot.chapter, "First");
    assert_false(one->has_title);
    assert_string_equal(two->title, "Own");
    assert_null(two->shot.chapter);
    assert_int_equal(one->layer.stride.value[0], 2);
    assert_int_equal(two->layer.stride.value[0], 2);
    assert_int_equal(made.simulations[1]->axis[0].output, 3);
    assert_string_equal(three->caption, "below");
    assert_int_equal(three->layer.stride.at.line, 0);
    assert_int_equal(rational_compare(one->shot.fade, rational_make(4, 5)), 0);
    assert_int_equal(two->shot.fade.num, 0);
    assert_int_equal(one->shot.hold.num, 3);
    assert_int_equal(two->shot.hold.num, 0);
    assert_int_equal(three->output.width, 1920);
    assert_true(three->output.has_steps && !made.scene->output.has_steps);
    assert_int_equal(rational_compare(three->timeline.step, rational_make(2, 1)), 0);
    finish_film(&made);
}

/* ---- random films ---- */

static uint32_t seed;

static int pick(int count)
{
    seed = seed * 1664525 + 1013904223;
    return (int)(seed >> 16) % count;
}

/* One picture, as the oracle says. */
struct expected {
    int64_t start; /* ticks */
    size_t shot, step, under;
    bool is_fading;
    double progress; /* of the time of the move or the fade */
};

struct oracle_shot {
    int64_t step, move, hold, fade; /* ticks */
    size_t first, count;            /* shown steps */
};

enum { MOST_EXPECTED = 20000 };
static struct expected expected[MOST_EXPECTED];
static size_t expected_count;

static void expect(struct expected picture)
{
    assert_true(expected_count < MOST_EXPECTED);
    expected[expected_count++] = picture;
}

/* What the grid has between two times, walked point by point. */
static void expect_grid(int64_t from, int64_t to, int64_t pitch, struct expected picture)
{
    for (int64_t at = 0; at < to; at += pitch) {
        if (at <= from)
            continue;
        picture.start = at;
        picture.progress = (double)(at - from) / (double)(to - from);
        expect(picture);
    }
}

static int64_t walk(const struct oracle_shot *shots, size_t count, int64_t first, int64_t last,
                    int64_t pitch)
{
    int64_t now = 0;
    expected_count = 0;
    for (size_t s = 0; s < count; s++)
        for (size_t n = 0; n < shots[s].count; n++) {
            const struct oracle_shot *shot = &shots[s];
            bool ends = n + 1 == shot->count, begins = n == 0 && s > 0;
            int64_t length = shot->step + (now == 0 ? first : 0) + (ends ? shot->hold : 0) +
                             (ends && s + 1 == count ? last : 0);
            int64_t held = length - (ends ? 0 : shot->move), fade = 0;
            struct expected picture = {now, s, shot->first + n, s - 1, begins, 0};
            if (begins && shot->fade > 0)
                fade = shot->fade < held / 3 ? shot->fade : held / 3;
            if (fade > 0) {
                expect(picture);
                expect_grid(now, now + fade, pitch, picture);
            }
            picture.is_fading = false;
            picture.start = now + fade;
            picture.progress = 0;
            expect(picture);
            if (!ends && shot->move > 0)
                expect_grid(now + held, now + length, pitch, picture);
            now += length;
        }
    return now;
}

static void check_film(const struct timeline *timeline, int64_t length, size_t steps)
{
    assert_int_equal(timeline->picture_count, expected_count);
    assert_int_equal(timeline->step_count, steps);
    assert_int_equal(rational_compare(timeline->length, rational_make(length, TICKS)), 0);
    for (size_t n = 0; n < expected_count; n++) {
        const struct expected *want = &expected[n];
        struct picture picture;
        timeline_picture_at(timeline, n, &picture);
        int64_t end = n + 1 < expected_count ? expected[n + 1].start : length;
        assert_int_equal(rational_compare(picture.start, rational_make(want->start, TICKS)), 0);
        assert_int_equal(
            rational_compare(picture.duration, rational_make(end - want->start, TICKS)), 0);
        assert_int_equal(timeline_picture_number(timeline, picture.start), n);
        assert_int_equal(picture.moment.shot, want->shot);
        assert_int_equal(picture.moment.parts[0].step, want->step);
        double progress = want->is_fading ? picture.opacity : picture.moment.parts[0].progress;
        assert_float_equal(progress, want->progress, 1e-9);
        assert_int_equal(picture.opacity < 1, want->is_fading);
        if (want->is_fading)
            assert_int_equal(picture.under.shot, want->under);
    }
}

static const char *seconds(int64_t ticks, char *room)
{
    snprintf(room, 32, "%.2f", (double)ticks / TICKS);
    return room;
}

static void test_random_films(void **state)
{
    (void)state;
    const int64_t ten_ms = TICKS / 100;
    for (int round = 0; round < 60; round++) {
        struct oracle_shot shots[MOST_SHOTS] = {{0}};
        struct buffer text = {0};
        struct made_film made;
        char a[32], b[32], c[32], d[32];
        seed = (uint32_t)round;
        size_t count = 1 + (size_t)pick(MOST_SHOTS), steps = 0;
        int fps = pick(2) ? 10 : 12;
        int64_t first = pick(3) * 50 * ten_ms, last = pick(3) * 70 * ten_ms;
        buffer_format(&text,
                      "input: 4\nlayer: {type: Conv2d, kernel_size: 3}\nview: stacked\n"
                      "timeline: {ease: linear, hold_first: %s, hold_last: %s}\n"
                      "output: {fps: %d}\nshots:\n",
                      seconds(first, a), seconds(last, b), fps);
        for (size_t i = 0; i < count; i++) {
            struct oracle_shot *shot = &shots[i];
            int side = 4 + pick(3), all = (side - 2) * (side - 2);
            int from = pick(all), to = from + pick(all - from);
            *shot = (struct oracle_shot){(10 + pick(150)) * ten_ms,
                                         0,
                                         pick(2) * pick(90) * ten_ms,
                                         pick(2) * pick(80) * ten_ms,
                                         (size_t)from,
                                         (size_t)(to - from + 1)};
            shot->move = pick(2) * pick((int)(shot->step / ten_ms)) * ten_ms;
            steps += shot->count;
            buffer_format(&text,
                          "- {input: %d, timeline: {step: %s, move: %s}, hold: %s, steps: %d..%d, "
                          "transition: {fade: %s}}\n",
                          side, seconds(shot->step, a), seconds(shot->move, b),
                          seconds(shot->hold, c), from, to, seconds(shot->fade, d));
        }
        make_film(&made, text.bytes);
        struct timeline *timeline = timeline_create(&made.film, &made.report);
        assert_non_null(timeline);
        int64_t length = walk(shots, count, first, last, TICKS / fps);
        check_film(timeline, length, steps);
        timeline_destroy(timeline);
        finish_film(&made);
        buffer_finish(&text);
    }
}

/* Steps are counted through the film; those of a shot that it does not show keep their numbers. */
static void test_steps_are_counted_through_the_film(void **state)
{
    (void)state;
    struct made_film made;
    make_film(&made, "input: 4\nlayer: {type: Conv2d, kernel_size: 3}\n"
                     "output: {steps: 2..9}\n"
                     "shots: [{steps: 1..3}, {name: middle}, {steps: last, for: 7}]\n");
    struct timeline *timeline = timeline_create(&made.film, &made.report);
    const size_t numbers[] = {2, 3, 4, 5, 6, 7}, shots[] = {0, 0, 1, 1, 1, 1};
    assert_int_equal(timeline->all_steps, 12);
    assert_int_equal(timeline->step_count, 6);
    for (size_t i = 0; i < 6; i++) {
        struct picture still;
        timeline_still_at(timeline, i, &still);
        assert_int_equal(timeline_step_number(timeline, i), numbers[i]);
        assert_int_equal(still.moment.shot, shots[i]);
    }
    timeline_destroy(timeline);
    finish_film(&made);
}

/* The middle of a film is the middle of what it shows, and so is the last. */
static void test_steps_of_a_film_by_name(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t number, shot;
    } steps[] = {{"middle", 6, 1}, {"last", 10, 2}};
    for (size_t i = 0; i < 2; i++) {
        struct made_film made;
        struct buffer text = {0};
        struct picture still;
        buffer_format(&text,
                      "input: 4\nlayer: {type: Conv2d, kernel_size: 3}\noutput: {steps: %s}\n"
                      "shots: [{steps: 1..2}, {steps: 1..3}, "
                      "{steps: [{at: 2}, {at: rest, skip: true}]}]\n",
                      steps[i].name);
        make_film(&made, text.bytes);
        struct timeline *timeline = timeline_create(&made.film, &made.report);
        assert_non_null(timeline);
        assert_int_equal(timeline->step_count, 1);
        assert_int_equal(timeline_step_number(timeline, 0), steps[i].number);
        timeline_still_at(timeline, 0, &still);
        assert_int_equal(still.moment.shot, steps[i].shot);
        timeline_destroy(timeline);
        finish_film(&made);
        buffer_finish(&text);
    }
}

/* The poster of a film is a step of a shot, or the last that it shows. */
static void test_a_poster_of_a_shot(void **state)
{
    (void)state;
    static const struct {
        const char *poster;
        size_t index;
    } posters[] = {{"{shot: two, step: 1}", 3},
                   {"{shot: two}", 5},
                   {"{shot: one}", 1},
                   {"{step: 4}", 2},
                   {"{shot: two, step: 3}", 5}};
    for (size_t i = 0; i < sizeof posters / sizeof *posters; i++) {
        struct made_film made;
        char text[300];
        snprintf(text, sizeof text,
                 "input: 4\nlayer: {type: Conv2d, kernel_size: 3}\noutput: {poster: %s}\n"
                 "shots: [{name: one, steps: 2..3}, {name: two}, {}]\n",
                 posters[i].poster);
        make_film(&made, text);
        struct timeline *timeline = timeline_create(&made.film, &made.report);
        assert_non_null(timeline);
        assert_int_equal(timeline_still_index(timeline), posters[i].index);
        timeline_destroy(timeline);
        finish_film(&made);
    }
}

static void assert_same(const struct tensor *a, const struct tensor *b)
{
    assert_int_equal(tensor_count(a), tensor_count(b));
    assert_memory_equal(a->size, b->size, a->rank * sizeof *a->size);
    for (size_t i = 0; i < tensor_count(a); i++)
        assert_true(a->values[i] == b->values[i]);
}

/* Of layers, the last one's output; a card has none; a kernel of the top is not the pool's. */
static void test_an_input_is_an_earlier_output(void **state)
{
    (void)state;
    struct made_film made;
    make_film(&made, "input: {size: [2, 7, 6], random: {seed: 3, low: -9, high: 9}}\n"
                     "layer: {type: Conv2d, kernel_size: 3, out_channels: 3}\n"
                     "kernel: {random: {seed: 4, low: -2, high: 2}}\n"
                     "shots:\n"
                     "- {name: first}\n"
                     "- {card: words}\n"
                     "- {name: pool, input: previous, layer: {type: MaxPool2d, kernel_size: 2}}\n"
                     "- {input: {shot: first}, kernel: null,\n"
                     "   layers: [{type: ReLU}, {type: AvgPool2d, kernel_size: 2}]}\n"
                     "- {input: previous, layer: {type: ReLU}}\n");
    const struct simulation *const *at = (const struct simulation *const *)made.simulations;
    assert_same(&at[2]->input, &at[0]->output);
    assert_same(&at[3]->below->input, &at[0]->output);
    assert_same(&at[4]->input, &at[3]->output);
    assert_true(at[2]->has_values && at[4]->has_values);
    assert_false(at[2]->has_kernel);
    finish_film(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_a_shot_takes_over),
        cmocka_unit_test(test_random_films),
        cmocka_unit_test(test_steps_are_counted_through_the_film),
        cmocka_unit_test(test_steps_of_a_film_by_name),
        cmocka_unit_test(test_a_poster_of_a_shot),
        cmocka_unit_test(test_an_input_is_an_earlier_output),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
