/* SPDX-License-Identifier: MIT */
/* The lines that tell cells apart where colours do not (test_themes.c counts on them) are drawn, in
 * every theme. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "drawing_fixture.h"

#define NUMBERS "input: {size: [6, 6], fill: 1}\nkernel: {fill: 1}\n"
#define CELLS "input: 6\n"

static const struct {
    const char *scene, *part;
    bool is_dashed, is_heavy;
    enum theme_color color;
} drawn[] = {
    {CELLS "layer: {type: Conv2d, kernel_size: 3, padding: 1}\n", "input.zeros", true, false,
     COLOR_ZERO_LINE},
    {NUMBERS "layer: {type: Conv2d, kernel_size: 3, padding: 1}\n", "input.zeros", true, false,
     COLOR_ZERO_LINE},
    {NUMBERS "layer: {type: Conv2d, kernel_size: 3, padding: 1, padding_mode: reflect}\n",
     "input.zeros", true, false, COLOR_ZERO_LINE},
    {CELLS "layer: {type: ConvTranspose2d, kernel_size: 3, stride: 2}\n", "input.stretch", false,
     false, COLOR_ZERO_LINE},
    {NUMBERS "layer: {type: ConvTranspose2d, kernel_size: 3, stride: 2}\n", "input.stretch", false,
     false, COLOR_ZERO_LINE},
    {NUMBERS "layer: {type: ConvTranspose2d, kernel_size: 3, stride: 2, output_padding: 1}\n",
     "input.extra", false, false, COLOR_ZERO_LINE},
    {CELLS "layer: {type: Conv2d, kernel_size: 2, stride: 3}\n", "input.crosses", false, false,
     COLOR_INPUT_LINE},
    {NUMBERS "layer: {type: Conv2d, kernel_size: 2, stride: 3}\n", "input.crosses", false, false,
     COLOR_INPUT_LINE},
    {NUMBERS "layer: {type: Conv2d, kernel_size: 3}\n", "input.units", false, false,
     COLOR_INPUT_LINE},
    {NUMBERS "layer: {type: Conv2d, kernel_size: 3}\n", "window.grid", false, false,
     COLOR_WINDOW_LINE},
    {NUMBERS "layer: {type: Conv2d, kernel_size: 3}\n", "window.edge", false, true,
     COLOR_WINDOW_LINE},
    {NUMBERS "layer: {type: Conv2d, kernel_size: 3}\n", "kernel.cells", false, false,
     COLOR_WINDOW_LINE},
    {NUMBERS "layer: {type: Conv2d, kernel_size: 3}\n", "output.cells", false, false,
     COLOR_OUTPUT_LINE},
    {NUMBERS "layer: {type: Conv2d, kernel_size: 3}\n", "output.empty", true, false,
     COLOR_OUTPUT_LINE},
    {NUMBERS "layer: {type: Conv2d, kernel_size: 3}\n", "now.cell", false, true, COLOR_NOW_LINE},
    {NUMBERS "order: input\nlayer: {type: ConvTranspose2d, kernel_size: 3, stride: 2}\n",
     "window.edge", false, true, COLOR_WINDOW_LINE},
    {NUMBERS "order: input\nlayer: {type: ConvTranspose2d, kernel_size: 3, stride: 2}\n",
     "now.cell", false, true, COLOR_INPUT_INK},
    {"input: 6\nlayers:\n  - {type: Conv2d, kernel_size: 3}\n"
     "  - {type: ConvTranspose2d, kernel_size: 3, stride: 2}\n",
     "level1.stretch", false, false, COLOR_ZERO_LINE},
    {"input: 6\nlayers:\n  - {type: Conv2d, kernel_size: 2}\n"
     "  - {type: MaxPool2d, kernel_size: 2}\n",
     "level1.crosses", false, false, COLOR_INPUT_LINE},
    {"input: [1, 6]\nlayers:\n  - {type: Conv1d, kernel_size: 2}\n"
     "  - {type: MaxPool1d, kernel_size: 2}\n",
     "level1.crosses", false, false, COLOR_INPUT_LINE},
};

static bool is_color(struct color a, struct color b)
{
    return a.red == b.red && a.green == b.green && a.blue == b.blue && a.alpha > 0;
}

/* A part's line, which is an item of its own where its fill has a pattern. */
static bool has_line(const struct display_list *list, const struct theme *theme, size_t which)
{
    char apart[40];
    snprintf(apart, sizeof apart, "%s.line", drawn[which].part);
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind != ITEM_PATH ||
            (strcmp(item->key.part, drawn[which].part) != 0 && strcmp(item->key.part, apart) != 0))
            continue;
        const struct stroke *stroke = &item->of.path.stroke;
        bool is_filled = is_color(item->of.path.fill, theme->color[drawn[which].color]);
        bool is_stroked = stroke->width > 0 &&
                          is_color(stroke->color, theme->color[drawn[which].color]) &&
                          (stroke->dash_on > 0) == drawn[which].is_dashed &&
                          (!drawn[which].is_heavy || stroke->width >= theme->window_pt);
        if (is_filled || is_stroked)
            return true;
    }
    return false;
}

/* What a pair of meanings may pass by is drawn, in every theme that is judged. */
static void test_marks_are_drawn(void **state)
{
    (void)state;
    static const char *const themes[] = {"light", "dark", "print"};
    for (size_t i = 0; i < 3 * sizeof drawn / sizeof *drawn; i++) {
        struct fixture fixture;
        char text[400];
        size_t which = i / 3;
        snprintf(text, sizeof text, "theme: %s\n%s", themes[i % 3], drawn[which].scene);
        assert_true(set_up(&fixture, text));
        struct display_list list = draw(&fixture, 1, 0);
        if (!has_line(&list, &fixture.scene->theme, which))
            fail_msg("%s has no %s", text, drawn[which].part);
        tear_down(&fixture);
    }
}

/* A fill's pattern is drawn with it, between the fill and its line. */
static void test_patterns_are_drawn(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "window.taps",    "window.taps.hatch",  "window.grid",       "window.edge",
        "output.cells",   "output.cells.hatch", "output.cells.line", "now.cell",
        "now.cell.hatch", "now.cell.line"};
    struct fixture fixture;
    assert_true(
        set_up(&fixture, "theme: print\n" NUMBERS "layer: {type: Conv2d, kernel_size: 3}\n"));
    struct display_list list = draw(&fixture, 1, 0);
    size_t found = 0;
    for (size_t i = 0; i < list.count && found < sizeof parts / sizeof *parts; i++)
        found += strcmp(list.items[i].key.part, parts[found]) == 0;
    if (found < sizeof parts / sizeof *parts)
        fail_msg("no %s, or not in its place", parts[found]);
    tear_down(&fixture);
}

/* Without a hue the ground of what a unit sees tells how many paths lead there; lines, which grow
 * darker as it grows lighter, would hide that. */
static void test_fields_have_shades(void **state)
{
    (void)state;
    struct fixture fixture;
    assert_true(set_up(&fixture, "theme: print\ninput: [1, 12]\nlayers:\n"
                                 "  - {type: Conv1d, kernel_size: 3}\n"
                                 "  - {type: Conv1d, kernel_size: 3}\n"));
    struct display_list list = draw(&fixture, 1, 0);
    double least = 1, most = 0;
    for (size_t i = 0; i < list.count; i++) {
        const struct item *item = &list.items[i];
        assert_string_not_equal(item->key.part, "input.lit.hatch");
        if (strcmp(item->key.part, "input.lit") != 0)
            continue;
        double shade = item->of.path.fill.alpha;
        least = shade < least ? shade : least;
        most = shade > most ? shade : most;
    }
    assert_true(least < 0.5 && most == 1);
    tear_down(&fixture);
}

/* In theme guide too, what padding repeats or fills is in another ink than the units. */
static void test_padding_has_its_ink(void **state)
{
    (void)state;
    static const char *const modes[] = {"zeros", "reflect"};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        struct fixture fixture;
        char text[200];
        snprintf(text, sizeof text,
                 "theme: {from: guide, quiet: red}\n" NUMBERS
                 "layer: {type: Conv2d, kernel_size: 3, padding: 1, padding_mode: %s}\n",
                 modes[i]);
        assert_true(set_up(&fixture, text));
        struct display_list list = draw(&fixture, 1, 0);
        const struct theme *theme = &fixture.scene->theme;
        int units = 0, all = 0;
        for (size_t n = 0; n < list.count; n++) {
            const struct item *item = &list.items[n];
            if (item->kind != ITEM_TEXT || strcmp(item->key.part, "input.value") != 0)
                continue;
            bool is_unit = item->key.row >= 1 && item->key.row <= 6 && item->key.column >= 1 &&
                           item->key.column <= 6;
            assert_true(is_color(item->of.text.color,
                                 theme->color[is_unit ? COLOR_INPUT_INK : COLOR_ZERO_INK]));
            units += is_unit;
            all++;
        }
        assert_int_equal(units, 36);
        assert_int_equal(all, 64);
        tear_down(&fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marks_are_drawn),
        cmocka_unit_test(test_patterns_are_drawn),
        cmocka_unit_test(test_fields_have_shades),
        cmocka_unit_test(test_padding_has_its_ink),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
