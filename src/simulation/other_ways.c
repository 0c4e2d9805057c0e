/* SPDX-License-Identifier: MIT */
/* A layer with weights by its other definition: each unit stamps the kernel into the output.
 * Nothing here knows the plane that the rest computes on. */
#include <assert.h>
#include <string.h>

#include "simulation/resolve.h"

/* o = u s + t d - p of a transposed layer. In a direct one o s + t' d - p = u, where t' counts from
 * the other end: later taps read a unit from earlier places. */
bool simulation_stamp_place(const struct simulation *simulation, const struct axis *axis,
                            int64_t unit, int64_t tap, int64_t *place)
{
    if (simulation->is_transposed) {
        *place = unit * axis->stride + tap * axis->dilation - axis->padding_before;
        return true;
    }
    int64_t start = unit + axis->padding_before - (axis->kernel - 1 - tap) * axis->dilation;
    *place = start / axis->stride;
    return start % axis->stride == 0;
}

bool simulation_is_ring(const struct simulation *simulation)
{
    return simulation->is_transposed && simulation->padding_mode == MODE_CIRCULAR;
}

bool simulation_can_stamp(const struct simulation *simulation)
{
    return simulation_pads_with_zeros(simulation) || simulation_is_ring(simulation);
}

int64_t simulation_stamp_home(const struct simulation *simulation, const struct axis *axis,
                              int64_t place)
{
    int64_t round = axis->output;
    return simulation_is_ring(simulation) ? (place % round + round) % round : place;
}

uint64_t simulation_axis_overlap(const struct simulation *simulation, size_t index, int64_t o)
{
    const struct axis *axis = &simulation->axis[index];
    enum padding_mode mode = simulation->is_transposed ? simulation->padding_mode : MODE_ZEROS;
    uint64_t times = 0;
    for (int64_t t = 0; t < axis->kernel; t++) {
        int64_t place = o * axis->move + t * axis->dilation, unit;
        bool is_repeated;
        times += axis_cell_at(axis, mode, place, &unit, &is_repeated) == CELL_UNIT;
    }
    return times;
}

/* The offset of the output unit that a tap brings an input unit to, within one map. */
static bool output_place(const struct simulation *simulation, const int64_t *unit,
                         const int64_t *tap, size_t *place)
{
    *place = 0;
    for (size_t i = 0; i < simulation->axes; i++) {
        const struct axis *a = &simulation->axis[i];
        int64_t o, t = simulation->is_turned ? tap[i] : a->kernel - 1 - tap[i];
        if (!simulation_stamp_place(simulation, a, unit[i], t, &o))
            return false;
        o = simulation_stamp_home(simulation, a, o);
        if (o < 0 || o >= a->output)
            return false;
        *place = *place * (size_t)a->output + (size_t)o;
    }
    return true;
}

/* The offset of the kernel's first weight from input to output channel; false: other groups. */
static bool kernel_start(const struct simulation *simulation, size_t in, size_t out, size_t *start)
{
    size_t in_group = simulation->in_channels / simulation->groups;
    size_t out_group = simulation->out_channels / simulation->groups;
    *start =
        simulation_taps(simulation) * (simulation->is_transposed ? in * out_group + out % out_group
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

/* ---- single stamps ---- */

static void split_offset(size_t offset, const struct tensor *tensor, size_t *index)
{
    for (size_t i = tensor->rank; i-- > 0;) {
        index[i] = offset % tensor->size[i];
        offset /= tensor->size[i];
    }
}

/* The addends of a unit in one output map, from `next` on; returns what follows them. */
static struct addend *add_map(const struct simulation *simulation, const struct stamp *stamp,
                              size_t channel, struct addend *next)
{
    size_t map = simulation->step_count / simulation->out_channels, kernel;
    struct unit unit = unit_at(&simulation->input, simulation->axes, stamp->number);
    if (!kernel_start(simulation, unit.channel, channel, &kernel))
        return next;
    int64_t size[MAX_AXES], tap[MAX_AXES] = {0};
    kernel_sizes(simulation, size);
    do {
        size_t place;
        if (output_place(simulation, unit.place, tap, &place)) {
            next->weight = simulation->kernel.values[kernel];
            next->value = next->weight * stamp->value;
            next->output_number = channel * map + place;
            split_offset(kernel, &simulation->kernel, next->kernel);
            split_offset(next->output_number, &simulation->output, next->output);
            next++;
        }
        kernel++;
    } while (walk_next(tap, size, simulation->axes));
    return next;
}

void simulation_stamp_at(const struct simulation *simulation, size_t n, struct arena *arena,
                         struct stamp *out)
{
    assert(simulation->has_kernel && simulation_can_stamp(simulation));
    size_t most = simulation->out_channels / simulation->groups * simulation_taps(simulation);
    struct addend *adds = arena_allocate(arena, most, sizeof *adds), *next = adds;
    *out = (struct stamp){.number = n, .value = simulation->input.values[n], .adds = adds};
    split_offset(n, &simulation->input, out->input);
    for (size_t channel = 0; channel < simulation->out_channels; channel++)
        next = add_map(simulation, out, channel, next);
    out->add_count = (size_t)(next - adds);
}

/* ---- a stamp as a step ---- */

int64_t simulation_stamp_pitch(const struct simulation *simulation, const struct axis *axis)
{
    int64_t pitch = axis->dilation;
    for (int64_t n = 1; !simulation->is_transposed && n < axis->stride; n++)
        if (n * axis->dilation % axis->stride == 0)
            return n * axis->dilation / axis->stride;
    return pitch;
}

/* A tap of an input unit's stamp, counted as it lies on the output; false: it lies nowhere. */
static bool lay_tap(const struct simulation *simulation, const struct stamp *stamp,
                    const int64_t *tap, struct term *term)
{
    size_t weight = 0;
    *term = (struct term){.has_kernel = true, .has_weight = true, .share = 1};
    for (size_t i = 0; i < simulation->axes; i++) {
        const struct axis *a = &simulation->axis[i];
        int64_t *place = &term->place[i];
        if (!simulation_stamp_place(simulation, a, (int64_t)stamp->input[1 + i], tap[i], place))
            return false;
        int64_t home = simulation_stamp_home(simulation, a, *place);
        if (home < 0 || home >= a->output)
            term->kind = CELL_OVERHANG;
        term->tap[i] = simulation->is_turned ? tap[i] : a->kernel - 1 - tap[i];
        weight = weight * (size_t)a->kernel + (size_t)term->tap[i];
    }
    split_offset(weight, &simulation->kernel, term->kernel);
    term->weight = simulation->kernel.values[weight];
    term->value = stamp->value;
    memcpy(term->input, stamp->input, sizeof term->input);
    return true;
}

void simulation_stamp_step(const struct simulation *simulation, size_t n, struct arena *arena,
                           struct step *out)
{
    assert(simulation->in_channels == 1 && simulation->out_channels == 1);
    int64_t size[MAX_AXES], tap[MAX_AXES] = {0};
    struct stamp stamp = {.number = n, .value = simulation->input.values[n]};
    struct term *terms = arena_allocate(arena, tensor_count(&simulation->kernel), sizeof *terms);
    split_offset(n, &simulation->input, stamp.input);
    *out = (struct step){.number = n, .terms = terms};
    memcpy(out->output, stamp.input, sizeof out->output);
    kernel_sizes(simulation, size);
    do
        out->term_count += lay_tap(simulation, &stamp, tap, &terms[out->term_count]);
    while (walk_next(tap, size, simulation->axes));
    if (out->term_count > 0)
        memcpy(out->window, terms[0].place, sizeof out->window);
}
