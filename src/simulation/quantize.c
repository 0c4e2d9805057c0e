/* SPDX-License-Identifier: MIT */
/*
 * Layers of integers, by the rules of ONNX's QLinearConv: an integer q stands for the number
 * scale * (q - zero_point). A sum of products of such differences, and the bias, is exact; times
 * scale_x * scale_w / scale_y it is rounded, a half to the even number, moved to the zero point of
 * the output, and kept within its type. Runtimes multiply in single precision, this in double.
 */
#include <inttypes.h>
#include <math.h>

#include "simulation/resolve.h"

static void set_range(enum integer_type type, int64_t *low, int64_t *high)
{
    *low = type == INTEGER_INT8 ? -128 : 0;
    *high = type == INTEGER_INT8 ? 127 : 255;
}

/* ---- what is wrong ---- */

static void check_zero_point(const struct quantized *map, struct report *report)
{
    int64_t low, high;
    set_range(map->type, &low, &high);
    if (map->zero_point.value < low || map->zero_point.value > high)
        report_error(report, map->zero_point.at, NULL,
                     "zero_point must be from %" PRId64 " to %" PRId64 " in %s, not %" PRId64, low,
                     high, integer_types[map->type], map->zero_point.value);
}

/* most: how many scales it may have. */
static void check_map(const struct simulation *simulation, const char *name,
                      const struct quantized *map, size_t most, struct report *report)
{
    const struct scene_quantize *given = &simulation->layer->quantize;
    const struct scales *scales = &map->scales;
    if (scales->at.line == 0)
        report_error(report, map->at.line ? map->at : given->at,
                     "for example {scale: 0.5, zero_point: 0}",
                     "quantize needs the scale of the %s", name);
    else if (scales->is_list && scales->count != most)
        report_error(report, scales->at, most == 1 ? "give one number" : NULL,
                     "scale of the %s must have %zu number%s, not %zu", name, most,
                     most == 1 ? "" : "s, one for each output channel", scales->count);
    else
        check_zero_point(map, report);
}

static void check_whole_layer(const struct simulation *simulation, struct report *report)
{
    const struct scene_layer *layer = simulation->layer;
    const struct given_number *padding = &layer->padding_value;
    const struct scene *scene = simulation->scene;
    const struct position gradient =
        scene->gradient.at.line ? scene->gradient.at : scene->output_gradient.at;
    if (padding->at.line && padding->value != (double)layer->quantize.input.zero_point.value)
        report_error(report, padding->at, "leave it out",
                     "the padding of a quantized layer holds the zero point of its input");
    else if (gradient.line)
        report_error(report, gradient, "leave quantize out",
                     "a quantized layer has no gradient: it rounds");
}

/* ---- from the scene ---- */

bool resolve_quantize(struct simulation *simulation, struct report *report)
{
    const struct scene_quantize *given = &simulation->layer->quantize;
    const struct scales *scales = &given->kernel.scales;
    size_t channels = simulation->out_channels;
    if (given->at.line == 0)
        return true;
    size_t errors = report->error_count;
    check_map(simulation, "input", &given->input, 1, report);
    check_map(simulation, "kernel", &given->kernel, channels, report);
    check_map(simulation, "output", &given->output, 1, report);
    check_whole_layer(simulation, report);
    if (report->error_count > errors)
        return false;
    struct arena *arena = &simulation->arena;
    struct quantization *made = arena_allocate(arena, 1, sizeof *made);
    double *multiplier = arena_allocate(arena, channels, sizeof *multiplier);
    for (size_t c = 0; c < channels; c++)
        multiplier[c] = given->input.scales.values[0] * scales->values[scales->is_list ? c : 0] /
                        given->output.scales.values[0];
    *made = (struct quantization){.input_zero = (double)given->input.zero_point.value,
                                  .kernel_zero = (double)given->kernel.zero_point.value,
                                  .output_zero = (double)given->output.zero_point.value,
                                  .multiplier = multiplier};
    int64_t low, high;
    set_range(given->output.type, &low, &high);
    made->low = (double)low;
    made->high = (double)high;
    simulation->quantization = made;
    simulation->padding_value = made->input_zero;
    return true;
}

static bool check_integers(const struct tensor *tensor, const struct quantized *map,
                           const char *name, struct position at, struct report *report)
{
    int64_t low, high;
    char room[NUMBER_ROOM];
    set_range(map->type, &low, &high);
    for (size_t i = 0; tensor->values && i < tensor_count(tensor); i++) {
        double value = tensor->values[i];
        if (value == floor(value) && value >= (double)low && value <= (double)high)
            continue;
        report_error(report, at, NULL,
                     "the %s of a quantized layer has whole numbers from %" PRId64 " to %" PRId64
                     ", not %s",
                     name, low, high, number_shortest(room, value));
        return false;
    }
    return true;
}

static bool check_bias(const struct simulation *simulation, struct report *report)
{
    for (size_t i = 0; simulation->has_bias && i < simulation->out_channels; i++) {
        double value = simulation->bias.values[i];
        if (value == floor(value) && fabs(value) <= INT32_MAX)
            continue;
        report_error(report, simulation->layer->bias.at, NULL,
                     "the bias of a quantized layer has whole numbers of 32 bits");
        return false;
    }
    return true;
}

bool quantize_check_numbers(const struct simulation *simulation, struct report *report)
{
    const struct scene_quantize *given = &simulation->layer->quantize;
    const struct position input = simulation->below || simulation->source
                                      ? simulation->layer->at
                                      : simulation->scene->input.at;
    const struct position kernel = simulation->layer->kernel.at;
    if (!simulation->quantization)
        return true;
    return check_integers(&simulation->input, &given->input, "input", input, report) &&
           check_integers(&simulation->kernel, &given->kernel, "kernel",
                          kernel.line ? kernel : simulation->layer->at, report) &&
           check_bias(simulation, report);
}

/* ---- numbers ---- */

double simulation_product(const struct simulation *simulation, const struct term *term)
{
    const struct quantization *of = simulation->quantization;
    if (!of)
        return term->weight * term->value;
    return (term->weight - of->kernel_zero) * (term->value - of->input_zero);
}

struct requantized simulation_requantize(const struct quantization *of, double multiplier,
                                         double sum)
{
    struct requantized result = {.scaled = sum * multiplier};
    result.rounded = rint(result.scaled); /* a half to the even number */
    result.moved = result.rounded + of->output_zero;
    result.value = fmax(of->low, fmin(of->high, result.moved));
    return result;
}

/* ---- words ---- */

static void tell_map(const struct quantized *map, struct buffer *out)
{
    char room[NUMBER_ROOM];
    const struct scales *scales = &map->scales;
    buffer_format(out, " %s: ", integer_types[map->type]);
    buffer_add_text(out, scales->count == 1 ? "scale " : "scales ");
    for (size_t i = 0; i < scales->count; i++)
        buffer_format(out, "%s%s", i ? ", " : "", number_shortest(room, scales->values[i]));
    buffer_format(out, ", zero point %" PRId64, map->zero_point.value);
}

void quantize_tell(const struct simulation *simulation, struct buffer *out)
{
    const struct scene_quantize *given = &simulation->layer->quantize;
    if (!simulation->quantization)
        return;
    buffer_add_text(out, " Its numbers are integers, each of which stands for its scale times what "
                         "it is above its zero point. The input is");
    tell_map(&given->input, out);
    buffer_add_text(out, "; the kernel is");
    tell_map(&given->kernel, out);
    buffer_add_text(out, "; the output is");
    tell_map(&given->output, out);
    buffer_add_text(out, ". A sum of products, taken above the zero points, is multiplied by the "
                         "scales of input and kernel over that of the output, rounded with halves "
                         "to the even number, moved by the output's zero point, and kept within "
                         "its type.");
}
