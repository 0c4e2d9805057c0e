/* SPDX-License-Identifier: MIT */
/*
 * What the layers of a whole scene may need: told from their sizes, before anything large is made.
 * A scene that explains something is far below.
 */
#include "convreel/limits.h"
#include "simulation/resolve.h"

static const double most_countable = 1e12; /* numbers of one tensor, so that products fit 64 bits */
static const char change[] = "use a smaller input or kernel, fewer channels or fewer layers";

/* What a layer needs; in double precision nothing overflows. */
struct needs {
    double terms; /* of the longest sum */
    double kernel, output;
    double lines; /* places of the planes, axis by axis */
};

static struct needs needs_of(const struct simulation *simulation)
{
    struct needs needs = {.terms = 1, .output = (double)simulation->out_channels};
    for (size_t i = 0; i < simulation->axes; i++) {
        const struct axis *a = &simulation->axis[i];
        needs.output *= (double)a->output;
        needs.terms *= (double)a->kernel;
        needs.lines += (double)(a->output - 1) * (double)a->move + (double)a->effective_kernel;
    }
    if (simulation->has_kernel) {
        needs.terms *= (double)(simulation->in_channels / simulation->groups);
        needs.kernel = needs.terms * (double)simulation->out_channels;
    }
    return needs;
}

static double input_count(const struct simulation *simulation)
{
    double count = (double)simulation->in_channels;
    for (size_t i = 0; i < simulation->axes; i++)
        count *= (double)simulation->axis[i].input;
    return count;
}

double simulation_product_count(const struct simulation *simulation)
{
    struct needs needs = needs_of(simulation);
    return needs.output * needs.terms;
}

/* what: "all sums so far have". */
static bool is_within(const struct simulation *simulation, struct report *report, const char *what,
                      double needed, enum limit limit)
{
    double most = report_most(report, limit);
    if (needed <= most)
        return true;
    report_over(report, limit, needed, simulation->layer->at, change,
                "the layer is too large: %s %.0f %s, the limit is %.0f", what, needed,
                limit_table[limit].name, most);
    return false;
}

static bool is_countable(const struct simulation *simulation, struct report *report, double numbers)
{
    if (numbers <= most_countable)
        return true;
    report_status(report, STATUS_LIMIT, simulation->layer->at, change,
                  "the layer is too large: one tensor has %.0f numbers, the limit is %.0f", numbers,
                  most_countable);
    return false;
}

bool resolve_countable(const struct simulation *simulation, struct report *report)
{
    struct needs needs = needs_of(simulation);
    double largest = needs.kernel > needs.output ? needs.kernel : needs.output;
    double input = input_count(simulation);
    return is_within(simulation, report, "one sum has", needs.terms, LIMIT_TERMS) &&
           is_countable(simulation, report, input > largest ? input : largest);
}

/* A layer's needs and those of the layers before it, put on top of what is needed already. */
static bool add_needs(const struct simulation *simulation, bool has_output, double *numbers,
                      double *products, struct report *report)
{
    if (simulation->below && !add_needs(simulation->below, true, numbers, products, report))
        return false;
    if (simulation->forward && !add_needs(simulation->forward, true, numbers, products, report))
        return false;
    struct needs needs = needs_of(simulation);
    *numbers += needs.kernel + needs.lines;
    if (!simulation->below)
        *numbers += input_count(simulation);
    if (has_output)
        *numbers += needs.output;
    if (has_output && !simulation->is_output_zero)
        *products += needs.output * needs.terms;
    return is_within(simulation, report, "all tensors so far have", *numbers, LIMIT_NUMBERS) &&
           is_within(simulation, report, "all sums so far have", *products, LIMIT_PRODUCTS);
}

double resolve_products(const struct simulation *const *simulations, size_t count)
{
    double products = 0;
    for (size_t i = 0; i < count; i++)
        for (const struct simulation *at = simulations[i]; at; at = at->below)
            products += at->is_output_zero ? 0 : simulation_product_count(at);
    return products;
}

bool resolve_limits(const struct simulation *const *simulations, size_t count, bool has_output,
                    struct report *report)
{
    double numbers = 0, products = 0;
    for (size_t i = 0; i < count; i++)
        if (!add_needs(simulations[i], has_output, &numbers, &products, report))
            return false;
    return true;
}
