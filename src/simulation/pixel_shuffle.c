/* SPDX-License-Identifier: MIT */
/*
 * PixelShuffle moves r^2 channels into r x r cells each, PixelUnshuffle back (Shi et al. 2016):
 * output [c][y][x] of the first is input [c r^2 + (y mod r) r + x mod r][y / r][x / r].
 */
#include <inttypes.h>

#include "simulation/layer_type.h"
#include "simulation/resolve.h"

static double up_factor(const struct scene_layer *layer, size_t axis)
{
    (void)axis;
    return (double)layer->upscale_factor.value;
}

static double down_factor(const struct scene_layer *layer, size_t axis)
{
    (void)axis;
    return (double)layer->downscale_factor.value;
}

static const struct own_parameter own_up = {"upscale_factor", up_factor};
static const struct own_parameter own_down = {"downscale_factor", down_factor};

static size_t factor_of(const struct simulation *simulation)
{
    return (size_t)simulation_own_integer(simulation, simulation_own_key(simulation));
}

static void tell_squares(const struct simulation *simulation, struct buffer *out)
{
    size_t factor = factor_of(simulation);
    buffer_format(out, " The squares are %zu by %zu.", factor, factor);
}

static void shuffle_reads(const struct simulation *simulation, const size_t *output,
                          struct reads *out)
{
    size_t r = factor_of(simulation);
    const struct read read = {
        .channel = output[0] * r * r + output[1] % r * r + output[2] % r,
        .place = {(int64_t)(output[1] / r), (int64_t)(output[2] / r)},
    };
    reads_add(out, &read);
}

static void unshuffle_reads(const struct simulation *simulation, const size_t *output,
                            struct reads *out)
{
    size_t r = factor_of(simulation), cell = output[0] % (r * r);
    const struct read read = {
        .channel = output[0] / (r * r),
        .place = {(int64_t)(output[1] * r + cell / r), (int64_t)(output[2] * r + cell % r)},
    };
    reads_add(out, &read);
}

static bool has_factor(const struct simulation *simulation, const struct given_integer *factor,
                       const char *key, struct report *report)
{
    if (factor->at.line == 0)
        report_error(report, simulation->layer->at, NULL, "%s needs %s", simulation->type_name,
                     key);
    return factor->at.line != 0;
}

static bool resolve_shuffle(struct simulation *simulation, struct report *report)
{
    const struct given_integer *factor = &simulation->layer->upscale_factor;
    if (!has_factor(simulation, factor, "upscale_factor", report))
        return false;
    size_t r = (size_t)factor->value;
    if (simulation->in_channels % (r * r) != 0) {
        report_error(report, factor->at, NULL,
                     "upscale_factor %zu needs a multiple of %zu*%zu = %zu channels, the input has "
                     "%zu",
                     r, r, r, r * r, simulation->in_channels);
        return false;
    }
    simulation->out_channels = simulation->in_channels / (r * r);
    for (size_t i = 0; i < simulation->axes; i++)
        axis_set_plain(&simulation->axis[i], simulation->axis[i].input * factor->value);
    return true;
}

static bool resolve_unshuffle(struct simulation *simulation, struct report *report)
{
    const struct given_integer *factor = &simulation->layer->downscale_factor;
    if (!has_factor(simulation, factor, "downscale_factor", report))
        return false;
    simulation->out_channels = simulation->in_channels * (size_t)(factor->value * factor->value);
    for (size_t i = 0; i < simulation->axes; i++) {
        struct axis *a = &simulation->axis[i];
        if (a->input % factor->value != 0) {
            report_error(report, factor->at, NULL,
                         "downscale_factor %" PRId64 " does not divide the input's %" PRId64 "%s",
                         factor->value, a->input, axis_place(simulation->axes, i));
            return false;
        }
        axis_set_plain(a, a->input / factor->value);
    }
    return true;
}

static const char *shuffle_formula(const struct simulation *simulation, const struct axis *a,
                                   struct arena *arena)
{
    return arena_format(arena, "o = r*i = %" PRId64 "*%" PRId64 " = %" PRId64,
                        (int64_t)factor_of(simulation), a->input, a->output);
}

static const char *unshuffle_formula(const struct simulation *simulation, const struct axis *a,
                                     struct arena *arena)
{
    return arena_format(arena, "o = i/r = %" PRId64 "/%" PRId64 " = %" PRId64, a->input,
                        (int64_t)factor_of(simulation), a->output);
}

static const struct layer_words pixel_shuffle_words = {
    .called = "a pixel shuffle",
    .does =
        "the units that several channels have at a place become a square of units of one channel",
    .tell = tell_squares,
    .phrases = {[DIALECT_PYTORCH] = pytorch_shuffle, [DIALECT_ONNX] = onnx_shuffle}};

const struct layer_type layer_pixel_shuffle = {
    .name = "PixelShuffle",
    .words = &pixel_shuffle_words,
    .own = &own_up,
    .axes = 2,
    .is_pool = true,
    .takes = TAKES_UPSCALE,
    .resolve = resolve_shuffle,
    .reads = shuffle_reads,
    .formula = shuffle_formula,
    .moves_channels = true,
    .pool = pool_only,
};

static const struct layer_words pixel_unshuffle_words = {
    .called = "a pixel unshuffle",
    .does = "each square of units of a channel becomes one place of several channels",
    .tell = tell_squares,
    .phrases = {[DIALECT_PYTORCH] = pytorch_shuffle, [DIALECT_ONNX] = onnx_unshuffle}};

const struct layer_type layer_pixel_unshuffle = {
    .name = "PixelUnshuffle",
    .words = &pixel_unshuffle_words,
    .own = &own_down,
    .axes = 2,
    .is_pool = true,
    .takes = TAKES_DOWNSCALE,
    .resolve = resolve_unshuffle,
    .reads = unshuffle_reads,
    .is_mixed = true,
    .formula = unshuffle_formula,
    .moves_channels = true,
    .pool = pool_only,
};

int64_t simulation_shuffle(const struct simulation *simulation)
{
    const struct simulation *layer = simulation_unturned(simulation);
    const struct own_parameter *own = layer->type->own;
    return own == &own_up || own == &own_down ? (int64_t)factor_of(layer) : 0;
}
