/* SPDX-License-Identifier: MIT */
/* A step's arithmetic as runs: "(0·2 + 1·3 + ...) / 9 = 17", "max(1, 3) = 3". */
#include <math.h>

#include "drawing/map/digits.h"
#include "drawing/words/sum.h"

static const struct sum_sizes *const sizes = &theme_sizes.sum;

static const char times[] = "\xc2\xb7"; /* U+00B7 */
static const char minus[] = "\xe2\x88\x92";

/* ---- texts ---- */

static const char *const *sum_digits(const double *values, size_t count, const struct looks *looks,
                                     int usual, struct arena *arena)
{
    return digits_of(arena, values, count, digits_asked(&looks->show, values, count, usual));
}

void sum_read_texts(const struct simulation *simulation, const struct looks *looks,
                    struct arena *arena, struct sum_texts *out)
{
    const struct tensor *input = &simulation->input, *bias = &simulation->bias;
    const double *padding = &simulation->padding_value;
    size_t outputs = tensor_count(&simulation->output);
    *out = (struct sum_texts){.inputs =
                                  sum_digits(input->values, tensor_count(input), looks, -1, arena),
                              .outputs = sum_digits(simulation_settled(simulation, arena), outputs,
                                                    looks, looks->theme.output_decimals, arena)};
    out->padding = *padding == 0 ? "0" : sum_digits(padding, 1, looks, -1, arena)[0];
    if (!simulation->has_kernel)
        return;
    out->weights = sum_digits(digits_whole_weights(arena, simulation),
                              tensor_count(&simulation->kernel), looks, -1, arena);
    if (simulation->has_bias)
        out->biases = sum_digits(bias->values, tensor_count(bias), looks, -1, arena);
}

/* What a term reads. */
static const char *value_text(const struct sum_texts *texts, const struct simulation *simulation,
                              const struct term *term)
{
    if (term->kind == CELL_UNIT)
        return texts->inputs[tensor_offset(&simulation->input, term->input)];
    return term->kind == CELL_PADDING ? texts->padding : "0";
}

/* Decimals that tell the weights of an interpolation exactly; -1: more than four would. */
static int exact_decimals(const double *weights, size_t count)
{
    double scale = 1;
    for (int decimals = 0; decimals <= 4; decimals++, scale *= 10) {
        bool is_exact = true;
        for (size_t i = 0; i < count; i++)
            is_exact &= fabs(weights[i] * scale - round(weights[i] * scale)) < 1e-9;
        if (is_exact)
            return decimals;
    }
    return -1;
}

/* What a term is multiplied by. Weights that are no kernel's look alike within a step. */
static const char *weight_text(const struct sum_texts *texts, const struct simulation *simulation,
                               const struct step *step, size_t t, struct arena *arena)
{
    if (step->terms[t].has_kernel && !simulation->is_weighted)
        return texts->weights[tensor_offset(&simulation->kernel, step->terms[t].kernel)];
    double *weights = arena_allocate(arena, step->term_count, sizeof *weights);
    for (size_t i = 0; i < step->term_count; i++)
        weights[i] = step->terms[i].weight;
    int decimals = digits_asked(&simulation->scene->show, weights, step->term_count,
                                exact_decimals(weights, step->term_count));
    return digits_of(arena, weights, step->term_count, decimals)[t];
}

/* ---- the sign before the total ---- */

const char *sum_sign(const struct simulation *simulation, const struct step *step,
                     const struct sum_texts *texts, const char *total, struct arena *arena)
{
    size_t count = step->term_count, channel = step->output[0];
    struct decimal *values = arena_allocate(arena, count, sizeof *values);
    struct decimal *weights = arena_allocate(arena, count, sizeof *weights);
    for (size_t t = 0; t < count; t++) {
        const struct term *term = &step->terms[t];
        values[t] = decimal_read(value_text(texts, simulation, term));
        if (term->has_weight)
            weights[t] = decimal_read(weight_text(texts, simulation, step, t, arena));
    }
    const struct printed_step printed = {
        .values = values,
        .weights = simulation->has_kernel || simulation->is_weighted ? weights : NULL,
        .bias = decimal_read(texts->biases ? texts->biases[channel] : "0"),
        .divide = decimal_of(simulation->has_kernel && !simulation->is_weighted
                                 ? simulation->kernel_divide[channel]
                                 : 1),
        .result = decimal_read(total),
        .multiplier = simulation->quantization
                          ? decimal_read(sum_multiplier(simulation, channel, arena))
                          : decimal_of(1)};
    return simulation_equation_holds(simulation, step, &printed) ? "="
                                                                 : "\xe2\x89\x88"; /* U+2248 */
}

/* ---- runs ---- */

struct writer {
    struct runs *runs;
    const struct sum *sum;
    const struct step *step;
    const char *equals;         /* the sign before the total */
    const char *question;       /* NULL: none */
    const char *const *addends; /* of each input channel; NULL: terms */
    size_t count;               /* of either */
};

static struct run *add(const struct writer *writer, const char *text, struct color color,
                       double gap)
{
    return runs_add(writer->runs, text, &writer->sum->font, color, gap);
}

bool sum_is_negative(const char *text)
{
    for (size_t i = 0; minus[i]; i++)
        if (text[i] != minus[i])
            return false;
    return true;
}

/* A norm that is not even is of absolute values. */
static bool takes_sizes(const struct simulation *simulation)
{
    return simulation->reduction == REDUCE_NORM &&
           fmod(simulation_own(simulation, "norm_type", 0), 2) != 0;
}

/* is_apart: signs do not meet there, so that a negative one needs no parentheses. */
static void add_number(const struct writer *writer, const char *text, struct color color,
                       bool is_apart)
{
    if (takes_sizes(writer->sum->simulation))
        text = arena_format(writer->runs->arena, "|%s|", text);
    else if (!is_apart && sum_is_negative(text))
        text = arena_format(writer->runs->arena, "(%s)", text);
    add(writer, text, color, 0);
}

static void add_raised(const struct writer *writer, const char *text)
{
    struct font font = writer->sum->font;
    font.size_pt *= sizes->raised;
    struct run *run = runs_add(writer->runs, text, &font, writer->sum->quiet, 0);
    run->drop = -sizes->rise * writer->sum->font.size_pt;
}

/* A number of a quantized layer, "(3+128)". */
static void add_above(const struct writer *writer, const char *text, double zero,
                      struct color color, bool is_apart)
{
    const char *offset = sum_offset(zero, writer->runs->arena);
    if (*offset)
        add(writer, arena_format(writer->runs->arena, "(%s%s)", text, offset), color, 0);
    else
        add_number(writer, text, color, is_apart);
}

static void add_term(const struct writer *writer, size_t t, bool is_first)
{
    const struct term *term = &writer->step->terms[t];
    const struct simulation *simulation = writer->sum->simulation;
    bool is_unit = term->kind == CELL_UNIT;
    const char *value = value_text(&writer->sum->numbers->texts, simulation, term);
    enum reduction reduction = simulation->reduction;
    bool is_apart = reduction == REDUCE_LARGEST || (is_first && reduction != REDUCE_NORM);
    char power[NUMBER_ROOM];
    const struct quantization *of = simulation->quantization;
    add_above(writer, value, of ? of->input_zero : 0,
              term->is_chosen && !writer->question && !writer->sum->is_growing ? writer->sum->result
              : is_unit                                                        ? writer->sum->ink
                                                                               : writer->sum->quiet,
              is_apart);
    if (term->has_weight) {
        add(writer, times, writer->sum->quiet, 0);
        add_above(writer,
                  weight_text(&writer->sum->numbers->texts, simulation, writer->step, t,
                              writer->runs->arena),
                  of ? of->kernel_zero : 0, writer->sum->weight, false);
    }
    if (reduction == REDUCE_NORM && simulation_own(simulation, "norm_type", 0) != 1)
        add_raised(writer, arena_format(
                               writer->runs->arena, "%s",
                               number_shortest(power, simulation_own(simulation, "norm_type", 0))));
}

/* Between two terms; a line may end before a plus and after a comma. */
static void add_separator(const struct writer *writer)
{
    bool is_list = writer->sum->simulation->reduction == REDUCE_LARGEST;
    double gap = writer->sum->gap;
    struct run *run = add(writer, is_list ? "," : "+", writer->sum->quiet, is_list ? 0 : gap);
    run->may_break = !is_list;
}

static void add_terms(const struct writer *writer, size_t shown)
{
    size_t count = writer->count;
    for (size_t t = 0; t < count; t++) {
        bool is_skipped = shown < count && t + 1 < count && t >= shown;
        if (is_skipped && t > shown)
            continue;
        size_t begin = writer->runs->count;
        if (t > 0)
            add_separator(writer);
        size_t first = writer->runs->count;
        if (is_skipped)
            add(writer, "\xe2\x80\xa6", writer->sum->quiet, 0); /* U+2026 */
        else if (writer->addends)
            add_number(writer, writer->addends[t], writer->sum->result, t == 0);
        else
            add_term(writer, t, t == 0);
        for (size_t i = begin; i < writer->runs->count; i++)
            writer->runs->items[i].turn = t + 1;
        writer->runs->items[first].before = t > 0 ? writer->sum->gap : 0;
        if (t > 0 && writer->sum->simulation->reduction == REDUCE_LARGEST)
            writer->runs->items[first].may_break = true;
    }
}

/* What stands before and after the terms. */
static void brackets(const struct writer *writer, const char **before, const char **after)
{
    const struct simulation *simulation = writer->sum->simulation;
    struct arena *arena = writer->runs->arena;
    size_t count = writer->step->term_count, window = simulation_taps(simulation);
    double norm = simulation_own(simulation, "norm_type", 0);
    char room[NUMBER_ROOM];
    *before = *after = NULL;
    switch (simulation->reduction) {
    case REDUCE_NOT:
        break;
    case REDUCE_ABOVE_ZERO:
        *before = "max(0, ";
        *after = ")";
        break;
    case REDUCE_FUNCTION:
        *before = arena_format(arena, "%s(", simulation->type_name);
        *after = ")";
        break;
    case REDUCE_LARGEST:
        *before = "max(";
        *after = ")";
        break;
    case REDUCE_SUM:
        if (simulation->has_kernel && !simulation->is_weighted &&
            simulation->kernel_divide[writer->step->output[0]] != 1) {
            number_shortest(room, simulation->kernel_divide[writer->step->output[0]]);
            *before = "(";
            *after = arena_format(arena, ") / %s", room);
        }
        break;
    case REDUCE_MEAN:
        *before = "(";
        *after = arena_format(arena, ") / %zu",
                              simulation_own_integer(simulation, "divisor_override") > 0
                                  ? (size_t)simulation_own_integer(simulation, "divisor_override")
                                  : count);
        break;
    case REDUCE_NORM:
        if (norm == 1 && count == window)
            break;
        *before = norm == 2 ? "\xe2\x88\x9a(" : "("; /* U+221A */
        *after = ")";
        if (count < window) { /* as PyTorch: its mean times the full window size */
            *before = arena_format(arena, "%s%zu/%zu%s(", *before, window, count, times);
            *after = "))";
        }
        break;
    }
}

/* Of a norm; two has a sign before it. */
static void add_root(const struct writer *writer)
{
    double norm = simulation_own(writer->sum->simulation, "norm_type", 0);
    char room[NUMBER_ROOM];
    if (norm != 1 && norm != 2)
        add_raised(writer, arena_format(writer->runs->arena, "1/%s", number_shortest(room, norm)));
}

/* It comes with the last term. */
static void add_bias(const struct writer *writer)
{
    const char *text = writer->sum->numbers->texts.biases[writer->step->output[0]];
    size_t first = writer->runs->count, last = first > 0 ? writer->runs->items[first - 1].turn : 0;
    add(writer, "+", writer->sum->quiet, writer->sum->gap)->may_break = true;
    add_number(writer, text, writer->sum->weight, false);
    writer->runs->items[writer->runs->count - 1].before = writer->sum->gap;
    for (size_t i = first; i < writer->runs->count; i++)
        writer->runs->items[i].turn = last;
}

static const char *total_of(const struct writer *writer)
{
    return writer->sum->numbers->texts
        .outputs[tensor_offset(&writer->sum->simulation->output, writer->step->output)];
}

/* The sign and the total, or what stands for it. */
static void add_total(const struct writer *writer)
{
    if (writer->sum->numbers->texts.biases)
        add_bias(writer);
    const char *before, *after;
    sum_integer_brackets(writer->sum->simulation, writer->step, writer->runs->arena, &before,
                         &after);
    if (after)
        add(writer, after, writer->sum->quiet, 0);
    add(writer, writer->equals, writer->sum->quiet, writer->sum->gap)->may_break = true;
    struct run *run = add(writer, writer->question ? writer->question : total_of(writer),
                          writer->sum->result, writer->sum->gap);
    run->font.is_bold = true;
    run->width = text_width(writer->runs->ruler, &run->font, run->text);
}

size_t sum_addends(const struct simulation *layer)
{
    return layer->in_channels / layer->groups;
}

/* What each input channel adds, and whether their texts add up to the total's. */
static void read_addends(struct writer *writer)
{
    const struct simulation *simulation = writer->sum->simulation;
    struct arena *arena = writer->runs->arena;
    const struct scene_show *show = &simulation->scene->show;
    size_t count = writer->count = sum_addends(simulation);
    double *addends = arena_allocate(arena, count, sizeof *addends);
    simulation_addends(simulation, writer->step, addends);
    writer->addends = digits_of(arena, addends, count, digits_asked(show, addends, count, -1));
    if (simulation->quantization)
        return;
    const char *bias = writer->sum->numbers->texts.biases
                           ? writer->sum->numbers->texts.biases[writer->step->output[0]]
                           : "0";
    struct decimal sum = decimal_read(bias);
    for (size_t c = 0; c < count; c++)
        sum = decimal_add(sum, decimal_read(writer->addends[c]));
    writer->equals =
        decimal_equal(sum, decimal_read(total_of(writer))) ? "=" : "\xe2\x89\x88"; /* U+2248 */
}

void sum_add(struct runs *runs, const struct sum *sum, const struct step *step, size_t shown,
             const char *question)
{
    const struct simulation *simulation = sum->simulation;
    struct writer writer = {runs, sum, step, sum->equals, question, NULL, step->term_count};
    const char *before, *after;
    if (sum->numbers->is_by_channel)
        read_addends(&writer);
    sum_integer_brackets(simulation, step, runs->arena, &before, &after);
    after = NULL; /* behind the bias */
    if (!before && !sum->numbers->is_by_channel)
        brackets(&writer, &before, &after);
    if (before)
        add(&writer, before, sum->quiet, 0);
    if (writer.count == 0)
        add(&writer, "0", sum->quiet, 0);
    add_terms(&writer, shown);
    if (after)
        add(&writer, after, sum->quiet, 0);
    if (simulation->reduction == REDUCE_NORM)
        add_root(&writer);
    add_total(&writer);
}
