/* SPDX-License-Identifier: MIT */
/* What a layer of a network reads: the layer before it, or those that its `from` names. The maps of
 * several are one input, their channels one after the other. */
#include "simulation/resolve.h"

#include <string.h>

/* A layer of the scene, which stands below. */
static const struct simulation *find_layer(const struct simulation *simulation, size_t index)
{
    while (simulation->layer != &simulation->scene->layers[index])
        simulation = simulation->below;
    return simulation;
}

void sources_link(struct simulation *simulation)
{
    const struct scene_layer *layer = simulation->layer;
    size_t count = layer->source_count > 0 ? layer->source_count : 1;
    struct simulation_source *sources = arena_allocate(&simulation->arena, count, sizeof *sources);
    simulation->place = simulation->below ? simulation->below->place + 1 : 0;
    sources[0].layer = simulation->below;
    for (size_t i = 0; i < layer->source_count; i++)
        sources[i].layer = layer->sources[i].layer == FROM_INPUT
                               ? NULL
                               : find_layer(simulation, layer->sources[i].layer);
    simulation->sources = sources;
    simulation->source_count = count;
}

static size_t readers_of(const struct simulation *top, const struct simulation *layer)
{
    size_t readers = 0;
    for (const struct simulation *at = top; at != layer; at = at->below)
        for (size_t i = 0; i < at->source_count; i++)
            readers += at->sources[i].layer == layer;
    return readers;
}

void sources_join(struct simulation *top)
{
    const struct simulation *focused = simulation_focused(top);
    for (struct simulation *at = top; at && at->below; at = at->below)
        at->is_joined = simulation_is_function(at) && at->sources[0].layer == at->below &&
                        at->below != focused && readers_of(top, at->below) == 1 &&
                        simulation_order(top) != ORDER_LAYER;
}

struct tensor source_map(const struct simulation *simulation, size_t index)
{
    const struct simulation_source *source = &simulation->sources[index];
    return source->layer ? source->layer->output
                         : simulation_input_as_given(simulation_first(simulation));
}

size_t simulation_source_channels(const struct simulation *simulation, size_t index)
{
    size_t end = index + 1 < simulation->source_count ? simulation->sources[index + 1].channel
                                                      : simulation->input.size[0];
    return end - simulation->sources[index].channel;
}

bool simulation_has_branches(const struct simulation *simulation)
{
    for (; simulation; simulation = simulation->below)
        if (simulation->source_count != 1 || simulation->sources[0].layer != simulation->below)
            return true;
    return false;
}

/* ---- sizes ---- */

/* "'conv1'", "the Conv2d before it" */
static const char *source_name(const struct simulation *simulation, size_t index,
                               struct arena *arena)
{
    const struct scene_layer *layer = simulation->layer;
    if (layer->source_count == 0)
        return arena_format(arena, "the %s before it", simulation->below->type_name);
    const char *name = layer->sources[index].name;
    return arena_format(arena, "'%s'", text_printable(arena, name, strlen(name), 40));
}

static struct position place_of(const struct simulation *simulation, size_t index)
{
    const struct scene_layer *layer = simulation->layer;
    return layer->source_count > 0 ? layer->sources[index].at : layer->at;
}

static bool check_count(const struct simulation *simulation, struct report *report)
{
    const struct scene_layer *layer = simulation->layer;
    bool is_join = simulation->type->is_join;
    if (is_join == (simulation->source_count > 1))
        return true;
    if (is_join && simulation->below)
        report_error(report, layer->from_at.line ? layer->from_at : layer->at,
                     "for example from: [a, b], where a and b are names of layers before it",
                     "%s joins several maps", simulation->type_name);
    else if (is_join)
        report_error(report, layer->at, "layers: [{name: a, ...}, {type: Add, from: [a, input]}]",
                     "%s joins several maps: it needs layers before it", simulation->type_name);
    else
        report_error(report, layer->from_at, "join them first, with Add or Concat",
                     "%s reads one map, not %zu", simulation->type_name, simulation->source_count);
    return false;
}

bool sources_check_alike(const struct simulation *simulation, size_t dimension, const char *hint,
                         struct report *report)
{
    struct arena *arena = &report->arena;
    struct tensor first = source_map(simulation, 0);
    for (size_t i = 1; i < simulation->source_count; i++) {
        struct tensor map = source_map(simulation, i);
        bool is_alike = map.rank == first.rank;
        for (size_t d = dimension; is_alike && d < map.rank; d++)
            is_alike = map.size[d] == first.size[d];
        if (is_alike)
            continue;
        report_error(report, place_of(simulation, i), hint,
                     "%s joins maps of one size, but %s is %s and %s is %s", simulation->type_name,
                     source_name(simulation, 0, arena), tensor_sizes(&first, 0, " x ", arena),
                     source_name(simulation, i, arena), tensor_sizes(&map, 0, " x ", arena));
        return false;
    }
    return true;
}

static bool check_axes(const struct simulation *simulation, size_t axes, struct report *report)
{
    for (size_t i = 0; i < simulation->source_count; i++) {
        size_t given = source_map(simulation, i).rank - 1;
        if (given == axes)
            continue;
        report_error(report, place_of(simulation, i),
                     simulation->is_dense ? "put {type: Flatten} before it" : NULL,
                     "%s reads maps of %zu ax%s, but %s gives %zu", simulation->type_name, axes,
                     axes == 1 ? "is" : "es", source_name(simulation, i, &report->arena), given);
        return false;
    }
    return true;
}

bool sources_shape(struct simulation *simulation, size_t axes, struct report *report)
{
    if (!check_count(simulation, report))
        return false;
    if (simulation->source_count > 1 && !sources_check_alike(simulation, 1, NULL, report))
        return false;
    if (!check_axes(simulation, axes, report))
        return false;
    struct simulation_source *sources =
        (struct simulation_source *)simulation->sources; /* its own, in its arena */
    simulation->in_channels = 0;
    for (size_t i = 0; i < simulation->source_count; i++) {
        struct tensor map = source_map(simulation, i);
        sources[i].channel = simulation->in_channels;
        simulation->in_channels += map.size[0];
        for (size_t d = 0; d < axes; d++)
            simulation->axis[d].input = (int64_t)map.size[1 + d];
    }
    return true;
}

/* ---- numbers ---- */

void sources_fill(struct simulation *simulation)
{
    if (simulation->source_count == 1) {
        simulation->input.values = source_map(simulation, 0).values;
        return;
    }
    double *values =
        arena_allocate(&simulation->arena, tensor_count(&simulation->input), sizeof *values);
    simulation->input.values = values;
    for (size_t i = 0; i < simulation->source_count; i++) {
        struct tensor map = source_map(simulation, i);
        size_t count = tensor_count(&map);
        memcpy(values, map.values, count * sizeof *values);
        values += count;
    }
}
