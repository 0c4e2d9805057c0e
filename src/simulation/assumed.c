/* SPDX-License-Identifier: MIT */
/*
 * What a printed model does not tell between a map and the list that its Linear reads: a Flatten,
 * or a global pool before it. Sizes tell which, or that it is something else.
 */
#include <inttypes.h>

#include "simulation/layer_type.h"
#include "simulation/resolve.h"

/* The Linear behind layers that are assumed for it. */
static const struct scene_layer *linear_of(const struct scene_layer *layer)
{
    while (layer->assumed_units != 0)
        layer++;
    return layer;
}

/* Of the first layer nothing is known but how many sizes the input has. */
static enum assumed assume_first(const struct scene *scene, bool is_pool)
{
    const struct values *input = &scene->input;
    size_t sizes = input->kind == VALUES_GIVEN ? input->given.rank : input->size_count;
    return is_pool || sizes == 1 ? ASSUMED_NOTHING : ASSUMED_LAYER;
}

enum assumed assumed_resolve(const struct scene *scene, const struct scene_layer *layer,
                             const struct simulation *below, struct report *report)
{
    if (layer->assumed_units == 0)
        return ASSUMED_LAYER;
    bool is_pool = layer->output_size.at.line != 0;
    if (!below)
        return assume_first(scene, is_pool);
    const struct tensor *map = &below->output;
    int64_t channels = (int64_t)map->size[0], units = (int64_t)tensor_count(map);
    if (units == channels && map->rank == 2)
        return ASSUMED_NOTHING;
    if (is_pool && (channels != layer->assumed_units || units == channels))
        return ASSUMED_NOTHING;
    bool is_known = is_pool || units == layer->assumed_units;
    if (is_pool || !is_known)
        report_warning(report, linear_of(layer)->type_at, "write the layers as maps in a list",
                       "%sa print does not tell how %s becomes the %" PRId64
                       " units that Linear reads%s",
                       is_known ? "" : "the network is drawn up to here: ",
                       tensor_sizes(map, 0, " x ", &report->arena), layer->assumed_units,
                       is_known ? ": a global average pool is drawn" : "");
    return is_known ? ASSUMED_LAYER : ASSUMED_END;
}
