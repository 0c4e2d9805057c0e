/* SPDX-License-Identifier: MIT */
/*
 * Power-average pooling: (|x1|^p + |x2|^p + ...)^(1/p), as ONNX and PyTorch define it. As in
 * PyTorch, the mean of the powers is multiplied by the full window size, so a window that ceil_mode
 * cuts short still counts as a full one.
 */
#include <math.h>

#include "simulation/layer_type.h"

static double own_value(const struct scene_layer *layer, size_t axis)
{
    (void)axis;
    return layer->norm_type.at.line ? layer->norm_type.value : 2;
}

static const struct own_parameter own = {"norm_type", own_value};

static void tell_power(const struct simulation *simulation, struct buffer *out)
{
    char room[NUMBER_ROOM];
    buffer_format(out, " The power is %s.",
                  number_shortest(room, simulation_own(simulation, "norm_type", 0)));
}

static const struct layer_words lp_pool_words = {
    .called = "power-average pooling",
    .does = "a window slides over the input, and each unit of the output is the root of the sum of "
            "the powers under it",
    .tell = tell_power,
    .phrases = {[DIALECT_PYTORCH] = pytorch_lp_pool, [DIALECT_ONNX] = onnx_lp_pool}};

enum { LP_TAKES = TAKES_WINDOW | TAKES_CEIL_MODE | TAKES_NORM_TYPE };

static double largest_of(const double *values, size_t count)
{
    double largest = 0;
    for (size_t i = 0; i < count; i++)
        largest = fmax(largest, fabs(values[i]));
    return largest;
}

static double norm_of(const double *values, size_t count, double unit, double power, double window)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += pow(fabs(values[i]) / unit, power);
    return unit * pow(sum / (double)count * window, 1 / power);
}

double norm_slope(const struct simulation *simulation, double value, size_t count, double norm)
{
    double power = simulation_own(simulation, "norm_type", 0);
    if (value == 0 || norm == 0) /* a kink: between both sides */
        return 0;
    double slope =
        pow(fabs(value) / norm, power - 1) * (double)simulation_taps(simulation) / (double)count;
    return value < 0 ? -slope : slope;
}

static double take_norm(const struct simulation *simulation, const double *values, size_t count,
                        size_t *chosen)
{
    (void)chosen;
    double power = simulation_own(simulation, "norm_type", 0), largest = largest_of(values, count);
    double window = (double)simulation_taps(simulation);
    double norm = norm_of(values, count, 1, power, window);
    bool is_lost = (isinf(norm) && isfinite(largest)) || (norm == 0 && largest > 0);
    return is_lost ? norm_of(values, count, largest, power, window)
                   : norm; /* of large or tiny ones */
}

const struct layer_type layer_lp_pool[2] = {
    {.name = "LPPool1d",
     .words = &lp_pool_words,
     .own = &own,
     .axes = 1,
     .is_pool = true,
     .takes = LP_TAKES,
     .reduction = REDUCE_NORM,
     .pool = take_norm},
    {.name = "LPPool2d",
     .words = &lp_pool_words,
     .own = &own,
     .axes = 2,
     .is_pool = true,
     .takes = LP_TAKES,
     .reduction = REDUCE_NORM,
     .pool = take_norm},
};
