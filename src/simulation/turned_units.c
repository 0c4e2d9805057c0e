/* SPDX-License-Identifier: MIT */
/*
 * The way back of units that a layer took or copied: a max pool, a ReLU, an Upsample, a padding.
 * Each unit of the gradient is the sum of what comes back to the outputs that are that very unit.
 * They must lie together, for a window goes round them: windows that overlap, and padding that
 * repeats units, do not give that.
 */
#include <stdlib.h>

#include "simulation/turned.h"

/* Which outputs an input unit became. */
struct ways {
    const size_t *first; /* unit n: those from first[n] up to, not with, first[n + 1] */
    const size_t *output;
};

/* Whether no unit is in two windows. */
static bool has_windows_apart(const struct simulation *layer)
{
    for (size_t i = 0; i < layer->axes; i++)
        if (layer->axis[i].move < layer->axis[i].effective_kernel)
            return false;
    return layer->is_sliding;
}

bool turned_moves_units(const struct simulation *forward)
{
    if (forward->has_kernel || forward->type->is_join || forward->is_flattened ||
        forward->is_input_flat || forward->padding_mode != MODE_ZEROS)
        return false;
    return forward->reduction == REDUCE_ABOVE_ZERO || forward->reduction == REDUCE_NOT ||
           (forward->reduction == REDUCE_LARGEST && has_windows_apart(forward));
}

/* ---- numbers ---- */

/* Counts each way of the layer's steps in `next`, or where outputs are asked for puts it there. */
static void walk_ways(const struct simulation *forward, size_t *next, size_t *output)
{
    struct arena arena = {0};
    for (size_t n = 0; n < forward->step_count; n++) {
        struct step step;
        arena_reset(&arena);
        simulation_step_at(forward, n, &arena, &step);
        for (size_t t = 0; t < step.term_count; t++) {
            const struct term *term = &step.terms[t];
            if (term->kind != CELL_UNIT || gradient_slope(forward, &step, term) == 0)
                continue;
            size_t unit = tensor_offset(&forward->input, term->input);
            if (output)
                output[next[unit]] = n;
            next[unit]++;
        }
    }
    arena_finish(&arena);
}

void turned_fill_ways(struct simulation *turned)
{
    const struct simulation *forward = turned->forward;
    size_t count = tensor_count(&forward->input), all = 0;
    struct ways *ways = arena_allocate(&turned->arena, 1, sizeof *ways);
    size_t *first = arena_allocate(&turned->arena, count + 1, sizeof *first);
    size_t *next = memory_allocate(count, sizeof *next);
    walk_ways(forward, next, NULL);
    for (size_t i = 0; i < count; i++) {
        first[i] = all;
        all += next[i];
        next[i] = first[i];
    }
    first[count] = all;
    size_t *output = arena_allocate(&turned->arena, all, sizeof *output);
    walk_ways(forward, next, output);
    *ways = (struct ways){first, output};
    turned->own = ways;
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
        struct read read = {.channel = ways->output[i]};
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
    .does = "each unit of the output is the sum of the input's units at the places that took that "
            "unit, or copied it",
};

#define UNITS(axis_count)                                                                          \
    {                                                                                              \
        .name = "Backward", .words = &units_words, .axes = (axis_count), .is_pool = true,          \
        .reduction = REDUCE_SUM, .resolve = resolve_units, .reads = units_reads, .is_mixed = true, \
        .formula = formula_same, .pool = pool_sum                                                  \
    }

const struct layer_type turned_units[MAX_AXES] = {UNITS(1), UNITS(2), UNITS(3)};
