/* SPDX-License-Identifier: MIT */
/* scene, drawing: the built-in words in other languages: all are there, and all are drawn so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ctype.h>
#include <stdlib.h>

#include "drawing_fixture.h"

#define LAYER "input: 5\nlayer: {type: Conv2d, kernel_size: 3}\n"

/* Words that some other language has alike. */
static bool is_international(const char *english)
{
    static const char *const words[] = {"kernel", "kernel %", "divisor %", "factor %",
                                        "extra",  "mode %",   "alpha %"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], english) == 0)
            return true;
    return false;
}

/* A word that is missing, or that has lost its number, would be a problem. */
static void languages_are_complete(void **state)
{
    (void)state;
    static const char *const scenes[] = {"language: de\n" LAYER, "language: fr\n" LAYER,
                                         "language: zh\n" LAYER, "language: es\n" LAYER,
                                         "language: pt\n" LAYER};
    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
        struct fixture fixture;
        set_up(&fixture, scenes[i]);
        if (fixture.report.count > 0)
            fail_msg("%s", fixture.report.problems[0].text);
        const struct catalogue *language = &fixture.scene->language;
        assert_true(language->is_built_in);
        for (size_t j = 0; j < WORD_COUNT; j++) {
            if (strcmp(language->words[j], catalogue_english[j]) == 0 &&
                !is_international(catalogue_english[j]))
                fail_msg("%s: '%s' is English", language->name, catalogue_english[j]);
        }
        tear_down(&fixture);
    }
}

static void english_is_the_usual(void **state)
{
    (void)state;
    struct fixture fixture;
    struct arena arena = {0};
    set_up(&fixture, LAYER);
    const struct catalogue *language = &fixture.scene->language;
    assert_string_equal(language->name, "en");
    for (size_t i = 0; i < WORD_COUNT; i++)
        assert_string_equal(language->words[i], catalogue_english[i]);
    assert_string_equal(catalogue_word(language, WORD_INPUT), "input");
    assert_string_equal(catalogue_phrase(language, WORD_STRIDE, "2", &arena), "stride 2");
    arena_finish(&arena);
    tear_down(&fixture);
}

static void numbers_stand_where_the_language_has_them(void **state)
{
    (void)state;
    struct fixture fixture;
    struct arena arena = {0};
    set_up(&fixture, "language: zh\n" LAYER);
    assert_string_equal(catalogue_phrase(&fixture.scene->language, WORD_STEP, "3", &arena),
                        "\xe7\xac\xac 3 \xe6\xad\xa5");
    arena_finish(&arena);
    tear_down(&fixture);
}

/* ---- what is drawn ---- */

#define WORD "\xd0\xb6" /* U+0436, in place of all words */

/* Before anything is drawn or told. */
static void replace_words(struct fixture *fixture)
{
    struct scene *scene = fixture->scene;
    const struct simulation *simulations[] = {fixture->simulation};
    static const char *const words[] = {WORD, WORD " %", WORD " % %"}; /* by their numbers */
    for (size_t i = 0; i < WORD_COUNT; i++) {
        size_t numbers = 0;
        for (const char *at = catalogue_english[i]; *at; at++)
            numbers += *at == '%';
        scene->language.words[i] = words[numbers];
    }
    drawing_finish(&fixture->drawing);
    drawing_init(&fixture->drawing, scene, simulations, &ruler, &fixture->report);
    drawing_fit(&fixture->drawing, 0, 0, &fixture->report);
}

/* Names of layer types are no words of a language, nor is max( of a formula. */
static bool is_a_name(const char *letters, size_t length)
{
    static const char *const names[] = {"Conv",     "ConvTranspose", "MaxPool",
                                        "AvgPool",  "LPPool",        "PixelShuffle",
                                        "Upsample", "ReLU",          "max"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i]) == length && memcmp(names[i], letters, length) == 0)
            return true;
    return false;
}

/* More than two letters in a row are a word: two may be a formula's. */
static void expect_no_english(const struct display_list *list)
{
    enum { LONGEST_SYMBOL = 2 };
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].kind != ITEM_TEXT)
            continue;
        const char *text = list->items[i].of.text.string;
        for (size_t at = 0, end; text[at]; at = end + !isalpha((unsigned char)text[end])) {
            for (end = at; isalpha((unsigned char)text[end]);)
                end++;
            if (end - at > LONGEST_SYMBOL && !is_a_name(text + at, end - at))
                fail_msg("'%s' is not in the catalogue", text);
            if (!text[end])
                break;
        }
    }
}

static bool has_word(const struct display_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].kind == ITEM_TEXT && strstr(list->items[i].of.text.string, WORD))
            return true;
    return false;
}

#define ALL "show: {legend: true, indices: true, sum: true, formula: true}\n"
#define VALUES "input: {size: [4, 4], random: {seed: 1}}\nkernel: sobel_x\n"

static const char *const scenes[] = {
    ALL "input: 4\nlayer: {type: Conv2d, kernel_size: 2, padding: 1, stride: 2, dilation: 2}\n",
    ALL "input: 4\nlayer: {type: ConvTranspose2d, kernel_size: 3, stride: 2, padding: 1, "
        "output_padding: 1}\n",
    ALL "input: 5\nlayer: {type: Conv2d, kernel_size: 3, padding: 1, padding_mode: reflect}\n",
    ALL "input: 5\nlayer: {type: Conv2d, kernel_size: 3, padding: 1, padding_mode: circular}\n",
    ALL "input: 5\nlayer: {type: Conv2d, kernel_size: 3, padding: 1, padding_mode: replicate}\n",
    ALL "input: 6\nlayer: {type: MaxPool2d, kernel_size: 3, padding: 1, stride: 2, ceil_mode: "
        "true}\n",
    ALL "input: 6\nlayer: {type: LPPool2d, kernel_size: 2}\n",
    ALL "input: [4, 2, 2]\nlayer: {type: PixelShuffle, upscale_factor: 2}\n",
    ALL "input: 2\nlayer: {type: Upsample, scale_factor: 2}\n",
    ALL
    "input: {size: [2, 4, 4], random: {seed: 1}}\nlayer: {type: ConvTranspose2d, kernel_size: 3, "
    "stride: 2, out_channels: 2}\n",
    ALL "input: [4, 4, 4]\nlayer: {type: Conv2d, kernel_size: 3, groups: 2, out_channels: 4}\n",
    ALL VALUES "layer: {type: Conv2d, flip: true}\n",
    ALL VALUES "layer: {type: Conv2d}\nview: im2col\n",
    ALL VALUES "layer: {type: Conv2d}\nview: matrix\n",
    ALL VALUES "layer: {type: Conv2d}\nview: kernel\n",
    ALL VALUES "layer: {type: Conv2d}\nview: heat\n",
    ALL VALUES "layer: {type: ConvTranspose2d}\nview: scatter\n",
    ALL "input: 6\nlayer: {type: Conv2d, kernel_size: 2, stride: 2}\nview: subsampling\n",
    ALL "input: 6\nlayer: {type: Conv2d, kernel_size: 2, stride: 2}\nview: positions\n",
    ALL "input: 6\nlayer: {type: Conv1d, kernel_size: 2, stride: 2}\n",
    ALL "input: [4, 4, 4]\nlayer: {type: Conv3d, kernel_size: 2, padding: 1}\n",
    ALL "input: 2\nlayer: {type: ConvTranspose3d, kernel_size: 3, stride: 2, output_padding: 1}\n",
    ALL "input: 9\nlayers:\n  - {type: Conv1d, kernel_size: 3}\n  - {type: ReLU}\n",
};

static void every_word_is_of_the_catalogue(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
        struct fixture fixture;
        if (!set_up(&fixture, scenes[i]))
            fail_msg("%s\n%s", scenes[i], fixture.report.problems[0].text);
        replace_words(&fixture);
        struct display_list list = draw(&fixture, 0, 0);
        expect_no_english(&list);
        assert_true(has_word(&list));
        tear_down(&fixture);
    }
}

static void captions_of_a_sheet_too(void **state)
{
    (void)state;
    struct fixture fixture;
    struct display_list list;
    set_up(&fixture, LAYER);
    replace_words(&fixture);
    struct moment moment = {.part_count = 1, .parts = {{.step = 0}}};
    const struct sheet sheet = {
        .columns = 1, .rows = 1, .moments = &moment, .count = 1, .has_captions = true};
    drawing_draw_sheet(&fixture.drawing, &sheet, &fixture.arena, &list);
    expect_no_english(&list);
    tear_down(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(languages_are_complete),
        cmocka_unit_test(english_is_the_usual),
        cmocka_unit_test(numbers_stand_where_the_language_has_them),
        cmocka_unit_test(every_word_is_of_the_catalogue),
        cmocka_unit_test(captions_of_a_sheet_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
