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

/* The layer that one of a stack reads, whose last one is `top`; NULL: the input, or several. */
static const struct simulation *read_by(const struct scene *scene, const struct scene_layer *layer,
                                        const struct simulation *top)
{
    if (layer->source_count == 0)
        return top;
    if (layer->source_count > 1 || layer->sources[0].layer == FROM_INPUT)
        return NULL;
    while (top && top->layer != &scene->layers[layer->sources[0].layer])
        top = top->below;
    return top;
}

/* Of a print that does not say what a layer reads its channels may tell that it is something else.
 */
static bool is_lost(const struct scene *scene, const struct scene_layer *layer,
                    const struct simulation *top, struct report *report)
{
    const struct simulation *below = read_by(scene, layer, top);
    if (!layer->is_unsure || layer->in_channels.at.line == 0 || !below ||
        below->output.size[0] == (size_t)layer->in_channels.value)
        return false;
    report_warning(report, layer->type_at,
                   "write the layers as a list, and what each reads with from:",
                   "the network is drawn up to here: a print does not tell what this %s reads: it "
                   "takes %" PRId64 " channels, and the layer before it gives %zu",
                   layer->type, layer->in_channels.value, below->output.size[0]);
    return true;
}

enum assumed assumed_resolve(const struct scene *scene, const struct scene_layer *layer,
                             const struct simulation *below, struct report *report)
{
    if (layer->assumed_units == 0)
        return is_lost(scene, layer, below, report) ? ASSUMED_END : ASSUMED_LAYER;
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
