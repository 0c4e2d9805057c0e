/* SPDX-License-Identifier: MIT */
/* Fold over random shapes against its definition: every cell of every block is laid down by hand.
 * And against Unfold: folding what was unfolded gives each unit as often as blocks cover it. */
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

enum { ROUNDS = 300, AXES = 2, MOST_UNITS = 1200 };

struct shape {
    int channels, output[AXES], kernel[AXES], stride[AXES], dilation[AXES], before[AXES],
        after[AXES], blocks[AXES];
};

static int from(int low, int high)
{
    return low + rand() % (high - low + 1);
}

/* Blocks are counted by trying each place. */
static struct shape random_shape(void)
{
    struct shape shape = {.channels = from(1, 3)};
    for (int i = 0; i < AXES; i++) {
        shape.kernel[i] = from(1, 3);
        shape.stride[i] = from(1, 4);
        shape.dilation[i] = from(1, 2);
        shape.before[i] = from(0, 2);
        shape.after[i] = from(0, 2);
        int reach = shape.dilation[i] * (shape.kernel[i] - 1) + 1;
        shape.output[i] = reach + from(0, 6);
        int end = shape.output[i] + shape.after[i];
        for (int at = -shape.before[i]; at + reach <= end; at += shape.stride[i])
            shape.blocks[i]++;
    }
    return shape;
}

static size_t count_units(const struct shape *shape)
{
    return (size_t)(shape->channels * shape->output[0] * shape->output[1]);
}

/* Where tap t of block b lies on an axis; -1: in the padding. */
static int place(const struct shape *shape, int axis, int b, int t)
{
    int at = b * shape->stride[axis] - shape->before[axis] + t * shape->dilation[axis];
    return at < 0 || at >= shape->output[axis] ? -1 : at;
}

/* Adds input[channel, tap][block], or 1 of each where input is NULL, to the place it belongs to. */
static void lay_down(const struct shape *shape, const double *input, double *out)
{
    const int *k = shape->kernel, *n = shape->blocks, *size = shape->output;
    for (int row = 0; row < shape->channels * k[0] * k[1]; row++)
        for (int column = 0; column < n[0] * n[1]; column++) {
            int y = place(shape, 0, column / n[1], row / k[1] % k[0]);
            int x = place(shape, 1, column % n[1], row % k[1]);
            int channel = row / (k[0] * k[1]);
            if (y >= 0 && x >= 0)
                out[(channel * size[0] + y) * size[1] + x] +=
                    input ? input[row * n[0] * n[1] + column] : 1;
        }
}

static const char *window_text(const struct shape *shape)
{
    static char text[200];
    snprintf(text, sizeof text,
             "kernel_size: [%d, %d], stride: [%d, %d], dilation: [%d, %d], "
             "padding: [[%d, %d], [%d, %d]]",
             shape->kernel[0], shape->kernel[1], shape->stride[0], shape->stride[1],
             shape->dilation[0], shape->dilation[1], shape->before[0], shape->after[0],
             shape->before[1], shape->after[1]);
    return text;
}

struct traced {
    struct report report;
    struct scene *scene;
    struct simulation *simulation;
};

static struct traced trace(const char *text)
{
    struct traced traced;
    report_init(&traced.report, "fold.yaml");
    traced.scene = scene_parse(text, strlen(text), "fold.yaml", NULL, &traced.report);
    traced.simulation = create_simulation(traced.scene, &traced.report);
    if (!traced.simulation)
        fail_msg("%s%s", text, traced.report.problems[0].text);
    return traced;
}

static void finish(struct traced *traced)
{
    simulation_destroy(traced->simulation);
    scene_destroy(traced->scene);
    report_finish(&traced->report);
}

/* How often an output unit is written as the columns are laid into the output. */
static uint64_t overlap_at(const struct simulation *fold, const size_t *output)
{
    return simulation_axis_overlap(fold, 0, (int64_t)output[1]) *
           simulation_axis_overlap(fold, 1, (int64_t)output[2]);
}

/* Every step's terms add up to its result, and they are as many as its overlap says. */
static void check_steps(const struct simulation *simulation)
{
    struct arena arena = {0};
    for (size_t n = 0; n < simulation->step_count; n++) {
        struct step step;
        double sum = 0;
        arena_reset(&arena);
        simulation_step_at(simulation, n, &arena, &step);
        for (size_t t = 0; t < step.term_count; t++) {
            const struct term *term = &step.terms[t];
            size_t at = tensor_offset(&simulation->input, term->input);
            assert_true(term->value == simulation->input.values[at]);
            sum += term->value;
        }
        assert_true(sum == step.result && sum == simulation->output.values[n]);
        assert_true(step.term_count == overlap_at(simulation, step.output));
    }
    arena_finish(&arena);
}

static void folding_adds_blocks_where_they_meet(void **state)
{
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        struct shape shape = random_shape();
        char text[600];
        snprintf(text, sizeof text,
                 "input: {size: [%d, %d], random: {seed: %d, low: -99, high: 99}}\n"
                 "layer: {type: Fold, output_size: [%d, %d], %s}\n",
                 shape.channels * shape.kernel[0] * shape.kernel[1],
                 shape.blocks[0] * shape.blocks[1], round, shape.output[0], shape.output[1],
                 window_text(&shape));
        struct traced traced = trace(text);
        const struct simulation *fold = traced.simulation;
        double expected[MOST_UNITS] = {0}, counts[MOST_UNITS] = {0};
        assert_true(fold->step_count == count_units(&shape) && fold->step_count <= MOST_UNITS);
        lay_down(&shape, fold->input.values, expected);
        lay_down(&shape, NULL, counts);
        for (size_t n = 0; n < fold->step_count; n++) {
            struct step step;
            simulation_place_at(fold, n, &step);
            assert_true(fold->output.values[n] == expected[n]);
            assert_true((double)overlap_at(fold, step.output) == counts[n]);
        }
        check_steps(fold);
        finish(&traced);
    }
}

static void folding_what_was_unfolded_multiplies_by_the_counts(void **state)
{
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        struct shape shape = random_shape();
        char text[900], window[200];
        snprintf(window, sizeof window, "%s", window_text(&shape));
        snprintf(text, sizeof text,
                 "input: {size: [%d, %d, %d], random: {seed: %d, low: -99, high: 99}}\n"
                 "layers:\n"
                 "  - {type: Unfold, %s}\n"
                 "  - {type: Fold, output_size: [%d, %d], %s}\n",
                 shape.channels, shape.output[0], shape.output[1], round, window, shape.output[0],
                 shape.output[1], window);
        struct traced traced = trace(text);
        const struct simulation *fold = traced.simulation;
        double counts[MOST_UNITS] = {0};
        lay_down(&shape, NULL, counts);
        assert_true(fold->step_count == count_units(&shape));
        for (size_t n = 0; n < fold->step_count; n++)
            assert_true(fold->output.values[n] == fold->below->input.values[n] * counts[n]);
        finish(&traced);
    }
}

/* torch.nn.functional.fold(torch.arange(1., 17.).view(1, 4, 4), (3, 3), (2, 2)) */
static void a_known_fold(void **state)
{
    (void)state;
    static const double expected[] = {1, 7, 6, 12, 34, 22, 11, 27, 16};
    struct traced traced = trace("input: {values: [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12], "
                                 "[13, 14, 15, 16]]}\n"
                                 "layer: {type: Fold, kernel_size: 2, output_size: 3}\n");
    for (size_t n = 0; n < 9; n++)
        assert_true(traced.simulation->output.values[n] == expected[n]);
    assert_string_equal(traced.simulation->type_name, "Fold");
    finish(&traced);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folding_adds_blocks_where_they_meet),
        cmocka_unit_test(folding_what_was_unfolded_multiplies_by_the_counts),
        cmocka_unit_test(a_known_fold),
    };
    srand(1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
