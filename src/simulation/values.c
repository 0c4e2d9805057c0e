/* SPDX-License-Identifier: MIT */
/*
 * The numbers of input, kernel and bias: as given, one number throughout, or random.
 *
 * Random numbers come from splitmix64 (Steele, Lea, Flood 2014) seeded with the scene's seed, one
 * after the other in reading order, each drawn without bias from low, low + 10^-decimals, .. high.
 */
#include "simulation/resolve.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

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

static void set_sizes(struct tensor *tensor, size_t rank, const size_t *size)
{
    tensor->rank = rank;
    memcpy(tensor->size, size, rank * sizeof *size);
}

static void allocate(struct simulation *simulation, struct tensor *tensor)
{
    tensor->values =
        arena_allocate(&simulation->arena, tensor_count(tensor), sizeof *tensor->values);
}

void fill_tensor(const struct values *values, struct tensor *tensor, double fallback)
{
    size_t count = tensor_count(tensor);
    if (values->kind == VALUES_NONE && fallback == 0) /* it is zero, and takes no memory so */
        return;
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

/* ---- sizes, and what is wrong ---- */

static void size_input(struct simulation *simulation)
{
    size_t size[1 + MAX_AXES] = {simulation->in_channels};
    for (size_t i = 0; i < simulation->axes; i++)
        size[1 + i] = (size_t)simulation->axis[i].input;
    set_sizes(&simulation->input, 1 + simulation->axes, size);
    bool is_given = simulation->source ? simulation->source->has_values
                                       : simulation->scene->input.kind != VALUES_NONE;
    simulation->has_values = is_given;
    simulation->is_output_zero = true;
    for (size_t i = 0; i < simulation->source_count; i++) {
        const struct simulation *source = simulation->sources[i].layer;
        simulation->is_output_zero &= source ? source->is_output_zero : !is_given;
    }
    simulation->is_output_zero &=
        simulation->padding_value == 0 && !simulation->is_sparse && !simulation->quantization;
}

static void size_kernel(struct simulation *simulation)
{
    size_t in = simulation->in_channels, out = simulation->out_channels;
    size_t groups = simulation->groups, size[MAX_RANK] = {out, in / groups};
    if (simulation->is_transposed) {
        size[0] = in;
        size[1] = out / groups;
    }
    for (size_t i = 0; i < simulation->axes; i++)
        size[2 + i] = (size_t)simulation->axis[i].kernel;
    set_sizes(&simulation->kernel, 2 + simulation->axes, size);
    enum values_kind kind = simulation->layer->kernel.kind;
    simulation->has_kernel_values = kind != VALUES_NONE;
    bool is_finite = kind != VALUES_GIVEN; /* a file may hold others */
    simulation->is_output_zero = simulation->is_output_zero && is_finite && !simulation->has_bias;
}

static bool size_bias(struct simulation *simulation, struct report *report)
{
    const struct values *bias = &simulation->layer->bias;
    simulation->has_bias = bias->at.line != 0;
    if (!simulation->has_bias)
        return true;
    const struct given_flag *said = &simulation->layer->pytorch_bias;
    if (said->at.line && !said->value) {
        report_error(report, bias->at, NULL,
                     "the layer says bias=False, but the scene gives a bias");
        return false;
    }
    size_t out = simulation->out_channels;
    set_sizes(&simulation->bias, 1, &out);
    if (bias->kind == VALUES_GIVEN && bias->given.rank > 0 &&
        (bias->given.rank != 1 || bias->given.size[0] != out)) {
        report_error(report, bias->at, "one number is used for all channels",
                     "bias needs one number for each of the %zu output channel%s", out,
                     text_plural(out));
        return false;
    }
    return true;
}

bool resolve_tensors(struct simulation *simulation, struct report *report)
{
    size_input(simulation);
    if (!simulation->has_kernel)
        return true;
    if (simulation->layer->kernel.kind == VALUES_NAMED && !named_kernels_check(simulation, report))
        return false;
    bool is_right = size_bias(simulation, report);
    size_kernel(simulation);
    return is_right;
}

/* ---- numbers ---- */

bool values_are_ones(const struct simulation *simulation)
{
    const struct values *kernel = &simulation->layer->kernel;
    return simulation->has_kernel && kernel->kind == VALUES_NONE && kernel->divide == 1;
}

/* Whether a number is whole, but for what its double cannot hold. */
static bool is_nearly_whole(double number)
{
    const double near = 1e-9;
    return fabs(number - round(number)) <= near * fmax(1, fabs(number));
}

static bool are_nearly_whole(const struct tensor *tensor, double scale, double largest)
{
    size_t count = tensor_count(tensor);
    for (size_t i = 0; i < count; i++)
        if (!is_nearly_whole(tensor->values[i] * scale) ||
            fabs(tensor->values[i] * scale) > largest)
            return false;
    return true;
}

/* What given weights can be taken out of as whole numbers, where decimals would be rounded: 16 of
 * 0.0625 and 0.125, 3 of thirds; 1: nothing. */
static double common_divisor(const struct tensor *kernel)
{
    const double exact = 1000; /* decimals that are drawn as they are */
    const double most = 4096, largest = 999;
    if (are_nearly_whole(kernel, exact, INFINITY))
        return 1;
    for (double divisor = 2; divisor <= most; divisor++)
        if (are_nearly_whole(kernel, divisor, largest))
            return divisor;
    return 1;
}

/* ones: for a kernel that is not given. */
static void fill_kernel(struct simulation *simulation, const double *ones)
{
    const struct values *kernel = &simulation->layer->kernel;
    size_t out = simulation->out_channels;
    if (values_are_ones(simulation))
        simulation->kernel.values = (double *)ones; /* nobody writes to it */
    else
        allocate(simulation, &simulation->kernel);
    simulation->kernel_divide = arena_allocate(&simulation->arena, out, sizeof(double));
    for (size_t i = 0; i < out; i++)
        simulation->kernel_divide[i] = kernel->divide;
    if (kernel->kind == VALUES_NAMED)
        named_kernels_fill(simulation);
    else if (!values_are_ones(simulation))
        fill_tensor(kernel, &simulation->kernel, 1);
    if (kernel->kind == VALUES_NAMED || values_are_ones(simulation) || kernel->divide != 1)
        return;
    double divisor = common_divisor(&simulation->kernel);
    for (size_t i = 0; i < out; i++)
        simulation->kernel_divide[i] = divisor;
}

void fill_tensors(struct simulation *simulation, const double *ones)
{
    if (simulation->below) {
        sources_fill(simulation);
    } else {
        allocate(simulation, &simulation->input);
        const struct simulation *source = simulation->source;
        if (!source)
            fill_tensor(&simulation->scene->input, &simulation->input, 0);
        else if (source->output.values)
            memcpy(simulation->input.values, source->output.values,
                   tensor_count(&simulation->input) * sizeof *simulation->input.values);
    }
    if (simulation->has_kernel)
        fill_kernel(simulation, ones);
    if (simulation->has_bias) {
        allocate(simulation, &simulation->bias);
        fill_tensor(&simulation->layer->bias, &simulation->bias, 0);
    }
}
