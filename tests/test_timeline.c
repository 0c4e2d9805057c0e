/* SPDX-License-Identifier: MIT */
/* timeline: pictures follow one another without gaps, moves are sampled on the film's grid, and
 * picture n is the same from any starting point. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "convreel/timeline.h"
#include "created.h"

struct fixture {
    struct scene scene;
    struct simulation simulation;
    struct report report;
};

static void set_up(struct fixture *fixture, size_t steps, const char *const times[5])
{
    *fixture = (struct fixture){0};
    struct scene_timeline *timeline = &fixture->scene.timeline;
    assert_true(rational_read(times[0], &timeline->step));
    assert_true(rational_read(times[1], &timeline->move));
    assert_true(rational_read(times[2], &timeline->hold_first));
    assert_true(rational_read(times[3], &timeline->hold_last));
    assert_true(rational_read(times[4], &fixture->scene.output.fps));
    timeline->at = (struct position){.line = 3, .column = 11};
    timeline->step_at = (struct position){.line = 3, .column = 12};
    timeline->move_at = (struct position){.line = 3, .column = 20};
    fixture->simulation.step_count = steps;
    fixture->simulation.scene = &fixture->scene;
    report_init(&fixture->report, "scene.yaml");
}

static struct timeline *made(struct fixture *fixture)
{
    const struct simulation *one = &fixture->simulation;
    return create_timeline(&fixture->scene, &one, &fixture->report);
}

static void assert_same_time(struct rational a, struct rational b)
{
    assert_true(rational_is_exact(a) && rational_is_exact(b));
    assert_int_equal(rational_compare(a, b), 0);
}

static const char *const rhythms[][5] = {
    /* step, move, hold_first, hold_last, fps */
    {"1", "0", "0", "0", "60"},           {"1", "0.35", "0.5", "2", "60"},
    {"1", "1", "0", "0", "30000/1001"},   {"0.7", "0.7", "0.3", "0", "24000/1001"},
    {"1/3", "1/7", "1/11", "1/13", "25"}, {"0.01", "0.01", "0", "0", "24"},
    {"2.5", "0.001", "0", "1", "1"},      {"1", "0.5", "0", "0", "4"},
};
enum { RHYTHMS = sizeof rhythms / sizeof *rhythms };

/* More than it takes until a step begins again at the same place of the grid. */
enum { STEPS = 80 };

static void check_pictures(const char *const *rhythm, enum reveal reveal)
{
    struct fixture fixture;
    set_up(&fixture, STEPS, rhythm);
    fixture.scene.show.reveal = reveal;
    struct timeline *timeline = made(&fixture);
    assert_non_null(timeline);
    struct rational now = {0, 1};
    for (size_t n = 0; n < timeline->picture_count; n++) {
        struct picture picture;
        timeline_picture_at(timeline, n, &picture);
        assert_same_time(picture.start, now);
        assert_true(picture.duration.num > 0);
        assert_int_equal(timeline_picture_number(timeline, now), n);
        now = rational_add(now, picture.duration);
        double progress = picture.moment.parts[0].progress;
        assert_true(progress >= 0 && progress < 1);
        assert_false(picture.moment.parts[0].is_question && progress > 0);
    }
    assert_same_time(now, timeline->length);
    timeline_destroy(timeline);
    report_finish(&fixture.report);
}

static void test_pictures_fill_the_length(void **state)
{
    (void)state;
    for (size_t i = 0; i < RHYTHMS; i++) {
        check_pictures(rhythms[i], REVEAL_COMPUTED);
        check_pictures(rhythms[i], REVEAL_QUESTION);
    }
}

/* Half of a step asks, but no more than half of what it holds; a page asks. */
static void test_a_question_comes_first(void **state)
{
    (void)state;
    static const char *const slow[] = {"1", "0.25", "0", "0", "4"};
    static const char *const quick[] = {"1", "0.75", "0", "0", "4"};
    static const char *const *const both[] = {slow, quick};
    const struct rational asked[] = {{1, 2}, {1, 8}};
    for (size_t i = 0; i < 2; i++) {
        struct fixture fixture;
        set_up(&fixture, 3, both[i]);
        fixture.scene.show.reveal = REVEAL_QUESTION;
        struct timeline *timeline = made(&fixture);
        struct picture first, second, still;
        timeline_picture_at(timeline, 0, &first);
        timeline_picture_at(timeline, 1, &second);
        timeline_still_at(timeline, 1, &still);
        assert_true(first.moment.parts[0].is_question && !second.moment.parts[0].is_question);
        assert_same_time(first.duration, asked[i]);
        assert_true(still.moment.parts[0].is_question);
        assert_same_time(still.duration, (struct rational){1, 1});
        timeline_destroy(timeline);
        report_finish(&fixture.report);
    }
}

/* Counts k / fps strictly within the move that ends at `end`, one by one. */
static size_t count_grid(struct rational end, struct rational move, struct rational fps)
{
    struct rational start = rational_subtract(end, move);
    size_t count = 0;
    for (int64_t k = 0;; k++) {
        struct rational at = rational_divide(rational_make(k, 1), fps);
        if (rational_compare(at, end) >= 0)
            return count;
        count += rational_compare(at, start) > 0;
    }
}

static void test_moves_are_sampled_on_the_grid(void **state)
{
    (void)state;
    for (size_t i = 0; i < RHYTHMS; i++) {
        struct fixture fixture;
        set_up(&fixture, 9, rhythms[i]);
        struct timeline *timeline = made(&fixture);
        struct rational fps = fixture.scene.output.fps;
        for (size_t s = 0; s < 9; s++) {
            struct picture still;
            timeline_still_at(timeline, s, &still);
            struct rational end = rational_add(still.start, still.duration);
            size_t next = s + 1 < 9 ? timeline->first_picture[s + 1] : timeline->picture_count;
            size_t expected = s + 1 < 9 && fixture.scene.timeline.move.num > 0
                                  ? count_grid(end, fixture.scene.timeline.move, fps)
                                  : 0;
            assert_int_equal(next - still.number, expected + 1);
            for (size_t n = still.number + 1; n < next; n++) {
                struct picture picture;
                timeline_picture_at(timeline, n, &picture);
                assert_int_equal(rational_multiply(picture.start, fps).den, 1);
                assert_int_equal(picture.moment.parts[0].step, s);
                assert_true(picture.moment.parts[0].progress > 0);
            }
        }
        timeline_destroy(timeline);
        report_finish(&fixture.report);
    }
}

static void test_holds_and_ranges(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, 25, (const char *const[]){"1", "0.35", "0.5", "2", "60"});
    fixture.scene.output.has_steps = true;
    fixture.scene.output.first_step = 3;
    fixture.scene.output.last_step = 5;
    struct timeline *timeline = made(&fixture);
    struct picture picture;
    assert_int_equal(timeline->step_count, 3);
    assert_same_time(timeline->length, rational_make(11, 2));
    timeline_still_at(timeline, 1, &picture);
    assert_same_time(picture.start, rational_make(3, 2));
    assert_int_equal(picture.moment.parts[0].step, 4);
    timeline_picture_at(timeline, 1, &picture); /* the first one on its way: 1.15 s < 70 / 60 s */
    assert_same_time(picture.start, rational_make(70, 60));
    timeline_picture_at(timeline, timeline->picture_count - 1, &picture);
    assert_same_time(picture.duration, rational_make(3, 1));
    timeline_destroy(timeline);
    report_finish(&fixture.report);
}

static void test_smooth_moves_slow_down(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, 2, (const char *const[]){"1", "1", "0", "0", "4"});
    struct picture picture;
    for (int ease = EASE_LINEAR; ease <= EASE_SMOOTH; ease++) {
        fixture.scene.timeline.ease = (enum ease)ease;
        struct timeline *timeline = made(&fixture);
        timeline_picture_at(timeline, 1, &picture);
        double expected = ease == EASE_LINEAR ? 0.25 : 0.15625; /* 3/16 - 2/64 */
        assert_true(picture.moment.parts[0].progress == expected);
        timeline_destroy(timeline);
    }
    report_finish(&fixture.report);
}

static void assert_refused(struct fixture *fixture, enum status status, const char *text)
{
    assert_null(made(fixture));
    assert_int_equal(fixture->report.count, 1);
    assert_int_equal(fixture->report.problems[0].status, status);
    assert_string_equal(fixture->report.problems[0].text, text);
    report_finish(&fixture->report);
}

/* ---- focus ---- */

/* Which step part 0 and the last part show in each picture of a scene. */
static void check_focus(const char *text, size_t pictures, size_t first_part, size_t last_part)
{
    struct report report;
    struct simulation *simulations[MAX_PANELS] = {NULL};
    report_init(&report, "scene.yaml");
    struct scene *scene = scene_parse(text, strlen(text), "scene.yaml", NULL, &report);
    size_t parts = scene->panel_count > 0 ? scene->panel_count : 1;
    for (size_t i = 0; i < parts; i++)
        simulations[i] =
            create_simulation(scene->panel_count > 0 ? scene->panels[i] : scene, &report);
    struct timeline *timeline =
        create_timeline(scene, (const struct simulation *const *)simulations, &report);
    assert_non_null(timeline);
    assert_int_equal(timeline->step_count, pictures);
    for (size_t n = 0; n < pictures; n++) {
        struct picture still;
        timeline_still_at(timeline, n, &still);
        assert_int_equal(still.moment.parts[0].step, first_part);
        assert_int_equal(still.moment.parts[parts - 1].step, parts > 1 && n ? n : last_part);
        assert_true(still.moment.parts[0].progress == 0);
    }
    timeline_destroy(timeline);
    for (size_t i = 0; i < parts; i++)
        simulation_destroy(simulations[i]);
    scene_destroy(scene);
    report_finish(&report);
}

#define MAPS "input: [4, 6]\nlayer: {type: Conv2d, kernel_size: 3, out_channels: 2}\n"

static void test_focus_is_the_only_step(void **state)
{
    (void)state;
    check_focus(MAPS "focus: [1, 2]\n", 1, 6, 6);
    check_focus(MAPS "focus: [1, 1, 2]\n", 1, 14, 14);
    check_focus(MAPS "focus: last\n", 1, 15, 15);
    check_focus(MAPS "focus: [1, 1, 2]\norder: position\n", 1, 6, 6);
    check_focus(MAPS "focus: last\norder: position\n", 1, 7, 7);
    check_focus(MAPS "focus: last\norder: input\n", 1, 23, 23);
    check_focus("input: 8\nlayers: [{type: Conv1d, kernel_size: 3}, {type: Conv1d, "
                "kernel_size: 2}]\norder: layer\nfocus: [2]\n",
                1, 8, 8); /* behind the six of the first layer */
    check_focus(MAPS "focus: [1, 2]\noutput: {steps: 3}\n", 1, 3, 3);
}

#define LAYERS                                                                                \
    "input: 8\nlayers: [{name: a, type: Conv1d, kernel_size: 3, out_channels: 2}, {name: b, " \
    "type: "                                                                                  \
    "Conv1d, kernel_size: 2}]\n"

/* Twelve steps of the first layer, two channels of six, then five of the second. */
static void test_focus_names_a_layer(void **state)
{
    (void)state;
    check_focus(LAYERS "focus: {a: [4]}\n", 1, 4, 4);
    check_focus(LAYERS "focus: {a: [1, 4]}\n", 1, 10, 10);
    check_focus(LAYERS "focus: {a: last}\n", 1, 11, 11);
    check_focus(LAYERS "focus: {b: [3]}\n", 1, 15, 15);
    check_focus(LAYERS "focus: {b: [3]}\norder: output\n", 1, 3, 3);
    check_focus(LAYERS "focus: {a: [2]}\npanels: [{}, {focus: {b: [1]}}]\n", 1, 2, 13);
    check_focus(LAYERS "panels: [{focus: {a: [2]}}, {focus: [1]}]\n", 1, 2, 1);
}

/* Of an even number of steps the middle is the later one. What is skipped is none of them. */
static void test_steps_by_name(void **state)
{
    (void)state;
    check_focus(MAPS "output: {steps: middle}\n", 1, 8, 8); /* of 16 */
    check_focus("input: 7\nlayer: {type: Conv1d, kernel_size: 3}\noutput: {steps: middle}\n", 1, 2,
                2); /* of 5 */
    check_focus(MAPS "output: {steps: last}\n", 1, 15, 15);
#define SOME "steps: [{at: 1..3, for: 2}, {at: 12}, {at: rest, skip: true}]\n"
    check_focus(MAPS SOME "output: {steps: middle}\n", 1, 3, 3);
    check_focus(MAPS SOME "output: {steps: last}\n", 1, 12, 12);
}

/* A panel's steps are those of its own order: 24 input units beside 16 outputs, 8 places. */
static void test_panels_have_their_own_order(void **state)
{
    (void)state;
    static const char text[] = MAPS "panels: [{order: input}, {}, {order: position}]\n";
    static const size_t counts[] = {24, 16, 8};
    struct report report;
    struct simulation *simulations[3];
    report_init(&report, "scene.yaml");
    struct scene *scene = scene_parse(text, strlen(text), "scene.yaml", NULL, &report);
    for (size_t i = 0; i < 3; i++)
        simulations[i] = create_simulation(scene->panels[i], &report);
    struct timeline *timeline =
        create_timeline(scene, (const struct simulation *const *)simulations, &report);
    assert_non_null(timeline);
    assert_int_equal(timeline->step_count, 24);
    for (size_t n = 0; n < 24; n++) {
        struct picture still;
        timeline_still_at(timeline, n, &still);
        for (size_t i = 0; i < 3; i++)
            assert_int_equal(still.moment.parts[i].step, n < counts[i] ? n : counts[i] - 1);
    }
    timeline_destroy(timeline);
    for (size_t i = 0; i < 3; i++)
        simulation_destroy(simulations[i]);
    scene_destroy(scene);
    report_finish(&report);
}

/* Each panel shows its own; one without goes on beside it. */
static void test_focus_holds_panels(void **state)
{
    (void)state;
    check_focus(MAPS "focus: [1, 0]\npanels: [{}, {layer: {stride: [1, 2]}}]\n", 1, 4, 2);
    check_focus(MAPS "panels: [{focus: [1, 0]}, {focus: last}]\n", 1, 4, 15);
    check_focus(MAPS "panels: [{focus: [1, 0]}, {layer: {padding: 0}}]\n", 16, 4, 0);
}

static void test_refusals(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, 25, (const char *const[]){"1", "0", "0", "0", "60"});
    fixture.scene.output.has_steps = true;
    fixture.scene.output.last_step = 40;
    fixture.scene.output.steps_at = (struct position){.line = 5, .column = 9};
    assert_refused(&fixture, STATUS_SCENE, "no steps 0..40: steps run from 0 to 24");

    set_up(&fixture, 1, (const char *const[]){"1", "0", "0", "0", "60"});
    fixture.scene.output.has_steps = true;
    fixture.scene.output.last_step = 1; /* from an option: it has no place */
    assert_refused(&fixture, STATUS_USAGE, "no steps 0..1: steps run from 0 to 0");

    set_up(&fixture, 4, (const char *const[]){"0.35", "0.5", "0", "0", "60"});
    assert_refused(&fixture, STATUS_SCENE, "move 0.5 is longer than step 0.35");

    set_up(&fixture, 4, (const char *const[]){"10000", "10000", "0", "0", "1000"});
    assert_refused(&fixture, STATUS_LIMIT,
                   "the steps make 30000001 pictures, the limit is 10000000");

    set_up(&fixture, 4, (const char *const[]){"1/1000000007", "0", "1/998244353", "0", "60"});
    assert_refused(&fixture, STATUS_LIMIT, "the times and the frame rate together are too precise");
}

static void test_a_default_move_gives_way(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, 3, (const char *const[]){"0.2", "0.35", "0", "0", "60"});
    fixture.scene.timeline.move_at.line = 0;
    struct timeline *timeline = made(&fixture);
    assert_non_null(timeline);
    assert_int_equal(timeline->first_picture[1], 12); /* 0 s and 11 points before 12/60 s */
    timeline_destroy(timeline);
    report_finish(&fixture.report);
}

/* Parts follow each other, begin with steps, and are about equally long. */
static void check_parts(const struct timeline *timeline, size_t count)
{
    const size_t steps = timeline->step_count, pictures = timeline->picture_count;
    struct film_cut before = {0};
    for (size_t number = 1; number <= count; number++) {
        const struct film_cut cut = timeline_part(timeline, number, count);
        size_t wanted = pictures * (number - 1), nearest = SIZE_MAX, at = SIZE_MAX;
        assert_int_equal(cut.first, before.end);
        assert_int_equal(cut.first_frame, before.end_frame);
        assert_true(cut.first_frame < cut.end_frame && cut.first < cut.end);
        for (size_t step = 0; step < steps; step++) {
            size_t first = timeline->first_picture[step], scaled = first * count;
            size_t apart = scaled > wanted ? scaled - wanted : wanted - scaled;
            nearest = apart < nearest ? apart : nearest;
            at = first == cut.first ? apart : at;
        }
        assert_true(at != SIZE_MAX);
        if (count * 3 < steps && timeline_most_parts(timeline) == steps) /* there is a choice */
            assert_int_equal(at, nearest);
        before = cut;
    }
    assert_int_equal(before.end, pictures);
    assert_int_equal(before.end_frame, before.all_frames);
}

static void test_parts_lose_nothing(void **state)
{
    (void)state;
    for (size_t rhythm = 0; rhythm < RHYTHMS; rhythm++) {
        struct fixture fixture;
        set_up(&fixture, 40, rhythms[rhythm]);
        struct timeline *timeline = made(&fixture);
        size_t most = timeline_most_parts(timeline);
        assert_in_range(most, 1, 40);
        for (size_t count = 1; count <= most; count++)
            check_parts(timeline, count);
        timeline_destroy(timeline);
        report_finish(&fixture.report);
    }
}

/* Frames are a quarter of a second: the step at 0.3 s, picture 1, is first seen at 0.5 s. */
static void test_parts_begin_with_a_frame(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, 4, (const char *const[]){"0.3", "0", "0", "0", "4"});
    struct timeline *timeline = made(&fixture);
    const struct film_cut cut = timeline_part(timeline, 2, 4);
    assert_int_equal(timeline_most_parts(timeline), 4);
    assert_int_equal(cut.first, 1);
    assert_int_equal(cut.first_frame, 2);
    assert_int_equal(cut.end_frame, 3);
    assert_int_equal(cut.all_frames, 5);
    timeline_destroy(timeline);
    report_finish(&fixture.report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pictures_fill_the_length),
        cmocka_unit_test(test_a_question_comes_first),
        cmocka_unit_test(test_moves_are_sampled_on_the_grid),
        cmocka_unit_test(test_holds_and_ranges),
        cmocka_unit_test(test_smooth_moves_slow_down),
        cmocka_unit_test(test_focus_is_the_only_step),
        cmocka_unit_test(test_steps_by_name),
        cmocka_unit_test(test_focus_names_a_layer),
        cmocka_unit_test(test_panels_have_their_own_order),
        cmocka_unit_test(test_focus_holds_panels),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_a_default_move_gives_way),
        cmocka_unit_test(test_parts_lose_nothing),
        cmocka_unit_test(test_parts_begin_with_a_frame),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
