/* SPDX-License-Identifier: MIT */
/*
 * Convolutions of integers over random layers, against sums by definition in whole numbers. Scales
 * are fractions over powers of two, so the oracle rounds without any floating point, and halves
 * are frequent.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "convreel/scene.h"
#include "convreel/simulation.h"
#include "created.h"

enum { ROUNDS = 300, MOST_CHANNELS = 4 };

static int from(int low, int high)
{
    return low + rand() % (high - low + 1);
}

/* numerator / 2^shift */
struct fraction {
    int numerator, shift;
};

struct integers {
    int zero, is_unsigned;
};

struct layer {
    int channels, outputs, groups, height, width, kernel, stride, dilation, before, after;
    struct integers input, weights, output;
    struct fraction scale[2], kernel_scale[MOST_CHANNELS]; /* of the input; of the output */
    int is_by_channel;
};

static struct fraction random_fraction(int most_shift)
{
    return (struct fraction){from(1, 5), from(0, most_shift)};
}

static struct integers random_integers(void)
{
    int is_unsigned = rand() % 2;
    return (struct integers){from(0, 3) ? from(-4, 4) + (is_unsigned ? 4 : 0) : 0, is_unsigned};
}

static struct layer random_layer(void)
{
    struct layer layer = {.groups = from(1, 2),
                          .kernel = from(1, 3),
                          .stride = from(1, 3),
                          .dilation = from(1, 2),
                          .before = from(0, 2),
                          .after = from(0, 2),
                          .input = random_integers(),
                          .weights = random_integers(),
                          .output = random_integers(),
                          .is_by_channel = rand() % 2};
    int reach = layer.dilation * (layer.kernel - 1) + 1;
    layer.channels = layer.groups * from(1, 2);
    layer.outputs = layer.groups * from(1, 2);
    layer.height = reach + from(0, 4);
    layer.width = reach + from(0, 4);
    layer.scale[0] = random_fraction(5);
    layer.scale[1] = (struct fraction){1, from(0, 3)}; /* a power of two: the quotient is exact */
    for (int c = 0; c < MOST_CHANNELS; c++)
        layer.kernel_scale[c] =
            layer.is_by_channel || c == 0 ? random_fraction(5) : layer.kernel_scale[0];
    return layer;
}

/* ---- as a scene ---- */

static double value_of(struct fraction fraction)
{
    return (double)fraction.numerator / (1 << fraction.shift);
}

static void add_map(struct buffer *out, const char *name, const struct integers *integers)
{
    buffer_format(out, "    %s: {zero_point: %d, dtype: %s, scale: ", name, integers->zero,
                  integers->is_unsigned ? "uint8" : "int8");
}

static void add_scene(const struct layer *layer, struct buffer *out)
{
    int spread = from(0, 1) ? 100 : 9; /* some sums leave the range */
    buffer_format(out,
                  "input: {size: [%d, %d, %d], random: {seed: %d, low: %d, high: %d}}\n"
                  "kernel: {random: {seed: %d, low: %d, high: 9}}\n"
                  "bias: {random: {seed: %d, low: -50, high: 50}}\n"
                  "layer:\n  type: Conv2d\n  kernel_size: %d\n  stride: %d\n  dilation: %d\n"
                  "  padding: [[%d, %d], [%d, %d]]\n  groups: %d\n  out_channels: %d\n"
                  "  quantize:\n",
                  layer->channels, layer->height, layer->width, rand(),
                  layer->input.is_unsigned ? 0 : -spread, spread, rand(),
                  layer->weights.is_unsigned ? 0 : -9, rand(), layer->kernel, layer->stride,
                  layer->dilation, layer->before, layer->after, layer->before, layer->after,
                  layer->groups, layer->outputs);
    add_map(out, "input", &layer->input);
    buffer_format(out, "%.17g}\n", value_of(layer->scale[0]));
    add_map(out, "kernel", &layer->weights);
    for (int c = 0; c < (layer->is_by_channel ? layer->outputs : 1); c++)
        buffer_format(out, "%s%.17g",
                      c                      ? ", "
                      : layer->is_by_channel ? "["
                                             : "",
                      value_of(layer->kernel_scale[c]));
    buffer_format(out, "%s}\n", layer->is_by_channel ? "]" : "");
    add_map(out, "output", &layer->output);
    buffer_format(out, "%.17g}\n", value_of(layer->scale[1]));
}

/* ---- by definition ---- */

static int64_t sum_at(const struct layer *layer, const struct simulation *simulation, int channel,
                      int row, int column)
{
    int each = layer->channels / layer->groups, group = channel / (layer->outputs / layer->groups);
    int64_t sum = (int64_t)simulation->bias.values[channel];
    for (int c = 0; c < each; c++)
        for (int tap = 0; tap < layer->kernel * layer->kernel; tap++) {
            int y = row * layer->stride + tap / layer->kernel * layer->dilation - layer->before;
            int x = column * layer->stride + tap % layer->kernel * layer->dilation - layer->before;
            if (y < 0 || x < 0 || y >= layer->height || x >= layer->width)
                continue; /* stands for 0 */
            int unit = ((group * each + c) * layer->height + y) * layer->width + x;
            int weight = (channel * each + c) * layer->kernel * layer->kernel + tap;
            sum += ((int64_t)simulation->input.values[unit] - layer->input.zero) *
                   ((int64_t)simulation->kernel.values[weight] - layer->weights.zero);
        }
    return sum;
}

/* Of n / 2^shift, a half to the even number. */
static int64_t round_half_even(int64_t n, int shift)
{
    int64_t parts = (int64_t)1 << shift, whole = n / parts, rest = n % parts;
    if (rest < 0) {
        rest += parts;
        whole--;
    }
    bool is_up = 2 * rest > parts || (2 * rest == parts && whole % 2 != 0);
    return is_up ? whole + 1 : whole;
}

static int64_t integer_of(const struct layer *layer, int channel, int64_t sum)
{
    struct fraction x = layer->scale[0], w = layer->kernel_scale[channel], y = layer->scale[1];
    int64_t low = layer->output.is_unsigned ? 0 : -128;
    int64_t scaled = sum * x.numerator * w.numerator * (1 << y.shift);
    int64_t moved = round_half_even(scaled, x.shift + w.shift) + layer->output.zero;
    return moved < low ? low : moved > low + 255 ? low + 255 : moved;
}

static void check_layer(const struct layer *layer, const struct simulation *simulation,
                        const char *text)
{
    struct arena arena = {0};
    int rows = (int)simulation->output.size[1], columns = (int)simulation->output.size[2];
    assert_int_equal(simulation->step_count, layer->outputs * rows * columns);
    for (int n = 0; n < layer->outputs * rows * columns; n++) {
        int channel = n / (rows * columns), row = n / columns % rows, column = n % columns;
        int64_t sum = sum_at(layer, simulation, channel, row, column);
        int64_t due = integer_of(layer, channel, sum);
        struct step step;
        simulation_step_at(simulation, (size_t)n, &arena, &step);
        if (simulation->output.values[n] != (double)due || step.result != (double)due ||
            step.sum != (double)sum)
            fail_msg("%sunit %d is %g from a sum of %g, not %ld from %ld", text, n,
                     simulation->output.values[n], step.sum, (long)due, (long)sum);
        arena_reset(&arena);
    }
    arena_finish(&arena);
}

static void integers_are_those_of_the_definition(void **state)
{
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        struct layer layer = random_layer();
        struct buffer text = {0};
        struct report report;
        add_scene(&layer, &text);
        report_init(&report, "random.yaml");
        struct scene *scene = scene_parse(text.bytes, text.length, "random.yaml", NULL, &report);
        struct simulation *simulation = create_simulation(scene, &report);
        if (!simulation)
            fail_msg("%s%s", text.bytes, report.problems[0].text);
        check_layer(&layer, simulation, text.bytes);
        simulation_destroy(simulation);
        scene_destroy(scene);
        report_finish(&report);
        buffer_finish(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(integers_are_those_of_the_definition)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
