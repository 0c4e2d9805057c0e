/* SPDX-License-Identifier: MIT */
/* How large a receptive field is, at most over all units of a layer's output. Where an axis does
 * not depend on the others, what is seen on it is a few runs of units, followed down layer by
 * layer; else every unit's own terms are followed. */
#include <stdlib.h>

#include "simulation/resolve.h"

enum { MOST_WORK = 40 * 1000 * 1000 /* units and cells that are followed: under a second */ };

/* Units of an axis, from first up to last. */
struct run {
    int64_t first, last;
};

struct runs {
    struct run *items; /* owned */
    size_t count, capacity;
};

static void add_run(struct runs *runs, int64_t first, int64_t last)
{
    if (first > last)
        return;
    if (runs->count > 0 && first <= runs->items[runs->count - 1].last + 1 &&
        first >= runs->items[runs->count - 1].first) {
        struct run *before = &runs->items[runs->count - 1];
        before->last = last > before->last ? last : before->last;
        return;
    }
    if (runs->count == runs->capacity) {
        runs->capacity = runs->capacity ? 2 * runs->capacity : 8;
        runs->items = memory_resize(runs->items, runs->capacity, sizeof *runs->items);
    }
    runs->items[runs->count++] = (struct run){first, last};
}

static int compare_runs(const void *a, const void *b)
{
    int64_t x = ((const struct run *)a)->first, y = ((const struct run *)b)->first;
    return (x > y) - (x < y);
}

/* In order, those that touch as one. */
static void merge_runs(struct runs *runs)
{
    size_t count = runs->count;
    if (count < 2)
        return;
    qsort(runs->items, count, sizeof *runs->items, compare_runs);
    runs->count = 0;
    for (size_t i = 0; i < count; i++)
        add_run(runs, runs->items[i].first, runs->items[i].last);
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t floor_divide(int64_t a, int64_t b)
{
    return a >= 0 ? a / b : -((b - 1 - a) / b);
}

/* ---- one axis of one layer ---- */

/* The units that padding cells repeat; low and high are counted from the first unit. */
static void add_repeated(const struct axis *a, enum padding_mode mode, int64_t low, int64_t high,
                         struct runs *out)
{
    int64_t end = a->input, front = smaller(high, -1), back = larger(low, end);
    switch (mode) {
    case MODE_ZEROS:
        break;
    case MODE_REPLICATE:
        if (low <= front)
            add_run(out, 0, 0);
        if (back <= high)
            add_run(out, end - 1, end - 1);
        break;
    case MODE_REFLECT:
        add_run(out, -front, -low);
        add_run(out, 2 * (end - 1) - high, 2 * (end - 1) - back);
        break;
    case MODE_CIRCULAR: /* add_round */
        break;
    }
}

/* The units that a run of stretched cells holds. */
static void add_stretched(const struct axis *a, int64_t low, int64_t high, struct runs *out)
{
    int64_t start = larger(low, 0), end = smaller(high, a->stretched - 1);
    if (start <= end)
        add_run(out, (start + a->stretch - 1) / a->stretch, end / a->stretch);
}

/* The same where the plane begins again, each time round. */
static void add_round(const struct axis *a, int64_t low, int64_t high, struct runs *out)
{
    for (int64_t begin = floor_divide(low, a->period) * a->period; begin <= high;
         begin += a->period)
        add_stretched(a, larger(low - begin, 0), smaller(high - begin, a->period - 1), out);
}

/* The units that a run of cells of the plane holds or repeats. */
static void add_cells(const struct simulation *layer, const struct axis *a, int64_t first,
                      int64_t last, struct runs *out)
{
    int64_t low = larger(first, 0) - a->before, high = smaller(last, a->padded - 1) - a->before;
    if (low > high)
        return;
    if (layer->padding_mode == MODE_CIRCULAR) {
        add_round(a, low, high, out);
        return;
    }
    add_stretched(a, low, high, out);
    add_repeated(a, layer->padding_mode, low, high, out);
}

/* A window that slides: where neighbouring windows touch, a run of them is a run of cells. */
static void read_sliding(const struct simulation *layer, const struct axis *a, struct run above,
                         struct runs *out)
{
    int64_t taps = a->dilation == 1 ? 1 : a->kernel;
    int64_t length = a->dilation == 1 ? a->kernel : 1;
    for (int64_t t = 0; t < taps; t++) {
        int64_t shift = t * a->dilation;
        if (a->move <= length) {
            add_cells(layer, a, above.first * a->move + shift,
                      above.last * a->move + shift + length - 1, out);
            continue;
        }
        for (int64_t o = above.first; o <= above.last; o++)
            add_cells(layer, a, o * a->move + shift, o * a->move + shift + length - 1, out);
    }
}

/* From the first to the last place on an axis that the output units of index o on it read. */
static struct run places_read(const struct simulation *layer, size_t axis, int64_t o)
{
    size_t output[1 + MAX_AXES] = {0};
    struct reads reads = {0};
    output[1 + axis] = (size_t)o;
    reads_of(layer, output, &reads);
    struct run run = {INT64_MAX, INT64_MIN};
    for (size_t i = 0; i < reads.count; i++) {
        run.first = smaller(run.first, reads.items[i].place[axis]);
        run.last = larger(run.last, reads.items[i].place[axis]);
    }
    reads_finish(&reads);
    return run;
}

/* A window of its own for each output unit. */
static void read_windows(const struct simulation *layer, size_t axis, struct run above,
                         struct runs *out)
{
    for (int64_t o = above.first; o <= above.last; o++) {
        struct run run = places_read(layer, axis, o);
        add_cells(layer, &layer->axis[axis], run.first, run.last, out);
    }
}

static void read_axis(const struct simulation *layer, size_t axis, const struct runs *above,
                      struct runs *out)
{
    out->count = 0;
    for (size_t i = 0; i < above->count; i++) {
        if (layer->is_sliding)
            read_sliding(layer, &layer->axis[axis], above->items[i], out);
        else
            read_windows(layer, axis, above->items[i], out);
    }
    merge_runs(out);
}

/* ---- one axis through all layers ---- */

/* From the first to the last unit that a span of output units reads, as if maps went on where
 * padding is. Empty where a stride passes over. */
static struct run span_read(const struct simulation *layer, size_t axis, struct run above)
{
    if (above.first > above.last)
        return above;
    if (layer->is_sliding) {
        const struct axis *a = &layer->axis[axis];
        int64_t first = above.first * a->move - a->before;
        int64_t last = above.last * a->move + a->effective_kernel - 1 - a->before;
        return (struct run){-floor_divide(-first, a->stretch), floor_divide(last, a->stretch)};
    }
    int64_t most = layer->axis[axis].output - 1;
    struct run first = places_read(layer, axis, smaller(larger(above.first, 0), most));
    struct run last = places_read(layer, axis, smaller(larger(above.last, 0), most));
    return (struct run){first.first, last.last};
}

/* What is seen on an axis of each map of the network: at 0 of its input, at place + 1 of a layer's
 * output. */
struct seen {
    struct runs runs[1 + MAX_LAYERS];
    struct run span[1 + MAX_LAYERS];
    struct runs read; /* by the layer at hand */
};

static const struct run no_span = {INT64_MAX, INT64_MIN};

/* Hands on what a layer reads to those that it reads. */
static int64_t follow_layer(const struct simulation *layer, size_t axis, struct seen *seen)
{
    struct runs *runs = &seen->runs[layer->place + 1];
    merge_runs(runs);
    read_axis(layer, axis, runs, &seen->read);
    struct run span = span_read(layer, axis, seen->span[layer->place + 1]);
    for (size_t i = 0; i < layer->source_count; i++) {
        const struct simulation *source = layer->sources[i].layer;
        size_t at = source ? source->place + 1 : 0;
        for (size_t r = 0; r < seen->read.count; r++)
            add_run(&seen->runs[at], seen->read.items[r].first, seen->read.items[r].last);
        if (span.first <= span.last) {
            seen->span[at].first = smaller(seen->span[at].first, span.first);
            seen->span[at].last = larger(seen->span[at].last, span.last);
        }
    }
    return 1 + (int64_t)seen->read.count;
}

/* What some output units see. */
static int64_t follow_units(const struct simulation *top, size_t axis, struct run units,
                            struct seen *seen, struct reach_size *out)
{
    int64_t work = 0, count = 0;
    for (size_t i = 0; i <= top->place + 1; i++) {
        seen->runs[i].count = 0;
        seen->span[i] = no_span;
    }
    add_run(&seen->runs[top->place + 1], units.first, units.last);
    seen->span[top->place + 1] = units;
    for (const struct simulation *at = top; at; at = at->below)
        work += follow_layer(at, axis, seen);
    merge_runs(&seen->runs[0]);
    for (size_t i = 0; i < seen->runs[0].count; i++)
        count += seen->runs[0].items[i].last - seen->runs[0].items[i].first + 1;
    out->units[axis] = larger(out->units[axis], count);
    if (seen->span[0].first <= seen->span[0].last)
        out->span[axis] = larger(out->span[axis], seen->span[0].last - seen->span[0].first + 1);
    return work;
}

static void finish_seen(const struct simulation *top, struct seen *seen)
{
    for (size_t i = 0; i <= top->place + 1; i++)
        free(seen->runs[i].items);
    free(seen->read.items);
    free(seen);
}

/* False: too much work. */
static bool follow_axis(const struct simulation *top, size_t axis, struct reach_size *out)
{
    struct seen *seen = memory_allocate(1, sizeof *seen);
    int64_t work = 0;
    for (int64_t o = 0; o < top->axis[axis].output && work < MOST_WORK; o++)
        work += follow_units(top, axis, (struct run){o, o}, seen, out);
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
        follow_units(top, i, (struct run){0, top->axis[i].output - 1}, seen, &all);
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

static uint64_t count_seen(const struct simulation *top, size_t unit, double *paths, size_t units)
{
    uint64_t count = 0;
    simulation_paths(top, unit, paths);
    for (size_t i = 0; i < units; i++)
        count += paths[i] > 0;
    return count;
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
    out->is_known = walk_size(top) < MOST_WORK;
    size_t units = tensor_count(&simulation_first(top)->input);
    size_t steps = top->is_dense ? 1 : top->step_count; /* all units of a Linear read the same */
    double *paths = out->is_known ? memory_allocate(units, sizeof *paths) : NULL;
    for (size_t n = 0; out->is_known && n < steps; n++) {
        uint64_t count = count_seen(top, n, paths, units);
        out->count = count > out->count ? count : out->count;
    }
    free(paths);
}
