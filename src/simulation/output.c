/* SPDX-License-Identifier: MIT */
/*
 * Every step's result at once: the output tensor. A convolution is summed a row at a time, tap by
 * tap, so that each result adds its terms in the very order in which its step lists them.
 */
#include <stdlib.h>

#include "simulation/resolve.h"

/* Output units of a row that one tap of the last axis lets read units, evenly spaced in both; or
 * padding that holds a number. */
struct run {
    int64_t output, unit; /* the first of them; unit -1: padding */
    int64_t output_step, unit_step, count;
};

struct sums {
    const struct simulation *simulation; /* borrowed */
    struct arena arena;
    int64_t *unit[MAX_AXES]; /* what a place of each axis holds: a unit, or -1 - kind */
    struct run *runs;        /* owned; of tap t: from first_run[t] to before first_run[t + 1] */
    size_t run_count, run_capacity;
    size_t *first_run;
};

static void make_units(struct sums *sums)
{
    const struct simulation *simulation = sums->simulation;
    for (size_t i = 0; i < simulation->axes; i++) {
        const struct axis *a = &simulation->axis[i];
        int64_t places = (a->output - 1) * a->move + a->effective_kernel;
        places = places > a->padded ? places : a->padded;
        sums->unit[i] = arena_allocate(&sums->arena, (size_t)places, sizeof *sums->unit[i]);
        for (int64_t place = 0; place < places; place++) {
            int64_t unit = 0;
            bool is_repeated = false;
            enum cell_kind kind =
                axis_cell_at(a, simulation->padding_mode, place, &unit, &is_repeated);
            sums->unit[i][place] = kind == CELL_UNIT ? unit : -1 - (int64_t)kind;
        }
    }
}

/* ---- convolutions ---- */

/* Lets the tap's last run grow by one, or begins another. */
static void add_to_runs(struct sums *sums, size_t tap, int64_t output, int64_t unit)
{
    bool is_first = sums->run_count == sums->first_run[tap];
    struct run *run = is_first ? NULL : &sums->runs[sums->run_count - 1];
    if (run && (run->unit < 0) != (unit < 0))
        run = NULL;
    if (run && run->count == 1) {
        run->output_step = output - run->output;
        run->unit_step = unit - run->unit;
    }
    if (run && run->output + run->count * run->output_step == output &&
        run->unit + run->count * run->unit_step == unit) {
        run->count++;
        return;
    }
    if (sums->run_count == sums->run_capacity) {
        sums->run_capacity = sums->run_capacity ? 2 * sums->run_capacity : 16;
        sums->runs = memory_resize(sums->runs, sums->run_capacity, sizeof *sums->runs);
    }
    sums->runs[sums->run_count++] = (struct run){.output = output, .unit = unit, .count = 1};
}

static void make_runs(struct sums *sums)
{
    size_t last = sums->simulation->axes - 1;
    const struct axis *a = &sums->simulation->axis[last];
    sums->first_run = arena_allocate(&sums->arena, (size_t)a->kernel + 1, sizeof *sums->first_run);
    for (int64_t t = 0; t < a->kernel; t++) {
        sums->first_run[t] = sums->run_count;
        for (int64_t o = 0; o < a->output; o++) {
            int64_t unit = sums->unit[last][o * a->move + t * a->dilation];
            if (unit >= 0 || sums->simulation->padding_value != 0)
                add_to_runs(sums, (size_t)t, o, unit >= 0 ? unit : -1);
        }
    }
    sums->first_run[a->kernel] = sums->run_count;
}

static void add_run(double *restrict output, const double *restrict input, const struct run *run,
                    double weight)
{
    output += run->output;
    input += run->unit;
    for (int64_t i = 0; i < run->count; i++)
        output[i * run->output_step] += weight * input[i * run->unit_step];
}

static void add_padding(double *restrict output, const struct run *run, double value)
{
    for (int64_t i = 0; i < run->count; i++)
        output[run->output + i * run->output_step] += value;
}

/* One row of taps, weights of the last axis, over one row of outputs. input NULL: all is padding.
 */
static void add_taps(const struct sums *sums, const double *weights, const double *input,
                     double *output)
{
    const struct simulation *simulation = sums->simulation;
    size_t taps = (size_t)simulation->axis[simulation->axes - 1].kernel;
    for (size_t t = 0; t < taps; t++) {
        double weight = simulation->is_turned ? *(weights - t) : weights[t];
        for (size_t r = sums->first_run[t]; r < sums->first_run[t + 1]; r++)
            if (input && sums->runs[r].unit >= 0)
                add_run(output, input, &sums->runs[r], weight);
            else
                add_padding(output, &sums->runs[r], weight * simulation->padding_value);
    }
}

/* The row of an input channel that a tap of the leading axes reads; NULL: zeros. */
static const double *input_row(const struct sums *sums, size_t channel, const int64_t *window,
                               const int64_t *tap)
{
    const struct simulation *simulation = sums->simulation;
    size_t row = channel, last = simulation->axes - 1;
    for (size_t i = 0; i < last; i++) {
        const struct axis *a = &simulation->axis[i];
        int64_t unit = sums->unit[i][window[i] + tap[i] * a->dilation];
        if (unit < 0)
            return NULL;
        row = row * (size_t)a->input + (size_t)unit;
    }
    return simulation->input.values + row * (size_t)simulation->axis[last].input;
}

/* The row of outputs that begins with this step. */
static void sum_row(const struct sums *sums, const struct step *step)
{
    const struct simulation *simulation = sums->simulation;
    size_t last = simulation->axes - 1, channel = step->output[0];
    double *output = simulation->output.values + step->number;
    struct box window = sliding_box(simulation, step->output);
    for (size_t c = window.channel; c < window.channel + window.channels; c++) {
        int64_t tap[MAX_AXES] = {0};
        do {
            size_t index[MAX_RANK];
            const double *input = input_row(sums, c, step->window, tap);
            size_t weight = walk_kernel(simulation, channel, c, tap, index);
            if (input || simulation->padding_value != 0)
                add_taps(sums, simulation->kernel.values + weight, input, output);
        } while (walk_next(tap, window.taps, last));
    }
    for (int64_t i = 0; simulation->has_bias && i < simulation->axis[last].output; i++)
        output[i] += simulation->bias.values[channel];
}

static void sum_rows(struct sums *sums)
{
    const struct simulation *simulation = sums->simulation;
    size_t row = (size_t)simulation->axis[simulation->axes - 1].output;
    make_runs(sums);
    for (size_t n = 0; n < simulation->step_count; n += row) {
        struct step step;
        simulation_place_at(simulation, n, &step);
        sum_row(sums, &step);
    }
}

/* ---- pools ---- */

/* The values that count among what a unit reads; how many. */
static size_t read_values(const struct sums *sums, const struct reads *reads, double *values)
{
    const struct simulation *simulation = sums->simulation;
    size_t count = 0;
    for (size_t n = 0; n < reads->count; n++) {
        const struct read *read = &reads->items[n];
        size_t at = read->channel;
        enum cell_kind kind = CELL_UNIT;
        for (size_t i = 0; i < simulation->axes; i++) {
            int64_t unit = sums->unit[i][read->place[i]];
            if (unit < 0)
                kind = cell_kind_farther(kind, (enum cell_kind)(-1 - unit));
            at = at * (size_t)simulation->axis[i].input + (size_t)(unit >= 0 ? unit : 0);
        }
        if (kind == CELL_UNIT)
            values[count++] = simulation->input.values[at];
        else if (simulation_counts_zero(simulation, kind))
            values[count++] = kind == CELL_PADDING ? simulation->padding_value : 0;
    }
    return count;
}

static void pool_windows(struct sums *sums)
{
    const struct simulation *simulation = sums->simulation;
    struct reads reads = {0};
    size_t capacity = 0, chosen;
    double *values = NULL;
    for (size_t n = 0; n < simulation->step_count; n++) {
        struct step step;
        step_begin(simulation, n, &step);
        reads_of(simulation, step.output, &reads);
        if (reads.capacity > capacity) {
            capacity = reads.capacity;
            values = memory_resize(values, capacity, sizeof *values);
        }
        size_t count = read_values(sums, &reads, values);
        simulation->output.values[n] = simulation->type->pool(simulation, values, count, &chosen);
    }
    free(values);
    reads_finish(&reads);
}

/* ---- both ---- */

/* Of a layer whose weights are not a kernel's. */
static void sum_steps(const struct simulation *simulation)
{
    struct arena arena = {0};
    for (size_t n = 0; n < simulation->step_count; n++) {
        struct step step;
        arena_reset(&arena);
        simulation_step_at(simulation, n, &arena, &step);
        simulation->output.values[n] = step.result;
    }
    arena_finish(&arena);
}

void simulation_compute_output(struct simulation *simulation)
{
    struct tensor *output = &simulation->output;
    output->values =
        arena_allocate(&simulation->arena, simulation->step_count, sizeof *output->values);
    if (simulation->is_output_zero)
        return;
    if (simulation->is_weighted || simulation->is_sparse || simulation->quantization) {
        sum_steps(simulation);
        return;
    }
    struct sums sums = {.simulation = simulation};
    make_units(&sums);
    if (simulation->is_pool)
        pool_windows(&sums);
    else
        sum_rows(&sums);
    free(sums.runs);
    arena_finish(&sums.arena);
}
