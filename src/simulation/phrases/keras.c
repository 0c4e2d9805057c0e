/* SPDX-License-Identifier: MIT */
/* A layer in Keras's words, its maps with their channels last. Its layers pad by words only: valid,
 * same, and causal in one dimension; else a ZeroPadding stands in front or a Cropping behind. */
#include <inttypes.h>

#include "simulation/phrases/phrases.h"

/* (3, 3), or 3 of one axis. */
static const char *tuple(const struct simulation *simulation, enum axis_number which,
                         struct arena *arena)
{
    const char *numbers = phrase_numbers(simulation, which, arena);
    return simulation->axes == 1 ? numbers : arena_format(arena, "(%s)", numbers);
}

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* ---- padding ---- */

/* TensorFlow's "same": output ceil(i / s), the smaller half of the zeros before. */
static bool is_same(const struct axis *a)
{
    int64_t output = (a->input + a->stride - 1) / a->stride;
    int64_t total = larger((output - 1) * a->stride + a->effective_kernel - a->input, 0);
    return a->output == output && a->padding_before == total / 2;
}

static bool is_valid(const struct axis *a)
{
    int64_t room = a->input - a->effective_kernel;
    return a->padding_before == 0 && room >= 0 && a->output == room / a->stride + 1;
}

static bool is_causal(const struct axis *a)
{
    return a->padding_before == a->effective_kernel - 1 && a->padding_after == 0;
}

/* Of a transposed layer: cropped to i s, or what a stride beyond the window leaves. */
static bool is_same_transposed(const struct axis *a)
{
    int64_t total = larger(a->effective_kernel - a->stride, 0);
    return a->padding_before == total / 2 && a->output == a->input * a->stride;
}

static bool is_valid_transposed(const struct axis *a)
{
    return a->padding_before == 0 && a->padding_after == 0 &&
           a->output_padding == larger(a->stride - a->effective_kernel, 0);
}

static bool holds(const struct simulation *simulation, bool (*is_so)(const struct axis *a))
{
    for (size_t i = 0; i < simulation->axes; i++)
        if (!is_so(&simulation->axis[i]))
            return false;
    return true;
}

static const char *padding_word(const struct simulation *simulation)
{
    if (simulation->is_transposed)
        return holds(simulation, is_valid_transposed)  ? "valid"
               : holds(simulation, is_same_transposed) ? "same"
                                                       : NULL;
    if (holds(simulation, is_valid))
        return "valid";
    if (holds(simulation, is_same))
        return "same";
    bool has_causal = simulation->axes == 1 && simulation->has_kernel;
    return has_causal && holds(simulation, is_causal) ? "causal" : NULL;
}

/* ZeroPadding2D(padding=((1, 0), (1, 0))) or Cropping2D(cropping=...); nothing for no cells. */
static void add_border(const char *layer, const char *argument, const struct border *border,
                       size_t axes, struct buffer *out)
{
    if (phrase_is_zero(border, axes))
        return;
    buffer_format(out, "%s%zuD(%s=%s", layer, axes, argument, axes > 1 ? "(" : "");
    for (size_t i = 0; i < axes; i++)
        buffer_format(out, "%s(%" PRId64 ", %" PRId64 ")", i ? ", " : "", border->before[i],
                      border->after[i]);
    buffer_add_text(out, axes > 1 ? "))\n" : ")\n");
}

/* ---- convolutions ---- */

static const char *conv_obstacle(const struct simulation *simulation)
{
    bool is_strided = !phrase_all(simulation, NUMBER_STRIDE, 1);
    bool is_dilated = !phrase_all(simulation, NUMBER_DILATION, 1);
    if (phrase_is_flipped(simulation))
        return "it does not turn the kernel; give it weights that are turned";
    if (simulation->quantization)
        return "it has no convolutions of integers";
    struct border padding = phrase_padding(simulation);
    bool is_padded = !phrase_is_zero(&padding, simulation->axes);
    if (is_padded && !simulation_pads_with_zeros(simulation))
        return "it pads with zeros only";
    if (is_strided && is_dilated)
        return "it has either a stride or a dilation above 1, not both";
    if (simulation->is_transposed && simulation->groups > 1)
        return "its transposed convolutions have no groups";
    return NULL;
}

/* "valid" with an output_padding of the layer's own. */
static bool is_valid_with_extra(const struct axis *a)
{
    return a->padding_before == 0 && a->padding_after == 0 && a->output_padding < a->stride;
}

/* The output_padding with which "same" gives this output; TensorFlow then crops by what is left,
 * the smaller half before. -1: none does. */
static int64_t same_extra(const struct axis *a)
{
    int64_t whole = (a->input - 1) * a->stride + a->effective_kernel;
    int64_t extra = a->output - (whole - 2 * (a->effective_kernel / 2));
    bool fits = extra >= 0 && extra < a->stride &&
                (a->output + a->stride - 1) / a->stride == a->input &&
                a->padding_before == larger(whole - a->output, 0) / 2;
    return fits ? extra : -1;
}

/* A transposed layer whose padding is told with an output_padding, which is set in out. */
static const char *word_with_extra(const struct simulation *simulation, struct simulation *out)
{
    *out = *simulation;
    if (holds(simulation, is_valid_with_extra))
        return "valid";
    for (size_t i = 0; i < simulation->axes; i++) {
        out->axis[i].output_padding = same_extra(&simulation->axis[i]);
        if (out->axis[i].output_padding < 0)
            return NULL;
    }
    return "same";
}

/* extra: the axes' output_padding, NULL: the argument is left out. */
static void add_conv(const struct simulation *simulation, const char *word,
                     const struct simulation *extra, struct buffer *out)
{
    struct arena arena = {0};
    buffer_format(out, "Conv%zuD%s(filters=%zu, kernel_size=%s", simulation->axes,
                  simulation->is_transposed ? "Transpose" : "", simulation->out_channels,
                  tuple(simulation, NUMBER_KERNEL, &arena));
    if (!phrase_all(simulation, NUMBER_STRIDE, 1))
        buffer_format(out, ", strides=%s", tuple(simulation, NUMBER_STRIDE, &arena));
    buffer_format(out, ", padding=\"%s\"", word);
    if (extra)
        buffer_format(out, ", output_padding=%s", tuple(extra, NUMBER_EXTRA, &arena));
    if (!phrase_all(simulation, NUMBER_DILATION, 1))
        buffer_format(out, ", dilation_rate=%s", tuple(simulation, NUMBER_DILATION, &arena));
    if (simulation->groups > 1)
        buffer_format(out, ", groups=%zu", simulation->groups);
    buffer_add_text(out, phrase_has_bias(simulation) ? ")\n" : ", use_bias=False)\n");
    arena_finish(&arena);
}

/* What a "valid" transposed layer has more than this one; false: it lacks something. */
static bool find_crop(const struct simulation *simulation, bool has_extra, struct border *crop)
{
    for (size_t i = 0; i < simulation->axes; i++) {
        const struct axis *a = &simulation->axis[i];
        int64_t last = has_extra ? a->effective_kernel + a->output_padding
                                 : larger(a->effective_kernel, a->stride);
        crop->before[i] = a->padding_before;
        crop->after[i] = (a->input - 1) * a->stride + last - a->padding_before - a->output;
        if (crop->after[i] < 0 || (has_extra && a->output_padding >= a->stride))
            return false;
    }
    return true;
}

static const char *say_transposed(const struct simulation *simulation, struct buffer *out,
                                  struct arena *arena)
{
    struct simulation extra;
    const char *word = word_with_extra(simulation, &extra);
    struct border crop;
    (void)arena;
    if (word) {
        add_conv(simulation, word, &extra, out);
        return NULL;
    }
    bool has_extra = !find_crop(simulation, false, &crop);
    if (has_extra && !find_crop(simulation, true, &crop))
        return "its output_padding is below the stride";
    add_conv(simulation, "valid", has_extra ? simulation : NULL, out);
    add_border("Cropping", "cropping", &crop, simulation->axes, out);
    return NULL;
}

const char *keras_conv(const struct simulation *simulation, struct buffer *out, struct arena *arena)
{
    const char *obstacle = conv_obstacle(simulation), *word = padding_word(simulation);
    if (obstacle)
        return obstacle;
    if (!word && simulation->is_transposed)
        return say_transposed(simulation, out, arena);
    if (!word) {
        struct border padding = phrase_padding(simulation);
        add_border("ZeroPadding", "padding", &padding, simulation->axes, out);
    }
    add_conv(simulation, word ? word : "valid", NULL, out);
    return NULL;
}

/* ---- pools ---- */

static void add_pool(const struct simulation *simulation, const char *name, const char *word,
                     struct buffer *out)
{
    struct arena arena = {0};
    buffer_format(out, "%sPooling%zuD(pool_size=%s, strides=%s, padding=\"%s\")\n", name,
                  simulation->axes, tuple(simulation, NUMBER_KERNEL, &arena),
                  tuple(simulation, NUMBER_STRIDE, &arena), word);
    arena_finish(&arena);
}

const char *keras_max_pool(const struct simulation *simulation, struct buffer *out,
                           struct arena *arena)
{
    const char *word = padding_word(simulation);
    (void)arena;
    if (!phrase_all(simulation, NUMBER_DILATION, 1))
        return "its pools have no dilation";
    if (!word)
        return "its pools pad by \"valid\" and \"same\" only, and this is neither; zeros in front "
               "of "
               "it could be taken";
    add_pool(simulation, "Max", word, out);
    return NULL;
}

/* The padding as far as windows reach; false: some hang over its end. */
static bool used_padding(const struct simulation *simulation, struct border *out)
{
    bool is_within = true;
    *out = phrase_padding(simulation);
    for (size_t i = 0; i < simulation->axes; i++) {
        is_within &= phrase_padding_used(&simulation->axis[i]) <= out->after[i];
        out->after[i] = phrase_padding_used(&simulation->axis[i]);
    }
    return is_within;
}

/* Keras's averages never count what "same" pads; zeros in front of them are units. */
const char *keras_avg_pool(const struct simulation *simulation, struct buffer *out,
                           struct arena *arena)
{
    const char *word = padding_word(simulation);
    struct border used, given = phrase_padding(simulation);
    bool is_within = used_padding(simulation, &used);
    bool is_bare = phrase_is_zero(&used, simulation->axes);
    (void)arena;
    if (simulation_own_integer(simulation, "divisor_override"))
        return "its averages are divided by what they count";
    if (word &&
        (!simulation->count_include_pad || is_bare || phrase_is_zero(&given, simulation->axes))) {
        add_pool(simulation, "Average", word, out);
        return NULL;
    }
    if (!simulation->count_include_pad)
        return "its averages pad by \"valid\" and \"same\" only, and this is neither; zeros in "
               "front "
               "of it would count";
    if (!is_within)
        return "a window hangs over the end, and zeros in front of it would count";
    add_border("ZeroPadding", "padding", &used, simulation->axes, out);
    add_pool(simulation, "Average", "valid", out);
    return NULL;
}

static const char *say_adaptive(const struct simulation *simulation, const char *name,
                                struct buffer *out)
{
    struct simulation even;
    bool is_global = true;
    for (size_t i = 0; i < simulation->axes; i++)
        is_global = is_global && simulation->axis[i].output == 1;
    if (is_global) {
        buffer_format(out, "Global%sPooling%zuD(keepdims=True)\n", name, simulation->axes);
        return NULL;
    }
    if (!phrase_even_windows(simulation, &even))
        return "its windows would not be alike: the output's size does not divide the input's";
    add_pool(&even, name, "valid", out);
    return NULL;
}

const char *keras_adaptive_max(const struct simulation *simulation, struct buffer *out,
                               struct arena *arena)
{
    (void)arena;
    return say_adaptive(simulation, "Max", out);
}

const char *keras_adaptive_avg(const struct simulation *simulation, struct buffer *out,
                               struct arena *arena)
{
    (void)arena;
    return say_adaptive(simulation, "Average", out);
}

/* ---- others ---- */

/* Whether every unit of an axis is there equally often, one after the other. */
static bool repeats(const struct simulation *simulation, size_t axis)
{
    const struct axis *a = &simulation->axis[axis];
    size_t number = 1;
    for (size_t i = axis + 1; i < simulation->axes; i++)
        number *= (size_t)simulation->axis[i].output;
    for (int64_t o = 0; o < a->output; o++) {
        struct step step;
        simulation_place_at(simulation, (size_t)o * number, &step);
        if (step.window[axis] != o / (a->output / a->input))
            return false;
    }
    return true;
}

/* Whether an axis is a whole number of times as large, by that very factor. */
static bool is_whole_factor(const struct simulation *simulation, size_t axis)
{
    const struct axis *a = &simulation->axis[axis];
    double factor = simulation_own(simulation, "scale_factor", axis);
    if (a->output % a->input != 0)
        return false;
    if (simulation->is_weighted)
        return factor == 0 || factor == (double)(a->output / a->input);
    return repeats(simulation, axis);
}

const char *keras_upsample(const struct simulation *simulation, struct buffer *out,
                           struct arena *arena)
{
    const char *factors = "";
    bool is_bilinear = simulation->layer->upsample.mode == UPSAMPLE_BILINEAR;
    if (phrase_aligns_corners(simulation))
        return "it has no align_corners";
    if (simulation->layer->upsample.mode == UPSAMPLE_BICUBIC)
        return "its cubic weights are others (a = -0.5)";
    if (simulation->is_weighted && !is_bilinear)
        return "it interpolates over two axes only";
    for (size_t i = 0; i < simulation->axes; i++) {
        const struct axis *a = &simulation->axis[i];
        if (!is_whole_factor(simulation, i))
            return "its factors are whole numbers";
        factors = arena_format(arena, "%s%s%" PRId64, factors, i ? ", " : "", a->output / a->input);
    }
    buffer_format(out,
                  simulation->axes == 1 ? "UpSampling%zuD(size=%s%s)\n"
                                        : "UpSampling%zuD(size=(%s)%s)\n",
                  simulation->axes, factors, is_bilinear ? ", interpolation=\"bilinear\"" : "");
    return NULL;
}

const char *keras_relu(const struct simulation *simulation, struct buffer *out, struct arena *arena)
{
    (void)simulation;
    (void)arena;
    buffer_add_text(out, "ReLU()\n");
    return NULL;
}

const char *keras_pad(const struct simulation *simulation, struct buffer *out, struct arena *arena)
{
    (void)arena;
    struct border padding = phrase_padding(simulation), crop = {0};
    for (size_t i = 0; i < simulation->axes; i++) {
        crop.before[i] = padding.before[i] < 0 ? -padding.before[i] : 0;
        crop.after[i] = padding.after[i] < 0 ? -padding.after[i] : 0;
        padding.before[i] += crop.before[i];
        padding.after[i] += crop.after[i];
    }
    if (!simulation_pads_with_zeros(simulation))
        return "its ZeroPadding layers pad with zeros only";
    if (!phrase_is_zero(&crop, simulation->axes))
        add_border("Cropping", "cropping", &crop, simulation->axes, out);
    if (!phrase_is_zero(&padding, simulation->axes) || phrase_is_zero(&crop, simulation->axes))
        add_border("ZeroPadding", "padding", &padding, simulation->axes, out);
    return NULL;
}
