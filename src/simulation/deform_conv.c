/* SPDX-License-Identifier: MIT */
/*
 * Deformable convolution (Dai et al. 2017), by the rules of torchvision's deform_conv2d: each tap
 * of the window is moved by an offset, dy and dx, and reads between units: the four around it, each
 * with its bilinear share. Beyond the input is nothing. The offsets are one pair for each tap, or
 * [2 taps][height][width] as torchvision has them, dy and dx of each tap in turn.
 */
#include <inttypes.h>
#include <math.h>

#include "simulation/layer_type.h"
#include "simulation/resolve.h"

/* Of a tap at an output unit, along an axis. */
static double offset_of(const struct simulation *simulation, const size_t *output, size_t tap,
                        size_t axis)
{
    const struct tensor *given = &simulation->layer->offsets.given;
    size_t at = 2 * tap + axis;
    if (given->rank == 3)
        at = (at * given->size[1] + output[1]) * given->size[2] + output[2];
    return given->values[at];
}

void simulation_tap_place(const struct simulation *simulation, const size_t *output,
                          const int64_t *tap, double *place)
{
    size_t number = (size_t)(tap[0] * simulation->axis[1].kernel + tap[1]);
    for (size_t i = 0; i < 2; i++) {
        const struct axis *a = &simulation->axis[i];
        place[i] = (double)((int64_t)output[1 + i] * a->move + tap[i] * a->dilation) +
                   offset_of(simulation, output, number, i);
    }
}

/* The units around a place of the plane. */
static void add_corners(const struct simulation *simulation, const double *place, struct read *read,
                        struct reads *out)
{
    for (int corner = 0; corner < 4; corner++) {
        bool is_inside = true;
        read->weight = 1;
        for (int i = 0; i < 2; i++) {
            const struct axis *a = &simulation->axis[i];
            double low = floor(place[i]), share = place[i] - low;
            int is_high = i == 0 ? corner / 2 : corner % 2;
            bool is_near = low >= (double)a->before - 1 && low < (double)(a->before + a->input);
            read->place[i] = is_near ? (int64_t)low + is_high : -1;
            read->weight *= is_high ? share : 1 - share;
            is_inside &=
                is_near && read->place[i] >= a->before && read->place[i] < a->before + a->input;
        }
        if (is_inside && read->weight != 0)
            reads_add(out, read);
    }
}

static void deform_reads(const struct simulation *simulation, const size_t *output,
                         struct reads *out)
{
    struct box box = sliding_box(simulation, output);
    for (size_t c = 0; c < box.channels; c++) {
        struct read read = {.channel = box.channel + c};
        do {
            double place[2];
            simulation_tap_place(simulation, output, read.tap, place);
            add_corners(simulation, place, &read, out);
        } while (walk_next(read.tap, box.taps, 2));
    }
}

static bool check_offsets(const struct simulation *simulation, struct report *report)
{
    const struct values *offsets = &simulation->layer->offsets;
    const struct tensor *given = &offsets->given;
    const struct axis *h = &simulation->axis[0], *w = &simulation->axis[1];
    size_t taps = (size_t)(h->kernel * w->kernel);
    struct arena *arena = &report->arena;
    if (offsets->kind == VALUES_NONE) {
        report_error(report, simulation->layer->at, "a list of [dy, dx], one for each tap",
                     "%s needs offsets", simulation->type_name);
        return false;
    }
    bool has_pairs = given->rank == 2 && given->size[0] == taps && given->size[1] == 2;
    bool has_maps = given->rank == 3 && given->size[0] == 2 * taps &&
                    given->size[1] == (size_t)h->output && given->size[2] == (size_t)w->output;
    if (has_pairs || has_maps)
        return true;
    report_error(report, offsets->at,
                 arena_format(arena, "give %zu x 2 values, or %zu x %" PRId64 " x %" PRId64, taps,
                              2 * taps, h->output, w->output),
                 "offsets has %s values, but the window has %zu tap%s",
                 tensor_sizes(given, 0, " x ", arena), taps, taps == 1 ? "" : "s");
    return false;
}

static bool resolve_deform(struct simulation *simulation, struct report *report)
{
    simulation->is_weighted = true;
    return resolve_axes(simulation, report) && check_offsets(simulation, report);
}

static const char *deform_formula(const struct simulation *simulation, const struct axis *a,
                                  struct arena *arena)
{
    (void)simulation;
    return arena_format(arena,
                        "o = floor((i + p - k)/s) + 1 = floor((%" PRId64 " + %" PRId64 " - %" PRId64
                        ")/%" PRId64 ") + 1 = %" PRId64,
                        a->input, a->padding_before + a->padding_after, a->effective_kernel,
                        a->stride, a->output);
}

static const char *pytorch_deform(const struct simulation *simulation, struct buffer *out,
                                  struct arena *arena)
{
    (void)simulation;
    (void)out;
    (void)arena;
    return "torch.nn has no deformable convolutions; torchvision.ops has DeformConv2d";
}

static const char *onnx_deform(const struct simulation *simulation, struct buffer *out,
                               struct arena *arena)
{
    (void)simulation;
    (void)out;
    (void)arena;
    return "its DeformConv came with opset 19";
}

static const struct layer_words deform_words = {
    .called = "a deformable convolution",
    .does = "a kernel slides over the input, each tap moved by an offset of its own, and each unit "
            "of the output is the sum of what its taps find between units, each times its weight",
    .phrases = {[DIALECT_PYTORCH] = pytorch_deform, [DIALECT_ONNX] = onnx_deform}};

const struct layer_type layer_deform_conv = {
    .name = "DeformConv2d",
    .words = &deform_words,
    .axes = 2,
    .takes = TAKES_WINDOW | TAKES_WEIGHTS | TAKES_GROUPS | TAKES_PADDING | TAKES_DILATION |
             TAKES_OFFSETS,
    .reduction = REDUCE_SUM,
    .resolve = resolve_deform,
    .reads = deform_reads,
    .is_mixed = true,
    .formula = deform_formula,
};
