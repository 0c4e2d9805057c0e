/* SPDX-License-Identifier: MIT */
/*
 * Adaptive pooling: the output's size is given, and output unit o of n reads the input units from
 * floor(o i / n) to before ceil((o + 1) i / n). Windows differ in size and may overlap.
 */
#include <inttypes.h>

#include "simulation/layer_type.h"
#include "simulation/resolve.h"

static int64_t first_unit(const struct axis *a, int64_t o)
{
    return o * a->input / a->output;
}

static int64_t unit_count(const struct axis *a, int64_t o)
{
    return ((o + 1) * a->input + a->output - 1) / a->output - first_unit(a, o);
}

static void adaptive_reads(const struct simulation *simulation, const size_t *output,
                           struct reads *out)
{
    struct box box = {.channel = output[0], .channels = 1};
    for (size_t i = 0; i < simulation->axes; i++) {
        const struct axis *a = &simulation->axis[i];
        box.start[i] = first_unit(a, (int64_t)output[1 + i]);
        box.taps[i] = unit_count(a, (int64_t)output[1 + i]);
    }
    reads_add_box(out, simulation, &box);
}

static bool resolve_adaptive(struct simulation *simulation, struct report *report)
{
    const struct scene_layer *layer = simulation->layer;
    if (layer->output_size.at.line == 0) {
        report_error(report, layer->at, "for example output_size: 2", "%s needs output_size",
                     simulation->type_name);
        return false;
    }
    for (size_t i = 0; i < simulation->axes; i++) {
        struct axis *a = &simulation->axis[i];
        int64_t size = per_axis_value(&layer->output_size, i, 1);
        axis_set_plain(a, size == SIZE_KEPT ? a->input : size);
        for (int64_t o = 0; o < a->output; o++)
            a->kernel = unit_count(a, o) > a->kernel ? unit_count(a, o) : a->kernel;
        a->effective_kernel = a->kernel;
    }
    return true;
}

/* The size, and the units x that output unit j reads, in letters and in numbers. */
static const char *adaptive_formula(const struct simulation *simulation, const struct axis *a,
                                    struct arena *arena)
{
    (void)simulation;
    return arena_format(arena,
                        "o = n = %" PRId64 ", floor(j*i/o) <= x < ceil((j + 1)*i/o), "
                        "floor(j*%" PRId64 "/%" PRId64 ") <= x < ceil((j + 1)*%" PRId64 "/%" PRId64
                        ")",
                        a->output, a->input, a->output, a->input, a->output);
}

static const struct layer_words adaptive_avg_words = {
    .called = "adaptive average pooling",
    .does = "each unit of the output is the mean of a window of its own, and the windows spread "
            "evenly over the input",
    .phrases = {[DIALECT_PYTORCH] = pytorch_adaptive,
                [DIALECT_KERAS] = keras_adaptive_avg,
                [DIALECT_ONNX] = onnx_adaptive}};
static const struct layer_words adaptive_max_words = {
    .called = "adaptive max pooling",
    .does = "each unit of the output is the largest unit of a window of its own, and the windows "
            "spread evenly over the input",
    .phrases = {[DIALECT_PYTORCH] = pytorch_adaptive,
                [DIALECT_KERAS] = keras_adaptive_max,
                [DIALECT_ONNX] = onnx_adaptive}};

#define ADAPTIVE_POOL(called, says, axis_count, reduces, result)                      \
    {                                                                                 \
        .name = (called), .words = &(says), .axes = (axis_count), .is_pool = true,    \
        .takes = TAKES_OUTPUT_SIZE | TAKES_SIZE_KEPT, .resolve = resolve_adaptive,    \
        .reads = adaptive_reads, .formula = adaptive_formula, .reduction = (reduces), \
        .pool = (result)                                                              \
    }

const struct layer_type layer_adaptive_avg_pool[MAX_AXES] = {
    ADAPTIVE_POOL("AdaptiveAvgPool1d", adaptive_avg_words, 1, REDUCE_MEAN, pool_mean),
    ADAPTIVE_POOL("AdaptiveAvgPool2d", adaptive_avg_words, 2, REDUCE_MEAN, pool_mean),
    ADAPTIVE_POOL("AdaptiveAvgPool3d", adaptive_avg_words, 3, REDUCE_MEAN, pool_mean),
};

const struct layer_type layer_adaptive_max_pool[MAX_AXES] = {
    ADAPTIVE_POOL("AdaptiveMaxPool1d", adaptive_max_words, 1, REDUCE_LARGEST, pool_largest),
    ADAPTIVE_POOL("AdaptiveMaxPool2d", adaptive_max_words, 2, REDUCE_LARGEST, pool_largest),
    ADAPTIVE_POOL("AdaptiveMaxPool3d", adaptive_max_words, 3, REDUCE_LARGEST, pool_largest),
};
