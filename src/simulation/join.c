/* SPDX-License-Identifier: MIT */
/* Add and Concat: layers that join the maps of several others. Their input is those maps one after
 * the other, so Concat gives its input as it is, and Add sums the channels that lie as many apart
 * as the output has. */
#include <inttypes.h>

#include "simulation/layer_type.h"
#include "simulation/resolve.h"

static void read_place(const struct simulation *simulation, size_t channel, const size_t *output,
                       struct reads *out)
{
    struct read read = {.channel = channel};
    for (size_t i = 0; i < simulation->axes; i++)
        read.place[i] = (int64_t)output[1 + i];
    reads_add(out, &read);
}

static void add_reads(const struct simulation *simulation, const size_t *output, struct reads *out)
{
    for (size_t i = 0; i < simulation->source_count; i++)
        read_place(simulation, output[0] + i * simulation->out_channels, output, out);
}

static void concat_reads(const struct simulation *simulation, const size_t *output,
                         struct reads *out)
{
    read_place(simulation, output[0], output, out);
}

static bool resolve_add(struct simulation *simulation, struct report *report)
{
    if (!sources_check_alike(simulation, 0, "Concat joins unlike numbers of channels", report))
        return false;
    simulation->out_channels = simulation->in_channels / simulation->source_count;
    axes_set_plain(simulation);
    return true;
}

static bool resolve_concat(struct simulation *simulation, struct report *report)
{
    (void)report;
    axes_set_plain(simulation);
    return true;
}

static const char *onnx_add(const struct simulation *simulation, struct buffer *out,
                            struct arena *arena)
{
    (void)arena;
    buffer_add_text(out, simulation->source_count == 2 ? "Y = Add (X" : "Y = Sum (X");
    for (size_t i = 1; i < simulation->source_count; i++)
        buffer_add_text(out, ", X");
    buffer_add_text(out, ")\n");
    return NULL;
}

static const char *onnx_concat(const struct simulation *simulation, struct buffer *out,
                               struct arena *arena)
{
    (void)arena;
    buffer_add_text(out, "Y = Concat <axis = 1> (X");
    for (size_t i = 1; i < simulation->source_count; i++)
        buffer_add_text(out, ", X");
    buffer_add_text(out, ")\n");
    return NULL;
}

static const struct layer_words add_words = {
    .called = "a sum of maps",
    .does =
        "each unit of the output is the sum of the units at its place in all maps that it reads",
    .phrases = {[DIALECT_ONNX] = onnx_add},
};

static const struct layer_words concat_words = {
    .called = "a concatenation",
    .does = "the channels of the maps that it reads stand one after the other",
    .phrases = {[DIALECT_ONNX] = onnx_concat},
};

const struct layer_type layer_add = {
    .name = "Add",
    .words = &add_words,
    .is_pool = true,
    .is_join = true,
    .reduction = REDUCE_SUM,
    .resolve = resolve_add,
    .reads = add_reads,
    .formula = formula_same,
    .pool = pool_sum,
};

const struct layer_type layer_concat = {
    .name = "Concat",
    .words = &concat_words,
    .is_pool = true,
    .is_join = true,
    .resolve = resolve_concat,
    .reads = concat_reads,
    .is_mixed = true,
    .formula = formula_same,
    .pool = pool_only,
};
