/* SPDX-License-Identifier: MIT */
/* A layer as PyTorch prints it: repr() of torch.nn's modules. */
#include <inttypes.h>
#include <string.h>

#include "cli/dialects.h"

/* (3, 3); (3,) of one axis. */
static const char *tuple(const struct simulation *simulation, enum axis_number which,
                         struct arena *arena)
{
    return arena_format(arena, "(%s%s)", dialect_numbers(simulation, which, arena),
                        simulation->axes == 1 ? "," : "");
}

/* As the scene gave it: one number, or a tuple of them; pools keep the form. */
static const char *as_given(const struct simulation *simulation, const struct per_axis *given,
                            enum axis_number which, struct arena *arena)
{
    bool is_plain = given->at.line ? !given->is_list
                                   : dialect_all(simulation, which,
                                                 dialect_number(&simulation->axis[0], which));
    return is_plain ? arena_format(arena, "%" PRId64, dialect_number(&simulation->axis[0], which))
                    : tuple(simulation, which, arena);
}

static const char *const asymmetric =
    "its padding differs before and after; torch.nn.ZeroPad2d in front of it can do that";

/* ---- convolutions ---- */

/* PyTorch keeps the words that it knows. */
static const char *padding_word(const struct simulation *simulation)
{
    const struct padding *padding = &simulation->layer->padding;
    if (padding->at.line == 0 || simulation->is_transposed)
        return NULL;
    if (padding->kind == PADDING_SAME && dialect_all(simulation, NUMBER_STRIDE, 1))
        return "same";
    return padding->kind == PADDING_VALID ? "valid" : NULL;
}

static void add_tuple(const struct simulation *simulation, const char *name, enum axis_number which,
                      struct buffer *out)
{
    struct arena arena = {0};
    buffer_format(out, ", %s=%s", name, tuple(simulation, which, &arena));
    arena_finish(&arena);
}

static void add_conv_padding(const struct simulation *simulation, struct buffer *out)
{
    const char *word = padding_word(simulation);
    if (word)
        buffer_format(out, ", padding=%s", word);
    else if (!dialect_all(simulation, NUMBER_PADDING, 0))
        add_tuple(simulation, "padding", NUMBER_PADDING, out);
}

static const char *say_conv(const struct simulation *simulation, struct buffer *out,
                            struct arena *arena)
{
    static const char *const modes[] = {[MODE_ZEROS] = NULL,
                                        [MODE_REFLECT] = "reflect",
                                        [MODE_REPLICATE] = "replicate",
                                        [MODE_CIRCULAR] = "circular"};
    const char *mode = modes[simulation->padding_mode];
    if (dialect_is_flipped(simulation))
        return "it does not turn the kernel; give it weights that are turned";
    if (!dialect_is_symmetric(simulation) && !padding_word(simulation))
        return asymmetric;
    buffer_format(out, "%s(%zu, %zu, kernel_size=%s", simulation->type_name,
                  simulation->in_channels, simulation->out_channels,
                  tuple(simulation, NUMBER_KERNEL, arena));
    add_tuple(simulation, "stride", NUMBER_STRIDE, out);
    add_conv_padding(simulation, out);
    if (!dialect_all(simulation, NUMBER_DILATION, 1))
        add_tuple(simulation, "dilation", NUMBER_DILATION, out);
    if (!dialect_all(simulation, NUMBER_EXTRA, 0))
        add_tuple(simulation, "output_padding", NUMBER_EXTRA, out);
    if (simulation->groups != 1)
        buffer_format(out, ", groups=%zu", simulation->groups);
    if (!dialect_has_bias(simulation))
        buffer_add_text(out, ", bias=False");
    if (mode)
        buffer_format(out, ", padding_mode=%s", mode);
    buffer_add_text(out, ")\n");
    return NULL;
}

/* ---- pools ---- */

static const char *pool_obstacle(const struct simulation *simulation, struct arena *arena)
{
    if (!dialect_is_symmetric(simulation))
        return asymmetric;
    for (size_t i = 0; i < simulation->axes; i++) {
        const struct axis *a = &simulation->axis[i];
        if (2 * a->padding_before > a->effective_kernel)
            return arena_format(arena,
                                "its padding %" PRId64 " is more than half the kernel's %" PRId64,
                                a->padding_before, a->effective_kernel);
    }
    return NULL;
}

/* kernel_size=, stride=, padding= in the form that the scene has. */
static void add_window(const struct simulation *simulation, bool has_padding, struct buffer *out)
{
    struct arena arena = {0};
    const struct scene_layer *layer = simulation->layer;
    const struct per_axis padding = {.at = layer->padding.at, .is_list = layer->padding.is_list};
    struct per_axis kernel = layer->kernel_size;
    struct per_axis stride = layer->stride.at.line ? layer->stride : kernel;
    if (!has_padding && simulation->axes == 1) /* LPPool1d takes no tuples */
        kernel.is_list = stride.is_list = false;
    buffer_format(out, "kernel_size=%s, stride=%s",
                  as_given(simulation, &kernel, NUMBER_KERNEL, &arena),
                  as_given(simulation, &stride, NUMBER_STRIDE, &arena));
    if (has_padding)
        buffer_format(out, ", padding=%s", as_given(simulation, &padding, NUMBER_PADDING, &arena));
    arena_finish(&arena);
}

static const char *truth(bool is_true)
{
    return is_true ? "True" : "False";
}

static const char *say_max_pool(const struct simulation *simulation, struct buffer *out,
                                struct arena *arena)
{
    const char *obstacle = pool_obstacle(simulation, arena);
    if (obstacle)
        return obstacle;
    buffer_format(out, "%s(", simulation->type_name);
    add_window(simulation, true, out);
    buffer_format(out, ", dilation=%s, ceil_mode=%s)\n",
                  as_given(simulation, &simulation->layer->dilation, NUMBER_DILATION, arena),
                  truth(simulation->ceil_mode));
    return NULL;
}

/* Always tuples: PyTorch makes them of single numbers in these. */
static void add_tuples(const struct simulation *simulation, struct buffer *out)
{
    struct arena arena = {0};
    buffer_format(
        out, "kernel_size=%s, stride=%s, padding=%s", tuple(simulation, NUMBER_KERNEL, &arena),
        tuple(simulation, NUMBER_STRIDE, &arena), tuple(simulation, NUMBER_PADDING, &arena));
    arena_finish(&arena);
}

static const char *say_avg_pool(const struct simulation *simulation, struct buffer *out,
                                struct arena *arena)
{
    const char *obstacle = pool_obstacle(simulation, arena);
    if (obstacle)
        return obstacle;
    buffer_format(out, "%s(", simulation->type_name);
    if (simulation->axes == 1)
        add_tuples(simulation, out);
    else
        add_window(simulation, true, out);
    if (simulation->ceil_mode) /* repr leaves these out, but they matter */
        buffer_add_text(out, ", ceil_mode=True");
    if (!simulation->count_include_pad)
        buffer_add_text(out, ", count_include_pad=False");
    buffer_add_text(out, ")\n");
    return NULL;
}

static const char *say_lp_pool(const struct simulation *simulation, struct buffer *out,
                               struct arena *arena)
{
    char room[NUMBER_ROOM];
    (void)arena;
    buffer_format(out, "%s(norm_type=%s, ", simulation->type_name,
                  number_shortest(room, simulation->norm_type));
    add_window(simulation, false, out);
    buffer_format(out, ", ceil_mode=%s)\n", truth(simulation->ceil_mode));
    return NULL;
}

static const char *say_max_unpool(const struct simulation *simulation, struct buffer *out,
                                  struct arena *arena)
{
    (void)arena;
    if (!dialect_is_symmetric(simulation))
        return asymmetric;
    buffer_format(out, "%s(", simulation->type_name);
    add_tuples(simulation, out);
    buffer_add_text(out, ")\n");
    return NULL;
}

static const char *say_adaptive(const struct simulation *simulation, struct buffer *out,
                                struct arena *arena)
{
    const char *sizes = "";
    bool is_list = simulation->layer->output_size.is_list;
    for (size_t i = 0; i < (is_list ? simulation->axes : 1); i++)
        sizes =
            arena_format(arena, "%s%s%" PRId64, sizes, i ? ", " : "", simulation->axis[i].output);
    buffer_format(out, is_list ? "%s(output_size=(%s%s))\n" : "%s(output_size=%s%s)\n",
                  simulation->type_name, sizes, is_list && simulation->axes == 1 ? "," : "");
    return NULL;
}

/* ---- layers that rearrange ---- */

static const char *say_upsample(const struct simulation *simulation, struct buffer *out,
                                struct arena *arena)
{
    char room[NUMBER_ROOM];
    const double *factor = simulation->scale_factor;
    const char *sizes = "", *factors = "";
    for (size_t i = 0; i < simulation->axes; i++) {
        const char *comma = i ? ", " : "";
        sizes = arena_format(arena, "%s%s%" PRId64, sizes, comma, simulation->axis[i].output);
        factors = arena_format(arena, "%s%s%s%s", factors, comma, number_shortest(room, factor[i]),
                               factor[i] == (int64_t)factor[i] ? ".0" : ""); /* a float's point */
    }
    const char *shortest = simulation_factors(simulation, ",", arena);
    if (shortest && !strchr(shortest, ','))
        buffer_format(out, "Upsample(scale_factor=%.*s, mode='nearest')\n",
                      (int)strcspn(factors, ","), factors);
    else if (shortest)
        buffer_format(out, "Upsample(scale_factor=(%s), mode='nearest')\n", factors);
    else
        buffer_format(out, "Upsample(size=(%s%s), mode='nearest')\n", sizes,
                      simulation->axes == 1 ? "," : "");
    return NULL;
}

static const char *say_shuffle(const struct simulation *simulation, struct buffer *out,
                               struct arena *arena)
{
    (void)arena;
    buffer_format(out, "%s(%s=%" PRId64 ")\n", simulation->type_name,
                  simulation_takes(simulation, "upscale_factor") ? "upscale_factor"
                                                                 : "downscale_factor",
                  simulation->shuffle);
    return NULL;
}

static const char *say_unfold(const struct simulation *simulation, struct buffer *out,
                              struct arena *arena)
{
    const struct scene_layer *layer = simulation->layer;
    const struct per_axis padding = {.at = layer->padding.at, .is_list = layer->padding.is_list};
    if (!dialect_is_symmetric(simulation))
        return asymmetric;
    buffer_format(out, "Unfold(kernel_size=%s, dilation=%s, padding=%s, stride=%s)\n",
                  as_given(simulation, &layer->kernel_size, NUMBER_KERNEL, arena),
                  as_given(simulation, &layer->dilation, NUMBER_DILATION, arena),
                  as_given(simulation, &padding, NUMBER_PADDING, arena),
                  as_given(simulation, &layer->stride, NUMBER_STRIDE, arena));
    return NULL;
}

static const char *say_relu(const struct simulation *simulation, struct buffer *out,
                            struct arena *arena)
{
    (void)simulation;
    (void)arena;
    buffer_add_text(out, "ReLU()\n");
    return NULL;
}

static const struct phrase phrases[] = {
    {"Conv", say_conv},
    {"MaxPool", say_max_pool},
    {"MaxUnpool", say_max_unpool},
    {"AvgPool", say_avg_pool},
    {"LPPool", say_lp_pool},
    {"Adaptive", say_adaptive},
    {"Upsample", say_upsample},
    {"PixelShuffle", say_shuffle},
    {"PixelUnshuffle", say_shuffle},
    {"Unfold", say_unfold},
    {"ReLU", say_relu},
};

static const char *say(const struct simulation *simulation, int number, struct buffer *out,
                       struct arena *arena)
{
    const struct phrase *phrase =
        dialect_find(phrases, sizeof phrases / sizeof *phrases, simulation);
    (void)number;
    return phrase ? phrase->say(simulation, out, arena) : "it has no such layer";
}

const struct dialect dialect_pytorch = {"pytorch", "PyTorch", say};
