/* SPDX-License-Identifier: MIT */
/* Pools in PyTorch's words. Its pools pad alike at both ends, by half a kernel at most: else a
 * padding module stands in front, and a crop behind takes off what PyTorch has too many of. */
#include <inttypes.h>
#include <math.h>

#include "simulation/phrases/pytorch.h"

static const char *truth(bool is_true)
{
    return is_true ? "True" : "False";
}

static bool pads_like_pytorch(const struct simulation *simulation)
{
    for (size_t i = 0; i < simulation->axes; i++)
        if (2 * simulation->axis[i].padding_before > simulation->axis[i].kernel)
            return false;
    return phrase_is_symmetric(simulation);
}

/* How many windows a pool of PyTorch has with `padding` at both ends. */
static int64_t count_windows(const struct axis *a, int64_t input, int64_t padding, bool ceil_mode)
{
    int64_t room = input + 2 * padding - a->effective_kernel + (ceil_mode ? a->stride - 1 : 0);
    if (room < 0)
        return 0;
    int64_t count = room / a->stride + 1;
    return ceil_mode && (count - 1) * a->stride >= input + padding ? count - 1 : count;
}

/* The padding with which all windows are whole, in place of ceil_mode. */
static struct border exact_padding(const struct simulation *simulation)
{
    struct border border = phrase_padding(simulation);
    for (size_t i = 0; i < simulation->axes; i++)
        border.after[i] = phrase_padding_used(&simulation->axis[i]);
    return border;
}

/* ---- the layer's own line ---- */

/* kernel_size=, stride=, in the form that the scene has. */
static void add_window(const struct simulation *simulation, bool takes_tuples, struct buffer *out)
{
    struct arena arena = {0};
    const struct scene_layer *layer = simulation->layer;
    struct per_axis kernel = layer->kernel_size;
    struct per_axis stride = layer->stride.at.line ? layer->stride : kernel;
    if (!takes_tuples)
        kernel.is_list = stride.is_list = false;
    buffer_format(out, "kernel_size=%s, stride=%s",
                  pytorch_as_given(simulation, &kernel, NUMBER_KERNEL, &arena),
                  pytorch_as_given(simulation, &stride, NUMBER_STRIDE, &arena));
    arena_finish(&arena);
}

/* The padding as it stands in the simulation. */
static void add_padding(const struct simulation *simulation, struct buffer *out)
{
    struct arena arena = {0};
    const struct padding *given = &simulation->layer->padding;
    bool is_given = given->at.line != 0 && given->is_list;
    int64_t first = simulation->axis[0].padding_before;
    if (is_given || !phrase_all(simulation, NUMBER_PADDING, first))
        buffer_format(out, ", padding=%s", pytorch_tuple(simulation, NUMBER_PADDING, &arena));
    else
        buffer_format(out, ", padding=%" PRId64, first);
    arena_finish(&arena);
}

static void set_padding(struct simulation *simulation, const struct border *border)
{
    for (size_t i = 0; i < simulation->axes; i++)
        simulation->axis[i].padding_before = simulation->axis[i].padding_after = border->before[i];
}

static void add_max_pool(const struct simulation *simulation, struct buffer *out,
                         struct arena *arena)
{
    buffer_format(out, "%s(", simulation->type_name);
    add_window(simulation, true, out);
    add_padding(simulation, out);
    buffer_format(
        out, ", dilation=%s",
        pytorch_as_given(simulation, &simulation->layer->dilation, NUMBER_DILATION, arena));
    if (simulation->gives_indices) /* repr leaves it out, but an unpool needs them */
        buffer_add_text(out, ", return_indices=True");
    buffer_format(out, ", ceil_mode=%s)\n", truth(simulation->ceil_mode));
}

static void add_avg_pool(const struct simulation *simulation, struct buffer *out,
                         struct arena *arena)
{
    buffer_format(out, "%s(", simulation->type_name);
    if (simulation->axes == 1) { /* PyTorch makes tuples of single numbers in this one */
        buffer_format(out, "kernel_size=%s, stride=%s, padding=%s",
                      pytorch_tuple(simulation, NUMBER_KERNEL, arena),
                      pytorch_tuple(simulation, NUMBER_STRIDE, arena),
                      pytorch_tuple(simulation, NUMBER_PADDING, arena));
    } else {
        add_window(simulation, true, out);
        add_padding(simulation, out);
    }
    if (simulation->ceil_mode) /* repr leaves these out, but they matter */
        buffer_add_text(out, ", ceil_mode=True");
    if (!simulation->count_include_pad)
        buffer_add_text(out, ", count_include_pad=False");
    if (simulation_own_integer(simulation, "divisor_override"))
        buffer_format(out, ", divisor_override=%" PRId64,
                      simulation_own_integer(simulation, "divisor_override"));
    buffer_add_text(out, ")\n");
}

/* ---- max pools ---- */

const char *pytorch_max_pool(const struct simulation *simulation, struct buffer *out,
                             struct arena *arena)
{
    static const struct border none;
    struct simulation bare = *simulation;
    struct border padding = exact_padding(simulation);
    if (pads_like_pytorch(simulation)) {
        add_max_pool(simulation, out, arena);
        return NULL;
    }
    if (simulation->gives_indices)
        return "padded in front of it, its indices would count in the padded map";
    set_padding(&bare, &none);
    bare.ceil_mode = false;
    pytorch_add_padding(simulation->axes, MODE_ZEROS, &padding, "float('-inf')", out);
    add_max_pool(&bare, out, arena);
    return NULL;
}

/* ---- averages ---- */

/* PyTorch's AvgPool3d refuses an input that is smaller than the window, padded or not. */
static const char *small_input(const struct simulation *simulation, const struct border *padding)
{
    for (size_t i = 0; i < simulation->axes; i++) {
        const struct axis *a = &simulation->axis[i];
        if (a->input + padding->before[i] + padding->after[i] < a->kernel && simulation->axes == 3)
            return "its AvgPool3d refuses an input that is smaller than the window";
    }
    return NULL;
}

/* Sums over a divisor: zeros change nothing. */
static const char *say_over_divisor(const struct simulation *simulation, struct buffer *out,
                                    struct arena *arena)
{
    static const struct border none;
    struct simulation bare = *simulation;
    struct border padding = exact_padding(simulation);
    const char *why = small_input(simulation, &padding);
    if (why)
        return why;
    set_padding(&bare, &none);
    bare.ceil_mode = false;
    bare.count_include_pad = true;
    pytorch_add_padding(simulation->axes, MODE_ZEROS, &padding, "0.0", out);
    add_avg_pool(&bare, out, arena);
    return NULL;
}

/* Zeros that count are units for PyTorch; then ceil_mode may let a window start in them. */
static const char *say_counting(const struct simulation *simulation, struct buffer *out,
                                struct arena *arena)
{
    static const struct border none;
    struct simulation bare = *simulation;
    struct border padding = phrase_padding(simulation), crop = {{0}, {0}};
    const char *why = small_input(simulation, &padding);
    if (why)
        return why;
    for (size_t i = 0; i < simulation->axes; i++) {
        const struct axis *a = &simulation->axis[i];
        crop.after[i] = count_windows(a, a->padded, 0, simulation->ceil_mode) - a->output;
    }
    set_padding(&bare, &none);
    pytorch_add_padding(simulation->axes, MODE_ZEROS, &padding, "0.0", out);
    add_avg_pool(&bare, out, arena);
    pytorch_add_crop(simulation->axes, &crop, out);
    return NULL;
}

/* A padding alike at both ends, of at most half a kernel, that has all windows of an axis among
 * others; the crop takes the others off. False: there is none. */
static bool find_windows(const struct axis *a, bool ceil_mode, int64_t *padding,
                         int64_t *crop_before, int64_t *crop_after)
{
    for (*crop_before = 0;; ++*crop_before) {
        *padding = a->padding_before + *crop_before * a->stride;
        if (2 * *padding > a->kernel)
            return false;
        *crop_after = count_windows(a, a->input, *padding, ceil_mode) - *crop_before - a->output;
        if (*crop_after >= 0)
            return true;
    }
}

/* Padding that does not count: as much as PyTorch allows, and a crop. */
static const char *say_not_counting(const struct simulation *simulation, struct buffer *out,
                                    struct arena *arena)
{
    for (int ceil_mode = 0; ceil_mode < 2; ceil_mode++) {
        struct simulation bare = *simulation;
        struct border padding = {{0}, {0}}, crop = {{0}, {0}};
        bool is_found = true;
        for (size_t i = 0; i < simulation->axes; i++)
            is_found = is_found && find_windows(&simulation->axis[i], ceil_mode, &padding.before[i],
                                                &crop.before[i], &crop.after[i]);
        if (!is_found)
            continue;
        bare.ceil_mode = ceil_mode;
        set_padding(&bare, &padding);
        add_avg_pool(&bare, out, arena);
        pytorch_add_crop(simulation->axes, &crop, out);
        return NULL;
    }
    return "its averages pad alike at both ends, at most half a kernel, and zeros in front of it "
           "would count";
}

const char *pytorch_avg_pool(const struct simulation *simulation, struct buffer *out,
                             struct arena *arena)
{
    static const struct border none;
    const char *why = small_input(simulation, &none);
    if (!why && pads_like_pytorch(simulation)) {
        add_avg_pool(simulation, out, arena);
        return NULL;
    }
    if (simulation_own_integer(simulation, "divisor_override"))
        return say_over_divisor(simulation, out, arena);
    if (simulation->count_include_pad)
        return say_counting(simulation, out, arena);
    return why ? why : say_not_counting(simulation, out, arena);
}

/* ---- the others ---- */

/* PyTorch 1 and 2 raise negative values to the power as they are, which only an even one hides; a
 * leaky ReLU of slope -1 takes absolute values. */
const char *pytorch_lp_pool(const struct simulation *simulation, struct buffer *out,
                            struct arena *arena)
{
    char room[NUMBER_ROOM];
    (void)arena;
    if (fmod(simulation_own(simulation, "norm_type", 0), 2) != 0)
        buffer_add_text(out, "LeakyReLU(negative_slope=-1.0)\n");
    buffer_format(out, "%s(norm_type=%s, ", simulation->type_name,
                  number_shortest(room, simulation_own(simulation, "norm_type", 0)));
    add_window(simulation, simulation->axes > 1, out); /* LPPool1d takes no tuples */
    buffer_format(out, ", ceil_mode=%s)\n", truth(simulation->ceil_mode));
    return NULL;
}

/* Its size goes with the call where the module's numbers do not say it. */
const char *pytorch_max_unpool(const struct simulation *simulation, struct buffer *out,
                               struct arena *arena)
{
    const char *sizes = "";
    bool is_usual = phrase_is_symmetric(simulation);
    for (size_t i = 0; i < simulation->axes; i++) {
        const struct axis *a = &simulation->axis[i];
        is_usual =
            is_usual && a->output == (a->input - 1) * a->stride + a->kernel - 2 * a->padding_before;
        sizes = arena_format(arena, "%s%s%" PRId64, sizes, i ? ", " : "", a->output);
    }
    if (!is_usual)
        return arena_format(arena, "its output's size goes with the call: output_size=(%s%s)",
                            sizes, simulation->axes == 1 ? "," : "");
    buffer_format(out, "%s(kernel_size=%s, stride=%s, padding=%s)\n", simulation->type_name,
                  pytorch_tuple(simulation, NUMBER_KERNEL, arena),
                  pytorch_tuple(simulation, NUMBER_STRIDE, arena),
                  pytorch_tuple(simulation, NUMBER_PADDING, arena));
    return NULL;
}

const char *pytorch_adaptive(const struct simulation *simulation, struct buffer *out,
                             struct arena *arena)
{
    const char *sizes = "";
    bool is_list = simulation->layer->output_size.is_list;
    for (size_t i = 0; i < (is_list ? simulation->axes : 1); i++)
        sizes =
            arena_format(arena, "%s%s%" PRId64, sizes, i ? ", " : "", simulation->axis[i].output);
    buffer_format(out, is_list ? "%s(output_size=(%s%s)" : "%s(output_size=%s%s",
                  simulation->type_name, sizes, is_list && simulation->axes == 1 ? "," : "");
    buffer_add_text(out, simulation->gives_indices ? ", return_indices=True)\n" : ")\n");
    return NULL;
}
