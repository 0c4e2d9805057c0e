/* SPDX-License-Identifier: MIT */
/* Single steps in words: the first sum, one at the border, and what a max pool takes. */
#include "cli/describe.h"

enum { MOST_TERMS = 12 /* of a worked step */ };

/* "about " before a result that the numbers as they are printed do not give exactly. */
static const char *about(const struct simulation *simulation, const struct step *step,
                         const char *result, struct arena *arena)
{
    double bias = simulation->has_bias ? simulation->bias.values[step->output[0]] : 0;
    bool has_weights = simulation->has_kernel || simulation->is_weighted;
    struct decimal *values = arena_allocate(arena, step->term_count, sizeof *values);
    struct decimal *weights = arena_allocate(arena, step->term_count, sizeof *weights);
    for (size_t t = 0; t < step->term_count; t++) {
        values[t] = decimal_read(describe_number(simulation, step->terms[t].value, arena));
        weights[t] = decimal_read(describe_number(simulation, step->terms[t].weight, arena));
    }
    const struct printed_step printed = {.values = values,
                                         .weights = has_weights ? weights : NULL,
                                         .bias =
                                             decimal_read(describe_number(simulation, bias, arena)),
                                         .divide = decimal_of(1),
                                         .result = decimal_read(result)};
    return simulation_equation_holds(simulation, step, &printed) ? "" : "about ";
}

/* The step's result as it is printed elsewhere, without what rounding left. */
static const char *result_text(const struct simulation *simulation, const struct step *step,
                               struct arena *arena)
{
    double rounding = simulation_rounding(simulation);
    return describe_number(simulation, simulation_settle(step->result, rounding), arena);
}

/* How a quantized layer's sum becomes the result. */
static void add_requantized(const struct simulation *simulation, const struct step *step,
                            struct buffer *out, struct arena *arena)
{
    const struct quantization *of = simulation->quantization;
    double multiplier = of->multiplier[step->output[0]];
    struct requantized made = simulation_requantize(of, multiplier, step->sum);
    buffer_format(out, ", which is %s; times %s and rounded that is %s",
                  describe_number(simulation, step->sum, arena),
                  describe_number(simulation, multiplier, arena),
                  describe_number(simulation, made.rounded, arena));
    if (of->output_zero != 0)
        buffer_format(out, "; plus the zero point %s that is %s",
                      describe_number(simulation, of->output_zero, arena),
                      describe_number(simulation, made.moved, arena));
    if (made.value != made.moved)
        buffer_format(out, ", kept at %s", describe_number(simulation, made.value, arena));
    buffer_add_text(out, ".");
}

static void add_sum(const struct simulation *simulation, const struct step *step,
                    struct buffer *out, struct arena *arena)
{
    const struct quantization *of = simulation->quantization;
    double input_zero = of ? of->input_zero : 0, kernel_zero = of ? of->kernel_zero : 0;
    for (size_t i = 0; i < step->term_count; i++) {
        const struct term *term = &step->terms[i];
        buffer_add_text(out, i ? " plus " : "");
        if (term->has_weight)
            buffer_format(out, "%s times ",
                          describe_number(simulation, term->weight - kernel_zero, arena));
        buffer_add_text(out, describe_number(simulation, term->value - input_zero, arena));
    }
    double bias = simulation->has_bias ? simulation->bias.values[step->output[0]] : 0;
    if (simulation->has_bias)
        buffer_format(out, " plus the bias %s", describe_number(simulation, bias, arena));
    if (of) {
        add_requantized(simulation, step, out, arena);
        return;
    }
    const char *result = result_text(simulation, step, arena);
    buffer_format(out, ", which is %s%s.", about(simulation, step, result, arena), result);
}

/* What a pool made its result from. */
static void add_candidates(const struct simulation *simulation, const struct step *step,
                           struct buffer *out, struct arena *arena)
{
    buffer_add_text(out, "made from ");
    for (size_t i = 0; i < step->term_count; i++)
        buffer_format(out, "%s%s", i ? ", " : "",
                      describe_number(simulation, step->terms[i].value, arena));
    const char *result = result_text(simulation, step, arena);
    buffer_format(out, ": %s%s.", about(simulation, step, result, arena), result);
}

/* ---- what padding does to a step ---- */

/* "1 of its 9 products is", "3 of its 9 products are". */
static void add_share(size_t count, size_t of, const char *what, struct buffer *out)
{
    buffer_format(out, " %zu of its %zu %s%s %s", count, of, what, text_plural(of),
                  count == 1 ? "is" : "are");
}

/* What of a step's window is no unit, and what comes of it. */
static void add_left_out(const struct simulation *simulation, const struct step *step,
                         struct buffer *out)
{
    size_t window = simulation_terms(simulation), zeros = 0, repeated = 0;
    size_t missing = window - step->term_count;
    bool is_sum = simulation->has_kernel;
    for (size_t t = 0; t < step->term_count; t++) {
        zeros += step->terms[t].kind != CELL_UNIT;
        repeated += step->terms[t].is_repeated;
    }
    if (zeros > 0 && simulation->padding_value != 0) {
        add_share(zeros, window, is_sum ? "product" : "cell", out);
        buffer_add_text(out, is_sum ? " with the padding value." : " the padding value.");
    } else if (zeros > 0 && is_sum) {
        add_share(zeros, window, "product", out);
        buffer_add_text(out, simulation->is_transposed ? " with zeros that are no units and"
                                                       : " with padding zeros and");
        buffer_add_text(out, zeros == 1 ? " adds nothing." : " add nothing.");
    } else if (zeros > 0) {
        add_share(zeros, window, "cell", out);
        buffer_add_text(out, zeros == 1 ? " a padding zero, which counts."
                                        : " padding zeros, which count.");
    }
    if (repeated > 0) {
        add_share(repeated, window, is_sum ? "product" : "cell", out);
        buffer_add_text(out, " with padding that repeats units.");
    }
    if (missing > 0 && simulation->is_sparse) {
        add_share(missing, window, "cell", out);
        buffer_add_text(out, " not active and left out.");
    } else if (missing > 0 && !is_sum) {
        add_share(missing, window, "cell", out);
        buffer_add_text(out, missing == 1 ? " outside the input and does not count."
                                          : " outside the input and do not count.");
    }
}

/* ---- worked steps ---- */

/* Whether a step can be worked out in words. */
static bool is_told(const struct simulation *simulation, const struct step *step)
{
    bool is_pool =
        !simulation->has_kernel && simulation->is_sliding && simulation_terms(simulation) > 1;
    bool is_sum = simulation->reduction == REDUCE_SUM && step->term_count > 1;
    if (simulation->is_sparse && step->term_count == 0)
        return false; /* there is no such unit */
    return step->term_count <= MOST_TERMS && (simulation->has_kernel || is_pool || is_sum);
}

static void add_step(const struct simulation *simulation, const char *which,
                     const struct step *step, struct buffer *out)
{
    struct arena arena = {0};
    buffer_format(out, "%s unit of the output, %s, is ", which,
                  describe_place(simulation, &simulation->output, step->output, &arena));
    if (simulation->reduction == REDUCE_SUM)
        add_sum(simulation, step, out, &arena);
    else
        add_candidates(simulation, step, out, &arena);
    if (simulation->has_kernel || simulation->is_sliding)
        add_left_out(simulation, step, out);
    buffer_add_text(out, "\n");
    arena_finish(&arena);
}

static bool is_whole(const struct simulation *simulation, const struct step *step)
{
    bool is_whole = step->term_count == simulation_terms(simulation);
    for (size_t t = 0; is_whole && t < step->term_count; t++)
        is_whole = step->terms[t].kind == CELL_UNIT && !step->terms[t].is_repeated;
    return is_whole;
}

/* The first step with its numbers; where its window holds units only, the last step too if padding
 * takes part there. */
static void add_worked_steps(const struct simulation *simulation, struct buffer *out,
                             struct arena *arena)
{
    struct step step;
    size_t first = 0, places = simulation->step_count / simulation->out_channels;
    while (first + 1 < simulation->step_count && !simulation_has_output(simulation, first % places))
        first++;
    simulation_step_at(simulation, first, arena, &step);
    if (!is_told(simulation, &step))
        return;
    add_step(simulation, "The first", &step, out);
    if (!is_whole(simulation, &step) || simulation->is_transposed)
        return;
    simulation_step_at(simulation, simulation->step_count - 1, arena, &step);
    if (is_told(simulation, &step) && !is_whole(simulation, &step))
        add_step(simulation, "At the border the last", &step, out);
}

static const struct term *chosen_term(const struct step *step)
{
    for (size_t i = 0; i < step->term_count; i++)
        if (step->terms[i].is_chosen)
            return &step->terms[i];
    return NULL;
}

/* Where a max pool takes each of its results from; false: it is none. */
static bool add_choices(const struct simulation *simulation, struct buffer *out,
                        struct arena *arena)
{
    for (size_t n = 0; n < simulation->step_count; n++) {
        struct step step;
        arena_reset(arena);
        simulation_step_at(simulation, n, arena, &step);
        const struct term *chosen = chosen_term(&step);
        if (!chosen)
            return false;
        if (simulation->step_count > MOST_LISTENED)
            return true;
        buffer_format(out, "Output %s takes the %s of input %s.\n",
                      describe_place(simulation, &simulation->output, step.output, arena),
                      describe_number(simulation, chosen->value, arena),
                      describe_place(simulation, &simulation->input, chosen->input, arena));
    }
    return true;
}

void describe_steps(const struct simulation *simulation, struct buffer *out)
{
    struct arena arena = {0};
    if (!add_choices(simulation, out, &arena) && simulation->scene->order.value == ORDER_OUTPUT)
        add_worked_steps(simulation, out, &arena);
    arena_finish(&arena);
}

void describe_step(const struct simulation *simulation, size_t n, bool is_question,
                   struct buffer *out)
{
    struct arena arena = {0};
    struct step step;
    bool is_unit = simulation->scene->order.value == ORDER_OUTPUT && n < simulation->step_count;
    bool has_numbers = simulation->has_values && simulation->output.values;
    buffer_format(out, "Step %zu", n);
    if (is_unit) {
        buffer_add_text(out, ": ");
        simulation_step_at(simulation, n, &arena, &step);
        if (!is_question && has_numbers && is_told(simulation, &step))
            add_step(simulation, "the", &step, out);
        else
            buffer_format(out, "the unit of the output, %s%s\n",
                          describe_place(simulation, &simulation->output, step.output, &arena),
                          is_question ? ", is asked for." : ".");
    } else {
        buffer_add_text(out, ".\n");
    }
    arena_finish(&arena);
}
