/* SPDX-License-Identifier: MIT */
/* Whether a step's arithmetic is exact: what its rounding can lose, and whether its equation holds
 * as it is printed. */
#include <float.h>
#include <math.h>

#include "simulation/resolve.h"

/* ---- what rounding can lose ---- */

static double largest_of(const struct tensor *tensor)
{
    double largest = 0;
    size_t count = tensor_count(tensor);
    for (size_t i = 0; i < count; i++)
        if (isfinite(tensor->values[i]))
            largest = fmax(largest, fabs(tensor->values[i]));
    return largest;
}

/* Terms of a step; at most, where windows are not alike. */
static double window_size(const struct simulation *simulation)
{
    double count = simulation->has_kernel
                       ? (double)simulation->in_channels / (double)simulation->groups
                       : (double)simulation->source_count;
    for (size_t i = 0; i < simulation->axes; i++)
        count *= (double)simulation->axis[i].kernel;
    return count;
}

/* below: of what the layer reads. */
static double layer_rounding(const struct simulation *simulation, double below)
{
    double input = fmax(largest_of(&simulation->input), fabs(simulation->padding_value));
    double count = window_size(simulation);
    if (simulation->quantization)
        return 0;
    switch (simulation->reduction) {
    case REDUCE_NOT:
    case REDUCE_LARGEST:
    case REDUCE_ABOVE_ZERO:
        break;
    case REDUCE_SUM: {
        double weight = simulation->has_kernel ? largest_of(&simulation->kernel) : 1;
        double bias = simulation->has_bias ? largest_of(&simulation->bias) : 0;
        double sum = count * input * weight + bias;
        return (count + 3) * DBL_EPSILON * sum + count * weight * below;
    }
    case REDUCE_MEAN: {
        double share = simulation_own_integer(simulation, "divisor_override") > 0
                           ? count / (double)simulation_own_integer(simulation, "divisor_override")
                           : 1;
        return share * ((count + 3) * DBL_EPSILON * input + below);
    }
    case REDUCE_FUNCTION: /* none is steeper than 2 but those that the scene makes so */
        return 8 * DBL_EPSILON * largest_of(&simulation->output) +
               fmax(2, fabs(simulation_own(simulation, "alpha", 0))) * below;
    case REDUCE_NORM:
        return (count + 8) * DBL_EPSILON * largest_of(&simulation->output) + count * below;
    }
    return below;
}

/* Of every layer by its place, from the first on. */
static void find_roundings(const struct simulation *simulation, double *roundings)
{
    if (simulation->below)
        find_roundings(simulation->below, roundings);
    double below = 0;
    for (size_t i = 0; i < simulation->source_count; i++) {
        const struct simulation *source = simulation->sources[i].layer;
        below = fmax(below, source ? roundings[source->place] : 0);
    }
    roundings[simulation->place] = layer_rounding(simulation, below);
}

double simulation_rounding(const struct simulation *simulation)
{
    double roundings[MAX_LAYERS];
    find_roundings(simulation, roundings);
    return roundings[simulation->place];
}

/* A whole number over a power of ten is the nearest double to that decimal. */
double simulation_settle(double value, double rounding)
{
    const double most_whole = 9007199254740992; /* 2^53 */
    double scale = 1;
    for (int places = 0; places <= 22 && fabs(value) * scale < most_whole; places++, scale *= 10) {
        double nearest = round(value * scale) / scale;
        if (fabs(value - nearest) <= rounding)
            return nearest;
    }
    return value;
}

void simulation_addends(const struct simulation *simulation, const struct step *step, double *out)
{
    size_t inputs = simulation->in_channels / simulation->groups;
    double rounding = simulation_rounding(simulation);
    for (size_t c = 0; c < inputs; c++)
        out[c] = 0;
    for (size_t t = 0; t < step->term_count; t++) {
        const struct term *term = &step->terms[t];
        size_t c = simulation->is_transposed ? term->kernel[0] % inputs : term->kernel[1];
        if (term->kind == CELL_UNIT || term->value != 0)
            out[c] += simulation_product(simulation, term);
    }
    for (size_t c = 0; c < inputs; c++)
        out[c] = simulation_settle(out[c], rounding);
}

const double *simulation_settled(const struct simulation *simulation, struct arena *arena)
{
    size_t count = tensor_count(&simulation->output);
    double rounding = simulation_rounding(simulation);
    double *values = arena_allocate(arena, count, sizeof *values);
    for (size_t i = 0; i < count; i++)
        values[i] = simulation_settle(simulation->output.values[i], rounding);
    return values;
}

/* ---- the printed equation ---- */

static struct decimal whole(size_t number)
{
    return (struct decimal){(int64_t)number, 0, true};
}

static struct decimal power(struct decimal a, int exponent)
{
    struct decimal product = whole(1);
    for (int i = 0; i < exponent; i++)
        product = decimal_multiply(product, a);
    return product;
}

static struct decimal absolute(struct decimal a)
{
    a.units = a.units < 0 ? -a.units : a.units;
    return a;
}

static struct decimal sum_of(const struct printed_step *printed, size_t count)
{
    struct decimal sum = whole(0);
    for (size_t t = 0; t < count; t++) {
        struct decimal term = printed->values[t];
        sum =
            decimal_add(sum, printed->weights ? decimal_multiply(term, printed->weights[t]) : term);
    }
    return sum;
}

/* r^p * n = k * (|x|^p + ...), where the mean of n values is taken for a window of k. */
static bool norm_holds(const struct simulation *simulation, const struct step *step,
                       const struct printed_step *printed)
{
    const int most = 12;
    int exponent = (int)simulation_own(simulation, "norm_type", 0);
    size_t filled = 0, window = (size_t)window_size(simulation);
    bool is_last = true;
    for (size_t t = 0; t < step->term_count; t++) {
        bool is_zero = decimal_equal(printed->values[t], whole(0));
        filled += !is_zero;
        is_last = is_zero ? is_last : decimal_equal(absolute(printed->values[t]), printed->result);
    }
    if (filled <= 1 && is_last && window == step->term_count) /* of any power */
        return filled == 1 || decimal_equal(printed->result, whole(0));
    if (exponent != simulation_own(simulation, "norm_type", 0) || exponent < 1 || exponent > most)
        return false;
    struct decimal sum = whole(0);
    for (size_t t = 0; t < step->term_count; t++)
        sum = decimal_add(sum, power(absolute(printed->values[t]), exponent));
    return decimal_equal(
        decimal_multiply(power(printed->result, exponent), whole(step->term_count)),
        decimal_multiply(sum, whole(window)));
}

/* Of what is printed, up to what double precision itself loses. */
static double double_of(struct decimal a)
{
    return (double)a.units * pow(10, a.exponent);
}

static bool function_holds(const struct simulation *simulation, const struct printed_step *printed)
{
    const double lost = 1e-13;
    if (!printed->values[0].is_exact || !printed->result.is_exact)
        return false;
    double due = simulation_function_at(simulation, double_of(printed->values[0]));
    return fabs(due - double_of(printed->result)) <= lost * fabs(due);
}

/* Whole numbers are exact; the multiplier may be printed with fewer digits. */
static bool quantized_holds(const struct simulation *simulation, const struct step *step,
                            const struct printed_step *printed)
{
    if (!printed->multiplier.is_exact || !printed->result.is_exact)
        return false;
    return simulation_requantize(simulation->quantization, double_of(printed->multiplier),
                                 step->sum)
               .value == double_of(printed->result);
}

static bool reads_infinite(const struct step *step)
{
    for (size_t t = 0; t < step->term_count; t++)
        if (!isfinite(step->terms[t].value) || !isfinite(step->terms[t].weight))
            return true;
    return false;
}

bool simulation_equation_holds(const struct simulation *simulation, const struct step *step,
                               const struct printed_step *printed)
{
    struct decimal minus = {-1, 0, true}, result = printed->result;
    size_t count = step->term_count;
    if (!isfinite(step->result))
        return reads_infinite(step); /* else it is beyond double precision */
    if (simulation->quantization)
        return quantized_holds(simulation, step, printed);
    switch (simulation->reduction) {
    case REDUCE_NOT:
        return decimal_equal(count > 0 ? printed->values[0] : whole(0), result);
    case REDUCE_ABOVE_ZERO:
        return count == 1 &&
               decimal_equal(step->terms[0].value > 0 ? printed->values[0] : whole(0), result);
    case REDUCE_FUNCTION:
        return count == 1 && function_holds(simulation, printed);
    case REDUCE_LARGEST:
        for (size_t t = 0; t < count; t++)
            if (step->terms[t].is_chosen)
                return decimal_equal(printed->values[t], result);
        return false;
    case REDUCE_SUM:
        result = decimal_add(result, decimal_multiply(minus, printed->bias));
        return decimal_equal(sum_of(printed, count), decimal_multiply(result, printed->divide));
    case REDUCE_MEAN:
        if (simulation_own_integer(simulation, "divisor_override") > 0)
            count = (size_t)simulation_own_integer(simulation, "divisor_override");
        return decimal_equal(sum_of(printed, step->term_count),
                             decimal_multiply(result, whole(count)));
    case REDUCE_NORM:
        return norm_holds(simulation, step, printed);
    }
    return false;
}
