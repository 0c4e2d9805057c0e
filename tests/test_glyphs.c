/* SPDX-License-Identifier: MIT */
/* drawing: words that the fonts do not have are told where they stand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drawing_fixture.h"

/* Fonts that have all but # and the Greek alphabet. */
static struct text_gaps find_gaps(void *context, const struct font *font, const char *string)
{
    (void)context;
    (void)font;
    struct text_gaps gaps = {0};
    for (const char *at = string; *at; at++) {
        if (*at != '#' && (unsigned char)*at != 0xce)
            continue;
        gaps.first = gaps.count == 0 ? (size_t)(at - string) : gaps.first;
        gaps.count++;
    }
    return gaps;
}

static const struct text_ruler poor = {.measure = measure, .find_gaps = find_gaps};

#define BASE "input: 5\nlayer: {type: Conv2d, kernel_size: 3}\n"

struct gap_case {
    const char *scene;
    size_t line, column;
    const char *text; /* NULL: nothing to tell */
};

static const struct gap_case cases[] = {
    {"caption: all is there\n" BASE, 0, 0, NULL},
    {"caption: plain # but\n" BASE, 0, 0, NULL}, /* a comment */
    {"caption: plain #it\n" BASE, 0, 0, NULL},
    {"caption: plain#it\n" BASE, 1, 15, "caption: no font here has # (U+0023)"},
    {"caption: \"gr\xc3\xbc\xc3\x9f \xce\xb1\"\n" BASE, 1, 16,
     "caption: no font here has \xce\xb1 (U+03B1)"},
    {"caption: 'a## b'\n" BASE, 1, 12, "caption: no font here has # (U+0023), nor 1 other"},
    {"caption: 'a### b'\n" BASE, 1, 12, "caption: no font here has # (U+0023), nor 2 others"},
    /* where the scene spells it in another way: its start */
    {"caption: 'it''s #'\n" BASE, 1, 10, "caption: no font here has # (U+0023)"},
    {"caption: \"\\u03b1\"\n" BASE, 1, 10, "caption: no font here has \xce\xb1 (U+03B1)"},
    {"caption: |\n  one\n  two #\n" BASE, 1, 10, "caption: no font here has # (U+0023)"},
    {"caption: one\n  two#\n" BASE, 1, 10, "caption: no font here has # (U+0023)"},
    {"title: a#\n" BASE, 1, 9, "title: no font here has # (U+0023)"},
    {"title: a#\nshow: {title: false}\n" BASE, 0, 0, NULL},
    {"title: a#\ntheme: guide\n" BASE, 0, 0, NULL},
    {"credit: a#\ntheme: guide\n" BASE, 1, 10, "credit: no font here has # (U+0023)"},
    {"names: {kernel: a#}\n" BASE, 1, 18, "names.kernel: no font here has # (U+0023)"},
    {"names: {kernel: a#}\nshow: {labels: false}\n" BASE, 0, 0, NULL},
    {"notes: [{at: {input: [0, 0]}, text: a#}]\n" BASE, 1, 38,
     "notes.text: no font here has # (U+0023)"},
    {"input: 5\nlayers:\n  - {type: Conv1d, kernel_size: 3, name: a#}\n  - {type: ReLU}\n", 3, 43,
     "layers.name: no font here has # (U+0023)"},
};

static void check_case(const struct gap_case *one, bool is_strict)
{
    struct fixture fixture;
    struct drawing drawing;
    set_up(&fixture, one->scene);
    fixture.report.is_strict = is_strict;
    const struct simulation *simulations[] = {fixture.simulation};
    bool is_right = drawing_init(&drawing, fixture.scene, simulations, &poor, &fixture.report);
    drawing_finish(&drawing);
    assert_true(is_right);
    assert_int_equal(fixture.report.count, one->text != NULL);
    assert_int_equal(fixture.report.error_count, is_strict && one->text);
    if (one->text) {
        const struct problem *problem = &fixture.report.problems[0];
        assert_string_equal(problem->text, one->text);
        assert_int_equal(problem->at.line, one->line);
        assert_int_equal(problem->at.column, one->column);
        assert_int_equal(problem->kind, is_strict ? PROBLEM_ERROR : PROBLEM_WARNING);
        assert_int_equal(problem->status, is_strict ? STATUS_SCENE : STATUS_DONE);
    }
    tear_down(&fixture);
}

static void a_gap_has_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check_case(&cases[i], false);
        check_case(&cases[i], true);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_gap_has_its_place)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
