/* SPDX-License-Identifier: MIT */
/*
 * Random layers: every printed sum is read back and worked out exactly. "=" must be true as it is
 * printed; the number after the sign of rounding must be the exact result, rounded half away from
 * zero; and the output's cell must show the same text in every view.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "drawing_fixture.h"
#include "rounds.h"

__extension__ typedef __int128 wide;

/* Numbers count in units of 10^-PLACES. */
enum { ROUNDS = 1500, PLACES = 20, MOST_CELLS = 16 };

static const char minus[] = "\xe2\x88\x92", times[] = "\xc2\xb7", about[] = "\xe2\x89\x88";

static int below(int count)
{
    return rand() % count;
}

static wide ten_to(int exponent)
{
    wide power = 1;
    for (; exponent > 0; exponent--)
        power *= 10;
    return power;
}

static bool take(const char **text, const char *word)
{
    if (strncmp(*text, word, strlen(word)) != 0)
        return false;
    *text += strlen(word);
    return true;
}

/* A raised figure; -1: none. */
static int take_raised(const char **text)
{
    static const char *const figures[] = {
        "\xe2\x81\xb0", "\xc2\xb9",     "\xc2\xb2",     "\xc2\xb3",     "\xe2\x81\xb4",
        "\xe2\x81\xb5", "\xe2\x81\xb6", "\xe2\x81\xb7", "\xe2\x81\xb8", "\xe2\x81\xb9"};
    for (int i = 0; i < 10; i++)
        if (take(text, figures[i]))
            return i;
    return -1;
}

/* Reads "−1.25", "(−3)" or "1e−9"; `last`: what 1 in its last printed place is worth. */
static wide read_number(const char **text, wide *last)
{
    bool is_enclosed = take(text, "("), is_negative = take(text, minus) || take(text, "-");
    wide number = 0;
    int places = PLACES;
    bool has_point = false;
    for (; (**text >= '0' && **text <= '9') || **text == '.'; ++*text) {
        if (**text == '.') {
            has_point = true;
            continue;
        }
        number = 10 * number + (**text - '0');
        places -= has_point;
    }
    if (take(text, "\xc3\x97"
                   "10")) { /* U+00D7 */
        int exponent = 0, figure;
        bool is_small = take(text, "\xe2\x81\xbb"); /* U+207B */
        while ((figure = take_raised(text)) >= 0)
            exponent = 10 * exponent + figure;
        places += is_small ? -exponent : exponent;
    }
    if (take(text, "e")) { /* as scenes have it */
        bool is_small = take(text, "-");
        int exponent = (int)strtol(*text, (char **)text, 10);
        places += is_small ? -exponent : exponent;
    }
    assert_true(places >= 0 && (!is_enclosed || take(text, ")")));
    if (last)
        *last = ten_to(places);
    return (is_negative ? -number : number) * ten_to(places);
}

static wide product(wide a, wide b)
{
    wide unit = ten_to(PLACES / 2);
    if (a % unit == 0 && b % unit == 0)
        return a / unit * (b / unit);
    wide whole = ten_to(PLACES); /* one of them is far coarser than the other */
    return a % whole == 0 ? a / whole * b : b / whole * a;
}

/* ---- scenes ---- */

struct layer {
    char text[1500];
    char input[MOST_CELLS][24], weight[4][24], bias[24]; /* bias "": none */
    int divide;
    bool has_kernel;
};

static void write_number(char room[24], int kind, int scale)
{
    static const char *const fractions[] = {"0", "5",  "25",  "75",   "125", "375", "05",
                                            "1", "33", "333", "6667", "005", "015", "1234"};
    int whole = below(kind == 0 ? 10 : 100), negative = below(3) == 0;
    const char *fraction = fractions[below(14)];
    if (kind <= 1)
        snprintf(room, 24, "%s%d", negative ? "-" : "", whole);
    else if (scale != 0)
        snprintf(room, 24, "%s%d.%se%d", negative ? "-" : "", whole % 10, fraction, scale);
    else
        snprintf(room, 24, "%s%d.%s", negative ? "-" : "", whole, fraction);
}

static void add_map(struct buffer *out, const char *name, char (*numbers)[24], int count, int width)
{
    buffer_format(out, "%s: {values: [", name);
    for (int i = 0; i < count; i++)
        buffer_format(out, "%s%s%s", i == 0 ? "[" : i % width == 0 ? "], [" : ", ", numbers[i], "");
    buffer_format(out, "]]");
}

static struct layer random_layer(void)
{
    static const int scales[] = {0, 0, 0, 0, -6, 5}, divides[] = {1, 1, 3, 7, 8, 9, 16};
    struct layer layer = {.has_kernel = below(3) > 0, .divide = divides[below(7)]};
    struct buffer out = {0};
    int kind = below(4), weight_kind = below(4), scale = scales[below(6)], digits = below(6);
    for (int i = 0; i < MOST_CELLS; i++)
        write_number(layer.input[i], kind, scale);
    for (int i = 0; i < 4; i++)
        write_number(layer.weight[i], weight_kind, 0);
    add_map(&out, "input", layer.input, MOST_CELLS, 4);
    buffer_format(&out, "}\n");
    if (digits < 4)
        buffer_format(&out, "show: {digits: %d}\n", digits);
    if (layer.has_kernel) {
        add_map(&out, "kernel", layer.weight, 4, 2);
        buffer_format(&out, ", divide: %d}\nlayer: {type: Conv2d}\n", layer.divide);
        if (below(2)) {
            write_number(layer.bias, below(3), 0);
            buffer_format(&out, "bias: [%s]\n", layer.bias);
        }
    } else {
        static const char *const pools[] = {
            "AvgPool2d, kernel_size: 2, stride: 1",
            "AvgPool2d, kernel_size: 2, stride: 1, divisor_override: 7",
            "AdaptiveAvgPool2d, output_size: 3" /* its windows have 2 x 2 units here */};
        int pool = below(3);
        layer.divide = pool == 1 ? 7 : 4;
        buffer_format(&out, "layer: {type: %s}\n", pools[pool]);
    }
    snprintf(layer.text, sizeof layer.text, "%s", out.bytes);
    buffer_finish(&out);
    return layer;
}

/* ---- the oracle ---- */

static wide exact(const char *text)
{
    return read_number(&text, NULL);
}

/* The exact result of output unit n of 3 x 3, times the divisor. */
static wide exact_result(const struct layer *layer, size_t n)
{
    wide sum = layer->has_kernel && layer->bias[0] ? exact(layer->bias) * layer->divide : 0;
    for (size_t t = 0; t < 4; t++) {
        wide value = exact(layer->input[(n / 3 + t / 2) * 4 + n % 3 + t % 2]);
        sum += layer->has_kernel ? product(value, exact(layer->weight[t])) : value;
    }
    return sum;
}

static void check_rounding(const struct layer *layer, size_t n, const char *total, const char *sum)
{
    wide last, result = read_number(&total, &last) * layer->divide, right = exact_result(layer, n);
    wide error = result - right, half = last * layer->divide;
    error = error < 0 ? -error : error;
    bool is_away = (result < 0 ? -result : result) > (right < 0 ? -right : right);
    if (2 * error > half || (2 * error == half && !is_away))
        fail_msg("%s%s: not the exact result, rounded", layer->text, sum);
}

/* A sum without its middle cannot be worked out, but its result is known. */
static void check_short_sum(const struct layer *layer, size_t n, const char *sum, const char *cell)
{
    const char *text = strstr(sum, about), *equals = strchr(sum, '=');
    text = equals ? equals + 1 : text + strlen(about);
    assert_string_equal(text, cell);
    check_rounding(layer, n, text, sum);
    if (equals && read_number(&text, NULL) * layer->divide != exact_result(layer, n))
        fail_msg("%s%s: is not true", layer->text, sum);
}

/* "(a·b + c·d) / 8 + e = r", or with the sign of rounding. */
static void check_sum(const struct layer *layer, size_t n, const char *sum, const char *cell)
{
    const char *text = sum;
    wide left = 0, divide = 1, bias = 0;
    bool is_enclosed = strstr(sum, ") / ") != NULL && take(&text, "(");
    do {
        wide factor = read_number(&text, NULL);
        left += take(&text, times) ? product(factor, read_number(&text, NULL)) : factor;
    } while (strncmp(text, "=", 1) != 0 && strncmp(text, about, 3) != 0 && take(&text, "+"));
    if (is_enclosed && take(&text, ") / "))
        divide = read_number(&text, NULL) / ten_to(PLACES);
    if (take(&text, "+"))
        bias = read_number(&text, NULL);
    bool is_exact = take(&text, "=");
    if (!is_exact && !take(&text, about))
        fail_msg("%s%s: no sign at %s", layer->text, sum, text);
    if (strcmp(text, cell) != 0)
        fail_msg("%s%s: the cell has %s", layer->text, sum, cell);
    check_rounding(layer, n, text, sum);
    bool is_true = left == (read_number(&text, NULL) - bias) * divide;
    if (is_true != is_exact)
        fail_msg("%s%s: is %s", layer->text, sum, is_true ? "exact" : "not true");
}

/* ---- pictures ---- */

static void read_sum(const struct display_list *list, struct buffer *out)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].kind == ITEM_TEXT && strcmp(list->items[i].key.part, "sum") == 0)
            buffer_format(out, "%s", list->items[i].of.text.string);
}

static const char *cell_text(const struct display_list *list, int row, int column)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind == ITEM_TEXT && strcmp(item->key.part, "output.value") == 0 &&
            item->key.row == row && item->key.column == column)
            return item->of.text.string;
    }
    return "nothing";
}

static void printed_sums_are_true(void **state)
{
    (void)state;
    for (int round = 0; round < rounds(ROUNDS); round++) {
        struct layer layer = random_layer();
        struct fixture fixture;
        assert_true(set_up(&fixture, layer.text));
        for (size_t n = 0; n < 9; n++) {
            struct buffer sum = {0};
            struct display_list list = draw(&fixture, n, 0);
            read_sum(&list, &sum);
            bool is_whole = strstr(sum.bytes, "\xe2\x80\xa6") == NULL; /* U+2026 */
            (is_whole ? check_sum : check_short_sum)(&layer, n, sum.bytes,
                                                     cell_text(&list, (int)n / 3, (int)n % 3));
            buffer_finish(&sum);
        }
        tear_down(&fixture);
    }
}

/* Draws the last step in another view. */
static struct display_list draw_view(struct fixture *fixture, const struct layer *layer,
                                     const char *view)
{
    struct buffer scene = {0};
    buffer_format(&scene, "%sview: %s\n", layer->text, view);
    assert_true(set_up(fixture, scene.bytes));
    buffer_finish(&scene);
    return draw(fixture, fixture->simulation->step_count - 1, 0);
}

static void every_view_shows_the_same_numbers(void **state)
{
    (void)state;
    static const char *const views[] = {"channels", "matrix", "im2col", "scatter"};
    for (int round = 0; round < 200; round++) {
        struct fixture flat, other;
        struct layer layer = random_layer();
        if (!layer.has_kernel)
            continue;
        struct display_list expected = draw_view(&flat, &layer, "flat");
        for (size_t v = 0; v < sizeof views / sizeof *views; v++) {
            struct display_list shown = draw_view(&other, &layer, views[v]);
            for (int n = 0; n < 9; n++) {
                const char *text = cell_text(&expected, n / 3, n % 3);
                const char *there = cell_text(&shown, n / 3, n % 3);
                if (strcmp(there, text) != 0)
                    fail_msg("%sview %s shows %s, flat %s", layer.text, views[v], there, text);
            }
            tear_down(&other);
        }
        tear_down(&flat);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(printed_sums_are_true),
        cmocka_unit_test(every_view_shows_the_same_numbers),
    };
    srand(1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
