/* SPDX-License-Identifier: MIT */
/* Where a receptive field lies on the planes of a large stack: from the first to the last place of
 * each axis, without its cells. */
#include "drawing/map/field.h"

enum { MOST_TERMS = 100000 }; /* that are followed for a picture: a hundredth of a second */

/* Units or places of an axis, from the first to the last; none: last < first. */
struct range {
    int64_t first, last;
};

/* What units of a layer's output read, on the plane. */
static struct range places_read(const struct simulation *layer, const struct axis *a,
                                struct range units)
{
    struct range places = {units.first * a->move, units.last * a->move + a->effective_kernel - 1};
    if (!layer->is_sliding) { /* windows share the input out */
        places.first = a->before + units.first * a->input / a->output * a->stretch;
        places.last =
            a->before + ((units.last + 1) * a->input + a->output - 1) / a->output * a->stretch - 1;
    }
    bool counts_all = simulation_counts_zero(layer, CELL_PADDING);
    int64_t least = counts_all ? 0 : a->before;
    int64_t most = counts_all ? a->padded - 1 : a->before + a->stretched - 1;
    return (struct range){places.first > least ? places.first : least,
                          places.last < most ? places.last : most};
}

/* The units at places of a plane. */
static struct range units_at(const struct axis *a, struct range places)
{
    int64_t first = places.first - a->before, last = places.last - a->before;
    struct range units = {first > 0 ? (first + a->stretch - 1) / a->stretch : 0,
                          last < 0 ? -1 : last / a->stretch};
    units.last = units.last < a->input - 1 ? units.last : a->input - 1;
    return units;
}

static int64_t count_of(struct range range)
{
    return range.last < range.first ? 0 : range.last - range.first + 1;
}

void field_read_boxes(struct field *field, const struct levels *levels, size_t lowest)
{
    size_t axes = levels->level[0].axes, rest = field->unit;
    struct range units[MAX_AXES];
    for (size_t axis = axes; axis-- > 0;) {
        size_t size = levels->level[field->top].units->size[1 + axis];
        units[axis] = (struct range){(int64_t)(rest % size), (int64_t)(rest % size)};
        rest /= size;
    }
    for (size_t i = field->top; i-- > lowest;) {
        const struct simulation *layer = levels->level[i].above;
        int64_t first[2], count[2];
        for (size_t axis = 0; axis < axes; axis++) {
            struct range places = places_read(layer, &layer->axis[axis], units[axis]);
            first[axis] = places.first;
            count[axis] = count_of(places);
            units[axis] = units_at(&layer->axis[axis], places);
        }
        if (count[0] == 0 || count[1] == 0)
            return;
        field->boxes[i] =
            (struct area){(double)first[0], (double)first[1], (double)count[0], (double)count[1]};
        if (count_of(units[0]) == 0 || count_of(units[1]) == 0)
            return;
    }
}

/* How many terms are followed for a unit in the middle of the output. */
static double count_terms(const struct levels *levels)
{
    struct field field = {.top = levels->count - 1};
    const struct tensor *output = levels->level[field.top].units;
    double terms = 0, units = 1; /* of the plane above, that are seen */
    field.unit = output->size[1] / 2 * output->size[2] + output->size[2] / 2;
    field_read_boxes(&field, levels, 0);
    for (size_t i = field.top; i-- > 0;) {
        const struct simulation *layer = levels->level[i].above;
        double each = layer->has_kernel ? (double)(layer->in_channels / layer->groups) : 1;
        for (size_t axis = 0; axis < layer->axes; axis++)
            each *= (double)layer->axis[axis].kernel;
        terms += units * each;
        units = field.boxes[i].rows * field.boxes[i].columns * (double)levels->level[i].channels;
    }
    return terms;
}

bool field_is_boxed(const struct levels *levels)
{
    return levels->level[0].axes == 2 && count_terms(levels) > MOST_TERMS;
}
