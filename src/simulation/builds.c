/* SPDX-License-Identifier: MIT */
/* What of a layer can be built up before its first step. */
#include "convreel/simulation.h"

static bool can_build_along(const struct axis *axis, enum build build)
{
    switch (build) {
    case BUILD_PADDING:
        return axis->before > 0 || axis->after > 0;
    case BUILD_STRETCH:
        return axis->stretch > 1;
    case BUILD_DILATION:
        return axis->dilation > 1 && axis->kernel > 1;
    case BUILD_FLIP:
    case BUILDS:
        break;
    }
    return axis->kernel > 1;
}

bool simulation_can_build(const struct simulation *simulation, enum build build)
{
    bool can = false;
    if (build == BUILD_DILATION && !simulation->is_sliding)
        return false;
    if (build == BUILD_FLIP && !(simulation->has_kernel && simulation->is_turned))
        return false;
    for (size_t i = 0; i < simulation->axes; i++)
        can |= can_build_along(&simulation->axis[i], build);
    return can;
}

size_t simulation_builds(const struct simulation *simulation, const struct scene_builds *builds,
                         enum build out[BUILDS])
{
    size_t count = 0;
    for (size_t i = 0; i < builds->count && !simulation->below; i++)
        if (simulation_can_build(simulation, builds->of[i]))
            out[count++] = builds->of[i];
    return count;
}

bool simulation_is_own_turn(const struct simulation *simulation)
{
    const struct tensor *kernel = &simulation->kernel;
    size_t count = tensor_count(kernel), slice = count / kernel->size[0] / kernel->size[1];
    for (size_t i = 0; i < count; i++)
        if (kernel->values[i] != kernel->values[i - i % slice + slice - 1 - i % slice])
            return false;
    return true;
}
