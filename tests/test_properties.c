/* SPDX-License-Identifier: MIT */
/* What must hold between layers: three ways to one output, the adjoint, the guide's formulas. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "convreel/scene.h"
#include "convreel/simulation.h"
#include "created.h"
#include "rounds.h"

struct traced {
    struct report report;
    struct scene *scene;
    struct simulation *simulation; /* NULL: the layer has a problem */
};

static struct traced trace(const char *format, ...) __attribute__((format(printf, 1, 2)));

static struct traced trace(const char *format, ...)
{
    struct traced traced = {0};
    char text[600];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    report_init(&traced.report, "random.yaml");
    traced.scene = scene_parse(text, (size_t)length, "random.yaml", NULL, &traced.report);
    traced.simulation = create_simulation(traced.scene, &traced.report);
    return traced;
}

static void finish(struct traced *traced)
{
    simulation_destroy(traced->simulation);
    scene_destroy(traced->scene);
    report_finish(&traced->report);
}

static int below(int most)
{
    return 1 + rand() % most;
}

static double product(const double *a, const double *b, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += a[i] * b[i];
    return sum;
}

/* ---- three ways ---- */

/* The taps of a stamp are its addends, and those that are cropped; neighbours are one pitch apart.
 */
static void check_stamp_step(const struct simulation *simulation, const struct stamp *stamp)
{
    struct arena arena = {0};
    struct step step;
    double added = 0, sum = 0;
    size_t count = 0, last = simulation->axes - 1;
    if (simulation->in_channels * simulation->out_channels > 1)
        return;
    simulation_stamp_step(simulation, stamp->number, &arena, &step);
    for (size_t i = 0; i < stamp->add_count; i++)
        sum += stamp->adds[i].value * (double)(1 + stamp->adds[i].output_number);
    for (size_t t = 0; t < step.term_count; t++) {
        const struct term *term = &step.terms[t];
        size_t output = 0;
        for (size_t i = 0; i < simulation->axes; i++) {
            int64_t units = simulation->axis[i].output, place = term->place[i];
            if (simulation->padding_mode == MODE_CIRCULAR) /* of a transposed layer: a ring */
                place = (place + 100 * units) % units;
            output = output * (size_t)units + (size_t)place;
        }
        if (t > 0 && term->place[last] > step.terms[t - 1].place[last])
            assert_int_equal(term->place[last] - step.terms[t - 1].place[last],
                             simulation_stamp_pitch(simulation, &simulation->axis[last]));
        if (term->kind != CELL_UNIT)
            continue;
        count++;
        added += term->weight * term->value * (double)(1 + output);
        assert_true(term->weight ==
                    simulation->kernel.values[tensor_offset(&simulation->kernel, term->kernel)]);
    }
    assert_int_equal(count, stamp->add_count);
    assert_true(fabs(added - sum) < 1e-6);
    arena_finish(&arena);
}

/* Every addend is where it says and what it says; the bias and all of them are the output. */
static void check_stamps(const struct simulation *simulation)
{
    size_t count = simulation->step_count, map = count / simulation->out_channels;
    double *sums = memory_allocate(count, sizeof *sums);
    for (size_t i = 0; simulation->has_bias && i < count; i++)
        sums[i] = simulation->bias.values[i / map];
    for (size_t n = 0; n < simulation_order_count(simulation, ORDER_INPUT); n++) {
        struct arena arena = {0};
        struct stamp stamp;
        simulation_stamp_at(simulation, n, &arena, &stamp);
        assert_true(stamp.value == simulation->input.values[n]);
        check_stamp_step(simulation, &stamp);
        for (size_t i = 0; i < stamp.add_count; i++) {
            const struct addend *addend = &stamp.adds[i];
            size_t output = 0, kernel = 0;
            for (size_t axis = 0; axis < simulation->output.rank; axis++)
                output = output * simulation->output.size[axis] + addend->output[axis];
            for (size_t axis = 0; axis < simulation->kernel.rank; axis++)
                kernel = kernel * simulation->kernel.size[axis] + addend->kernel[axis];
            assert_int_equal(output, addend->output_number);
            assert_true(simulation->kernel.values[kernel] == addend->weight);
            assert_true(addend->value == addend->weight * stamp.value);
            sums[output] += addend->value;
        }
        arena_finish(&arena);
    }
    for (size_t i = 0; i < count; i++)
        assert_true(fabs(simulation->output.values[i] - sums[i]) < 1e-9);
    free(sums);
}

/* The layer's matrix, all of it. */
static const double *read_matrix(const struct simulation *simulation, struct arena *arena)
{
    struct matrix_entries entries;
    simulation_read_entries(&entries, simulation, arena);
    double *matrix = arena_allocate(arena, entries.rows * entries.columns, sizeof *matrix);
    for (size_t i = 0; i < entries.starts[entries.rows]; i++)
        matrix[entries.entries[i].row * entries.columns + entries.entries[i].column] +=
            entries.entries[i].weight;
    return matrix;
}

/* Its matrix turned about is that of its transpose, and so is its sum of products with any map. */
static void check_transpose(const struct simulation *simulation, const double *matrix)
{
    struct arena arena = {0};
    if (!simulation->is_sliding || simulation->in_channels * simulation->out_channels > 1)
        return;
    const struct simulation *transpose = simulation_transpose(simulation, &arena);
    size_t units = tensor_count(&simulation->input), count = simulation->step_count;
    assert_int_equal(transpose->step_count, units);
    for (size_t unit = 0; unit < units; unit++) {
        double sum = 0, gathered = 0;
        struct step step;
        double *weights = arena_allocate(&arena, count, sizeof *weights);
        simulation_step_at(transpose, unit, &arena, &step);
        for (size_t t = 0; t < step.term_count; t++) {
            gathered += step.terms[t].weight * step.terms[t].value;
            if (step.terms[t].kind == CELL_UNIT)
                weights[tensor_offset(&transpose->input, step.terms[t].input)] +=
                    step.terms[t].weight;
        }
        for (size_t row = 0; row < count; row++) {
            assert_true(matrix[row * units + unit] == weights[row]);
            sum += weights[row] * transpose->input.values[row];
        }
        assert_true(fabs(gathered - sum) < 1e-6);
        assert_true(fabs(transpose->output.values[unit] - sum) < 1e-6);
    }
    arena_finish(&arena);
}

static void check_matrix(const struct simulation *simulation)
{
    struct arena arena = {0};
    size_t units = tensor_count(&simulation->input), count = simulation->step_count;
    const double *matrix = read_matrix(simulation, &arena);
    check_transpose(simulation, matrix);
    for (size_t row = 0; row < count; row++) {
        size_t channel = row / (count / simulation->out_channels);
        double sum = simulation->has_bias ? simulation->bias.values[channel] : 0;
        for (size_t column = 0; column < units; column++)
            sum += matrix[row * units + column] * simulation->input.values[column];
        assert_true(fabs(simulation->output.values[row] - sum) < 1e-9);
    }
    arena_finish(&arena);
}

static void windows_stamps_and_the_matrix_agree(void **state)
{
    (void)state;
    int checked = 0;
    for (int round = 0; round < rounds(600); round++) {
        int axes = below(3), groups = below(2), k = below(3), s = below(3), p = rand() % 3;
        bool is_transposed = rand() % 4 != 0;
        struct traced traced = trace(
            "input: {size: [%d, %d%s%s], random: {seed: %d, low: -9, high: 9}}\n"
            "layer: {type: Conv%s%dd, kernel_size: %d, stride: %d, padding: %d, dilation: %d,\n"
            "        groups: %d, out_channels: %d, flip: %s%s%s}\n"
            "kernel: {random: {seed: %d, low: -5, high: 5}}\n"
            "bias: {random: {seed: 7, low: -5, high: 5}}\n",
            groups * below(2), below(4), axes > 1 ? ", 3" : "", axes > 2 ? ", 2" : "", rand(),
            is_transposed ? "Transpose" : "", axes, k, s, p, below(2), groups, groups * below(2),
            rand() % 2 ? "true" : "false", is_transposed && s > 1 ? ", output_padding: 1" : "",
            is_transposed && rand() % 3 == 0 ? ", padding_mode: circular" : "", rand());
        if (traced.simulation) {
            check_matrix(traced.simulation);
            check_stamps(traced.simulation);
            checked++;
        }
        finish(&traced);
    }
    assert_true(checked > rounds(300));
}

/* ---- <C x, y> = <x, C^T y> ---- */

/* A convolution and the transposed one with its parameters, whose output is the first one's input
 * size by choice of a. */
static void transposing_is_the_adjoint(void **state)
{
    (void)state;
    int checked = 0;
    for (int round = 0; round < rounds(300); round++) {
        int in = below(3), out = below(3), h = 2 + below(6), w = 2 + below(6), k = below(3);
        int s = below(3), p = rand() % k, d = below(2), reach = d * (k - 1) + 1, seed = rand();
        int oh = (h + 2 * p - reach) / s + 1, ow = (w + 2 * p - reach) / s + 1;
        if (h + 2 * p < reach || w + 2 * p < reach)
            continue;
        struct traced direct =
            trace("input: {size: [%d, %d, %d], random: {seed: %d}}\n"
                  "layer: {type: Conv2d, kernel_size: %d, stride: %d, padding: %d, dilation: %d,"
                  " out_channels: %d}\nkernel: {random: {seed: %d, low: -9, high: 9}}\n",
                  in, h, w, rand(), k, s, p, d, out, seed);
        struct traced back =
            trace("input: {size: [%d, %d, %d], random: {seed: %d}}\n"
                  "layer: {type: ConvTranspose2d, kernel_size: %d, stride: %d, padding: %d,"
                  " dilation: %d, out_channels: %d, output_size: [%d, %d]}\n"
                  "kernel: {random: {seed: %d, low: -9, high: 9}}\n",
                  out, oh, ow, rand(), k, s, p, d, in, h, w, seed);
        assert_non_null(direct.simulation);
        assert_non_null(back.simulation);
        const struct simulation *c = direct.simulation, *t = back.simulation;
        assert_int_equal(c->step_count, tensor_count(&t->input));
        assert_int_equal(t->step_count, tensor_count(&c->input));
        double left = product(c->output.values, t->input.values, c->step_count);
        double right = product(c->input.values, t->output.values, t->step_count);
        assert_true(fabs(left - right) <= 1e-9 * (1 + fabs(left)));
        checked++;
        finish(&direct);
        finish(&back);
    }
    assert_true(checked > rounds(200));
}

/* ---- formulas: an evaluator of what they print ---- */

static double evaluate_sum(const char **text);

static void skip_blanks(const char **text)
{
    while (**text == ' ')
        (*text)++;
}

static double evaluate_factor(const char **text)
{
    skip_blanks(text);
    double (*round_by)(double) = NULL;
    if (strncmp(*text, "floor", 5) == 0 || strncmp(*text, "ceil", 4) == 0) {
        round_by = **text == 'f' ? floor : ceil;
        *text += **text == 'f' ? 5 : 4;
    }
    if (**text == '(') {
        (*text)++;
        double value = evaluate_sum(text);
        assert_int_equal(**text, ')');
        (*text)++;
        return round_by ? round_by(value) : value;
    }
    char *end;
    double value = strtod(*text, &end);
    assert_true(end != *text);
    *text = end;
    return value;
}

static double evaluate_product(const char **text)
{
    double value = evaluate_factor(text);
    for (;;) {
        skip_blanks(text);
        if (**text == '*') {
            (*text)++;
            value *= evaluate_factor(text);
        } else if (**text == '/') {
            (*text)++;
            value /= evaluate_factor(text);
        } else {
            return value;
        }
    }
}

static double evaluate_sum(const char **text)
{
    double value = evaluate_product(text);
    for (;;) {
        skip_blanks(text);
        if (**text == '+') {
            (*text)++;
            value += evaluate_product(text);
        } else if (**text == '-') {
            (*text)++;
            value -= evaluate_product(text);
        } else {
            return value;
        }
    }
}

/* "o = SYMBOLS = NUMBERS = RESULT": the numbers make the result, and the result is the output. */
static void check_formula(const struct simulation *simulation)
{
    char text[300];
    snprintf(text, sizeof text, "%s", simulation->formula);
    char *result = strrchr(text, '=');
    *result = '\0';
    const char *numbers = strrchr(text, '=') + 1;
    double value = evaluate_sum(&numbers);
    if (value != atof(result + 1) || value != (double)simulation->axis[0].output)
        fail_msg("%s is not %g", simulation->formula, value);
}

/* Every relationship over a grid of i, k, s, p, d, a. */
static void formulas_give_the_counted_sizes(void **state)
{
    (void)state;
    static const char *const types[] = {"Conv1d", "ConvTranspose1d", "MaxPool1d", "AvgPool1d"};
    size_t seen[16] = {0};
    for (int n = 0; n < 4 * 6 * 4 * 3 * 4 * 2 * 2; n++) {
        int i = n / 4 % 6 + 1, k = n / 24 % 4 + 1, s = n / 96 % 3 + 1, p = n / 288 % 4;
        int d = n / 1152 % 2 + 1, a = n / 2304 % 2;
        const char *type = types[n % 4];
        bool is_transposed = type[4] == 'T', is_average = type[0] == 'A';
        char extra[40] = "";
        if (is_transposed && a)
            strcpy(extra, ", output_padding: 1");
        if (type[0] != 'C' && a)
            strcpy(extra, ", ceil_mode: true");
        struct traced traced = trace("input: {size: [1, %d]}\nlayer: {type: %s, kernel_size: %d, "
                                     "stride: %d, padding: %d%s%s}\n",
                                     i, type, k, s, p,
                                     is_average ? ""
                                     : d == 2   ? ", dilation: 2"
                                                : "",
                                     extra);
        if (traced.simulation) {
            check_formula(traced.simulation);
            seen[traced.simulation->relationship]++;
        }
        finish(&traced);
    }
    for (int number = 0; number <= 15; number++)
        assert_true(seen[number] > 0);
}

/* ---- pools and padding ---- */

/* What a pool gives for its input moved up by `lift`; NULL: the layer has a problem. */
static struct traced lifted_pool(const char *layer, int height, int width, int lift)
{
    return trace("input: {size: [%d, %d], random: {seed: 5, low: %d, high: %d}}\nlayer: {%s}\n",
                 height, width, lift - 9, lift - 1, layer);
}

/* Padding is never the largest, though every unit is negative, and an average that does not count
 * it moves with its input exactly as far; one that does, by its share of units. */
static void a_pool_never_reads_padding(void **state)
{
    (void)state;
    enum { LIFT = 100, ROUNDS = 400 };
    for (int round = 0; round < rounds(ROUNDS); round++) {
        static const char *const types[] = {"MaxPool2d", "AvgPool2d, count_include_pad: false",
                                            "AvgPool2d"};
        const char *type = types[round % 3];
        int k = below(4), s = below(3), p = rand() % 4, h = below(7), w = below(7);
        char layer[200];
        snprintf(
            layer, sizeof layer,
            "type: %s, kernel_size: %d, stride: %d, padding: [[%d, %d], [0, %d]], ceil_mode: %s",
            type, k, s, p, rand() % 4, rand() % 4, rand() % 2 ? "true" : "false");
        struct traced low = lifted_pool(layer, h, w, 0), high = lifted_pool(layer, h, w, LIFT);
        for (size_t n = 0; low.simulation && n < low.simulation->step_count; n++) {
            struct arena arena = {0};
            struct step step;
            double units = 0;
            simulation_step_at(low.simulation, n, &arena, &step);
            for (size_t t = 0; t < step.term_count; t++)
                units += step.terms[t].kind == CELL_UNIT;
            if (round % 3 < 2) {
                assert_true(units == (double)step.term_count);
                assert_true(step.result < 0);
            }
            double rise = high.simulation->output.values[n] - step.result;
            assert_true(fabs(rise - LIFT * units / (double)step.term_count) < 1e-9);
            arena_finish(&arena);
        }
        finish(&low);
        finish(&high);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(windows_stamps_and_the_matrix_agree),
        cmocka_unit_test(transposing_is_the_adjoint),
        cmocka_unit_test(a_pool_never_reads_padding),
        cmocka_unit_test(formulas_give_the_counted_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
