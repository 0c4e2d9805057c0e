/* SPDX-License-Identifier: MIT */
/* Of the trace: the layer, the shapes of its tensors, the guide's relationship. */
#include <inttypes.h>
#include <string.h>

#include "json.h"
#include "trace_parts.h"

enum axis_field { KERNEL_SIZE, STRIDE, DILATION, OUTPUT_PADDING, STRETCHED, PADDED, WINDOW };

static int64_t axis_field(const struct axis *a, enum axis_field field)
{
    switch (field) {
    case KERNEL_SIZE:
        return a->kernel;
    case STRIDE:
        return a->stride;
    case DILATION:
        return a->dilation;
    case OUTPUT_PADDING:
        return a->output_padding;
    case STRETCHED:
        return a->stretched;
    case PADDED:
        return a->padded;
    case WINDOW:
        return a->effective_kernel;
    }
    return 0;
}

/* "name": [one number per axis], after the channels if there are any. */
static void put_axes(FILE *out, const struct simulation *simulation, const char *name,
                     enum axis_field field, size_t channels)
{
    fprintf(out, "\"%s\": [", name);
    if (channels > 0)
        fprintf(out, "%zu,", channels);
    for (size_t i = 0; i < simulation->axes; i++)
        fprintf(out, "%s%" PRId64, i ? "," : "", axis_field(&simulation->axis[i], field));
    fputc(']', out);
}

static void put_padding(FILE *out, const struct simulation *simulation)
{
    fputs(", \"padding\": [", out);
    for (size_t i = 0; i < simulation->axes; i++)
        fprintf(out, "%s[%" PRId64 ",%" PRId64 "]", i ? "," : "",
                simulation->axis[i].padding_before, simulation->axis[i].padding_after);
    fputs("], ", out);
}

static const char *truth(bool is_true)
{
    return is_true ? "true" : "false";
}

/* The parameter that only the layer's type has: a number, or a list where the axes differ. */
static void put_own(FILE *out, const struct simulation *simulation)
{
    const char *key = simulation_own_key(simulation);
    if (key && strcmp(key, "groups") == 0)
        return; /* told as every layer's */
    double first = key ? simulation_own(simulation, key, 0) : 0;
    bool is_alike = true;
    if (first == 0)
        return;
    for (size_t i = 1; i < simulation->axes; i++)
        is_alike &= simulation_own(simulation, key, i) == first;
    fprintf(out, is_alike ? ", \"%s\": " : ", \"%s\": [", key);
    for (size_t i = 0; i < (is_alike ? 1 : simulation->axes); i++) {
        fputs(i ? ", " : "", out);
        json_number(out, simulation_own(simulation, key, i));
    }
    fputs(is_alike ? "" : "]", out);
}

/* How an Upsample makes units. */
static void put_mode(FILE *out, const struct simulation *simulation)
{
    if (!simulation_takes(simulation, "mode"))
        return;
    const struct given_flag *aligns = &simulation->layer->align_corners;
    fprintf(out, ", \"mode\": \"%s\"", upsample_modes[simulation->layer->upsample.mode]);
    if (simulation->is_weighted)
        fprintf(out, ", \"align_corners\": %s", truth(aligns->at.line && aligns->value));
}

static void put_quantized(FILE *out, const char *name, const struct quantized *map)
{
    const struct scales *scales = &map->scales;
    fprintf(out, "\"%s\": {\"scale\": %s", name, scales->is_list ? "[" : "");
    for (size_t i = 0; i < scales->count; i++) {
        fputs(i ? ", " : "", out);
        json_number(out, scales->values[i]);
    }
    fprintf(out, "%s, \"zero_point\": %" PRId64 ", \"dtype\": \"%s\"}", scales->is_list ? "]" : "",
            map->zero_point.value, integer_types[map->type]);
}

static void put_quantize(FILE *out, const struct simulation *simulation)
{
    const struct scene_quantize *given = &simulation->layer->quantize;
    if (!simulation->quantization)
        return;
    fputs(", \"quantize\": {", out);
    put_quantized(out, "input", &given->input);
    fputs(", ", out);
    put_quantized(out, "kernel", &given->kernel);
    fputs(", ", out);
    put_quantized(out, "output", &given->output);
    fputc('}', out);
}

/* What only some types have. */
static void put_special(FILE *out, const struct simulation *simulation)
{
    static const char *const modes[] = {
        [MODE_ZEROS] = "zeros",
        [MODE_REFLECT] = "reflect",
        [MODE_REPLICATE] = "replicate",
        [MODE_CIRCULAR] = "circular",
    };
    if (simulation_takes(simulation, "output_padding")) {
        fputs(", ", out);
        put_axes(out, simulation, "output_padding", OUTPUT_PADDING, 0);
    }
    if (simulation_takes(simulation, "padding_mode"))
        fprintf(out, ", \"padding_mode\": \"%s\"", modes[simulation->padding_mode]);
    if (simulation_takes(simulation, "ceil_mode"))
        fprintf(out, ", \"ceil_mode\": %s", truth(simulation->ceil_mode));
    if (simulation_takes(simulation, "count_include_pad"))
        fprintf(out, ", \"count_include_pad\": %s", truth(simulation->count_include_pad));
    if (simulation->is_turned != simulation->is_transposed)
        fputs(", \"flip\": true", out);
    put_mode(out, simulation);
    put_quantize(out, simulation);
    put_own(out, simulation);
}

void trace_put_layer(FILE *out, const struct simulation *simulation)
{
    fprintf(out, "\"layer\": {\"type\": \"%s\", ", simulation->type_name);
    put_axes(out, simulation, "kernel_size", KERNEL_SIZE, 0);
    fputs(", ", out);
    put_axes(out, simulation, "stride", STRIDE, 0);
    put_padding(out, simulation);
    put_axes(out, simulation, "dilation", DILATION, 0);
    size_t dealt = (size_t)simulation_own_integer(simulation, "groups");
    size_t groups = dealt > 0 ? dealt : simulation->groups;
    fprintf(out, ", \"groups\": %zu, \"in_channels\": %zu, \"out_channels\": %zu", groups,
            simulation->in_channels, simulation->out_channels);
    put_special(out, simulation);
    fputc('}', out);
}

void trace_put_shapes(FILE *out, const struct simulation *simulation)
{
    struct tensor input = simulation_input_as_given(simulation);
    fputs(",\n \"shapes\": {\"input\": ", out);
    json_sizes(out, input.size, input.rank);
    fputs(", ", out);
    put_axes(out, simulation, "stretched", STRETCHED, simulation->in_channels);
    fputs(", ", out);
    put_axes(out, simulation, "padded", PADDED, simulation->in_channels);
    fputs(", \"kernel\": ", out);
    if (simulation->has_kernel)
        json_sizes(out, simulation->kernel.size, simulation->kernel.rank);
    else
        fputs("null", out);
    fputs(", ", out);
    put_axes(out, simulation, "effective_kernel", WINDOW, 0);
    fputs(", \"output\": ", out);
    json_sizes(out, simulation->output.size, simulation->output.rank);
    fputc('}', out);
}

void trace_put_relationship(FILE *out, const struct simulation *simulation)
{
    fputs(",\n \"relationship\": ", out);
    if (simulation->relationship)
        fprintf(out, "%d", simulation->relationship);
    else
        fputs("null", out);
    fputs(", \"formula\": ", out);
    json_string(out, simulation->formula);
}
