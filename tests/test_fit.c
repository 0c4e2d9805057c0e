/* SPDX-License-Identifier: MIT */
/* drawing: pictures on canvases of any size, as a lecture hall sees them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "drawing_fixture.h"

#define RANDOM "random: {seed: 3, low: -9, high: 9}"

struct canvas_size {
    size_t width, height;
};

static const struct canvas_size sizes[] = {{1280, 720},  {1920, 1080}, {3840, 2160},
                                           {1080, 1080}, {1440, 1080}, {1080, 1920}};

static const char *const scenes[] = {
    "title: Padding, strides\ninput: {size: [5, 5], " RANDOM "}\n"
    "layer: {type: Conv2d, stride: 2, padding: 1}\nkernel: {values: [[0, 1, 2], [2, 2, 0], "
    "[0, 1, 2]]}\n",
    "input: 5\nlayer: {type: ConvTranspose2d, kernel_size: 3, stride: 2, padding: 1, "
    "output_padding: 1}\n",
    "title: A title that is long enough for two lines\ntheme: dark\ninput: {size: [4, 6], " RANDOM
    "}\nlayer: {type: MaxPool2d, kernel_size: 2}\ncaption: Words below it\ncredit: An author\n",
    "input: {size: 9, " RANDOM
    "}\nlayer: {type: Conv1d, kernel_size: 3, dilation: 2, padding: 2}\n",
    "input: {size: [2, 4, 4], " RANDOM "}\nlayer: {type: Conv2d, kernel_size: 3}\nbias: 1\n",
    "input: 4\nlayer: {type: Conv3d, kernel_size: 2}\n",
    "input: 12\nlayers: [{type: Conv1d, kernel_size: 3}, {type: Conv1d, kernel_size: 3, "
    "dilation: 2}]\n",
    "input: {size: [16, 16], " RANDOM "}\nview: heat\nlayer: {type: Conv2d}\nkernel: sobel_x\n",
};

#define NAMES \
    "names: {input: a photograph of a garden, kernel: an edge detector, output: all its edges}\n"

static const char *const named_scenes[] = {
    NAMES "input: {size: [4, 4], " RANDOM "}\nlayer: {type: Conv2d, kernel_size: 2}\n",
    NAMES "input: 4\nlayer: {type: Conv2d, kernel_size: 2}\nview: stacked\n",
    NAMES "input: {size: [2, 4, 4], " RANDOM "}\nlayer: {type: Conv2d, kernel_size: 2}\n",
    NAMES "input: {size: 8, " RANDOM "}\nlayer: {type: Conv1d, kernel_size: 2, padding: 1}\n",
    NAMES "input: {size: [8, 8], " RANDOM "}\nlayer: {type: Conv2d}\nkernel: sobel_x\nview: heat\n",
    NAMES "input: {size: [3, 3], " RANDOM
          "}\nlayer: {type: Conv2d, kernel_size: 2}\nview: matrix\n",
    NAMES "input: {size: [3, 3], " RANDOM
          "}\nlayer: {type: Conv2d, kernel_size: 2}\nview: im2col\n",
    NAMES "input: {size: [2, 2], " RANDOM "}\nlayer: {type: ConvTranspose2d, kernel_size: 2}\n"
          "order: input\n",
    NAMES "input: [3, 3, 3]\nlayer: {type: Conv3d, kernel_size: 2}\n",
};

/* What is drawn, in pixels. */
static struct rectangle ink_of(const struct display_list *list, double scale)
{
    double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind == ITEM_TEXT) {
            struct rectangle box = text_box(item);
            left = fmin(left, box.x);
            top = fmin(top, box.y);
            right = fmax(right, box.x + box.width);
            bottom = fmax(bottom, box.y + box.height);
        }
        for (size_t p = 0; item->kind == ITEM_PATH && p < item->of.path.path.point_count; p++) {
            struct point point = item->of.path.path.points[p];
            left = fmin(left, point.x);
            top = fmin(top, point.y);
            right = fmax(right, point.x);
            bottom = fmax(bottom, point.y);
        }
    }
    return (struct rectangle){left * scale, top * scale, (right - left) * scale,
                              (bottom - top) * scale};
}

static void check_texts(const struct display_list *list, double scale, double unit)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind != ITEM_TEXT)
            continue;
        double size = item->of.text.font.size_pt * scale / unit;
        bool is_index = strcmp(item->key.part, "header") == 0; /* of a formula */
        double least = is_words(item) && !is_index ? 24 : 18;
        if (size < least - 0.01)
            fail_msg("'%s' of %s is %.1f pixels high", item->of.text.string, item->key.part, size);
    }
}

static void check_canvas(struct fixture *fixture, struct canvas_size size)
{
    double width = (double)size.width, height = (double)size.height;
    drawing_fit(&fixture->drawing, size.width, size.height, &fixture->report);
    struct display_list list = draw(fixture, 0, 0), last;
    last = draw(fixture, simulation_order_count(fixture->simulation, ORDER_OUTPUT) - 1, 0);
    double scale = fixture->drawing.px_per_pt, unit = fmin(width, height) / 1080;
    assert_float_equal(list.width_pt * scale, width, 0.01);
    assert_float_equal(list.height_pt * scale, height, 0.01);
    assert_true(last.width_pt == list.width_pt && last.height_pt == list.height_pt);
    settle_groups(&list);
    settle_groups(&last);
    struct rectangle ink = ink_of(&list, scale);
    double share = fmax(ink.width / width, ink.height / height);
    if (share < 0.7 || share > 0.88)
        fail_msg("%.0fx%.0f is filled by %.3f: %.0f %.0f %.0f %.0f", width, height, share, ink.x,
                 ink.y, ink.width, ink.height);
    assert_true(ink.y >= 0.07 * height && ink.y + ink.height <= 0.945 * height);
    assert_true(ink.x >= 0.065 * width && ink.x + ink.width <= 0.935 * width);
    check_texts(&list, scale, unit);
    check_texts_apart(&list);
    check_words_off_cells(&list);
    check_texts_apart(&last);
}

static void every_canvas_is_filled(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++)
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
            struct fixture fixture;
            assert_true(set_up(&fixture, scenes[i]));
            check_canvas(&fixture, sizes[s]);
            tear_down(&fixture);
        }
}

/* Names that are wider than their maps, on the drawing's own page and on canvases. */
static void long_names_meet_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof named_scenes / sizeof *named_scenes; i++)
        for (size_t s = 0; s <= sizeof sizes / sizeof *sizes; s++) {
            struct fixture fixture;
            assert_true(set_up(&fixture, named_scenes[i]));
            if (s > 0)
                drawing_fit(&fixture.drawing, sizes[s - 1].width, sizes[s - 1].height,
                            &fixture.report);
            struct display_list list = draw(&fixture, 0, 0);
            settle_groups(&list);
            check_texts_apart(&list);
            check_words_off_cells(&list);
            tear_down(&fixture);
        }
}

static void check_warning(const char *scene, struct canvas_size size, const char *warning)
{
    struct fixture fixture;
    assert_true(set_up(&fixture, scene));
    drawing_fit(&fixture.drawing, size.width, size.height, &fixture.report);
    if (!warning)
        assert_int_equal(fixture.report.count, 0);
    else if (fixture.report.count == 0 || strcmp(fixture.report.problems[0].text, warning) != 0)
        fail_msg("%s", fixture.report.count ? fixture.report.problems[0].text : "no warning");
    drawing_finish(&fixture.drawing);
    tear_down(&fixture);
}

static void what_has_no_room_is_told(void **state)
{
    (void)state;
    check_warning(scenes[0], (struct canvas_size){1920, 1080}, NULL);
    check_warning(scenes[0], (struct canvas_size){320, 260},
                  "320x260 has no room for the sum, the formula and the dimensions");
    check_warning("input: {size: [40, 40], " RANDOM "}\nview: flat\n"
                  "layer: {type: Conv2d, kernel_size: 3}\n",
                  (struct canvas_size){1920, 1080},
                  "at 1920x1080 some digits would be below 8 pixels: they are left out");
}

/* Its pages are the guide's own. */
#define STACK                                                                                  \
    "input: 12\nlayers: [{type: Conv2d, kernel_size: 3}, {type: MaxPool2d, kernel_size: 2}]\n" \
    "notes: [{at: {input: [10, 11]}, text: beyond the last layer's input}]\n"

static void notes_whose_cells_are_not_drawn_are_told(void **state)
{
    (void)state;
    const struct canvas_size page = {1920, 1080};
    check_warning(STACK, page, NULL);
    check_warning(STACK "view: network\n", page,
                  "the picture has no such cell, so the note is left out");
}

static void theme_guide_is_only_scaled(void **state)
{
    (void)state;
    struct fixture fixture;
    assert_true(
        set_up(&fixture, "theme: guide\ninput: 5\nlayer: {type: Conv2d, kernel_size: 3}\n"));
    struct display_list before = draw(&fixture, 0, 0);
    drawing_fit(&fixture.drawing, 1920, 1080, &fixture.report);
    struct display_list after = draw(&fixture, 0, 0);
    assert_int_equal(display_list_common(&before, &after), before.count);
    assert_true(before.width_pt == after.width_pt);
    tear_down(&fixture);
}

/* A sheet is scaled as a whole into the room of a fitted drawing. */
static void a_sheet_has_the_same_margins(void **state)
{
    (void)state;
    struct fixture fixture;
    assert_true(set_up(&fixture, "input: 5\nlayer: {type: Conv2d, kernel_size: 3}\n"));
    double margin = fixture.scene->theme.margin_pt;
    struct display_list wide = {.width_pt = 800 + 2 * margin, .height_pt = 100 + 2 * margin};
    struct display_list high = {.width_pt = 100 + 2 * margin, .height_pt = 800 + 2 * margin};
    struct page_place place = drawing_place_page(&fixture.drawing, &wide, 1000, 500);
    assert_float_equal(place.scale * 800, 850, 1e-9);
    assert_float_equal(place.at.x + margin * place.scale, 75, 1e-9);
    place = drawing_place_page(&fixture.drawing, &high, 1000, 500);
    assert_float_equal(place.at.y + margin * place.scale, 0.075 * 500, 1e-9);
    assert_float_equal(place.at.y + (800 + margin) * place.scale, 0.94 * 500, 1e-9);
    tear_down(&fixture);
}

/* One map of a cell below words that cannot be broken: whichever of them is the widest, the page
 * has it between its margins. */
static void a_sheet_is_as_wide_as_its_words(void **state)
{
    (void)state;
    static const char *const words[] = {"title: %s\n", "caption: %s\n", "credit: %s\n"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct fixture fixture;
        char word[161] = {0}, text[400];
        memset(word, 'w', sizeof word - 1);
        int count = snprintf(text, sizeof text, words[i], word);
        snprintf(text + count, sizeof text - (size_t)count,
                 "input: {size: [1, 1], fill: 1}\nlayer: {type: Conv2d, kernel_size: 1}\n");
        assert_true(set_up(&fixture, text));
        const struct moment moment = {.part_count = 1};
        const struct sheet sheet = {.columns = 1, .rows = 1, .count = 1, .moments = &moment};
        struct display_list list;
        drawing_draw_sheet(&fixture.drawing, &sheet, &fixture.arena, &list);
        double widest = 0, margin = fixture.scene->theme.margin_pt;
        for (size_t n = 0; n < list.count; n++) {
            struct rectangle box =
                list.items[n].kind == ITEM_TEXT ? text_box(&list.items[n]) : (struct rectangle){0};
            widest = fmax(widest, box.width);
        }
        assert_true(widest > 160);
        assert_float_equal(list.width_pt, widest + 2 * margin, 1e-6);
        tear_down(&fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_canvas_is_filled),
        cmocka_unit_test(long_names_meet_nothing),
        cmocka_unit_test(what_has_no_room_is_told),
        cmocka_unit_test(notes_whose_cells_are_not_drawn_are_told),
        cmocka_unit_test(theme_guide_is_only_scaled),
        cmocka_unit_test(a_sheet_has_the_same_margins),
        cmocka_unit_test(a_sheet_is_as_wide_as_its_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
