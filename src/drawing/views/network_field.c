/* SPDX-License-Identifier: MIT */
/* What an output unit of a network sees of every map below it, through all branches: the smallest
 * rectangle around it. Windows lie in the order of their outputs, so the corners of a rectangle of
 * outputs tell what all of it reads. */
#include "drawing/views/network.h"

size_t network_node_of(const struct simulation *layer)
{
    return layer ? layer->place + 1 : 0;
}

bool network_is_skip(const struct network *network, size_t node, size_t source, size_t *from)
{
    const struct simulation *layer = network->nodes[node].layer;
    *from = network_node_of(layer->sources[source].layer);
    return *from + 1 != node;
}

static void grow(struct node_field *field, int axis, int64_t first, int64_t last)
{
    int64_t end = field->first[axis] + field->count[axis] - 1;
    if (field->is_seen) {
        first = field->first[axis] < first ? field->first[axis] : first;
        last = end > last ? end : last;
    }
    field->first[axis] = first;
    field->count[axis] = last - first + 1;
}

/* Makes room for units from the first to the last. The grid's axes: the last two of a layer's, of a
 * 1-D layer one row. */
static void see(struct node_field *field, size_t axes, const int64_t *first, const int64_t *last)
{
    for (int axis = 0; axis < 2; axis++) {
        size_t from_last = axis == 0 ? 2 : 1;
        bool is_there = axes >= from_last;
        grow(field, axis, is_there ? first[axes - from_last] : 0,
             is_there ? last[axes - from_last] : 0);
    }
    field->is_seen = true;
}

/* The number of a layer's output unit at a place of its first channel. */
static size_t unit_at(const struct node *node, size_t channel, const int64_t *place)
{
    return (channel * (size_t)node->units[0] + (size_t)place[0]) * (size_t)node->units[1] +
           (size_t)place[1];
}

/* Every channel is read alike, and without their values. */
static void follow_window(const struct simulation *layer, size_t unit, struct node_field *fields)
{
    int64_t first[MAX_AXES], last[MAX_AXES];
    if (simulation_units_at(layer, unit, first, last))
        see(&fields[network_node_of(layer->sources[0].layer)], layer->axes, first, last);
}

/* What one output unit reads, of each source. */
static void follow(const struct node *node, size_t unit, struct node_field *fields,
                   struct arena *terms)
{
    const struct simulation *layer = node->layer;
    struct step step;
    if (layer->is_sliding) {
        follow_window(layer, unit, fields);
        return;
    }
    arena_reset(terms);
    simulation_step_at(layer, unit, terms, &step);
    for (size_t t = 0; t < step.term_count; t++) {
        const struct term *term = &step.terms[t];
        size_t source = 0;
        if (term->kind != CELL_UNIT)
            continue;
        while (source + 1 < layer->source_count &&
               layer->sources[source + 1].channel <= term->input[0])
            source++;
        int64_t place[MAX_AXES];
        for (size_t i = 0; i < layer->axes; i++)
            place[i] = (int64_t)term->input[1 + i];
        see(&fields[network_node_of(layer->sources[source].layer)], layer->axes, place, place);
    }
}

/* A unit of each source of a join that lays channels one behind the other. */
static void follow_corner(const struct node *node, const int64_t *place, struct node_field *fields,
                          struct arena *terms)
{
    const struct simulation *layer = node->layer;
    bool joins_channels = layer->source_count > 1 && layer->out_channels == layer->in_channels;
    for (size_t i = 0; i < (joins_channels ? layer->source_count : 1); i++)
        follow(node, unit_at(node, layer->sources[i].channel, place), fields, terms);
}

/* A list of units comes from places of its own: where channels are read together, from all. */
static void follow_list(const struct network *network, size_t index, size_t top, size_t channel,
                        struct node_field *fields, struct arena *terms)
{
    const struct simulation *layer = network->nodes[index].layer;
    bool mixes_channels = false;
    for (size_t i = index + 1; i <= top; i++)
        mixes_channels |= network->nodes[i].layer->has_kernel;
    if (!mixes_channels) {
        follow(&network->nodes[index], channel, fields, terms);
        return;
    }
    const int64_t first[MAX_AXES] = {0};
    int64_t last[MAX_AXES] = {0};
    for (size_t i = 0; i < layer->axes; i++)
        last[i] = layer->axis[i].input - 1;
    see(&fields[network_node_of(layer->sources[0].layer)], layer->axes, first, last);
}

bool network_is_same_field(const struct node_field *a, const struct node_field *b)
{
    return a->is_seen == b->is_seen && a->first[0] == b->first[0] && a->first[1] == b->first[1] &&
           a->count[0] == b->count[0] && a->count[1] == b->count[1];
}

void network_fields(const struct network *network, size_t top, size_t unit, size_t layers,
                    struct node_field *fields)
{
    const struct node *node = &network->nodes[top];
    struct arena terms = {0};
    size_t plane = (size_t)(node->units[0] * node->units[1]);
    size_t place = plane > 0 ? unit % plane : 0;
    for (size_t i = 0; i < network->count; i++)
        fields[i] = (struct node_field){0};
    fields[top] = (struct node_field){
        .is_seen = true,
        .is_followed = top > 0,
        .first = {(int64_t)place / node->units[1], (int64_t)place % node->units[1]},
        .count = {1, 1}};
    if (top > 0)
        follow(node, unit, fields, &terms);
    for (size_t i = top, followed = 1; i-- > 1 && followed < layers;) {
        struct node_field *field = &fields[i];
        if (!field->is_seen)
            continue;
        field->is_followed = true;
        followed++;
        if (network->nodes[i].layer->is_flattened) {
            follow_list(network, i, top, unit / plane, fields, &terms);
            continue;
        }
        const int64_t low[2] = {field->first[0], field->first[1]};
        const int64_t high[2] = {field->first[0] + field->count[0] - 1,
                                 field->first[1] + field->count[1] - 1};
        follow_corner(&network->nodes[i], low, fields, &terms);
        follow_corner(&network->nodes[i], high, fields, &terms);
    }
    arena_finish(&terms);
}
