/* SPDX-License-Identifier: MIT */
/* Why several views cannot show a layer. */
#include <inttypes.h>

#include "drawing/views/view.h"

const char *padding_obstacle(const struct simulation *simulation, struct arena *arena)
{
    if (simulation->quantization)
        return arena_format(arena, "a quantized layer");
    return arena_format(arena, simulation->padding_mode != MODE_ZEROS ? "padding that repeats units"
                                                                      : "a padding_value");
}

const char *ring_obstacle(const struct simulation *simulation, struct arena *arena)
{
    if (simulation->padding_mode != MODE_CIRCULAR)
        return simulation_pads_with_zeros(simulation) ? NULL : padding_obstacle(simulation, arena);
    for (size_t i = 0; i < simulation->axes; i++) {
        const struct axis *a = &simulation->axis[i];
        if (a->effective_kernel > a->period)
            return arena_format(arena, "a kernel of %" PRId64 " cells around a ring of %" PRId64,
                                a->effective_kernel, a->period);
    }
    return NULL;
}

const char *signal_obstacle(const struct simulation *simulation, struct arena *arena)
{
    if (simulation->axes != 1 || !simulation->has_kernel || simulation->is_transposed ||
        simulation->is_weighted || simulation->is_sparse || simulation->is_dense ||
        simulation->forward)
        return arena_format(arena, "%s", simulation->type_name);
    if (simulation->in_channels > 1 || simulation->out_channels > 1)
        return arena_format(arena, "several channels");
    return NULL;
}

const char *channels_obstacle(const struct simulation *simulation, struct arena *arena)
{
    if (simulation->in_channels == 1 && simulation->out_channels == 1)
        return NULL;
    return arena_format(arena, "several channels, and this layer has %zu in and %zu out",
                        simulation->in_channels, simulation->out_channels);
}

const char *pair_obstacle(const struct simulation *simulation, struct arena *arena)
{
    if (simulation->axes != 2)
        return arena_format(arena, "a %zu-D layer", simulation->axes);
    if (simulation->is_flattened && simulation->in_channels == 1)
        return NULL;
    return channels_obstacle(simulation, arena);
}
