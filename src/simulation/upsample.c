/* SPDX-License-Identifier: MIT */
/*
 * Upsampling by PyTorch's rules, axis by axis. In modes nearest a unit is repeated; in the others
 * an output unit is a weighted sum of the units around the place that it comes from: align_corners:
 * o (i - 1) / (n - 1), the outermost units are each other's else:          (o + 1/2) / f - 1/2, the
 * outer edges of both maps are; f = n / i where the size n is given and not the factor f. The
 * linear modes begin at place 0. Linear weights are 1 - t and t; cubic ones Keys's (1981) with a =
 * -0.75. What lies beyond the map is its outermost unit.
 */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "simulation/layer_type.h"
#include "simulation/resolve.h"

enum { CUBIC_TAPS = 4 };

static double own_value(const struct scene_layer *layer, size_t axis)
{
    const struct numbers_per_axis *factor = &layer->scale_factor;
    return factor->at.line ? factor->value[factor->is_list ? axis : 0] : 0;
}

static const struct own_parameter own = {"scale_factor", own_value};

static bool is_nearest(const struct scene_layer *layer)
{
    return layer->upsample.mode == UPSAMPLE_NEAREST ||
           layer->upsample.mode == UPSAMPLE_NEAREST_EXACT;
}

/* ---- what an output unit reads ---- */

/* Units of an axis, side by side from the first on, and their weights. */
struct share {
    int64_t first;
    size_t count;
    double weight[CUBIC_TAPS];
};

static int64_t nearest_unit(const struct simulation *simulation, size_t axis, int64_t o)
{
    const struct axis *a = &simulation->axis[axis];
    double factor = own_value(simulation->layer, axis);
    bool is_exact = simulation->layer->upsample.mode == UPSAMPLE_NEAREST_EXACT;
    if (factor == 0)
        return is_exact ? (2 * o + 1) * a->input / (2 * a->output) : o * a->input / a->output;
    int64_t unit = (int64_t)floor(((double)o + (is_exact ? 0.5 : 0)) * (1 / factor));
    return unit < a->input ? unit : a->input - 1;
}

/* The place among the units that an output unit comes from. */
static double source_place(const struct simulation *simulation, size_t axis, int64_t o)
{
    const struct axis *a = &simulation->axis[axis];
    double factor = own_value(simulation->layer, axis);
    if (phrase_aligns_corners(simulation))
        return a->output > 1 ? (double)o * ((double)(a->input - 1) / (double)(a->output - 1)) : 0;
    double apart = factor > 0 ? 1 / factor : (double)a->input / (double)a->output;
    double place = apart * ((double)o + 0.5) - 0.5;
    return simulation->layer->upsample.mode == UPSAMPLE_BICUBIC || place > 0 ? place : 0;
}

/* A weight for the unit next to it, or on the border for the outermost one once more. */
static void add_weight(struct share *share, int64_t unit, const struct axis *a, double weight)
{
    int64_t last = a->input - 1, there = unit < 0 ? 0 : unit > last ? last : unit;
    if (share->count == 0)
        share->first = there;
    if (share->count == 0 || share->first + (int64_t)share->count <= there)
        share->weight[share->count++] = 0;
    share->weight[share->count - 1] += weight;
}

/* (a + 2) x^3 - (a + 3) x^2 + 1 up to 1, a x^3 - 5 a x^2 + 8 a x - 4 a up to 2 */
static double cubic(double x)
{
    const double a = -0.75;
    return x <= 1 ? ((a + 2) * x - (a + 3)) * x * x + 1 : ((a * x - 5 * a) * x + 8 * a) * x - 4 * a;
}

static struct share share_of(const struct simulation *simulation, size_t axis, int64_t o)
{
    const struct axis *a = &simulation->axis[axis];
    struct share share = {0};
    double place = source_place(simulation, axis, o);
    int64_t unit = (int64_t)fmin(floor(place), (double)(a->input - 1));
    double t = fmin(fmax(place - (double)unit, 0), 1);
    if (simulation->layer->upsample.mode == UPSAMPLE_BICUBIC) {
        for (int64_t tap = -1; tap <= 2; tap++)
            add_weight(&share, unit + tap, a, cubic(fabs(t - (double)tap)));
        return share;
    }
    if (a->input == a->output) { /* PyTorch copies */
        unit = o;
        t = 0;
    }
    add_weight(&share, unit, a, 1 - t);
    if (t > 0)
        add_weight(&share, unit + 1, a, t);
    return share;
}

/* A box of units; a weight of zero is none. */
static void add_box(const struct simulation *simulation, const struct share *shares, size_t channel,
                    struct reads *out)
{
    int64_t size[MAX_AXES];
    struct read read = {.channel = channel};
    for (size_t i = 0; i < simulation->axes; i++)
        size[i] = (int64_t)shares[i].count;
    do {
        read.weight = 1;
        for (size_t i = 0; i < simulation->axes; i++) {
            read.place[i] = shares[i].first + read.tap[i];
            read.weight *= shares[i].weight[read.tap[i]];
        }
        if (read.weight != 0)
            reads_add(out, &read);
    } while (walk_next(read.tap, size, simulation->axes));
}

static void upsample_reads(const struct simulation *simulation, const size_t *output,
                           struct reads *out)
{
    struct read read = {.channel = output[0], .weight = 1};
    struct share shares[MAX_AXES];
    for (size_t i = 0; i < simulation->axes; i++) {
        read.place[i] = nearest_unit(simulation, i, (int64_t)output[1 + i]);
        shares[i] = share_of(simulation, i, (int64_t)output[1 + i]);
    }
    if (is_nearest(simulation->layer))
        reads_add(out, &read);
    else
        add_box(simulation, shares, output[0], out);
}

/* ---- sizes ---- */

/* A mode says how many axes there are, and so does a list of one number for each. */
static size_t axes_given(const struct scene_layer *layer)
{
    size_t listed = layer->size.is_list           ? layer->size.count
                    : layer->scale_factor.is_list ? layer->scale_factor.count
                                                  : 0;
    switch (layer->upsample.mode) {
    case UPSAMPLE_LINEAR:
        return 1;
    case UPSAMPLE_BILINEAR:
    case UPSAMPLE_BICUBIC:
        return 2;
    case UPSAMPLE_TRILINEAR:
        return 3;
    case UPSAMPLE_NEAREST:
    case UPSAMPLE_NEAREST_EXACT:
        break;
    }
    return listed;
}

static bool check_keys(const struct simulation *simulation, struct report *report)
{
    const struct scene_layer *layer = simulation->layer;
    bool has_size = layer->size.at.line != 0, has_factor = layer->scale_factor.at.line != 0;
    if (has_size == has_factor)
        report_error(report, has_size ? layer->size.at : layer->at,
                     has_size ? "keep one of them" : "for example scale_factor: 2",
                     has_size ? "'size' and 'scale_factor' cannot be used together"
                              : "Upsample needs scale_factor or size");
    bool is_alone = layer->align_corners.at.line != 0 && is_nearest(layer);
    if (is_alone)
        report_error(report, layer->align_corners.at,
                     "leave it out, or add mode: linear, bilinear, bicubic or trilinear",
                     "the mode nearest has no align_corners");
    return has_size != has_factor && !is_alone;
}

static bool resolve_upsample(struct simulation *simulation, struct report *report)
{
    const struct scene_layer *layer = simulation->layer;
    if (!check_keys(simulation, report))
        return false;
    bool has_factor = layer->scale_factor.at.line != 0;
    int64_t taps = is_nearest(layer)                          ? 1
                   : layer->upsample.mode == UPSAMPLE_BICUBIC ? CUBIC_TAPS
                                                              : 2;
    for (size_t i = 0; i < simulation->axes; i++) {
        struct axis *a = &simulation->axis[i];
        double factor = own_value(layer, i);
        double scaled = floor((double)a->input * factor);
        if (has_factor && (scaled < 1 || scaled > 1e12)) {
            report_error(report, layer->scale_factor.at, NULL,
                         "scale_factor gives an output of %.0f units for an input of %" PRId64,
                         scaled, a->input);
            return false;
        }
        axis_set_plain(a, has_factor ? (int64_t)scaled : per_axis_value(&layer->size, i, 1));
        a->kernel = a->effective_kernel = taps < a->input ? taps : a->input;
    }
    simulation->is_weighted = !is_nearest(layer);
    simulation->reduction = simulation->is_weighted ? REDUCE_SUM : REDUCE_NOT;
    return true;
}

const char *simulation_factors(const struct simulation *simulation, const char *between,
                               struct arena *arena)
{
    double factors[MAX_AXES] = {0};
    for (size_t i = 0; i < simulation->axes; i++)
        factors[i] = simulation_own(simulation, "scale_factor", i);
    bool are_alike = true;
    for (size_t i = 1; i < simulation->axes; i++)
        are_alike &= factors[i] == factors[0];
    const char *text = NULL;
    char room[NUMBER_ROOM];
    for (size_t i = 0; i < (are_alike ? 1 : simulation->axes) && factors[i] != 0; i++)
        text = arena_format(arena, "%s%s%s", text ? text : "", text ? between : "",
                            number_shortest(room, factors[i]));
    return text;
}

static const char *upsample_formula(const struct simulation *simulation, const struct axis *a,
                                    struct arena *arena)
{
    char room[NUMBER_ROOM];
    double factor = own_value(simulation->layer, (size_t)(a - simulation->axis));
    if (factor == 0)
        return arena_format(arena, "o = n = %" PRId64, a->output);
    return arena_format(arena, "o = floor(i*f) = floor(%" PRId64 "*%s) = %" PRId64, a->input,
                        number_shortest(room, factor), a->output);
}

/* ---- in words ---- */

static const char *upsample_does(const struct simulation *simulation)
{
    switch (simulation->layer->upsample.mode) {
    case UPSAMPLE_NEAREST:
    case UPSAMPLE_NEAREST_EXACT:
        break;
    case UPSAMPLE_LINEAR:
        return "each unit of the output is a weighted mean of the two nearest units of the input";
    case UPSAMPLE_BILINEAR:
        return "each unit of the output is a weighted mean of the nearest units of the input, two "
               "along each axis";
    case UPSAMPLE_TRILINEAR:
        return "each unit of the output is a weighted mean of the nearest units of the input, two "
               "along each axis";
    case UPSAMPLE_BICUBIC:
        return "each unit of the output is a weighted sum of the nearest units of the input, four "
               "along each axis, with cubic weights (a = -0.75)";
    }
    return "each unit of the output repeats the nearest unit of the input";
}

static void tell_factors(const struct simulation *simulation, struct buffer *out)
{
    struct arena arena = {0};
    const char *factors = simulation_factors(simulation, " x ", &arena);
    if (factors)
        buffer_format(out, " The output is %s times as large%s.", factors,
                      strchr(factors, 'x') ? "" : " along each axis");
    if (simulation->is_weighted)
        buffer_add_text(out, phrase_aligns_corners(simulation)
                                 ? " The outermost units of both maps lie on one another "
                                   "(align_corners)."
                                 : " The outer edges of both maps lie on one another, and beyond "
                                   "them the outermost units are repeated.");
    arena_finish(&arena);
}

static const struct layer_words upsample_words = {
    .called = "upsampling",
    .does = "each unit of the output is a copy of the nearest unit of the input, or a weighted sum "
            "of those around its place",
    .does_so = upsample_does,
    .tell = tell_factors,
    .phrases = {[DIALECT_PYTORCH] = pytorch_upsample,
                [DIALECT_KERAS] = keras_upsample,
                [DIALECT_ONNX] = onnx_upsample}};

const struct layer_type layer_upsample = {
    .name = "Upsample",
    .words = &upsample_words,
    .own = &own,
    .axes_of = axes_given,
    .is_pool = true,
    .takes = TAKES_SCALE,
    .resolve = resolve_upsample,
    .reads = upsample_reads,
    .formula = upsample_formula,
    .pool = pool_only,
};
