/* SPDX-License-Identifier: MIT */
/*
 * Deformable convolution (Dai et al. 2017), by the rules of torchvision's deform_conv2d: each tap
 * of the window is moved by an offset, dy and dx, and reads between units: the four around it, each
 * with its bilinear share. Beyond the input is nothing. The offsets are one pair for each tap, or
 * [2 taps][height][width] as torchvision has them, dy and dx of each tap in turn. A mask (Zhu et
 * al. 2019) is a factor of each tap's weight: one for each tap, or [taps][height][width].
 */
#include <inttypes.h>
#include <math.h>

#include "simulation/layer_type.h"
#include "simulation/resolve.h"

/* Number n of those that belong to the taps, at an output unit. */
static double number_at(const struct tensor *given, size_t n, const size_t *output)
{
    if (given->rank == 3)
        n = (n * given->size[1] + output[1]) * given->size[2] + output[2];
    return given->values[n];
}

static size_t tap_number(const struct simulation *simulation, const int64_t *tap)
{
    return (size_t)(tap[0] * simulation->axis[1].kernel + tap[1]);
}

void simulation_tap_place(const struct simulation *simulation, const size_t *output,
                          const int64_t *tap, double *place)
{
    size_t number = tap_number(simulation, tap);
    for (size_t i = 0; i < 2; i++) {
        const struct axis *a = &simulation->axis[i];
        place[i] = (double)((int64_t)output[1 + i] * a->move + tap[i] * a->dilation) +
                   number_at(&simulation->layer->offsets.given, 2 * number + i, output);
    }
}

void simulation_tap_bounds(const struct simulation *simulation, double least[2], double greatest[2])
{
    const struct axis *h = &simulation->axis[0], *w = &simulation->axis[1];
    const size_t columns = (size_t)w->output, outputs = (size_t)h->output * columns;
    const int64_t taps = h->kernel * w->kernel;
    for (size_t n = 0; n < outputs * (size_t)taps; n++) {
        size_t unit = n / (size_t)taps;
        int64_t number = (int64_t)(n % (size_t)taps);
        double place[2];
        simulation_tap_place(simulation, (const size_t[]){0, unit / columns, unit % columns},
                             (const int64_t[]){number / w->kernel, number % w->kernel}, place);
        for (int i = 0; i < 2; i++) {
            least[i] = n == 0 ? place[i] : fmin(least[i], place[i]);
            greatest[i] = n == 0 ? place[i] : fmax(greatest[i], place[i]);
        }
    }
}

double simulation_tap_share(const struct simulation *simulation, const size_t *output,
                            const int64_t *tap)
{
    const struct values *mask = &simulation->layer->mask;
    if (mask->kind == VALUES_NONE)
        return 1;
    return number_at(&mask->given, tap_number(simulation, tap), output);
}

/* The units around a place of the plane, which count `share` together. */
static void add_corners(const struct simulation *simulation, const double *place, double share,
                        struct read *read, struct reads *out)
{
    for (int corner = 0; corner < 4; corner++) {
        bool is_inside = true;
        read->weight = share;
        for (int i = 0; i < 2; i++) {
            const struct axis *a = &simulation->axis[i];
            double low = floor(place[i]), beyond = place[i] - low;
            int is_high = i == 0 ? corner / 2 : corner % 2;
            bool is_near = low >= (double)a->before - 1 && low < (double)(a->before + a->input);
            read->place[i] = is_near ? (int64_t)low + is_high : -1;
            read->weight *= is_high ? beyond : 1 - beyond;
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
            add_corners(simulation, place, simulation_tap_share(simulation, output, read.tap),
                        &read, out);
        } while (walk_next(read.tap, box.taps, 2));
    }
}

/* The mask has one number for each tap, or a map for each. */
static bool check_mask(const struct simulation *simulation, struct report *report)
{
    const struct values *mask = &simulation->layer->mask;
    const struct tensor *given = &mask->given;
    size_t taps = (size_t)(simulation->axis[0].kernel * simulation->axis[1].kernel);
    size_t height = (size_t)simulation->axis[0].output, width = (size_t)simulation->axis[1].output;
    struct arena *arena = &report->arena;
    if (mask->kind == VALUES_NONE || (given->rank == 1 && given->size[0] == taps) ||
        (given->rank == 3 && given->size[0] == taps && given->size[1] == height &&
         given->size[2] == width))
        return true;
    report_error(report, mask->at,
                 arena_format(arena, "give %zu value%s, or %zu x %zu x %zu", taps,
                              text_plural(taps), taps, height, width),
                 "mask has %s values, but the window has %zu tap%s",
                 tensor_sizes(given, 0, " x ", arena), taps, text_plural(taps));
    return false;
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
                 tensor_sizes(given, 0, " x ", arena), taps, text_plural(taps));
    return false;
}

static bool resolve_deform(struct simulation *simulation, struct report *report)
{
    simulation->is_weighted = true;
    return resolve_axes(simulation, report) && check_offsets(simulation, report) &&
           check_mask(simulation, report);
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

static void tell_mask(const struct simulation *simulation, struct buffer *out)
{
    if (simulation->layer->mask.kind != VALUES_NONE)
        buffer_format(out, " The weight of each tap is multiplied by its number of the mask.");
}

static const struct layer_words deform_words = {
    .called = "a deformable convolution",
    .does = "a kernel slides over the input, each tap moved by an offset of its own, and each unit "
            "of the output is the sum of what its taps find between units, each times its weight",
    .tell = tell_mask,
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
};
