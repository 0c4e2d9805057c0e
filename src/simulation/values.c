/* SPDX-License-Identifier: MIT */
/*
 * Limits, and the numbers of input, kernel and bias: as given, one number throughout, or random.
 *
 * Random numbers come from splitmix64 (Steele, Lea, Flood 2014) seeded with the scene's seed, one
 * after the other in reading order, each drawn without bias from low, low + 10^-decimals, .. high.
 */
#include "simulation/resolve.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* ---- limits ---- */

/* More is a mistake in a scene that explains something. */
static const double most_numbers = 268435456;   /* of all tensors and planes: 2 GiB of doubles */
static const double most_terms = 4194304;       /* of one step, which lists them: 1 GiB */
static const double most_products = 8589934592; /* of weight and value: some seconds of work */

static bool is_within(const struct simulation *simulation, struct report *report, const char *what,
                      double needed, double most)
{
    if (needed <= most)
        return true;
    report_status(report, STATUS_LIMIT, simulation->layer->at, NULL,
                  "the layer is too large: %s would need %.0f numbers, the limit is %.0f", what,
                  needed, most);
    return false;
}

bool resolve_limits(const struct simulation *simulation, struct report *report)
{
    double input = (double)simulation->in_channels, output = (double)simulation->out_channels;
    double window = 1, lines = 0;
    for (size_t i = 0; i < simulation->axes; i++) {
        const struct axis *a = &simulation->axis[i];
        input *= (double)a->input;
        output *= (double)a->output;
        window *= (double)a->kernel;
        lines += (double)(a->output - 1) * (double)a->move + (double)a->effective_kernel;
    }
    double terms = window;
    if (simulation->has_kernel)
        terms *= (double)(simulation->in_channels / simulation->groups);
    double kernel = simulation->has_kernel ? terms * (double)simulation->out_channels : 0;
    return is_within(simulation, report, "one sum", terms, most_terms) &&
           is_within(simulation, report, "its tensors", input + kernel + output + lines,
                     most_numbers) &&
           is_within(simulation, report, "all sums", output * terms, most_products);
}

/* ---- random numbers ---- */

static uint64_t next_random(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

/* 0 .. count - 1, every number as likely as the others. count 0: all 64 bits. */
static uint64_t random_below(uint64_t *state, uint64_t count)
{
    if (count == 0)
        return next_random(state);
    uint64_t surplus = (UINT64_MAX % count + 1) % count;
    for (;;) {
        uint64_t number = next_random(state);
        if (number <= UINT64_MAX - surplus)
            return number % count;
    }
}

static void fill_randomly(const struct values *values, double *numbers, size_t count)
{
    double unit = pow(10, values->decimals);
    double low = round(values->low * unit), high = round(values->high * unit);
    uint64_t state = values->seed, choices = (uint64_t)(high - low) + 1;
    for (size_t i = 0; i < count; i++)
        numbers[i] = (low + (double)random_below(&state, choices)) / unit;
}

/* ---- tensors ---- */

static void make_tensor(struct simulation *simulation, struct tensor *tensor, size_t rank,
                        const size_t *size)
{
    tensor->rank = rank;
    memcpy(tensor->size, size, rank * sizeof *size);
    tensor->values =
        arena_allocate(&simulation->arena, tensor_count(tensor), sizeof *tensor->values);
}

static void fill_tensor(const struct values *values, struct tensor *tensor, double fallback)
{
    size_t count = tensor_count(tensor);
    if (values->kind == VALUES_RANDOM)
        fill_randomly(values, tensor->values, count);
    for (size_t i = 0; i < count; i++) {
        if (values->kind == VALUES_GIVEN)
            tensor->values[i] = values->given.values[values->given.rank == 0 ? 0 : i];
        else if (values->kind != VALUES_RANDOM)
            tensor->values[i] = values->kind == VALUES_FILL ? values->fill : fallback;
        if (values->divide != 0 && values->divide != 1)
            tensor->values[i] /= values->divide;
    }
}

static void make_input(struct simulation *simulation)
{
    if (simulation->below) {
        simulation->input = simulation->below->output;
        simulation->has_values = simulation->below->has_values;
        return;
    }
    size_t size[1 + MAX_AXES] = {simulation->in_channels};
    for (size_t i = 0; i < simulation->axes; i++)
        size[1 + i] = (size_t)simulation->axis[i].input;
    make_tensor(simulation, &simulation->input, 1 + simulation->axes, size);
    fill_tensor(&simulation->scene->input, &simulation->input, 0);
    simulation->has_values = simulation->scene->input.kind != VALUES_NONE;
}

static void make_kernel(struct simulation *simulation)
{
    size_t in = simulation->in_channels, out = simulation->out_channels;
    size_t groups = simulation->groups, size[MAX_RANK] = {out, in / groups};
    if (simulation->is_transposed) {
        size[0] = in;
        size[1] = out / groups;
    }
    for (size_t i = 0; i < simulation->axes; i++)
        size[2 + i] = (size_t)simulation->axis[i].kernel;
    make_tensor(simulation, &simulation->kernel, 2 + simulation->axes, size);
    simulation->kernel_divide = arena_allocate(&simulation->arena, out, sizeof(double));
    for (size_t i = 0; i < out; i++)
        simulation->kernel_divide[i] = simulation->layer->kernel.divide;
    if (simulation->layer->kernel.kind == VALUES_NAMED)
        named_kernels_fill(simulation);
    else
        fill_tensor(&simulation->layer->kernel, &simulation->kernel, 1);
    simulation->has_kernel_values = simulation->layer->kernel.kind != VALUES_NONE;
}

static bool make_bias(struct simulation *simulation, struct report *report)
{
    const struct values *bias = &simulation->layer->bias;
    simulation->has_bias = bias->at.line != 0;
    if (!simulation->has_bias)
        return true;
    const struct given_flag *said = &simulation->layer->pytorch_bias;
    if (said->at.line && !said->value) {
        report_error(report, bias->at, NULL, "the layer says bias=False, but here is one");
        return false;
    }
    size_t out = simulation->out_channels;
    if (bias->kind == VALUES_GIVEN && bias->given.rank > 0 &&
        (bias->given.rank != 1 || bias->given.size[0] != out)) {
        report_error(report, bias->at, "one number holds for all",
                     "bias needs one number for each of the %zu output channel%s", out,
                     out == 1 ? "" : "s");
        return false;
    }
    make_tensor(simulation, &simulation->bias, 1, &out);
    fill_tensor(bias, &simulation->bias, 0);
    return true;
}

bool resolve_values(struct simulation *simulation, struct report *report)
{
    make_input(simulation);
    if (!simulation->has_kernel)
        return true;
    if (simulation->layer->kernel.kind == VALUES_NAMED && !named_kernels_check(simulation, report))
        return false;
    make_kernel(simulation);
    return make_bias(simulation, report);
}
