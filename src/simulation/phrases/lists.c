/* SPDX-License-Identifier: MIT */
/* Layers without windows, in the words of PyTorch, Keras and ONNX: Linear, Flatten, ChannelShuffle.
 */
#include <inttypes.h>

#include "simulation/phrases/phrases.h"

const char *pytorch_linear(const struct simulation *simulation, struct buffer *out,
                           struct arena *arena)
{
    (void)arena;
    buffer_format(out, "Linear(in_features=%zu, out_features=%zu, bias=%s)\n",
                  simulation->in_channels, simulation->out_channels,
                  phrase_has_bias(simulation) ? "True" : "False");
    return NULL;
}

const char *keras_linear(const struct simulation *simulation, struct buffer *out,
                         struct arena *arena)
{
    (void)arena;
    buffer_format(out, "Dense(units=%zu%s)\n", simulation->out_channels,
                  phrase_has_bias(simulation) ? "" : ", use_bias=False");
    return NULL;
}

const char *onnx_linear(const struct simulation *simulation, struct buffer *out,
                        struct arena *arena)
{
    (void)arena;
    buffer_format(out, "Y = Gemm <transB = 1> (X, W%s)\n",
                  phrase_has_bias(simulation) ? ", B" : "");
    return NULL;
}

const char *pytorch_flatten(const struct simulation *simulation, struct buffer *out,
                            struct arena *arena)
{
    (void)simulation;
    (void)arena;
    buffer_add_text(out, "Flatten(start_dim=1, end_dim=-1)\n");
    return NULL;
}

const char *keras_flatten(const struct simulation *simulation, struct buffer *out,
                          struct arena *arena)
{
    (void)arena;
    if (simulation->in_channels > 1 && simulation->in_channels < simulation->out_channels)
        return "its maps have their channels last, so that its Flatten has another order";
    buffer_add_text(out, "Flatten()\n");
    return NULL;
}

const char *onnx_flatten(const struct simulation *simulation, struct buffer *out,
                         struct arena *arena)
{
    (void)simulation;
    (void)arena;
    buffer_add_text(out, "Y = Flatten <axis = 1> (X)\n");
    return NULL;
}

const char *pytorch_channel_shuffle(const struct simulation *simulation, struct buffer *out,
                                    struct arena *arena)
{
    (void)arena;
    buffer_format(out, "ChannelShuffle(groups=%" PRId64 ")\n",
                  simulation_own_integer(simulation, "groups"));
    return NULL;
}

const char *keras_channel_shuffle(const struct simulation *simulation, struct buffer *out,
                                  struct arena *arena)
{
    int64_t groups = simulation_own_integer(simulation, "groups");
    const char *sizes = "", *order = "";
    for (size_t i = 0; i < simulation->axes; i++) {
        sizes = arena_format(arena, "%s%" PRId64 ", ", sizes, simulation->axis[i].input);
        order = arena_format(arena, "%s%zu, ", order, i + 1);
    }
    size_t last = simulation->axes;
    buffer_format(
        out, "Reshape((%s%" PRId64 ", %" PRId64 "))\nPermute((%s%zu, %zu))\nReshape((%s%zu))\n",
        sizes, groups, (int64_t)simulation->in_channels / groups, order, last + 2, last + 1, sizes,
        simulation->in_channels);
    return NULL;
}

const char *onnx_channel_shuffle(const struct simulation *simulation, struct buffer *out,
                                 struct arena *arena)
{
    int64_t groups = simulation_own_integer(simulation, "groups");
    const char *sizes = "", *order = "0, 2, 1";
    for (size_t i = 0; i < simulation->axes; i++) {
        sizes = arena_format(arena, "%s, %" PRId64, sizes, simulation->axis[i].input);
        order = arena_format(arena, "%s, %zu", order, i + 3);
    }
    buffer_format(out,
                  "apart = Constant <value_ints = [1, %" PRId64 ", %" PRId64 "%s]> ()\n"
                  "together = Constant <value_ints = [1, %zu%s]> ()\n"
                  "G = Reshape (X, apart)\nT = Transpose <perm = [%s]> (G)\n"
                  "Y = Reshape (T, together)\n",
                  groups, (int64_t)simulation->in_channels / groups, sizes, simulation->in_channels,
                  sizes, order);
    return NULL;
}
