/* SPDX-License-Identifier: MIT */
/*
 * The trace streams: tensors are printed from where they stand, and each step is made, printed
 * and forgotten.
 */
#include "cli/trace.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "convreel/limits.h"
#include "json.h"

/* ---- the layer ---- */

enum axis_field { KERNEL_SIZE, STRIDE, DILATION, OUTPUT_PADDING, STRETCHED, PADDED, WINDOW };

static int64_t axis_field(const struct axis *a, enum axis_field field)
{
    switch (field) {
    case KERNEL_SIZE:
        return a->kernel;
    case STRIDE:
        return a->stride;
    case DILATION:
        return a->dilation;
    case OUTPUT_PADDING:
        return a->output_padding;
    case STRETCHED:
        return a->stretched;
    case PADDED:
        return a->padded;
    case WINDOW:
        return a->effective_kernel;
    }
    return 0;
}

/* "name": [one number per axis], after the channels if there are any. */
static void put_axes(FILE *out, const struct simulation *simulation, const char *name,
                     enum axis_field field, size_t channels)
{
    fprintf(out, "\"%s\": [", name);
    if (channels > 0)
        fprintf(out, "%zu,", channels);
    for (size_t i = 0; i < simulation->axes; i++)
        fprintf(out, "%s%" PRId64, i ? "," : "", axis_field(&simulation->axis[i], field));
    fputc(']', out);
}

static void put_padding(FILE *out, const struct simulation *simulation)
{
    fputs(", \"padding\": [", out);
    for (size_t i = 0; i < simulation->axes; i++)
        fprintf(out, "%s[%" PRId64 ",%" PRId64 "]", i ? "," : "",
                simulation->axis[i].padding_before, simulation->axis[i].padding_after);
    fputs("], ", out);
}

static const char *truth(bool is_true)
{
    return is_true ? "true" : "false";
}

/* The parameter that only the layer's type has: a number, or a list where the axes differ. */
static void put_own(FILE *out, const struct simulation *simulation)
{
    const char *key = simulation_own_key(simulation);
    if (key && strcmp(key, "groups") == 0)
        return; /* told as every layer's */
    double first = key ? simulation_own(simulation, key, 0) : 0;
    bool is_alike = true;
    if (first == 0)
        return;
    for (size_t i = 1; i < simulation->axes; i++)
        is_alike &= simulation_own(simulation, key, i) == first;
    fprintf(out, is_alike ? ", \"%s\": " : ", \"%s\": [", key);
    for (size_t i = 0; i < (is_alike ? 1 : simulation->axes); i++) {
        fputs(i ? ", " : "", out);
        json_number(out, simulation_own(simulation, key, i));
    }
    fputs(is_alike ? "" : "]", out);
}

/* How an Upsample makes units. */
static void put_mode(FILE *out, const struct simulation *simulation)
{
    if (!simulation_takes(simulation, "mode"))
        return;
    const struct given_flag *aligns = &simulation->layer->align_corners;
    fprintf(out, ", \"mode\": \"%s\"", upsample_modes[simulation->layer->upsample.mode]);
    if (simulation->is_weighted)
        fprintf(out, ", \"align_corners\": %s", truth(aligns->at.line && aligns->value));
}

/* What only some types have. */
static void put_special(FILE *out, const struct simulation *simulation)
{
    static const char *const modes[] = {
        [MODE_ZEROS] = "zeros",
        [MODE_REFLECT] = "reflect",
        [MODE_REPLICATE] = "replicate",
        [MODE_CIRCULAR] = "circular",
    };
    if (simulation_takes(simulation, "output_padding")) {
        fputs(", ", out);
        put_axes(out, simulation, "output_padding", OUTPUT_PADDING, 0);
    }
    if (simulation_takes(simulation, "padding_mode"))
        fprintf(out, ", \"padding_mode\": \"%s\"", modes[simulation->padding_mode]);
    if (simulation_takes(simulation, "ceil_mode"))
        fprintf(out, ", \"ceil_mode\": %s", truth(simulation->ceil_mode));
    if (simulation_takes(simulation, "count_include_pad"))
        fprintf(out, ", \"count_include_pad\": %s", truth(simulation->count_include_pad));
    if (simulation->is_turned != simulation->is_transposed)
        fputs(", \"flip\": true", out);
    put_mode(out, simulation);
    put_own(out, simulation);
}

static void put_layer(FILE *out, const struct simulation *simulation)
{
    fprintf(out, "\"layer\": {\"type\": \"%s\", ", simulation->type_name);
    put_axes(out, simulation, "kernel_size", KERNEL_SIZE, 0);
    fputs(", ", out);
    put_axes(out, simulation, "stride", STRIDE, 0);
    put_padding(out, simulation);
    put_axes(out, simulation, "dilation", DILATION, 0);
    size_t dealt = (size_t)simulation_own_integer(simulation, "groups");
    size_t groups = dealt > 0 ? dealt : simulation->groups;
    fprintf(out, ", \"groups\": %zu, \"in_channels\": %zu, \"out_channels\": %zu", groups,
            simulation->in_channels, simulation->out_channels);
    put_special(out, simulation);
    fputc('}', out);
}

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

static void put_shapes(FILE *out, const struct simulation *simulation)
{
    struct tensor input = simulation_input_as_given(simulation);
    fputs(",\n \"shapes\": {\"input\": ", out);
    json_sizes(out, input.size, input.rank);
    fputs(", ", out);
    put_axes(out, simulation, "stretched", STRETCHED, simulation->in_channels);
    fputs(", ", out);
    put_axes(out, simulation, "padded", PADDED, simulation->in_channels);
    fputs(", \"kernel\": ", out);
    if (simulation->has_kernel)
        json_sizes(out, simulation->kernel.size, simulation->kernel.rank);
    else
        fputs("null", out);
    fputs(", ", out);
    put_axes(out, simulation, "effective_kernel", WINDOW, 0);
    fputs(", \"output\": ", out);
    json_sizes(out, simulation->output.size, simulation->output.rank);
    fputc('}', out);
}

static void put_relationship(FILE *out, const struct simulation *simulation)
{
    fputs(",\n \"relationship\": ", out);
    if (simulation->relationship)
        fprintf(out, "%d", simulation->relationship);
    else
        fputs("null", out);
    fputs(", \"formula\": ", out);
    json_string(out, simulation->formula);
}

/* ---- steps ---- */

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
    if (simulation->is_sparse)
        fprintf(out, ", \"exists\": %s", truth(step.term_count > 0));
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

static size_t count_steps(const struct simulation *simulation)
{
    enum order order = simulation->scene->order.value;
    return simulation_order_count(simulation, order == ORDER_LAYER ? ORDER_OUTPUT : order);
}

static void put_steps(FILE *out, const struct simulation *simulation,
                      const struct trace_options *options)
{
    struct arena arena = {0};
    size_t count = count_steps(simulation);
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

/* The names of what the layer reads, where the scene gives them. */
static void put_from(FILE *out, const struct simulation *simulation)
{
    const struct scene_layer *layer = simulation->layer;
    if (layer->source_count == 0)
        return;
    fputs("\"from\": [", out);
    for (size_t i = 0; i < layer->source_count; i++) {
        fputs(i ? ", " : "", out);
        json_string(out, layer->sources[i].name);
    }
    fputs("],\n ", out);
}

static void put_rationals(FILE *out, const char *key, const struct rational *numbers, size_t count)
{
    fprintf(out, "\"%s\": [", key);
    for (size_t i = 0; i < count; i++) {
        fputs(i ? "," : "", out);
        json_number(out, rational_to_double(numbers[i]));
    }
    fputs("]", out);
}

/* What a unit sees of the network's input, and what the layer costs. */
static void put_costs(FILE *out, const struct simulation *simulation, const struct sight *sights)
{
    const struct sight *sight = &sights[simulation->place];
    fputs(",\n \"receptive_field\": ", out);
    if (sight->is_known) {
        fputs("{\"size\": [", out);
        for (size_t i = 0; i < sight->axes; i++)
            fprintf(out, "%s%" PRId64, i ? "," : "", sight->size[i]);
        fputs("], ", out);
        put_rationals(out, "jump", sight->jump, sight->axes);
        fputs(", ", out);
        put_rationals(out, "start", sight->start, sight->axes);
        fputs("}", out);
    } else {
        fputs("null", out);
    }
    fprintf(out, ", \"parameters\": %" PRIu64 ", \"multiply_adds\": %" PRIu64,
            simulation_parameters(simulation), simulation_multiply_adds(simulation));
}

/* What the way back gives: of a layer, or where there is none of a network's input alone. */
static void put_gradient(FILE *out, const struct gradient *layer, const struct tensor *input)
{
    if (layer)
        json_tensor(out, "output_gradient", &layer->output, true);
    fputs(",\n \"gradient\": {", out);
    json_member(out, "input", input, true);
    if (layer) {
        fputs(", ", out);
        json_member(out, "kernel", &layer->kernel, layer->kernel.values != NULL);
        fputs(", ", out);
        json_member(out, "bias", &layer->bias, layer->bias.values != NULL);
    }
    fputs("}", out);
}

/* What is known of a scene's layers beside their simulations. */
struct told {
    struct sight *sights;       /* owned: of each layer, by its place */
    struct gradients gradients; /* layers NULL: nobody asks for them */
    const struct trace_options *options;
    struct arena arena;
};

static void put_members(FILE *out, const struct simulation *simulation, const struct told *told)
{
    const struct trace_options *options = told->options;
    const struct gradient *gradients = told->gradients.layers;
    if (simulation->layer->name) {
        fputs("\"name\": ", out);
        json_string(out, simulation->layer->name);
        fputs(",\n ", out);
    }
    put_from(out, simulation);
    put_layer(out, simulation);
    put_shapes(out, simulation);
    put_relationship(out, simulation);
    put_costs(out, simulation, told->sights);
    if (options->has_tensors) {
        struct tensor input = simulation_input_as_given(simulation);
        json_tensor(out, "input", &input, true);
        json_tensor(out, "kernel", &simulation->kernel, simulation->has_kernel);
        json_tensor(out, "bias", &simulation->bias, simulation->has_bias);
        json_tensor(out, "output", &simulation->output, true);
        if (gradients)
            put_gradient(out, &gradients[simulation->place], &gradients[simulation->place].input);
    }
    put_steps(out, simulation, options);
}

/* A stack from its first layer on. */
static void put_stack(FILE *out, const struct simulation *simulation, const struct told *told)
{
    if (simulation->below) {
        put_stack(out, simulation->below, told);
        fputs(",\n", out);
    }
    fputs("{", out);
    put_members(out, simulation, told);
    fputs("}", out);
}

static size_t most_steps(const struct simulation *simulation)
{
    size_t most = 0;
    for (; simulation; simulation = simulation->below)
        most = count_steps(simulation) > most ? count_steps(simulation) : most;
    return most;
}

/* Of a scene without a layer. */
static void put_alone(FILE *out, const struct simulation *simulation,
                      const struct trace_options *options)
{
    fputs("\"layer\": null,\n \"shapes\": {\"input\": [", out);
    for (size_t i = 0; i < simulation->input.rank; i++)
        fprintf(out, "%s%zu", i ? "," : "", simulation->input.size[i]);
    fputs("]}", out);
    if (options->has_tensors) {
        struct tensor input = simulation_input_as_given(simulation);
        json_tensor(out, "input", &input, true);
    }
    fputs(",\n \"steps\": []", out);
}

/* The members of one scene: of its layer, or of its stack. */
static void put_scene(FILE *out, const struct simulation *simulation,
                      const struct trace_options *options)
{
    struct told told = {.sights = memory_allocate(simulation->place + 1, sizeof *told.sights),
                        .options = options};
    simulation_sights(simulation, told.sights);
    if (options->has_tensors && simulation_has_gradient(simulation))
        simulation_gradients(simulation, &told.arena, &told.gradients);
    if (simulation->scene->is_alone) {
        put_alone(out, simulation, options);
    } else if (simulation->scene->layer_count == 0) {
        put_members(out, simulation, &told);
    } else {
        fputs("\"layers\": [\n", out);
        put_stack(out, simulation, &told);
        fputs("]", out);
        if (told.gradients.layers)
            put_gradient(out, NULL, &told.gradients.input);
    }
    free(told.sights);
    arena_finish(&told.arena);
}

/* The layer that a part's scene gives, of a gradient's picture too. */
static const struct simulation *layer_of(const struct shot *shot, size_t part)
{
    return simulation_forward(shot->simulations[part]);
}

/* The members of a scene or of its panels. */
static void put_parts(FILE *out, const struct shot *shot, const struct trace_options *options)
{
    if (shot->scene->panel_count == 0) {
        put_scene(out, layer_of(shot, 0), options);
        return;
    }
    fputs("\"panels\": [\n", out);
    for (size_t i = 0; i < shot->part_count; i++) {
        fputs(i ? ",\n{" : "{", out);
        put_scene(out, layer_of(shot, i), options);
        fputs("}", out);
    }
    fputs("]", out);
}

static void put_seconds(FILE *out, const char *key, struct rational seconds)
{
    char number[NUMBER_ROOM];
    number_shortest(number, rational_to_double(seconds));
    fprintf(out, ", \"%s\": %s", key, number);
}

/* When each shown step of a shot begins, counted through the film. */
static void put_times(FILE *out, const struct timeline *timeline, size_t shot)
{
    size_t first = 0;
    for (size_t i = 0; i < shot; i++)
        first += timeline_shown_steps(timeline, i);
    fputs(", \"steps\": [", out);
    for (size_t n = first; n < first + timeline_shown_steps(timeline, shot); n++) {
        struct picture still;
        timeline_still_at(timeline, n, &still);
        fprintf(out, "%s{\"step\": %zu", n > first ? ", " : "", timeline_step_number(timeline, n));
        put_seconds(out, "start", still.start);
        fputs("}", out);
    }
    fputs("]", out);
}

static void put_name(FILE *out, const char *key, const char *name)
{
    fprintf(out, "\"%s\": ", key);
    if (name)
        json_string(out, name);
    else
        fputs("null", out);
}

static void put_shots(FILE *out, const struct film *film, const struct timeline *timeline,
                      const struct trace_options *options)
{
    put_seconds(out, "length", timeline->length);
    fputs(",\n\"shots\": [\n", out);
    for (size_t i = 0; i < film->shot_count; i++) {
        const struct scene_shot *words = &film->shots[i].scene->shot;
        struct rational start = timeline_shot_start(timeline, i);
        fputs(i ? ",\n{" : "{", out);
        put_name(out, "name", words->name);
        fputs(", ", out);
        put_name(out, "chapter", words->chapter);
        put_seconds(out, "start", start);
        put_seconds(out, "length", rational_subtract(timeline_shot_start(timeline, i + 1), start));
        put_times(out, timeline, i);
        if (words->card) {
            fputs(",\n \"card\": ", out);
            json_string(out, words->card);
        } else if (words->image.width > 0) {
            fprintf(out, ",\n \"image\": {\"width\": %zu, \"height\": %zu}", words->image.width,
                    words->image.height);
        } else {
            fputs(",\n \"scene\": {", out);
            put_parts(out, &film->shots[i], options);
            fputs("}", out);
        }
        fputs("}", out);
    }
    fputs("]", out);
}

/* Terms that the steps asked for list, of all layers. */
static double count_terms(const struct simulation *simulation, const struct trace_options *options)
{
    double terms = 0;
    for (; simulation; simulation = simulation->below) {
        double count = (double)count_steps(simulation), first = (double)options->first_step;
        double end = fmin((double)options->last_step + 1, count);
        terms += simulation_product_count(simulation) / count * fmax(0, end - first);
    }
    return terms;
}

static bool check_terms(const struct film *film, const struct trace_options *options,
                        struct error *error)
{
    double terms = 0, most = limit_most(options->limits, LIMIT_PRODUCTS);
    for (size_t s = 0; s < film->shot_count; s++)
        for (size_t i = 0; i < film->shots[s].part_count; i++)
            terms += count_terms(layer_of(&film->shots[s], i), options);
    if (!options->has_steps || terms <= most)
        return true;
    struct arena arena = {0};
    error_set(error, STATUS_LIMIT, "the steps have %.0f terms in all, the limit is %.0f: %s", terms,
              most, limit_hint(LIMIT_PRODUCTS, terms, "choose some with --steps A..B", &arena));
    arena_finish(&arena);
    return false;
}

/* Terms that the way back goes through. */
static double count_gradient_terms(const struct simulation *simulation)
{
    double terms = 0;
    for (; simulation; simulation = simulation->below)
        terms += simulation_product_count(simulation);
    return terms;
}

static bool check_gradients(const struct film *film, const struct trace_options *options,
                            struct error *error)
{
    static const double most = 3e8; /* some 10 seconds */
    double terms = 0;
    for (size_t s = 0; s < film->shot_count; s++)
        for (size_t i = 0; i < film->shots[s].part_count; i++)
            if (simulation_has_gradient(layer_of(&film->shots[s], i)))
                terms += count_gradient_terms(layer_of(&film->shots[s], i));
    if (!options->has_tensors || terms <= most)
        return true;
    return error_set(error, STATUS_LIMIT,
                     "the gradients have %.0f terms in all, the limit is %.0f: use --tensors none, "
                     "or smaller layers",
                     terms, most);
}

static bool check_steps(const struct film *film, const struct trace_options *options,
                        struct error *error)
{
    size_t most = 0;
    for (size_t s = 0; s < film->shot_count; s++)
        for (size_t i = 0; i < film->shots[s].part_count; i++) {
            size_t steps = most_steps(layer_of(&film->shots[s], i));
            most = steps > most ? steps : most;
        }
    if (!options->has_steps || options->first_step < most)
        return true;
    return error_set(error, STATUS_USAGE, "no step %zu: steps run from 0 to %zu",
                     options->first_step, most - 1);
}

bool trace_write(FILE *out, const struct film *film, const struct timeline *timeline,
                 const struct trace_options *options, struct error *error)
{
    if (!check_steps(film, options, error) || !check_terms(film, options, error) ||
        !check_gradients(film, options, error))
        return false;
    errno = 0;
    fputs("{\"convreel\": 1, \"title\": ", out);
    json_string(out, film->scene->title);
    if (timeline) {
        put_shots(out, film, timeline, options);
    } else {
        fputs(",\n ", out);
        put_parts(out, &film->shots[0], options);
    }
    fputs("}\n", out);
    if (fflush(out) == 0 && !ferror(out))
        return true;
    return error_set(error, STATUS_FILE, "cannot write the trace: %s",
                     errno ? strerror(errno) : "unknown reason");
}
