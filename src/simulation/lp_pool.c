/* SPDX-License-Identifier: MIT */
/*
 * Power-average pooling as PyTorch computes it: an average pool of x^p, times the full window
 * size, to the power 1 / p. No absolute value is taken; a window that ceil_mode cuts short still
 * multiplies by the full size.
 */
#include <math.h>

#include "simulation/layer_type.h"

enum { LP_TAKES = TAKES_WINDOW | TAKES_CEIL_MODE | TAKES_NORM_TYPE };

static double take_norm(const struct simulation *simulation, const double *values, size_t count,
                        size_t *chosen)
{
    (void)chosen;
    double sum = 0, window = 1;
    for (size_t i = 0; i < count; i++)
        sum += pow(values[i], simulation->norm_type);
    for (size_t i = 0; i < simulation->axes; i++)
        window *= (double)simulation->axis[i].kernel;
    double mean = sum / (double)count;
    return pow(mean * window, 1 / simulation->norm_type);
}

const struct layer_type layer_lp_pool[2] = {
    {.name = "LPPool1d",
     .axes = 1,
     .is_pool = true,
     .takes = LP_TAKES,
     .reduction = REDUCE_NORM,
     .pool = take_norm},
    {.name = "LPPool2d",
     .axes = 2,
     .is_pool = true,
     .takes = LP_TAKES,
     .reduction = REDUCE_NORM,
     .pool = take_norm},
};
