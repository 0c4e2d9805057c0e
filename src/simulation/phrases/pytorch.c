/* SPDX-License-Identifier: MIT */
/* A layer in PyTorch's words: repr() of torch.nn's modules, its words in quotes so that Python
 * takes the line. What no module says alone is a block: a padding module, the layer, a crop. */
#include <inttypes.h>
#include <string.h>

#include "simulation/phrases/pytorch.h"

/* ---- convolutions ---- */

/* PyTorch keeps the words that it knows. */
static const char *padding_word(const struct simulation *simulation)
{
    const struct padding *padding = &simulation->layer->padding;
    if (padding->at.line == 0 || simulation->is_transposed)
        return NULL;
    if (padding->kind == PADDING_SAME && phrase_all(simulation, NUMBER_STRIDE, 1))
        return "same";
    return padding->kind == PADDING_VALID ? "valid" : NULL;
}

static void add_tuple(const struct simulation *simulation, const char *name, enum axis_number which,
                      struct buffer *out)
{
    struct arena arena = {0};
    buffer_format(out, ", %s=%s", name, pytorch_tuple(simulation, which, &arena));
    arena_finish(&arena);
}

static void add_conv_padding(const struct simulation *simulation, struct buffer *out)
{
    const char *word = padding_word(simulation);
    if (word)
        buffer_format(out, ", padding='%s'", word);
    else if (!phrase_all(simulation, NUMBER_PADDING, 0))
        add_tuple(simulation, "padding", NUMBER_PADDING, out);
}

/* The layer itself, the padding as it stands in the simulation. */
static void add_conv(const struct simulation *simulation, struct buffer *out, struct arena *arena)
{
    static const char *const modes[] = {[MODE_ZEROS] = NULL,
                                        [MODE_REFLECT] = "reflect",
                                        [MODE_REPLICATE] = "replicate",
                                        [MODE_CIRCULAR] = "circular"};
    const char *mode = modes[simulation->padding_mode];
    buffer_format(out, "%s(%zu, %zu, kernel_size=%s", simulation->type_name,
                  simulation->in_channels, simulation->out_channels,
                  pytorch_tuple(simulation, NUMBER_KERNEL, arena));
    add_tuple(simulation, "stride", NUMBER_STRIDE, out);
    add_conv_padding(simulation, out);
    if (!phrase_all(simulation, NUMBER_DILATION, 1))
        add_tuple(simulation, "dilation", NUMBER_DILATION, out);
    if (!phrase_all(simulation, NUMBER_EXTRA, 0))
        add_tuple(simulation, "output_padding", NUMBER_EXTRA, out);
    if (simulation->groups != 1)
        buffer_format(out, ", groups=%zu", simulation->groups);
    if (!phrase_has_bias(simulation))
        buffer_add_text(out, ", bias=False");
    if (mode)
        buffer_format(out, ", padding_mode='%s'", mode);
    buffer_add_text(out, ")\n");
}

static void take_padding_off(struct simulation *simulation)
{
    for (size_t i = 0; i < simulation->axes; i++)
        simulation->axis[i].padding_before = simulation->axis[i].padding_after = 0;
    simulation->padding_mode = MODE_ZEROS;
}

/* An unpadded layer and a crop behind it. */
static const char *say_cropped(const struct simulation *simulation, struct buffer *out,
                               struct arena *arena)
{
    struct simulation whole = *simulation;
    struct border crop = phrase_padding(simulation);
    take_padding_off(&whole);
    add_conv(&whole, out, arena);
    pytorch_add_crop(simulation->axes, &crop, out);
    return NULL;
}

/* Circular padding is a module since PyTorch 2.1 only. Before it as much as both ends need, and by
 * whole strides more than is asked for before the first unit, goes on both ends; a crop takes off
 * what that adds. */
static const char *say_circular(const struct simulation *simulation, struct buffer *out,
                                struct arena *arena)
{
    struct simulation wide = *simulation;
    struct border crop = {{0}, {0}};
    for (size_t i = 0; i < simulation->axes; i++) {
        struct axis *a = &wide.axis[i];
        int64_t more = a->padding_after - a->padding_before;
        crop.before[i] = more > 0 ? (more + a->stride - 1) / a->stride : 0;
        int64_t padding = a->padding_before + crop.before[i] * a->stride;
        if (padding > a->input)
            return "its padding differs before and after; in front of it torch.nn.CircularPad1d, "
                   "2d or 3d of PyTorch 2.1 pads so";
        int64_t outputs = (a->input + 2 * padding - a->effective_kernel) / a->stride + 1;
        crop.after[i] = outputs - crop.before[i] - a->output;
        a->padding_before = a->padding_after = padding;
    }
    add_conv(&wide, out, arena);
    pytorch_add_crop(simulation->axes, &crop, out);
    return NULL;
}

/* Around a ring of units stand as many of them once more as stamps reach from there, by a module
 * since PyTorch 2.1; what lies beyond the ring is cropped. That is the same where the ring is as
 * many strides long as it has units. */
static const char *say_transposed_ring(const struct simulation *simulation, struct buffer *out,
                                       struct arena *arena)
{
    struct simulation wide = *simulation;
    struct border around = {{0}, {0}};
    for (size_t i = 0; i < simulation->axes; i++) {
        struct axis *a = &wide.axis[i];
        int64_t after = a->padded - a->before - a->stretched;
        around.before[i] = a->before > 0 ? a->before / a->stride : 0;
        around.after[i] = after > 0 ? after / a->stride : 0;
        a->padding_before += around.before[i] * a->stride;
        int64_t units = around.before[i] + a->input + around.after[i];
        int64_t crop =
            (units - 1) * a->stride + a->effective_kernel - a->padding_before - a->output;
        a->padding_after = crop > 0 ? crop : 0;
        a->output_padding = crop < 0 ? -crop : 0;
        if (a->period != a->input * a->stride || around.before[i] > a->input ||
            around.after[i] > a->input)
            return "its transposed convolutions pad with zeros only; what padding takes off is "
                   "added at the opposite side by indexing";
    }
    wide.padding_mode = MODE_ZEROS;
    if (!phrase_is_zero(&around, simulation->axes))
        pytorch_add_padding(simulation->axes, MODE_CIRCULAR, &around, "", out);
    if (!phrase_is_symmetric(&wide))
        return say_cropped(&wide, out, arena);
    add_conv(&wide, out, arena);
    return NULL;
}

const char *pytorch_conv(const struct simulation *simulation, struct buffer *out,
                         struct arena *arena)
{
    bool is_even = phrase_is_symmetric(simulation) || padding_word(simulation);
    if (phrase_is_flipped(simulation))
        return "it does not turn the kernel; give it weights that are turned";
    if (simulation->quantization)
        return "torch.nn has no layers of integers; torch.ao.nn.quantized has some";
    if (simulation->is_transposed && simulation->padding_mode != MODE_ZEROS)
        return say_transposed_ring(simulation, out, arena);
    if (!is_even && simulation->is_transposed)
        return say_cropped(simulation, out, arena);
    if (!is_even && simulation->padding_mode == MODE_CIRCULAR)
        return say_circular(simulation, out, arena);
    struct simulation bare = *simulation;
    struct scene_layer unpadded = *simulation->layer;
    struct border padding = phrase_padding(simulation);
    bool is_filled = simulation->padding_value != 0 && !phrase_is_zero(&padding, simulation->axes);
    if (!is_even || is_filled) {
        pytorch_add_padding(simulation->axes, simulation->padding_mode, &padding,
                            phrase_float(simulation->padding_value, arena), out);
        take_padding_off(&bare);
        unpadded.padding = (struct padding){0};
        bare.layer = &unpadded;
    }
    add_conv(&bare, out, arena);
    return NULL;
}

/* ---- layers that rearrange ---- */

const char *pytorch_upsample(const struct simulation *simulation, struct buffer *out,
                             struct arena *arena)
{
    char room[NUMBER_ROOM];
    double factor[MAX_AXES] = {0};
    for (size_t i = 0; i < simulation->axes; i++)
        factor[i] = simulation_own(simulation, "scale_factor", i);
    const char *sizes = "", *factors = "";
    for (size_t i = 0; i < simulation->axes; i++) {
        const char *comma = i ? ", " : "";
        sizes = arena_format(arena, "%s%s%" PRId64, sizes, comma, simulation->axis[i].output);
        factors = arena_format(arena, "%s%s%s%s", factors, comma, number_shortest(room, factor[i]),
                               factor[i] == (int64_t)factor[i] ? ".0" : ""); /* a float's point */
    }
    const char *shortest = simulation_factors(simulation, ",", arena);
    if (shortest && !strchr(shortest, ','))
        buffer_format(out, "Upsample(scale_factor=%.*s", (int)strcspn(factors, ","), factors);
    else if (shortest)
        buffer_format(out, "Upsample(scale_factor=(%s)", factors);
    else
        buffer_format(out, "Upsample(size=(%s%s)", sizes, simulation->axes == 1 ? "," : "");
    buffer_format(out, ", mode='%s'%s)\n", upsample_modes[simulation->layer->upsample.mode],
                  phrase_aligns_corners(simulation) ? ", align_corners=True" : "");
    return NULL;
}

const char *pytorch_shuffle(const struct simulation *simulation, struct buffer *out,
                            struct arena *arena)
{
    (void)arena;
    buffer_format(out, "%s(%s=%" PRId64 ")\n", simulation->type_name,
                  simulation_own_key(simulation),
                  simulation_own_integer(simulation, simulation_own_key(simulation)));
    return NULL;
}

const char *pytorch_unfold(const struct simulation *simulation, struct buffer *out,
                           struct arena *arena)
{
    const struct scene_layer *layer = simulation->layer;
    const struct per_axis padding = {.at = layer->padding.at, .is_list = layer->padding.is_list};
    if (!phrase_is_symmetric(simulation)) {
        struct border border = phrase_padding(simulation);
        struct simulation bare = *simulation;
        pytorch_add_padding(simulation->axes, MODE_ZEROS, &border, "0.0", out);
        take_padding_off(&bare);
        return pytorch_unfold(&bare, out, arena);
    }
    buffer_format(out, "Unfold(kernel_size=%s, dilation=%s, padding=%s, stride=%s)\n",
                  pytorch_as_given(simulation, &layer->kernel_size, NUMBER_KERNEL, arena),
                  pytorch_as_given(simulation, &layer->dilation, NUMBER_DILATION, arena),
                  pytorch_as_given(simulation, &padding, NUMBER_PADDING, arena),
                  pytorch_as_given(simulation, &layer->stride, NUMBER_STRIDE, arena));
    return NULL;
}

const char *pytorch_relu(const struct simulation *simulation, struct buffer *out,
                         struct arena *arena)
{
    (void)simulation;
    (void)arena;
    buffer_add_text(out, "ReLU()\n");
    return NULL;
}

const char *pytorch_pad(const struct simulation *simulation, struct buffer *out,
                        struct arena *arena)
{
    struct border padding = phrase_padding(simulation);
    pytorch_add_padding(simulation->axes, simulation->padding_mode, &padding,
                        phrase_float(simulation->padding_value, arena), out);
    return NULL;
}
