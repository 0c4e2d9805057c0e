/* SPDX-License-Identifier: MIT */
/* Receptive fields by arithmetic against those that a walk down through every term finds; through
 * branches against the gradient of a single output unit: what it changes with. */
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

enum { INPUT = 120, MOST_LAYERS = 4 };

static uint32_t seed = 3;

static int pick(int count)
{
    seed = seed * 1664525 + 1013904223;
    return (int)(seed >> 16) % count;
}

/* The units of the network's input that a unit of a layer's output comes from. */
static void mark(const struct simulation *layer, size_t unit, bool *seen)
{
    struct arena arena = {0};
    struct step step;
    simulation_step_at(layer, unit, &arena, &step);
    for (size_t t = 0; t < step.term_count; t++) {
        const struct term *term = &step.terms[t];
        if (term->kind != CELL_UNIT)
            continue;
        if (layer->below)
            mark(layer->below, term->input[1], seen);
        else
            seen[term->input[1]] = true;
    }
    arena_finish(&arena);
}

struct extent {
    int first, last; /* -1: nothing */
};

static struct extent extent_of(const struct simulation *top, size_t unit)
{
    bool seen[INPUT] = {false};
    struct extent extent = {-1, -1};
    mark(top, unit, seen);
    for (int i = 0; i < INPUT; i++) {
        if (seen[i] && extent.first < 0)
            extent.first = i;
        extent.last = seen[i] ? i : extent.last;
    }
    return extent;
}

/* A network and what its last layer is told to see of the input. */
struct sighted {
    const char *text; /* borrowed */
    struct report report;
    struct scene *scene;
    struct simulation *top;
    double size, jump, start;
    bool is_known;
};

static void read_sight(struct sighted *network, const char *text)
{
    struct sight sights[MAX_LAYERS];
    network->text = text;
    report_init(&network->report, "net.yaml");
    network->scene = scene_parse(text, strlen(text), "net.yaml", NULL, &network->report);
    network->top = network->scene ? create_simulation(network->scene, &network->report) : NULL;
    if (!network->top)
        fail_msg("%s%s", text, network->report.problems[0].text);
    simulation_sights(network->top, sights);
    const struct sight *sight = &sights[network->top->place];
    network->size = (double)sight->size[0];
    network->jump = rational_to_double(sight->jump[0]);
    network->start = rational_to_double(sight->start[0]);
    network->is_known = sight->is_known;
}

static void finish(struct sighted *network)
{
    simulation_destroy(network->top);
    scene_destroy(network->scene);
    report_finish(&network->report);
}

/* What a unit really sees, of an input of so many units, is never more than is told; is_exact: it
 * is just that where it does not reach beyond the input. Returns whether it is as much. */
static bool check_unit(const struct sighted *network, size_t unit, struct extent extent, int length,
                       bool is_exact)
{
    double first = network->start + (double)unit * network->jump, last = first + network->size - 1;
    bool is_inside = first >= 0 && last <= length - 1;
    if (extent.first < 0)
        return false;
    if (extent.last - extent.first + 1 > network->size)
        fail_msg("%sunit %zu sees %d to %d, more than %g", network->text, unit, extent.first,
                 extent.last, network->size);
    if (is_exact && is_inside && (extent.first != (int)first || extent.last != (int)last))
        fail_msg("%sunit %zu sees %d to %d, not %g to %g", network->text, unit, extent.first,
                 extent.last, first, last);
    return extent.last - extent.first + 1 == (int)network->size;
}

static void check(const char *text, bool has_transposed)
{
    struct sighted network;
    bool is_reached = false;
    read_sight(&network, text);
    for (size_t n = 0; n < network.top->step_count; n++)
        is_reached |= check_unit(&network, n, extent_of(network.top, n), INPUT, !has_transposed);
    if (!is_reached && !has_transposed)
        fail_msg("%sno unit sees %g", text, network.size);
    finish(&network);
}

static void fields_of_random_chains(void **state)
{
    (void)state;
    for (int round = 0; round < 120; round++) {
        char text[800] = "input: 120\nlayers:\n";
        bool has_transposed = false;
        int count = 1 + pick(MOST_LAYERS - 1);
        for (int i = 0; i < count; i++) {
            size_t length = strlen(text);
            int which = pick(4), kernel = 1 + pick(4), stride = 1 + pick(2);
            if (which == 3) {
                snprintf(text + length, sizeof text - length,
                         "- {type: ConvTranspose1d, kernel_size: %d, stride: %d, padding: %d, "
                         "dilation: %d}\n",
                         kernel + 1, stride, pick(2), 1 + pick(3));
                has_transposed = true;
            } else if (which == 2) {
                snprintf(text + length, sizeof text - length,
                         "- {type: MaxPool1d, kernel_size: %d, stride: %d}\n", kernel, stride);
            } else {
                snprintf(
                    text + length, sizeof text - length,
                    "- {type: Conv1d, kernel_size: %d, stride: %d, padding: %d, dilation: %d}\n",
                    kernel, stride, pick(4), 1 + pick(2));
            }
        }
        check(text, has_transposed);
    }
}

/* Neighbours need not see neighbours: 1, 0, 2, 1, 3, 2 and so on. */
static void fields_behind_stamps_with_dilation(void **state)
{
    (void)state;
    check("input: 120\nlayers:\n"
          "- {type: ConvTranspose1d, kernel_size: 2, stride: 2, padding: 2, dilation: 3}\n"
          "- {type: AvgPool1d, kernel_size: 3, stride: 1}\n",
          true);
}

/* ---- networks with branches ---- */

enum { LENGTH = 48, MOST_ITEMS = 8 };

struct branched {
    struct buffer text;
    int count;         /* of its layers */
    bool is_stretched; /* a layer makes maps larger: fields of neighbours are not alike */
    bool is_spread;    /* windows of an adaptive pool are not all alike */
};

/* Any layer before, or the input, all of one length. */
static const char *any_before(const struct branched *network, char room[8])
{
    int layer = pick(network->count + 1);
    snprintf(room, 8, layer == network->count ? "input" : "n%d", layer);
    return room;
}

/* Weights are positive, so that influences do not cancel. */
static void add_weights(struct branched *network)
{
    buffer_format(&network->text, ", kernel: {random: {seed: %d, low: 1, high: 5}}}\n", pick(99));
}

static void add_item(struct branched *network)
{
    char from[8], other[8];
    int kernel = 1 + 2 * pick(2), dilation = 1 + pick(3), shift = pick(3) - 1;
    struct buffer *text = &network->text;
    any_before(network, from);
    switch (pick(6)) {
    case 0:
        while (strcmp(any_before(network, other), from) == 0)
            if (network->count == 0)
                return;
        buffer_format(text, "- {name: n%d, type: Add, from: [%s, %s]}\n", network->count, from,
                      other);
        break;
    case 1:
        while (strcmp(any_before(network, other), from) == 0)
            if (network->count == 0)
                return;
        buffer_format(text, "- {name: j%d, type: Concat, from: [%s, %s]}\n", network->count, from,
                      other);
        buffer_format(text, "- {name: n%d, type: Conv1d, kernel_size: 1, out_channels: 1",
                      network->count);
        add_weights(network);
        break;
    case 2:
        buffer_format(text,
                      "- {name: n%d, type: AvgPool1d, kernel_size: 3, stride: 1, padding: 1, "
                      "from: %s}\n",
                      network->count, from);
        break;
    case 3:
        network->is_stretched = true;
        buffer_format(text, "- {name: d%d, type: Conv1d, kernel_size: 2, stride: 2, from: %s",
                      network->count, from);
        add_weights(network);
        if (pick(2))
            buffer_format(text, "- {name: n%d, type: Upsample, scale_factor: 2, mode: %s}\n",
                          network->count, pick(2) ? "nearest" : "linear");
        else {
            buffer_format(text, "- {name: n%d, type: ConvTranspose1d, stride: 2, %s",
                          network->count,
                          pick(2) ? "kernel_size: 2" : "kernel_size: 4, padding: 1");
            add_weights(network);
        }
        break;
    default: /* padding may move what a unit sees */
        buffer_format(text,
                      "- {name: n%d, type: Conv1d, kernel_size: %d, dilation: %d, "
                      "padding: [[%d, %d]], from: %s",
                      network->count, kernel, dilation, dilation * (kernel / 2) * (1 + shift),
                      dilation * (kernel / 2) * (1 - shift), from);
        add_weights(network);
    }
    network->count++;
}

static struct branched random_branched(void)
{
    struct branched network = {.count = 0};
    buffer_format(&network.text, "input: %d\noutput_gradient: {fill: 1}\nlayers:\n", LENGTH);
    for (int count = 2 + pick(MOST_ITEMS - 2); network.count < count;)
        add_item(&network);
    if (pick(3) == 0) {
        buffer_format(&network.text, "- {type: Conv1d, kernel_size: 3, stride: 3, padding: 1");
        add_weights(&network);
    } else if (pick(3) == 0) {
        int size = pick(2) ? 16 : 10;
        network.is_spread = LENGTH % size != 0;
        buffer_format(&network.text, "- {type: AdaptiveAvgPool1d, output_size: %d}\n", size);
    }
    return network;
}

/* What of the input changes output unit n. */
static struct extent influence(struct scene *scene, const struct simulation *top, size_t n)
{
    struct arena arena = {0};
    struct gradients gradients;
    struct extent extent = {-1, -1};
    struct values *back = &scene->output_gradient;
    back->kind = VALUES_GIVEN;
    back->given = top->output;
    back->given.values = arena_allocate(&arena, top->step_count, sizeof(double));
    back->given.values[n] = 1;
    simulation_gradients(top, &arena, &gradients);
    for (int i = 0; i < LENGTH; i++) {
        if (gradients.input.values[i] == 0)
            continue;
        extent.first = extent.first < 0 ? i : extent.first;
        extent.last = i;
    }
    arena_finish(&arena);
    return extent;
}

static bool check_branched(const struct branched *branched)
{
    struct sighted network;
    bool is_exact = !branched->is_stretched && !branched->is_spread;
    read_sight(&network, branched->text.bytes);
    bool is_known = network.is_known, is_reached = network.size > (double)LENGTH / 3;
    for (size_t n = 0; is_known && n < network.top->step_count; n++)
        is_reached |=
            check_unit(&network, n, influence(network.scene, network.top, n), LENGTH, is_exact);
    if (is_known && !is_reached)
        fail_msg("%sno unit sees %g units", network.text, network.size);
    finish(&network);
    return is_known;
}

static void fields_of_branches_are_what_changes(void **state)
{
    (void)state;
    int known = 0;
    for (int round = 0; round < 200; round++) {
        struct branched network = random_branched();
        known += check_branched(&network);
        buffer_finish(&network.text);
    }
    assert_true(known > 150);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_of_random_chains),
        cmocka_unit_test(fields_behind_stamps_with_dilation),
        cmocka_unit_test(fields_of_branches_are_what_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
