/* SPDX-License-Identifier: MIT */
/* Slice: a part of the channels, as x[:, start:end] of PyTorch. Its channels stand as they are, so
 * output channel c is input channel start + c. */
#include <inttypes.h>

#include "simulation/layer_type.h"
#include "simulation/resolve.h"

static double start_of(const struct scene_layer *layer, size_t axis)
{
    (void)axis;
    return (double)layer->start.value;
}

static const struct own_parameter own = {"start", start_of};

/* As Python counts: below 0 from the end. */
static int64_t counted(int64_t given, int64_t channels)
{
    return given < 0 ? given + channels : given;
}

static int64_t first_of(const struct simulation *simulation)
{
    return counted(simulation_own_integer(simulation, "start"), (int64_t)simulation->in_channels);
}

static void slice_reads(const struct simulation *simulation, const size_t *output,
                        struct reads *out)
{
    struct read read = {.channel = (size_t)first_of(simulation) + output[0]};
    for (size_t i = 0; i < simulation->axes; i++)
        read.place[i] = (int64_t)output[1 + i];
    reads_add(out, &read);
}

static bool resolve_slice(struct simulation *simulation, struct report *report)
{
    const struct scene_layer *layer = simulation->layer;
    int64_t channels = (int64_t)simulation->in_channels;
    int64_t first = counted(layer->start.value, channels);
    int64_t end = layer->end.at.line ? counted(layer->end.value, channels) : channels;
    axes_set_plain(simulation);
    if (layer->start.at.line == 0 && layer->end.at.line == 0) {
        report_error(report, layer->at, "for example start: 0, end: 2", "Slice needs start or end");
        return false;
    }
    if (first < 0 || end > channels || first >= end) {
        report_error(report, layer->end.at.line ? layer->end.at : layer->start.at,
                     "start is the first channel, end the one behind the last",
                     "start %" PRId64 " and end %" PRId64
                     " name no channels of the input's %" PRId64,
                     first, end, channels);
        return false;
    }
    simulation->out_channels = (size_t)(end - first);
    return true;
}

static void tell_channels(const struct simulation *simulation, struct buffer *out)
{
    int64_t first = first_of(simulation), last = first + (int64_t)simulation->out_channels - 1;
    if (first == last)
        buffer_format(out, " It is channel %" PRId64 ".", first);
    else
        buffer_format(out, " They are channels %" PRId64 " to %" PRId64 ".", first, last);
}

static const char *onnx_slice(const struct simulation *simulation, struct buffer *out,
                              struct arena *arena)
{
    int64_t first = first_of(simulation);
    (void)arena;
    buffer_format(out,
                  "starts = Constant <value_ints = [%" PRId64 "]> ()\n"
                  "ends = Constant <value_ints = [%" PRId64 "]> ()\n"
                  "axes = Constant <value_ints = [1]> ()\n"
                  "Y = Slice (X, starts, ends, axes)\n",
                  first, first + (int64_t)simulation->out_channels);
    return NULL;
}

/* What a program has in place of such a layer: "x[:, 1:3]". */
static const char *told_part(const struct simulation *simulation, const char *why, const char *axes,
                             struct arena *arena)
{
    int64_t first = first_of(simulation);
    return arena_format(arena, "%s it is x[%s, %" PRId64 ":%" PRId64 "]", why, axes, first,
                        first + (int64_t)simulation->out_channels);
}

static const char *pytorch_slice(const struct simulation *simulation, struct buffer *out,
                                 struct arena *arena)
{
    (void)out;
    return told_part(simulation, "no module takes some channels; in forward", ":", arena);
}

static const char *keras_slice(const struct simulation *simulation, struct buffer *out,
                               struct arena *arena)
{
    (void)out;
    return told_part(simulation, "no layer takes some channels; of a tensor", "...", arena);
}

static const struct layer_words words = {
    .called = "a slice of channels",
    .does = "some channels, one after the other, stay as they are, and the others are left out",
    .tell = tell_channels,
    .phrases = {[DIALECT_PYTORCH] = pytorch_slice,
                [DIALECT_KERAS] = keras_slice,
                [DIALECT_ONNX] = onnx_slice}};

const struct layer_type layer_slice = {
    .name = "Slice",
    .words = &words,
    .own = &own,
    .is_pool = true,
    .takes = TAKES_SLICE,
    .resolve = resolve_slice,
    .reads = slice_reads,
    .formula = formula_same,
    .moves_channels = true,
    .pool = pool_only,
};
