/* SPDX-License-Identifier: MIT */
/* Which parameters a type takes; channels, groups, and the sizes of input and kernel. */
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
        layer->padding_mode.value != MODE_ZEROS) {
        report_error(report, layer->padding_mode.at, "use padding_mode: zeros",
                     "a transposed layer pads with zeros only");
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
                 count == 1 ? "" : "s", simulation->type_name, simulation->axes,
                 simulation->axes == 1 ? "is" : "es");
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

static bool check_axis_counts(const struct simulation *simulation, struct report *report)
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
    return check_kept_sizes(simulation, report) && is_right;
}

/* ---- the input ---- */

/* Axes of the maps that it reads. */
static size_t axes_read(const struct simulation *simulation)
{
    size_t axes = simulation->type->input_axes;
    return axes > 0 ? axes : simulation->axes;
}

static bool set_input(struct simulation *simulation, size_t channels, const size_t *sizes,
                      bool is_one_for_all)
{
    simulation->in_channels = channels;
    for (size_t i = 0; i < axes_read(simulation); i++)
        simulation->axis[i].input = (int64_t)sizes[is_one_for_all ? 0 : i];
    return true;
}

/* Sizes as frameworks have them, with a batch axis before the channels; one of 1 is left out.
 * False: reported. */
static bool drop_batch(const struct simulation *simulation, struct position at, size_t *rank,
                       const size_t **size, struct report *report)
{
    size_t axes = axes_read(simulation);
    if (*rank != axes + 2)
        return true;
    struct tensor sizes = {.rank = *rank};
    memcpy(sizes.size, *size, *rank * sizeof **size);
    const char *left = tensor_sizes(&sizes, 1, ", ", &report->arena);
    const char *hint = arena_format(&report->arena, "write [%s]: a scene shows one example", left);
    if ((*size)[0] != 1) {
        report_error(report, at, hint, "the input has a batch of %zu: %s takes one example",
                     (*size)[0], simulation->type_name);
        return false;
    }
    report_warning(report, at, NULL, "the batch axis of 1 is left out: the input is [%s]", left);
    (*rank)--;
    (*size)++;
    return true;
}

static bool shape_of_given(struct simulation *simulation, struct report *report)
{
    const struct values *input = &simulation->scene->input;
    const struct tensor *given = simulation->source ? &simulation->source->output : &input->given;
    size_t rank = given->rank, axes = axes_read(simulation);
    const size_t *size = given->size;
    if (!drop_batch(simulation, input->at, &rank, &size, report))
        return false;
    if (rank != axes && rank != axes + 1) {
        report_error(
            report, input->at, NULL,
            "the input's values are nested %zu deep, but %s needs a depth of %zu, or %zu with "
            "channels first",
            rank, simulation->type_name, axes, axes + 1);
        return false;
    }
    size_t channels = rank == axes ? 1 : size[0];
    if (input->channels != 0 && input->channels != channels) {
        report_error(report, input->at, NULL, "channels is %zu, but the values have %zu",
                     input->channels, channels);
        return false;
    }
    return set_input(simulation, channels, rank == axes ? size : size + 1, false);
}

static bool shape_of_size(struct simulation *simulation, struct report *report)
{
    const struct values *input = &simulation->scene->input;
    size_t count = input->size_count, axes = axes_read(simulation);
    const size_t *size = input->size;
    if (!drop_batch(simulation, input->size_at, &count, &size, report))
        return false;
    if (count == axes + 1) {
        if (input->channels != 0 && input->channels != size[0]) {
            report_error(report, input->size_at, NULL, "channels is %zu, but size begins with %zu",
                         input->channels, size[0]);
            return false;
        }
        return set_input(simulation, size[0], size + 1, false);
    }
    if (count != 1 && count != axes) {
        report_error(report, input->size_at, NULL,
                     "the input has %zu sizes, but %s takes %zu, or %zu with channels first", count,
                     simulation->type_name, axes, axes + 1);
        return false;
    }
    return set_input(simulation, input->channels ? input->channels : 1, input->size, count == 1);
}

/* ---- the kernel ---- */

/* Kernel values as [first][second][axis...], whichever form they were written in. */
struct kernel_layout {
    size_t channels[2];
    bool has_one_channel_axis; /* it stands in channels[0]; which one it is, the layer says */
    int64_t size[MAX_AXES];
};

static bool is_point(const struct simulation *simulation)
{
    if (simulation->is_dense)
        return true;
    const struct per_axis *size = &simulation->layer->kernel_size;
    for (size_t i = 0; i < simulation->axes; i++)
        if (per_axis_value(size, i, 0) != 1)
            return false;
    return true;
}

static bool lay_out_kernel(const struct simulation *simulation, struct kernel_layout *out,
                           struct report *report)
{
    const struct values *kernel = &simulation->layer->kernel;
    const struct tensor *given = &kernel->given;
    size_t axes = simulation->axes, rank = given->rank;
    *out = (struct kernel_layout){.channels = {1, 1}, .size = {1, 1, 1}};
    bool is_matrix = rank == 2 && is_point(simulation); /* [out][in] of a 1 x 1 kernel */
    size_t leading = is_matrix ? 2 : rank - axes;
    if (!is_matrix && (rank < axes || rank > axes + 2)) {
        report_error(report, kernel->at, NULL,
                     "the kernel's values are nested %zu deep, but %s needs a depth of %zu, or %zu "
                     "with %s first",
                     rank, simulation->type_name, axes, axes + 2,
                     simulation->is_transposed ? "[in][out/groups]" : "[out][in/groups]");
        return false;
    }
    for (size_t i = 0; i < leading; i++)
        out->channels[i] = given->size[i];
    out->has_one_channel_axis = leading == 1;
    for (size_t i = 0; i < axes && !is_matrix; i++)
        out->size[i] = (int64_t)given->size[leading + i];
    return true;
}

/* kernel_size, or the values' own; both must agree. */
static bool resolve_kernel_size(struct simulation *simulation, const struct kernel_layout *layout,
                                struct report *report)
{
    const struct scene_layer *layer = simulation->layer;
    bool is_named = layer->kernel.kind == VALUES_NAMED;
    if (simulation->is_dense) {
        simulation->axis[0].kernel = 1;
        return true;
    }
    if (layer->kernel_size.at.line == 0 && layer->size.at.line != 0)
        return false; /* told: it was meant */
    if (layer->kernel_size.at.line == 0 && !layout && !is_named) {
        report_error(report, layer->at, "for example kernel_size: 3", "%s needs kernel_size",
                     simulation->type_name);
        return false;
    }
    for (size_t i = 0; i < simulation->axes; i++) {
        int64_t usual = layout ? layout->size[i] : is_named ? NAMED_KERNEL_SIZE : 1;
        int64_t size = per_axis_value(&layer->kernel_size, i, usual);
        simulation->axis[i].kernel = size;
        if (!layout || layout->size[i] == size)
            continue;
        report_error(report, layer->kernel_size.at,
                     "leave kernel_size out: it follows from the values",
                     "kernel_size is %" PRId64 "%s, but the kernel's values have %" PRId64, size,
                     axis_place(simulation->axes, i), layout->size[i]);
        return false;
    }
    return true;
}

/* Which sizes the values need, or which groups they fit. */
static const char *channels_hint(const struct simulation *simulation,
                                 const struct kernel_layout *layout, size_t in_axis,
                                 struct arena *arena)
{
    size_t in = simulation->in_channels, groups = simulation->groups;
    size_t expected = in_axis == 0 ? in : in / groups;
    const char *sizes = "";
    for (size_t i = 0; i < simulation->axes && !simulation->is_dense; i++)
        sizes = arena_format(arena, "%s x %" PRId64, sizes, layout->size[i]);
    size_t out = layout->channels[1 - in_axis], read = layout->channels[in_axis];
    const char *due = in_axis == 0 ? arena_format(arena, "%zu x %zu%s", expected, out, sizes)
                                   : arena_format(arena, "%zu x %zu%s", out, expected, sizes);
    bool fits_groups = in_axis == 1 && groups == 1 && !simulation->is_dense && read < in &&
                       in % read == 0 && out % (in / read) == 0;
    return fits_groups ? arena_format(arena, "give values of %s, or groups: %zu", due, in / read)
                       : arena_format(arena, "give values of %s", due);
}

/* The values' channel axes against the input's; gives the output's channels. */
static bool match_channels(const struct simulation *simulation, struct kernel_layout *layout,
                           size_t *out_channels, struct report *report)
{
    size_t in = simulation->in_channels, groups = simulation->groups;
    size_t expected = simulation->is_transposed ? in : in / groups;
    size_t in_axis = simulation->is_transposed ? 0 : 1, out_axis = 1 - in_axis;
    if (layout->has_one_channel_axis && (expected == 1) == (in_axis == 0)) {
        /* the axis that was left out is the other one */
        layout->channels[1] = layout->channels[0];
        layout->channels[0] = 1;
    }
    *out_channels = layout->channels[out_axis] * (simulation->is_transposed ? groups : 1);
    if (layout->channels[in_axis] == expected)
        return true;
    const char *hint = channels_hint(simulation, layout, in_axis, &report->arena);
    report_error(
        report, simulation->layer->kernel.at, hint,
        "the kernel's values have %zu input channel%s, but the input has %zu in %zu group%s",
        layout->channels[in_axis], layout->channels[in_axis] == 1 ? "" : "s", in, groups,
        groups == 1 ? "" : "s");
    return false;
}

static bool resolve_out_channels(struct simulation *simulation, struct kernel_layout *layout,
                                 struct report *report)
{
    const struct given_integer *given = &simulation->layer->out_channels;
    size_t groups = simulation->groups, made = 0;
    if (layout && !match_channels(simulation, layout, &made, report))
        return false;
    if (given->at.line != 0 && layout && (size_t)given->value != made) {
        report_error(report, given->at, NULL,
                     "out_channels is %" PRId64 ", but the kernel's values have %zu", given->value,
                     made);
        return false;
    }
    size_t names = simulation->layer->kernel.name_count;
    size_t usual = names > 0 ? names * groups : groups;
    simulation->out_channels = layout ? made : given->at.line ? (size_t)given->value : usual;
    if (simulation->out_channels % groups == 0)
        return true;
    report_error(report, simulation->layer->groups.at, NULL,
                 "groups %zu does not divide the %zu output channel%s", groups,
                 simulation->out_channels, simulation->out_channels == 1 ? "" : "s");
    return false;
}

static bool resolve_channels(struct simulation *simulation, struct kernel_layout *layout,
                             struct report *report)
{
    const struct scene_layer *layer = simulation->layer;
    size_t in = simulation->in_channels;
    bool is_right = true;
    simulation->groups = layer->groups.at.line ? (size_t)layer->groups.value : 1; /* 1 if dense */
    if (layer->in_channels.at.line != 0 && (size_t)layer->in_channels.value != in) {
        report_error(report, layer->in_channels.at, "leave it out: it follows from the input",
                     "in_channels is %" PRId64 ", but the input has %zu", layer->in_channels.value,
                     in);
        is_right = false;
    }
    if (in % simulation->groups != 0) {
        report_error(report, layer->groups.at, NULL,
                     "groups %zu does not divide the input's %zu channel%s", simulation->groups, in,
                     in == 1 ? "" : "s");
        return false;
    }
    return resolve_out_channels(simulation, layout, report) && is_right;
}

bool resolve_shapes(struct simulation *simulation, struct report *report)
{
    bool is_right = check_axis_counts(simulation, report);
    if (simulation->below || simulation->type->is_join)
        is_right &= sources_shape(simulation, axes_read(simulation), report);
    else
        is_right &= simulation->source || simulation->scene->input.kind == VALUES_GIVEN
                        ? shape_of_given(simulation, report)
                        : shape_of_size(simulation, report);
    if (!is_right || (simulation->is_dense && !dense_set_input(simulation, report)))
        return false;
    simulation->groups = 1;
    simulation->out_channels = simulation->in_channels;
    if (!simulation_takes(simulation, "kernel_size") && !simulation->is_dense)
        return true;
    struct kernel_layout room, *layout = NULL;
    if (simulation->has_kernel && simulation->layer->kernel.kind == VALUES_GIVEN) {
        layout = &room;
        if (!lay_out_kernel(simulation, layout, report))
            return false;
    }
    if (!resolve_kernel_size(simulation, layout, report))
        return false;
    return !simulation->has_kernel || resolve_channels(simulation, layout, report);
}

/* ---- the output ---- */

void resolve_output(struct simulation *simulation)
{
    struct tensor *output = &simulation->output;
    output->rank = 1 + (simulation->is_flattened ? 1 : simulation->axes);
    output->size[0] = simulation->out_channels;
    output->size[1] = 1;
    for (size_t i = 0; i < simulation->axes; i++) {
        size_t size = (size_t)simulation->axis[i].output;
        if (simulation->is_flattened)
            output->size[1] *= size;
        else
            output->size[1 + i] = size;
    }
    simulation->step_count = tensor_count(output);
}
