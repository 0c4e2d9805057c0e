/* SPDX-License-Identifier: MIT */
/* How large a receptive field is, at most over all units of a layer's output. Where an axis does
 * not depend on the others, what is seen on it is a few runs of units, followed down layer by
 * layer; else every unit's own terms are followed. */
#include <stdlib.h>

#include "simulation/resolve.h"

enum {
    MOST_WORK = 40 * 1000 * 1000, /* units and cells that are gone through: under a second */
    MOST_READS = 5 * 1000 * 1000  /* that are followed: under a second, too */
};

/* ---- one axis through all layers ---- */

/* What is seen on an axis of each map of the network. */
struct seen {
    struct intervals runs[1 + MAX_LAYERS];
    struct intervals read; /* by the layer at hand */
};

/* Hands on what a layer reads to those that it reads. */
static int64_t follow_layer(const struct simulation *layer, size_t axis, struct seen *seen)
{
    struct intervals *runs = &seen->runs[simulation_map_of(layer)];
    intervals_merge(runs);
    intervals_read(layer, axis, runs, &seen->read);
    for (size_t i = 0; i < layer->source_count; i++) {
        struct intervals *below = &seen->runs[simulation_map_of(layer->sources[i].layer)];
        for (size_t r = 0; r < seen->read.count; r++)
            intervals_add(below, seen->read.items[r].first, seen->read.items[r].last);
    }
    return 1 + (int64_t)seen->read.count;
}

/* What some output units see. */
static int64_t follow_units(const struct simulation *top, size_t axis, struct interval units,
                            struct seen *seen, struct reach_size *out)
{
    int64_t work = 0, count = 0;
    for (size_t i = 0; i <= simulation_map_of(top); i++)
        seen->runs[i].count = 0;
    intervals_add(&seen->runs[simulation_map_of(top)], units.first, units.last);
    for (const struct simulation *at = top; at; at = at->below)
        work += follow_layer(at, axis, seen);
    intervals_merge(&seen->runs[0]);
    for (size_t i = 0; i < seen->runs[0].count; i++)
        count += seen->runs[0].items[i].last - seen->runs[0].items[i].first + 1;
    out->units[axis] = count > out->units[axis] ? count : out->units[axis];
    return work;
}

static void finish_seen(const struct simulation *top, struct seen *seen)
{
    for (size_t i = 0; i <= simulation_map_of(top); i++)
        intervals_finish(&seen->runs[i]);
    intervals_finish(&seen->read);
    free(seen);
}

/* False: too much work. */
static bool follow_axis(const struct simulation *top, size_t axis, struct reach_size *out)
{
    struct seen *seen = memory_allocate(1, sizeof *seen);
    int64_t work = 0;
    for (int64_t o = 0; o < top->axis[axis].output && work < MOST_WORK; o++)
        work += follow_units(top, axis, (struct interval){o, o}, seen, out);
    finish_seen(top, seen);
    return work < MOST_WORK;
}

/* ---- behind fully connected layers ---- */

/* Whether no axis of some layers depends on the others. */
static bool is_straight(const struct simulation *top)
{
    bool is_all = true;
    for (const struct simulation *at = top; at; at = at->below)
        is_all = is_all && !at->type->is_mixed && !at->is_sparse && at->axes == top->axes;
    return is_all;
}

/* How many units of the input all of a layer's output sees together, in all channels. */
static uint64_t count_together(const struct simulation *top)
{
    uint64_t count = simulation_first(top)->in_channels;
    for (size_t i = 0; i < top->axes; i++) {
        struct reach_size all = {0};
        struct seen *seen = memory_allocate(1, sizeof *seen);
        follow_units(top, i, (struct interval){0, top->axis[i].output - 1}, seen, &all);
        finish_seen(top, seen);
        count *= (uint64_t)all.units[i];
    }
    return count;
}

/* Whether its units are those of its input. */
static bool is_flatten(const struct simulation *layer)
{
    return layer->is_flattened && !simulation_takes(layer, "kernel_size");
}

static const struct simulation *source_of(const struct simulation *layer)
{
    return layer->source_count == 1 ? layer->sources[0].layer : NULL;
}

/* Every unit of a Linear sees all units below it, and those of a Flatten are those of its input;
 * what is above them sees no less. False: the layers are not such. */
static bool count_behind_dense(const struct simulation *top, uint64_t *count)
{
    const struct simulation *at = top;
    while (at && !at->is_dense && !at->type->is_mixed)
        at = source_of(at);
    if (!at || !at->is_dense)
        return false;
    while (at && (at->is_dense || is_flatten(at)))
        at = source_of(at);
    if (at && !is_straight(at))
        return false;
    *count = at ? count_together(at) : tensor_count(&simulation_first(top)->input);
    return true;
}

/* How many channels of the input a unit sees through straight layers; 0: groups make it depend. */
static uint64_t channels_seen(const struct simulation *top)
{
    for (const struct simulation *at = top; at; at = at->below)
        if (at->has_kernel)
            return at->groups == 1 ? simulation_first(top)->in_channels : 0;
    return 1;
}

/* What a unit of a Flatten sees a unit of its input sees. False: it is none, or not of a box. */
static bool count_flattened(const struct simulation *top, uint64_t *count)
{
    const struct simulation *at = is_flatten(top) ? source_of(top) : NULL;
    uint64_t channels = at && is_straight(at) ? channels_seen(at) : 0;
    struct reach_size box = {0};
    if (channels == 0)
        return false;
    for (size_t i = 0; i < at->axes; i++) {
        if (!follow_axis(at, i, &box))
            return false;
        channels *= (uint64_t)box.units[i];
    }
    *count = channels;
    return true;
}

/* ---- every unit ---- */

static double walk_size(const struct simulation *top)
{
    double size = 0;
    for (const struct simulation *at = top; at; at = at->below) {
        double plane = (double)at->in_channels;
        for (size_t i = 0; i < at->axes; i++)
            plane *= (double)at->axis[i].padded;
        size += plane;
    }
    return size * (double)top->step_count;
}

/* Whether so many reads of the first of some units say that all follow too many. */
static bool is_too_much(double reads, size_t followed, size_t steps)
{
    return followed > 0 && reads / (double)followed * (double)steps > MOST_READS;
}

/* At most, over some output units from the first on. False: too much work. */
static bool count_seen(const struct simulation *top, size_t steps, uint64_t *most)
{
    size_t units = tensor_count(&simulation_first(top)->input), n = 0;
    double *paths = memory_allocate(units, sizeof *paths);
    double reads = 0;
    for (; n < steps && !is_too_much(reads, n, steps); n++) {
        uint64_t count = 0;
        reads += (double)simulation_paths(top, n, paths);
        for (size_t i = 0; i < units; i++)
            count += paths[i] > 0;
        *most = count > *most ? count : *most;
    }
    free(paths);
    return n == steps;
}

/* Where no unit is seen on one axis, none is seen at all. */
static void clear_if_blind(const struct simulation *top, struct reach_size *out)
{
    bool is_blind = false;
    for (size_t i = 0; i < top->axes; i++)
        is_blind |= out->units[i] == 0;
    for (size_t i = 0; is_blind && i < top->axes; i++)
        out->units[i] = 0;
}

void simulation_reach_size(const struct simulation *top, struct reach_size *out)
{
    *out = (struct reach_size){.is_known = true, .is_box = true};
    for (const struct simulation *at = top; at; at = at->below)
        out->is_box = out->is_box && !at->type->is_mixed && at->axes == top->axes;
    for (size_t i = 0; out->is_box && i < top->axes; i++)
        out->is_known = out->is_known && follow_axis(top, i, out);
    if (out->is_box)
        clear_if_blind(top, out);
    if (out->is_box || count_behind_dense(top, &out->count) || count_flattened(top, &out->count))
        return;
    size_t steps = top->is_dense ? 1 : top->step_count; /* all units of a Linear read the same */
    out->is_known = walk_size(top) < MOST_WORK && count_seen(top, steps, &out->count);
}
