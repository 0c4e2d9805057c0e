/* SPDX-License-Identifier: MIT */
/* What an output unit sees of every map below it, through all branches, as boxes without the cells
 * in them. */
#include <stdlib.h>

#include "simulation/layer_type.h"
#include "simulation/resolve.h"

enum { MOST_OUTPUTS = 4096 }; /* that are followed one by one in a layer: under a millisecond */

/* What is seen of a map. */
struct seen {
    struct interval channels; /* empty: nothing */
    struct intervals runs[MAX_AXES];
};

size_t simulation_map_of(const struct simulation *layer)
{
    return layer ? layer->place + 1 : 0;
}

static struct interval all_of(size_t count)
{
    return (struct interval){0, (int64_t)count - 1};
}

/* ---- one layer ---- */

/* From the first to the last place of the plane that a sliding layer reads for some outputs. */
static struct interval places_read(const struct simulation *layer, size_t axis,
                                   struct interval outputs)
{
    const struct axis *a = &layer->axis[axis];
    if (!layer->is_sliding)
        return interval_joined(reads_along(layer, axis, outputs.first),
                               reads_along(layer, axis, outputs.last));
    bool counts_all = simulation_counts_zero(layer, CELL_PADDING);
    int64_t least = counts_all ? 0 : a->before;
    int64_t most = counts_all ? a->padded - 1 : a->before + a->stretched - 1;
    int64_t first = outputs.first * a->move, last = outputs.last * a->move + a->effective_kernel;
    return (struct interval){first > least ? first : least, last <= most ? last - 1 : most};
}

/* Axis by axis. A convolution reads the channels of its outputs' groups, other layers those of
 * their outputs. */
static void read_axes(const struct simulation *layer, const struct seen *above, struct seen *out,
                      struct reach_box *box)
{
    int64_t outputs = (int64_t)(layer->out_channels / layer->groups);
    int64_t inputs = (int64_t)(layer->in_channels / layer->groups);
    out->channels = above->channels;
    if (layer->has_kernel)
        out->channels = (struct interval){above->channels.first / outputs * inputs,
                                          (above->channels.last / outputs + 1) * inputs - 1};
    for (size_t i = 0; i < layer->axes; i++) {
        box->read[i] = places_read(layer, i, box->units[i]);
        intervals_read(layer, i, &above->runs[i], &out->runs[i]);
    }
}

static void read_output(const struct simulation *layer, const size_t *output, struct seen *out,
                        struct reach_box *box)
{
    struct reads reads = {0};
    reads_of(layer, output, &reads);
    for (size_t n = 0; n < reads.count; n++) {
        const struct read *read = &reads.items[n];
        struct cell cell = simulation_cell_at(layer, read->place);
        bool is_unit = cell.kind == CELL_UNIT;
        if (!is_unit && !simulation_counts_zero(layer, cell.kind))
            continue;
        for (size_t i = 0; i < layer->axes; i++)
            box->read[i] = interval_with(box->read[i], read->place[i]);
        for (size_t i = 0; is_unit && i < layer->axes; i++)
            intervals_add(&out->runs[i], cell.unit[i], cell.unit[i]);
        if (is_unit)
            out->channels = interval_with(out->channels, (int64_t)read->channel);
    }
    reads_finish(&reads);
}

/* Every output of the box, of large ones those at the ends of every axis. */
static void read_outputs(const struct simulation *layer, struct seen *out, struct reach_box *box)
{
    struct interval along[1 + MAX_AXES] = {box->channels};
    int64_t size[1 + MAX_AXES], at[1 + MAX_AXES] = {0};
    double outputs = 1;
    for (size_t i = 0; i <= layer->axes; i++) {
        if (i > 0)
            along[i] = box->units[i - 1];
        size[i] = along[i].last - along[i].first + 1;
        outputs *= (double)size[i];
    }
    for (size_t i = 0; outputs > MOST_OUTPUTS && i <= layer->axes; i++)
        size[i] = size[i] < 2 ? size[i] : 2;
    do {
        size_t output[1 + MAX_AXES];
        for (size_t i = 0; i <= layer->axes; i++)
            output[i] = (size_t)(outputs > MOST_OUTPUTS && at[i] > 0 ? along[i].last
                                                                     : along[i].first + at[i]);
        read_output(layer, output, out, box);
    } while (walk_next(at, size, 1 + layer->axes));
    if (!interval_is_empty(out->channels) && size[0] == (int64_t)layer->out_channels)
        out->channels = all_of(layer->in_channels);
    for (size_t i = 0; i < layer->axes; i++)
        intervals_merge(&out->runs[i]);
}

/* A list of units has them from places of its own. */
static void read_list(const struct simulation *layer, struct seen *out, struct reach_box *box)
{
    const size_t output[1 + MAX_AXES] = {(size_t)box->channels.first};
    if (box->channels.first == box->channels.last && !simulation_takes(layer, "kernel_size")) {
        read_output(layer, output, out, box);
        return;
    }
    out->channels = all_of(layer->in_channels);
    for (size_t i = 0; i < layer->axes; i++)
        intervals_add(&out->runs[i], 0, layer->axis[i].input - 1);
}

/* ---- all layers ---- */

static void see(struct seen *seen, struct interval channels, const struct intervals *runs,
                size_t axes)
{
    for (size_t i = 0; i < axes; i++)
        if (runs[i].count == 0)
            return;
    if (interval_is_empty(channels))
        return;
    seen->channels = interval_joined(seen->channels, channels);
    for (size_t i = 0; i < axes; i++)
        for (size_t n = 0; n < runs[i].count; n++)
            intervals_add(&seen->runs[i], runs[i].items[n].first, runs[i].items[n].last);
}

/* Each map at the same place: of Add all alike, of Concat their channels one after the other. */
static void follow_join(const struct simulation *layer, const struct seen *above, struct seen *maps)
{
    bool is_sum = layer->out_channels < layer->in_channels;
    for (size_t i = 0; i < layer->source_count; i++) {
        int64_t start = is_sum ? 0 : (int64_t)layer->sources[i].channel;
        int64_t most = (int64_t)simulation_source_channels(layer, i) - 1;
        struct interval channels = {above->channels.first - start, above->channels.last - start};
        channels.first = channels.first > 0 ? channels.first : 0;
        channels.last = channels.last < most ? channels.last : most;
        see(&maps[simulation_map_of(layer->sources[i].layer)], channels, above->runs, layer->axes);
    }
}

static void follow(const struct simulation *layer, struct seen *maps, struct reach_box *box)
{
    const struct seen *above = &maps[simulation_map_of(layer)];
    struct seen read = {.channels = no_interval};
    box->is_followed = true;
    if (layer->type->is_join)
        follow_join(layer, above, maps);
    else if (layer->is_flattened)
        read_list(layer, &read, box);
    else if (layer->type->is_mixed)
        read_outputs(layer, &read, box);
    else
        read_axes(layer, above, &read, box);
    see(&maps[simulation_map_of(layer->sources[0].layer)], read.channels, read.runs, layer->axes);
    for (size_t i = 0; i < MAX_AXES; i++)
        intervals_finish(&read.runs[i]);
}

static void settle_box(struct seen *map, struct reach_box *box)
{
    *box =
        (struct reach_box){.is_seen = !interval_is_empty(map->channels), .channels = map->channels};
    for (size_t i = 0; i < MAX_AXES; i++) {
        intervals_merge(&map->runs[i]);
        box->units[i] = intervals_round(&map->runs[i]);
        box->read[i] = no_interval;
    }
}

void simulation_reach_boxes(const struct simulation *layer, size_t unit, size_t layers,
                            struct reach_box *boxes)
{
    size_t top = simulation_map_of(layer);
    struct seen *maps = memory_allocate(top + 1, sizeof *maps);
    struct step step;
    step_begin(layer, unit, &step);
    for (size_t map = 0; map < top; map++)
        maps[map].channels = no_interval;
    maps[top].channels = interval_with(no_interval, (int64_t)step.output[0]);
    for (size_t i = 0; i < layer->axes; i++)
        intervals_add(&maps[top].runs[i], (int64_t)step.output[1 + i], (int64_t)step.output[1 + i]);
    for (const struct simulation *at = layer; at; at = at->below) {
        struct reach_box *box = &boxes[simulation_map_of(at)];
        settle_box(&maps[simulation_map_of(at)], box);
        if (!box->is_seen || layers == 0)
            continue;
        follow(at, maps, box);
        layers -= !at->is_joined;
    }
    settle_box(&maps[0], &boxes[0]);
    for (size_t map = 0; map <= top; map++)
        for (size_t i = 0; i < MAX_AXES; i++)
            intervals_finish(&maps[map].runs[i]);
    free(maps);
}

double simulation_reach_terms(const struct simulation *top)
{
    struct reach_box boxes[1 + MAX_LAYERS];
    size_t unit = 0;
    double terms = 0, units = 1; /* of the plane above, that are seen */
    for (size_t i = 0; i < top->axes; i++)
        unit = unit * (size_t)top->axis[i].output + (size_t)top->axis[i].output / 2;
    simulation_reach_boxes(top, unit, SIZE_MAX, boxes);
    for (const struct simulation *at = top; at; at = at->below) {
        const struct reach_box *box = &boxes[simulation_map_of(at)];
        double cells = box->is_followed ? (double)at->in_channels : 0;
        for (size_t i = 0; i < at->axes; i++)
            if (box->is_followed && !interval_is_empty(box->read[i]))
                cells *= (double)(box->read[i].last - box->read[i].first + 1);
        terms += units * (double)simulation_terms(at);
        units = cells;
    }
    return terms;
}
