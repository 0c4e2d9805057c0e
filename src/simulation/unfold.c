/* SPDX-License-Identifier: MIT */
/* Unfold, im2col: every window becomes a column, [C kh kw][places]. */
#include "simulation/layer_type.h"
#include "simulation/resolve.h"

static void unfold_reads(const struct simulation *simulation, const size_t *output,
                         struct reads *out)
{
    struct read read = {0};
    size_t rest = output[0];
    for (size_t i = simulation->axes; i-- > 0;) {
        const struct axis *a = &simulation->axis[i];
        int64_t tap = (int64_t)(rest % (size_t)a->kernel);
        rest /= (size_t)a->kernel;
        read.place[i] = (int64_t)output[1 + i] * a->move + tap * a->dilation;
    }
    read.channel = rest;
    reads_add(out, &read);
}

static bool resolve_unfold(struct simulation *simulation, struct report *report)
{
    if (!resolve_axes(simulation, report))
        return false;
    simulation->out_channels *= simulation_taps(simulation);
    simulation->is_flattened = true;
    return true;
}

static const struct layer_words unfold_words = {
    .called = "im2col",
    .does = "every window of the input becomes a column of the output",
    .filling = filling_zeros,
    .phrases = {[DIALECT_PYTORCH] = pytorch_unfold}};

const struct layer_type layer_unfold = {
    .name = "Unfold",
    .words = &unfold_words,
    .axes = 2,
    .is_pool = true,
    .takes = TAKES_WINDOW | TAKES_PADDING | TAKES_DILATION,
    .resolve = resolve_unfold,
    .reads = unfold_reads,
    .is_mixed = true,
    .counts_zero = counts_padding_cells,
    .moves_channels = true,
    .pool = pool_only,
};
