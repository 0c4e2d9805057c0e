/* SPDX-License-Identifier: MIT */
/*
 * The way back through random networks, with branches: each gradient against the central difference
 * of the network's own output, where one number of an input or of a weight grows and shrinks.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "convreel/simulation.h"
#include "created.h"

enum { ROUNDS = 150, LEAST_RIGHT = 60, TRIED = 6 };

static uint32_t seed = 5;

static int pick(int count)
{
    seed = seed * 1664525 + 1013904223;
    return (int)(seed >> 16) % count;
}

/* ---- networks as text ---- */

/* Every parameter is one that keeps or halves sizes, so that most of them fit. */
static void add_layer(struct buffer *out, int index)
{
    static const char *const others[] = {
        "AvgPool2d, kernel_size: 2, padding: 1, count_include_pad: false",
        "MaxPool2d, kernel_size: 3, stride: 2, padding: 1",
        "Upsample, scale_factor: 2, mode: bicubic",
        "GELU",
        "AdaptiveAvgPool2d, output_size: 3",
        "PixelUnshuffle, downscale_factor: 2",
        "ReflectionPad2d, padding: 1",
        "LPPool2d, kernel_size: 2",
        "MaxUnpool2d, kernel_size: 2",
        "ConvTranspose2d, kernel_size: 3, stride: 2, padding: 1, output_padding: 1",
        "ConvTranspose2d, kernel_size: 4, stride: 2, padding: 1, padding_mode: circular",
    };
    static const char *const modes[] = {"zeros", "reflect", "replicate", "circular"};
    int kind = pick(17);
    buffer_format(out, "  - {name: l%d, ", index);
    if (kind < 11)
        buffer_format(out, "type: %s", others[kind]);
    else if (kind < 13 && index >= 2)
        buffer_format(out, "type: %s, from: [l%d, l%d]", kind == 11 ? "Add" : "Concat", index - 1,
                      pick(index - 1));
    else
        buffer_format(out,
                      "type: Conv2d, kernel_size: 3, padding: 1, padding_mode: %s, "
                      "out_channels: %d, kernel: {random: {seed: %d, low: -3, high: 3, "
                      "decimals: 2}}, bias: {random: {seed: 3, low: -1, high: 1}}",
                      modes[pick(4)], 1 + pick(3), pick(1000));
    if (pick(5) == 0 && kind < 11)
        buffer_format(out, ", from: input");
    buffer_format(out, "}\n");
}

static void add_network(struct buffer *out)
{
    buffer_format(out,
                  "input: {size: [%d, %d, %d], random: {seed: %d, low: -9, high: 9, decimals: 3}}\n"
                  "output_gradient: {random: {seed: %d, low: -2, high: 2, decimals: 1}}\nlayers:\n",
                  1 + pick(2), 4 + 2 * pick(2), 4 + 2 * pick(2), pick(1000), pick(1000));
    for (int i = 0, count = 2 + pick(4); i < count; i++)
        add_layer(out, i);
}

/* ---- a network that is tried with other numbers ---- */

struct network {
    struct report report;
    struct scene *scene;
    struct simulation *top; /* NULL: the network is none */
};

static void network_init(struct network *network, const char *text, size_t length)
{
    report_init(&network->report, "net.yaml");
    network->scene = scene_parse(text, length, "net.yaml", NULL, &network->report);
    bool is_sound = network->scene && network->scene->is_layer_sound;
    network->top = is_sound ? create_simulation(network->scene, &network->report) : NULL;
}

static void network_finish(struct network *network)
{
    simulation_destroy(network->top);
    scene_destroy(network->scene);
    report_finish(&network->report);
}

/* The numbers that a scene draws at random, as numbers that it gives. */
static double *give(struct values *values, const struct tensor *drawn, struct arena *arena)
{
    size_t count = tensor_count(drawn);
    values->kind = VALUES_GIVEN;
    values->given = *drawn;
    values->given.values = arena_allocate(arena, count, sizeof *drawn->values);
    memcpy(values->given.values, drawn->values, count * sizeof *drawn->values);
    return values->given.values;
}

static double loss_of(const struct scene *scene, const struct tensor *back)
{
    struct report report;
    report_init(&report, "net.yaml");
    struct simulation *top = create_simulation(scene, &report);
    assert_non_null(top);
    double sum = 0;
    for (size_t n = 0; n < top->step_count; n++)
        sum += back->values[n] * top->output.values[n];
    simulation_destroy(top);
    report_finish(&report);
    return sum;
}

static void check_numbers(const struct network *network, const char *text, double *numbers,
                          const struct tensor *gradient, const struct tensor *back)
{
    static const double h = 1e-5;
    for (int i = 0; i < TRIED; i++) {
        size_t at = (size_t)pick((int)tensor_count(gradient));
        double was = numbers[at];
        numbers[at] = was + h;
        double more = loss_of(network->scene, back);
        numbers[at] = was - h;
        double slope = (more - loss_of(network->scene, back)) / 2 / h;
        numbers[at] = was;
        if (fabs(slope - gradient->values[at]) > 1e-4 * (1 + fabs(slope)))
            fail_msg("%snumber %zu: the gradient is %.9g, not %.9g", text, at, slope,
                     gradient->values[at]);
    }
}

static void check_network(struct network *network, const char *text)
{
    struct arena arena = {0};
    struct gradients gradients;
    struct scene *scene = network->scene;
    simulation_gradients(network->top, &arena, &gradients);
    const struct tensor *back = &gradients.layers[network->top->place].output;
    const struct simulation *at = network->top;
    for (; at; at = at->below) {
        struct scene_layer *layer = (struct scene_layer *)at->layer; /* the network's own */
        const struct gradient *gradient = &gradients.layers[at->place];
        if (at->has_kernel && layer->kernel.kind == VALUES_RANDOM) {
            double *numbers = give(&layer->kernel, &at->kernel, &scene->arena);
            check_numbers(network, text, numbers, &gradient->kernel, back);
            numbers = give(&layer->bias, &at->bias, &scene->arena);
            check_numbers(network, text, numbers, &gradient->bias, back);
        }
        struct tensor input = simulation_input_as_given(at);
        if (!at->below)
            check_numbers(network, text, give(&scene->input, &input, &scene->arena),
                          &gradients.input, back);
    }
    arena_finish(&arena);
}

static void gradients_are_differences(void **state)
{
    (void)state;
    int right = 0;
    for (int round = 0; round < ROUNDS; round++) {
        struct network network;
        struct buffer text = {0};
        add_network(&text);
        network_init(&network, text.bytes, text.length);
        if (network.top) {
            check_network(&network, text.bytes);
            right++;
        }
        network_finish(&network);
        buffer_finish(&text);
    }
    assert_true(right >= LEAST_RIGHT);
}

/* ---- layers that only move units ---- */

/* Fold and Unfold are each other's way back. */
static void columns_go_back_to_their_places(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "input: {size: [2, 5, 6], random: {seed: 1}}\n"
        "output_gradient: {random: {seed: 2}}\n"
        "layers: [{type: Unfold, kernel_size: 2, stride: [2, 1], padding: 1}]\n",
        "input: {size: [8, 30], random: {seed: 1}}\n"
        "output_gradient: {random: {seed: 2}}\n"
        "layers: [{type: Fold, kernel_size: 2, stride: 1, output_size: [6, 7]}]\n",
        "input: {size: [4, 2, 3], random: {seed: 1}}\n"
        "output_gradient: {random: {seed: 2}}\n"
        "layers: [{type: PixelShuffle, upscale_factor: 2}]\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct network network;
        network_init(&network, texts[i], strlen(texts[i]));
        assert_non_null(network.top);
        check_network(&network, texts[i]);
        network_finish(&network);
    }
}

/* ---- layers that work out a gradient ---- */

struct undrawn {
    const char *text, *of;
};

static void what_is_not_drawn_is_told(void **state)
{
    (void)state;
    static const struct undrawn all[] = {
        {"layer: {type: LPPool2d, kernel_size: 2}", "LPPool2d"},
        {"layer: {type: MaxPool2d, kernel_size: 3, stride: 2}", "MaxPool2d whose windows overlap"},
        {"layer: ReLU()", "ReLU without values of its input"},
        {"layer: {type: ReplicationPad2d, padding: 1}", "ReplicationPad2d"},
        {"layer: {type: SubMConv2d, kernel_size: 3}", "SubMConv2d"},
        {"layer: {type: DeformConv2d, kernel_size: 1, offsets: [[0, 0.5]]}", "DeformConv2d"},
        {"layer: {type: Conv2d, kernel_size: 3, padding: 1, padding_mode: reflect}",
         "padding that repeats units"},
        {"layers: [{type: Conv2d, kernel_size: 3}, {type: ReLU}]", "a stack of layers"},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct network network;
        struct buffer text = {0};
        buffer_format(&text, "input: 5\ngradient: input\n%s\n", all[i].text);
        network_init(&network, text.bytes, text.length);
        assert_non_null(network.top);
        assert_true(simulation_turn_back(&network.top, 1, NULL)); /* its numbers are there */
        assert_null(network.top->forward);
        assert_false(simulation_turn_back(&network.top, 1, &network.report));
        const struct problem *problem = &network.report.problems[0];
        buffer_format(&text, "no picture shows the gradient of %s", all[i].of);
        assert_string_equal(problem->text, strstr(text.bytes, "no picture"));
        assert_int_equal(problem->at.line, 2);
        assert_int_equal(problem->at.column, 11);
        assert_string_equal(problem->hint, "its numbers are there: convreel trace");
        network_finish(&network);
        buffer_finish(&text);
    }
}

/* Units that were taken, copied or weighed. */
static void turned_layers_have_the_gradient(void **state)
{
    (void)state;
    static const char *const layers[] = {
        "ReLU",
        "MaxPool2d, kernel_size: [2, 1], stride: 2, padding: [1, 0]",
        "Upsample, scale_factor: 1.5",
        "Upsample, size: [7, 2]",
        "Upsample, scale_factor: 2, mode: bilinear",
        "Upsample, size: [3, 9], mode: bicubic, align_corners: true",
        "AdaptiveAvgPool2d, output_size: [3, 4]",
        "AvgPool2d, kernel_size: 3, stride: 2, padding: 1, ceil_mode: true",
        "ChannelShuffle, groups: 2",
        "Slice, start: 1, end: 3",
        "ZeroPad2d, padding: [[1, 2], [0, 3]]",
        "ZeroPad2d, padding: [[-1, 2], [-2, -1]]",
        "PixelShuffle, upscale_factor: 2",
        "PixelUnshuffle, downscale_factor: 2",
        "Conv2d, kernel_size: 3, stride: [1, 2], padding: 1, padding_mode: circular}\n"
        "kernel: {random: {seed: 4, low: -9}",
        "ConvTranspose2d, kernel_size: 3, stride: [1, 2], padding: 1, output_padding: [0, 1], "
        "padding_mode: circular}\nkernel: {random: {seed: 4, low: -9}",
    };
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++) {
        struct network network;
        struct buffer text = {0};
        struct arena arena = {0};
        struct gradients gradients;
        buffer_format(&text,
                      "gradient: input\ninput: {size: [4, 4, 6], random: {seed: 1, low: -9}}\n"
                      "output_gradient: {random: {seed: 2, low: -9}}\nlayer: {type: %s}\n",
                      layers[i]);
        network_init(&network, text.bytes, text.length);
        struct simulation *turned = create_drawn(network.scene, &network.report);
        if (!network.top || !turned)
            fail_msg("%s%s", text.bytes, network.report.problems[0].text);
        simulation_gradients(network.top, &arena, &gradients);
        assert_int_equal(turned->step_count, tensor_count(&gradients.input));
        for (size_t n = 0; n < turned->step_count; n++)
            assert_true(fabs(turned->output.values[n] - gradients.input.values[n]) < 1e-12);
        simulation_destroy(turned);
        network_finish(&network);
        arena_finish(&arena);
        buffer_finish(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gradients_are_differences),
        cmocka_unit_test(columns_go_back_to_their_places),
        cmocka_unit_test(turned_layers_have_the_gradient),
        cmocka_unit_test(what_is_not_drawn_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
