/* SPDX-License-Identifier: MIT */
/*
 * Linear: y = W x + b. The units that it reads are channels of one place, so it is a convolution
 * with a kernel of size 1: W is the kernel, [out][in][1]. And Flatten, which makes the units of all
 * maps channels of one place, in reading order.
 */
#include <inttypes.h>

#include "simulation/layer_type.h"
#include "simulation/resolve.h"

bool dense_set_input(struct simulation *simulation, struct report *report)
{
    struct axis *a = &simulation->axis[0];
    if (simulation->in_channels == 1) {
        simulation->in_channels = (size_t)a->input;
        a->input = 1;
    }
    if (a->input == 1)
        return true;
    report_error(report, simulation->layer->at, "put {type: Flatten} before it",
                 "Linear reads a list of units, not %zu channels of %" PRId64,
                 simulation->in_channels, a->input);
    return false;
}

static const char *linear_formula(const struct simulation *simulation, const struct axis *a,
                                  struct arena *arena)
{
    (void)a;
    return arena_format(arena, "o = m = %zu", simulation->out_channels);
}

static const struct layer_words linear_words = {
    .called = "a fully connected layer",
    .does = "each unit of the output is the sum of all units of the input, each times its weight",
    .phrases = {[DIALECT_PYTORCH] = pytorch_linear,
                [DIALECT_KERAS] = keras_linear,
                [DIALECT_ONNX] = onnx_linear}};

const struct layer_type layer_linear = {
    .name = "Linear",
    .words = &linear_words,
    .axes = 1,
    .is_dense = true,
    .takes = TAKES_WEIGHTS,
    .reduction = REDUCE_SUM,
    .resolve = resolve_axes,
    .formula = linear_formula,
};

/* ---- Flatten ---- */

static void flatten_reads(const struct simulation *simulation, const size_t *output,
                          struct reads *out)
{
    struct read read = {0};
    size_t rest = output[0];
    for (size_t i = simulation->axes; i-- > 0;) {
        read.place[i] = (int64_t)(rest % (size_t)simulation->axis[i].input);
        rest /= (size_t)simulation->axis[i].input;
    }
    read.channel = rest;
    reads_add(out, &read);
}

static bool resolve_flatten(struct simulation *simulation, struct report *report)
{
    (void)report;
    for (size_t i = 0; i < simulation->axes; i++) {
        simulation->out_channels *= (size_t)simulation->axis[i].input;
        struct axis *a = &simulation->axis[i];
        axis_set_plain(a, 1);
        a->kernel = a->effective_kernel = a->input; /* one window on all of it */
    }
    simulation->is_flattened = true;
    return true;
}

static const char *flatten_formula(const struct simulation *simulation, const struct axis *a,
                                   struct arena *arena)
{
    const char *product = "";
    (void)a;
    if (simulation->in_channels > 1)
        product = arena_format(arena, "%zu*", simulation->in_channels);
    for (size_t i = 0; i < simulation->axes; i++)
        product =
            arena_format(arena, "%s%s%" PRId64, product, i ? "*" : "", simulation->axis[i].input);
    return arena_format(arena, "o = %s = %zu", product, simulation->out_channels);
}

static const struct layer_words flatten_words = {
    .called = "flattening",
    .does = "all units of the input are put into one list, channel by channel and row by row",
    .phrases = {[DIALECT_PYTORCH] = pytorch_flatten,
                [DIALECT_KERAS] = keras_flatten,
                [DIALECT_ONNX] = onnx_flatten}};

const struct layer_type layer_flatten = {
    .name = "Flatten",
    .words = &flatten_words,
    .is_pool = true,
    .resolve = resolve_flatten,
    .reads = flatten_reads,
    .is_mixed = true,
    .formula = flatten_formula,
    .moves_channels = true,
    .pool = pool_only,
};
