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
#include "trace_parts.h"

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
    trace_put_layer(out, simulation);
    trace_put_shapes(out, simulation);
    trace_put_relationship(out, simulation);
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
    trace_put_steps(out, simulation, options);
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
        most = trace_step_count(simulation) > most ? trace_step_count(simulation) : most;
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

/* What is spoken in a shot. */
static void put_words(FILE *out, const struct timeline *timeline, size_t shot)
{
    bool is_first = true;
    fputs(", \"words\": [", out);
    for (size_t i = 0; i < timeline->cue_count; i++) {
        const struct cue *cue = &timeline->cues[i];
        if (cue->shot != shot)
            continue;
        fputs(is_first ? "{\"text\": " : ", {\"text\": ", out);
        json_string(out, cue->text);
        put_seconds(out, "start", cue->start);
        put_seconds(out, "length", cue->length);
        fputs("}", out);
        is_first = false;
    }
    fputs("]", out);
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
        put_words(out, timeline, i);
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
        double count = (double)trace_step_count(simulation), first = (double)options->first_step;
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
