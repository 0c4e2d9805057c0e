/* SPDX-License-Identifier: MIT */
/* The formulas that themes are judged by, against published numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "colorimetry.h"

static void test_ciede2000(void **state)
{
    (void)state;
    static const struct {
        struct lab one, other;
        double difference;
    } published[] = {
        {{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425},
        {{50, 3.1571, -77.2803}, {50, 0, -82.7485}, 2.8615},
        {{50, 2.8361, -74.0200}, {50, 0, -82.7485}, 3.4412},
        {{50, -1.3802, -84.2814}, {50, 0, -82.7485}, 1.0000},
        {{50, -1.1848, -84.8006}, {50, 0, -82.7485}, 1.0000},
        {{50, -0.9009, -85.5211}, {50, 0, -82.7485}, 1.0000},
        {{50, 0, 0}, {50, -1, 2}, 2.3669},
        {{50, -1, 2}, {50, 0, 0}, 2.3669},
        {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0009}, 7.1792},
        {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0010}, 7.1792},
        {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0011}, 7.2195},
        {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0012}, 7.2195},
        {{50, -0.0010, 2.4900}, {50, 0.0009, -2.4900}, 4.8045},
        {{50, -0.0010, 2.4900}, {50, 0.0010, -2.4900}, 4.8045},
        {{50, -0.0010, 2.4900}, {50, 0.0011, -2.4900}, 4.7461},
        {{50, 2.5, 0}, {50, 0, -2.5}, 4.3065},
        {{50, 2.5, 0}, {73, 25, -18}, 27.1492},
        {{50, 2.5, 0}, {61, -5, 29}, 22.8977},
        {{50, 2.5, 0}, {56, -27, -3}, 31.9030},
        {{50, 2.5, 0}, {58, 24, 15}, 19.4535},
        {{50, 2.5, 0}, {50, 3.1736, 0.5854}, 1.0000},
        {{50, 2.5, 0}, {50, 3.2972, 0}, 1.0000},
        {{50, 2.5, 0}, {50, 1.8634, 0.5757}, 1.0000},
        {{50, 2.5, 0}, {50, 3.2592, 0.3350}, 1.0000},
        {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
        {{63.0109, -31.0961, -5.8663}, {62.8187, -29.7946, -4.0864}, 1.2630},
        {{61.2901, 3.7196, -5.3901}, {61.4292, 2.2480, -4.9620}, 1.8731},
        {{35.0831, -44.1164, 3.7933}, {35.0232, -40.0716, 1.5901}, 1.8645},
        {{22.7233, 20.0904, -46.6940}, {23.0331, 14.9730, -42.5619}, 2.0373},
        {{36.4612, 47.8580, 18.3852}, {36.2715, 50.5065, 21.2231}, 1.4146},
        {{90.8027, -2.0831, 1.4410}, {91.1528, -1.6435, 0.0447}, 1.4441},
        {{90.9257, -0.5406, -0.9208}, {88.6381, -0.8985, -0.7239}, 1.5381},
        {{6.7747, -0.2908, -2.4247}, {5.8714, -0.0985, -2.2286}, 0.6377},
        {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082},
    };
    for (size_t i = 0; i < sizeof published / sizeof *published; i++) {
        double told = ciede2000(published[i].one, published[i].other);
        if (fabs(told - published[i].difference) > 0.00005)
            fail_msg("pair %zu: %.4f, not %.4f", i + 1, told, published[i].difference);
    }
}

static void test_other_formulas(void **state)
{
    (void)state;
    const struct color white = {.red = 1, .green = 1, .blue = 1, .alpha = 1}, black = {.alpha = 1};
    const struct color grey = {
        .red = 119.0 / 255, .green = 119.0 / 255, .blue = 119.0 / 255, .alpha = 1};
    assert_true(fabs(contrast(white, black) - 21) < 1e-9);
    assert_true(fabs(contrast(grey, white) - 4.478) <
                0.001); /* #777: WCAG's well-known near miss */
    assert_true(fabs(lab_seen(grey, EYES_USUAL).l - 50.034) < 0.01);
    for (enum eyes eyes = 0; eyes < EYES; eyes++) { /* whose whites and greys stay what they are */
        assert_true(ciede2000(lab_seen(white, eyes), lab_seen(white, EYES_USUAL)) < 0.1);
        assert_true(ciede2000(lab_seen(grey, eyes), lab_seen(grey, EYES_USUAL)) < 0.1);
    }
    const struct color red = {.red = 1, .alpha = 1}, green = {.green = 0.5, .alpha = 1};
    assert_true(ciede2000(lab_seen(red, EYES_USUAL), lab_seen(green, EYES_USUAL)) > 70);
    assert_true(ciede2000(lab_seen(red, EYES_DEUTERANOPIA), lab_seen(green, EYES_DEUTERANOPIA)) <
                30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ciede2000),
        cmocka_unit_test(test_other_formulas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
