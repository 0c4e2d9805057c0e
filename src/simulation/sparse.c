/* SPDX-License-Identifier: MIT */
/*
 * Sparse convolutions, by the rules of spconv 2 (Graham, Engelcke and van der Maaten 2018, 3D
 * semantic segmentation with submanifold sparse convolutional networks). Some cells of the input
 * are active, alike in all channels; the others are no units, and no sum has a term of them. A
 * sparse layer has an output wherever its window meets an active cell; a submanifold layer wherever
 * the cell in the window's middle is active, so that what is active stays the same. Elsewhere there
 * is no output, not even the bias. Active are the cells that `active` lists, else those that are
 * not zero in every channel, or those for which a sparse layer before has an output.
 */
#include <inttypes.h>
#include <math.h>

#include "simulation/layer_type.h"
#include "simulation/resolve.h"

/* Of the places of a map. */
struct sparse {
    bool *inputs, *outputs;
};

static size_t place_count(const struct tensor *tensor)
{
    return tensor_count(tensor) / tensor->size[0];
}

bool simulation_is_active(const struct simulation *simulation, size_t place)
{
    const struct sparse *own = simulation->own;
    return !simulation->is_sparse || !own || own->inputs[place];
}

bool simulation_has_output(const struct simulation *simulation, size_t place)
{
    const struct sparse *own = simulation->own;
    return !simulation->is_sparse || !own || own->outputs[place];
}

/* ---- which cells are active ---- */

static bool check_active(const struct simulation *simulation, struct report *report)
{
    const struct values *active = &simulation->layer->active;
    const struct tensor *given = &active->given;
    if (active->kind == VALUES_NONE)
        return true;
    if (given->rank != 2 || given->size[1] != simulation->axes) {
        report_error(report, active->at,
                     simulation->axes == 2 ? "for example [[0, 1], [2, 3]]" : NULL,
                     "active lists cells of %zu number%s each", simulation->axes,
                     text_plural(simulation->axes));
        return false;
    }
    for (size_t i = 0; i < tensor_count(given); i++) {
        double index = given->values[i];
        size_t axis = i % simulation->axes;
        if (index >= 0 && index < (double)simulation->axis[axis].input && index == floor(index))
            continue;
        report_error(report, active->at, NULL,
                     "active cell %zu is no cell of the input: %s run from 0 to %" PRId64,
                     i / simulation->axes,
                     simulation_index_name(simulation->axes, simulation->axes, axis),
                     simulation->axis[axis].input - 1);
        return false;
    }
    return true;
}

static void read_list(const struct simulation *simulation, bool *inputs)
{
    const struct tensor *given = &simulation->layer->active.given;
    for (size_t n = 0; n < given->size[0]; n++) {
        size_t place = 0;
        for (size_t i = 0; i < simulation->axes; i++)
            place = place * (size_t)simulation->axis[i].input +
                    (size_t)given->values[n * simulation->axes + i];
        inputs[place] = true;
    }
}

static void read_inputs(const struct simulation *simulation, bool *inputs)
{
    size_t places = place_count(&simulation->input);
    const struct simulation *source = simulation->sources[0].layer;
    if (simulation->layer->active.kind != VALUES_NONE) {
        read_list(simulation, inputs);
        return;
    }
    for (size_t i = 0; i < tensor_count(&simulation->input); i++)
        inputs[i % places] |= source && source->is_sparse
                                  ? simulation_has_output(source, i % places)
                                  : simulation->input.values[i] != 0;
}

/* Whether the window of an output place meets an active cell; of a submanifold layer in its middle.
 */
static bool has_output(const struct simulation *simulation, const struct step *step,
                       const struct sparse *own)
{
    int64_t tap[MAX_AXES] = {0}, taps[MAX_AXES], place[MAX_AXES];
    for (size_t i = 0; i < simulation->axes; i++) {
        const struct axis *a = &simulation->axis[i];
        taps[i] = simulation->type->keeps_active ? 1 : a->kernel;
    }
    do {
        size_t at = 0;
        for (size_t i = 0; i < simulation->axes; i++) {
            const struct axis *a = &simulation->axis[i];
            int64_t t = simulation->type->keeps_active ? a->kernel / 2 : tap[i];
            place[i] = step->window[i] + t * a->dilation;
        }
        struct cell cell = simulation_cell_at(simulation, place);
        for (size_t i = 0; i < simulation->axes; i++)
            at = at * (size_t)simulation->axis[i].input + (size_t)cell.unit[i];
        if (cell.kind == CELL_UNIT && own->inputs[at])
            return true;
    } while (walk_next(tap, taps, simulation->axes));
    return false;
}

static bool find_active(struct simulation *simulation, struct report *report)
{
    struct sparse *own = arena_allocate(&simulation->arena, 1, sizeof *own);
    size_t outputs = place_count(&simulation->output);
    (void)report;
    own->inputs =
        arena_allocate(&simulation->arena, place_count(&simulation->input), sizeof *own->inputs);
    own->outputs = arena_allocate(&simulation->arena, outputs, sizeof *own->outputs);
    read_inputs(simulation, own->inputs);
    for (size_t n = 0; n < outputs; n++) {
        struct step step;
        simulation_place_at(simulation, n, &step);
        own->outputs[n] = has_output(simulation, &step, own);
    }
    simulation->own = own;
    return true;
}

uint64_t sparse_multiply_adds(const struct simulation *simulation)
{
    uint64_t products = 0;
    struct arena arena = {0};
    for (size_t n = 0; n < place_count(&simulation->output); n++) {
        struct step step;
        arena_reset(&arena);
        if (simulation_has_output(simulation, n)) {
            simulation_step_at(simulation, n, &arena, &step);
            products += step.term_count * simulation->out_channels;
        }
    }
    arena_finish(&arena);
    return products;
}

/* ---- sizes ---- */

static bool resolve_sparse(struct simulation *simulation, struct report *report)
{
    simulation->is_sparse = true;
    return check_active(simulation, report) && resolve_axes(simulation, report);
}

/* As wide a padding as keeps the size; the window needs a middle. */
static bool resolve_submanifold(struct simulation *simulation, struct report *report)
{
    const struct scene_layer *layer = simulation->layer;
    for (size_t i = 0; i < simulation->axes; i++) {
        bool is_even = simulation->axis[i].kernel % 2 == 0;
        if (!is_even && per_axis_value(&layer->stride, i, 1) == 1)
            continue;
        report_error(report, is_even ? layer->kernel_size.at : layer->stride.at,
                     is_even ? "use an odd one" : "leave it out, or use SparseConv",
                     is_even ? "the window of %s has no middle with an even kernel_size"
                             : "%s has an output for each active cell, so its stride is 1",
                     simulation->type_name);
        return false;
    }
    struct scene_layer *padded = arena_allocate(&simulation->arena, 1, sizeof *padded);
    *padded = *layer;
    padded->padding = (struct padding){.at = layer->at, .kind = PADDING_HALF};
    simulation->layer = padded;
    return resolve_sparse(simulation, report);
}

/* ---- in words ---- */

static void tell_active(const struct simulation *simulation, struct buffer *out)
{
    const struct sparse *own = simulation->own;
    size_t inputs = 0, outputs = 0;
    size_t places = place_count(&simulation->input), results = place_count(&simulation->output);
    if (!own)
        return;
    for (size_t i = 0; i < places; i++)
        inputs += own->inputs[i];
    for (size_t i = 0; i < results; i++)
        outputs += own->outputs[i];
    buffer_format(out, " %zu of the input's %zu cells are active; %zu of the output's %zu exist.",
                  inputs, places, outputs, results);
}

static const char *pytorch_sparse(const struct simulation *simulation, struct buffer *out,
                                  struct arena *arena)
{
    (void)out;
    return arena_format(arena, "torch.nn has no sparse convolutions; spconv has %s",
                        simulation->type_name);
}

static const struct layer_words sparse_words = {
    .called = "a sparse convolution",
    .does = "a kernel slides over the input, and where it meets active cells there is a unit of "
            "the output: the sum of those cells, each times its weight",
    .tell = tell_active,
    .phrases = {[DIALECT_PYTORCH] = pytorch_sparse}};

static const struct layer_words submanifold_words = {
    .called = "a submanifold convolution",
    .does = "a kernel slides over the input, and where its middle meets an active cell there is a "
            "unit of the output: the sum of the active cells under it, each times its weight",
    .tell = tell_active,
    .phrases = {[DIALECT_PYTORCH] = pytorch_sparse}};

enum { SPARSE_TAKES = TAKES_WINDOW | TAKES_WEIGHTS | TAKES_DILATION | TAKES_ACTIVE };

#define SPARSE(called, axis_count)                                                                 \
    {                                                                                              \
        .name = (called), .words = &sparse_words, .axes = (axis_count),                            \
        .takes = SPARSE_TAKES | TAKES_PADDING, .reduction = REDUCE_SUM, .resolve = resolve_sparse, \
        .take_over = find_active                                                                   \
    }
#define SUBMANIFOLD(called, axis_count)                                                 \
    {                                                                                   \
        .name = (called), .words = &submanifold_words, .axes = (axis_count),            \
        .takes = SPARSE_TAKES, .reduction = REDUCE_SUM, .resolve = resolve_submanifold, \
        .take_over = find_active, .keeps_active = true                                  \
    }

const struct layer_type layer_sparse[MAX_AXES] = {
    SPARSE("SparseConv1d", 1), SPARSE("SparseConv2d", 2), SPARSE("SparseConv3d", 3)};
const struct layer_type layer_submanifold[MAX_AXES] = {
    SUBMANIFOLD("SubMConv1d", 1), SUBMANIFOLD("SubMConv2d", 2), SUBMANIFOLD("SubMConv3d", 3)};
