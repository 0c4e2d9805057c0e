/* SPDX-License-Identifier: MIT */
/* The kernel's sizes, and the channels and groups that follow from them. */
#include "simulation/resolve.h"

#include <inttypes.h>

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
        layout->channels[in_axis], text_plural(layout->channels[in_axis]), in, groups,
        text_plural(groups));
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
                 simulation->out_channels, text_plural(simulation->out_channels));
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
                     text_plural(in));
        return false;
    }
    return resolve_out_channels(simulation, layout, report) && is_right;
}

bool resolve_kernel(struct simulation *simulation, struct report *report)
{
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

size_t simulation_taps(const struct simulation *simulation)
{
    size_t taps = 1;
    for (size_t i = 0; i < simulation->axes; i++)
        taps *= (size_t)simulation->axis[i].kernel;
    return taps;
}

size_t simulation_terms(const struct simulation *simulation)
{
    size_t channels = simulation->has_kernel ? simulation->in_channels / simulation->groups : 1;
    return channels * simulation_taps(simulation);
}
