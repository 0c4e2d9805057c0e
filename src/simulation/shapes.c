/* SPDX-License-Identifier: MIT */
/* Channels and sizes of the input, and those of the output. */
#include "simulation/resolve.h"

#include <string.h>

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

bool resolve_shapes(struct simulation *simulation, struct report *report)
{
    bool is_right = resolve_axis_counts(simulation, report);
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
    return resolve_kernel(simulation, report);
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
