/* SPDX-License-Identifier: MIT */
/* The numbers of simulations that have their sizes: limits for all of them together first. */
#include <math.h>
#include <stdlib.h>

#include "convreel/limits.h"
#include "simulation/turned.h"

/* Tells of results that double precision cannot hold although it holds what they follow from. */
static void check_overflow(const struct simulation *simulation, struct report *report)
{
    const struct tensor *read[] = {&simulation->input, &simulation->kernel, &simulation->bias};
    size_t lost = 0, count = tensor_count(&simulation->output);
    for (size_t i = 0; i < count; i++)
        lost += !isfinite(simulation->output.values[i]);
    for (size_t t = 0; lost > 0 && t < sizeof read / sizeof *read; t++)
        for (size_t i = 0; read[t]->values && i < tensor_count(read[t]); i++)
            if (!isfinite(read[t]->values[i]))
                return;
    if (lost > 0)
        report_warning(report, simulation->layer->at, NULL,
                       "%zu of %zu results are too large for double precision", lost, count);
}

/* From the first layer on. False: reported. */
static bool fill(struct simulation *simulation, bool has_output, const double *ones,
                 struct report *report)
{
    if (simulation->below && !fill(simulation->below, true, ones, report))
        return false;
    if (simulation->forward)
        turned_fill(simulation);
    else
        fill_tensors(simulation, ones);
    if (!quantize_check_numbers(simulation, report))
        return false;
    if (simulation->type->take_over && !simulation->type->take_over(simulation, report))
        return false;
    if (!has_output)
        return true;
    simulation_compute_output(simulation);
    if (!simulation->is_output_zero)
        check_overflow(simulation, report);
    return true;
}

/* As many ones as the largest kernel of ones has, in the arena of the last layer. */
static const double *make_ones(struct simulation *top)
{
    size_t most = 0;
    for (const struct simulation *at = simulation_forward(top); at; at = at->below)
        if (values_are_ones(at) && tensor_count(&at->kernel) > most)
            most = tensor_count(&at->kernel);
    double *ones = arena_allocate(&top->arena, most, sizeof *ones);
    for (size_t i = 0; i < most; i++)
        ones[i] = 1;
    return ones;
}

/* Whether what a layer takes over from another one may be wrong, or what it reads is not known
 * without its numbers. */
static bool takes_over(const struct simulation *simulation)
{
    bool takes = false;
    for (; simulation; simulation = simulation->below)
        takes |= simulation->type->take_over != NULL || simulation->quantization ||
                 (simulation->forward && turned_is_by_units(simulation->forward));
    return takes;
}

/* The picture of a stack may show its sizes alone: where the sums are too many, it goes without
 * values. */
static void drop_costly_values(struct simulation *const *simulations, size_t count,
                               struct report *report)
{
    bool needs_values = false;
    for (size_t i = 0; i < count; i++)
        needs_values |= takes_over(simulations[i]) || !simulations[i]->below;
    double products = resolve_products((const struct simulation *const *)simulations, count);
    double most = report_most(report, LIMIT_PRODUCTS);
    if (needs_values || products <= most)
        return;
    for (size_t i = 0; i < count; i++)
        for (struct simulation *at = simulations[i]; at; at = at->below) {
            at->has_values = false;
            at->is_output_zero = true;
        }
    report_warning(
        report, simulations[0]->scene->input.at,
        limit_hint(LIMIT_PRODUCTS, products, "give the sizes of the input only", &report->arena),
        "the picture shows no values: their sums have %.0f products, the limit is %.0f", products,
        most);
}

static bool is_read(const struct simulation *top, struct simulation *const *simulations,
                    size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (const struct simulation *at = simulation_forward(simulations[i]); at; at = at->below)
            if (at->source == top)
                return true;
    return false;
}

void simulation_leave_out(struct simulation *top)
{
    for (struct simulation *at = top; at; at = at->below)
        at->is_unread = true;
}

/* Whether nothing asks for the numbers of one of them. */
static bool is_left_out(const struct simulation *top, struct simulation *const *simulations,
                        size_t count, enum simulation_numbers numbers)
{
    return top->is_unread && numbers == NUMBERS_DRAWN && !top->forward && !takes_over(top) &&
           !is_read(top, simulations, count);
}

/* Whether those that are filled are within the limits; false: reported. */
static bool check_limits(struct simulation *const *simulations, size_t count,
                         enum simulation_numbers numbers, struct report *report)
{
    const struct simulation **filled = memory_allocate(count, sizeof *filled);
    size_t filled_count = 0;
    for (size_t i = 0; i < count; i++)
        if (!is_left_out(simulations[i], simulations, count, numbers))
            filled[filled_count++] = simulations[i];
    bool has_output = numbers == NUMBERS_ALL || numbers == NUMBERS_DRAWN;
    bool is_right = resolve_limits(filled, filled_count, has_output, report);
    free(filled);
    return is_right;
}

/* One of them, after those whose output it reads. False: reported. */
static bool fill_one(struct simulation *const *simulations, size_t count, size_t index,
                     enum simulation_numbers numbers, struct report *report)
{
    bool has_output = numbers == NUMBERS_ALL || numbers == NUMBERS_DRAWN;
    struct simulation *top = simulations[index];
    bool is_source = is_read(simulation_forward(top), simulations, count);
    if (is_left_out(top, simulations, count, numbers))
        return true;
    const double *ones = make_ones(top);
    if (!top->forward)
        return fill(top, has_output || is_source, ones, report);
    return fill(top->forward, is_source || numbers == NUMBERS_ALL, ones, report) &&
           fill(top, has_output, ones, report);
}

bool simulation_fill(struct simulation *const *simulations, size_t count,
                     enum simulation_numbers numbers, struct report *report)
{
    bool has_numbers = numbers != NUMBERS_NONE;
    for (size_t i = 0; i < count; i++)
        has_numbers = has_numbers || takes_over(simulations[i]);
    if (numbers == NUMBERS_DRAWN)
        drop_costly_values(simulations, count, report);
    bool is_right = !has_numbers || check_limits(simulations, count, numbers, report);
    for (size_t i = 0; i < count && has_numbers; i++)
        is_right = is_right && fill_one(simulations, count, i, numbers, report);
    return is_right;
}
