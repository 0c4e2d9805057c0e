/* SPDX-License-Identifier: MIT */
/* The paths from every unit of a network's input up to one output unit, through all branches. */
#include <stdlib.h>
#include <string.h>

#include "simulation/resolve.h"

/* The paths of the units of each map. */
struct counting {
    double *paths[1 + MAX_LAYERS]; /* owned, but for the input's */
    struct arena arena;            /* of the layer at hand */
};

/* The units of a layer's output that are seen. */
static struct reach seen_outputs(struct counting *counting, const struct simulation *layer)
{
    const double *paths = counting->paths[simulation_map_of(layer)];
    size_t count = 0;
    for (size_t n = 0; n < layer->step_count; n++)
        count += paths[n] > 0;
    struct reach seen = {.cells = arena_allocate(&counting->arena, count, sizeof *seen.cells)};
    for (size_t n = 0; n < layer->step_count; n++)
        if (paths[n] > 0)
            seen.cells[seen.cell_count++] = (struct reach_cell){.unit = n, .paths = paths[n]};
    seen.read_count = seen.cell_count;
    return seen;
}

/* Adds the paths of a unit of the layer's input to those of the map that it comes from. */
static void hand_on(struct counting *counting, const struct simulation *layer,
                    const struct reach_cell *cell)
{
    size_t map = tensor_count(&layer->input) / layer->input.size[0];
    size_t channel = cell->unit / map, index = layer->source_count - 1;
    while (layer->sources[index].channel > channel)
        index--;
    const struct simulation_source *source = &layer->sources[index];
    counting->paths[simulation_map_of(source->layer)][cell->unit - source->channel * map] +=
        cell->paths;
}

/* Returns how many reads it followed. */
static size_t follow_layer(struct counting *counting, const struct simulation *layer)
{
    struct reach reach;
    arena_reset(&counting->arena);
    struct reach above = seen_outputs(counting, layer);
    simulation_reach(layer, &above, &counting->arena, &reach);
    for (size_t i = 0; i < reach.cell_count; i++)
        if (reach.cells[i].unit != SIZE_MAX && !reach.cells[i].is_repeated)
            hand_on(counting, layer, &reach.cells[i]);
    return reach.tap_count;
}

size_t simulation_paths(const struct simulation *top, size_t unit, double *paths)
{
    struct counting counting = {.paths = {paths}};
    const struct simulation *at = top;
    size_t reads = 0;
    for (; at; at = at->below) {
        counting.paths[simulation_map_of(at)] = memory_allocate(at->step_count, sizeof *paths);
        if (!at->below)
            memset(paths, 0, tensor_count(&at->input) * sizeof *paths);
    }
    counting.paths[simulation_map_of(top)][unit] = 1;
    for (at = top; at; at = at->below)
        reads += follow_layer(&counting, at);
    for (size_t i = 1; i <= simulation_map_of(top); i++)
        free(counting.paths[i]);
    arena_finish(&counting.arena);
    return reads;
}
