/* SPDX-License-Identifier: MIT */
/*
 * Step n: where its window stands and what every tap reads. And all steps at once, for the output
 * tensor, by the same taps through tables.
 */
#include "simulation/resolve.h"

#include <string.h>

/* ---- counting through a box of indices, the last fastest ---- */

static bool next_index(int64_t *index, const int64_t *size, size_t axes)
{
    for (size_t i = axes; i-- > 0;) {
        if (++index[i] < size[i])
            return true;
        index[i] = 0;
    }
    return false;
}

static void kernel_sizes(const struct simulation *simulation, int64_t size[MAX_AXES])
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

/* The first input channel that an output channel reads, and how many. */
static size_t channels_read(const struct simulation *simulation, size_t out_channel, size_t *first)
{
    if (simulation->is_pool) {
        *first = out_channel;
        return 1;
    }
    size_t per_group = simulation->in_channels / simulation->groups;
    *first = out_channel / (simulation->out_channels / simulation->groups) * per_group;
    return per_group;
}

/* The index into the layer's own kernel of a tap, which a transposed layer has turned. */
static void kernel_index(const struct simulation *simulation, size_t out_channel, size_t in_channel,
                         const int64_t *tap, size_t index[MAX_RANK])
{
    size_t groups = simulation->groups;
    index[0] = simulation->is_transposed ? in_channel : out_channel;
    index[1] = simulation->is_transposed ? out_channel % (simulation->out_channels / groups)
                                         : in_channel % (simulation->in_channels / groups);
    for (size_t i = 0; i < simulation->axes; i++)
        index[2 + i] =
            (size_t)(simulation->is_transposed ? simulation->axis[i].kernel - 1 - tap[i] : tap[i]);
}

static double kernel_at(const struct simulation *simulation, const size_t index[MAX_RANK])
{
    size_t at = 0;
    for (size_t i = 0; i < simulation->kernel.rank; i++)
        at = at * simulation->kernel.size[i] + index[i];
    return simulation->kernel.values[at];
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
        kernel_index(simulation, step->output[0], in_channel, tap, out->kernel);
        out->weight = kernel_at(simulation, out->kernel);
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
    size_t first, channels = channels_read(simulation, out->output[0], &first), most = channels;
    int64_t size[MAX_AXES];
    kernel_sizes(simulation, size);
    for (size_t i = 0; i < simulation->axes; i++)
        most *= (size_t)size[i];
    struct term *terms = arena_allocate(arena, most, sizeof *terms);
    for (size_t c = first; c < first + channels; c++) {
        int64_t tap[MAX_AXES] = {0};
        do
            out->term_count += make_term(simulation, out, c, tap, &terms[out->term_count]);
        while (next_index(tap, size, simulation->axes));
    }
    out->terms = terms;
    if (simulation->is_pool && out->term_count > 0)
        mark_chosen(simulation, terms, out->term_count, arena);
}

/* ---- all steps ---- */

/* What a place of each axis holds: a unit's index, or -1 - kind. */
struct tables {
    int64_t *unit[MAX_AXES];
};

static void make_tables(const struct simulation *simulation, struct arena *arena,
                        struct tables *out)
{
    for (size_t i = 0; i < MAX_AXES; i++)
        out->unit[i] = NULL;
    for (size_t i = 0; i < simulation->axes; i++) {
        const struct axis *a = &simulation->axis[i];
        int64_t places = (a->output - 1) * a->move + a->effective_kernel;
        out->unit[i] = arena_allocate(arena, (size_t)places, sizeof *out->unit[i]);
        for (int64_t place = 0; place < places; place++) {
            int64_t unit = 0;
            bool is_repeated = false;
            enum cell_kind kind =
                axis_cell_at(a, simulation->padding_mode, place, &unit, &is_repeated);
            out->unit[i][place] = kind == CELL_UNIT ? unit : -1 - (int64_t)kind;
        }
    }
}

/* The sum of one row of taps, those of the last axis, in one channel. */
static double sum_row(const struct axis *a, const int64_t *unit, int64_t start,
                      const double *weights, int64_t weight_step, const double *input)
{
    double sum = 0;
    for (int64_t t = 0; t < a->kernel; t++) {
        int64_t u = unit[start + t * a->dilation];
        if (u >= 0)
            sum += weights[t * weight_step] * input[u];
    }
    return sum;
}

/* A convolution's sum at one output unit, without its terms. */
static double sum_window(const struct simulation *simulation, const struct tables *tables,
                         const struct step *step)
{
    size_t last = simulation->axes - 1, first,
           channels = channels_read(simulation, step->output[0], &first);
    int64_t rows[MAX_AXES];
    kernel_sizes(simulation, rows);
    const struct axis *a = &simulation->axis[last];
    double sum = 0;
    for (size_t c = first; c < first + channels; c++) {
        int64_t tap[MAX_AXES] = {0};
        do {
            size_t row = c;
            bool is_unit = true;
            for (size_t i = 0; i < last; i++) {
                const struct axis *b = &simulation->axis[i];
                int64_t u = tables->unit[i][step->window[i] + tap[i] * b->dilation];
                is_unit &= u >= 0;
                row = row * (size_t)b->input + (size_t)(u >= 0 ? u : 0);
            }
            if (!is_unit)
                continue;
            size_t index[MAX_RANK], at = 0;
            kernel_index(simulation, step->output[0], c, tap, index);
            for (size_t i = 0; i < simulation->kernel.rank; i++)
                at = at * simulation->kernel.size[i] + index[i];
            sum += sum_row(a, tables->unit[last], step->window[last],
                           simulation->kernel.values + at, simulation->is_transposed ? -1 : 1,
                           simulation->input.values + row * (size_t)a->input);
        } while (next_index(tap, rows, last));
    }
    return sum;
}

/* A pool's result at one output unit. */
static double pool_window(const struct simulation *simulation, const struct tables *tables,
                          const struct step *step, double *values)
{
    int64_t size[MAX_AXES], tap[MAX_AXES] = {0};
    const struct layer_type *type = simulation->type;
    kernel_sizes(simulation, size);
    size_t count = 0, chosen;
    do {
        size_t at = step->output[0];
        enum cell_kind kind = CELL_UNIT;
        for (size_t i = 0; i < simulation->axes; i++) {
            const struct axis *a = &simulation->axis[i];
            int64_t u = tables->unit[i][step->window[i] + tap[i] * a->dilation];
            if (u < 0)
                kind = cell_kind_farther(kind, (enum cell_kind)(-1 - u));
            at = at * (size_t)a->input + (size_t)(u >= 0 ? u : 0);
        }
        if (kind == CELL_UNIT)
            values[count++] = simulation->input.values[at];
        else if (type->counts_zero && type->counts_zero(simulation, kind))
            values[count++] = 0;
    } while (next_index(tap, size, simulation->axes));
    return type->pool(simulation, values, count, &chosen);
}

static void make_output(struct simulation *simulation)
{
    struct tensor *output = &simulation->output;
    output->rank = 1 + simulation->axes;
    output->size[0] = simulation->out_channels;
    for (size_t i = 0; i < simulation->axes; i++)
        output->size[1 + i] = (size_t)simulation->axis[i].output;
    simulation->step_count = tensor_count(output);
    output->values =
        arena_allocate(&simulation->arena, simulation->step_count, sizeof *output->values);
}

void simulation_compute_output(struct simulation *simulation)
{
    struct arena arena = {0};
    struct tables tables;
    make_output(simulation);
    make_tables(simulation, &arena, &tables);
    size_t window = 1;
    for (size_t i = 0; i < simulation->axes; i++)
        window *= (size_t)simulation->axis[i].kernel;
    double *values = arena_allocate(&arena, window, sizeof *values);
    for (size_t n = 0; n < simulation->step_count; n++) {
        struct step step;
        simulation_place_at(simulation, n, &step);
        double result = simulation->is_pool ? pool_window(simulation, &tables, &step, values)
                                            : sum_window(simulation, &tables, &step);
        if (simulation->has_bias)
            result += simulation->bias.values[step.output[0]];
        simulation->output.values[n] = result;
    }
    arena_finish(&arena);
}
