/* SPDX-License-Identifier: MIT */
/* Max pooling: padding never wins, since a padded cell is no candidate. Ties: the first. */
#include <math.h>

#include "simulation/layer_type.h"

static const struct layer_words max_pool_words = {
    .called = "max pooling",
    .does =
        "a window slides over the input, and each unit of the output is the largest unit under it",
    .phrases = {[DIALECT_PYTORCH] = pytorch_max_pool,
                [DIALECT_KERAS] = keras_max_pool,
                [DIALECT_ONNX] = onnx_max_pool}};

enum { MAX_TAKES = TAKES_WINDOW | TAKES_PADDING | TAKES_DILATION | TAKES_CEIL_MODE };

double pool_largest(const struct simulation *simulation, const double *values, size_t count,
                    size_t *chosen)
{
    (void)simulation;
    *chosen = 0;
    for (size_t i = 1; i < count; i++)
        if (values[i] > values[*chosen] || (isnan(values[i]) && !isnan(values[*chosen])))
            *chosen = i;
    return values[*chosen];
}

const struct layer_type layer_max_pool[MAX_AXES] = {
    {.name = "MaxPool1d",
     .words = &max_pool_words,
     .axes = 1,
     .is_pool = true,
     .takes = MAX_TAKES,
     .reduction = REDUCE_LARGEST,
     .pool = pool_largest},
    {.name = "MaxPool2d",
     .words = &max_pool_words,
     .axes = 2,
     .is_pool = true,
     .takes = MAX_TAKES,
     .reduction = REDUCE_LARGEST,
     .pool = pool_largest},
    {.name = "MaxPool3d",
     .words = &max_pool_words,
     .axes = 3,
     .is_pool = true,
     .takes = MAX_TAKES,
     .reduction = REDUCE_LARGEST,
     .pool = pool_largest},
};
