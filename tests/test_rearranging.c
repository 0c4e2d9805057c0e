/* SPDX-License-Identifier: MIT */
/* Layers whose windows do not slide, over random shapes against their definitions. */
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

struct traced {
    struct report report;
    struct scene *scene;
    struct simulation *simulation;
};

static struct traced trace_between(const char *layer, int channels, int height, int width, int most)
{
    struct traced traced;
    char text[5600];
    int length = snprintf(text, sizeof text,
                          "input: {size: [%d, %d, %d], random: {seed: %d, low: %d, high: %d}}\n"
                          "layer: {%s}\n",
                          channels, height, width, rand(), -most, most, layer);
    report_init(&traced.report, "random.yaml");
    traced.scene = scene_parse(text, (size_t)length, "random.yaml", NULL, &traced.report);
    traced.simulation = create_simulation(traced.scene, &traced.report);
    if (!traced.simulation)
        fail_msg("%s%s", text, traced.report.problems[0].text);
    return traced;
}

static struct traced trace(const char *layer, int channels, int height, int width)
{
    return trace_between(layer, channels, height, width, 99);
}

static void finish(struct traced *traced)
{
    simulation_destroy(traced->simulation);
    scene_destroy(traced->scene);
    report_finish(&traced->report);
}

static double in(const struct traced *traced, int c, int y, int x)
{
    const struct tensor *input = &traced->simulation->input;
    return input->values[((size_t)c * input->size[1] + (size_t)y) * input->size[2] + (size_t)x];
}

/* The result of every step is the output's, and follows from the step's own terms. */
static void check_steps(const struct traced *traced, double (*result)(const struct step *))
{
    struct arena arena = {0};
    for (size_t n = 0; n < traced->simulation->step_count; n++) {
        struct step step;
        arena_reset(&arena);
        simulation_step_at(traced->simulation, n, &arena, &step);
        assert_true(step.result == traced->simulation->output.values[n]);
        assert_true(fabs(result(&step) - step.result) < 1e-9);
        for (size_t t = 0; t < step.term_count; t++)
            if (step.terms[t].kind == CELL_UNIT)
                assert_true(step.terms[t].value == in(traced, (int)step.terms[t].input[0],
                                                      (int)step.terms[t].input[1],
                                                      (int)step.terms[t].input[2]));
    }
    arena_finish(&arena);
}

static double mean_of(const struct step *step)
{
    double sum = 0;
    for (size_t t = 0; t < step->term_count; t++)
        sum += step->terms[t].value;
    return sum / (double)step->term_count;
}

static double chosen_of(const struct step *step)
{
    for (size_t t = 0; t < step->term_count; t++)
        if (step->terms[t].is_chosen)
            return step->terms[t].value;
    return NAN;
}

static double only_of(const struct step *step)
{
    assert_int_equal(step->term_count, 1);
    return step->terms[0].value;
}

static double cut_of(const struct step *step)
{
    return fmax(0, only_of(step));
}

static int below(int most)
{
    return 1 + rand() % most;
}

/* start = floor(o i / n), end = ceil((o + 1) i / n), in floating point as others write it */
static void adaptive_pools_follow_their_definition(void **state)
{
    (void)state;
    for (int round = 0; round < 200; round++) {
        int h = below(9), w = below(9), oh = below(11), ow = below(11), c = below(3);
        char layer[100];
        bool is_max = round % 2;
        snprintf(layer, sizeof layer, "type: Adaptive%sPool2d, output_size: [%d, %d]",
                 is_max ? "Max" : "Avg", oh, ow);
        struct traced traced = trace(layer, c, h, w);
        const double *output = traced.simulation->output.values;
        for (int i = 0; i < c * oh * ow; i++) {
            int k = i / (oh * ow), y = i / ow % oh, x = i % ow;
            double sum = 0, largest = -INFINITY, count = 0;
            for (int r = (int)floor(y * h / (double)oh); r < ceil((y + 1) * h / (double)oh); r++)
                for (int q = (int)floor(x * w / (double)ow); q < ceil((x + 1) * w / (double)ow);
                     q++) {
                    sum += in(&traced, k, r, q);
                    largest = fmax(largest, in(&traced, k, r, q));
                    count++;
                }
            assert_true(fabs(output[i] - (is_max ? largest : sum / count)) < 1e-9);
        }
        check_steps(&traced, is_max ? chosen_of : mean_of);
        finish(&traced);
    }
}

static void upsampling_takes_the_nearest(void **state)
{
    (void)state;
    static const double factors[] = {1, 2, 3, 1.5, 2.5, 0.5};
    for (int round = 0; round < 60; round++) {
        double down = factors[round % 6], across = factors[(round / 6 + round) % 6];
        int h = 1 + below(6), w = 1 + below(6), c = below(3);
        int oh = (int)floor(h * down), ow = (int)floor(w * across);
        char layer[100];
        snprintf(layer, sizeof layer,
                 down == across ? "type: Upsample, scale_factor: %g"
                                : "type: Upsample, scale_factor: [%g, %g]",
                 down, across);
        struct traced traced = trace(layer, c, h, w);
        assert_int_equal(traced.simulation->step_count, c * oh * ow);
        for (int i = 0; i < c * oh * ow; i++) {
            int y = (int)fmin(floor(i / ow % oh / down), h - 1);
            int x = (int)fmin(floor(i % ow / across), w - 1);
            assert_true(traced.simulation->output.values[i] == in(&traced, i / (oh * ow), y, x));
        }
        check_steps(&traced, only_of);
        finish(&traced);
    }
}

static void shuffling_there_and_back_is_nothing(void **state)
{
    (void)state;
    for (int round = 0; round < 60; round++) {
        int r = below(4), h = below(4), w = below(4), c = below(3);
        char layer[100];
        snprintf(layer, sizeof layer, "type: PixelShuffle, upscale_factor: %d", r);
        struct traced traced = trace(layer, c * r * r, h, w);
        const double *output = traced.simulation->output.values;
        for (int i = 0; i < c * h * r * w * r; i++) {
            int k = i / (h * r * w * r), y = i / (w * r) % (h * r), x = i % (w * r);
            int channel = k * r * r + y % r * r + x % r;
            assert_true(output[i] == in(&traced, channel, y / r, x / r));
        }
        check_steps(&traced, only_of);
        finish(&traced);

        snprintf(layer, sizeof layer, "type: PixelUnshuffle, downscale_factor: %d", r);
        traced = trace(layer, c, h * r, w * r);
        output = traced.simulation->output.values;
        for (int i = 0; i < c * r * r * h * w; i++) {
            int k = i / (h * w), y = i / w % h, x = i % w;
            int cell = k % (r * r);
            assert_true(output[i] == in(&traced, k / (r * r), y * r + cell / r, x * r + cell % r));
        }
        check_steps(&traced, only_of);
        finish(&traced);
    }
}

static void unfolding_lists_windows_as_columns(void **state)
{
    (void)state;
    for (int round = 0; round < 60; round++) {
        int k = below(3), s = below(3), p = rand() % 3, d = below(2), c = below(3);
        int reach = d * (k - 1) + 1, h = reach + rand() % 4, w = reach + rand() % 4;
        int oh = (h + 2 * p - reach) / s + 1, ow = (w + 2 * p - reach) / s + 1;
        char layer[100];
        snprintf(layer, sizeof layer,
                 "type: Unfold, kernel_size: %d, stride: %d, padding: %d, dilation: %d", k, s, p,
                 d);
        struct traced traced = trace(layer, c, h, w);
        const struct tensor *output = &traced.simulation->output;
        assert_int_equal(output->rank, 2);
        assert_int_equal(output->size[0], c * k * k);
        assert_int_equal(output->size[1], oh * ow);
        for (int row = 0; row < c * k * k; row++)
            for (int column = 0; column < oh * ow; column++) {
                int y = column / ow * s - p + row / k % k * d,
                    x = column % ow * s - p + row % k * d;
                bool is_inside = y >= 0 && y < h && x >= 0 && x < w;
                double expected = is_inside ? in(&traced, row / (k * k), y, x) : 0;
                assert_true(output->values[row * oh * ow + column] == expected);
            }
        check_steps(&traced, only_of);
        finish(&traced);
    }
}

static void relu_cuts_at_zero(void **state)
{
    (void)state;
    struct traced traced = trace("type: ReLU", 3, 7, 5);
    for (size_t i = 0; i < traced.simulation->step_count; i++)
        assert_true(traced.simulation->output.values[i] ==
                    fmax(0, traced.simulation->input.values[i]));
    check_steps(&traced, cut_of);
    finish(&traced);
}

/* Each by another way to write it than the layer's own. */
static double activated(const char *type, double x)
{
    double e = exp(x), hard = fmin(fmax(x / 6 + 0.5, 0), 1);
    if (strstr(type, "LeakyReLU"))
        return fmax(x, 0) + 0.25 * fmin(x, 0);
    if (strstr(type, "ReLU6"))
        return fmin(fmax(x, 0), 6);
    if (strstr(type, "SELU"))
        return 1.0507009873554805 * (fmax(x, 0) + 1.6732632423543772 * (fmin(e, 1) - 1));
    if (strstr(type, "GELU"))
        return x * (1 + erf(x / sqrt(2))) / 2;
    if (strstr(type, "ELU"))
        return fmax(x, 0) + 1.5 * (fmin(e, 1) - 1);
    if (strstr(type, "Sigmoid"))
        return (1 + tanh(x / 2)) / 2;
    if (strstr(type, "Tanh"))
        return (e * e - 1) / (e * e + 1);
    if (strstr(type, "Softplus"))
        return log(1 + e);
    if (strstr(type, "SiLU"))
        return x * e / (1 + e);
    if (strstr(type, "Mish"))
        return x * ((1 + e) * (1 + e) - 1) / ((1 + e) * (1 + e) + 1);
    return strstr(type, "Hardswish") ? x * hard : hard;
}

static void activations_follow_their_definition(void **state)
{
    (void)state;
    static const char *const types[] = {
        "LeakyReLU, negative_slope: 0.25",
        "ReLU6",
        "SELU",
        "GELU",
        "ELU, alpha: 1.5",
        "Sigmoid",
        "Tanh",
        "Softplus",
        "SiLU",
        "Mish",
        "Hardswish",
        "Hardsigmoid",
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        char layer[100];
        snprintf(layer, sizeof layer, "type: %s}\noutput_gradient: {fill: 1", types[i]);
        struct traced traced = trace(layer, 2, 9, 9);
        const struct simulation *simulation = traced.simulation;
        struct gradients gradients;
        struct arena arena = {0};
        simulation_gradients(simulation, &arena, &gradients);
        for (size_t n = 0; n < simulation->step_count; n++) {
            const double x = simulation->input.values[n] / 12;
            const double near = 1e-5;
            traced.simulation->input.values[n] = x;
            double slope =
                (activated(types[i], x + near) - activated(types[i], x - near)) / near / 2;
            assert_true(fabs(simulation_function_at(simulation, x) - activated(types[i], x)) <
                        1e-9);
            struct step step;
            simulation_step_at(simulation, n, &arena, &step);
            assert_true(step.term_count == 1 && step.terms[0].value == x);
            assert_true(fabs(step.result - activated(types[i], x)) < 1e-9);
            bool has_corner = fabs(x) < near || fabs(fabs(x) - 3) < near || fabs(x - 6) < near;
            simulation_gradients(simulation, &arena, &gradients);
            assert_true(has_corner || fabs(gradients.input.values[n] - slope) < 1e-6);
        }
        arena_finish(&arena);
        finish(&traced);
    }
}

/* Channels as a matrix of groups and members, read member by member. */
static void channels_are_dealt_out(void **state)
{
    (void)state;
    for (int round = 0; round < 40; round++) {
        int groups = below(4), each = below(3), h = below(4), w = below(4), channel = 0;
        char layer[100];
        snprintf(layer, sizeof layer, "type: ChannelShuffle, groups: %d", groups);
        struct traced traced = trace(layer, groups * each, h, w);
        const double *output = traced.simulation->output.values;
        for (int member = 0; member < each; member++)
            for (int group = 0; group < groups; group++, channel++)
                for (int i = 0; i < h * w; i++)
                    assert_true(output[channel * h * w + i] ==
                                in(&traced, group * each + member, i / w, i % w));
        check_steps(&traced, only_of);
        finish(&traced);
    }
}

/* Python's way to count: below 0 from the end. */
static void slices_keep_their_channels(void **state)
{
    (void)state;
    for (int round = 0; round < 60; round++) {
        int channels = 1 + below(5), h = below(4), w = below(4);
        int first = rand() % channels, end = first + 1 + rand() % (channels - first);
        char layer[100];
        snprintf(layer, sizeof layer, "type: Slice, start: %d, end: %d",
                 rand() % 2 ? first : first - channels,
                 rand() % 2 || end == channels ? end : end - channels);
        struct traced traced = trace(layer, channels, h, w);
        assert_int_equal(traced.simulation->output.size[0], end - first);
        for (int i = 0; i < (end - first) * h * w; i++)
            assert_true(traced.simulation->output.values[i] ==
                        in(&traced, first + i / (h * w), i / w % h, i % w));
        check_steps(&traced, only_of);
        finish(&traced);
    }
}

/* Padding below 0 takes cells off. */
static void pads_may_crop(void **state)
{
    (void)state;
    for (int round = 0; round < 60; round++) {
        int h = 3 + below(4), w = 3 + below(4), pad[4];
        char layer[100];
        for (int i = 0; i < 4; i++)
            pad[i] = rand() % 4 - 1;
        snprintf(layer, sizeof layer, "type: ZeroPad2d, padding: [[%d, %d], [%d, %d]]", pad[0],
                 pad[1], pad[2], pad[3]);
        struct traced traced = trace(layer, 2, h, w);
        int rows = h + pad[0] + pad[1], columns = w + pad[2] + pad[3];
        assert_int_equal(traced.simulation->output.size[1], rows);
        assert_int_equal(traced.simulation->output.size[2], columns);
        for (int i = 0; i < 2 * rows * columns; i++) {
            int y = i / columns % rows - pad[0], x = i % columns - pad[2];
            bool is_inside = y >= 0 && y < h && x >= 0 && x < w;
            assert_true(traced.simulation->output.values[i] ==
                        (is_inside ? in(&traced, i / (rows * columns), y, x) : 0));
        }
        check_steps(&traced, only_of);
        finish(&traced);
    }
}

static void flattening_keeps_the_order(void **state)
{
    (void)state;
    for (int round = 0; round < 20; round++) {
        struct traced traced = trace("type: Flatten", below(3), below(4), below(4));
        const struct tensor *output = &traced.simulation->output;
        size_t count = tensor_count(&traced.simulation->input);
        assert_true(output->rank == 2 && output->size[0] == count && output->size[1] == 1);
        assert_null(strchr(traced.simulation->formula, ';'));
        assert_memory_equal(output->values, traced.simulation->input.values,
                            count * sizeof *output->values);
        check_steps(&traced, only_of);
        finish(&traced);
    }
}

/* A list of units, or what a Flatten gives, times a matrix. */
static void a_linear_layer_is_a_matrix(void **state)
{
    (void)state;
    for (int round = 0; round < 40; round++) {
        int c = below(3), h = below(3), w = below(3), outs = below(5), units = c * h * w;
        char text[400];
        bool is_list = round % 2;
        struct traced traced = {0};
        const char *numbers = "kernel: {random: {seed: 4, low: -9}}, bias: {random: {seed: 5}}";
        if (is_list)
            snprintf(text, sizeof text,
                     "input: {size: %d, random: {seed: %d}}\nlayers: [{type: Linear, "
                     "out_channels: %d, %s}]",
                     units, rand(), outs, numbers);
        else
            snprintf(text, sizeof text,
                     "input: {size: [%d, %d, %d], random: {seed: %d}}\nlayers: [{type: Flatten}, "
                     "{type: Linear, out_channels: %d, in_channels: %d, %s}]",
                     c, h, w, rand(), outs, units, numbers);
        report_init(&traced.report, "linear.yaml");
        traced.scene = scene_parse(text, strlen(text), "linear.yaml", NULL, &traced.report);
        traced.simulation = create_simulation(traced.scene, &traced.report);
        const struct simulation *layer = traced.simulation;
        if (!layer)
            fail_msg("%s: %s", text, traced.report.problems[0].text);
        assert_int_equal(layer->step_count, outs);
        assert_int_equal(simulation_parameters(layer), outs * units + outs);
        assert_int_equal(simulation_multiply_adds(layer), outs * units);
        for (int row = 0; row < outs; row++) {
            double sum = layer->bias.values[row];
            for (int unit = 0; unit < units; unit++)
                sum += layer->kernel.values[row * units + unit] * layer->input.values[unit];
            struct arena arena = {0};
            struct step step;
            simulation_step_at(layer, (size_t)row, &arena, &step);
            assert_int_equal(step.term_count, units);
            assert_true(fabs(layer->output.values[row] - sum) < 1e-9 &&
                        step.result == layer->output.values[row]);
            arena_finish(&arena);
        }
        finish(&traced);
    }
}

/* Each active cell is paired with the outputs that its taps reach, as spconv's rule books do. */
static void sparse_layers_read_active_cells(void **state)
{
    (void)state;
    for (int round = 0; round < 150; round++) {
        bool keeps = round % 3 == 0, is_listed = round % 2;
        int k = keeps ? 1 + 2 * (rand() % 2) : below(3), d = below(2), c = below(2), f = below(2);
        int s = keeps ? 1 : below(2), reach = d * (k - 1) + 1, p = keeps ? reach / 2 : rand() % 2;
        int h = reach + rand() % 4, w = reach + rand() % 4;
        int oh = (h + 2 * p - reach) / s + 1, ow = (w + 2 * p - reach) / s + 1;
        char layer[400], cells[150] = "[0, 0]";
        bool active[64] = {true}, exists[64] = {false};
        for (int n = 0; n < 4 && is_listed; n++) {
            int y = rand() % h, x = rand() % w;
            active[y * w + x] = true;
            snprintf(cells + strlen(cells), sizeof cells - strlen(cells), ", [%d, %d]", y, x);
        }
        int at = snprintf(layer, sizeof layer,
                          "type: %s2d, kernel_size: %d, dilation: %d, out_channels: %d",
                          keeps ? "SubMConv" : "SparseConv", k, d, f);
        if (!keeps)
            at +=
                snprintf(layer + at, sizeof layer - (size_t)at, ", stride: %d, padding: %d", s, p);
        if (is_listed)
            at += snprintf(layer + at, sizeof layer - (size_t)at, ", active: [%s]", cells);
        snprintf(layer + at, sizeof layer - (size_t)at,
                 "}\nbias: 7\nkernel: {random: {seed: %d, low: -9}", round);
        struct traced traced = trace_between(layer, c, h, w, is_listed ? 99 : 1);
        const struct simulation *simulation = traced.simulation;
        double sums[200] = {0};
        for (int i = 0; i < h * w && !is_listed; i++) {
            active[i] = false;
            for (int channel = 0; channel < c; channel++)
                active[i] |= in(&traced, channel, i / w, i % w) != 0;
        }
        for (int i = 0; i < h * w; i++)
            for (int tap = 0; active[i] && tap < k * k; tap++) {
                int y = i / w + p - tap / k * d, x = i % w + p - tap % k * d;
                if (y < 0 || x < 0 || y % s != 0 || x % s != 0 || y / s >= oh || x / s >= ow)
                    continue;
                int place = y / s * ow + x / s;
                exists[place] |= !keeps || active[place];
                for (int out = 0; out < f; out++)
                    for (int channel = 0; channel < c; channel++)
                        sums[out * oh * ow + place] +=
                            simulation->kernel.values[((out * c + channel) * k * k) + tap] *
                            in(&traced, channel, i / w, i % w);
            }
        assert_int_equal(simulation->step_count, f * oh * ow);
        struct arena arena = {0};
        uint64_t products = 0;
        for (int n = 0; n < f * oh * ow; n++) {
            struct step step;
            bool is_there = exists[n % (oh * ow)];
            simulation_step_at(simulation, (size_t)n, &arena, &step);
            assert_int_equal(simulation_has_output(simulation, (size_t)(n % (oh * ow))), is_there);
            products += step.term_count;
            assert_int_equal(step.term_count > 0, is_there);
            assert_true(step.result == simulation->output.values[n]);
            assert_true(fabs(step.result - (is_there ? sums[n] + 7 : 0)) < 1e-9);
            for (size_t t = 0; t < step.term_count; t++)
                assert_true(step.terms[t].kind == CELL_UNIT &&
                            active[step.terms[t].input[1] * (size_t)w + step.terms[t].input[2]]);
        }
        assert_true(simulation_multiply_adds(simulation) == products);
        arena_finish(&arena);
        finish(&traced);
    }
}

/* Ends the offsets, with no mask, a number for each tap or a map for each; how long it is. */
static int add_mask(int kind, int taps, int oh, int ow, double *mask, char *out)
{
    int at = sprintf(out, "]%s", kind == 0 ? "" : ", mask: [");
    for (int i = 0; i < taps * oh * ow; i++) {
        int place = i % (oh * ow), column = place % ow;
        mask[i] = kind == 0 ? 1 : kind == 1 && place > 0 ? mask[i - 1] : (rand() % 7 - 1) / 4.0;
        const char *before = i > 0 && (kind == 2 || place == 0) ? ", " : "";
        if (kind == 2)
            at += sprintf(out + at, "%s%s%g%s%s", before,
                          place == 0    ? "[["
                          : column == 0 ? "["
                                        : "",
                          mask[i], column == ow - 1 ? "]" : "", place == oh * ow - 1 ? "]" : "");
        else if (kind == 1 && place == 0)
            at += sprintf(out + at, "%s%g", before, mask[i]);
    }
    return at + sprintf(out + at, "%s", kind == 0 ? "" : "]");
}

/* Every tap reads the whole input, folded with tents around the place that it is moved to. */
static void deformed_taps_read_between_units(void **state)
{
    (void)state;
    for (int round = 0; round < 100; round++) {
        int k = below(3), s = below(2), d = below(2), p = rand() % 2, g = below(2),
            c = g * below(2);
        int f = g * below(2), reach = d * (k - 1) + 1, h = reach + rand() % 3,
            w = reach + rand() % 3;
        int oh = (h + 2 * p - reach) / s + 1, ow = (w + 2 * p - reach) / s + 1, taps = k * k;
        bool has_maps = round % 2;
        char layer[5200] = "";
        double offsets[18 * 25];
        int at = snprintf(layer, sizeof layer,
                          "type: DeformConv2d, kernel_size: %d, stride: %d, dilation: %d, "
                          "padding: %d, groups: %d, out_channels: %d, offsets: [",
                          k, s, d, p, g, f);
        for (int i = 0; i < 2 * taps; i++) {
            at += snprintf(layer + at, sizeof layer - (size_t)at, "%s%s", i == 0 ? "" : ", ",
                           has_maps || i % 2 == 0 ? "[" : "");
            double alike = (rand() % 13 - 6) / 4.0;
            for (int place = 0; place < oh * ow; place++) {
                double value = has_maps ? (rand() % 13 - 6) / 4.0 : alike;
                offsets[i * oh * ow + place] = value;
                if (has_maps)
                    at += snprintf(layer + at, sizeof layer - (size_t)at, "%s%g%s",
                                   place % ow == 0 ? place ? ", [" : "[" : ", ", value,
                                   place % ow == ow - 1 ? "]" : "");
                else if (place == 0)
                    at += snprintf(layer + at, sizeof layer - (size_t)at, "%g", value);
            }
            at += snprintf(layer + at, sizeof layer - (size_t)at, "%s",
                           has_maps || i % 2 == 1 ? "]" : "");
        }
        double mask[9 * 25];
        at += add_mask(round / 2 % 3, taps, oh, ow, mask, layer + at);
        snprintf(layer + at, sizeof layer - (size_t)at,
                 "}\nbias: 3\nkernel: {random: {seed: %d, low: -9}", round);
        struct traced traced = trace(layer, c, h, w);
        const struct simulation *simulation = traced.simulation;
        assert_int_equal(simulation->step_count, f * oh * ow);
        struct arena arena = {0};
        for (int n = 0; n < f * oh * ow; n++) {
            int out = n / (oh * ow), place = n % (oh * ow), each = c / g;
            double sum = 3, terms = 3;
            for (int i = 0; i < each * taps; i++) {
                int channel = out / (f / g) * each + i / taps, tap = i % taps;
                double y = place / ow * s - p + tap / k * d + offsets[2 * tap * oh * ow + place];
                double x =
                    place % ow * s - p + tap % k * d + offsets[(2 * tap + 1) * oh * ow + place];
                for (int u = 0; u < h * w; u++)
                    sum += mask[tap * oh * ow + place] *
                           simulation->kernel.values[(out * each + i / taps) * taps + tap] *
                           fmax(0, 1 - fabs(y - u / w)) * fmax(0, 1 - fabs(x - u % w)) *
                           in(&traced, channel, u / w, u % w);
            }
            struct step step;
            simulation_step_at(simulation, (size_t)n, &arena, &step);
            for (size_t t = 0; t < step.term_count; t++) {
                const struct term *term = &step.terms[t];
                size_t weight = tensor_offset(&simulation->kernel, term->kernel);
                assert_true(term->weight == simulation->kernel.values[weight] * term->share);
                terms += term->weight * term->value;
            }
            assert_true(fabs(simulation->output.values[n] - sum) < 1e-9);
            assert_true(step.result == simulation->output.values[n] && fabs(terms - sum) < 1e-9);
        }
        arena_finish(&arena);
        finish(&traced);
    }
}

/* flip: true convolution, y[n] = sum of w[t] x[n + k - 1 - t] */
static void a_flipped_kernel_is_turned(void **state)
{
    (void)state;
    struct traced traced =
        trace("type: Conv2d, kernel_size: 3, flip: true}\nkernel: {random: {seed: 4}", 1, 6, 5);
    const double *w = traced.simulation->kernel.values, *output = traced.simulation->output.values;
    for (int y = 0; y < 4; y++)
        for (int x = 0; x < 3; x++) {
            double sum = 0;
            for (int t = 0; t < 9; t++)
                sum += w[t] * in(&traced, 0, y + 2 - t / 3, x + 2 - t % 3);
            assert_true(fabs(sum - output[y * 3 + x]) < 1e-9);
        }
    finish(&traced);
}

/* A stack of a max pool, a ReLU and its unpool, by definition: start from zeros and let every
 * pooled unit, in reading order, overwrite the place it came from. */
static void unpooling_returns_to_the_indices(void **state)
{
    (void)state;
    for (int round = 0; round < 300; round++) {
        int k = below(3), s = below(3), c = below(2), oh = below(4), ow = below(4);
        int h = (oh - 1) * s + k, w = (ow - 1) * s + k;
        char text[500];
        int length =
            snprintf(text, sizeof text,
                     "input: {size: [%d, %d, %d], random: {seed: %d, low: -4, high: 4}}\n"
                     "layers:\n"
                     "  - {type: MaxPool2d, kernel_size: %d, stride: %d, name: here}\n"
                     "  - {type: ReLU}\n"
                     "  - {type: AdaptiveMaxPool2d, output_size: [%d, %d]}\n"
                     "  - {type: MaxUnpool2d, kernel_size: %d, stride: %d, indices: here}\n",
                     c, h, w, rand(), k, s, oh, ow, k, s);
        struct traced traced = {0};
        report_init(&traced.report, "unpool.yaml");
        traced.scene = scene_parse(text, (size_t)length, "unpool.yaml", NULL, &traced.report);
        traced.simulation = create_simulation(traced.scene, &traced.report);
        if (!traced.simulation)
            fail_msg("%s%s", text, traced.report.problems[0].text);
        const double *x = traced.simulation->below->below->below->input.values;
        double *due = memory_allocate((size_t)(c * h * w), sizeof *due);
        for (int n = 0; n < c * oh * ow; n++) {
            int map = n / (oh * ow), y = n / ow % oh * s, q = n % ow * s, place = y * w + q;
            for (int t = 0; t < k * k; t++) {
                int other = (y + t / k) * w + q + t % k;
                if (x[map * h * w + other] > x[map * h * w + place])
                    place = other;
            }
            due[map * h * w + place] = fmax(0, x[map * h * w + place]);
        }
        assert_memory_equal(traced.simulation->output.values, due,
                            (size_t)(c * h * w) * sizeof *due);
        for (size_t n = 0; n < traced.simulation->step_count; n++) {
            struct arena arena = {0};
            struct step step;
            simulation_step_at(traced.simulation, n, &arena, &step);
            assert_true(step.result == due[n] && step.term_count <= 1);
            arena_finish(&arena);
        }
        free(due);
        finish(&traced);
    }
}

/* The matrices of the manual, as cross-correlation: a step upwards to the right is positive. */
static void kernels_have_names(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        double due[9], divide;
    } cases[] = {
        {"identity", {0, 0, 0, 0, 1, 0, 0, 0, 0}, 1},
        {"box", {1, 1, 1, 1, 1, 1, 1, 1, 1}, 9},
        {"gaussian", {1, 2, 1, 2, 4, 2, 1, 2, 1}, 16},
        {"sobel_x", {-1, 0, 1, -2, 0, 2, -1, 0, 1}, 1},
        {"sobel_y", {-1, -2, -1, 0, 0, 0, 1, 2, 1}, 1},
        {"laplacian", {0, 1, 0, 1, -4, 1, 0, 1, 0}, 1},
        {"sharpen", {0, -1, 0, -1, 5, -1, 0, -1, 0}, 1},
        {"emboss", {-2, -1, 0, -1, 1, 1, 0, 1, 2}, 1},
    };
    enum { CASES = sizeof cases / sizeof *cases };
    char names[200] = "";
    for (size_t i = 0; i < CASES; i++)
        snprintf(names + strlen(names), sizeof names - strlen(names), "%s%s", i ? ", " : "",
                 cases[i].name);
    char layer[300];
    snprintf(layer, sizeof layer, "type: Conv2d, groups: 2}\nkernel: [%s]\noutput: {", names);
    struct traced traced = trace(layer, 2, 3, 3);
    const struct simulation *simulation = traced.simulation;
    assert_int_equal(simulation->out_channels, 2 * CASES);
    for (size_t o = 0; o < 2 * CASES; o++)
        for (size_t t = 0; t < 9; t++) {
            assert_true(simulation->kernel.values[o * 9 + t] ==
                        cases[o % CASES].due[t] / cases[o % CASES].divide);
            assert_true(simulation->kernel_divide[o] == cases[o % CASES].divide);
        }
    finish(&traced);
}

/* 4 x 4 -> Conv of ones, minus 50 -> ReLU -> MaxPool; worked out by hand */
static void a_stack_hands_each_output_on(void **state)
{
    (void)state;
    static const char text[] =
        "input: {values: [[1,2,3,4],[5,6,7,8],[9,10,11,12],[13,14,15,16]]}\n"
        "layers:\n"
        "  - {type: Conv2d, kernel_size: 3, padding: 1, bias: -50, kernel: {fill: 1}}\n"
        "  - {type: ReLU, name: cut}\n"
        "  - {type: MaxPool2d, kernel_size: 2}\n";
    static const double cut[] = {0, 0, 0, 0, 0, 4, 13, 0, 7, 40, 49, 19, 0, 22, 28, 4};
    static const double pooled[] = {4, 13, 40, 49};
    struct traced traced = {0};
    report_init(&traced.report, "stack.yaml");
    traced.scene = scene_parse(text, sizeof text - 1, "stack.yaml", NULL, &traced.report);
    traced.simulation = create_simulation(traced.scene, &traced.report);
    assert_non_null(traced.simulation);
    const struct simulation *relu = traced.simulation->below;
    assert_memory_equal(relu->output.values, cut, sizeof cut);
    assert_memory_equal(traced.simulation->output.values, pooled, sizeof pooled);
    assert_string_equal(relu->layer->name, "cut");
    assert_int_equal(traced.simulation->relationship, 7);
    finish(&traced);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(adaptive_pools_follow_their_definition),
        cmocka_unit_test(upsampling_takes_the_nearest),
        cmocka_unit_test(shuffling_there_and_back_is_nothing),
        cmocka_unit_test(unfolding_lists_windows_as_columns),
        cmocka_unit_test(channels_are_dealt_out),
        cmocka_unit_test(slices_keep_their_channels),
        cmocka_unit_test(pads_may_crop),
        cmocka_unit_test(flattening_keeps_the_order),
        cmocka_unit_test(a_linear_layer_is_a_matrix),
        cmocka_unit_test(sparse_layers_read_active_cells),
        cmocka_unit_test(deformed_taps_read_between_units),
        cmocka_unit_test(relu_cuts_at_zero),
        cmocka_unit_test(activations_follow_their_definition),
        cmocka_unit_test(a_flipped_kernel_is_turned),
        cmocka_unit_test(unpooling_returns_to_the_indices),
        cmocka_unit_test(kernels_have_names),
        cmocka_unit_test(a_stack_hands_each_output_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
