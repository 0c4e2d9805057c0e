/* SPDX-License-Identifier: MIT */
/* Why views cannot show a layer: what several of them need, and it lacks. */
#include <inttypes.h>

#include "drawing/views/view.h"

/* What to call padding that is not of zeros. */
static const char *name_padding(const struct simulation *simulation, struct arena *arena)
{
    return arena_format(arena, simulation->quantization ? "a quantized layer"
                               : simulation->padding_mode != MODE_ZEROS
                                   ? "padding that repeats units"
                                   : "a padding_value");
}

/* Padding that is neither of zeros nor a ring that the kernel goes round once at most. */
static const char *find_padding(const struct simulation *simulation, struct arena *arena)
{
    if (simulation->padding_mode != MODE_CIRCULAR)
        return simulation_pads_with_zeros(simulation) ? NULL : name_padding(simulation, arena);
    for (size_t i = 0; i < simulation->axes; i++) {
        const struct axis *a = &simulation->axis[i];
        if (a->effective_kernel > a->period)
            return arena_format(arena, "a kernel of %" PRId64 " cells around a ring of %" PRId64,
                                a->effective_kernel, a->period);
    }
    return NULL;
}

/* Whether one kernel slides over one axis. */
static bool is_signal(const struct simulation *simulation)
{
    return simulation->axes == 1 && simulation->has_kernel && !simulation->is_transposed &&
           !simulation->is_dense && !simulation->forward;
}

/* An Unfold gives its columns as one map. */
static bool has_one_channel(const struct simulation *simulation)
{
    return simulation->in_channels == 1 &&
           (simulation->out_channels == 1 || simulation->is_flattened);
}

const char *view_obstacle(const struct view *view, const struct simulation *simulation,
                          struct arena *arena)
{
    bool has_other_weights = simulation->is_sparse || simulation->is_weighted;
    if (view->needs & NEEDS_TWO_AXES && simulation->axes != 2)
        return arena_format(arena, "a %zu-D layer", simulation->axes);
    if (view->needs & NEEDS_WEIGHTS && !simulation->has_kernel)
        return arena_format(arena, "%s, which has no weights", simulation->type_name);
    if ((view->needs & NEEDS_ONE_KERNEL && has_other_weights) ||
        (view->needs & NEEDS_SIGNAL && !is_signal(simulation)))
        return arena_format(arena, "%s", simulation->type_name);
    if (view->needs & NEEDS_ONE_CHANNEL && !has_one_channel(simulation))
        return arena_format(arena, "several channels, and this layer has %zu in and %zu out",
                            simulation->in_channels, simulation->out_channels);
    if ((view->needs & NEEDS_ZEROS && !simulation_pads_with_zeros(simulation)) ||
        (view->needs & NEEDS_REAL_NUMBERS && simulation->quantization))
        return name_padding(simulation, arena);
    const char *ring = view->needs & NEEDS_ZEROS_OR_RING ? find_padding(simulation, arena) : NULL;
    return ring || !view->obstacle ? ring : view->obstacle(simulation, arena);
}
