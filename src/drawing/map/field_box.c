/* SPDX-License-Identifier: MIT */
/* Boxes round a receptive field on the planes of a stack: round its cells, or of a large stack from
 * the first to the last place of each axis, without its cells. */
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
        int64_t first[2] = {0}, count[2] = {0};
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

/* ---- boxes round cells ---- */

/* Which cells are seen through windows alone, without the detour through padding. */
static const bool *are_direct(const struct field *field, size_t level, struct arena *arena)
{
    bool *is_direct = arena_allocate(arena, field->reach[level].cell_count, sizeof *is_direct);
    if (level == field->top) {
        is_direct[0] = true;
        return is_direct;
    }
    const struct reach *above = &field->reach[level + 1], *reach = &field->reach[level];
    const bool *is_direct_above = are_direct(field, level + 1, arena);
    for (size_t i = 0; i < reach->tap_count; i++)
        if (!above->cells[reach->taps[i].to].is_repeated)
            is_direct[reach->taps[i].from] |= is_direct_above[reach->taps[i].to];
    return is_direct;
}

struct ranges {
    struct range *all;
    size_t count, direct; /* which of them the windows are in */
};

/* The ranges of the places that are seen, each farther from the next than windows move or their
 * taps are apart. What windows see is one range; where all is seen through padding, the first cell
 * stands for it. */
static struct ranges find_ranges(const struct field *field, const struct levels *levels,
                                 size_t level, size_t axis, struct arena *arena)
{
    const struct reach *reach = &field->reach[level];
    const struct axis *a = &levels->level[level].above->axis[axis];
    const bool *is_direct = are_direct(field, level, arena);
    bool *is_seen = arena_allocate(arena, (size_t)a->padded, sizeof *is_seen);
    struct ranges ranges = {.all = arena_allocate(arena, (size_t)a->padded, sizeof *ranges.all)};
    struct range direct = {a->padded, -1};
    for (size_t i = 0; i < reach->cell_count; i++) {
        int64_t place = reach->cells[i].place[axis];
        is_seen[place] = true;
        direct.first = is_direct[i] && place < direct.first ? place : direct.first;
        direct.last = is_direct[i] && place > direct.last ? place : direct.last;
    }
    if (direct.last < 0)
        direct.first = direct.last = reach->cells[0].place[axis];
    int64_t apart = a->dilation > a->move ? a->dilation : a->move;
    for (int64_t place = 0; place < a->padded; place++) {
        struct range *last = ranges.count > 0 ? &ranges.all[ranges.count - 1] : NULL;
        if (!is_seen[place] && (place < direct.first || place > direct.last))
            continue;
        if (last && place - last->last <= apart)
            last->last = place;
        else
            ranges.all[ranges.count++] = (struct range){place, place};
        if (place == direct.first)
            ranges.direct = ranges.count - 1;
    }
    return ranges;
}

static struct area area_of(const struct range *rows, const struct range *columns)
{
    return (struct area){(double)rows->first, (double)columns->first,
                         (double)(rows->last - rows->first + 1),
                         (double)(columns->last - columns->first + 1)};
}

/* The box round what windows see, then boxes round what is seen elsewhere; how many. */
static size_t find_boxes(const struct field *field, const struct levels *levels, size_t level,
                         struct area **boxes, struct arena *arena)
{
    const struct reach *reach = &field->reach[level];
    size_t count = 1; /* the first is the windows' */
    *boxes = arena_allocate(arena, 1, sizeof **boxes);
    (*boxes)[0] = field->boxes[level];
    if (reach->cell_count == 0)
        return (*boxes)[0].rows > 0;
    (*boxes)[0] = field_cell(&levels->level[level], &reach->cells[0]);
    if (level == field->top)
        return 1;
    struct ranges rows = find_ranges(field, levels, level, 0, arena);
    struct ranges columns = find_ranges(field, levels, level, 1, arena);
    *boxes = arena_allocate(arena, rows.count * columns.count + 1, sizeof **boxes);
    for (size_t n = 0; n < rows.count * columns.count; n++) {
        size_t row = n / columns.count, column = n % columns.count;
        bool is_windows = row == rows.direct && column == columns.direct;
        struct area range = area_of(&rows.all[row], &columns.all[column]), seen = {0};
        for (size_t i = 0; i < reach->cell_count; i++) {
            struct area cell = field_cell(&levels->level[level], &reach->cells[i]);
            if (cell.row >= range.row && cell.row < range.row + range.rows &&
                cell.column >= range.column && cell.column < range.column + range.columns)
                seen = area_joined(seen, cell);
        }
        if (is_windows)
            (*boxes)[0] = range;
        else if (seen.rows > 0)
            (*boxes)[count++] = seen;
    }
    return count;
}

size_t field_boxes(const struct field_lights *lights, size_t level, int step, struct area **boxes,
                   struct arena *arena)
{
    if (step && lights->progress <= 0)
        return 0;
    return find_boxes(step ? &lights->next : &lights->here, lights->levels, level, boxes, arena);
}
