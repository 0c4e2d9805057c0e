/* SPDX-License-Identifier: MIT */
/* Step n: where its window stands and what every tap reads. */
#include "simulation/resolve.h"

/* ---- walking through a window ---- */

bool walk_next(int64_t *index, const int64_t *size, size_t axes)
{
    for (size_t i = axes; i-- > 0;) {
        if (++index[i] < size[i])
            return true;
        index[i] = 0;
    }
    return false;
}

void walk_sizes(const struct simulation *simulation, int64_t size[MAX_AXES])
{
    for (size_t i = 0; i < simulation->axes; i++)
        size[i] = simulation->axis[i].kernel;
}

/* ---- cells ---- */

struct cell simulation_cell_at(const struct simulation *simulation, const int64_t *place)
{
    struct cell cell = {.kind = CELL_UNIT};
    for (size_t i = 0; i < simulation->axes; i++) {
        enum cell_kind kind = axis_cell_at(&simulation->axis[i], simulation->padding_mode, place[i],
                                           &cell.unit[i], &cell.is_repeated);
        cell.kind = cell_kind_farther(cell.kind, kind);
    }
    cell.is_repeated = cell.is_repeated && cell.kind == CELL_UNIT;
    return cell;
}

static double input_at(const struct simulation *simulation, size_t channel, const int64_t *unit)
{
    size_t at = channel;
    for (size_t i = 0; i < simulation->axes; i++)
        at = at * (size_t)simulation->axis[i].input + (size_t)unit[i];
    return simulation->input.values[at];
}

double simulation_value_at(const struct simulation *simulation, size_t channel,
                           const int64_t *place)
{
    struct cell cell = simulation_cell_at(simulation, place);
    return cell.kind == CELL_UNIT ? input_at(simulation, channel, cell.unit) : 0;
}

/* ---- one step ---- */

size_t walk_channels(const struct simulation *simulation, size_t out_channel, size_t *first)
{
    if (simulation->is_pool) {
        *first = out_channel;
        return 1;
    }
    size_t per_group = simulation->in_channels / simulation->groups;
    *first = out_channel / (simulation->out_channels / simulation->groups) * per_group;
    return per_group;
}

size_t walk_kernel(const struct simulation *simulation, size_t out_channel, size_t in_channel,
                   const int64_t *tap, size_t index[MAX_RANK])
{
    size_t groups = simulation->groups, at = 0;
    bool is_turned = simulation->is_transposed;
    index[0] = is_turned ? in_channel : out_channel;
    index[1] = is_turned ? out_channel % (simulation->out_channels / groups)
                         : in_channel % (simulation->in_channels / groups);
    for (size_t i = 0; i < simulation->axes; i++)
        index[2 + i] = (size_t)(is_turned ? simulation->axis[i].kernel - 1 - tap[i] : tap[i]);
    for (size_t i = 0; i < simulation->kernel.rank; i++)
        at = at * simulation->kernel.size[i] + index[i];
    return at;
}

/* Fills the term of a tap; false if the cell counts for nothing (a pool's padding). */
static bool make_term(const struct simulation *simulation, const struct step *step,
                      size_t in_channel, const int64_t *tap, struct term *out)
{
    *out = (struct term){.has_kernel = simulation->has_kernel};
    for (size_t i = 0; i < simulation->axes; i++) {
        out->tap[i] = tap[i];
        out->place[i] = step->window[i] + tap[i] * simulation->axis[i].dilation;
    }
    struct cell cell = simulation_cell_at(simulation, out->place);
    out->kind = cell.kind;
    out->is_repeated = cell.is_repeated;
    const struct layer_type *type = simulation->type;
    bool is_unit = cell.kind == CELL_UNIT;
    if (!is_unit && type->pool && !(type->counts_zero && type->counts_zero(simulation, cell.kind)))
        return false;
    if (is_unit) {
        out->input[0] = in_channel;
        for (size_t i = 0; i < simulation->axes; i++)
            out->input[1 + i] = (size_t)cell.unit[i];
        out->value = input_at(simulation, in_channel, cell.unit);
    }
    if (simulation->has_kernel) {
        size_t at = walk_kernel(simulation, step->output[0], in_channel, tap, out->kernel);
        out->weight = simulation->kernel.values[at];
    }
    return true;
}

/* The pool says again which of its values it took, if it takes one. */
static void mark_chosen(const struct simulation *simulation, struct term *terms, size_t count,
                        struct arena *arena)
{
    double *values = arena_allocate(arena, count, sizeof *values);
    for (size_t i = 0; i < count; i++)
        values[i] = terms[i].value;
    size_t chosen = SIZE_MAX;
    simulation->type->pool(simulation, values, count, &chosen);
    if (chosen != SIZE_MAX)
        terms[chosen].is_chosen = true;
}

void simulation_place_at(const struct simulation *simulation, size_t n, struct step *out)
{
    *out = (struct step){.number = n, .result = simulation->output.values[n]};
    size_t rest = n;
    for (size_t i = simulation->axes; i-- > 0;) {
        const struct axis *a = &simulation->axis[i];
        out->output[1 + i] = rest % (size_t)a->output;
        out->window[i] = (int64_t)out->output[1 + i] * a->move;
        rest /= (size_t)a->output;
    }
    out->output[0] = rest;
}

void simulation_step_at(const struct simulation *simulation, size_t n, struct arena *arena,
                        struct step *out)
{
    simulation_place_at(simulation, n, out);
    size_t first, channels = walk_channels(simulation, out->output[0], &first), most = channels;
    int64_t size[MAX_AXES];
    walk_sizes(simulation, size);
    for (size_t i = 0; i < simulation->axes; i++)
        most *= (size_t)size[i];
    struct term *terms = arena_allocate(arena, most, sizeof *terms);
    for (size_t c = first; c < first + channels; c++) {
        int64_t tap[MAX_AXES] = {0};
        do
            out->term_count += make_term(simulation, out, c, tap, &terms[out->term_count]);
        while (walk_next(tap, size, simulation->axes));
    }
    out->terms = terms;
    if (simulation->is_pool && out->term_count > 0)
        mark_chosen(simulation, terms, out->term_count, arena);
}
