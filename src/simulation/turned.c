/* SPDX-License-Identifier: MIT */
/* What the maps of a layer hold that works out a gradient, and their numbers. */
#include "simulation/turned.h"

#include <string.h>

const struct tensor *turned_still_map(const struct simulation *forward)
{
    return forward->is_transposed ? &forward->output : &forward->input;
}

const struct tensor *turned_sliding_map(const struct simulation *forward)
{
    return forward->is_transposed ? &forward->input : &forward->output;
}

bool turned_has_one_divisor(const struct simulation *layer)
{
    if (!layer->is_sliding || layer->reduction != REDUCE_MEAN)
        return false;
    bool is_given = simulation_own(layer, "divisor_override", 0) != 0;
    for (size_t i = 0; i < layer->axes; i++) {
        const struct axis *a = &layer->axis[i];
        int64_t rest = a->padded - a->effective_kernel - (a->output - 1) * a->move;
        bool counts = layer->count_include_pad || a->padding_before + a->padding_after == 0;
        if ((!is_given && (rest < 0 || !counts)) || rest >= a->move)
            return false; /* so wide a rest, of ceil_mode, is no output padding */
    }
    return true;
}

double turned_divisor(const struct simulation *pool)
{
    return mean_divisor(pool, simulation_taps(pool));
}

const struct simulation *simulation_forward(const struct simulation *simulation)
{
    return simulation->forward ? simulation->forward : simulation;
}

enum holding simulation_holds(const struct simulation *simulation, enum map_role role)
{
    static const enum holding own[] = {
        [MAP_INPUT] = HOLDS_INPUT, [MAP_KERNEL] = HOLDS_KERNEL, [MAP_OUTPUT] = HOLDS_OUTPUT};
    static const enum holding of_input[] = {[MAP_INPUT] = HOLDS_OUTPUT_GRADIENT,
                                            [MAP_KERNEL] = HOLDS_KERNEL,
                                            [MAP_OUTPUT] = HOLDS_INPUT_GRADIENT};
    static const enum holding of_kernel[] = {[MAP_INPUT] = HOLDS_INPUT,
                                             [MAP_KERNEL] = HOLDS_OUTPUT_GRADIENT,
                                             [MAP_OUTPUT] = HOLDS_KERNEL_GRADIENT};
    static const enum holding of_transposed_kernel[] = {[MAP_INPUT] = HOLDS_OUTPUT_GRADIENT,
                                                        [MAP_KERNEL] = HOLDS_INPUT,
                                                        [MAP_OUTPUT] = HOLDS_KERNEL_GRADIENT};
    switch (simulation->gradient) {
    case GRADIENT_NONE:
        break;
    case GRADIENT_INPUT:
        return of_input[role];
    case GRADIENT_KERNEL: /* a layer that takes its links the other way has no forward */
        return simulation->forward && simulation->forward->is_transposed
                   ? of_transposed_kernel[role]
                   : of_kernel[role];
    }
    return own[role];
}

const struct tensor *simulation_held(const struct simulation *simulation, enum map_role role)
{
    const struct simulation *layer = simulation_forward(simulation);
    switch (simulation_holds(simulation, role)) {
    case HOLDS_INPUT:
    case HOLDS_INPUT_GRADIENT:
        return &layer->input;
    case HOLDS_OUTPUT:
    case HOLDS_OUTPUT_GRADIENT:
        return &layer->output;
    case HOLDS_KERNEL:
    case HOLDS_KERNEL_GRADIENT:
        break;
    }
    return layer->has_kernel ? &layer->kernel : &simulation->kernel; /* of a pool its weights */
}

/* Channel e of the kernels is that of one still and one sliding channel of a group. */
size_t simulation_held_place(const struct simulation *simulation, enum map_role role, size_t n)
{
    const struct tensor *map = role == MAP_KERNEL ? &simulation->kernel : &simulation->output;
    if (simulation->gradient != GRADIENT_KERNEL || role == MAP_INPUT)
        return n;
    size_t plane = tensor_count(map) / map->size[0], channel = n / plane;
    size_t stills = simulation->in_channels / simulation->forward->groups;
    size_t slidings = simulation->out_channels / simulation->in_channels;
    size_t still = channel / slidings, sliding = still / stills * slidings + channel % slidings;
    if (role == MAP_OUTPUT)
        sliding = sliding * stills + still % stills;
    return sliding * plane + n % plane;
}

/* ---- numbers ---- */

static void fill_map(struct simulation *turned, const struct tensor *map, struct tensor *out)
{
    const struct simulation *forward = turned->forward;
    if (map == &forward->input) {
        out->values = map->values;
        return;
    }
    out->values =
        arena_allocate(&turned->arena, tensor_count(&forward->output), sizeof *out->values);
    struct tensor numbers = forward->output;
    numbers.values = out->values;
    fill_tensor(&forward->scene->output_gradient, &numbers, 1);
}

/* Each channel of the still map has the sliding channels of its group. */
static void spread_kernel(struct simulation *turned, const struct tensor *sliding)
{
    const struct simulation *forward = turned->forward;
    struct tensor numbers = *sliding;
    fill_map(turned, sliding, &numbers);
    size_t per_group = sliding->size[0] / forward->groups, plane = tensor_count(sliding);
    size_t stills = turned->in_channels / forward->groups;
    plane = plane / sliding->size[0] * per_group;
    double *next = arena_allocate(&turned->arena, tensor_count(&turned->kernel), sizeof *next);
    turned->kernel.values = next;
    for (size_t c = 0; c < turned->in_channels; c++, next += plane)
        memcpy(next, numbers.values + c / stills * plane, plane * sizeof *next);
}

static void fill_pool_kernel(struct simulation *turned)
{
    size_t count = tensor_count(&turned->kernel);
    double *values = arena_allocate(&turned->arena, count, sizeof *values);
    for (size_t i = 0; i < count; i++)
        values[i] = 1 / turned_divisor(turned->forward);
    turned->kernel.values = values;
}

/* What all weights were divided by; 1 where that differs. */
static double divisor_of(const struct simulation *turned)
{
    const struct simulation *forward = turned->forward;
    if (forward->is_pool)
        return turned_divisor(forward);
    for (size_t i = 1; i < forward->out_channels; i++)
        if (forward->kernel_divide[i] != forward->kernel_divide[0])
            return 1;
    return turned->gradient == GRADIENT_KERNEL ? 1 : forward->kernel_divide[0];
}

void turned_fill(struct simulation *turned)
{
    const struct simulation *forward = turned->forward;
    size_t out = turned->out_channels;
    if (turned_is_by_units(forward)) {
        fill_map(turned, &forward->output, &turned->input);
        turned_fill_ways(turned);
        return;
    }
    if (turned->gradient == GRADIENT_KERNEL) {
        fill_map(turned, turned_still_map(forward), &turned->input);
        spread_kernel(turned, turned_sliding_map(forward));
    } else {
        fill_map(turned, &forward->output, &turned->input);
        turned->kernel.values = forward->kernel.values;
    }
    if (forward->is_pool)
        fill_pool_kernel(turned);
    turned->kernel_divide = arena_allocate(&turned->arena, out, sizeof *turned->kernel_divide);
    for (size_t i = 0; i < out; i++)
        turned->kernel_divide[i] = divisor_of(turned);
}
