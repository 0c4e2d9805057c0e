/* SPDX-License-Identifier: MIT */
/*
 * The way back. Every step lists its terms, so one walk over all steps serves every layer: an
 * output unit's gradient goes to each unit that a term reads, times the term's slope, and to each
 * weight, times the value that it meets. Through a network the layers follow in reverse.
 */
#include <string.h>

#include "simulation/resolve.h"

bool simulation_has_gradient(const struct simulation *top)
{
    return top->scene->gradient.at.line > 0 || top->scene->output_gradient.at.line > 0;
}

/* ---- what is wrong ---- */

static bool check_weights(const struct simulation *top, struct report *report)
{
    const struct given_gradient *gradient = &top->scene->gradient;
    bool has_kernel = false;
    for (const struct simulation *at = top; at; at = at->below)
        has_kernel |= at->has_kernel;
    if (gradient->value != GRADIENT_KERNEL || has_kernel)
        return true;
    report_error(report, gradient->at, "use gradient: input",
                 "gradient: kernel needs a layer with weights, and %s has none", top->type_name);
    return false;
}

/* One channel may be left out. */
static bool is_of_size(const struct tensor *given, const struct tensor *output)
{
    size_t left_out = output->size[0] == 1 && given->rank + 1 == output->rank;
    bool is_alike = given->rank + left_out == output->rank;
    for (size_t i = 0; is_alike && i < given->rank; i++)
        is_alike = given->size[i] == output->size[left_out + i];
    return is_alike;
}

bool resolve_gradient(const struct simulation *top, struct report *report)
{
    const struct values *values = &top->scene->output_gradient;
    if (!check_weights(top, report))
        return false;
    if (values->kind != VALUES_GIVEN || is_of_size(&values->given, &top->output))
        return true;
    struct arena *arena = &report->arena;
    const char *due = tensor_sizes(&top->output, top->output.size[0] == 1, " x ", arena);
    report_error(report, values->at, arena_format(arena, "give values of %s", due),
                 "output_gradient has %s values, but the output is %s",
                 tensor_sizes(&values->given, 0, " x ", arena), due);
    return false;
}

/* ---- one layer ---- */

double gradient_slope(const struct simulation *layer, const struct step *step,
                      const struct term *term)
{
    switch (layer->reduction) {
    case REDUCE_NOT:
        return 1;
    case REDUCE_SUM:
        return term->has_weight ? term->weight : 1;
    case REDUCE_LARGEST:
        return term->is_chosen ? 1 : 0;
    case REDUCE_MEAN:
        return 1 / mean_divisor(layer, step->term_count);
    case REDUCE_NORM:
        return norm_slope(layer, term->value, step->term_count, step->result);
    case REDUCE_ABOVE_ZERO:
        return term->value > 0 ? 1 : 0;
    case REDUCE_FUNCTION:
        return layer->type->slope(layer, term->value);
    }
    return 0;
}

static void follow_step(const struct simulation *layer, const struct step *step,
                        struct gradient *gradient)
{
    double back = gradient->output.values[step->number];
    for (size_t t = 0; t < step->term_count; t++) {
        const struct term *term = &step->terms[t];
        if (term->kind == CELL_UNIT)
            gradient->input.values[tensor_offset(&layer->input, term->input)] +=
                back * gradient_slope(layer, step, term);
        if (term->has_kernel)
            gradient->kernel.values[tensor_offset(&layer->kernel, term->kernel)] +=
                back * term->value * term->share;
    }
    if (layer->has_bias && (!layer->is_sparse || step->term_count > 0))
        gradient->bias.values[step->output[0]] += back;
}

static void follow_steps(const struct simulation *layer, struct gradient *gradient)
{
    struct arena arena = {0};
    for (size_t n = 0; n < layer->step_count; n++) {
        struct step step;
        arena_reset(&arena);
        simulation_step_at(layer, n, &arena, &step);
        follow_step(layer, &step, gradient);
    }
    arena_finish(&arena);
}

/* ---- a network ---- */

static struct tensor zeros_like(struct tensor tensor, bool is_there, struct arena *arena)
{
    tensor.values =
        is_there ? arena_allocate(arena, tensor_count(&tensor), sizeof *tensor.values) : NULL;
    return tensor;
}

static struct gradient make_gradient(const struct simulation *layer, struct arena *arena)
{
    return (struct gradient){
        .output = zeros_like(layer->output, true, arena),
        .input = zeros_like(simulation_input_as_given(layer), true, arena),
        .kernel = zeros_like(layer->kernel, layer->has_kernel, arena),
        .bias = zeros_like(layer->bias, layer->has_bias, arena),
    };
}

/* A layer's input is the maps that it reads, one after the other: each gets its part. */
static void hand_on(const struct simulation *layer, struct gradient *gradients,
                    struct tensor *network_input)
{
    const double *next = gradients[layer->place].input.values;
    for (size_t i = 0; i < layer->source_count; i++) {
        const struct simulation *source = layer->sources[i].layer;
        const struct tensor *map = source ? &gradients[source->place].output : network_input;
        size_t count = tensor_count(map);
        for (size_t n = 0; n < count; n++)
            map->values[n] += *next++;
    }
}

void simulation_gradients(const struct simulation *top, struct arena *arena, struct gradients *out)
{
    struct gradient *layers = arena_allocate(arena, top->place + 1, sizeof *layers);
    for (const struct simulation *at = top; at; at = at->below) {
        layers[at->place] = make_gradient(at, arena);
        if (!at->below)
            out->input = zeros_like(simulation_input_as_given(at), true, arena);
    }
    out->layers = layers;
    fill_tensor(&top->scene->output_gradient, &layers[top->place].output, 1);
    for (const struct simulation *at = top; at; at = at->below) {
        follow_steps(at, &layers[at->place]);
        hand_on(at, layers, &out->input);
    }
}
