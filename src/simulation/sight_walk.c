/* SPDX-License-Identifier: MIT */
/*
 * What single units see, axis by axis, down through all branches. Behind a layer that makes maps
 * larger, and behind windows that spread evenly, neighbours see unlike numbers of units, which no
 * sum over the layers tells: the largest is found by looking at each.
 */
#include "simulation/layer_type.h"
#include "simulation/resolve.h"

enum { MOST_LOOKS = 1 << 18 }; /* at units, for each layer of a network: some milliseconds */

/* Units of an axis, beyond its ends too: padding sees as if the map went on. low > high: none. */
struct span {
    int64_t low, high;
};

static const struct span nothing = {INT64_MAX, INT64_MIN};

static struct span span_join(struct span a, struct span b)
{
    return (struct span){a.low < b.low ? a.low : b.low, a.high > b.high ? a.high : b.high};
}

/* The plane of a sliding layer goes on beyond its padding. */
static struct span sliding_span(const struct axis *a, int64_t output)
{
    struct span span = nothing;
    int64_t first = output * a->move - a->before;
    for (int64_t t = 0; t < a->kernel; t += a->stretch == 1 && a->kernel > 1 ? a->kernel - 1 : 1) {
        int64_t place = first + t * a->dilation;
        if (place % a->stretch == 0)
            span = span_join(span, (struct span){place / a->stretch, place / a->stretch});
    }
    return span;
}

/* Windows that spread evenly repeat after the output's share of the ratio; where there is no such
 * unit, the nearest that is alike tells. */
static struct span spread_span(const struct simulation *layer, size_t axis, int64_t output)
{
    const struct axis *a = &layer->axis[axis];
    struct rational ratio = rational_make(a->input, a->output);
    int64_t period = ratio.den, shift = 0;
    for (; output < 0 && period <= a->output; output += period)
        shift--;
    for (; output >= a->output && period <= a->output; output -= period)
        shift++;
    output = output < 0 ? 0 : output >= a->output ? a->output - 1 : output;
    size_t place[1 + MAX_AXES] = {0};
    struct reads reads = {0};
    struct span span = nothing;
    place[1 + axis] = (size_t)output;
    reads_of(layer, place, &reads);
    for (size_t i = 0; i < reads.count; i++) {
        int64_t unit = reads.items[i].place[axis] + shift * ratio.num;
        span = span_join(span, (struct span){unit, unit});
    }
    reads_finish(&reads);
    return span;
}

static struct span unit_span(const struct simulation *layer, size_t axis, int64_t output)
{
    return layer->is_sliding ? sliding_span(&layer->axis[axis], output)
                             : spread_span(layer, axis, output);
}

/* What several units see: the outermost that see anything. */
static struct span look_down(const struct simulation *layer, size_t axis, struct span above)
{
    struct span span = nothing;
    for (int64_t o = above.low; o <= above.high && span.low > span.high; o++)
        span = span_join(span, unit_span(layer, axis, o));
    for (int64_t o = above.high; o > above.low; o--) {
        struct span end = unit_span(layer, axis, o);
        span = span_join(span, end);
        if (end.low <= end.high)
            break;
    }
    return span;
}

/* Of unit `output` of the last layer, in the network's input. */
static struct span network_span(const struct simulation *top, size_t axis, int64_t output)
{
    struct span seen[MAX_LAYERS], input = nothing;
    for (size_t i = 0; i <= top->place; i++)
        seen[i] = nothing;
    seen[top->place] = (struct span){output, output};
    for (const struct simulation *at = top; at; at = at->below) {
        if (seen[at->place].low > seen[at->place].high)
            continue;
        bool is_join = at->type->is_join;
        struct span below = is_join ? seen[at->place] : look_down(at, axis, seen[at->place]);
        for (size_t i = 0; i < at->source_count; i++) {
            const struct simulation *source = at->sources[i].layer;
            struct span *to = source ? &seen[source->place] : &input;
            *to = span_join(*to, below);
        }
        if (at->source_count == 0)
            input = span_join(input, below);
    }
    return input;
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
        double window = 1;
        for (size_t i = 0; i < at->axes && !at->is_sliding; i++)
            window *= (double)at->axis[i].kernel;
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
            struct span span = network_span(top, i, o);
            if (o == 0 && span.low <= span.high)
                sight->start[i] = rational_make(span.low, 1);
            if (span.low <= span.high && span.high - span.low + 1 > sight->size[i])
                sight->size[i] = span.high - span.low + 1;
        }
    }
}
