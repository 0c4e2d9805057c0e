/* SPDX-License-Identifier: MIT */
/*
 * Random networks with branches. What Add and Concat give is worked out from the layers that the
 * test knows they read; the paths from an input unit to an output unit are the output's change
 * when every weight is 1 and that input unit grows from 0 to 1.
 */
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

enum { ROUNDS = 150, MOST_LAYERS = 12, MOST_READ = 3, MOST_UNITS = 200, THE_INPUT = -1 };

static int below(int count)
{
    return rand() % count;
}

/* A layer that the test has written. */
struct written {
    int channels, reads[MOST_READ], read_count;
    bool is_add, is_concat, is_small;
};

struct network {
    struct buffer text; /* of its layers */
    struct written layers[MOST_LAYERS];
    int count, channels, height, width;
};

static int channels_of(const struct network *network, int layer)
{
    return layer == THE_INPUT ? network->channels : network->layers[layer].channels;
}

/* Any layer before whose maps are as large as the input, or the input. */
static int any_before(const struct network *network)
{
    int layer;
    do
        layer = below(network->count + 1) - 1;
    while (layer != THE_INPUT && network->layers[layer].is_small);
    return layer;
}

static void add_from(struct network *network, const struct written *layer)
{
    bool is_list = layer->read_count > 1 || below(2);
    buffer_add_text(&network->text, is_list ? ", from: [" : ", from: ");
    for (int i = 0; i < layer->read_count; i++) {
        buffer_add_text(&network->text, i ? ", " : "");
        if (layer->reads[i] == THE_INPUT)
            buffer_add_text(&network->text, "input");
        else
            buffer_format(&network->text, "n%d", layer->reads[i]);
    }
    buffer_add_text(&network->text, is_list ? "]" : "");
}

static void add_layer(struct network *network, struct written layer, const char *words)
{
    int last = network->count - 1;
    buffer_format(&network->text, "  - {name: n%d, %s", network->count, words);
    if (layer.read_count != 1 || layer.reads[0] != last || below(3) == 0)
        add_from(network, &layer);
    buffer_add_text(&network->text, "}\n");
    network->layers[network->count++] = layer;
}

static void add_convolution(struct network *network)
{
    static const char *const modes[] = {"zeros", "reflect", "replicate", "circular"};
    struct written layer = {
        .channels = 1 + below(2), .reads = {any_before(network)}, .read_count = 1};
    char words[200];
    snprintf(words, sizeof words,
             "type: Conv2d, kernel_size: 3, padding: 1, padding_mode: %s, out_channels: %d",
             modes[below(4)], layer.channels);
    add_layer(network, layer, words);
}

/* A way round through a smaller map. */
static void add_detour(struct network *network)
{
    struct written down = {
        .channels = 1, .reads = {any_before(network)}, .read_count = 1, .is_small = true};
    add_layer(network, down, "type: Conv2d, kernel_size: 2, stride: 2, out_channels: 1");
    struct written up = {.channels = 1, .reads = {network->count - 1}, .read_count = 1};
    add_layer(network, up,
              below(2) ? "type: Upsample, scale_factor: 2"
                       : "type: ConvTranspose2d, kernel_size: 2, stride: 2");
}

/* Layers that Add or Concat may join, each once. */
static void add_join(struct network *network)
{
    struct written layer = {.is_add = below(2)};
    for (int i = 0; i < 8 && layer.read_count < MOST_READ; i++) {
        int other = any_before(network);
        bool fits = !layer.is_add || layer.read_count == 0 ||
                    channels_of(network, other) == channels_of(network, layer.reads[0]);
        for (int r = 0; r < layer.read_count; r++)
            fits = fits && layer.reads[r] != other;
        if (fits)
            layer.reads[layer.read_count++] = other;
    }
    layer.is_concat = !layer.is_add;
    if (layer.read_count < 2)
        return;
    for (int r = 0; r < layer.read_count && layer.is_concat; r++)
        layer.channels += channels_of(network, layer.reads[r]);
    if (layer.is_add)
        layer.channels = channels_of(network, layer.reads[0]);
    add_layer(network, layer, layer.is_add ? "type: Add" : "type: Concat");
}

static struct network random_network(void)
{
    struct network network = {
        .channels = 1 + below(2), .height = 2 + 2 * below(2), .width = 2 + 2 * below(2)};
    while (network.count < 3 + below(MOST_LAYERS - 6)) {
        int kind = below(6);
        if (kind < 3)
            add_join(&network);
        else if (kind == 3)
            add_detour(&network);
        else
            add_convolution(&network);
    }
    return network;
}

struct traced {
    struct report report;
    struct scene *scene;
    struct simulation *simulation;
};

static struct traced trace(const struct network *network, const char *input)
{
    struct traced traced;
    struct buffer text = {0};
    buffer_format(&text, "input: %s\nlayers:\n%s", input, network->text.bytes);
    report_init(&traced.report, "network.yaml");
    traced.scene = scene_parse(text.bytes, text.length, "network.yaml", NULL, &traced.report);
    traced.simulation =
        traced.report.error_count == 0 ? create_simulation(traced.scene, &traced.report) : NULL;
    buffer_finish(&text);
    return traced;
}

static void finish(struct traced *traced)
{
    simulation_destroy(traced->simulation);
    scene_destroy(traced->scene);
    report_finish(&traced->report);
}

static size_t unit_count(const struct network *network)
{
    return (size_t)(network->channels * network->height * network->width);
}

/* Zeros but for one unit of 1. */
static struct traced trace_one(const struct network *network, size_t one)
{
    struct buffer input = {0};
    size_t width = (size_t)network->width, map = width * (size_t)network->height;
    buffer_add_text(&input, "{values: [");
    for (size_t i = 0; i < unit_count(network); i++)
        buffer_format(&input, "%s%s%s%d%s%s", i && i % width == 0 ? ", " : "",
                      i % map == 0     ? "[["
                      : i % width == 0 ? "["
                                       : ", ",
                      "", i == one, (i + 1) % width == 0 ? "]" : "", (i + 1) % map == 0 ? "]" : "");
    buffer_add_text(&input, "]}");
    struct traced traced = trace(network, input.bytes);
    buffer_finish(&input);
    return traced;
}

static const struct simulation *layer_at(const struct simulation *top, int place)
{
    while (top->place != (size_t)place)
        top = top->below;
    return top;
}

static const double *values_of(const struct simulation *top, int layer)
{
    return layer == THE_INPUT ? layer_at(top, 0)->input.values
                              : layer_at(top, layer)->output.values;
}

static void check_join(const struct network *network, const struct simulation *top, int place)
{
    const struct written *layer = &network->layers[place];
    const double *output = layer_at(top, place)->output.values;
    size_t map = (size_t)(network->height * network->width), at = 0;
    for (int r = 0; r < layer->read_count && layer->is_concat; r++) {
        size_t count = map * (size_t)channels_of(network, layer->reads[r]);
        assert_memory_equal(output + at, values_of(top, layer->reads[r]), count * sizeof *output);
        at += count;
    }
    for (size_t i = 0; i < map * (size_t)layer->channels && layer->is_add; i++) {
        double sum = 0;
        for (int r = 0; r < layer->read_count; r++)
            sum += values_of(top, layer->reads[r])[i];
        assert_true(output[i] == sum);
    }
}

/* Each step's own terms give its result. */
static void check_steps(const struct simulation *layer)
{
    struct arena arena = {0};
    for (size_t n = 0; n < layer->step_count; n++) {
        struct step step;
        arena_reset(&arena);
        simulation_step_at(layer, n, &arena, &step);
        assert_true(step.result == layer->output.values[n]);
        for (size_t t = 0; t < step.term_count; t++)
            if (step.terms[t].kind == CELL_UNIT)
                assert_true(step.terms[t].value ==
                            layer->input.values[tensor_offset(&layer->input, step.terms[t].input)]);
    }
    arena_finish(&arena);
}

/* Whether the text was taken: the numbers of a few are too large. */
static bool check_values(const struct network *network)
{
    char input[100];
    snprintf(input, sizeof input, "{size: [%d, %d, %d], random: {seed: %d}}", network->channels,
             network->height, network->width, rand());
    struct traced traced = trace(network, input);
    bool is_right = traced.simulation != NULL;
    for (int i = 0; i < network->count && is_right; i++) {
        check_join(network, traced.simulation, i);
        check_steps(layer_at(traced.simulation, i));
    }
    finish(&traced);
    return is_right;
}

/* How many rows, columns and units of the input change an output unit. */
static void check_size(const struct network *network, const struct simulation *top,
                       double *const *gradients)
{
    struct reach_size size;
    int64_t most[2] = {0}, most_units = 0, width = network->width;
    for (size_t n = 0; n < top->step_count; n++) {
        bool rows[8] = {false}, columns[8] = {false};
        int64_t units = 0, row_count = 0, column_count = 0;
        for (size_t i = 0; i < unit_count(network); i++) {
            bool is_seen = gradients[i][n] != 0;
            units += is_seen;
            rows[(int64_t)i / width % network->height] |= is_seen;
            columns[(int64_t)i % width] |= is_seen;
        }
        for (int i = 0; i < 8; i++) {
            row_count += rows[i];
            column_count += columns[i];
        }
        most[0] = row_count > most[0] ? row_count : most[0];
        most[1] = column_count > most[1] ? column_count : most[1];
        most_units = units > most_units ? units : most_units;
    }
    simulation_reach_size(top, &size);
    assert_true(size.is_known);
    if (!size.is_box)
        assert_int_equal(size.count, most_units);
    for (int i = 0; i < 2 && size.is_box; i++)
        assert_int_equal(size.units[i], most[i]);
}

static void check_paths(const struct network *network)
{
    double *gradients[MOST_UNITS], paths[MOST_UNITS];
    size_t count = unit_count(network);
    char input[60];
    snprintf(input, sizeof input, "[%d, %d, %d]", network->channels, network->height,
             network->width);
    struct traced traced = trace(network, input);
    const struct simulation *top = traced.simulation;
    size_t outputs = top->step_count;
    for (size_t i = 0; i < count; i++) {
        struct traced one = trace_one(network, i);
        assert_non_null(one.simulation);
        gradients[i] = memory_allocate(outputs, sizeof **gradients);
        memcpy(gradients[i], one.simulation->output.values, outputs * sizeof **gradients);
        finish(&one);
    }
    for (size_t n = 0; n < outputs; n++) {
        simulation_paths(top, n, paths);
        for (size_t i = 0; i < count; i++)
            if (paths[i] != gradients[i][n])
                fail_msg("%soutput %zu, input %zu: %g paths instead of %g", network->text.bytes, n,
                         i, paths[i], gradients[i][n]);
    }
    check_size(network, top, gradients);
    for (size_t i = 0; i < count; i++)
        free(gradients[i]);
    finish(&traced);
}

static void networks_follow_their_definition(void **state)
{
    (void)state;
    int right = 0, joined = 0;
    for (int round = 0; round < ROUNDS; round++) {
        struct network network = random_network();
        if (check_values(&network)) {
            check_paths(&network);
            right++;
            for (int i = 0; i < network.count; i++)
                joined += network.layers[i].read_count > 1;
        }
        buffer_finish(&network.text);
    }
    assert_true(right > ROUNDS / 2 && joined > ROUNDS);
}

/* Two skips: 1 path stays, and each convolution of one tap adds one for each way to it. */
static void skips_double_the_paths(void **state)
{
    (void)state;
    static const char *const text = "input: [1, 1, 1]\n"
                                    "layers:\n"
                                    "  - {name: a, type: Conv2d, kernel_size: 1}\n"
                                    "  - {name: b, type: Add, from: [a, input]}\n"
                                    "  - {name: c, type: Conv2d, kernel_size: 1}\n"
                                    "  - {type: Add, from: [b, c]}\n";
    struct report report;
    double paths;
    report_init(&report, "network.yaml");
    struct scene *scene = scene_parse(text, strlen(text), "network.yaml", NULL, &report);
    struct simulation *simulation = create_simulation(scene, &report);
    simulation_paths(simulation, 0, &paths);
    assert_true(paths == 4);
    assert_true(simulation_has_branches(simulation));
    simulation_destroy(simulation);
    scene_destroy(scene);
    report_finish(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(networks_follow_their_definition),
        cmocka_unit_test(skips_double_the_paths),
    };
    srand(1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
