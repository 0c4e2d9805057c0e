/* SPDX-License-Identifier: MIT */
/* From scenes' layers to simulations: their sizes. Their numbers: fill.c. */
#include <stdlib.h>
#include <string.h>

#include "simulation/turned.h"

/* Of a type that takes any: channels come first where there is more than a plane. */
static size_t input_axes(const struct simulation *simulation)
{
    if (simulation->below)
        return source_map(simulation, 0).rank - 1;
    if (simulation->source)
        return simulation->source->output.rank - 1;
    const struct values *input = &simulation->scene->input;
    size_t count = input->kind == VALUES_GIVEN ? input->given.rank : input->size_count;
    if (count == 1)
        return input->kind == VALUES_GIVEN ? 1 : 2;
    size_t axes = count > 2 ? count - 1 : count;
    return axes < MAX_AXES ? axes : MAX_AXES; /* one more is a batch */
}

static void set_modes(struct simulation *simulation)
{
    const struct scene_layer *layer = simulation->layer;
    simulation->type_name = simulation->type->name;
    simulation->is_transposed = simulation->type->is_transposed;
    simulation->is_pool = simulation->type->is_pool;
    simulation->reduction = simulation->type->reduction;
    simulation->is_sliding = !simulation->type->reads;
    simulation->has_kernel = (simulation->type->takes & (TAKES_KERNEL | TAKES_WEIGHTS)) != 0;
    simulation->is_dense = simulation->type->is_dense;
    simulation->is_turned = simulation->is_transposed != (layer->flip.at.line && layer->flip.value);
    simulation->axes = simulation->type->axes_of ? simulation->type->axes_of(layer) : 0;
    if (simulation->axes == 0)
        simulation->axes = simulation->type->axes ? simulation->type->axes : input_axes(simulation);
    simulation->is_input_flat = simulation->type->input_axes == 1 && simulation->axes > 1;
    simulation->padding_mode =
        layer->padding_mode.at.line ? layer->padding_mode.value : simulation->type->padding_mode;
    simulation->padding_value = simulation_own(simulation, "padding_value", 0);
    simulation->ceil_mode = layer->ceil_mode.at.line != 0 && layer->ceil_mode.value;
    simulation->count_include_pad =
        layer->count_include_pad.at.line == 0 || layer->count_include_pad.value;
}

/* Stamps are what units with weights leave; a repeated unit would leave several, but for those of a
 * ring. */
static bool check_order(const struct simulation *simulation, struct report *report)
{
    const struct given_order *order = &simulation->scene->order;
    if (order->value != ORDER_INPUT)
        return true;
    if (simulation->quantization || simulation->type->takes & (TAKES_ACTIVE | TAKES_OFFSETS)) {
        report_error(report, order->at, NULL, "order: input does not show %s",
                     simulation->quantization ? "a quantized layer" : simulation->type_name);
        return false;
    }
    if (!simulation->has_kernel)
        report_error(report, order->at, NULL,
                     "order: input needs a layer with weights, and %s has none",
                     simulation->type_name);
    else if (!simulation_can_stamp(simulation))
        report_error(report, order->at,
                     simulation->padding_mode != MODE_ZEROS ? "leave padding_mode out"
                                                            : "leave padding_value out",
                     "order: input needs a layer that pads with zeros");
    return simulation->has_kernel && simulation_can_stamp(simulation);
}

static bool resolve(struct simulation *simulation, struct report *report)
{
    const struct scene_layer *layer = simulation->layer;
    if (!simulation->type)
        simulation->type = layer_type_find(layer->type, layer->type_at, report);
    if (!simulation->type)
        return false;
    set_modes(simulation);
    bool is_right = resolve_parameters(simulation, report);
    is_right = resolve_shapes(simulation, report) && is_right;
    is_right = is_right && resolve_quantize(simulation, report);
    is_right = check_order(simulation, report) && is_right;
    if (!is_right)
        return false;
    const struct layer_type *type = simulation->type;
    is_right = type->resolve ? type->resolve(simulation, report) : resolve_axes(simulation, report);
    if (!is_right || !resolve_countable(simulation, report) || !resolve_tensors(simulation, report))
        return false;
    resolve_output(simulation);
    return true;
}

/* Takes the layer, also when it fails. */
static struct simulation *finish_layer(struct simulation *simulation, struct report *report)
{
    sources_link(simulation);
    if (!resolve(simulation, report)) {
        simulation_destroy(simulation);
        return NULL;
    }
    resolve_relationship(simulation);
    return simulation;
}

struct simulation *simulation_create_of_type(const struct scene *scene,
                                             const struct layer_type *type, struct report *report)
{
    struct simulation *simulation = memory_allocate(1, sizeof *simulation);
    simulation->scene = scene;
    simulation->layer = &scene->layer;
    simulation->type = type;
    return finish_layer(simulation, report);
}

/* Takes below, also when it fails. */
static struct simulation *create_layer(const struct scene *scene, const struct scene_layer *layer,
                                       const struct simulation *source, struct simulation *below,
                                       struct report *report)
{
    struct simulation *simulation = memory_allocate(1, sizeof *simulation);
    simulation->source = source;
    simulation->scene = scene;
    simulation->layer = layer;
    simulation->below = below;
    return finish_layer(simulation, report);
}

/* All unknown types are told at once, whatever else is wrong. */
static bool check_types(const struct scene *scene, struct report *report)
{
    bool is_right = true;
    size_t count = scene->layer_count > 0 ? scene->layer_count : 1;
    for (size_t i = 0; i < count; i++) {
        const struct scene_layer *layer =
            scene->layer_count > 0 ? &scene->layers[i] : &scene->layer;
        if (layer->type)
            is_right &= layer_type_find(layer->type, layer->type_at, report) != NULL;
    }
    return is_right;
}

/* Takes top. NULL: it was, or its gradient is wrong. */
static struct simulation *check_gradient(struct simulation *top, struct report *report)
{
    if (!top || resolve_gradient(top, report))
        return top;
    simulation_destroy(top);
    return NULL;
}

/* The last layer of a stack above all others. NULL: reported. */
static struct simulation *create_stack(const struct scene *scene, const struct simulation *source,
                                       struct report *report)
{
    struct simulation *top = NULL;
    for (size_t i = 0; i < scene->layer_count; i++) {
        const struct scene_layer *layer = &scene->layers[i];
        enum assumed assumed = assumed_resolve(scene, layer, top, report);
        if (assumed == ASSUMED_END)
            break;
        if (assumed == ASSUMED_NOTHING)
            continue;
        top = create_layer(scene, layer, top ? NULL : source, top, report);
        if (!top)
            break;
    }
    if (top)
        sources_join(top);
    return top;
}

/* The sizes of a scene's layer or stack. NULL: reported. */
static struct simulation *create_sizes(const struct scene *scene, const struct simulation *source,
                                       struct report *report)
{
    if (!check_types(scene, report) || !scene->is_layer_sound) /* reported by the reader */
        return NULL;
    if (scene->layer_count == 0)
        return check_gradient(create_layer(scene, &scene->layer, source, NULL, report), report);
    return check_gradient(create_stack(scene, source, report), report);
}

/* The simulation of the scene whose output a scene reads, of those before it; NULL: none, or it is
 * not right. */
static const struct simulation *find_source(const struct scene *const *scenes, size_t end,
                                            struct simulation *const *simulations)
{
    for (size_t i = 0; i < end; i++)
        if (scenes[i] == scenes[end]->input.of)
            return simulations[i];
    return NULL;
}

bool simulation_create_sizes(const struct scene *const *scenes, size_t count,
                             struct simulation **out, struct report *report)
{
    bool is_right = true;
    for (size_t i = 0; i < count; i++) {
        const struct simulation *source = find_source(scenes, i, out);
        bool has_input = source || scenes[i]->input.kind != VALUES_OF_SHOT; /* else reported */
        out[i] = has_input ? create_sizes(scenes[i], source, report) : NULL;
        is_right = is_right && out[i];
    }
    return is_right;
}

struct tensor simulation_input_as_given(const struct simulation *simulation)
{
    struct tensor input = simulation->input;
    if (!simulation->is_input_flat)
        return input;
    input.rank = 2;
    input.size[1] = tensor_count(&simulation->input) / input.size[0];
    return input;
}

double simulation_own(const struct simulation *simulation, const char *key, size_t axis)
{
    const struct own_parameter *own = simulation->type->own;
    return own && strcmp(own->key, key) == 0 ? own->value(simulation->layer, axis) : 0;
}

int64_t simulation_own_integer(const struct simulation *simulation, const char *key)
{
    return (int64_t)simulation_own(simulation, key, 0);
}

const struct simulation *simulation_first(const struct simulation *simulation)
{
    while (simulation->below)
        simulation = simulation->below;
    return simulation;
}

const struct simulation *simulation_focused(const struct simulation *simulation)
{
    const char *name = simulation->scene->focus.layer;
    for (const struct simulation *at = simulation; name && at; at = at->below)
        if (at->layer->name && strcmp(at->layer->name, name) == 0)
            return at;
    return simulation;
}

const char *simulation_own_key(const struct simulation *simulation)
{
    return simulation->type->own ? simulation->type->own->key : NULL;
}

const struct layer_words *simulation_words(const struct simulation *simulation)
{
    return simulation->type->words;
}

void simulation_destroy(struct simulation *simulation)
{
    if (!simulation)
        return;
    simulation_destroy(simulation->below);
    arena_finish(&simulation->arena);
    simulation_destroy(simulation->forward); /* its scene is in that one's arena */
    free(simulation);
}
