/* SPDX-License-Identifier: MIT */
/* A layer as a node in ONNX's textual syntax: Y = Conv <kernel_shape = [3, 3], ...> (X, W, B).
 * Where the operators of its opset 11 do not say a layer alone, nodes in front of it or behind it
 * do. */
#include <ctype.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "simulation/phrases/phrases.h"

/* ---- attributes ---- */

/* Adds `name = [numbers]`; the first attribute of a node opens the bracket. */
static void add_list(struct buffer *out, const char *name, const char *numbers)
{
    buffer_format(out, "%s%s = [%s]", out->bytes[out->length - 1] == ' ' ? "<" : ", ", name,
                  numbers);
}

static void add_axes(const struct simulation *simulation, const char *name, enum axis_number which,
                     struct buffer *out)
{
    struct arena arena = {0};
    add_list(out, name, phrase_numbers(simulation, which, &arena));
    arena_finish(&arena);
}

/* All beginnings, then all ends, each list with what stands before it. */
static const char *border_numbers(size_t axes, const struct border *border, const char *before,
                                  struct arena *arena)
{
    const char *text = before;
    for (size_t i = 0; i < axes; i++)
        text = arena_format(arena, "%s%s%" PRId64, text, *text ? ", " : "", border->before[i]);
    for (size_t i = 0; *before && i < 2; i++)
        text = arena_format(arena, "%s, 0", text);
    for (size_t i = 0; i < axes; i++)
        text = arena_format(arena, "%s, %" PRId64, text, border->after[i]);
    return text;
}

static void add_pads(const struct simulation *simulation, const struct border *border,
                     struct buffer *out)
{
    struct arena arena = {0};
    add_list(out, "pads", border_numbers(simulation->axes, border, "", &arena));
    arena_finish(&arena);
}

/* A node that pads; batch and channels are not padded. */
static void add_pad_node(const struct simulation *simulation, const char *output,
                         struct buffer *out)
{
    static const char *const modes[] = {[MODE_ZEROS] = "constant",
                                        [MODE_REFLECT] = "reflect",
                                        [MODE_REPLICATE] = "edge",
                                        [MODE_CIRCULAR] = "wrap"};
    struct arena arena = {0};
    struct border border = phrase_padding(simulation);
    bool is_filled = simulation->padding_value != 0;
    buffer_format(out, "pads = Constant <value_ints = [%s]> ()\n",
                  border_numbers(simulation->axes, &border, "0, 0", &arena));
    if (is_filled)
        buffer_format(out, "value = Constant <value_float = %s> ()\n",
                      phrase_float(simulation->padding_value, &arena));
    buffer_format(out, "%s = Pad <mode = \"%s\"> (X, pads%s)\n", output,
                  modes[simulation->padding_mode], is_filled ? ", value" : "");
    arena_finish(&arena);
}

/* The layer's padding. A window that ceil_mode lets hang over the end is one on padding here, since
 * how ONNX counts such windows has changed; and a padding that no window fills is none, since
 * runtimes refuse one as wide as the window. */
static struct border used_padding(const struct simulation *simulation)
{
    struct border border = phrase_padding(simulation);
    for (size_t i = 0; i < simulation->axes; i++)
        if (simulation->ceil_mode || border.after[i] >= simulation->axis[i].effective_kernel)
            border.after[i] = phrase_padding_used(&simulation->axis[i]);
    return border;
}

/* ---- nodes ---- */

static void add_integer_constants(const char *name, const struct quantized *map, struct buffer *out,
                                  struct arena *arena)
{
    const struct scales *scales = &map->scales;
    const char *type = integer_types[map->type], *numbers = "", *zeros = "";
    for (size_t i = 0; i < scales->count; i++) {
        const char *comma = i ? ", " : "";
        numbers =
            arena_format(arena, "%s%s%s", numbers, comma, phrase_float(scales->values[i], arena));
        zeros = arena_format(arena, "%s%s%" PRId64, zeros, comma, map->zero_point.value);
    }
    const char *size = scales->is_list ? arena_format(arena, "[%zu]", scales->count) : "";
    buffer_format(out, "%s_scale = Constant <value = float%s {%s}> ()\n", name, size, numbers);
    buffer_format(out, "%s_zero = Constant <value = %s%s {%s}> ()\n", name, type, size, zeros);
}

/* What stands before the attributes of a convolution of integers, and in the place of its W. */
static const char *add_integers(const struct simulation *simulation, struct buffer *out,
                                struct arena *arena)
{
    const struct scene_quantize *quantize = &simulation->layer->quantize;
    add_integer_constants("x", &quantize->input, out, arena);
    add_integer_constants("w", &quantize->kernel, out, arena);
    add_integer_constants("y", &quantize->output, out, arena);
    return "x_scale, x_zero, W, w_scale, w_zero, y_scale, y_zero";
}

const char *onnx_conv(const struct simulation *simulation, struct buffer *out, struct arena *arena)
{
    struct border padding = phrase_padding(simulation);
    bool is_padded = !phrase_is_zero(&padding, simulation->axes);
    const char *weights = "W", *name = "Conv";
    if (phrase_is_flipped(simulation))
        return "it does not turn the kernel; give it weights that are turned";
    if (simulation->is_transposed && simulation->padding_mode == MODE_CIRCULAR)
        return "its ConvTranspose pads with zeros only";
    if (simulation->padding_mode == MODE_CIRCULAR && is_padded)
        return "its Conv pads with zeros only; in front of it a Pad node of mode \"wrap\", in "
               "opset "
               "19, pads so";
    if (simulation->quantization && simulation->padding_mode != MODE_ZEROS && is_padded)
        return "its QLinearConv pads with the zero point only";
    if (simulation->quantization) {
        weights = add_integers(simulation, out, arena);
        name = "QLinearConv";
    }
    bool has_node =
        !simulation->quantization && !simulation_pads_with_zeros(simulation) && is_padded;
    if (has_node) {
        add_pad_node(simulation, "P", out);
        padding = (struct border){{0}, {0}};
    }
    buffer_format(out, "Y = %s ", simulation->is_transposed ? "ConvTranspose" : name);
    add_axes(simulation, "dilations", NUMBER_DILATION, out);
    buffer_format(out, ", group = %zu", simulation->groups);
    add_axes(simulation, "kernel_shape", NUMBER_KERNEL, out);
    if (simulation->is_transposed)
        add_axes(simulation, "output_padding", NUMBER_EXTRA, out);
    add_pads(simulation, &padding, out);
    add_axes(simulation, "strides", NUMBER_STRIDE, out);
    buffer_format(out, "> (%s, %s%s)\n", has_node ? "P" : "X", weights,
                  phrase_has_bias(simulation) ? ", B" : "");
    return NULL;
}

const char *onnx_max_pool(const struct simulation *simulation, struct buffer *out,
                          struct arena *arena)
{
    struct border padding = used_padding(simulation);
    (void)arena;
    buffer_format(out, "Y%s = MaxPool <ceil_mode = 0", simulation->gives_indices ? ", I" : "");
    add_axes(simulation, "dilations", NUMBER_DILATION, out);
    add_axes(simulation, "kernel_shape", NUMBER_KERNEL, out);
    add_pads(simulation, &padding, out);
    add_axes(simulation, "strides", NUMBER_STRIDE, out);
    buffer_add_text(out, "> (X)\n");
    return NULL;
}

static void add_average(const struct simulation *simulation, const struct border *padding,
                        bool counts, const char *names, struct buffer *out)
{
    buffer_format(out, "%c = AveragePool <ceil_mode = 0, count_include_pad = %d", names[0], counts);
    add_axes(simulation, "kernel_shape", NUMBER_KERNEL, out);
    add_pads(simulation, padding, out);
    add_axes(simulation, "strides", NUMBER_STRIDE, out);
    buffer_format(out, "> (%c)\n", names[1]);
}

/* Means over whole windows, times their cells, over the divisor. */
static void add_divided(const struct simulation *simulation, const struct border *padding,
                        struct buffer *out)
{
    add_average(simulation, padding, true, "AX", out);
    buffer_format(out,
                  "cells = Constant <value_float = %zu.0> ()\nS = Mul (A, cells)\n"
                  "divisor = Constant <value_float = %" PRId64 ".0> ()\nY = Div (S, divisor)\n",
                  simulation_taps(simulation),
                  simulation_own_integer(simulation, "divisor_override"));
}

/* Zeros that count stand in front as units, and what a window hangs over the end does not count. */
static void add_hanging(const struct simulation *simulation, struct buffer *out)
{
    struct simulation padded = *simulation;
    struct border beyond = {{0}, {0}};
    for (size_t i = 0; i < simulation->axes; i++) {
        struct axis *a = &padded.axis[i];
        int64_t used = phrase_padding_used(a);
        a->padding_after = used < a->padding_after ? used : a->padding_after;
        beyond.after[i] = used - a->padding_after;
    }
    add_pad_node(&padded, "P", out);
    add_average(simulation, &beyond, false, "YP", out);
}

static bool hangs_over(const struct simulation *simulation)
{
    for (size_t i = 0; i < simulation->axes; i++)
        if (phrase_padding_used(&simulation->axis[i]) > simulation->axis[i].padding_after)
            return true;
    return false;
}

const char *onnx_avg_pool(const struct simulation *simulation, struct buffer *out,
                          struct arena *arena)
{
    struct border given = phrase_padding(simulation), used = used_padding(simulation);
    (void)arena;
    if (simulation_own_integer(simulation, "divisor_override"))
        add_divided(simulation, &used, out);
    else if (hangs_over(simulation) && simulation->count_include_pad &&
             !phrase_is_zero(&given, simulation->axes))
        add_hanging(simulation, out);
    else
        add_average(simulation, &used, simulation->count_include_pad && !hangs_over(simulation),
                    "YX", out);
    return NULL;
}

const char *onnx_lp_pool(const struct simulation *simulation, struct buffer *out,
                         struct arena *arena)
{
    (void)arena;
    double norm = simulation_own(simulation, "norm_type", 0);
    if (fmod(norm, 1) != 0)
        return "its LpPool takes whole powers only";
    if (hangs_over(simulation))
        return "its LpPool does not scale a window that hangs over the end";
    buffer_add_text(out, "Y = LpPool ");
    add_axes(simulation, "kernel_shape", NUMBER_KERNEL, out);
    buffer_format(out, ", p = %.0f", norm);
    add_axes(simulation, "strides", NUMBER_STRIDE, out);
    buffer_add_text(out, "> (X)\n");
    return NULL;
}

/* ONNX counts indices in the pool's input, batch and channels among them. */
const char *onnx_max_unpool(const struct simulation *simulation, struct buffer *out,
                            struct arena *arena)
{
    const struct simulation *pool = simulation->indices_of;
    struct border padding = phrase_padding(simulation);
    bool is_usual = true;
    const char *sizes = arena_format(arena, "1, %zu", simulation->out_channels);
    for (size_t i = 0; i < simulation->axes; i++) {
        const struct axis *a = &simulation->axis[i];
        if (a->output != pool->axis[i].input)
            return "it puts units back into a map of the pool's size only";
        is_usual = is_usual && a->output == (a->input - 1) * a->stride + a->kernel -
                                                a->padding_before - a->padding_after;
        sizes = arena_format(arena, "%s, %" PRId64, sizes, a->output);
    }
    if (!is_usual)
        buffer_format(out, "shape = Constant <value_ints = [%s]> ()\n", sizes);
    buffer_add_text(out, "Y = MaxUnpool ");
    add_axes(simulation, "kernel_shape", NUMBER_KERNEL, out);
    add_pads(simulation, &padding, out);
    add_axes(simulation, "strides", NUMBER_STRIDE, out);
    buffer_add_text(out, is_usual ? "> (X, I)\n" : "> (X, I, shape)\n");
    return NULL;
}

const char *onnx_adaptive(const struct simulation *simulation, struct buffer *out,
                          struct arena *arena)
{
    struct simulation even;
    bool is_max = simulation->reduction == REDUCE_LARGEST, is_global = true;
    for (size_t i = 0; i < simulation->axes; i++)
        is_global = is_global && simulation->axis[i].output == 1;
    if (is_global) {
        buffer_format(out, "Y = Global%sPool (X)\n", is_max ? "Max" : "Average");
        return NULL;
    }
    if (!phrase_even_windows(simulation, &even))
        return "its windows would not be alike: the output's size does not divide the input's";
    return is_max ? onnx_max_pool(&even, out, arena) : onnx_avg_pool(&even, out, arena);
}

static const char *resize_attributes(const struct simulation *simulation, struct arena *arena)
{
    const char *place = phrase_aligns_corners(simulation) ? "align_corners" : "half_pixel";
    switch (simulation->layer->upsample.mode) {
    case UPSAMPLE_NEAREST:
        break;
    case UPSAMPLE_NEAREST_EXACT:
        return "coordinate_transformation_mode = \"half_pixel\", mode = \"nearest\", "
               "nearest_mode = \"round_prefer_ceil\"";
    case UPSAMPLE_LINEAR:
    case UPSAMPLE_BILINEAR:
    case UPSAMPLE_TRILINEAR:
        return arena_format(arena, "coordinate_transformation_mode = \"%s\", mode = \"linear\"",
                            place);
    case UPSAMPLE_BICUBIC:
        return arena_format(arena,
                            "coordinate_transformation_mode = \"%s\", cubic_coeff_a = -0.75, "
                            "mode = \"cubic\"",
                            place);
    }
    return "coordinate_transformation_mode = \"asymmetric\", mode = \"nearest\", "
           "nearest_mode = \"floor\"";
}

const char *onnx_upsample(const struct simulation *simulation, struct buffer *out,
                          struct arena *arena)
{
    char room[NUMBER_ROOM];
    double factor[MAX_AXES] = {0};
    for (size_t i = 0; i < simulation->axes; i++)
        factor[i] = simulation_own(simulation, "scale_factor", i);
    const char *numbers =
        factor[0] != 0 ? "1.0, 1.0" : arena_format(arena, "1, %zu", simulation->out_channels);
    for (size_t i = 0; i < simulation->axes; i++)
        numbers = factor[0] != 0
                      ? arena_format(arena, "%s, %s%s", numbers, number_shortest(room, factor[i]),
                                     factor[i] == floor(factor[i]) ? ".0" : "")
                      : arena_format(arena, "%s, %" PRId64, numbers, simulation->axis[i].output);
    buffer_format(out, "%s = Constant <value_%s = [%s]> ()\nY = Resize <%s> (X, , %s)\n",
                  factor[0] != 0 ? "scales" : "sizes", factor[0] != 0 ? "floats" : "ints", numbers,
                  resize_attributes(simulation, arena), factor[0] != 0 ? "scales" : ", sizes");
    return NULL;
}

const char *onnx_shuffle(const struct simulation *simulation, struct buffer *out,
                         struct arena *arena)
{
    (void)arena;
    buffer_format(out, "Y = DepthToSpace <blocksize = %" PRId64 ", mode = \"CRD\"> (X)\n",
                  simulation_own_integer(simulation, simulation_own_key(simulation)));
    return NULL;
}

const char *onnx_unshuffle(const struct simulation *simulation, struct buffer *out,
                           struct arena *arena)
{
    (void)arena;
    if (simulation->in_channels > 1)
        return "its SpaceToDepth orders the channels otherwise when there are several";
    buffer_format(out, "Y = SpaceToDepth <blocksize = %" PRId64 "> (X)\n",
                  simulation_own_integer(simulation, simulation_own_key(simulation)));
    return NULL;
}

const char *onnx_relu(const struct simulation *simulation, struct buffer *out, struct arena *arena)
{
    (void)simulation;
    (void)arena;
    buffer_add_text(out, "Y = Relu (X)\n");
    return NULL;
}

const char *onnx_pad(const struct simulation *simulation, struct buffer *out, struct arena *arena)
{
    (void)arena;
    add_pad_node(simulation, "Y", out);
    return NULL;
}
