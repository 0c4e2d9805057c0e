/* SPDX-License-Identifier: MIT */
/* drawing: the sum of a step, as it reads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drawing_fixture.h"

#define INPUT "input: {values: [[3, 3, 2], [0, -1, 1], [3, 1, 2]]}\n"
#define KERNEL "kernel: {values: [[0, 1], [2, -2]]}\n"

/* The runs of a list's sum, one after the other; where a total is on its way, that after "->". */
static void read_sum(const struct display_list *list, struct buffer *out)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (strcmp(item->key.part, "sum.total") == 0)
            buffer_format(out, " -> ");
        if (strncmp(item->key.part, "sum", 3) == 0)
            buffer_format(out, "%s", item->of.text.string);
    }
    buffer_format(out, "%c", '\0');
}

static void check_sum(const char *text, size_t step, double progress, const char *expected)
{
    struct fixture fixture;
    struct buffer sum = {0};
    assert_true(set_up(&fixture, text));
    struct display_list list = draw(&fixture, step, progress);
    read_sum(&list, &sum);
    if (strcmp(sum.bytes, expected) != 0)
        fail_msg("%s\nis      %s\ninstead %s", text, sum.bytes, expected);
    buffer_finish(&sum);
    tear_down(&fixture);
}

static void every_reduction_reads_right(void **state)
{
    (void)state;
    check_sum(INPUT KERNEL "layer: {type: Conv2d}\n", 0, 0, "3·0+3·1+0·2+(−1)·(−2)=5");
    check_sum(INPUT KERNEL "layer: {type: Conv2d}\nbias: [-7]\n", 0, 0,
              "3·0+3·1+0·2+(−1)·(−2)+(−7)=−2");
    check_sum(INPUT KERNEL "layer: {type: Conv2d, padding: 1}\n", 0, 0, "0·0+0·1+0·2+3·(−2)=−6");
    check_sum(INPUT "kernel: {values: [[1, 2], [2, 1]], divide: 4}\nlayer: {type: Conv2d}\n", 1, 0,
              "(3·1+2·2+(−1)·2+1·1) / 4=1.50");
    check_sum(INPUT "layer: {type: MaxPool2d, kernel_size: 2, stride: 1}\n", 3, 0,
              "max(−1,1,1,2)=2");
    check_sum(INPUT "layer: {type: AvgPool2d, kernel_size: 2, stride: 1}\n", 0, 0,
              "(3+3+0+(−1)) / 4=1.25");
    check_sum(INPUT "layer: {type: LPPool2d, kernel_size: 2, stride: 1, norm_type: 1}\n", 0, 0,
              "|3|+|3|+|0|+|−1|=7");
    check_sum("input: {values: [[3, 4], [0, 0]]}\n"
              "layer: {type: LPPool2d, kernel_size: 2}\n",
              0, 0, "√(32+42+02+02)=5");
    check_sum("input: {values: [[2, 0, 1], [0, 0, 0], [0, 0, 0]]}\n"
              "layer: {type: LPPool2d, kernel_size: 2, norm_type: 3, ceil_mode: true}\n",
              1, 0, "(4/2·(|1|3+|0|3))1/3≈1.26");
    check_sum("input: {values: [-2, 3]}\nlayer: {type: ReLU}\n", 0, 0, "max(0, −2)=0");
}

/* A convolution over what a transposed layer stretches: inserted zeros are terms too. */
static void a_transposed_layer_sums_its_windows(void **state)
{
    (void)state;
    check_sum("view: flat\ninput: {values: [[1, 2], [3, 4]]}\n"
              "kernel: {values: [[1, 0], [0, 5]]}\n"
              "layer: {type: ConvTranspose2d, stride: 2}\n",
              0, 0, "0·5+0·0+0·0+1·1=1");
}

static void long_sums_leave_the_middle_out(void **state)
{
    (void)state;
    struct fixture fixture;
    struct buffer sum = {0};
    assert_true(set_up(&fixture, "input: {size: [15, 15], fill: 1}\nview: flat\n"
                                 "layer: {type: Conv2d, kernel_size: 15}\n"
                                 "kernel: {fill: 2}\n"));
    struct display_list list = draw(&fixture, 0, 0);
    read_sum(&list, &sum);
    assert_non_null(strstr(sum.bytes, "1·2+…+1·2=450"));
    buffer_finish(&sum);
    tear_down(&fixture);
}

/* In view channels the sum is of what the maps add, as their cells have it. */
static void channels_add_up(void **state)
{
    (void)state;
    static const char scene[] = "input: {values: [[[1, 2]], [[3, 4]], [[-5, 6]]]}\n"
                                "layer: {type: Conv2d}\nbias: 4\n"
                                "kernel: {values: [[[[2]], [[1]], [[1]]]]}\n";
    check_sum(scene, 0, 0,
              "2+3+(\xe2\x88\x92"
              "5)+4=4");
    check_sum("input: {values: [[[0.1]], [[0.2]]]}\nlayer: {type: Conv2d}\n"
              "kernel: {values: [[[[1]], [[1]]]]}\n",
              0, 0, "0.1+0.2=0.3");
    check_sum("input: {values: [[[1]], [[1]]]}\nlayer: {type: Conv2d}\nshow: {digits: 1}\n"
              "kernel: {values: [[[[0.26]], [[0.26]]]]}\n",
              0, 0,
              "0.3+0.3\xe2\x89\x88"
              "0.5");
}

/* On the way the old sum goes first; then the next one's total flies. */
static void the_total_moves_into_its_cell(void **state)
{
    (void)state;
    static const char scene[] = INPUT KERNEL "layer: {type: Conv2d}\n";
    check_sum(scene, 0, 0.4, "3·0+3·1+0·2+(−1)·(−2)=5");
    check_sum(scene, 0, 0.6, "3·0+2·1+(−1)·2+1·(−2)=−2 -> −2");
    struct fixture fixture;
    assert_true(set_up(&fixture, scene));
    struct display_list almost = draw(&fixture, 0, 1 - 1e-9), there = draw(&fixture, 1, 0);
    struct point flown = {0, 0}, cell = {-1, -1};
    for (size_t i = 0; i < almost.count; i++)
        if (strcmp(almost.items[i].key.part, "sum.total") == 0)
            flown = almost.items[i].of.text.at;
    for (size_t i = 0; i < there.count; i++)
        if (strcmp(there.items[i].key.part, "output.value") == 0 && there.items[i].key.row == 0 &&
            there.items[i].key.column == 1)
            cell = there.items[i].of.text.at;
    assert_float_equal(flown.x, cell.x, 0.01);
    assert_float_equal(flown.y, cell.y, 1.5);
    tear_down(&fixture);
}

static struct timeline *created(struct fixture *fixture)
{
    const struct simulation *one = fixture->simulation;
    return timeline_create_parts(fixture->scene, &one, &fixture->report);
}

static void a_question_is_not_answered(void **state)
{
    (void)state;
    struct fixture fixture;
    struct buffer text = {0};
    assert_true(set_up(&fixture, INPUT "layer: {type: MaxPool2d, kernel_size: 2, stride: 1}\n"
                                       "show: {output: question}\n"));
    struct timeline *timeline = created(&fixture);
    for (size_t n = 0; n < 2; n++) {
        struct picture picture;
        struct display_list list;
        timeline_picture_at(timeline, n, &picture);
        drawing_draw(&fixture.drawing, &picture.moment, &fixture.arena, &list);
        read_sum(&list, &text);
        assert_string_equal(text.bytes, n == 0 ? "max(3,3,0,−1)=?" : "max(3,3,0,−1)=3");
        text.length = 0;
        for (size_t i = 0; i < list.count; i++)
            if (strcmp(list.items[i].key.part, "output.value") == 0)
                assert_string_equal(list.items[i].of.text.string, n == 0 ? "?" : "3");
    }
    buffer_finish(&text);
    timeline_destroy(timeline);
    tear_down(&fixture);
}

static void a_step_lasts_as_long_as_its_sum_reads(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double seconds;
    } cases[] = {
        {INPUT KERNEL "layer: {type: Conv2d}\n", 1.167},
        {INPUT KERNEL "layer: {type: Conv2d}\nshow: {sum: false}\n", 1},
        {INPUT KERNEL "layer: {type: Conv2d}\ntheme: guide\n", 1},
        {"input: {size: [5, 5], channels: 9, fill: 1}\n"
         "layer: {type: Conv2d, kernel_size: 5}\nkernel: {fill: 2}\n",
         4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture fixture;
        assert_true(set_up(&fixture, cases[i].text));
        struct timeline *timeline = created(&fixture);
        assert_float_equal(rational_to_double(timeline->shots[0].times.step), cases[i].seconds,
                           0.001);
        timeline_destroy(timeline);
        tear_down(&fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_reduction_reads_right),
        cmocka_unit_test(a_transposed_layer_sums_its_windows),
        cmocka_unit_test(long_sums_leave_the_middle_out),
        cmocka_unit_test(channels_add_up),
        cmocka_unit_test(the_total_moves_into_its_cell),
        cmocka_unit_test(a_question_is_not_answered),
        cmocka_unit_test(a_step_lasts_as_long_as_its_sum_reads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
