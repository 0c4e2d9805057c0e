/* SPDX-License-Identifier: MIT */
/*
 * Fold, col2im: every column of the input, [C kh kw][places], is laid back as a block where Unfold
 * would have read it, and what meets is added up. On the stretched plane of a transposed layer the
 * columns are the units, and each tap of the window reads the channel of its own.
 */
#include <inttypes.h>

#include "simulation/layer_type.h"
#include "simulation/phrases/pytorch.h"
#include "simulation/resolve.h"

static void fold_reads(const struct simulation *simulation, const size_t *output, struct reads *out)
{
    struct box box = sliding_box(simulation, output);
    box.channel = 0;
    size_t first = out->count, taps = simulation_taps(simulation);
    reads_add_box(out, simulation, &box);
    for (size_t i = first; i < out->count; i++) /* the last tap lies on a block's first cell */
        out->items[i].channel = output[0] * taps + taps - 1 - (i - first);
}

/* ---- sizes ---- */

static bool check_keys(const struct simulation *simulation, struct report *report)
{
    const struct scene_layer *layer = simulation->layer;
    const struct padding *padding = &layer->padding;
    if (layer->output_size.at.line == 0)
        report_error(report, layer->at, "for example output_size: [4, 5]", "%s needs output_size",
                     simulation->type_name);
    bool is_word = padding->kind != PADDING_NUMBERS && padding->kind != PADDING_VALID;
    if (padding->at.line && is_word)
        report_error(report, padding->at, "for example padding: 1",
                     "the padding of a %s must be given in numbers", simulation->type_name);
    return layer->output_size.at.line && !(padding->at.line && is_word);
}

/* Blocks on an axis; 0: not one fits. */
static int64_t count_blocks(const struct simulation *simulation, size_t axis)
{
    const struct axis *a = &simulation->axis[axis];
    int64_t size = per_axis_value(&simulation->layer->output_size, axis, 1);
    int64_t room = size + a->padding_before + a->padding_after - a->effective_kernel;
    return room < 0 ? 0 : room / a->stride + 1;
}

static bool report_no_block(const struct simulation *simulation, size_t axis, struct report *report)
{
    const struct axis *a = &simulation->axis[axis];
    int64_t size = per_axis_value(&simulation->layer->output_size, axis, 1);
    report_error(report, simulation->layer->output_size.at, "make the kernel smaller",
                 "a block of %" PRId64 " does not fit into output_size %" PRId64 "%s, %" PRId64
                 " with its padding",
                 a->effective_kernel, size, axis_place(simulation->axes, axis),
                 size + a->padding_before + a->padding_after);
    return false;
}

/* The number of rows that is meant: the next whole number of blocks' channels below, or one. */
static size_t whole_rows(const struct simulation *simulation)
{
    size_t taps = simulation_taps(simulation), rows = simulation->in_channels / taps * taps;
    return rows > 0 ? rows : taps;
}

static bool check_columns(const struct simulation *simulation, int64_t columns,
                          struct report *report)
{
    struct arena *arena = &report->arena;
    int64_t blocks = 1;
    const char *product = "";
    for (size_t i = 0; i < simulation->axes; i++) {
        blocks *= simulation->axis[i].input;
        product =
            arena_format(arena, "%s%s%" PRId64, product, i ? " x " : "", simulation->axis[i].input);
    }
    if (blocks == columns)
        return true;
    const char *hint =
        arena_format(arena, "give an input of [%zu, %" PRId64 "], or another output_size",
                     whole_rows(simulation), blocks);
    report_error(report, simulation->layer->output_size.at, hint,
                 "the input has %" PRId64 " column%s, but output_size has room for %s = %" PRId64
                 " block%s",
                 columns, text_plural(columns), product, blocks, text_plural(blocks));
    return false;
}

static bool check_rows(const struct simulation *simulation, struct report *report)
{
    size_t taps = simulation_taps(simulation), rows = simulation->in_channels;
    size_t whole = whole_rows(simulation), channels = whole / taps;
    if (rows % taps == 0)
        return true;
    const char *hint = arena_format(&report->arena, "%zu rows are the blocks of %zu channel%s",
                                    whole, channels, text_plural(channels));
    report_error(report, simulation->layer->kernel_size.at, hint,
                 "the input has %zu row%s, which is no multiple of a block's %zu cells", rows,
                 text_plural(rows), taps);
    return false;
}

static bool resolve_fold(struct simulation *simulation, struct report *report)
{
    int64_t columns = simulation->axis[0].input;
    if (!check_keys(simulation, report))
        return false;
    axes_set_given(simulation);
    for (size_t i = 0; i < simulation->axes; i++) {
        simulation->axis[i].input = count_blocks(simulation, i);
        if (simulation->axis[i].input < 1)
            return report_no_block(simulation, i, report);
    }
    bool is_right = check_rows(simulation, report);
    if (!check_columns(simulation, columns, report) || !is_right)
        return false;
    simulation->out_channels = simulation->in_channels / simulation_taps(simulation);
    return resolve_axes(simulation, report);
}

/* The size is given; l blocks are laid along it. */
static const char *fold_formula(const struct simulation *simulation, const struct axis *a,
                                struct arena *arena)
{
    (void)simulation;
    return arena_format(arena,
                        "o = n = %" PRId64 ", l = floor((%" PRId64 " + %" PRId64 " + %" PRId64
                        " - %" PRId64 ")/%" PRId64 ") + 1 = %" PRId64,
                        a->output, a->output, a->padding_before, a->padding_after,
                        a->effective_kernel, a->stride, a->input);
}

/* ---- in words ---- */

static const char *size_numbers(const struct simulation *simulation, bool is_padded,
                                struct arena *arena)
{
    const char *text = "";
    for (size_t i = 0; i < simulation->axes; i++) {
        const struct axis *a = &simulation->axis[i];
        int64_t more = is_padded ? a->padding_before + a->padding_after : 0;
        text = arena_format(arena, "%s%s%" PRId64, text, i ? ", " : "", a->output + more);
    }
    return text;
}

/* A padding that differs before and after is left out here and cropped behind. */
static const char *pytorch_fold(const struct simulation *simulation, struct buffer *out,
                                struct arena *arena)
{
    const struct scene_layer *layer = simulation->layer;
    const struct per_axis padding = {.at = layer->padding.at, .is_list = layer->padding.is_list};
    bool is_cropped = !phrase_is_symmetric(simulation);
    buffer_format(out,
                  "Fold(output_size=(%s), kernel_size=%s, dilation=%s, padding=%s, stride=%s)\n",
                  size_numbers(simulation, is_cropped, arena),
                  pytorch_as_given(simulation, &layer->kernel_size, NUMBER_KERNEL, arena),
                  pytorch_as_given(simulation, &layer->dilation, NUMBER_DILATION, arena),
                  is_cropped ? "0" : pytorch_as_given(simulation, &padding, NUMBER_PADDING, arena),
                  pytorch_as_given(simulation, &layer->stride, NUMBER_STRIDE, arena));
    struct border crop = phrase_padding(simulation);
    if (is_cropped)
        pytorch_add_crop(simulation->axes, &crop, out);
    return NULL;
}

static const char *onnx_fold(const struct simulation *simulation, struct buffer *out,
                             struct arena *arena)
{
    const char *ends = "";
    for (size_t i = 0; i < simulation->axes; i++)
        ends = arena_format(arena, "%s, %" PRId64, ends, simulation->axis[i].padding_after);
    buffer_format(out,
                  "image_shape = Constant <value_ints = [%s]> ()\n"
                  "block_shape = Constant <value_ints = [%s]> ()\n"
                  "Y = Col2Im <dilations = [%s], pads = [%s%s], strides = [%s]> (X, image_shape, "
                  "block_shape)\n",
                  size_numbers(simulation, false, arena),
                  phrase_numbers(simulation, NUMBER_KERNEL, arena),
                  phrase_numbers(simulation, NUMBER_DILATION, arena),
                  phrase_numbers(simulation, NUMBER_PADDING, arena), ends,
                  phrase_numbers(simulation, NUMBER_STRIDE, arena));
    return NULL;
}

static const struct layer_words fold_words = {
    .called = "col2im",
    .does = "every column of the input is laid into the output as a block, and what meets there "
            "is added up",
    .phrases = {[DIALECT_PYTORCH] = pytorch_fold, [DIALECT_ONNX] = onnx_fold},
};

const struct layer_type layer_fold = {
    .name = "Fold",
    .words = &fold_words,
    .axes = 2,
    .input_axes = 1,
    .is_transposed = true,
    .is_pool = true,
    .takes = TAKES_WINDOW | TAKES_PADDING | TAKES_DILATION | TAKES_OUTPUT_SIZE,
    .reduction = REDUCE_SUM,
    .resolve = resolve_fold,
    .reads = fold_reads,
    .is_mixed = true,
    .formula = fold_formula,
    .pool = pool_sum,
};
