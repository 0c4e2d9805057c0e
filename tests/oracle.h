/* SPDX-License-Identifier: MIT */
/*
 * A deliberately naive oracle: layers by nested loops straight from their definitions, always with
 * three axes (fewer: the leading ones have size 1), sharing no code with what it judges.
 */
#ifndef TESTS_ORACLE_H
#define TESTS_ORACLE_H

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

enum oracle_kind { ORACLE_CONV, ORACLE_TRANSPOSED, ORACLE_MAX, ORACLE_AVERAGE, ORACLE_NORM };
enum oracle_mode { ORACLE_ZEROS, ORACLE_REFLECT, ORACLE_REPLICATE, ORACLE_CIRCULAR };

enum oracle_padding { /* a word gives it: see oracle_pad */
                      ORACLE_NUMBERS,
                      ORACLE_VALID,
                      ORACLE_SAME,
                      ORACLE_SAME_LOWER,
                      ORACLE_HALF,
                      ORACLE_FULL,
                      ORACLE_CAUSAL
};

struct oracle {
    enum oracle_kind kind;
    enum oracle_mode mode;
    enum oracle_padding padding;
    int groups, in_channels, out_channels;
    int input[3], kernel[3], stride[3], dilation[3], before[3], after[3], extra[3];
    bool ceil_mode, count_include_pad;
    int divisor; /* 0: the cells that count */
    double norm;
    double padding_value;            /* what a padding cell holds */
    const double *x, *weight, *bias; /* bias NULL: none */
    /* the answer: */
    int output[3];
    double *y; /* owned; NULL: there is no such layer */
};

/* How many places a window has, found by trying one after the other. */
static int oracle_count_places(const struct oracle *o, int axis)
{
    int padded = o->before[axis] + o->input[axis] + o->after[axis];
    int window = o->dilation[axis] * (o->kernel[axis] - 1) + 1, count = 0;
    for (int start = 0;; start += o->stride[axis], count++) {
        int beyond = start + window - padded;
        bool fits = beyond <= 0, starts_early = start < o->before[axis] + o->input[axis];
        if (o->ceil_mode ? !starts_early || beyond >= o->stride[axis] : !fits)
            return count;
    }
}

/* The fewest cells that give an output for every stride-th unit; of a transposed layer, the cells
 * beyond so many outputs for every unit, and the extra ones that it lacks. */
static int oracle_same_total(struct oracle *o, int axis)
{
    int total = 0, units = o->input[axis], stride = o->stride[axis];
    o->before[axis] = 0;
    if (o->kind == ORACLE_TRANSPOSED) {
        int last = (units - 1) * stride + o->dilation[axis] * (o->kernel[axis] - 1);
        while (last + o->extra[axis] + 1 < units * stride)
            o->extra[axis]++;
        return last + o->extra[axis] + 1 - units * stride;
    }
    int due = 0;
    for (int unit = 0; unit < units; unit += stride)
        due++;
    bool ceil_mode = o->ceil_mode;
    o->ceil_mode = false;
    for (o->after[axis] = 0; oracle_count_places(o, axis) < due; o->after[axis]++)
        total++;
    o->ceil_mode = ceil_mode;
    return total;
}

/* Sets an axis's padding as its word says: half and full are those of the guide's relationships 3
 * and 4, of the kernel with the gaps of its dilation. */
static void oracle_pad(struct oracle *o, int axis)
{
    int window = 1;
    for (int tap = 1; tap < o->kernel[axis]; tap++)
        window += o->dilation[axis];
    int before = 0, after = 0, same;
    o->extra[axis] = 0;
    switch (o->padding) {
    case ORACLE_NUMBERS:
    case ORACLE_VALID:
        break;
    case ORACLE_SAME:
    case ORACLE_SAME_LOWER:
        same = oracle_same_total(o, axis);
        for (bool is_end = o->padding == ORACLE_SAME; same > 0; same--, is_end = !is_end)
            *(is_end ? &after : &before) += 1;
        break;
    case ORACLE_HALF:
        before = after = (window - window % 2) / 2;
        break;
    case ORACLE_FULL:
        before = after = window - 1;
        break;
    case ORACLE_CAUSAL:
        before = window - 1;
        break;
    }
    o->before[axis] = before;
    o->after[axis] = after;
}

/* The unit at a place of the padded input; -1 a padding zero, -2 beyond the padding. */
static int oracle_unit(const struct oracle *o, int axis, int place)
{
    int size = o->input[axis], unit = place - o->before[axis];
    if (place >= o->before[axis] + size + o->after[axis])
        return -2;
    if (unit >= 0 && unit < size)
        return unit;
    if (o->mode == ORACLE_REPLICATE)
        return unit < 0 ? 0 : size - 1;
    if (o->mode == ORACLE_REFLECT)
        return unit < 0 ? -unit : size - 1 - (unit - (size - 1));
    if (o->mode == ORACLE_CIRCULAR)
        return unit < 0 ? unit + size : unit - size;
    return -1;
}

static double oracle_read(const struct oracle *o, int channel, const int unit[3])
{
    return o
        ->x[((channel * o->input[0] + unit[0]) * o->input[1] + unit[1]) * o->input[2] + unit[2]];
}

static double oracle_weight(const struct oracle *o, int first, int second, const int tap[3])
{
    int seconds =
        o->kind == ORACLE_TRANSPOSED ? o->out_channels / o->groups : o->in_channels / o->groups;
    int at = first * seconds + second;
    return o
        ->weight[((at * o->kernel[0] + tap[0]) * o->kernel[1] + tap[1]) * o->kernel[2] + tap[2]];
}

static double *oracle_result(const struct oracle *o, int channel, const int at[3])
{
    return &o->y[((channel * o->output[0] + at[0]) * o->output[1] + at[1]) * o->output[2] + at[2]];
}

#define ORACLE_EACH(index, sizes)                             \
    for (index[0] = 0; index[0] < (sizes)[0]; index[0]++)     \
        for (index[1] = 0; index[1] < (sizes)[1]; index[1]++) \
            for (index[2] = 0; index[2] < (sizes)[2]; index[2]++)

static void oracle_convolve(const struct oracle *o)
{
    int at[3], tap[3], in = o->in_channels / o->groups, out = o->out_channels / o->groups;
    for (int channel = 0; channel < o->out_channels; channel++) {
        ORACLE_EACH(at, o->output)
        {
            double sum = o->bias ? o->bias[channel] : 0;
            for (int c = 0; c < in; c++) {
                ORACLE_EACH(tap, o->kernel)
                {
                    int unit[3];
                    for (int i = 0; i < 3; i++)
                        unit[i] = oracle_unit(o, i, at[i] * o->stride[i] + tap[i] * o->dilation[i]);
                    bool is_unit = unit[0] >= 0 && unit[1] >= 0 && unit[2] >= 0;
                    sum +=
                        oracle_weight(o, channel, c, tap) *
                        (is_unit ? oracle_read(o, channel / out * in + c, unit) : o->padding_value);
                }
            }
            *oracle_result(o, channel, at) = sum;
        }
    }
}

/* Every input unit is spread through the kernel; what falls into the padding is cropped, or stands
 * at the other end of a ring. */
static void oracle_scatter(const struct oracle *o)
{
    int unit[3], tap[3], at[3];
    int in = o->in_channels / o->groups, out = o->out_channels / o->groups;
    for (int channel = 0; channel < o->out_channels; channel++) {
        ORACLE_EACH(at, o->output)
        *oracle_result(o, channel, at) = o->bias ? o->bias[channel] : 0;
    }
    for (int c = 0; c < o->in_channels; c++) {
        for (int k = 0; k < out; k++) {
            ORACLE_EACH(unit, o->input)
            ORACLE_EACH(tap, o->kernel)
            {
                bool is_kept = true;
                for (int i = 0; i < 3; i++) {
                    at[i] = unit[i] * o->stride[i] + tap[i] * o->dilation[i] - o->before[i];
                    while (o->mode == ORACLE_CIRCULAR && at[i] < 0)
                        at[i] += o->output[i];
                    while (o->mode == ORACLE_CIRCULAR && at[i] >= o->output[i])
                        at[i] -= o->output[i];
                    is_kept = is_kept && at[i] >= 0 && at[i] < o->output[i];
                }
                if (is_kept)
                    *oracle_result(o, c / in * out + k, at) +=
                        oracle_weight(o, c, k, tap) * oracle_read(o, c, unit);
            }
        }
    }
}

/* False: the window meets no unit. */
static bool oracle_pool_window(const struct oracle *o, int channel, const int at[3], double *result)
{
    int tap[3], units = 0, counted = 0;
    double largest = -INFINITY, sum = 0;
    ORACLE_EACH(tap, o->kernel)
    {
        int unit[3];
        for (int i = 0; i < 3; i++)
            unit[i] = oracle_unit(o, i, at[i] * o->stride[i] + tap[i] * o->dilation[i]);
        bool is_beyond = unit[0] == -2 || unit[1] == -2 || unit[2] == -2;
        bool is_unit = unit[0] >= 0 && unit[1] >= 0 && unit[2] >= 0;
        double value = is_unit ? oracle_read(o, channel, unit) : 0;
        units += is_unit;
        counted += is_unit || (o->kind == ORACLE_AVERAGE && o->count_include_pad && !is_beyond);
        largest = is_unit && value > largest ? value : largest;
        sum += o->kind == ORACLE_NORM && is_unit ? pow(fabs(value), o->norm) : value;
    }
    int window = o->kernel[0] * o->kernel[1] * o->kernel[2];
    *result = o->kind == ORACLE_MAX       ? largest
              : o->kind == ORACLE_AVERAGE ? sum / (o->divisor ? o->divisor : counted)
                                          : pow(sum / counted * window, 1 / o->norm);
    return units > 0;
}

static bool oracle_pool(const struct oracle *o)
{
    int at[3];
    for (int channel = 0; channel < o->out_channels; channel++) {
        ORACLE_EACH(at, o->output)
        {
            if (!oracle_pool_window(o, channel, at, oracle_result(o, channel, at)))
                return false;
        }
    }
    return true;
}

static bool oracle_sizes(struct oracle *o)
{
    for (int i = 0; i < 3; i++) {
        int widest = o->before[i] > o->after[i] ? o->before[i] : o->after[i];
        if (o->mode == ORACLE_REFLECT && widest >= o->input[i])
            return false;
        if (o->mode == ORACLE_CIRCULAR && o->kind != ORACLE_TRANSPOSED && widest > o->input[i])
            return false;
        o->output[i] = o->kind == ORACLE_TRANSPOSED ? (o->input[i] - 1) * o->stride[i] +
                                                          o->dilation[i] * (o->kernel[i] - 1) + 1 +
                                                          o->extra[i] - o->before[i] - o->after[i]
                                                    : oracle_count_places(o, i);
        if (o->output[i] < 1)
            return false;
        if (o->mode == ORACLE_CIRCULAR && o->kind == ORACLE_TRANSPOSED &&
            ((o->input[i] - 1) * o->stride[i] >= o->output[i] || widest > o->output[i]))
            return false; /* two units would be in one place of the ring, or it goes round twice */
    }
    return true;
}

/* Fills output and y. */
static void oracle_answer(struct oracle *o)
{
    o->y = NULL;
    if (!oracle_sizes(o))
        return;
    size_t count = (size_t)(o->out_channels * o->output[0] * o->output[1] * o->output[2]);
    o->y = calloc(count, sizeof *o->y);
    bool is_layer = true;
    if (o->kind == ORACLE_CONV)
        oracle_convolve(o);
    else if (o->kind == ORACLE_TRANSPOSED)
        oracle_scatter(o);
    else
        is_layer = oracle_pool(o);
    if (!is_layer) {
        free(o->y);
        o->y = NULL;
    }
}

#endif
