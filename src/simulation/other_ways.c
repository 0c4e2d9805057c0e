/* SPDX-License-Identifier: MIT */
/* A layer with weights by its other two definitions: stamps into the output, and a matrix. Neither
 * knows the plane that the rest computes on. */
#include <assert.h>

#include "simulation/resolve.h"

/* The output unit that a direct layer's tap t brings an input unit u to, or a transposed layer's
 * stamp; false: none. o s + t d - p = u, or o = u s + t d - p. */
static bool output_unit(const struct simulation *simulation, const struct axis *a, int64_t u,
                        int64_t t, int64_t *o)
{
    if (simulation->is_transposed) {
        *o = u * a->stride + t * a->dilation - a->padding_before;
    } else {
        int64_t start = u + a->padding_before - t * a->dilation;
        if (start % a->stride != 0)
            return false;
        *o = start / a->stride;
    }
    return *o >= 0 && *o < a->output;
}

/* The offset of the output unit that a tap brings an input unit to, within one map. */
static bool output_place(const struct simulation *simulation, const int64_t *unit,
                         const int64_t *tap, size_t *place)
{
    *place = 0;
    for (size_t i = 0; i < simulation->axes; i++) {
        const struct axis *a = &simulation->axis[i];
        bool is_flipped = simulation->is_turned != simulation->is_transposed;
        int64_t o, t = is_flipped ? a->kernel - 1 - tap[i] : tap[i];
        if (!output_unit(simulation, a, unit[i], t, &o))
            return false;
        *place = *place * (size_t)a->output + (size_t)o;
    }
    return true;
}

/* The offset of the kernel's first weight from input to output channel; false: other groups. */
static bool kernel_start(const struct simulation *simulation, size_t in, size_t out, size_t *start)
{
    size_t in_group = simulation->in_channels / simulation->groups;
    size_t out_group = simulation->out_channels / simulation->groups, taps = 1;
    for (size_t i = 0; i < simulation->axes; i++)
        taps *= (size_t)simulation->axis[i].kernel;
    *start = taps * (simulation->is_transposed ? in * out_group + out % out_group
                                               : out * in_group + in % in_group);
    return in / in_group == out / out_group;
}

struct unit {
    size_t channel;
    int64_t place[MAX_AXES];
};

static struct unit unit_at(const struct tensor *tensor, size_t axes, size_t offset)
{
    struct unit unit = {0};
    for (size_t i = axes; i-- > 0;) {
        unit.place[i] = (int64_t)(offset % tensor->size[1 + i]);
        offset /= tensor->size[1 + i];
    }
    unit.channel = offset;
    return unit;
}

static void kernel_sizes(const struct simulation *simulation, int64_t size[MAX_AXES])
{
    for (size_t i = 0; i < simulation->axes; i++)
        size[i] = simulation->axis[i].kernel;
}

/* One input unit's stamp into one output map. */
static void stamp(const struct simulation *simulation, const struct unit *unit, double value,
                  size_t kernel, double *map)
{
    int64_t size[MAX_AXES], tap[MAX_AXES] = {0};
    kernel_sizes(simulation, size);
    do {
        size_t place;
        if (output_place(simulation, unit->place, tap, &place))
            map[place] += simulation->kernel.values[kernel] * value;
        kernel++;
    } while (walk_next(tap, size, simulation->axes));
}

void simulation_scatter(const struct simulation *simulation, double *out)
{
    assert(simulation->has_kernel && simulation->padding_mode == MODE_ZEROS);
    size_t count = tensor_count(&simulation->input);
    size_t map = simulation->step_count / simulation->out_channels;
    for (size_t n = 0; n < simulation->step_count; n++)
        out[n] = simulation->has_bias ? simulation->bias.values[n / map] : 0;
    for (size_t i = 0; i < count; i++) {
        struct unit unit = unit_at(&simulation->input, simulation->axes, i);
        for (size_t channel = 0; channel < simulation->out_channels; channel++) {
            size_t kernel;
            if (kernel_start(simulation, unit.channel, channel, &kernel))
                stamp(simulation, &unit, simulation->input.values[i], kernel, out + channel * map);
        }
    }
}

double simulation_matrix_at(const struct simulation *simulation, size_t row, size_t column)
{
    assert(simulation->has_kernel && simulation->padding_mode == MODE_ZEROS);
    size_t map = simulation->step_count / simulation->out_channels, kernel;
    struct unit unit = unit_at(&simulation->input, simulation->axes, column);
    if (!kernel_start(simulation, unit.channel, row / map, &kernel))
        return 0;
    int64_t size[MAX_AXES], tap[MAX_AXES] = {0};
    kernel_sizes(simulation, size);
    double sum = 0;
    do {
        size_t place;
        if (output_place(simulation, unit.place, tap, &place) && place == row % map)
            sum += simulation->kernel.values[kernel];
        kernel++;
    } while (walk_next(tap, size, simulation->axes));
    return sum;
}
