/* SPDX-License-Identifier: MIT */
/* Step n: where its window stands and what every tap reads. */
#include "simulation/resolve.h"

#include <string.h>

/* ---- cells ---- */

struct cell simulation_cell_at(const struct simulation *simulation, const int64_t *place)
{
    struct cell cell = {.kind = CELL_UNIT};
    for (size_t i = 0; i < simulation->axes; i++) {
        enum cell_kind kind = axis_cell_at(&simulation->axis[i], simulation->padding_mode, place[i],
                                           &cell.unit[i], &cell.is_repeated);
        cell.kind = cell_kind_farther(cell.kind, kind);
    }
    if (cell.is_repeated && cell.kind == CELL_STRETCH) /* outside of the stretched input */
        cell.kind = CELL_PADDING;
    cell.is_repeated = cell.is_repeated && cell.kind == CELL_UNIT;
    return cell;
}

static double input_at(const struct simulation *simulation, size_t channel, const int64_t *unit)
{
    size_t at = channel;
    for (size_t i = 0; i < simulation->axes; i++)
        at = at * (size_t)simulation->axis[i].input + (size_t)unit[i];
    return simulation->input.values ? simulation->input.values[at] : 0;
}

static double bias_at(const struct simulation *simulation, size_t channel)
{
    return simulation->bias.values ? simulation->bias.values[channel] : 0;
}

/* ---- one step ---- */

size_t walk_kernel(const struct simulation *simulation, size_t out_channel, size_t in_channel,
                   const int64_t *tap, size_t index[MAX_RANK])
{
    size_t groups = simulation->groups, at = 0;
    bool is_turned = simulation->is_turned;
    index[0] = simulation->is_transposed ? in_channel : out_channel;
    index[1] = simulation->is_transposed ? out_channel % (simulation->out_channels / groups)
                                         : in_channel % (simulation->in_channels / groups);
    for (size_t i = 0; i < simulation->axes; i++)
        index[2 + i] = (size_t)(is_turned ? simulation->axis[i].kernel - 1 - tap[i] : tap[i]);
    for (size_t i = 0; i < simulation->kernel.rank; i++)
        at = at * simulation->kernel.size[i] + index[i];
    return at;
}

bool simulation_counts_zero(const struct simulation *simulation, enum cell_kind kind)
{
    const struct layer_type *type = simulation->type;
    if (simulation->is_sparse)
        return false;
    return !type->pool || (type->counts_zero && type->counts_zero(simulation, kind));
}

bool simulation_pads_with_zeros(const struct simulation *simulation)
{
    return simulation->padding_mode == MODE_ZEROS && simulation->padding_value == 0 &&
           !simulation->quantization;
}

const struct simulation *simulation_unturned(const struct simulation *simulation)
{
    return simulation->forward && !simulation->has_kernel ? simulation->forward : simulation;
}

bool simulation_moves_channels(const struct simulation *simulation)
{
    bool has_maps = !simulation->is_flattened || simulation->in_channels > 1;
    return simulation_unturned(simulation)->type->moves_channels && has_maps;
}

/* Of a unit, in its map. */
static size_t place_of(const struct simulation *simulation, const struct cell *cell)
{
    size_t place = 0;
    for (size_t i = 0; i < simulation->axes; i++)
        place = place * (size_t)simulation->axis[i].input + (size_t)cell->unit[i];
    return place;
}

/* Fills the term of a cell; false if the cell counts for nothing (a pool's padding). */
static bool make_term(const struct simulation *simulation, const struct step *step,
                      const struct read *read, struct term *out)
{
    *out = (struct term){.has_kernel = simulation->has_kernel, .channel = read->channel};
    memcpy(out->tap, read->tap, sizeof out->tap);
    memcpy(out->place, read->place, sizeof out->place);
    struct cell cell = simulation_cell_at(simulation, out->place);
    out->kind = cell.kind;
    out->is_repeated = cell.is_repeated;
    bool is_unit = cell.kind == CELL_UNIT;
    if (simulation->is_sparse &&
        (!is_unit || !simulation_is_active(simulation, place_of(simulation, &cell))))
        return false;
    if (!is_unit && !simulation_counts_zero(simulation, cell.kind))
        return false;
    if (is_unit) {
        out->input[0] = read->channel;
        for (size_t i = 0; i < simulation->axes; i++)
            out->input[1 + i] = (size_t)cell.unit[i];
        out->value = input_at(simulation, read->channel, cell.unit);
    } else if (cell.kind == CELL_PADDING) {
        out->value = simulation->padding_value;
    }
    if (simulation->has_kernel) {
        size_t at = walk_kernel(simulation, step->output[0], read->channel, read->tap, out->kernel);
        out->weight = simulation->kernel.values ? simulation->kernel.values[at] : 1;
    }
    out->share = simulation->is_weighted ? read->weight : 1;
    if (simulation->is_weighted)
        out->weight = simulation->has_kernel ? out->weight * read->weight : read->weight;
    out->has_weight = simulation->has_kernel || simulation->is_weighted;
    return true;
}

/* The pool says which of its values it took, if it takes one, and its result. */
static double pool_terms(const struct simulation *simulation, struct term *terms, size_t count,
                         struct arena *arena)
{
    double *values = arena_allocate(arena, count, sizeof *values);
    for (size_t i = 0; i < count; i++)
        values[i] = terms[i].value;
    size_t chosen = SIZE_MAX;
    double result = simulation->type->pool(simulation, values, count, &chosen);
    if (chosen < count)
        terms[chosen].is_chosen = true;
    return result;
}

/* In the order of the output's own sums, so that both round alike. */
static double sum_terms(const struct simulation *simulation, const struct step *step)
{
    double sum = 0;
    for (size_t i = 0; i < step->term_count; i++)
        if (step->terms[i].kind == CELL_UNIT || step->terms[i].value != 0)
            sum += simulation_product(simulation, &step->terms[i]);
    bool has_bias = simulation->has_bias && (!simulation->is_sparse || step->term_count > 0);
    return has_bias ? sum + bias_at(simulation, step->output[0]) : sum;
}

/* Sets number, output and result. */
void step_begin(const struct simulation *simulation, size_t n, struct step *out)
{
    size_t rest = n;
    *out = (struct step){.number = n};
    if (simulation->output.values)
        out->result = simulation->output.values[n];
    for (size_t i = simulation->axes; i-- > 0;) {
        size_t size = (size_t)simulation->axis[i].output;
        out->output[1 + i] = rest % size;
        rest /= size;
    }
    out->output[0] = rest;
}

size_t simulation_order_count(const struct simulation *simulation, enum order order)
{
    switch (order) {
    case ORDER_OUTPUT:
        break;
    case ORDER_POSITION:
        return simulation->step_count / simulation->output.size[0];
    case ORDER_INPUT:
        return tensor_count(&simulation->input);
    case ORDER_LAYER:
        return simulation->step_count +
               (simulation->below ? simulation_order_count(simulation->below, order) : 0);
    case ORDER_BACK:
        return simulation_way_back(simulation, NULL);
    }
    return simulation->step_count;
}

void simulation_place_at(const struct simulation *simulation, size_t n, struct step *out)
{
    step_begin(simulation, n, out);
    if (!simulation->type->reads) {
        struct box box = sliding_box(simulation, out->output);
        memcpy(out->window, box.start, sizeof out->window);
        return;
    }
    struct reads reads = {0};
    reads_of(simulation, out->output, &reads);
    if (reads.count > 0)
        memcpy(out->window, reads.items[0].place, sizeof out->window);
    reads_finish(&reads);
}

void simulation_step_at(const struct simulation *simulation, size_t n, struct arena *arena,
                        struct step *out)
{
    struct reads reads = {0};
    step_begin(simulation, n, out);
    reads_of(simulation, out->output, &reads);
    struct term *terms = arena_allocate(arena, reads.count, sizeof *terms);
    bool exists =
        simulation_has_output(simulation, n % (simulation->step_count / simulation->out_channels));
    for (size_t i = 0; i < (exists ? reads.count : 0); i++)
        out->term_count += make_term(simulation, out, &reads.items[i], &terms[out->term_count]);
    if (reads.count > 0)
        memcpy(out->window, reads.items[0].place, sizeof out->window);
    reads_finish(&reads);
    out->terms = terms;
    out->result = simulation->is_pool && !simulation->is_weighted
                      ? pool_terms(simulation, terms, out->term_count, arena)
                      : sum_terms(simulation, out);
    out->sum = out->result;
    if (simulation->quantization)
        out->result =
            simulation_requantize(simulation->quantization,
                                  simulation->quantization->multiplier[out->output[0]], out->sum)
                .value;
}

void simulation_partial_step(const struct simulation *simulation, const struct step *step,
                             size_t count, struct arena *arena, struct step *out)
{
    bool counts_all = simulation->reduction == REDUCE_MEAN || simulation->reduction == REDUCE_NORM;
    struct term *terms = arena_allocate(arena, step->term_count, sizeof *terms);
    *out = *step;
    for (size_t i = 0; i < step->term_count; i++) {
        terms[i] = step->terms[i];
        terms[i].is_chosen = false;
        if (i < count)
            continue;
        terms[i].kind = CELL_PADDING;
        terms[i].value = 0;
    }
    out->terms = terms;
    out->term_count = counts_all ? step->term_count : count;
    if (simulation->is_pool)
        out->result = pool_terms(simulation, terms, out->term_count, arena);
    else
        out->result = sum_terms(simulation, out);
    if (simulation->has_bias && count < step->term_count)
        out->result -= bias_at(simulation, step->output[0]);
}
