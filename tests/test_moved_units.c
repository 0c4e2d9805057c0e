/* SPDX-License-Identifier: MIT */
/* drawing: layers that move units between channels show which one goes where. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drawing_fixture.h"

static const struct item *find(const struct display_list *list, const char *part, int channel,
                               int row, int column)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct item_key *key = &list->items[i].key;
        if (list->items[i].kind == ITEM_TEXT && strcmp(key->part, part) == 0 &&
            (channel < 0 || key->channel == channel) && (row < 0 || key->row == row) &&
            (column < 0 || key->column == column))
            return &list->items[i];
    }
    return NULL;
}

static const char *text_of(const struct display_list *list, const char *part, int channel, int row,
                           int column)
{
    const struct item *item = find(list, part, channel, row, column);
    return item ? item->of.text.string : "nothing";
}

/* The digits of the case that everyone asks about. */
static void digits_can_be_followed(void **state)
{
    (void)state;
    static const char *const rows[4][4] = {{"1", "5", "2", "6"},
                                           {"9", "13", "10", "14"},
                                           {"3", "7", "4", "8"},
                                           {"11", "15", "12", "16"}};
    struct fixture fixture;
    assert_true(set_up(&fixture, "input: {values: [[[1, 2], [3, 4]], [[5, 6], [7, 8]], "
                                 "[[9, 10], [11, 12]], [[13, 14], [15, 16]]]}\n"
                                 "layer: {type: PixelShuffle, upscale_factor: 2}\n"
                                 "show: {values: true}\n"));
    assert_int_equal(fixture.report.count, 0);
    struct display_list list = draw(&fixture, 15, 0);
    for (int i = 0; i < 16; i++)
        assert_string_equal(text_of(&list, "output.value", 0, i / 4, i % 4), rows[i / 4][i % 4]);
    for (int i = 0; i < 16; i++) {
        char digits[8];
        snprintf(digits, sizeof digits, "%d", i + 1);
        assert_string_equal(text_of(&list, "input.value", i / 4, i / 2 % 2, i % 2), digits);
    }
    tear_down(&fixture);
}

/* Units of an output map, and in a row of it. */
static size_t step_size(const struct fixture *fixture)
{
    return fixture->simulation->step_count / fixture->simulation->out_channels;
}

static size_t columns_of(const struct fixture *fixture)
{
    const struct tensor *output = &fixture->simulation->output;
    return fixture->simulation->is_flattened ? step_size(fixture) : output->size[2];
}

/* At every step the window lies on the unit that the current cell shows, on no other map. */
static void check_steps(const char *layer, const char *input, int channels)
{
    char text[400];
    struct fixture fixture;
    snprintf(text, sizeof text, "order: output\ninput: %s\nlayer: {%s}\n", input, layer);
    assert_true(set_up(&fixture, text));
    for (size_t n = 0; n < fixture.simulation->step_count; n++) {
        struct step step;
        struct display_list list = draw(&fixture, n, 0);
        simulation_step_at(fixture.simulation, n, &fixture.arena, &step);
        const struct term *term = &step.terms[0];
        size_t map =
            fixture.simulation->is_flattened ? fixture.simulation->step_count : step_size(&fixture);
        int out = (int)(n / map), down = (int)(n % map / columns_of(&fixture));
        int right = (int)(n % columns_of(&fixture));
        const char *now = text_of(&list, "output.value", out, down, right);
        const char *index = text_of(&list, "output.value.index", out, down, right);
        int read = term->kind == CELL_UNIT ? (int)term->input[0]
                                           : (int)step.output[0] / 4; /* of Unfold, kernel 2 */
        int row = (int)term->place[0], column = (int)term->place[1];
        for (int c = 0; c < channels; c++) {
            const struct item *window = find(&list, "window.value", c, -1, -1);
            assert_int_equal(window != NULL, c == read);
        }
        assert_string_equal(text_of(&list, "window.value", read, row, column), now);
        assert_string_equal(text_of(&list, "window.value.index", read, row, column), index);
    }
    tear_down(&fixture);
}

static void the_window_lies_on_what_is_moved(void **state)
{
    (void)state;
    static const char random[] = "random: {seed: 1, low: -9, high: 99}";
    static const char *const layers[] = {"type: PixelShuffle, upscale_factor: 2",
                                         "type: PixelUnshuffle, downscale_factor: 2",
                                         "type: Unfold, kernel_size: 2, stride: 2, padding: 1"};
    static const int channels[] = {8, 2, 3};
    for (int i = 0; i < 3; i++) {
        char input[120];
        snprintf(input, sizeof input, "{size: [4, 2], channels: %d, %s}", channels[i], random);
        check_steps(layers[i], input, channels[i]);
        snprintf(input, sizeof input, "[%d, 4, 2]", channels[i]);
        check_steps(layers[i], input, channels[i]);
    }
}

/* Usually a step of Unfold is a column: the window lies on all that stands in it. */
static void unfold_fills_columns(void **state)
{
    (void)state;
    static const char *const layers[] = {"kernel_size: 2",
                                         "kernel_size: [2, 3], stride: 2, padding: 1",
                                         "kernel_size: 2, dilation: 2"};
    for (int i = 0; i < 6; i++) {
        char text[300];
        struct fixture fixture;
        snprintf(text, sizeof text,
                 "view: %s\ninput: {size: [%d, 4, 5], random: {seed: 1, low: 1, high: 99}}\n"
                 "layer: {type: Unfold, %s}\n",
                 i < 3 ? "flat" : "channels", i < 3 ? 1 : 2, layers[i % 3]);
        assert_true(set_up(&fixture, text));
        const struct simulation *layer = fixture.simulation;
        size_t places = layer->output.size[1], rows = layer->output.size[0];
        assert_int_equal(simulation_order_count(layer, fixture.scene->order.value), places);
        for (size_t n = 0; n < places; n++) {
            struct display_list list = draw(&fixture, n, 0);
            size_t told = 0;
            for (size_t o = 0; o < list.count; o++)
                told += strcmp(list.items[o].key.part, "output.value") == 0;
            assert_int_equal(told, rows * (n + 1));
            for (size_t row = 0; row < rows; row++) {
                struct step step;
                simulation_step_at(layer, row * places + n, &fixture.arena, &step);
                const struct term *term = &step.terms[0];
                int channel = i < 3 ? -1 : (int)term->channel;
                assert_string_equal(
                    text_of(&list, "output.value", i < 3 ? -1 : 0, (int)row, (int)n),
                    text_of(&list, "window.value", channel, (int)term->place[0],
                            (int)term->place[1]));
            }
        }
        tear_down(&fixture);
    }
}

static void colours_frame_the_map_that_is_read(void **state)
{
    (void)state;
    struct fixture fixture;
    assert_true(set_up(&fixture, "view: heat\ninput: {size: [2, 2], channels: 4, fill: 1}\n"
                                 "layer: {type: PixelShuffle, upscale_factor: 2}\n"));
    for (size_t n = 0; n < fixture.simulation->step_count; n++) {
        struct display_list list = draw(&fixture, n, 0);
        int channel = (int)(n / 4 % 2 * 2 + n % 2), frames = 0;
        for (size_t i = 0; i < list.count; i++) {
            const struct item_key *key = &list.items[i].key;
            frames += strcmp(key->part, "window") == 0;
            assert_true(strcmp(key->part, "window") != 0 || key->channel == channel);
        }
        assert_int_equal(frames, 1);
    }
    tear_down(&fixture);
}

static void check_warning(const char *scene, const char *expected)
{
    struct fixture fixture;
    assert_true(set_up(&fixture, scene));
    assert_int_equal(fixture.report.count, expected ? 1 : 0);
    if (expected)
        assert_string_equal(fixture.report.problems[0].text, expected);
    tear_down(&fixture);
}

static void digits_are_not_left_out_in_silence(void **state)
{
    (void)state;
    static const char *const layer = "layer: {type: Conv2d, kernel_size: 2}\n";
    char scene[300];
    snprintf(scene, sizeof scene, "input: {size: [4, 4], fill: 1}\n%s%s", layer,
             "view: heat\nshow: {values: true}\n");
    check_warning(scene, "view heat draws no digits, so show.values has no effect");
    snprintf(scene, sizeof scene, "input: {size: [4, 4], fill: 1}\n%sview: heat\n", layer);
    check_warning(scene, NULL);
    snprintf(scene, sizeof scene, "input: 4\n%sshow: {values: true}\n", layer);
    check_warning(scene, "no values are given, so show.values has no effect");
    snprintf(scene, sizeof scene, "input: 4\n%sview: flat\nshow: {values: symbols}\n", layer);
    check_warning(scene, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_can_be_followed),
        cmocka_unit_test(the_window_lies_on_what_is_moved),
        cmocka_unit_test(unfold_fills_columns),
        cmocka_unit_test(colours_frame_the_map_that_is_read),
        cmocka_unit_test(digits_are_not_left_out_in_silence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
