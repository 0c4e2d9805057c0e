/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "convreel/base.h"

static void assert_rational(struct rational a, int64_t num, int64_t den)
{
    assert_int_equal(a.num, num);
    assert_int_equal(a.den, den);
}

static void rationals_read_exactly(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t num, den;
    } good[] = {{"2", 2, 1},
                {"0.35", 7, 20},
                {"-.5", -1, 2},
                {"1e-3", 1, 1000},
                {"2.50E1", 25, 1},
                {"0.0", 0, 1},
                {"30000/1001", 30000, 1001},
                {"0e99", 0, 1},
                {"6/4", 3, 2}};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct rational a;
        assert_true(rational_read(good[i].text, &a));
        assert_rational(a, good[i].num, good[i].den);
    }
    static const char *bad[] = {
        "", "x", "1/0", ".", "1 ", "1e", "1e99", "--1", "1/2/3", "1e-30", "9999999999999999999999"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct rational a;
        assert_false(rational_read(bad[i], &a));
    }
}

static void rationals_never_wrap(void **state)
{
    (void)state;
    struct rational huge = rational_make(INT64_MAX, 1), third = rational_make(1, 3);
    assert_false(rational_is_exact(rational_add(huge, third)));
    assert_false(rational_is_exact(rational_multiply(huge, huge)));
    struct rational lost = rational_multiply(huge, huge);
    assert_false(rational_is_exact(rational_add(lost, third)));
    assert_false(rational_is_exact(rational_divide(third, rational_make(0, 1))));
    assert_rational(rational_subtract(huge, huge), 0, 1);
    assert_true(rational_compare(rational_make(INT64_MAX - 1, INT64_MAX),
                                 rational_make(INT64_MAX - 2, INT64_MAX - 1)) > 0);
}

static void rationals_round_to_whole_numbers(void **state)
{
    (void)state;
    assert_int_equal(rational_floor(rational_make(-7, 2)), -4);
    assert_int_equal(rational_ceil(rational_make(-7, 2)), -3);
    assert_int_equal(rational_floor(rational_make(-4, 2)), -2);
    assert_int_equal(rational_ceil(rational_make(7, 2)), 4);
    assert_int_equal(rational_round(rational_make(5, 2)), 3);
    assert_int_equal(rational_round(rational_make(-5, 2)), -2);
    assert_int_equal(rational_round(rational_make(49, 20)), 2);
}

static void rationals_keep_the_field_laws(void **state)
{
    (void)state;
    srand(1);
    for (int i = 0; i < 2000; i++) {
        struct rational a = rational_make(rand() % 2001 - 1000, rand() % 99 + 1);
        struct rational b = rational_make(rand() % 2001 - 1000, rand() % 99 + 1);
        struct rational c = rational_make(rand() % 2001 - 1000, rand() % 99 + 1);
        struct rational left = rational_multiply(a, rational_add(b, c));
        struct rational right = rational_add(rational_multiply(a, b), rational_multiply(a, c));
        assert_int_equal(rational_compare(left, right), 0);
        assert_int_equal(rational_compare(rational_subtract(rational_add(a, b), b), a), 0);
        if (b.num != 0)
            assert_int_equal(rational_compare(rational_multiply(rational_divide(a, b), b), a), 0);
    }
}

static void the_nearest_word_is_a_plausible_typo(void **state)
{
    (void)state;
    static const char *const known[] = {"stride", "padding", "kernel_size", "dilation", "fps"};
    assert_string_equal(text_nearest("strde", known, 5), "stride");
    assert_string_equal(text_nearest("pading", known, 5), "padding");
    assert_string_equal(text_nearest("Kernel-size", known, 5), "kernel_size");
    assert_string_equal(text_nearest("fsp", known, 5), "fps");
    assert_null(text_nearest("colour", known, 5));
    assert_null(text_nearest("", known, 5));
}

static void printable_text_cannot_drive_a_terminal(void **state)
{
    (void)state;
    struct arena arena = {0};
    static const char hostile[] = "a\x1b[31m\xc3\xa9\xff\xe2\x80\xae\xc2\x9b";
    assert_string_equal(text_printable(&arena, hostile, sizeof hostile - 1, 100),
                        "a\\x1b[31m\xc3\xa9\\xff\\xe2\\x80\\xae\\xc2\\x9b");
    assert_string_equal(text_printable(&arena, "abcdef", 6, 3), "abc...");
    assert_string_equal(text_printable(&arena, "\xe2\x82", 2, 9), "\\xe2\\x82");
    arena_finish(&arena);
}

static void shortest_numbers_read_back_equal(void **state)
{
    (void)state;
    char room[NUMBER_ROOM];
    assert_string_equal(number_shortest(room, 0.1), "0.1");
    assert_string_equal(number_shortest(room, -0.0), "0");
    assert_string_equal(number_shortest(room, 17), "17");
    assert_string_equal(number_shortest(room, 1e300), "1e+300");
    assert_string_equal(number_shortest(room, 5e-324), "5e-324");
    assert_string_equal(number_shortest(room, 1 / 3.0), "0.3333333333333333");
    assert_string_equal(number_shortest(room, 123456789012345.0), "123456789012345");
    srand(2);
    for (int i = 0; i < 2000; i++) {
        double number = ldexp(rand() - RAND_MAX / 2.0, rand() % 200 - 100) / (1 + rand() % 7);
        assert_true(strtod(number_shortest(room, number), NULL) == number);
    }
}

static void arenas_keep_what_they_gave(void **state)
{
    (void)state;
    struct arena arena = {0};
    char *texts[500];
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 500; i++)
            texts[i] = arena_format(&arena, "%d-%0*d", i, i, 0);
        for (int i = 0; i < 500; i++)
            assert_int_equal(atoi(texts[i]), i);
        char *large = arena_allocate(&arena, 1, 1000000);
        assert_int_equal(large[999999], 0);
        memset(large, 1, 1000000);
        arena_reset(&arena);
    }
    arena_finish(&arena);
}

static void a_problem_is_reported_once(void **state)
{
    (void)state;
    struct report report;
    report_init(&report, "x.yaml");
    for (int i = 0; i < 20; i++)
        report_error(&report, (struct position){.line = 1, .column = 2}, "hint", "stride %d",
                     i % 10);
    report_warning(&report, (struct position){.line = 1, .column = 2}, NULL, "odd");
    assert_int_equal(report.error_count, 10);
    assert_int_equal(report.count, 11);
    report_finish(&report);
}

/* ---- decimals ---- */

static void check_rounding(double number, int places, const char *expected)
{
    struct arena arena = {0};
    assert_string_equal(decimal_text(decimal_of(number), places, &arena), expected);
    arena_finish(&arena);
}

static void decimals_round_by_their_shortest_form(void **state)
{
    (void)state;
    check_rounding(6.125, 2, "6.13");
    check_rounding(1.005, 2, "1.01"); /* as a double it is below */
    check_rounding(-2.5, 0, "-3");
    check_rounding(-0.004, 2, "0.00");
    check_rounding(0.1, 3, "0.100");
    check_rounding(9.995, 2, "10.00");
    check_rounding(1e22, 1, "10000000000000000000000.0");
    check_rounding(1e-300, 4, "0.0000");
    check_rounding(0, 1, "0.0");
}

static void decimals_are_exact(void **state)
{
    (void)state;
    struct decimal tenth = decimal_read("0.1"), two = decimal_read("2e-1");
    assert_true(decimal_equal(decimal_add(tenth, two), decimal_of(0.3)));
    assert_true(decimal_equal(decimal_multiply(tenth, two), decimal_read("0.02")));
    assert_true(decimal_equal(decimal_read("\xe2\x88\x92"
                                           "1.50"),
                              decimal_of(-1.5)));
    assert_true(decimal_equal(decimal_read("2.5\xc3\x97"
                                           "10\xe2\x81\xb7"),
                              decimal_of(25000000)));
    assert_true(decimal_equal(decimal_read("\xe2\x88\x92"
                                           "4\xc3\x97"
                                           "10\xe2\x81\xbb\xc2\xb9\xc2\xb2"),
                              decimal_of(-4e-12)));
    assert_false(decimal_read("2\xc3\x97"
                              "10")
                     .is_exact);
    assert_false(decimal_read("2\xc3\x97"
                              "10\xe2\x81\xb7x")
                     .is_exact);
    assert_true(decimal_equal(decimal_read("1e\xe2\x88\x92"
                                           "9"),
                              decimal_of(1e-9)));
    static const char *const bad[] = {"", "-", "nan", "1.2.3", "1e", "1 2", "1e99999", "e5"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(decimal_read(bad[i]).is_exact);
    struct decimal large = decimal_read("123456789012345678901");
    assert_false(decimal_multiply(large, large).is_exact);
    assert_false(decimal_add(decimal_of(1e300), decimal_of(1)).is_exact);
    assert_int_equal(decimal_magnitude(decimal_of(0.5)), -1);
    assert_int_equal(decimal_magnitude(decimal_of(-123)), 2);
}

/* < > stand for the marks of an emphasis, { } for those of a formula. */
static void marks_count_in_pairs(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"", ""},
        {"plain words", "plain words"},
        {"a *b* c", "a <b> c"},
        {"*a b* *c*", "<a b> <c>"},
        {"*a*, (*b*).", "<a>, (<b>)."},
        {"one * only", "one * only"},
        {"*one only", "*one only"},
        {"2 * 3 * 4", "2 * 3 * 4"},
        {"2*3*4", "2*3*4"},
        {"a*b* c*", "a*b* c*"},
        {"* a * b", "* a * b"},
        {"a $5 note", "a $5 note"},
        {"$5 and $6", "$5 and $6"},
        {"costs 5$ or 6$", "costs 5$ or 6$"},
        {"$k = 3$", "{k = 3}"},
        {"$2*3$ and *b*", "{2*3} and <b>"},
        {"*as $2*3$ is*", "<as {2*3} is>"},
        {"*a $5 b*", "<a $5 b>"},
        {"\\*a\\* \\$b\\$", "*a* $b$"},
        {"*a\\* b*", "<a* b>"},
        {"a \\b \\", "a \\b \\"},
        {"**a**", "*<a>*"},
        {"\x01z\x02z\x03z\x04", "zzz"},
        {"*\xc3\xa9t\xc3\xa9*", "<\xc3\xa9t\xc3\xa9>"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *marked = text_marked(&arena, cases[i][0]), *plain = marked;
        bool is_open[2] = {false, false};
        struct buffer shown = {0};
        for (; *plain; plain++) {
            bool is_formula = *plain == MARK_FORMULA;
            if (*plain != MARK_EMPHASIS && !is_formula) {
                buffer_format(&shown, "%c", *plain);
                continue;
            }
            buffer_format(&shown, "%c", (is_open[is_formula] ? ">}" : "<{")[is_formula]);
            is_open[is_formula] = !is_open[is_formula];
        }
        assert_string_equal(shown.bytes ? shown.bytes : "", cases[i][1]);
        buffer_finish(&shown);
    }
    assert_string_equal(text_unmarked(&arena, "*as $2*3$ is* 2*3"), "as 2*3 is 2*3");
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rationals_read_exactly),
        cmocka_unit_test(rationals_never_wrap),
        cmocka_unit_test(rationals_round_to_whole_numbers),
        cmocka_unit_test(rationals_keep_the_field_laws),
        cmocka_unit_test(the_nearest_word_is_a_plausible_typo),
        cmocka_unit_test(marks_count_in_pairs),
        cmocka_unit_test(printable_text_cannot_drive_a_terminal),
        cmocka_unit_test(shortest_numbers_read_back_equal),
        cmocka_unit_test(arenas_keep_what_they_gave),
        cmocka_unit_test(a_problem_is_reported_once),
        cmocka_unit_test(decimals_round_by_their_shortest_form),
        cmocka_unit_test(decimals_are_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
