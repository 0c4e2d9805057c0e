/* SPDX-License-Identifier: MIT */
/* ReLU, unit by unit: what is below zero becomes zero. And what other types without weights need:
 * a result that is the value read, a plane that is the input itself, padding that is copied. */
#include <inttypes.h>

#include "simulation/layer_type.h"
#include "simulation/resolve.h"

double pool_sum(const struct simulation *simulation, const double *values, size_t count,
                size_t *chosen)
{
    (void)simulation;
    (void)chosen;
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += values[i];
    return sum;
}

double pool_only(const struct simulation *simulation, const double *values, size_t count,
                 size_t *chosen)
{
    (void)simulation;
    (void)chosen;
    return count > 0 ? values[0] : 0;
}

void axis_set_plain(struct axis *a, int64_t output)
{
    *a = (struct axis){
        .input = a->input,
        .stretch = 1,
        .stretched = a->input,
        .padded = a->input,
        .kernel = 1,
        .dilation = 1,
        .effective_kernel = 1,
        .move = 1,
        .output = output,
        .stride = 1,
    };
}

void axes_set_plain(struct simulation *simulation)
{
    for (size_t i = 0; i < simulation->axes; i++)
        axis_set_plain(&simulation->axis[i], simulation->axis[i].input);
}

bool counts_padding_cells(const struct simulation *simulation, enum cell_kind kind)
{
    (void)simulation;
    return kind == CELL_PADDING;
}

const char *filling_zeros(const struct simulation *simulation)
{
    (void)simulation;
    return "zeros";
}

static double above_zero(const struct simulation *simulation, double value)
{
    (void)simulation;
    return value < 0 ? 0 : value;
}

static double cut_below_zero(const struct simulation *simulation, const double *values,
                             size_t count, size_t *chosen)
{
    return above_zero(simulation, pool_only(simulation, values, count, chosen));
}

void same_reads(const struct simulation *simulation, const size_t *output, struct reads *out)
{
    struct read read = {.channel = output[0]};
    for (size_t i = 0; i < simulation->axes; i++)
        read.place[i] = (int64_t)output[1 + i];
    reads_add(out, &read);
}

bool resolve_plain(struct simulation *simulation, struct report *report)
{
    (void)report;
    axes_set_plain(simulation);
    return true;
}

const char *formula_same(const struct simulation *simulation, const struct axis *a,
                         struct arena *arena)
{
    (void)simulation;
    return arena_format(arena, "o = i = %" PRId64, a->output);
}

static const struct layer_words relu_words = {
    .called = "a rectifier",
    .does = "every unit below zero becomes zero, the others stay as they are",
    .phrases = {[DIALECT_PYTORCH] = pytorch_relu,
                [DIALECT_KERAS] = keras_relu,
                [DIALECT_ONNX] = onnx_relu}};

const struct layer_type layer_relu = {
    .name = "ReLU",
    .words = &relu_words,
    .is_pool = true,
    .reduction = REDUCE_ABOVE_ZERO,
    .resolve = resolve_plain,
    .reads = same_reads,
    .formula = formula_same,
    .pool = cut_below_zero,
    .function = above_zero,
};
