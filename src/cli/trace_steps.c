/* SPDX-License-Identifier: MIT */
/* Of the trace: steps and their terms, each made, printed and forgotten. */
#include <inttypes.h>

#include "json.h"
#include "trace_parts.h"

/* Fold's columns are one axis of its input. */
static void put_input_index(FILE *out, const struct simulation *simulation, const size_t *index)
{
    if (!simulation->is_input_flat) {
        json_sizes(out, index, 1 + simulation->axes);
        return;
    }
    struct tensor input = simulation_input_as_given(simulation);
    const size_t flat[] = {index[0], tensor_offset(&simulation->input, index) % input.size[1]};
    json_sizes(out, flat, 2);
}

static const char *zero_name(enum cell_kind kind)
{
    switch (kind) {
    case CELL_PADDING:
        return "padding";
    case CELL_STRETCH:
        return "stretch";
    case CELL_EXTRA:
        return "extra";
    case CELL_OVERHANG: /* is never a term */
    case CELL_UNIT:
        break;
    }
    return "";
}

static void put_term(FILE *out, const struct simulation *simulation, const struct term *term)
{
    fputs("{\"kernel\": ", out);
    if (term->has_kernel)
        json_sizes(out, term->kernel, 2 + simulation->axes);
    else
        fputs("null", out);
    fputs(", \"weight\": ", out);
    if (term->has_weight)
        json_number(out, term->weight);
    else
        fputs("null", out);
    if (term->has_kernel && simulation->is_weighted) {
        fputs(", \"share\": ", out);
        json_number(out, term->share);
    }
    fputs(", \"input\": ", out);
    if (term->kind == CELL_UNIT)
        put_input_index(out, simulation, term->input);
    else
        fprintf(out, "null, \"zero\": \"%s\"", zero_name(term->kind));
    if (term->is_repeated)
        fputs(", \"padding\": true", out);
    fputs(", \"value\": ", out);
    json_number(out, term->value);
    fputs(term->is_chosen ? ", \"chosen\": true}" : "}", out);
}

/* Unfold's places are one axis of its output. */
static void put_output_index(FILE *out, const struct simulation *simulation,
                             const struct step *step)
{
    if (!simulation->is_flattened) {
        json_sizes(out, step->output, 1 + simulation->axes);
        return;
    }
    size_t places = simulation->output.size[1];
    const size_t index[] = {step->output[0], step->number % places};
    json_sizes(out, index, 2);
}

/* "output": ..., "result": ..., "terms": [...] of output unit n. */
static void put_output_unit(FILE *out, const struct simulation *simulation, size_t n,
                            struct arena *arena)
{
    struct step step;
    simulation_step_at(simulation, n, arena, &step);
    fputs("\"output\": ", out);
    put_output_index(out, simulation, &step);
    fputs(", \"result\": ", out);
    json_number(out, step.result);
    if (simulation->quantization) {
        fputs(", \"sum\": ", out);
        json_number(out, step.sum);
    }
    if (simulation->is_sparse)
        fprintf(out, ", \"exists\": %s", step.term_count > 0 ? "true" : "false");
    fputs(",\n   \"terms\": [", out);
    for (size_t i = 0; i < step.term_count; i++) {
        if (i > 0)
            fputs(",\n    ", out);
        put_term(out, simulation, &step.terms[i]);
    }
    fputs("]", out);
}

/* All output channels of place n. */
static void put_position(FILE *out, const struct simulation *simulation, size_t n,
                         struct arena *arena)
{
    const struct tensor *output = &simulation->output;
    size_t places = simulation->step_count / output->size[0], rest = n;
    size_t place[MAX_AXES];
    for (size_t i = output->rank - 1; i-- > 0;) {
        place[i] = rest % output->size[1 + i];
        rest /= output->size[1 + i];
    }
    fputs("\"place\": ", out);
    json_sizes(out, place, output->rank - 1);
    fputs(", \"outputs\": [", out);
    for (size_t channel = 0; channel < output->size[0] && !ferror(out); channel++) {
        fputs(channel > 0 ? ",\n  {" : "\n  {", out);
        arena_reset(arena);
        put_output_unit(out, simulation, channel * places + n, arena);
        fputs("}", out);
    }
    fputs("]", out);
}

/* Input unit n and what it adds. */
static void put_stamp(FILE *out, const struct simulation *simulation, size_t n, struct arena *arena)
{
    struct stamp stamp;
    simulation_stamp_at(simulation, n, arena, &stamp);
    fputs("\"input\": ", out);
    json_sizes(out, stamp.input, 1 + simulation->axes);
    fputs(", \"value\": ", out);
    json_number(out, stamp.value);
    fputs(",\n   \"adds\": [", out);
    for (size_t i = 0; i < stamp.add_count; i++) {
        const struct addend *addend = &stamp.adds[i];
        fputs(i > 0 ? ",\n    {\"kernel\": " : "{\"kernel\": ", out);
        json_sizes(out, addend->kernel, 2 + simulation->axes);
        fputs(", \"weight\": ", out);
        json_number(out, addend->weight);
        fputs(", \"output\": ", out);
        json_sizes(out, addend->output, 1 + simulation->axes);
        fputs(", \"value\": ", out);
        json_number(out, addend->value);
        fputs("}", out);
    }
    fputs("]", out);
}

static void put_step(FILE *out, const struct simulation *simulation, size_t n, struct arena *arena)
{
    fprintf(out, "{\"step\": %zu, ", n);
    switch (simulation->scene->order.value) {
    case ORDER_OUTPUT:
    case ORDER_LAYER: /* each layer lists its own steps */
    case ORDER_BACK:
        put_output_unit(out, simulation, n, arena);
        break;
    case ORDER_POSITION:
        put_position(out, simulation, n, arena);
        break;
    case ORDER_INPUT:
        put_stamp(out, simulation, n, arena);
        break;
    }
    fputs("}", out);
}

size_t trace_step_count(const struct simulation *simulation)
{
    enum order order = simulation->scene->order.value;
    return simulation_order_count(simulation, order == ORDER_LAYER ? ORDER_OUTPUT : order);
}

void trace_put_steps(FILE *out, const struct simulation *simulation,
                     const struct trace_options *options)
{
    struct arena arena = {0};
    size_t count = trace_step_count(simulation);
    fputs(",\n \"steps\": [", out);
    for (size_t n = options->first_step;
         options->has_steps && n <= options->last_step && n < count && !ferror(out); n++) {
        arena_reset(&arena);
        fputs(n > options->first_step ? ",\n  " : "\n  ", out);
        put_step(out, simulation, n, &arena);
    }
    fputs("]", out);
    arena_finish(&arena);
}
