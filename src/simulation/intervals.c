/* SPDX-License-Identifier: MIT */
/* What output units of a layer read on one axis that does not depend on the others: runs of units.
 */
#include <stdlib.h>

#include "simulation/resolve.h"

const struct interval no_interval = {INT64_MAX, INT64_MIN};

bool interval_is_empty(struct interval interval)
{
    return interval.last < interval.first;
}

struct interval interval_joined(struct interval a, struct interval b)
{
    return (struct interval){a.first < b.first ? a.first : b.first,
                             a.last > b.last ? a.last : b.last};
}

struct interval interval_with(struct interval interval, int64_t number)
{
    return interval_joined(interval, (struct interval){number, number});
}

struct interval reads_along(const struct simulation *layer, size_t axis, int64_t output)
{
    size_t place[1 + MAX_AXES] = {0};
    struct reads reads = {0};
    struct interval places = no_interval;
    place[1 + axis] = (size_t)output;
    reads_of(layer, place, &reads);
    for (size_t i = 0; i < reads.count; i++)
        places = interval_with(places, reads.items[i].place[axis]);
    reads_finish(&reads);
    return places;
}

void intervals_add(struct intervals *runs, int64_t first, int64_t last)
{
    if (first > last)
        return;
    if (runs->count > 0 && first <= runs->items[runs->count - 1].last + 1 &&
        first >= runs->items[runs->count - 1].first) {
        struct interval *before = &runs->items[runs->count - 1];
        before->last = last > before->last ? last : before->last;
        return;
    }
    if (runs->count == runs->capacity) {
        runs->capacity = runs->capacity ? 2 * runs->capacity : 8;
        runs->items = memory_resize(runs->items, runs->capacity, sizeof *runs->items);
    }
    runs->items[runs->count++] = (struct interval){first, last};
}

static int compare_intervals(const void *a, const void *b)
{
    int64_t x = ((const struct interval *)a)->first, y = ((const struct interval *)b)->first;
    return (x > y) - (x < y);
}

void intervals_merge(struct intervals *runs)
{
    size_t count = runs->count;
    if (count < 2)
        return;
    qsort(runs->items, count, sizeof *runs->items, compare_intervals);
    runs->count = 0;
    for (size_t i = 0; i < count; i++)
        intervals_add(runs, runs->items[i].first, runs->items[i].last);
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

int64_t floor_divide(int64_t a, int64_t b)
{
    return a >= 0 ? a / b : -((b - 1 - a) / b);
}

void intervals_finish(struct intervals *runs)
{
    free(runs->items);
    *runs = (struct intervals){0};
}

struct interval intervals_round(const struct intervals *runs)
{
    if (runs->count == 0)
        return no_interval;
    return (struct interval){runs->items[0].first, runs->items[runs->count - 1].last};
}

/* ---- one axis of one layer ---- */

/* The units that padding cells repeat; low and high are counted from the first unit. */
static void add_repeated(const struct axis *a, enum padding_mode mode, int64_t low, int64_t high,
                         struct intervals *out)
{
    int64_t end = a->input, front = smaller(high, -1), back = larger(low, end);
    switch (mode) {
    case MODE_ZEROS:
        break;
    case MODE_REPLICATE:
        if (low <= front)
            intervals_add(out, 0, 0);
        if (back <= high)
            intervals_add(out, end - 1, end - 1);
        break;
    case MODE_REFLECT:
        intervals_add(out, -front, -low);
        intervals_add(out, 2 * (end - 1) - high, 2 * (end - 1) - back);
        break;
    case MODE_CIRCULAR: /* add_round */
        break;
    }
}

/* The units that a run of stretched cells holds. */
static void add_stretched(const struct axis *a, int64_t low, int64_t high, struct intervals *out)
{
    int64_t start = larger(low, 0), end = smaller(high, a->stretched - 1);
    if (start <= end)
        intervals_add(out, (start + a->stretch - 1) / a->stretch, end / a->stretch);
}

/* The same where the plane begins again, each time round. */
static void add_round(const struct axis *a, int64_t low, int64_t high, struct intervals *out)
{
    for (int64_t begin = floor_divide(low, a->period) * a->period; begin <= high;
         begin += a->period)
        add_stretched(a, larger(low - begin, 0), smaller(high - begin, a->period - 1), out);
}

/* The units that a run of cells of the plane holds or repeats. */
static void add_cells(const struct simulation *layer, const struct axis *a, int64_t first,
                      int64_t last, struct intervals *out)
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
static void read_sliding(const struct simulation *layer, const struct axis *a,
                         struct interval above, struct intervals *out)
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

/* A window of its own for each output unit. */
static void read_windows(const struct simulation *layer, size_t axis, struct interval above,
                         struct intervals *out)
{
    for (int64_t o = above.first; o <= above.last; o++) {
        struct interval cells = reads_along(layer, axis, o);
        add_cells(layer, &layer->axis[axis], cells.first, cells.last, out);
    }
}

void intervals_read(const struct simulation *layer, size_t axis, const struct intervals *above,
                    struct intervals *out)
{
    out->count = 0;
    for (size_t i = 0; i < above->count; i++) {
        struct interval outputs = above->items[i];
        if (layer->is_sliding)
            read_sliding(layer, &layer->axis[axis], outputs, out);
        else if (layer->type->reads == same_reads)
            intervals_add(out, outputs.first, outputs.last);
        else
            read_windows(layer, axis, outputs, out);
    }
    intervals_merge(out);
}
