/* SPDX-License-Identifier: MIT */
/* Padding alone: cells around the input that are zero or repeat its units. */
#include <inttypes.h>

#include "simulation/layer_type.h"
#include "simulation/resolve.h"

static bool resolve_pad(struct simulation *simulation, struct report *report)
{
    for (size_t i = 0; i < simulation->axes; i++)
        simulation->axis[i].kernel = 1;
    return resolve_axes(simulation, report);
}

static const char *pad_formula(const struct simulation *simulation, const struct axis *a,
                               struct arena *arena)
{
    (void)simulation;
    if (a->before == a->after)
        return arena_format(arena, "o = i + 2p = %" PRId64 " + 2*%" PRId64 " = %" PRId64, a->input,
                            a->before, a->output);
    return arena_format(arena, "o = p + i + q = %" PRId64 " + %" PRId64 " + %" PRId64 " = %" PRId64,
                        a->before, a->input, a->after, a->output);
}

static const struct layer_words zero_words = {
    .called = "zero padding",
    .does = "cells that hold zeros are put around the input",
    .filling = filling_zeros,
    .phrases = {
        [DIALECT_PYTORCH] = pytorch_pad, [DIALECT_KERAS] = keras_pad, [DIALECT_ONNX] = onnx_pad}};

static const struct layer_words repeat_words = {
    .called = "padding",
    .does = "cells that repeat units are put around the input",
    .phrases = {
        [DIALECT_PYTORCH] = pytorch_pad, [DIALECT_KERAS] = keras_pad, [DIALECT_ONNX] = onnx_pad}};

#define PAD(called, axis_count, mode, says)                                            \
    {                                                                                  \
        .name = (called), .words = &(says), .axes = (axis_count), .is_pool = true,     \
        .takes = TAKES_PADDING, .padding_mode = (mode), .resolve = resolve_pad,        \
        .formula = pad_formula, .counts_zero = counts_padding_cells, .pool = pool_only \
    }
#define PADS(called, mode, says)                                          \
    {                                                                     \
        PAD(called "1d", 1, mode, says), PAD(called "2d", 2, mode, says), \
            PAD(called "3d", 3, mode, says)                               \
    }

const struct layer_type layer_zero_pad[MAX_AXES] = PADS("ZeroPad", MODE_ZEROS, zero_words);
const struct layer_type layer_constant_pad[MAX_AXES] = PADS("ConstantPad", MODE_ZEROS, zero_words);
const struct layer_type layer_reflection_pad[MAX_AXES] =
    PADS("ReflectionPad", MODE_REFLECT, repeat_words);
const struct layer_type layer_replication_pad[MAX_AXES] =
    PADS("ReplicationPad", MODE_REPLICATE, repeat_words);
const struct layer_type layer_circular_pad[MAX_AXES] =
    PADS("CircularPad", MODE_CIRCULAR, repeat_words);
