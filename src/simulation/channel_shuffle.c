/* SPDX-License-Identifier: MIT */
/* ChannelShuffle (Zhang et al. 2018, ShuffleNet): the channels of g groups are dealt out in turn,
 * so that output channel c is input channel (c mod g) n + c / g, of groups of n channels. */
#include <inttypes.h>

#include "simulation/layer_type.h"
#include "simulation/resolve.h"

static double groups_of(const struct scene_layer *layer, size_t axis)
{
    (void)axis;
    return (double)layer->groups.value;
}

static const struct own_parameter own = {"groups", groups_of};

static void shuffle_reads(const struct simulation *simulation, const size_t *output,
                          struct reads *out)
{
    size_t groups = (size_t)simulation_own_integer(simulation, "groups");
    size_t each = simulation->in_channels / groups;
    struct read read = {.channel = output[0] % groups * each + output[0] / groups};
    for (size_t i = 0; i < simulation->axes; i++)
        read.place[i] = (int64_t)output[1 + i];
    reads_add(out, &read);
}

static bool resolve_shuffle(struct simulation *simulation, struct report *report)
{
    const struct given_integer *groups = &simulation->layer->groups;
    axes_set_plain(simulation);
    if (groups->at.line == 0) {
        report_error(report, simulation->layer->at, "for example groups: 2",
                     "ChannelShuffle needs groups");
        return false;
    }
    if (simulation->in_channels % (size_t)groups->value == 0)
        return true;
    report_error(report, groups->at, NULL,
                 "groups %" PRId64 " does not divide the input's %zu channel%s", groups->value,
                 simulation->in_channels, text_plural(simulation->in_channels));
    return false;
}

static void tell_groups(const struct simulation *simulation, struct buffer *out)
{
    int64_t groups = simulation_own_integer(simulation, "groups");
    buffer_format(out, " There are %" PRId64 " groups of %zu.", groups,
                  simulation->in_channels / (size_t)groups);
}

static const struct layer_words words = {
    .called = "a channel shuffle",
    .does = "the channels are dealt out in turn, the first of each group, then the second of each",
    .tell = tell_groups,
    .phrases = {[DIALECT_PYTORCH] = pytorch_channel_shuffle,
                [DIALECT_KERAS] = keras_channel_shuffle,
                [DIALECT_ONNX] = onnx_channel_shuffle}};

const struct layer_type layer_channel_shuffle = {
    .name = "ChannelShuffle",
    .words = &words,
    .own = &own,
    .is_pool = true,
    .takes = TAKES_GROUPS,
    .resolve = resolve_shuffle,
    .reads = shuffle_reads,
    .formula = formula_same,
    .moves_channels = true,
    .pool = pool_only,
};
