/* SPDX-License-Identifier: MIT */
/* Average pooling: the mean of the cells that count, or their sum over a divisor that is given. */
#include "simulation/layer_type.h"

static const struct layer_words avg_pool_words = {
    .called = "average pooling",
    .does = "a window slides over the input, and each unit of the output is the mean of what lies "
            "under it",
    .phrases = {[DIALECT_PYTORCH] = pytorch_avg_pool,
                [DIALECT_KERAS] = keras_avg_pool,
                [DIALECT_ONNX] = onnx_avg_pool}};

enum { AVG_TAKES = TAKES_WINDOW | TAKES_PADDING | TAKES_CEIL_MODE | TAKES_COUNT_INCLUDE_PAD };

/* The overhang of ceil_mode lies beyond the padding and never counts. */
static bool counts_padding(const struct simulation *simulation, enum cell_kind kind)
{
    return kind == CELL_PADDING && simulation->count_include_pad;
}

double pool_mean(const struct simulation *simulation, const double *values, size_t count,
                 size_t *chosen)
{
    (void)chosen;
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += values[i];
    return sum / (simulation->divisor ? (double)simulation->divisor : (double)count);
}

#define AVG_POOL(called, axis_count, and_takes)                                                    \
    {                                                                                              \
        .name = (called), .words = &avg_pool_words, .axes = (axis_count), .is_pool = true,         \
        .takes = AVG_TAKES | (and_takes), .counts_zero = counts_padding, .reduction = REDUCE_MEAN, \
        .pool = pool_mean                                                                          \
    }

const struct layer_type layer_avg_pool[MAX_AXES] = {
    AVG_POOL("AvgPool1d", 1, 0),
    AVG_POOL("AvgPool2d", 2, TAKES_DIVISOR),
    AVG_POOL("AvgPool3d", 3, TAKES_DIVISOR),
};
