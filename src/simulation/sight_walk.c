/* SPDX-License-Identifier: MIT */
/*
 * What single units see, axis by axis, down through all branches. Behind a layer that makes maps
 * larger, and behind windows that spread evenly, neighbours see unlike numbers of units, which no
 * sum over the layers tells: the largest is found by looking at each.
 */
#include "simulation/layer_type.h"
#include "simulation/resolve.h"

enum { MOST_LOOKS = 1 << 18 }; /* at units, for each layer of a network: some milliseconds */

/* The plane of a sliding layer goes on beyond its padding. */
static struct interval window_units(const struct axis *a, int64_t output)
{
    struct interval units = no_interval;
    int64_t first = output * a->move - a->before;
    for (int64_t t = 0; t < a->kernel; t += a->stretch == 1 && a->kernel > 1 ? a->kernel - 1 : 1) {
        int64_t place = first + t * a->dilation;
        if (place % a->stretch == 0)
            units = interval_with(units, place / a->stretch);
    }
    return units;
}

/* Windows that spread evenly repeat after the output's share of the ratio; where there is no such
 * unit, the nearest that is alike tells. */
static struct interval spread_units(const struct simulation *layer, size_t axis, int64_t output)
{
    const struct axis *a = &layer->axis[axis];
    struct rational ratio = rational_make(a->input, a->output);
    int64_t period = ratio.den, shift = 0;
    for (; output < 0 && period <= a->output; output += period)
        shift--;
    for (; output >= a->output && period <= a->output; output -= period)
        shift++;
    output = output < 0 ? 0 : output >= a->output ? a->output - 1 : output;
    struct interval units = reads_along(layer, axis, output);
    return (struct interval){units.first + shift * ratio.num, units.last + shift * ratio.num};
}

static struct interval unit_reads(const struct simulation *layer, size_t axis, int64_t output)
{
    return layer->is_sliding ? window_units(&layer->axis[axis], output)
                             : spread_units(layer, axis, output);
}

/* What several units see: the outermost that see anything. Of a transposed layer with dilation a
 * unit may see one further out than its outer neighbour does, but not than the one a stride from
 * it.
 */
static struct interval look_down(const struct simulation *layer, size_t axis, struct interval above)
{
    int64_t alike = layer->axis[axis].stretch;
    struct interval units = no_interval, last = no_interval;
    for (int64_t o = above.first;
         o <= above.last && (o < above.first + alike || interval_is_empty(units)); o++)
        units = interval_joined(units, unit_reads(layer, axis, o));
    for (int64_t o = above.last;
         o > above.first && (o > above.last - alike || interval_is_empty(last)); o--)
        last = interval_joined(last, unit_reads(layer, axis, o));
    return interval_joined(units, last);
}

/* Of unit `output` of the last layer, in the network's input. */
static struct interval units_seen(const struct simulation *top, size_t axis, int64_t output)
{
    struct interval seen[1 + MAX_LAYERS];
    for (size_t i = 0; i <= simulation_map_of(top); i++)
        seen[i] = no_interval;
    seen[simulation_map_of(top)] = (struct interval){output, output};
    for (const struct simulation *at = top; at; at = at->below) {
        struct interval above = seen[simulation_map_of(at)];
        struct interval below = at->type->is_join ? above : look_down(at, axis, above);
        for (size_t i = 0; i < at->source_count; i++) {
            struct interval *to = &seen[simulation_map_of(at->sources[i].layer)];
            *to = interval_joined(*to, below);
        }
    }
    return seen[0];
}

/* Whether every axis can be looked at by itself, and neighbours may see unlike numbers. */
bool sight_is_uneven(const struct simulation *top)
{
    bool is_uneven = false;
    double looks = 0;
    for (const struct simulation *at = top; at; at = at->below) {
        bool is_apart = at->type->is_join || (!at->type->is_mixed && !at->type->moves_channels);
        if (!is_apart || at->is_dense || at->is_flattened || at->is_input_flat ||
            at->axes != top->axes || phrase_aligns_corners(at))
            return false;
        double window = at->is_sliding ? 1 : (double)simulation_taps(at);
        for (size_t i = 0; i < at->axes; i++) {
            const struct axis *a = &at->axis[i];
            is_uneven |= a->stretch > 1 || (!at->is_sliding && a->input != a->output);
            looks += (double)top->axis[i].output * (a->stretch > 1 ? (double)a->kernel : window);
        }
    }
    return is_uneven && looks <= MOST_LOOKS;
}

void sight_measure(const struct simulation *top, struct sight *sight)
{
    for (size_t i = 0; i < top->axes; i++) {
        sight->size[i] = 0;
        for (int64_t o = 0; o < top->axis[i].output; o++) {
            struct interval units = units_seen(top, i, o);
            if (interval_is_empty(units))
                continue;
            if (o == 0)
                sight->start[i] = rational_make(units.first, 1);
            if (units.last - units.first + 1 > sight->size[i])
                sight->size[i] = units.last - units.first + 1;
        }
    }
}
