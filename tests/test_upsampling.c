/* SPDX-License-Identifier: MIT */
/*
 * Upsampling over random shapes against its definition, which the layer's own code does not use:
 * the input, its outermost units repeated without end, is folded with a function of the distance on
 * every axis. And against numbers that PyTorch's manual and ONNX's tests print.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "convreel/simulation.h"
#include "created.h"

struct upsampling {
    int axes, channels, input[3], output[3];
    double apart[3]; /* units of the input from one output unit to the next, without corners */
    bool is_cubic, aligns;
    char text[500];
};

static int from_to(int low, int high)
{
    return low + rand() % (high - low + 1);
}

/* ---- the definition ---- */

/* Keys's function of 1981, its polynomials written out for a = -3/4. */
static double keys(double x)
{
    x = fabs(x);
    if (x < 1)
        return 1.25 * x * x * x - 2.25 * x * x + 1;
    return x < 2 ? -0.75 * x * x * x + 3.75 * x * x - 6 * x + 3 : 0;
}

static double tent(double x)
{
    return fmax(0, 1 - fabs(x));
}

/* Where output unit o comes from. */
static double place_of(const struct upsampling *u, int axis, int o)
{
    if (u->aligns)
        return u->output[axis] == 1 ? 0 : o * (u->input[axis] - 1.0) / (u->output[axis] - 1.0);
    if (!u->is_cubic && u->input[axis] == u->output[axis])
        return o; /* PyTorch copies, whatever the factor */
    return (o + 0.5) * u->apart[axis] - 0.5;
}

/* Along an axis: the weight of each unit for an output unit. */
static void weigh(const struct upsampling *u, int axis, int o, double *weights)
{
    double place = place_of(u, axis, o);
    for (int unit = 0; unit < u->input[axis]; unit++)
        weights[unit] = 0;
    for (int unit = -30; unit < u->input[axis] + 30; unit++) {
        int there = unit < 0 ? 0 : unit < u->input[axis] ? unit : u->input[axis] - 1;
        weights[there] += u->is_cubic ? keys(place - unit) : tent(place - unit);
    }
}

static double value_of(const struct upsampling *u, const double *x, int c, const int at[3])
{
    double weights[3][40], sum = 0;
    for (int i = 0; i < 3; i++)
        weigh(u, i, at[i], weights[i]);
    for (int z = 0; z < u->input[0]; z++)
        for (int y = 0; y < u->input[1]; y++)
            for (int w = 0; w < u->input[2]; w++)
                sum += weights[0][z] * weights[1][y] * weights[2][w] *
                       x[((c * u->input[0] + z) * u->input[1] + y) * u->input[2] + w];
    return sum;
}

/* ---- random layers ---- */

/* Axes that are not there have one unit, which is the output too. */
static void choose(struct upsampling *u)
{
    static const char *const modes[] = {"", "linear", "bilinear", "trilinear"};
    static const double factors[] = {2, 3, 1.5, 2.5, 0.5, 1.2, 0.75};
    *u = (struct upsampling){.axes = from_to(1, 3), .channels = from_to(1, 2)};
    u->is_cubic = u->axes == 2 && from_to(0, 1);
    u->aligns = from_to(0, 1);
    bool has_size = from_to(0, 1);
    char sizes[60] = "", given[100] = "";
    for (int i = 0; i < 3; i++) {
        bool is_there = i >= 3 - u->axes;
        double factor = factors[from_to(0, 6)];
        u->input[i] = is_there ? from_to(2, 5) : 1;
        u->output[i] = !is_there ? 1 : has_size ? from_to(1, 9) : (int)floor(u->input[i] * factor);
        u->apart[i] = has_size || !is_there ? (double)u->input[i] / u->output[i] : 1 / factor;
        if (!is_there)
            continue;
        snprintf(sizes + strlen(sizes), sizeof sizes - strlen(sizes), ", %d", u->input[i]);
        snprintf(given + strlen(given), sizeof given - strlen(given), "%s%g", *given ? ", " : "",
                 has_size ? u->output[i] : factor);
    }
    snprintf(u->text, sizeof u->text,
             "input: {size: [%d%s], random: {seed: %d, low: -9, decimals: 1}}\n"
             "layer: {type: Upsample, mode: %s, %s: [%s], align_corners: %s}\n",
             u->channels, sizes, rand(), u->is_cubic ? "bicubic" : modes[u->axes],
             has_size ? "size" : "scale_factor", given, u->aligns ? "true" : "false");
}

/* The terms are weighted units, each once, and their weights are one together. */
static void check_step(const struct simulation *layer, size_t n, double expected)
{
    struct arena arena = {0};
    struct step step;
    simulation_step_at(layer, n, &arena, &step);
    double sum = 0, weights = 0;
    for (size_t t = 0; t < step.term_count; t++) {
        const struct term *term = &step.terms[t];
        assert_true(term->kind == CELL_UNIT && term->has_weight && !term->has_kernel);
        assert_true(term->value == layer->input.values[tensor_offset(&layer->input, term->input)]);
        for (size_t other = 0; other < t; other++)
            assert_memory_not_equal(step.terms[other].input, term->input, sizeof term->input);
        sum += term->weight * term->value;
        weights += term->weight;
    }
    assert_true(fabs(weights - 1) < 1e-12);
    assert_true(step.result == layer->output.values[n]);
    assert_true(fabs(sum - step.result) < 1e-9 && fabs(expected - step.result) < 1e-9);
    arena_finish(&arena);
}

static struct simulation *simulate(const char *text, struct scene **scene, struct report *report)
{
    report_init(report, "random.yaml");
    *scene = scene_parse(text, strlen(text), "random.yaml", NULL, report);
    struct simulation *layer = create_simulation(*scene, report);
    if (!layer)
        fail_msg("%s%s", text, report->problems[0].text);
    return layer;
}

static void finish(struct simulation *layer, struct scene *scene, struct report *report)
{
    simulation_destroy(layer);
    scene_destroy(scene);
    report_finish(report);
}

static void units_are_weighted_by_distance(void **state)
{
    (void)state;
    for (int round = 0; round < 400; round++) {
        struct upsampling u;
        struct scene *scene;
        struct report report;
        choose(&u);
        struct simulation *layer = simulate(u.text, &scene, &report);
        const int *size = u.output;
        assert_int_equal(layer->step_count, u.channels * size[0] * size[1] * size[2]);
        for (int n = 0; n < (int)layer->step_count; n++) {
            int at[3] = {n / (size[2] * size[1]) % size[0], n / size[2] % size[1], n % size[2]};
            double value = value_of(&u, layer->input.values, n / (size[0] * size[1] * size[2]), at);
            if (fabs(value - layer->output.values[n]) > 1e-9)
                fail_msg("%sunit %d: %g, not %g", u.text, n, layer->output.values[n], value);
            check_step(layer, (size_t)n, value);
        }
        finish(layer, scene, &report);
    }
}

/* ---- what others print ---- */

static const struct {
    const char *text;
    size_t count;
    double values[8]; /* the first of them */
    double precision;
} printed[] = {
    {"input: {values: [[1, 2], [3, 4]]}\n"
     "layer: \"Upsample(scale_factor=2, mode='bilinear')\"",
     8,
     {1, 1.25, 1.75, 2, 1.5, 1.75, 2.25, 2.5},
     1e-12},
    {"input: {values: [[1, 2], [3, 4]]}\n"
     "layer: \"UpsamplingBilinear2d(scale_factor=2)\"",
     8,
     {1, 1.3333, 1.6667, 2, 1.6667, 2, 2.3333, 2.6667},
     5e-5},
    {"input: {values: [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12], [13, 14, 15, 16]]}\n"
     "layer: {type: Upsample, scale_factor: 2, mode: bicubic}",
     8,
     {0.47265625, 0.76953125, 1.24609375, 1.875, 2.28125, 2.91015625, 3.38671875, 3.68359375},
     1e-12},
    {"input: {values: [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12], [13, 14, 15, 16]]}\n"
     "layer: {type: Upsample, scale_factor: 2, mode: bicubic, align_corners: true}",
     8,
     {1, 1.34110787, 1.80029155, 2.32944606, 2.67055394, 3.19970845, 3.65889213, 4},
     1e-8},
    {"input: {values: [1, 2, 3, 4, 5]}\n"
     "layer: {type: Upsample, size: 3, mode: linear, align_corners: true}",
     3,
     {1, 3, 5},
     1e-12},
    {"input: {values: [[0, 1, 2, 3, 4]]}\n"
     "layer: {type: Upsample, size: [1, 3], mode: nearest-exact}",
     3,
     {0, 2, 4},
     0},
};

static void others_print_the_same(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof printed / sizeof *printed; i++) {
        struct scene *scene;
        struct report report;
        struct simulation *layer = simulate(printed[i].text, &scene, &report);
        for (size_t n = 0; n < printed[i].count; n++)
            assert_true(fabs(layer->output.values[n] - printed[i].values[n]) <=
                        printed[i].precision);
        finish(layer, scene, &report);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_are_weighted_by_distance),
        cmocka_unit_test(others_print_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
