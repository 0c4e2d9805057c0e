/* SPDX-License-Identifier: MIT */
/* drawing and timeline: how what a layer reads is built up before the first step. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <math.h>
#include <stdlib.h>

#include <cmocka.h>

#include "drawing_fixture.h"

static struct display_list draw_built(struct fixture *fixture, double built)
{
    struct moment moment = {.part_count = 1, .parts = {{.is_building = true, .built = built}}};
    struct display_list list;
    drawing_draw(&fixture->drawing, &moment, &fixture->arena, &list);
    return list;
}

/* The text in a cell of a map; NULL: none that can be seen. */
static const struct item *value_at(const struct display_list *list, const char *part, int row,
                                   int column)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind == ITEM_TEXT && strcmp(item->key.part, part) == 0 && item->key.row == row &&
            item->key.column == column && item->of.text.color.alpha > 0)
            return item;
    }
    return NULL;
}

/* How many items have a colour that only what a step lights has. */
static size_t count_lit(const struct display_list *list, const struct theme *theme)
{
    static const enum theme_color lit[] = {COLOR_WINDOW, COLOR_NOW, COLOR_INPUT_NOW};
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        for (size_t c = 0; c < 3 && item->kind == ITEM_PATH; c++) {
            struct color color = theme->color[lit[c]];
            color.alpha = item->of.path.fill.alpha;
            count += color.alpha > 0 && memcmp(&color, &item->of.path.fill, sizeof color) == 0;
        }
    }
    return count;
}

static void check_near(struct point a, struct point b, double most, const char *text)
{
    if (fabs(a.x - b.x) > most || fabs(a.y - b.y) > most)
        fail_msg("%s(%g, %g) is not (%g, %g)", text, a.x, a.y, b.x, b.y);
}

/* Where cells are, by the axes alone: how far apart columns are on the page is measured. */
static void check_input(struct fixture *fixture, const char *text, size_t builds)
{
    const struct simulation *layer = fixture->simulation;
    const struct axis *rows = &layer->axis[0], *columns = &layer->axis[1];
    struct display_list rest = draw(fixture, 0, 0), none = draw_built(fixture, 0),
                        all = draw_built(fixture, (double)builds);
    for (int row = 0; row < rows->padded; row++)
        for (int column = 0; column < columns->padded; column++) {
            const struct item *rested = value_at(&rest, "input.value", row, column);
            const struct item *before = value_at(&none, "input.value", row, column);
            const struct item *after = value_at(&all, "input.value", row, column);
            int64_t y = row - rows->before, x = column - columns->before;
            bool is_unit = y >= 0 && y < rows->stretched && x >= 0 && x < columns->stretched &&
                           y % rows->stretch == 0 && x % columns->stretch == 0;
            if (!rested || !after)
                fail_msg("%scell %d, %d has no text", text, row, column);
            check_near(rested->of.text.at, after->of.text.at, 1e-6, text);
            assert_string_equal(rested->of.text.string, after->of.text.string);
            if (is_unit != (before != NULL))
                fail_msg("%scell %d, %d is there too early, or too late", text, row, column);
        }
    /* side by side: as far apart as columns of what is built */
    const struct item *first =
        value_at(&none, "input.value", (int)rows->before, (int)columns->before);
    const struct item *second = value_at(&none, "input.value", (int)rows->before,
                                         (int)(columns->before + columns->stretch));
    double pitch = value_at(&rest, "input.value", 0, 1)->of.text.at.x -
                   value_at(&rest, "input.value", 0, 0)->of.text.at.x;
    if (first && second)
        assert_float_equal(second->of.text.at.x - first->of.text.at.x, pitch, 1e-3);
}

static void what_is_read_is_built_up(void **state)
{
    (void)state;
    srand(7);
    for (int i = 0; i < 40; i++) {
        char text[512];
        struct fixture fixture;
        bool is_transposed = i % 2, goes_first = i % 3 == 0;
        int padding = 1 + rand() % 2, height = 2 + rand() % 3, width = 2 + rand() % 3;
        const char *builds = !is_transposed ? "padding"
                             : goes_first   ? "[padding, stretch]"
                                            : "[stretch, padding]";
        snprintf(text, sizeof text,
                 "view: flat\ninput: {size: [%d, %d], random: {seed: %d}}\n"
                 "kernel: {random: {seed: 2}}\n"
                 "layer: {type: %s, kernel_size: 3, padding: %d, stride: 2}\nbuild: %s\n",
                 height, width, i, is_transposed ? "ConvTranspose2d" : "Conv2d",
                 is_transposed ? padding - 1 : padding, builds);
        assert_true(set_up(&fixture, text));
        if (fixture.simulation->axis[0].before > 0)
            check_input(&fixture, text, is_transposed ? 2 : 1);
        assert_int_equal(fixture.report.count, is_transposed && padding == 3);
        tear_down(&fixture);
    }
}

/* An item with a key as that of another; NULL: none that can be seen. */
static const struct item *same_item(const struct display_list *list, const struct item_key *key)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind == ITEM_TEXT && strcmp(item->key.part, key->part) == 0 &&
            item->key.channel == key->channel && item->key.row == key->row &&
            item->key.column == key->column && item->of.text.color.alpha > 0)
            return item;
    }
    return NULL;
}

static bool is_unit_along(const struct axis *axis, int place)
{
    int64_t at = place - axis->before;
    return at >= 0 && at < axis->stretched && at % axis->stretch == 0;
}

/* Before it is built up units alone are there, in the end every cell as it rests: of rows of cells,
 * several maps, groups, and the first card of a deck. Nothing of a step is there. */
static void other_views_build_up(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t values, builds;
    } cases[] = {
        {"input: {size: [2, 4], random: {seed: 1}}\nkernel: {random: {seed: 2}}\n"
         "layer: {type: ConvTranspose1d, kernel_size: 3, stride: 2}\nbuild: [stretch, padding]\n",
         2 * 11, 2},
        {"input: {size: [2, 3, 3], random: {seed: 1}}\nkernel: {random: {seed: 2}}\n"
         "layer: {type: Conv2d, kernel_size: 3, padding: 1}\nbuild: padding\n",
         2 * 25, 1},
        {"input: {size: [2, 3, 3], random: {seed: 1}}\nkernel: {random: {seed: 2}}\n"
         "layer: {type: ConvTranspose2d, kernel_size: 2, stride: 2, groups: 2}\n"
         "build: [padding, stretch]\n",
         2 * 49, 2},
        {"input: {size: [8, 3, 3], random: {seed: 1}}\nkernel: {random: {seed: 2}}\n"
         "layer: {type: Conv2d, kernel_size: 3, padding: 2}\nbuild: padding\n",
         49, 1},
    };
    for (size_t n = 0; n < sizeof cases / sizeof *cases; n++) {
        struct fixture fixture;
        size_t values = 0;
        assert_true(set_up(&fixture, cases[n].text));
        const struct simulation *layer = fixture.simulation;
        struct display_list rest = draw(&fixture, 0, 0), none = draw_built(&fixture, 0),
                            all = draw_built(&fixture, (double)cases[n].builds);
        for (size_t i = 0; i < rest.count; i++) {
            const struct item *rested = &rest.items[i];
            if (strcmp(rested->key.part, "input.value") != 0)
                continue;
            const struct item *after = same_item(&all, &rested->key);
            bool is_unit = is_unit_along(&layer->axis[layer->axes - 1], rested->key.column) &&
                           (layer->axes == 1 || is_unit_along(&layer->axis[0], rested->key.row));
            if (!after || is_unit != (same_item(&none, &rested->key) != NULL))
                fail_msg("%scell %d, %d is there too early, or too late", cases[n].text,
                         rested->key.row, rested->key.column);
            check_near(rested->of.text.at, after->of.text.at, 1e-6, cases[n].text);
            assert_string_equal(rested->of.text.string, after->of.text.string);
            values++;
        }
        assert_int_equal(values, cases[n].values);
        assert_int_equal(count_lit(&all, &fixture.scene->theme), 0);
        assert_int_equal(fixture.report.count, 0);
        tear_down(&fixture);
    }
}

/* Half a turn takes each weight to where it lies. */
static void the_kernel_turns(void **state)
{
    (void)state;
    struct fixture fixture;
    assert_true(set_up(&fixture, "view: flat\ninput: {values: [[1, 2], [3, 4]]}\n"
                                 "kernel: {values: [[1, 2, 3], [4, 5, 6]]}\n"
                                 "layer: {type: ConvTranspose2d}\nbuild: flip\n"));
    struct display_list before = draw_built(&fixture, 0), half = draw_built(&fixture, 0.5),
                        after = draw_built(&fixture, 1), rest = draw(&fixture, 0, 0);
    for (int row = 0; row < 2; row++)
        for (int column = 0; column < 3; column++) {
            const struct item *lies = value_at(&rest, "kernel.value", row, column);
            const struct item *turned = value_at(&after, "kernel.value", row, column);
            const struct item *given = value_at(&before, "kernel.value", row, column);
            const struct item *other = value_at(&rest, "kernel.value", 1 - row, 2 - column);
            check_near(lies->of.text.at, turned->of.text.at, 1e-6, "");
            check_near(given->of.text.at, other->of.text.at, 1e-6, "");
            assert_string_equal(given->of.text.string, lies->of.text.string);
            assert_non_null(value_at(&half, "kernel.value", row, column));
        }
    assert_string_equal(value_at(&rest, "kernel.value", 0, 0)->of.text.string, "6");
    tear_down(&fixture);
}

/* Where the letter of the formula is lit: how many are, and whether each lies behind one. */
static size_t count_lit_letters(const struct display_list *list, const char *letter)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct item *lit = &list->items[i], *text = lit + 1;
        if (strcmp(lit->key.part, "header.lit") != 0)
            continue;
        assert_true(i + 1 < list->count && text->kind == ITEM_TEXT);
        assert_string_equal(text->of.text.string, letter);
        const struct point *corners = lit->of.path.path.points, at = text->of.text.at;
        double left = at.x, right = at.x;
        for (size_t n = 0; n < lit->of.path.path.point_count; n++) {
            left = fmin(left, corners[n].x);
            right = fmax(right, corners[n].x);
        }
        assert_float_equal((left + right) / 2, at.x, 1e-6);
        assert_true(right - left >= 0.6 * text->of.text.font.size_pt);
        count++;
    }
    return count;
}

/* While padding comes about its letter in the formula is lit, p in mathematical italic. */
static void the_letter_of_a_build_is_lit(void **state)
{
    (void)state;
    static const char padding[] = "\xf0\x9d\x91\x9d", dilation[] = "\xf0\x9d\x91\x91";
    struct fixture fixture;
    assert_true(set_up(&fixture, "view: flat\ntheme: light\ninput: {size: 6, fill: 1}\n"
                                 "kernel: {fill: 1}\nshow: {formula: true}\n"
                                 "layer: {type: Conv2d, kernel_size: 2, padding: 1, dilation: 2}\n"
                                 "build: [padding, dilation]\n"));
    struct display_list first = draw_built(&fixture, 0.5), second = draw_built(&fixture, 1.5),
                        between = draw_built(&fixture, 1), rest = draw(&fixture, 0, 0);
    assert_true(count_lit_letters(&first, padding) > 0);
    assert_true(count_lit_letters(&second, dilation) > 0);
    assert_int_equal(count_lit_letters(&between, ""), 0);
    assert_int_equal(count_lit_letters(&rest, ""), 0);
    tear_down(&fixture);
}

static void building_takes_a_second_each(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool can;
        double seconds;
        int warnings;
    } cases[] = {
        {"build: [padding, dilation]\n", true, 2, 0},
        {"build: dilation\n", true, 1, 0},
        {"build: [padding, flip]\n", true, 1, 1},
        {"build: [padding, dilation]\nmotion: reduced\n", true, 0, 0},
        {"build: [padding, dilation]\nview: heat\n", false, 2, 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[512];
        double length[2];
        for (int has_builds = 0; has_builds < 2; has_builds++) {
            struct fixture fixture;
            snprintf(text, sizeof text,
                     "input: {size: 6, fill: 1}\nkernel: {fill: 1}\n"
                     "layer: {type: Conv2d, kernel_size: 2, padding: 1, dilation: 2}\n%s",
                     has_builds ? cases[i].text : strchr(cases[i].text, '\n') + 1);
            assert_true(set_up(&fixture, text));
            const struct simulation *one = fixture.simulation;
            struct shot shot = shot_of_scene(fixture.scene, &one);
            shot.builds[0] = drawing_builds(&fixture.drawing, 0);
            assert_int_equal(drawing_builds(&fixture.drawing, 0), cases[i].can);
            const struct film film = {fixture.scene, 1, &shot};
            struct timeline *timeline = timeline_create(&film, &fixture.report);
            length[has_builds] = rational_to_double(timeline->length);
            assert_int_equal(fixture.report.count, has_builds ? cases[i].warnings : 0);
            struct picture still;
            timeline_still_at(timeline, 0, &still);
            assert_false(still.moment.parts[0].is_building);
            double last = 0;
            for (size_t n = 0; n < timeline->picture_count; n++) {
                struct picture picture;
                timeline_picture_at(timeline, n, &picture);
                const struct moment_part *part = &picture.moment.parts[0];
                assert_true(!part->is_building || part->built >= last);
                last = part->is_building ? part->built : last;
            }
            if (has_builds)
                assert_float_equal(last, cases[i].can ? cases[i].seconds : 0, 1e-9);
            timeline_destroy(timeline);
            tear_down(&fixture);
        }
        assert_float_equal(length[1] - length[0], cases[i].seconds, 1e-9);
    }
}

/* In view transpose the padding grows around what the first column reads, its window spreads; of
 * both columns nothing is read or given yet. */
static void a_pair_of_layers_builds_up(void **state)
{
    (void)state;
    struct fixture fixture;
    assert_true(set_up(&fixture, "input: {size: [5, 4], random: {seed: 1}}\nview: transpose\n"
                                 "kernel: {random: {seed: 2}}\nbuild: [padding, dilation, flip]\n"
                                 "layer: {type: Conv2d, kernel_size: 2, padding: 1, dilation: 2, "
                                 "flip: true}\n"));
    assert_int_equal(fixture.report.count, 0);
    for (int builds = 0; builds <= 3; builds++) {
        struct display_list list = draw_built(&fixture, builds);
        size_t digits = 0;
        bool is_spread = false;
        for (size_t i = 0; i < list.count; i++) {
            const struct item_key *key = &list.items[i].key;
            assert_true(strcmp(key->part, "output.value") != 0 && strcmp(key->part, "link") != 0);
            is_spread |= strcmp(key->part, "input.spread.taps") == 0;
            if (strcmp(key->part, "input.value") != 0)
                continue;
            assert_int_equal(key->channel, 0);
            digits++;
        }
        assert_int_equal(digits, builds > 0 ? 7 * 6 : 5 * 4);
        assert_true(is_spread == (builds > 1));
        assert_int_equal(count_lit(&list, &fixture.scene->theme) > 0, is_spread);
    }
    tear_down(&fixture);
    assert_true(set_up(&fixture, "input: {size: [2, 3], random: {seed: 1}}\nview: transpose\n"
                                 "order: input\nbuild: padding\n"
                                 "layer: {type: ConvTranspose2d, kernel_size: 2}\n"));
    assert_int_equal(fixture.report.count, 1);
    assert_false(drawing_builds(&fixture.drawing, 0));
    tear_down(&fixture);
}

/* In each view that lifts nothing that is lit is left, and every output has the same ink. */
static void all_that_is_lit_lifts_off(void **state)
{
    (void)state;
    static const char *const scenes[] = {
        "input: {size: [4, 4], random: {seed: 1}}\nkernel: {fill: 1}\nview: flat\n"
        "layer: {type: Conv2d, kernel_size: 2}\n",
        "input: 5\nlayer: {type: Conv2d, kernel_size: 2, padding: 1}\n",
        "input: {size: [3, 4, 4], random: {seed: 1}}\nkernel: {fill: 2}\n"
        "layer: {type: Conv2d, kernel_size: 2, out_channels: 2}\n",
        "input: {size: [9, 4, 4], random: {seed: 1}}\nlayer: {type: MaxPool2d, kernel_size: 2}\n",
        "input: {size: [2, 6], random: {seed: 1}}\nkernel: {fill: 2}\n"
        "layer: {type: Conv1d, kernel_size: 3, padding: 1}\n",
        "input: 9\nlayers: [{type: Conv2d, kernel_size: 3}, {type: Conv2d, kernel_size: 3}]\n",
        "input: 9\nlayers: [{type: Conv1d, kernel_size: 3}, {type: Conv1d, kernel_size: 3}]\n",
        "input: {size: [3, 3, 3], random: {seed: 1}}\nkernel: {fill: 2}\n"
        "layer: {type: Conv3d, kernel_size: 2}\n",
        "input: {size: [3, 3], random: {seed: 1}}\nkernel: {fill: 2}\norder: input\n"
        "layer: {type: ConvTranspose2d, kernel_size: 3, stride: 2}\n",
        "input: {size: [3, 3], random: {seed: 1}}\nkernel: {fill: 2}\nview: scatter\n"
        "layer: {type: ConvTranspose2d, kernel_size: 3, stride: 2}\n",
        "input: {size: [5, 5], random: {seed: 1}}\nkernel: {fill: 2}\nview: transpose\n"
        "layer: {type: Conv2d, kernel_size: 3, stride: 2}\n",
        "input: {size: [6, 6], random: {seed: 1}}\nkernel: {fill: 1}\nview: heat\n"
        "layer: {type: Conv2d, kernel_size: 3}\n",
        "input: {size: [4, 4], random: {seed: 1}}\nkernel: {fill: 2}\nview: matrix\n"
        "layer: {type: Conv2d, kernel_size: 2}\nbias: 2\n",
        "input: {size: [6], random: {seed: 1}}\nkernel: {fill: 2}\n"
        "layer: {type: Linear, out_channels: 3}\n",
        "input: {size: [4, 4], random: {seed: 1}}\nkernel: {fill: 2}\nview: im2col\n"
        "layer: {type: Conv2d, kernel_size: 2, out_channels: 2}\n",
        "input: {size: [4, 4], random: {seed: 1}}\n"
        "layer: {type: Fold, output_size: [3, 3], kernel_size: 2}\n",
        "input: 5\nview: subsampling\nlayer: {type: Conv2d, kernel_size: 3, stride: 2}\n",
        "input: [2, 9, 9]\nview: network\n"
        "layers: [{type: Conv2d, kernel_size: 3}, {type: MaxPool2d, kernel_size: 2}]\n",
        "input: {size: 8, random: {seed: 1}}\nkernel: {values: [1, 2, 3]}\nview: products\n"
        "layer: {type: Conv1d}\n",
        "input: {size: 8, random: {seed: 1}}\nkernel: {values: [1, 2, 3]}\nview: cache\n"
        "layer: {type: Conv1d, padding: causal}\n",
    };
    for (size_t n = 0; n < sizeof scenes / sizeof *scenes; n++) {
        struct fixture fixture;
        assert_true(set_up(&fixture, scenes[n]));
        size_t last = fixture.scene->order.value == ORDER_INPUT || n == 10
                          ? 3
                          : fixture.simulation->step_count - 1;
        assert_true(drawing_lifts(&fixture.drawing, 0));
        for (int is_lifted = 0; is_lifted < 2; is_lifted++) {
            struct moment moment = {.part_count = 1,
                                    .parts = {{.step = last, .lifted = is_lifted}}};
            struct display_list list;
            drawing_draw(&fixture.drawing, &moment, &fixture.arena, &list);
            size_t count = count_lit(&list, &fixture.scene->theme);
            if ((count == 0) != is_lifted)
                fail_msg("%slifted: %d, %zu items are lit", scenes[n], is_lifted, count);
        }
        tear_down(&fixture);
    }
}

/* At a film's end its last picture has neither window nor sum, and every output is as the others.
 */
static void the_window_lifts_off(void **state)
{
    (void)state;
    struct fixture fixture;
    assert_true(set_up(&fixture, "input: {size: 4, random: {seed: 1}}\nkernel: {fill: 1}\n"
                                 "layer: {type: Conv2d, kernel_size: 2}\n"
                                 "output: {fps: 10}\ntimeline: {step: 1, move: 0.3}\n"));
    const struct simulation *one = fixture.simulation;
    struct shot shot = shot_of_scene(fixture.scene, &one);
    shot.lifts[0] = drawing_lifts(&fixture.drawing, 0);
    const struct film film = {fixture.scene, 1, &shot};
    struct timeline *timeline = timeline_create(&film, &fixture.report);
    struct picture last, still;
    struct display_list list;
    timeline_picture_at(timeline, timeline->picture_count - 1, &last);
    timeline_still_at(timeline, timeline->step_count - 1, &still);
    assert_true(last.moment.parts[0].lifted == 1 && still.moment.parts[0].lifted == 0);
    assert_float_equal(rational_to_double(last.duration), 1.7, 1e-9);
    drawing_draw(&fixture.drawing, &last.moment, &fixture.arena, &list);
    struct color ink = {0};
    for (size_t i = 0; i < list.count; i++) {
        const struct item *item = &list.items[i];
        const char *part = item->key.part;
        double seen = item->kind == ITEM_TEXT ? item->of.text.color.alpha
                      : item->kind == ITEM_PATH
                          ? item->of.path.fill.alpha + item->of.path.stroke.color.alpha
                          : 0;
        if (strncmp(part, "window.", 7) == 0 || strncmp(part, "now.", 4) == 0 ||
            strncmp(part, "sum", 3) == 0)
            assert_true(seen <= 0);
        if (strcmp(part, "output.value") == 0) {
            if (ink.alpha > 0)
                assert_memory_equal(&ink, &item->of.text.color, sizeof ink);
            ink = item->of.text.color;
        }
    }
    assert_true(ink.alpha == 1);
    timeline_destroy(timeline);
    tear_down(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_read_is_built_up),
        cmocka_unit_test(the_kernel_turns),
        cmocka_unit_test(the_letter_of_a_build_is_lit),
        cmocka_unit_test(building_takes_a_second_each),
        cmocka_unit_test(the_window_lifts_off),
        cmocka_unit_test(all_that_is_lit_lifts_off),
        cmocka_unit_test(other_views_build_up),
        cmocka_unit_test(a_pair_of_layers_builds_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
