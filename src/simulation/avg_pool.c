/* SPDX-License-Identifier: MIT */
/* Average pooling: the mean of the cells that count, or their sum over a divisor that is given. */
#include <inttypes.h>

#include "simulation/layer_type.h"

static double own_value(const struct scene_layer *layer, size_t axis)
{
    (void)axis;
    return layer->divisor_override.at.line ? (double)layer->divisor_override.value : 0;
}

static const struct own_parameter own = {"divisor_override", own_value};

static const char *filling(const struct simulation *simulation)
{
    if (simulation_own(simulation, "divisor_override", 0) > 0)
        return "cells that add nothing to the sums";
    return simulation->count_include_pad ? "zeros, which count in the means"
                                         : "cells that do not count in the means";
}

static void tell_divisor(const struct simulation *simulation, struct buffer *out)
{
    int64_t divisor = simulation_own_integer(simulation, "divisor_override");
    if (divisor > 0)
        buffer_format(out, " Sums are divided by %" PRId64 " instead of the cells' number.",
                      divisor);
}

static const struct layer_words avg_pool_words = {
    .called = "average pooling",
    .does = "a window slides over the input, and each unit of the output is the mean of what lies "
            "under it",
    .filling = filling,
    .tell = tell_divisor,
    .phrases = {[DIALECT_PYTORCH] = pytorch_avg_pool,
                [DIALECT_KERAS] = keras_avg_pool,
                [DIALECT_ONNX] = onnx_avg_pool}};

enum { AVG_TAKES = TAKES_WINDOW | TAKES_PADDING | TAKES_CEIL_MODE | TAKES_COUNT_INCLUDE_PAD };

/* The overhang of ceil_mode lies beyond the padding and never counts. */
static bool counts_padding(const struct simulation *simulation, enum cell_kind kind)
{
    return kind == CELL_PADDING && simulation->count_include_pad;
}

double mean_divisor(const struct simulation *simulation, size_t count)
{
    int64_t divisor = simulation_own_integer(simulation, "divisor_override");
    return divisor ? (double)divisor : (double)count;
}

double pool_mean(const struct simulation *simulation, const double *values, size_t count,
                 size_t *chosen)
{
    (void)chosen;
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += values[i];
    return sum / mean_divisor(simulation, count);
}

#define AVG_POOL(called, axis_count, and_takes)                                           \
    {                                                                                     \
        .name = (called), .words = &avg_pool_words, .own = &own, .axes = (axis_count),    \
        .is_pool = true, .takes = AVG_TAKES | (and_takes), .counts_zero = counts_padding, \
        .reduction = REDUCE_MEAN, .pool = pool_mean                                       \
    }

const struct layer_type layer_avg_pool[MAX_AXES] = {
    AVG_POOL("AvgPool1d", 1, 0),
    AVG_POOL("AvgPool2d", 2, TAKES_DIVISOR),
    AVG_POOL("AvgPool3d", 3, TAKES_DIVISOR),
};
