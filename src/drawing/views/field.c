/* SPDX-License-Identifier: MIT */
/* Receptive fields: each layer's own terms, followed from an output unit down to the input. */
#include "drawing/views/field.h"

void levels_read(struct levels *levels, const struct simulation *top)
{
    const struct simulation *layers[MAX_LAYERS];
    size_t count = 0;
    for (const struct simulation *at = top; at; at = at->below)
        layers[count++] = at;
    levels->count = count + 1;
    levels->order = top->scene->order.value;
    for (size_t i = 0; i <= count; i++) {
        struct level *level = &levels->level[i];
        level->above = i < count ? layers[count - 1 - i] : NULL;
        level->below = i > 0 ? layers[count - i] : NULL;
        level->units = level->above ? &level->above->input : &level->below->output;
        level->channels = level->units->size[0];
        level->axes = level->units->rank - 1;
        for (size_t axis = 0; axis < level->axes; axis++)
            level->places[axis] = level->above ? level->above->axis[axis].padded
                                               : (int64_t)level->units->size[1 + axis];
    }
}

struct turn levels_turn(const struct levels *levels, size_t step)
{
    size_t level = 1;
    if (levels->order != ORDER_LAYER)
        return (struct turn){levels->count - 1, step};
    for (; level + 1 < levels->count && step >= tensor_count(levels->level[level].units); level++)
        step -= tensor_count(levels->level[level].units);
    return (struct turn){level, step};
}

size_t levels_shown(const struct levels *levels, size_t level, size_t step)
{
    struct turn turn = levels_turn(levels, step);
    if (level == turn.level)
        return turn.unit + 1;
    return level < turn.level ? tensor_count(levels->level[level].units) : 0;
}

static size_t plane_size(const struct level *level)
{
    size_t size = 1;
    for (size_t axis = 0; axis < level->axes; axis++)
        size *= (size_t)level->places[axis];
    return size;
}

double levels_size(const struct levels *levels)
{
    double size = 0;
    for (size_t i = 0; i < levels->count; i++) {
        double cells = (double)levels->level[i].channels;
        for (size_t axis = 0; axis < levels->level[i].axes; axis++)
            cells *= (double)levels->level[i].places[axis];
        size += cells;
    }
    return size;
}

int64_t levels_place(const struct level *level, size_t axis, int64_t unit)
{
    if (!level->above)
        return unit;
    const struct axis *a = &level->above->axis[axis];
    return a->before + unit * a->stretch;
}

const char *levels_name(const struct level *level, struct arena *arena)
{
    const struct simulation *layer = level->below;
    const char *name = layer->layer->name ? layer->layer->name : layer->type_name;
    size_t first = level->channels > 1 ? 0 : 1;
    return arena_format(arena, "%s  %s", name,
                        tensor_sizes(level->units, first, " \xc3\x97 ", arena));
}

/* ---- following the terms ---- */

/* Which input channel a term reads, a zero too. */
static size_t channel_of(const struct simulation *layer, const struct step *step,
                         const struct term *term)
{
    if (term->kind == CELL_UNIT)
        return term->input[0];
    if (!term->has_kernel)
        return step->output[0];
    size_t per_group = layer->in_channels / layer->groups;
    size_t group = step->output[0] / (layer->out_channels / layer->groups);
    return layer->is_transposed ? term->kernel[0] : group * per_group + term->kernel[1];
}

/* The output unit of a layer that stands at a cell of the level above it. */
static size_t unit_number(const struct level *level, const struct seen *cell)
{
    size_t number = cell->channel;
    for (size_t axis = 0; axis < level->axes; axis++) {
        int64_t unit = cell->place[axis];
        if (level->above) {
            const struct axis *a = &level->above->axis[axis];
            unit = (unit - a->before) / a->stretch;
        }
        number = number * level->units->size[1 + axis] + (size_t)unit;
    }
    return number;
}

/* A level's cells while they are being found: which cell stands at a place, from 1; 0: none. */
struct finding {
    const struct level *level;
    size_t *at; /* [channel][place...] */
    struct seen *cells;
    size_t count;
};

static size_t find_cell(struct finding *finding, size_t channel, const struct term *term)
{
    const struct level *level = finding->level;
    size_t at = channel;
    for (size_t axis = 0; axis < level->axes; axis++) {
        if (term->place[axis] < 0 || term->place[axis] >= level->places[axis])
            return SIZE_MAX; /* an overhang */
        at = at * (size_t)level->places[axis] + (size_t)term->place[axis];
    }
    if (finding->at[at] == 0) {
        struct seen *cell = &finding->cells[finding->count];
        cell->channel = channel;
        cell->is_unit = term->kind == CELL_UNIT && !term->is_repeated;
        for (size_t axis = 0; axis < level->axes; axis++)
            cell->place[axis] = term->place[axis];
        finding->at[at] = ++finding->count;
    }
    return finding->at[at] - 1;
}

static void add_tap(struct field *field, size_t level, size_t from, size_t to, struct arena *arena)
{
    size_t count = field->tap_count[level];
    if ((count & (count - 1)) == 0) { /* grows at powers of two; what is outgrown stays unused */
        struct tap *larger = arena_allocate(arena, count ? 2 * count : 1, sizeof *larger);
        for (size_t i = 0; i < count; i++)
            larger[i] = field->taps[level][i];
        field->taps[level] = larger;
    }
    field->taps[level][field->tap_count[level]++] = (struct tap){from, to};
}

/* From the cells of level i + 1 to those of level i. */
static void follow(struct field *field, const struct levels *levels, size_t i, struct arena *arena)
{
    const struct level *level = &levels->level[i], *next = &levels->level[i + 1];
    size_t size = level->channels * plane_size(level);
    struct finding finding = {level, arena_allocate(arena, size, sizeof *finding.at),
                              arena_allocate(arena, size, sizeof *finding.cells), 0};
    struct arena steps = {0};
    for (size_t c = 0; c < field->cell_count[i + 1]; c++) {
        const struct seen *cell = &field->cells[i + 1][c];
        struct step step;
        if (!cell->is_unit)
            continue;
        arena_reset(&steps);
        simulation_step_at(level->above, unit_number(next, cell), &steps, &step);
        for (size_t t = 0; t < step.term_count; t++) {
            size_t found = find_cell(&finding, channel_of(level->above, &step, &step.terms[t]),
                                     &step.terms[t]);
            if (found == SIZE_MAX)
                continue;
            finding.cells[found].paths += cell->paths;
            finding.cells[found].is_chosen |= step.terms[t].is_chosen;
            add_tap(field, i, found, c, arena);
        }
    }
    arena_finish(&steps);
    field->cells[i] = finding.cells;
    field->cell_count[i] = finding.count;
}

void field_read(struct field *field, const struct levels *levels, size_t step, struct arena *arena)
{
    struct turn turn = levels_turn(levels, step);
    size_t rest = turn.unit, lowest = levels->order == ORDER_LAYER ? turn.level - 1 : 0;
    const struct level *level = &levels->level[turn.level];
    struct seen *unit = arena_allocate(arena, 1, sizeof *unit);
    *field = (struct field){.top = turn.level};
    unit->is_unit = true;
    unit->paths = 1;
    for (size_t axis = level->axes; axis-- > 0; rest /= level->units->size[1 + axis])
        unit->place[axis] =
            levels_place(level, axis, (int64_t)(rest % level->units->size[1 + axis]));
    unit->channel = rest;
    field->cells[turn.level] = unit;
    field->cell_count[turn.level] = 1;
    for (size_t i = turn.level; i-- > lowest;)
        follow(field, levels, i, arena);
}
