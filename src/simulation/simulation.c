/* SPDX-License-Identifier: MIT */
/* From a scene's layer to a simulation: everything is checked before anything large is made. */
#include <stdlib.h>

#include "simulation/resolve.h"

static void set_modes(struct simulation *simulation)
{
    const struct scene_layer *layer = &simulation->scene->layer;
    simulation->type_name = simulation->type->name;
    simulation->is_transposed = simulation->type->is_transposed;
    simulation->is_pool = simulation->type->is_pool;
    simulation->has_kernel = (simulation->type->takes & TAKES_KERNEL) != 0;
    simulation->axes = simulation->type->axes;
    simulation->padding_mode = layer->padding_mode.at.line ? layer->padding_mode.value : MODE_ZEROS;
    simulation->ceil_mode = layer->ceil_mode.at.line != 0 && layer->ceil_mode.value;
    simulation->count_include_pad =
        layer->count_include_pad.at.line == 0 || layer->count_include_pad.value;
    simulation->norm_type = layer->norm_type.at.line ? layer->norm_type.value : 2;
}

static bool resolve(struct simulation *simulation, struct report *report)
{
    const struct scene_layer *layer = &simulation->scene->layer;
    simulation->type = layer_type_find(layer->type, layer->type_at, report);
    if (!simulation->type)
        return false;
    set_modes(simulation);
    bool is_right = resolve_parameters(simulation, report);
    is_right = resolve_shapes(simulation, report) && is_right;
    return is_right && resolve_axes(simulation, report) && resolve_limits(simulation, report) &&
           resolve_values(simulation, report);
}

struct simulation *simulation_create(const struct scene *scene, struct report *report)
{
    if (!scene->is_layer_sound) /* reported by the reader */
        return NULL;
    struct simulation *simulation = memory_allocate(1, sizeof *simulation);
    simulation->scene = scene;
    if (!resolve(simulation, report)) {
        simulation_destroy(simulation);
        return NULL;
    }
    simulation_compute_output(simulation);
    resolve_relationship(simulation);
    return simulation;
}

void simulation_destroy(struct simulation *simulation)
{
    if (!simulation)
        return;
    arena_finish(&simulation->arena);
    free(simulation);
}
