/* SPDX-License-Identifier: MIT */
/*
 * What a unit of a layer's output sees of the network's input, by the arithmetic of receptive
 * fields: r = 1 + sum of (k' - 1) j over the layers, where j is how many units of the input lie
 * between neighbouring outputs (Araujo, Norris and Sim, Computing receptive fields of
 * convolutional neural networks, Distill 2019). And what a layer costs.
 */
#include "simulation/layer_type.h"
#include "simulation/resolve.h"

static struct rational whole(int64_t number)
{
    return rational_make(number, 1);
}

/* The sight of what a layer reads becomes that of what it gives. */
static void look_through(struct sight *sight, const struct simulation *layer)
{
    sight->axes = layer->axes;
    for (size_t i = 0; i < layer->axes; i++) {
        const struct axis *a = &layer->axis[i];
        struct rational jump = sight->jump[i];
        if (!layer->is_sliding) { /* windows that spread evenly, or cells that repeat units */
            bool is_aligned =
                phrase_aligns_corners(layer) && a->input > 1 && a->output > 1; /* ends on ends */
            struct rational ratio = rational_make(a->input - is_aligned, a->output - is_aligned);
            int64_t window = a->kernel > 1 ? a->kernel : 1;
            sight->extent[i] =
                rational_add(sight->extent[i], rational_multiply(whole(window - 1), jump));
            sight->jump[i] = rational_multiply(jump, ratio);
            continue;
        }
        /* between units that are stretched apart lie cells that see nothing */
        int64_t first = -floor_divide(a->before, a->stretch);
        int64_t units = (a->effective_kernel - 1) / a->stretch + 1;
        sight->start[i] = rational_add(sight->start[i], rational_multiply(whole(first), jump));
        sight->extent[i] =
            rational_add(sight->extent[i], rational_multiply(whole(units - 1), jump));
        sight->jump[i] = rational_multiply(jump, rational_make(a->move, a->stretch));
    }
}

/* Of several, what all of them see together. */
static void join(struct sight *sight, const struct sight *other)
{
    for (size_t i = 0; i < sight->axes; i++) {
        struct rational end = rational_add(sight->start[i], sight->extent[i]);
        struct rational other_end = rational_add(other->start[i], other->extent[i]);
        if (rational_compare(other->start[i], sight->start[i]) < 0)
            sight->start[i] = other->start[i];
        if (rational_compare(other_end, end) > 0)
            end = other_end;
        sight->extent[i] = rational_subtract(end, sight->start[i]);
        sight->is_known &= rational_compare(sight->jump[i], other->jump[i]) == 0;
    }
    sight->is_known &= other->is_known;
}

/* Layers are worked out in their order, each once: branches would double the work. */
static void find_sights(const struct simulation *top, struct sight *out)
{
    if (top->below)
        find_sights(top->below, out);
    struct sight *sight = &out[top->place], input = {.is_known = true, .axes = top->axes};
    for (size_t i = 0; i < MAX_AXES; i++) {
        input.extent[i] = input.jump[i] = whole(1);
        input.start[i] = whole(0);
    }
    for (size_t i = 0; i < top->source_count; i++) {
        const struct simulation *below = top->sources[i].layer;
        const struct sight *source = below ? &out[below->place] : &input;
        if (i == 0)
            *sight = *source;
        else
            join(sight, source);
    }
    if (top->source_count == 0)
        *sight = input;
    sight->is_known &= !top->is_flattened && !top->is_input_flat &&
                       !(top->has_kernel && top->is_weighted); /* moved taps */
    look_through(sight, top);
    for (size_t i = 0; i < sight->axes; i++)
        sight->size[i] = rational_ceil(sight->extent[i]);
    for (size_t i = 0; i < sight->axes; i++)
        sight->is_known &= rational_is_exact(sight->extent[i]) &&
                           rational_is_exact(sight->start[i]) && rational_is_exact(sight->jump[i]);
}

void simulation_sights(const struct simulation *top, struct sight *out)
{
    find_sights(top, out);
    for (const struct simulation *at = top; at; at = at->below)
        if (out[at->place].is_known && sight_is_uneven(at))
            sight_measure(at, &out[at->place]);
}

uint64_t simulation_parameters(const struct simulation *simulation)
{
    if (!simulation->has_kernel)
        return 0;
    return tensor_count(&simulation->kernel) +
           (phrase_has_bias(simulation) ? simulation->out_channels : 0);
}

/* Of a transposed layer every unit of the input meets every weight of its channel. */
uint64_t simulation_multiply_adds(const struct simulation *simulation)
{
    if (!simulation->has_kernel)
        return 0;
    if (simulation->is_sparse && simulation->own)
        return sparse_multiply_adds(simulation);
    const struct tensor *units =
        simulation->is_transposed ? &simulation->input : &simulation->output;
    uint64_t weights = tensor_count(&simulation->kernel), channels = units->size[0];
    return tensor_count(units) * (weights / channels);
}
