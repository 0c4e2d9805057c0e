/* SPDX-License-Identifier: MIT */
/* drawing and timeline: before the first step a kernel flies onto the cells that its window reads
 * first; nothing of the window and the output is seen before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "places.h"

static const char scene[] = "view: flat\ninput: {size: 5, random: {seed: 1, low: 1, high: 9}}\n"
                            "layer: {type: Conv2d, kernel_size: 3, dilation: 2, padding: 1}\n"
                            "kernel: {random: {seed: 2, low: 1, high: 9}}\n";

static struct display_list draw_laid(struct fixture *fixture, double laid)
{
    return draw_part(
        fixture, (struct moment_part){.is_laying = true, .laid = laid, .telling = TELLS_PRODUCTS});
}

static const struct item *find(const struct display_list *list, const char *part, int row,
                               int column)
{
    for (size_t i = 0; i < list->count; i++)
        if (is_part(&list->items[i], part) && list->items[i].key.row == row &&
            list->items[i].key.column == column)
            return &list->items[i];
    return NULL;
}

static void check_near(const struct item *a, const struct item *b, bool is_near)
{
    assert_true(a && b);
    double x = a->of.text.at.x - b->of.text.at.x, y = a->of.text.at.y - b->of.text.at.y;
    assert_true((hypot(x, y) < 0.01) == is_near);
}

static bool shows(const struct display_list *list, const char *start)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        double alpha = item->kind == ITEM_TEXT
                           ? item->of.text.color.alpha
                           : fmax(item->of.path.fill.alpha, item->of.path.stroke.color.alpha);
        if (strncmp(item->key.part, start, strlen(start)) == 0 && alpha > 0)
            return true;
    }
    return false;
}

/* From the kernel's cells to every second cell of the input. */
static void weights_fly(void **state)
{
    (void)state;
    struct fixture fixture;
    assert_true(set_up(&fixture, scene));
    struct display_list rest = draw_laid(&fixture, 0), begun = draw_laid(&fixture, 1e-9),
                        landed = draw_laid(&fixture, 0.8), done = draw_laid(&fixture, 1);
    assert_false(shows(&rest, "laid") || shows(&rest, "window") || shows(&rest, "now") ||
                 shows(&rest, "output.value") || shows(&rest, "sum"));
    assert_false(shows(&landed, "window") || shows(&landed, "output.value"));
    assert_true(shows(&done, "window"));
    for (int row = 0; row < 3; row++)
        for (int column = 0; column < 3; column++) {
            const struct item *from = find(&rest, "kernel.value", row, column);
            const struct item *to = find(&rest, "input.value", 2 * row, 2 * column);
            check_near(find(&begun, "laid.value", row, column), from, true);
            check_near(find(&landed, "laid.value", row, column), from, false);
            check_near(find(&landed, "laid.value", row, column), to, true);
            assert_string_equal(find(&landed, "laid.value", row, column)->of.text.string,
                                from->of.text.string);
        }
    assert_false(shows(&done, "laid"));
    tear_down(&fixture);
}

/* In other views too: from the kernel into the window of the first step. */
static void weights_fly_in_every_view(void **state)
{
    static const char *const scenes[] = {
        "input: {size: [2, 9], random: {seed: 3, high: 9}}\n"
        "layer: {type: Conv1d, kernel_size: 3, padding: 1}\n",
        "view: stacked\ninput: {size: 6, random: {seed: 3, high: 9}}\n"
        "layer: {type: Conv2d, kernel_size: 3, stride: 2}\n",
        "input: {size: [3, 5, 5], random: {seed: 3, high: 9}}\n"
        "layer: {type: Conv2d, kernel_size: 3}\n",
        "input: {size: [8, 5, 5], random: {seed: 3, high: 9}}\n"
        "layer: {type: Conv2d, kernel_size: 3, out_channels: 8}\n"};
    (void)state;
    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
        struct fixture fixture;
        char text[600];
        snprintf(text, sizeof text, "%skernel: {random: {seed: 2, low: 1, high: 9}}\n", scenes[i]);
        assert_true(set_up(&fixture, text));
        assert_true(drawing_lays(&fixture.drawing, 0));
        struct display_list begun = draw_laid(&fixture, 1e-9), landed = draw_laid(&fixture, 0.8),
                            done = draw_laid(&fixture, 1);
        assert_false(shows(&landed, "window") || shows(&landed, "input.lit") ||
                     shows(&landed, "sum"));
        assert_true(shows(&done, "window") || shows(&done, "input.lit"));
        struct rectangle window = {0};
        for (size_t n = 0; n < done.count; n++) {
            const struct item *item = &done.items[n];
            if (item->kind == ITEM_PATH &&
                (is_part(item, "window.edge") || is_part(item, "input.lit")) &&
                (window.width <= 0 || item->key.row == 0)) {
                struct rectangle box = path_box(&item->of.path.path);
                double left = window.width > 0 ? fmin(window.x, box.x) : box.x;
                double right = fmax(window.x + window.width, box.x + box.width);
                window = (struct rectangle){left, box.y, right - left, box.height};
            }
        }
        int columns = 3, rows = strstr(text, "1d") ? 1 : 3;
        for (int n = 0; n < rows * columns; n++) {
            const struct item *from = find(&begun, "laid.value", n / columns, n % columns);
            const struct item *to = find(&landed, "laid.value", n / columns, n % columns);
            const struct item *kernel = find(&begun, "kernel.value", n / columns, n % columns);
            check_near(from, to, false);
            if (kernel)
                check_near(from, kernel, true);
            struct point at = to->of.text.at;
            if (at.x < window.x || at.x > window.x + window.width || at.y < window.y ||
                at.y > window.y + window.height)
                fail_msg("%sweight %d is beside the window", text, n);
        }
        tear_down(&fixture);
    }
}

/* In view stacked the window is the kernel: each weight stands below what it weighs, and no kernel
 * stands beside it but one that is asked for, which has the weights alone. */
static void weights_stay_in_the_window(void **state)
{
    static const char *const scenes[] = {
        "input: {size: 6, random: {seed: 3, high: 9}}\n"
        "layer: {type: Conv2d, kernel_size: 3, stride: 2, padding: 1}\nkernel: sobel_x\n",
        "input: {size: [7, 6], random: {seed: 3, low: -30, high: 30}}\n"
        "layer: {type: Conv2d, kernel_size: [3, 2], dilation: 2}\n"
        "kernel: {random: {seed: 2, low: -5, high: 5}}\n",
        "input: {size: 3, random: {seed: 3, high: 9}}\n"
        "layer: {type: ConvTranspose2d, kernel_size: 3, stride: 2}\n"
        "kernel: {values: [[0.5, 1, 2], [1, 2, 3.25], [1, 1, 4]]}\n",
        "input: 5\nlayer: {type: Conv2d, kernel_size: 3}\nshow: {values: symbols}\n"};
    (void)state;
    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
        struct fixture fixture;
        char text[600];
        snprintf(text, sizeof text, "view: stacked\n%s", scenes[i]);
        assert_true(set_up(&fixture, text));
        struct display_list list = draw_part(&fixture, (struct moment_part){.step = 0});
        const struct axis *axis = fixture.simulation->axis;
        assert_false(shows(&list, "kernel") || shows(&list, "label.kernel"));
        for (int row = 0; row < axis[0].kernel; row++)
            for (int column = 0; column < axis[1].kernel; column++) {
                const struct item *weight = find(&list, "window.weight", row, column);
                int down = row * (int)axis[0].dilation, right = column * (int)axis[1].dilation;
                const struct item *read = find(&list, "input.value", down, right);
                assert_true(weight && read);
                double cell = list.cell_pt, apart = weight->of.text.at.y - read->of.text.at.y;
                assert_true(fabs(weight->of.text.at.x - read->of.text.at.x) < 0.2 * cell);
                assert_true(apart > 0.2 * cell && apart < 0.5 * cell);
            }
        tear_down(&fixture);
        if (strstr(text, "symbols"))
            continue;
        strcat(text, "show: {kernel: true}\n");
        assert_true(set_up(&fixture, text));
        list = draw_part(&fixture, (struct moment_part){.step = 0});
        assert_true(shows(&list, "kernel") && shows(&list, "label.kernel"));
        assert_false(shows(&list, "window.weight"));
        tear_down(&fixture);
    }
}

/* It ends when the first step begins, and no other step has it. */
static void check_times(const char *timeline_text, bool lays)
{
    char text[600];
    struct fixture fixture;
    snprintf(text, sizeof text, "%s%s", scene, timeline_text);
    assert_true(set_up(&fixture, text));
    struct shot shot = {.scene = fixture.scene,
                        .part_count = 1,
                        .recording = {0, 1},
                        .simulations = {fixture.simulation},
                        .lays = {drawing_lays(&fixture.drawing, 0)}};
    const struct film film = {fixture.scene, 1, &shot};
    struct timeline *timeline = timeline_create(&film, &fixture.report);
    assert_non_null(timeline);
    double hold = rational_to_double(fixture.scene->timeline.hold_first), last = -1;
    size_t seen = 0;
    for (size_t n = 0; n < timeline->picture_count; n++) {
        struct picture picture;
        timeline_picture_at(timeline, n, &picture);
        const struct moment_part *part = &picture.moment.parts[0];
        if (!part->is_laying)
            continue;
        assert_true(rational_to_double(picture.start) < hold + 1e-9);
        assert_true(part->laid >= last && part->laid < 1);
        last = part->laid;
        seen++;
    }
    assert_true(lays ? seen > 5 : seen == 0);
    timeline_destroy(timeline);
    tear_down(&fixture);
}

static void flights_end_with_the_hold(void **state)
{
    (void)state;
    check_times("", true);
    check_times("timeline: {hold_first: 4}\n", true);
    check_times("timeline: {hold_first: 0.2}\n", false);
    check_times("motion: reduced\n", false);
    check_times("output: {steps: last}\n", false);
    check_times("show: {kernel: false}\n", false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights_fly),
        cmocka_unit_test(weights_fly_in_every_view),
        cmocka_unit_test(weights_stay_in_the_window),
        cmocka_unit_test(flights_end_with_the_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
