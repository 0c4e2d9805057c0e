/* SPDX-License-Identifier: MIT */
/* Codes of Deflate: what makes them readable, however often their symbols occur. Whole streams are
 * read back in test_encoding.c, by libpng. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "encoding/deflate_codes.h"

/* A reader wants a code for what occurs, none too long, and none left over. */
static void expect_codes(const uint32_t *occurrences, size_t count, unsigned most)
{
    uint8_t lengths[DEFLATE_MOST_SYMBOLS];
    uint16_t bits[DEFLATE_MOST_SYMBOLS];
    uint32_t taken = 0;
    deflate_codes_make(occurrences, count, most, lengths, bits);
    for (size_t i = 0; i < count; i++) {
        assert_true(lengths[i] <= most);
        assert_true(occurrences[i] == 0 || lengths[i] > 0);
        taken += lengths[i] ? 1U << (most - lengths[i]) : 0;
    }
    assert_int_equal(taken, 1U << most);
}

static void no_code_begins_another(const uint32_t *occurrences, size_t count, unsigned most)
{
    uint8_t lengths[DEFLATE_MOST_SYMBOLS];
    uint16_t bits[DEFLATE_MOST_SYMBOLS];
    deflate_codes_make(occurrences, count, most, lengths, bits);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++)
            if (i != j && lengths[i] > 0 && lengths[i] <= lengths[j])
                assert_int_not_equal(bits[i], bits[j] & ((1U << lengths[i]) - 1));
}

static void codes_are_whole(void **state)
{
    (void)state;
    srand(1);
    for (int round = 0; round < 300; round++) {
        uint32_t occurrences[DEFLATE_MOST_SYMBOLS] = {0};
        size_t count = 2 + (size_t)rand() % (DEFLATE_MOST_SYMBOLS - 2);
        for (size_t i = 0; i < count; i++)
            if (rand() % 3 != 0)
                occurrences[i] = (uint32_t)rand() % (1U << rand() % 20);
        expect_codes(occurrences, count, 12);
        no_code_begins_another(occurrences, count, 12);
    }
}

/* Such a tree is as deep as it has leaves, if nothing makes it flatter. */
static void deep_trees_are_flattened(void **state)
{
    (void)state;
    uint32_t occurrences[40] = {1, 1};
    for (size_t i = 2; i < 40; i++)
        occurrences[i] = occurrences[i - 1] + occurrences[i - 2];
    expect_codes(occurrences, 40, 12);
    expect_codes(occurrences, 19, 7);
    no_code_begins_another(occurrences, 40, 12);
}

static void few_symbols_have_codes(void **state)
{
    (void)state;
    const uint32_t none[30] = {0}, first[30] = {5}, last[30] = {[29] = 7},
                   two[30] = {[3] = 1, [9] = 8};
    expect_codes(none, 30, 12);
    expect_codes(first, 30, 12);
    expect_codes(last, 30, 12);
    expect_codes(two, 30, 12);
}

/* What is frequent is short: here the lengths are known. */
static void frequent_symbols_are_short(void **state)
{
    (void)state;
    const uint32_t occurrences[] = {1, 16, 2, 8, 4, 0};
    const uint8_t due[] = {4, 1, 4, 2, 3, 0};
    uint8_t lengths[6];
    uint16_t bits[6];
    deflate_codes_make(occurrences, 6, 12, lengths, bits);
    assert_memory_equal(lengths, due, sizeof due);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_are_whole),
        cmocka_unit_test(deep_trees_are_flattened),
        cmocka_unit_test(few_symbols_have_codes),
        cmocka_unit_test(frequent_symbols_are_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
