/* SPDX-License-Identifier: MIT */
/* The layer that takes the links of another one the other way: what a window gathered is stamped
 * back by the same weights, or what was stamped is gathered. */
#include <assert.h>
#include <string.h>

#include "simulation/resolve.h"

static int64_t above_zero(int64_t n)
{
    return n > 0 ? n : 0;
}

/* Windows that gather what a transposed layer's stamps have left: they move by its stride. */
static void turn_to_windows(struct axis *to, const struct axis *from)
{
    int64_t end = (from->input - 1) * from->stride + from->effective_kernel - from->padding_before;
    to->stretch = 1;
    to->stretched = to->input;
    to->before = from->padding_before;
    to->after = above_zero(end - to->input);
    to->padding_after = to->after;
    to->move = from->stride;
    to->extra = to->output_padding = 0;
}

/* Stamps of what a layer's windows have gathered; what those left over is there as well. */
static void turn_to_stamps(struct axis *to, const struct axis *from)
{
    int64_t reach = from->effective_kernel - 1;
    to->stretch = from->stride;
    to->stretched = (to->input - 1) * to->stretch + 1;
    to->before = reach - from->padding_before;
    to->after = reach - from->padding_after;
    to->move = 1;
    to->extra = to->output_padding =
        above_zero(from->padded - from->effective_kernel - (from->output - 1) * from->move);
}

static double *output_of(const struct simulation *layer, struct arena *arena)
{
    double *values = arena_allocate(arena, layer->step_count, sizeof *values);
    struct arena scratch = {0};
    struct step step;
    for (size_t n = 0; n < layer->step_count; n++) {
        arena_reset(&scratch);
        simulation_step_at(layer, n, &scratch, &step);
        values[n] = step.result;
    }
    arena_finish(&scratch);
    return values;
}

const struct simulation *simulation_transpose(const struct simulation *layer, struct arena *arena)
{
    assert(layer->has_kernel && layer->is_sliding &&
           (simulation_pads_with_zeros(layer) || layer->padding_mode == MODE_CIRCULAR));
    struct simulation *to = arena_allocate(arena, 1, sizeof *to);
    *to = *layer;
    to->arena = (struct arena){0};
    to->below = to->forward = NULL;
    to->gradient = GRADIENT_NONE;
    to->is_transposed = !layer->is_transposed;
    to->is_turned = !layer->is_turned;
    to->in_channels = layer->out_channels;
    to->out_channels = layer->in_channels;
    to->has_bias = false;
    to->bias = (struct tensor){0};
    to->input = layer->output;
    to->output = layer->input;
    to->step_count = tensor_count(&to->output);
    for (size_t i = 0; i < layer->axes; i++) {
        struct axis *axis = &to->axis[i];
        axis->input = layer->axis[i].output;
        axis->output = layer->axis[i].input;
        (to->is_transposed ? turn_to_stamps : turn_to_windows)(axis, &layer->axis[i]);
        axis->padded = axis->before + axis->stretched + axis->after + axis->extra;
    }
    if (!layer->output.values || !layer->kernel.values)
        return to;
    to->input.values = arena_allocate(arena, tensor_count(&to->input), sizeof *to->input.values);
    memcpy(to->input.values, simulation_settled(layer, arena),
           tensor_count(&to->input) * sizeof *to->input.values);
    to->output.values = output_of(to, arena);
    return to;
}
