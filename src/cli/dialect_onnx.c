/* SPDX-License-Identifier: MIT */
/* A layer as a node in ONNX's textual syntax: Y = Conv <kernel_shape = [3, 3], ...> (X, W, B). */
#include <inttypes.h>
#include <math.h>

#include "cli/dialects.h"

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
    add_list(out, name, dialect_numbers(simulation, which, &arena));
    arena_finish(&arena);
}

/* All beginnings, then all ends. */
static void add_pads(const struct simulation *simulation, struct buffer *out)
{
    struct arena arena = {0};
    const char *ends = "";
    for (size_t i = 0; i < simulation->axes; i++)
        ends = arena_format(&arena, "%s, %" PRId64, ends, simulation->axis[i].padding_after);
    add_list(
        out, "pads",
        arena_format(&arena, "%s%s", dialect_numbers(simulation, NUMBER_PADDING, &arena), ends));
    arena_finish(&arena);
}

/* ---- nodes ---- */

static const char *say_conv(const struct simulation *simulation, struct buffer *out,
                            struct arena *arena)
{
    (void)arena;
    if (dialect_is_flipped(simulation))
        return "it does not turn the kernel; give it weights that are turned";
    if (simulation->padding_mode != MODE_ZEROS)
        return "it pads with zeros only; put a Pad node in front of it";
    buffer_add_text(out, simulation->is_transposed ? "Y = ConvTranspose " : "Y = Conv ");
    add_axes(simulation, "dilations", NUMBER_DILATION, out);
    buffer_format(out, ", group = %zu", simulation->groups);
    add_axes(simulation, "kernel_shape", NUMBER_KERNEL, out);
    if (simulation->is_transposed)
        add_axes(simulation, "output_padding", NUMBER_EXTRA, out);
    add_pads(simulation, out);
    add_axes(simulation, "strides", NUMBER_STRIDE, out);
    buffer_add_text(out, dialect_has_bias(simulation) ? "> (X, W, B)\n" : "> (X, W)\n");
    return NULL;
}

static const char *say_max_pool(const struct simulation *simulation, struct buffer *out,
                                struct arena *arena)
{
    (void)arena;
    buffer_format(out, "Y = MaxPool <ceil_mode = %d", simulation->ceil_mode);
    add_axes(simulation, "dilations", NUMBER_DILATION, out);
    add_axes(simulation, "kernel_shape", NUMBER_KERNEL, out);
    add_pads(simulation, out);
    add_axes(simulation, "strides", NUMBER_STRIDE, out);
    buffer_add_text(out, "> (X)\n");
    return NULL;
}

static const char *say_avg_pool(const struct simulation *simulation, struct buffer *out,
                                struct arena *arena)
{
    (void)arena;
    buffer_format(out, "Y = AveragePool <ceil_mode = %d, count_include_pad = %d",
                  simulation->ceil_mode, simulation->count_include_pad);
    add_axes(simulation, "kernel_shape", NUMBER_KERNEL, out);
    add_pads(simulation, out);
    add_axes(simulation, "strides", NUMBER_STRIDE, out);
    buffer_add_text(out, "> (X)\n");
    return NULL;
}

static bool hangs_over(const struct simulation *simulation)
{
    for (size_t i = 0; i < simulation->axes; i++) {
        const struct axis *a = &simulation->axis[i];
        if ((a->output - 1) * a->move + a->effective_kernel > a->padded)
            return true;
    }
    return false;
}

static const char *say_lp_pool(const struct simulation *simulation, struct buffer *out,
                               struct arena *arena)
{
    (void)arena;
    double norm = simulation->norm_type;
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

static const char *say_max_unpool(const struct simulation *simulation, struct buffer *out,
                                  struct arena *arena)
{
    bool has_size = simulation->layer->output_size.at.line != 0;
    const char *sizes = arena_format(arena, "1, %zu", simulation->out_channels);
    for (size_t i = 0; i < simulation->axes; i++)
        sizes = arena_format(arena, "%s, %" PRId64, sizes, simulation->axis[i].output);
    if (has_size)
        buffer_format(out, "shape = Constant <value_ints = [%s]> ()\n", sizes);
    buffer_add_text(out, "Y = MaxUnpool ");
    add_axes(simulation, "kernel_shape", NUMBER_KERNEL, out);
    add_pads(simulation, out);
    add_axes(simulation, "strides", NUMBER_STRIDE, out);
    buffer_add_text(out, has_size ? "> (X, I, shape)\n" : "> (X, I)\n");
    return NULL;
}

static const char *say_adaptive(const struct simulation *simulation, struct buffer *out,
                                struct arena *arena)
{
    struct simulation even;
    bool is_max = simulation->type_name[sizeof "Adaptive" - 1] == 'M', is_global = true;
    for (size_t i = 0; i < simulation->axes; i++)
        is_global = is_global && simulation->axis[i].output == 1;
    if (is_global) {
        buffer_format(out, "Y = Global%sPool (X)\n", is_max ? "Max" : "Average");
        return NULL;
    }
    if (!dialect_even_windows(simulation, &even))
        return "its windows would not be alike: the output's size does not divide the input's";
    return is_max ? say_max_pool(&even, out, arena) : say_avg_pool(&even, out, arena);
}

static const char *say_upsample(const struct simulation *simulation, struct buffer *out,
                                struct arena *arena)
{
    char room[NUMBER_ROOM];
    const double *factor = simulation->scale_factor;
    const char *numbers =
        factor[0] != 0 ? "1.0, 1.0" : arena_format(arena, "1, %zu", simulation->out_channels);
    for (size_t i = 0; i < simulation->axes; i++)
        numbers = factor[0] != 0
                      ? arena_format(arena, "%s, %s%s", numbers, number_shortest(room, factor[i]),
                                     factor[i] == floor(factor[i]) ? ".0" : "")
                      : arena_format(arena, "%s, %" PRId64, numbers, simulation->axis[i].output);
    buffer_format(
        out,
        "%s = Constant <value_%s = [%s]> ()\n"
        "Y = Resize <coordinate_transformation_mode = \"asymmetric\", mode = \"nearest\", "
        "nearest_mode = \"floor\"> (X, , %s)\n",
        factor[0] != 0 ? "scales" : "sizes", factor[0] != 0 ? "floats" : "ints", numbers,
        factor[0] != 0 ? "scales" : ", sizes");
    return NULL;
}

static const char *say_shuffle(const struct simulation *simulation, struct buffer *out,
                               struct arena *arena)
{
    (void)arena;
    buffer_format(out, "Y = DepthToSpace <blocksize = %" PRId64 ", mode = \"CRD\"> (X)\n",
                  simulation->shuffle);
    return NULL;
}

static const char *say_unshuffle(const struct simulation *simulation, struct buffer *out,
                                 struct arena *arena)
{
    (void)arena;
    if (simulation->in_channels > 1)
        return "its SpaceToDepth orders the channels otherwise when there are several";
    buffer_format(out, "Y = SpaceToDepth <blocksize = %" PRId64 "> (X)\n", simulation->shuffle);
    return NULL;
}

static const char *say_relu(const struct simulation *simulation, struct buffer *out,
                            struct arena *arena)
{
    (void)simulation;
    (void)arena;
    buffer_add_text(out, "Y = Relu (X)\n");
    return NULL;
}

static const struct phrase phrases[] = {
    {"Conv", say_conv},         {"MaxPool", say_max_pool},     {"MaxUnpool", say_max_unpool},
    {"AvgPool", say_avg_pool},  {"LPPool", say_lp_pool},       {"Adaptive", say_adaptive},
    {"Upsample", say_upsample}, {"PixelShuffle", say_shuffle}, {"PixelUnshuffle", say_unshuffle},
    {"ReLU", say_relu},
};

/* Of a stack: X0 goes in, X1 comes out and goes on. */
static void number_names(const char *text, int number, struct buffer *out)
{
    static const char upper[] = "XWBI";
    for (const char *c = text; *c; c++) {
        bool is_name = (c == text || c[-1] == ' ' || c[-1] == '(' || c[-1] == '\n') &&
                       (c[1] == ' ' || c[1] == ',' || c[1] == ')');
        bool is_ours = false;
        for (const char *u = upper; *u; u++)
            is_ours = is_ours || *u == *c;
        if (is_name && *c == 'Y')
            buffer_format(out, "X%d", number + 1);
        else if (is_name && is_ours)
            buffer_format(out, "%c%d", *c, number);
        else
            buffer_add(out, c, 1);
    }
}

static const char *say(const struct simulation *simulation, int number, struct buffer *out,
                       struct arena *arena)
{
    const struct phrase *phrase =
        dialect_find(phrases, sizeof phrases / sizeof *phrases, simulation);
    struct buffer node = {0};
    const char *why = phrase ? phrase->say(simulation, &node, arena) : "it has no such node";
    if (!why && number >= 0)
        number_names(node.bytes, number, out);
    else if (!why)
        buffer_add(out, node.bytes, node.length);
    buffer_finish(&node);
    return why;
}

const struct dialect dialect_onnx = {"onnx", "ONNX", say};
