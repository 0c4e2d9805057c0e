/* SPDX-License-Identifier: MIT */
/* Which parameters a type takes, and one number of each for every axis. */
#include "simulation/resolve.h"

#include <inttypes.h>
#include <string.h>

const char *axis_place(size_t axes, size_t axis)
{
    static const char *const places[] = {" in depth", " in height", " in width"};
    return axes == 1 ? "" : places[axis + MAX_AXES - axes];
}

const char *simulation_index_name(size_t axes, size_t count, size_t i)
{
    static const char *const names[] = {"slices", "rows", "columns"};
    if (count > axes && i == 0)
        return "channels";
    return axes == 1 ? "units" : names[i - (count - axes) + MAX_AXES - axes];
}

int64_t per_axis_value(const struct per_axis *values, size_t axis, int64_t fallback)
{
    if (values->at.line == 0)
        return fallback;
    return values->value[values->is_list ? axis : 0];
}

/* ---- what a type takes ---- */

/* A layer's parameters that only some types take, and where the scene says them. */
static const struct parameter {
    const char *key;
    size_t at;      /* of its struct position in a struct scene_layer */
    unsigned needs; /* enum takes */
} parameters[] = {
    {"kernel_size", offsetof(struct scene_layer, kernel_size.at), TAKES_WINDOW},
    {"stride", offsetof(struct scene_layer, stride.at), TAKES_WINDOW},
    {"size", offsetof(struct scene_layer, size.at), TAKES_SCALE},
    {"scale_factor", offsetof(struct scene_layer, scale_factor.at), TAKES_SCALE},
    {"mode", offsetof(struct scene_layer, upsample.at), TAKES_SCALE},
    {"align_corners", offsetof(struct scene_layer, align_corners.at), TAKES_SCALE},
    {"offsets", offsetof(struct scene_layer, offsets.at), TAKES_OFFSETS},
    {"mask", offsetof(struct scene_layer, mask.at), TAKES_OFFSETS},
    {"active", offsetof(struct scene_layer, active.at), TAKES_ACTIVE},
    {"negative_slope", offsetof(struct scene_layer, negative_slope.at), TAKES_NEGATIVE_SLOPE},
    {"alpha", offsetof(struct scene_layer, alpha.at), TAKES_ALPHA},
    {"upscale_factor", offsetof(struct scene_layer, upscale_factor.at), TAKES_UPSCALE},
    {"downscale_factor", offsetof(struct scene_layer, downscale_factor.at), TAKES_DOWNSCALE},
    {"flip", offsetof(struct scene_layer, flip.at), TAKES_KERNEL},
    {"kernel", offsetof(struct scene_layer, kernel.at), TAKES_KERNEL | TAKES_WEIGHTS},
    {"bias", offsetof(struct scene_layer, bias.at), TAKES_KERNEL | TAKES_WEIGHTS},
    {"groups", offsetof(struct scene_layer, groups.at), TAKES_KERNEL | TAKES_GROUPS},
    {"start", offsetof(struct scene_layer, start.at), TAKES_SLICE},
    {"end", offsetof(struct scene_layer, end.at), TAKES_SLICE},
    {"in_channels", offsetof(struct scene_layer, in_channels.at), TAKES_KERNEL | TAKES_WEIGHTS},
    {"out_channels", offsetof(struct scene_layer, out_channels.at), TAKES_KERNEL | TAKES_WEIGHTS},
    {"padding_mode", offsetof(struct scene_layer, padding_mode.at), TAKES_KERNEL},
    {"padding_value", offsetof(struct scene_layer, padding_value.at), TAKES_PADDING_VALUE},
    {"quantize", offsetof(struct scene_layer, quantize.at), TAKES_QUANTIZE},
    {"output_padding", offsetof(struct scene_layer, output_padding.at), TAKES_OUTPUT_PADDING},
    {"output_size", offsetof(struct scene_layer, output_size.at), TAKES_OUTPUT_SIZE},
    {"ceil_mode", offsetof(struct scene_layer, ceil_mode.at), TAKES_CEIL_MODE},
    {"count_include_pad", offsetof(struct scene_layer, count_include_pad.at),
     TAKES_COUNT_INCLUDE_PAD},
    {"divisor_override", offsetof(struct scene_layer, divisor_override.at), TAKES_DIVISOR},
    {"norm_type", offsetof(struct scene_layer, norm_type.at), TAKES_NORM_TYPE},
    {"indices", offsetof(struct scene_layer, indices.at), TAKES_INDICES},
    {"padding", offsetof(struct scene_layer, padding.at), TAKES_PADDING},
    {"dilation", offsetof(struct scene_layer, dilation.at), TAKES_DILATION},
};

enum { PARAMETERS = sizeof parameters / sizeof *parameters };

static bool takes(const struct layer_type *type, const char *key)
{
    for (size_t i = 0; i < PARAMETERS; i++)
        if (strcmp(parameters[i].key, key) == 0)
            return (type->takes & parameters[i].needs) != 0;
    return true;
}

bool simulation_takes(const struct simulation *simulation, const char *key)
{
    return takes(simulation->type, key);
}

bool simulation_type_takes(size_t n, const char *key)
{
    return takes(layer_type_at(n), key);
}

/* A size under another type's name, where the type's own is not given. */
static const char *other_parameter(const struct simulation *simulation, const char *key)
{
    static const struct {
        const char *given, *meant, *hint;
    } pairs[] = {
        {"size", "kernel_size", "did you mean 'kernel_size'?"},
        {"size", "output_size", "did you mean 'output_size'?"},
        {"kernel_size", "output_size", "did you mean 'output_size'?"},
        {"kernel_size", "scale_factor", "did you mean 'scale_factor'?"},
        {"stride", "scale_factor", "did you mean 'scale_factor'?"},
        {"output_size", "size", "did you mean 'size'?"},
        {"output_size", "kernel_size",
         "leave it out: kernel_size and stride make the output's size"},
        {"mode", "padding_mode", "did you mean 'padding_mode'?"},
        {"padding_mode", "mode", "did you mean 'mode'?"},
        {"upscale_factor", "scale_factor", "did you mean 'scale_factor'?"},
        {"upscale_factor", "downscale_factor", "did you mean 'downscale_factor'?"},
        {"downscale_factor", "upscale_factor", "did you mean 'upscale_factor'?"},
        {"scale_factor", "upscale_factor", "did you mean 'upscale_factor'?"},
        {"scale_factor", "downscale_factor", "did you mean 'downscale_factor'?"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (strcmp(pairs[i].given, key) == 0 && simulation_takes(simulation, pairs[i].meant))
            return pairs[i].hint;
    return "leave it out";
}

bool resolve_parameters(const struct simulation *simulation, struct report *report)
{
    const struct scene_layer *layer = simulation->layer;
    bool is_right = true;
    for (size_t i = 0; i < PARAMETERS; i++) {
        const struct position *at =
            (const struct position *)((const char *)layer + parameters[i].at);
        bool is_left = (at == &layer->kernel.at && layer->kernel.is_inherited) ||
                       (at == &layer->bias.at && layer->bias.is_inherited);
        if (at->line == 0 || is_left || simulation_takes(simulation, parameters[i].key))
            continue;
        report_error(report, *at, other_parameter(simulation, parameters[i].key),
                     "%s does not take %s", simulation->type_name, parameters[i].key);
        is_right = false;
    }
    if (simulation->is_transposed && layer->padding_mode.at.line != 0 &&
        layer->padding_mode.value != MODE_ZEROS && layer->padding_mode.value != MODE_CIRCULAR) {
        report_error(report, layer->padding_mode.at, "use padding_mode: zeros or circular",
                     "a transposed layer pads with zeros, or around a ring");
        is_right = false;
    }
    if (layer->padding_value.at.line != 0 && simulation->padding_mode != MODE_ZEROS &&
        simulation_takes(simulation, "padding_value")) {
        report_error(report, layer->padding_value.at, "leave it out, or use padding_mode: zeros",
                     "padding that repeats units holds no padding_value");
        is_right = false;
    }
    return is_right;
}

/* ---- one number per axis ---- */

static bool has_axes(const struct simulation *simulation, const char *key, struct position at,
                     size_t count, const char *hint, struct report *report)
{
    if (count == simulation->axes)
        return true;
    report_error(report, at, hint, "%s has %zu number%s, but %s has %zu ax%s", key, count,
                 text_plural(count), simulation->type_name, simulation->axes,
                 simulation->axes == 1 ? "is" : "es");
    return false;
}

/* Only a layer that pads alone may take cells off. */
static bool check_padding_signs(const struct simulation *simulation, struct report *report)
{
    const struct padding *padding = &simulation->layer->padding;
    int64_t least = 0;
    for (size_t i = 0; i < padding->count; i++) {
        least = padding->before[i] < least ? padding->before[i] : least;
        least = padding->after[i] < least ? padding->after[i] : least;
    }
    if (padding->at.line == 0 || least == 0 ||
        (simulation->is_pool && simulation->type->own == &own_padding_value &&
         simulation->padding_mode == MODE_ZEROS))
        return true;
    report_error(report, padding->at, "ZeroPad and ConstantPad can",
                 "%s cannot take cells off: padding %" PRId64 " is below 0", simulation->type_name,
                 least);
    return false;
}

/* Two numbers on one axis were probably meant as [before, after]. */
static bool check_padding_count(const struct simulation *simulation, struct report *report)
{
    const struct padding *padding = &simulation->layer->padding;
    struct arena arena = {0};
    const char *hint = NULL;
    bool has_pair = padding->count == 1 && padding->is_list;
    if (has_pair && simulation->axes == 2)
        hint = arena_format(
            &arena, "write [[%" PRId64 ", %" PRId64 "], [%" PRId64 ", %" PRId64 "]]",
            padding->before[0], padding->after[0], padding->before[0], padding->after[0]);
    if (simulation->axes == 1 && padding->count == 2)
        hint = arena_format(&arena, "for before and after write [[%" PRId64 ", %" PRId64 "]]",
                            padding->before[0], padding->before[1]);
    bool is_right = has_axes(simulation, "padding", padding->at, padding->count, hint, report);
    arena_finish(&arena);
    return is_right;
}

/* null in a list of sizes: the input's own, which only some types can keep. */
static bool check_kept_sizes(const struct simulation *simulation, struct report *report)
{
    const struct per_axis *sizes = &simulation->layer->output_size;
    if (sizes->at.line == 0 || (simulation->type->takes & TAKES_SIZE_KEPT))
        return true;
    for (size_t i = 0; i < sizes->count; i++) {
        if (sizes->value[i] != SIZE_KEPT)
            continue;
        report_error(report, sizes->at, "write a number for each axis",
                     "output_size of %s cannot be null", simulation->type_name);
        return false;
    }
    return true;
}

/* For a list of one number where there are several axes. */
static const char *one_hint(const struct simulation *simulation, const struct per_axis *values,
                            struct report *report)
{
    return values->count == 1 && simulation->axes > 1
               ? arena_format(&report->arena, "write %" PRId64 " for all axes", values->value[0])
               : NULL;
}

bool resolve_axis_counts(const struct simulation *simulation, struct report *report)
{
    const struct scene_layer *layer = simulation->layer;
    const struct {
        const char *key;
        const struct per_axis *values;
    } lists[] = {
        {"kernel_size", &layer->kernel_size},
        {"stride", &layer->stride},
        {"dilation", &layer->dilation},
        {"output_size", &layer->output_size},
        {"output_padding", &layer->output_padding},
        {"size", &layer->size},
    };
    bool is_right = true;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (lists[i].values->at.line != 0 && lists[i].values->is_list)
            is_right &=
                has_axes(simulation, lists[i].key, lists[i].values->at, lists[i].values->count,
                         one_hint(simulation, lists[i].values, report), report);
    const struct numbers_per_axis *factors = &layer->scale_factor;
    if (factors->at.line != 0 && factors->is_list)
        is_right &= has_axes(simulation, "scale_factor", factors->at, factors->count, NULL, report);
    if (layer->padding.at.line != 0 && layer->padding.is_list)
        is_right &= check_padding_count(simulation, report);
    is_right &= check_padding_signs(simulation, report);
    return check_kept_sizes(simulation, report) && is_right;
}
