/* SPDX-License-Identifier: MIT */
/* What an output unit sees through a stack of layers: each layer's own terms, followed down. */
#include <stdlib.h>
#include <string.h>

#include "simulation/resolve.h"

/* The cells of a layer's plane while they are being found. */
struct finding {
    const struct simulation *layer;
    size_t *number; /* [channel][place...]: of the cell that was found there, from 1; 0: none */
    struct reach *reach;
    struct arena *arena; /* of its cells and taps */
};

static size_t plane_size(const struct simulation *layer)
{
    size_t size = layer->in_channels;
    for (size_t axis = 0; axis < layer->axes; axis++)
        size *= (size_t)layer->axis[axis].padded;
    return size;
}

/* What is full at a power of two grows to the next; what is outgrown stays in the arena. */
static void *with_room(struct arena *arena, void *old, size_t count, size_t size)
{
    if ((count & (count - 1)) != 0)
        return old;
    void *larger = arena_allocate(arena, count ? 2 * count : 1, size);
    if (count)
        memcpy(larger, old, count * size);
    return larger;
}

/* The cell at a place, new or known; SIZE_MAX beyond the plane. */
static size_t find_cell(struct finding *finding, size_t channel, const int64_t *place)
{
    const struct simulation *layer = finding->layer;
    struct reach *reach = finding->reach;
    size_t at = channel;
    for (size_t axis = 0; axis < layer->axes; axis++) {
        int64_t padded = layer->axis[axis].padded;
        if (place[axis] < 0 || place[axis] >= padded)
            return SIZE_MAX;
        at = at * (size_t)padded + (size_t)place[axis];
    }
    if (finding->number[at] == 0) {
        reach->cells =
            with_room(finding->arena, reach->cells, reach->cell_count, sizeof *reach->cells);
        struct reach_cell *cell = &reach->cells[reach->cell_count];
        *cell = (struct reach_cell){.channel = channel, .unit = SIZE_MAX};
        for (size_t axis = 0; axis < layer->axes; axis++)
            cell->place[axis] = place[axis];
        finding->number[at] = ++reach->cell_count;
    }
    return finding->number[at] - 1;
}

static size_t unit_number(const struct simulation *layer, const size_t *input)
{
    size_t number = input[0];
    for (size_t axis = 0; axis < layer->axes; axis++)
        number = number * (size_t)layer->axis[axis].input + input[1 + axis];
    return number;
}

static void add_tap(struct finding *finding, size_t from, size_t to)
{
    struct reach *reach = finding->reach;
    reach->taps = with_room(finding->arena, reach->taps, reach->tap_count, sizeof *reach->taps);
    reach->taps[reach->tap_count++] = (struct reach_tap){from, to};
}

/* What one of the cells above reads. */
static void follow_step(struct finding *finding, const struct step *step, size_t above,
                        double paths)
{
    const struct simulation *layer = finding->layer;
    for (size_t t = 0; t < step->term_count; t++) {
        const struct term *term = &step->terms[t];
        size_t found = find_cell(finding, term->channel, term->place);
        if (found == SIZE_MAX) /* an overhang */
            continue;
        struct reach_cell *cell = &finding->reach->cells[found];
        cell->paths += paths;
        cell->is_chosen |= term->is_chosen;
        cell->is_repeated = term->is_repeated;
        if (term->kind == CELL_UNIT)
            cell->unit = unit_number(layer, term->input);
        add_tap(finding, found, above);
    }
}

/* A unit's own place on the plane. */
static void place_of_unit(const struct simulation *layer, size_t unit, size_t *channel,
                          int64_t *place)
{
    for (size_t axis = layer->axes; axis-- > 0;) {
        const struct axis *a = &layer->axis[axis];
        place[axis] = a->before + (int64_t)(unit % (size_t)a->input) * a->stretch;
        unit /= (size_t)a->input;
    }
    *channel = unit;
}

/* The paths of padding cells that repeat a unit are paths of that unit. */
static void pass_copies_on(struct finding *finding)
{
    struct reach *reach = finding->reach;
    reach->read_count = reach->cell_count;
    for (size_t i = 0; i < reach->read_count; i++) {
        size_t channel, unit = reach->cells[i].unit;
        int64_t place[MAX_AXES];
        if (!reach->cells[i].is_repeated)
            continue;
        place_of_unit(finding->layer, unit, &channel, place);
        size_t found = find_cell(finding, channel, place);
        if (found == SIZE_MAX) /* cropped */
            continue;
        struct reach_cell *cell = &reach->cells[found];
        cell->unit = unit;
        cell->paths += reach->cells[i].paths;
        cell->is_chosen |= reach->cells[i].is_chosen;
    }
}

void simulation_reach(const struct simulation *layer, const struct reach *above,
                      struct arena *arena, struct reach *out)
{
    *out = (struct reach){.cells = NULL};
    struct finding finding = {.layer = layer, .reach = out, .arena = arena};
    finding.number = memory_allocate(plane_size(layer), sizeof *finding.number);
    struct arena terms = {0};
    for (size_t i = 0; i < above->cell_count; i++) {
        const struct reach_cell *cell = &above->cells[i];
        struct step step;
        if (cell->unit == SIZE_MAX || cell->is_repeated)
            continue;
        arena_reset(&terms);
        simulation_step_at(layer, cell->unit, &terms, &step);
        follow_step(&finding, &step, i, cell->paths);
    }
    pass_copies_on(&finding);
    arena_finish(&terms);
    free(finding.number);
}
