/* SPDX-License-Identifier: MIT */
/*
 * One axis at a time: stride, padding and dilation become a plane and a window that moves on it.
 * Relationships 1 to 7 and 15 of the guide for direct layers, 8 to 14 for transposed ones, all
 * read off the equivalent direct layer on the stretched input.
 */
#include "simulation/resolve.h"

#include <inttypes.h>

const struct axis axis_of_one = {.input = 1,
                                 .stretch = 1,
                                 .stretched = 1,
                                 .padded = 1,
                                 .kernel = 1,
                                 .dilation = 1,
                                 .effective_kernel = 1,
                                 .move = 1,
                                 .output = 1,
                                 .period = 1,
                                 .stride = 1};

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t ceil_divide(int64_t a, int64_t b)
{
    return a / b + (a % b > 0);
}

/* Whether the axes were given alike: then what is wrong with one is wrong with all, the texts are
 * equal, and the report keeps one of them. */
static bool are_alike(const struct simulation *simulation)
{
    const struct scene_layer *layer = simulation->layer;
    if (layer->output_padding.is_list)
        return false;
    for (size_t i = 1; i < simulation->axes; i++) {
        if (per_axis_value(&layer->output_size, i, 0) != per_axis_value(&layer->output_size, 0, 0))
            return false;
        const struct axis *a = &simulation->axis[0], *b = &simulation->axis[i];
        if (a->input != b->input || a->kernel != b->kernel || a->stride != b->stride ||
            a->dilation != b->dilation || a->padding_before != b->padding_before ||
            a->padding_after != b->padding_after)
            return false;
    }
    return true;
}

static const char *in_axis(const struct simulation *simulation, size_t index)
{
    return are_alike(simulation) ? "" : axis_place(simulation->axes, index);
}

/* ---- padding ---- */

/* Halves of `total`; the odd one at the end, or at the start for same_lower. */
static void split_padding(struct axis *a, int64_t total, enum padding_kind kind)
{
    a->padding_before = kind == PADDING_SAME_LOWER ? total - total / 2 : total / 2;
    a->padding_after = total - a->padding_before;
}

/* The total that makes the output ceil(i / s), or i s of a transposed layer (ONNX, SAME_UPPER and
 * SAME_LOWER). A transposed layer whose stride exceeds its window makes up for it by extra. */
static void pad_same(struct axis *a, bool is_transposed, bool is_extra_given,
                     enum padding_kind kind)
{
    if (!is_transposed) {
        int64_t output = ceil_divide(a->input, a->stride);
        int64_t total = (output - 1) * a->stride + a->effective_kernel - a->input;
        split_padding(a, larger(total, 0), kind);
        return;
    }
    int64_t total = a->effective_kernel - a->stride + a->output_padding;
    if (total < 0 && !is_extra_given) {
        a->output_padding = -total;
        total = 0;
    }
    split_padding(a, larger(total, 0), kind);
}

static void resolve_padding(const struct simulation *simulation, struct axis *a, size_t index)
{
    const struct scene_layer *layer = simulation->layer;
    const struct padding *padding = &layer->padding;
    int64_t reach = a->effective_kernel - 1;
    bool is_given = padding->at.line != 0;
    switch (is_given ? padding->kind : PADDING_VALID) {
    case PADDING_NUMBERS:
        a->padding_before = padding->before[padding->is_list ? index : 0];
        a->padding_after = padding->after[padding->is_list ? index : 0];
        break;
    case PADDING_VALID:
        a->padding_before = a->padding_after = 0;
        break;
    case PADDING_SAME:
    case PADDING_SAME_LOWER:
        pad_same(a, simulation->is_transposed, layer->output_padding.at.line != 0, padding->kind);
        break;
    case PADDING_HALF:
        a->padding_before = a->padding_after = a->effective_kernel / 2;
        break;
    case PADDING_FULL:
        a->padding_before = a->padding_after = reach;
        break;
    case PADDING_CAUSAL:
        a->padding_before = reach;
        a->padding_after = 0;
        break;
    }
}

static bool check_padding_mode(const struct simulation *simulation, const struct axis *a,
                               size_t index, struct report *report)
{
    int64_t widest = larger(a->padding_before, a->padding_after);
    int64_t most = simulation->padding_mode == MODE_REFLECT    ? a->input - 1
                   : simulation->padding_mode == MODE_CIRCULAR ? a->period
                                                               : INT64_MAX;
    if (widest <= most)
        return true;
    report_error(report, simulation->layer->padding.at, NULL,
                 "%s padding %" PRId64 " does not fit%s: the %s is %" PRId64
                 ", so at most %" PRId64,
                 simulation->padding_mode == MODE_REFLECT ? "reflect" : "circular", widest,
                 in_axis(simulation, index), simulation->is_transposed ? "output" : "input",
                 simulation->is_transposed ? a->output : a->input, most);
    return false;
}

/* ---- a direct layer: convolution, pool ---- */

static bool report_too_large(const struct simulation *simulation, const struct axis *a,
                             size_t index, struct report *report)
{
    struct arena arena = {0};
    int64_t lacking = a->effective_kernel - a->padded;
    int64_t padding = larger(a->padding_before, a->padding_after) + ceil_divide(lacking, 2);
    const char *hint = arena_format(&arena,
                                    "padding: %" PRId64 " makes the padded input %" PRId64
                                    ", or make the kernel smaller",
                                    padding, a->input + 2 * padding);
    if (!(simulation->type->takes & TAKES_PADDING))
        hint = "make the kernel smaller or the input larger";
    const struct scene_layer *layer = simulation->layer;
    struct position at = layer->kernel_size.at.line ? layer->kernel_size.at
                         : layer->kernel.at.line    ? layer->kernel.at
                                                    : layer->at;
    const char *spans = a->dilation > 1
                            ? arena_format(&arena,
                                           " with dilation %" PRId64 " spans %" PRId64 "*(%" PRId64
                                           " - 1) + 1 = %" PRId64 " cells and",
                                           a->dilation, a->dilation, a->kernel, a->effective_kernel)
                            : "";
    const char *sum = a->padding_before + a->padding_after > 0
                          ? arena_format(&arena, " (%" PRId64 " + %" PRId64 " + %" PRId64 ")",
                                         a->padding_before, a->input, a->padding_after)
                          : "";
    report_error(report, at, hint,
                 "kernel_size %" PRId64 "%s does not fit%s: the padded input is %" PRId64 "%s",
                 a->kernel, spans, in_axis(simulation, index), a->padded, sum);
    arena_finish(&arena);
    return false;
}

/* 0: the window does not fit. PyTorch's rule: with ceil_mode a last window may hang over the end by
 * less than a stride, but none may start in the trailing padding. */
static int64_t count_positions(const struct axis *a, bool ceil_mode)
{
    int64_t room = a->padded - a->effective_kernel;
    int64_t overhang = ceil_mode ? a->move - 1 : 0;
    if (room + overhang < 0)
        return 0;
    int64_t positions = (room + overhang) / a->move + 1;
    int64_t before_trailing = ceil_divide(a->before + a->input, a->move);
    return ceil_mode && before_trailing < positions ? before_trailing : positions;
}

/* Whether the window of unit o has a tap on a unit. */
static bool meets_unit(const struct axis *a, int64_t o)
{
    int64_t start = o * a->move;
    int64_t tap = start >= a->before ? 0 : ceil_divide(a->before - start, a->dilation);
    return tap < a->kernel && start + tap * a->dilation < a->before + a->input;
}

static bool check_pool_windows(const struct simulation *simulation, const struct axis *a,
                               size_t index, struct report *report)
{
    for (int64_t o = 0; o < a->output; o++) {
        if (meets_unit(a, o))
            continue;
        const struct scene_layer *layer = simulation->layer;
        report_error(report, layer->padding.at.line ? layer->padding.at : layer->at,
                     "make the padding smaller or the kernel larger",
                     "the window of output %" PRId64 "%s covers padding only, so there is "
                     "nothing to pool",
                     o, in_axis(simulation, index));
        return false;
    }
    return true;
}

static bool resolve_direct(const struct simulation *simulation, struct axis *a, size_t index,
                           struct report *report)
{
    a->stretch = 1;
    a->stretched = a->input;
    a->period = a->input;
    a->before = a->padding_before;
    a->after = a->padding_after;
    a->padded = a->input + a->before + a->after;
    a->move = a->stride;
    if (!check_padding_mode(simulation, a, index, report))
        return false;
    a->output = count_positions(a, simulation->ceil_mode);
    if (a->output < 1)
        return report_too_large(simulation, a, index, report);
    bool pools =
        simulation->is_pool && !simulation->type->reads && (simulation->type->takes & TAKES_WINDOW);
    return !pools || check_pool_windows(simulation, a, index, report);
}

/* ---- a transposed layer ---- */

/* The padding that crops the output to output_size on every axis, an odd cell at the end; NULL:
 * none does. */
static const char *padding_for_size(const struct simulation *simulation, struct arena *arena)
{
    const struct per_axis *wanted = &simulation->layer->output_size;
    const char *pairs = "", *sizes = "";
    for (size_t i = 0; i < simulation->axes; i++) {
        const struct axis *a = &simulation->axis[i];
        int64_t size = per_axis_value(wanted, i, 0);
        int64_t crop = (a->input - 1) * a->stride + a->effective_kernel - size;
        if (crop < 0)
            return NULL;
        const char *comma = i ? ", " : "";
        pairs = arena_format(arena, "%s%s[%" PRId64 ", %" PRId64 "]", pairs, comma, crop / 2,
                             crop - crop / 2);
        sizes = arena_format(arena, "%s%s%" PRId64, sizes, i ? " x " : "", size);
    }
    return arena_format(arena, "padding: [%s] gives %s", pairs, sizes);
}

/* output_size asks for the extra that gives it. */
static bool resolve_output_size(const struct simulation *simulation, struct axis *a, size_t index,
                                struct report *report)
{
    const struct scene_layer *layer = simulation->layer;
    if (layer->output_size.at.line == 0)
        return true;
    int64_t least =
        (a->input - 1) * a->stride + a->effective_kernel - a->padding_before - a->padding_after;
    int64_t most = least + larger(a->stride, a->dilation) - 1;
    int64_t wanted = per_axis_value(&layer->output_size, index, 0);
    a->output_padding = wanted - least;
    if (wanted >= least && wanted <= most)
        return true;
    report_error(report, layer->output_size.at, padding_for_size(simulation, &report->arena),
                 "output_size %" PRId64 "%s is not possible: this layer gives %" PRId64
                 " to %" PRId64 ", with output_padding 0 to %" PRId64,
                 wanted, in_axis(simulation, index), least, most, most - least);
    return false;
}

static bool check_output_padding(const struct simulation *simulation, const struct axis *a,
                                 size_t index, struct report *report)
{
    const struct scene_layer *layer = simulation->layer;
    const char *where = in_axis(simulation, index);
    if (a->output_padding >= larger(a->stride, a->dilation)) {
        report_error(report, layer->output_padding.at, NULL,
                     "output_padding %" PRId64
                     " must be less than the larger of stride and dilation%s,"
                     " which is %" PRId64,
                     a->output_padding, where, larger(a->stride, a->dilation));
        return false;
    }
    bool is_same = layer->padding.kind == PADDING_SAME || layer->padding.kind == PADDING_SAME_LOWER;
    int64_t due = a->stride - a->effective_kernel;
    if (is_same && a->output_padding < due) {
        report_error(report, layer->output_padding.at, "leave output_padding out",
                     "padding: same needs output_padding %" PRId64 "%s, not %" PRId64
                     ": the window spans %" PRId64 " cells, the stride is %" PRId64,
                     due, where, a->output_padding, a->effective_kernel, a->stride);
        return false;
    }
    return true;
}

/* Around a ring there is one unit at most for each cell. */
static bool check_ring(const struct simulation *simulation, const struct axis *a, size_t index,
                       struct report *report)
{
    if (simulation->padding_mode != MODE_CIRCULAR)
        return true;
    if (a->stretched <= a->output)
        return check_padding_mode(simulation, a, index, report);
    report_error(report, simulation->layer->padding.at,
                 arena_format(&report->arena,
                              "padding of at most %" PRId64 " on both sides together",
                              a->effective_kernel - 1 + a->extra),
                 "circular padding does not fit%s: the stretched input is %" PRId64
                 ", the output only %" PRId64,
                 in_axis(simulation, index), a->stretched, a->output);
    return false;
}

static bool resolve_transposed(const struct simulation *simulation, struct axis *a, size_t index,
                               struct report *report)
{
    if (!resolve_output_size(simulation, a, index, report) ||
        !check_output_padding(simulation, a, index, report))
        return false;
    int64_t reach = a->effective_kernel - 1;
    a->stretch = a->stride;
    a->stretched = (a->input - 1) * a->stretch + 1;
    a->extra = a->output_padding;
    a->before = reach - a->padding_before;
    a->after = reach - a->padding_after;
    a->padded = a->stretched + a->before + a->after + a->extra;
    a->move = 1;
    a->period = a->output = a->padded - reach;
    if (a->output >= 1)
        return check_ring(simulation, a, index, report);
    const struct scene_layer *layer = simulation->layer;
    report_error(report, layer->padding.at.line ? layer->padding.at : layer->at, NULL,
                 "padding removes the whole output%s: %" PRId64 "*(%" PRId64 " - 1) + %" PRId64
                 " + %" PRId64 " - %" PRId64 " - %" PRId64 " = %" PRId64,
                 in_axis(simulation, index), a->stride, a->input, a->extra, a->effective_kernel,
                 a->padding_before, a->padding_after, a->output);
    return false;
}

/* ---- all axes ---- */

static bool check_output_words(const struct scene_layer *layer, struct report *report)
{
    if (layer->output_size.at.line == 0 || layer->output_padding.at.line == 0)
        return true;
    report_error(report, layer->output_size.at, "keep one of them",
                 "'output_size' and 'output_padding' cannot be used together");
    return false;
}

/* The numbers that the scene gives or implies. */
static void set_given(const struct simulation *simulation, struct axis *a, size_t index)
{
    const struct scene_layer *layer = simulation->layer;
    a->stride = per_axis_value(&layer->stride, index,
                               simulation->is_pool && !simulation->type->reads ? a->kernel : 1);
    a->dilation = per_axis_value(&layer->dilation, index, 1);
    a->effective_kernel = a->dilation * (a->kernel - 1) + 1;
    a->output_padding = per_axis_value(&layer->output_padding, index, 0);
    resolve_padding(simulation, a, index);
}

void axes_set_given(struct simulation *simulation)
{
    for (size_t i = 0; i < simulation->axes; i++)
        set_given(simulation, &simulation->axis[i], i);
}

bool resolve_axes(struct simulation *simulation, struct report *report)
{
    bool is_right = check_output_words(simulation->layer, report);
    axes_set_given(simulation);
    for (size_t i = 0; i < simulation->axes; i++) {
        struct axis *a = &simulation->axis[i];
        is_right &= simulation->is_transposed ? resolve_transposed(simulation, a, i, report)
                                              : resolve_direct(simulation, a, i, report);
    }
    return is_right;
}
