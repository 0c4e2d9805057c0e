/* SPDX-License-Identifier: MIT */
/* Upsampling by the nearest unit, as PyTorch: output unit o reads input unit floor(o / factor), or
 * floor(o i / n) where the size n is given. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "simulation/layer_type.h"
#include "simulation/resolve.h"

static double own_value(const struct scene_layer *layer, size_t axis)
{
    const struct numbers_per_axis *factor = &layer->scale_factor;
    return factor->at.line ? factor->value[factor->is_list ? axis : 0] : 0;
}

static const struct own_parameter own = {"scale_factor", own_value};

static void tell_factors(const struct simulation *simulation, struct buffer *out)
{
    struct arena arena = {0};
    const char *factors = simulation_factors(simulation, " x ", &arena);
    if (factors)
        buffer_format(out, " The output is %s times as large%s.", factors,
                      strchr(factors, 'x') ? "" : " along each axis");
    arena_finish(&arena);
}

static int64_t nearest_unit(const struct simulation *simulation, size_t axis, int64_t o)
{
    const struct axis *a = &simulation->axis[axis];
    double factor = own_value(simulation->layer, axis);
    if (factor == 0)
        return o * a->input / a->output;
    int64_t unit = (int64_t)floor((double)o * (1 / factor));
    return unit < a->input ? unit : a->input - 1;
}

static void upsample_reads(const struct simulation *simulation, const size_t *output,
                           struct reads *out)
{
    struct read read = {.channel = output[0]};
    for (size_t i = 0; i < simulation->axes; i++)
        read.place[i] = nearest_unit(simulation, i, (int64_t)output[1 + i]);
    reads_add(out, &read);
}

static bool resolve_upsample(struct simulation *simulation, struct report *report)
{
    const struct scene_layer *layer = simulation->layer;
    bool has_size = layer->size.at.line != 0, has_factor = layer->scale_factor.at.line != 0;
    if (has_size == has_factor) {
        report_error(report, has_size ? layer->size.at : layer->at,
                     has_size ? "keep one of them" : "for example scale_factor: 2",
                     has_size ? "'size' and 'scale_factor' cannot be used together"
                              : "Upsample needs scale_factor or size");
        return false;
    }
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
        axis_set_plain(a, has_size ? per_axis_value(&layer->size, i, 1) : (int64_t)scaled);
    }
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

static const struct layer_words upsample_words = {
    .called = "upsampling",
    .does = "each unit of the output repeats the nearest unit of the input",
    .tell = tell_factors,
    .phrases = {[DIALECT_PYTORCH] = pytorch_upsample,
                [DIALECT_KERAS] = keras_upsample,
                [DIALECT_ONNX] = onnx_upsample}};

const struct layer_type layer_upsample = {
    .name = "Upsample",
    .words = &upsample_words,
    .own = &own,
    .is_pool = true,
    .takes = TAKES_SCALE,
    .resolve = resolve_upsample,
    .reads = upsample_reads,
    .formula = upsample_formula,
    .pool = pool_only,
};
