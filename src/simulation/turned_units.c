/* SPDX-License-Identifier: MIT */
/*
 * The way back of units that a layer without a kernel takes, copies or weighs: a max pool, a ReLU,
 * an Upsample, an adaptive average. Each unit of the gradient is the sum of what comes back to the
 * outputs that the unit is in, times its weight there. They must lie together, for a window goes
 * round them: overlapping windows of a max pool, and padding that repeats units, do not give that.
 */
#include <stdlib.h>

#include "simulation/turned.h"

/* Which outputs an input unit is in. */
struct ways {
    size_t *first; /* unit n: those from first[n] up to, not with, first[n + 1] */
    size_t *output;
    double *weight;
};

/* Whether no unit is in two windows. */
static bool has_windows_apart(const struct simulation *layer)
{
    for (size_t i = 0; i < layer->axes; i++)
        if (layer->axis[i].move < layer->axis[i].effective_kernel)
            return false;
    return layer->is_sliding;
}

bool turned_is_weighted(const struct simulation *forward)
{
    return forward->is_weighted || forward->reduction == REDUCE_MEAN ||
           forward->reduction == REDUCE_FUNCTION;
}

bool turned_is_by_units(const struct simulation *forward)
{
    if (forward->has_kernel || forward->type->is_join || forward->is_flattened ||
        forward->is_input_flat || forward->padding_mode != MODE_ZEROS)
        return false;
    if (forward->reduction == REDUCE_FUNCTION) /* pictures have one set of weights for all maps */
        return forward->in_channels == 1;
    if (turned_is_weighted(forward))
        return !turned_has_one_divisor(forward);
    return forward->reduction == REDUCE_ABOVE_ZERO || forward->reduction == REDUCE_NOT ||
           (forward->reduction == REDUCE_LARGEST && has_windows_apart(forward));
}

/* ---- numbers ---- */

/* Counts the ways of the layer's steps in `next`, each at its unit, and puts them where that says,
 * if ways are not NULL. A unit that an output reads twice, at a border, has one way; last: of each
 * unit the output that read it last, SIZE_MAX: none. */
static void walk_ways(const struct simulation *forward, const struct ways *ways, size_t *next,
                      size_t *last)
{
    struct arena arena = {0};
    bool is_weighted = turned_is_weighted(forward);
    for (size_t n = 0; n < forward->step_count; n++) {
        struct step step;
        arena_reset(&arena);
        simulation_step_at(forward, n, &arena, &step);
        for (size_t t = 0; t < step.term_count; t++) {
            double slope = gradient_slope(forward, &step, &step.terms[t]);
            if (step.terms[t].kind != CELL_UNIT || (slope == 0 && !is_weighted))
                continue;
            size_t unit = tensor_offset(&forward->input, step.terms[t].input);
            next[unit] += last[unit] != n;
            last[unit] = n;
            if (!ways)
                continue;
            ways->output[next[unit] - 1] = n;
            ways->weight[next[unit] - 1] += slope;
        }
    }
    arena_finish(&arena);
}

static void forget(size_t *last, size_t count)
{
    for (size_t i = 0; i < count; i++)
        last[i] = SIZE_MAX;
}

/* The axes know how many outputs along each of them a unit is in at most. */
static void set_longest(struct simulation *turned, const struct ways *ways, size_t unit)
{
    for (size_t i = 0, after = 1; i < turned->axes; i++) {
        struct axis *a = &turned->axis[turned->axes - 1 - i];
        size_t size = (size_t)a->input, least = SIZE_MAX, most = 0;
        for (size_t w = ways->first[unit]; w < ways->first[unit + 1]; w++) {
            size_t place = ways->output[w] / after % size;
            least = place < least ? place : least;
            most = place > most ? place : most;
        }
        int64_t count = least <= most ? (int64_t)(most - least + 1) : 1;
        a->kernel = count > a->kernel ? count : a->kernel;
        after *= size;
    }
}

void turned_fill_ways(struct simulation *turned)
{
    const struct simulation *forward = turned->forward;
    struct arena *arena = &turned->arena;
    size_t count = tensor_count(&forward->input), all = 0;
    struct ways *ways = arena_allocate(arena, 1, sizeof *ways);
    size_t *next = memory_allocate(count, sizeof *next);
    size_t *last = memory_allocate(count, sizeof *last);
    forget(last, count);
    walk_ways(forward, NULL, next, last);
    ways->first = arena_allocate(arena, count + 1, sizeof *ways->first);
    for (size_t i = 0; i < count; i++) {
        ways->first[i] = all;
        all += next[i];
        next[i] = ways->first[i];
    }
    ways->first[count] = all;
    ways->output = arena_allocate(arena, all, sizeof *ways->output);
    ways->weight = arena_allocate(arena, all, sizeof *ways->weight);
    forget(last, count);
    walk_ways(forward, ways, next, last);
    turned->own = ways;
    for (size_t i = 0; i < count; i++)
        set_longest(turned, ways, i);
    free(last);
    free(next);
}

/* ---- the type ---- */

static void units_reads(const struct simulation *turned, const size_t *output, struct reads *out)
{
    const struct ways *ways = turned->own;
    if (!ways) /* no numbers yet */
        return;
    size_t unit = tensor_offset(&turned->forward->input, output);
    for (size_t i = ways->first[unit]; i < ways->first[unit + 1]; i++) {
        struct read read = {.channel = ways->output[i], .weight = ways->weight[i]};
        for (size_t axis = turned->axes; axis-- > 0;) {
            size_t size = (size_t)turned->axis[axis].input;
            read.place[axis] = (int64_t)(read.channel % size);
            read.channel /= size;
        }
        reads_add(out, &read);
    }
}

static bool resolve_units(struct simulation *simulation, struct report *report)
{
    (void)report;
    axes_set_plain(simulation);
    return true;
}

static const struct layer_words units_words = {
    .called = "a sum of what comes back",
    .does = "each unit of the output is the sum of those units of the input that are the gradients "
            "of what it was in",
};

#define UNITS(axis_count)                                                                          \
    {                                                                                              \
        .name = "Backward", .words = &units_words, .axes = (axis_count), .is_pool = true,          \
        .reduction = REDUCE_SUM, .resolve = resolve_units, .reads = units_reads, .is_mixed = true, \
        .formula = formula_same, .pool = pool_sum                                                  \
    }

const struct layer_type turned_units[MAX_AXES] = {UNITS(1), UNITS(2), UNITS(3)};
