/* SPDX-License-Identifier: MIT */
/*
 * Max unpooling, as PyTorch: each input unit goes back to where a max pool of the same stack took
 * it from, all else is zero. An index counts the units of the pool's input map in reading order,
 * and is counted off likewise in the output map; of two units for one place the later one wins.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "simulation/layer_type.h"
#include "simulation/resolve.h"

static const struct layer_words max_unpool_words = {
    .called = "max unpooling",
    .does = "each unit of the input returns to the place that a max pool before it took it from, "
            "and every other unit of the output is zero",
    .phrases = {[DIALECT_PYTORCH] = pytorch_max_unpool, [DIALECT_ONNX] = onnx_max_unpool}};

/* What comes to each place of the output. */
struct unpool {
    const size_t
        *unit_at;       /* [channel][place]: the input unit, counted in its map; SIZE_MAX: none */
    size_t index_count; /* places a channel of unit_at */
};

static bool is_max_pool(const struct simulation *layer)
{
    return layer->type->pool == pool_largest;
}

static bool report_no_name(const struct simulation *simulation, struct report *report)
{
    const struct given_word *name = &simulation->layer->indices;
    const char *names[MAX_LAYERS], *hint = "give the pool a name";
    size_t count = 0;
    for (const struct simulation *at = simulation->below; at; at = at->below)
        if (at->layer->name)
            names[count++] = at->layer->name;
    const char *nearest = text_nearest(name->word, names, count);
    if (nearest)
        hint = arena_format(&report->arena, "did you mean '%s'?", nearest);
    report_error(report, name->at, hint, "no earlier layer has the name '%.40s'", name->word);
    return false;
}

/* The pool whose indices are meant: by name, or the nearest before. NULL after a report. */
static struct simulation *find_pool(const struct simulation *simulation, struct report *report)
{
    const struct given_word *name = &simulation->layer->indices;
    struct simulation *at = simulation->below;
    while (at && (name->word ? !at->layer->name || strcmp(at->layer->name, name->word) != 0
                             : !is_max_pool(at)))
        at = at->below;
    if (!at && name->word) {
        report_no_name(simulation, report);
    } else if (!at) {
        report_error(report, simulation->layer->at,
                     "layers: [{type: MaxPool2d, kernel_size: 2}, {type: MaxUnpool2d, ...}]",
                     "%s needs a max pool before it in layers", simulation->type_name);
    } else if (!is_max_pool(at)) {
        report_error(report, name->at, NULL, "indices: '%.40s' is a %s, not a max pool", name->word,
                     at->type_name);
        at = NULL;
    }
    return at;
}

static bool has_shape_of(const struct simulation *simulation, const struct simulation *pool)
{
    bool is_alike = pool->output.rank == 1 + simulation->axes &&
                    pool->output.size[0] == simulation->in_channels;
    for (size_t i = 0; is_alike && i < simulation->axes; i++)
        is_alike = pool->output.size[1 + i] == (size_t)simulation->axis[i].input;
    return is_alike;
}

static bool check_pool(const struct simulation *simulation, const struct simulation *pool,
                       struct report *report)
{
    if (has_shape_of(simulation, pool))
        return true;
    struct arena *arena = &report->arena;
    struct tensor input = source_map(simulation, 0);
    report_error(report, simulation->layer->at, NULL, "%s reads %s, but its %s gave indices for %s",
                 simulation->type_name, tensor_sizes(&input, 0, " x ", arena), pool->type_name,
                 tensor_sizes(&pool->output, 0, " x ", arena));
    return false;
}

/* ---- sizes ---- */

static bool resolve_size(const struct simulation *simulation, struct axis *a, size_t index,
                         struct report *report)
{
    const struct scene_layer *layer = simulation->layer;
    int64_t kernel = a->kernel, stride = per_axis_value(&layer->stride, index, kernel);
    size_t at = layer->padding.is_list ? index : 0;
    int64_t before = layer->padding.before[at], after = layer->padding.after[at];
    int64_t usual = (a->input - 1) * stride + kernel - before - after;
    int64_t output = per_axis_value(&layer->output_size, index, usual);
    const char *place = axis_place(simulation->axes, index);
    if (output < 1) {
        report_error(report, layer->padding.at, NULL,
                     "padding removes the whole output%s: %" PRId64 "*(%" PRId64 " - 1) + %" PRId64
                     " - %" PRId64 " - %" PRId64 " = %" PRId64,
                     place, stride, a->input, kernel, before, after, output);
        return false;
    }
    if (output <= usual - stride || output >= usual + stride) {
        report_error(report, layer->output_size.at, NULL,
                     "output_size %" PRId64 "%s is not possible: this layer gives %" PRId64
                     " to %" PRId64,
                     output, place, usual > stride ? usual - stride + 1 : 1, usual + stride - 1);
        return false;
    }
    axis_set_plain(a, output);
    a->kernel = a->effective_kernel = kernel;
    a->stride = stride;
    a->padding_before = before;
    a->padding_after = after;
    return true;
}

static bool resolve_sizes(struct simulation *simulation, struct report *report)
{
    const struct padding *padding = &simulation->layer->padding;
    if (padding->at.line && padding->kind != PADDING_NUMBERS && padding->kind != PADDING_VALID) {
        report_error(report, padding->at, "for example padding: 1",
                     "the padding of a %s must be given in numbers", simulation->type_name);
        return false;
    }
    bool is_right = true;
    for (size_t i = 0; i < simulation->axes; i++)
        is_right &= resolve_size(simulation, &simulation->axis[i], i, report);
    return is_right;
}

/* ---- indices ---- */

/* The place in its map that a pool's step took its result from. */
static size_t chosen_place(const struct simulation *pool, const struct step *step)
{
    size_t place = 0;
    for (size_t t = 0; t < step->term_count; t++) {
        if (!step->terms[t].is_chosen)
            continue;
        for (size_t i = 0; i < pool->axes; i++)
            place = place * pool->input.size[1 + i] + step->terms[t].input[1 + i];
        return place;
    }
    return place;
}

static size_t map_size(const struct tensor *tensor)
{
    return tensor_count(tensor) / tensor->size[0];
}

/* Turns the pool's choices round: what comes to each place of a map. */
static size_t read_indices(struct simulation *simulation, const struct simulation *pool)
{
    struct arena arena = {0};
    size_t map = map_size(&pool->input), units = map_size(&pool->output), largest = 0;
    size_t *unit_at = arena_allocate(&simulation->arena, map * pool->in_channels, sizeof *unit_at);
    for (size_t i = 0; i < map * pool->in_channels; i++)
        unit_at[i] = SIZE_MAX;
    for (size_t n = 0; n < pool->step_count; n++) {
        struct step step;
        arena_reset(&arena);
        simulation_step_at(pool, n, &arena, &step);
        size_t place = chosen_place(pool, &step);
        unit_at[n / units * map + place] = n % units;
        largest = place > largest ? place : largest;
    }
    arena_finish(&arena);
    struct unpool *own = arena_allocate(&simulation->arena, 1, sizeof *own);
    *own = (struct unpool){unit_at, map};
    simulation->own = own;
    return largest;
}

/* Indices count in rows of the pool's input: other rows would put the units elsewhere. */
static bool check_indices(const struct simulation *simulation, const struct simulation *pool,
                          size_t largest, struct report *report)
{
    size_t count = 1;
    bool is_alike = true;
    const char *sizes = "";
    for (size_t i = 0; i < simulation->axes; i++) {
        size_t size = pool->input.size[1 + i];
        count *= (size_t)simulation->axis[i].output;
        is_alike = is_alike && (i == 0 || (size_t)simulation->axis[i].output == size);
        sizes = arena_format(&report->arena, "%s%s%zu", sizes, i ? ", " : "", size);
    }
    const char *hint = arena_format(&report->arena, "output_size: [%s], as the pool read", sizes);
    struct position at = simulation->layer->at;
    if (largest >= count) {
        report_error(report, at, hint, "index %zu of the pool is beyond the output's %zu units",
                     largest, count);
        return false;
    }
    if (!is_alike)
        report_warning(report, at, hint,
                       "the output's rows are not as long as those of the pool's input, so units "
                       "do not return to their places");
    return true;
}

static bool resolve_unpool(struct simulation *simulation, struct report *report)
{
    const struct simulation *pool = find_pool(simulation, report);
    return pool && check_pool(simulation, pool, report) && resolve_sizes(simulation, report);
}

static bool take_indices(struct simulation *simulation, struct report *report)
{
    struct simulation *pool = find_pool(simulation, report);
    pool->gives_indices = true;
    simulation->indices_of = pool;
    return check_indices(simulation, pool, read_indices(simulation, pool), report);
}

/* ---- what a unit reads ---- */

static void unpool_reads(const struct simulation *simulation, const size_t *output,
                         struct reads *out)
{
    const struct unpool *own = simulation->own;
    size_t place = 0, unit = SIZE_MAX;
    for (size_t i = 0; i < simulation->axes; i++)
        place = place * (size_t)simulation->axis[i].output + output[1 + i];
    if (own && place < own->index_count)
        unit = own->unit_at[output[0] * own->index_count + place];
    if (unit == SIZE_MAX)
        return;
    struct read read = {.channel = output[0]};
    for (size_t i = simulation->axes; i-- > 0;) {
        size_t size = (size_t)simulation->axis[i].input;
        read.place[i] = (int64_t)(unit % size);
        unit /= size;
    }
    reads_add(out, &read);
}

static const char *unpool_formula(const struct simulation *simulation, const struct axis *a,
                                  struct arena *arena)
{
    if (simulation->layer->output_size.at.line)
        return arena_format(arena, "o = n = %" PRId64, a->output);
    const char *letters = a->padding_before == a->padding_after ? "o = s(i - 1) + k - 2p"
                                                                : "o = s(i - 1) + k - p0 - p1";
    return arena_format(arena, "%s = %" PRId64, formula_with_numbers(letters, a, arena), a->output);
}

#define MAX_UNPOOL(called, axis_count)                                                       \
    {                                                                                        \
        .name = (called), .words = &max_unpool_words, .axes = (axis_count), .is_pool = true, \
        .takes = TAKES_WINDOW | TAKES_PADDING | TAKES_OUTPUT_SIZE | TAKES_INDICES,           \
        .resolve = resolve_unpool, .take_over = take_indices, .reads = unpool_reads,         \
        .is_mixed = true, .formula = unpool_formula, .pool = pool_only,                      \
    }

const struct layer_type layer_max_unpool[MAX_AXES] = {
    MAX_UNPOOL("MaxUnpool1d", 1),
    MAX_UNPOOL("MaxUnpool2d", 2),
    MAX_UNPOOL("MaxUnpool3d", 3),
};
