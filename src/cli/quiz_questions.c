/* SPDX-License-Identifier: MIT */
/* What a sheet asks: sizes, values, what a unit sees, parameters. Everything follows from the seed.
 */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "describe.h"
#include "quiz.h"
#include "report.h"

enum { MOST_WORKED_TERMS = 64, VALUES = 3 };

const char *quiz_scene_key(const struct quiz_sheet *sheet, struct arena *arena)
{
    const char *slash = strrchr(sheet->path, '/');
    struct buffer key = {0};
    buffer_add_text(&key, "scene: '");
    for (const char *at = slash ? slash + 1 : sheet->path; *at; at++)
        buffer_add(&key, *at == '\'' ? "''" : at, *at == '\'' ? 2 : 1);
    buffer_add_text(&key, "'");
    const char *copy = arena_copy_text(arena, key.bytes, key.length);
    buffer_finish(&key);
    return copy;
}

static const char *const along[][MAX_AXES] = {
    {"length"}, {"height", "width"}, {"depth", "height", "width"}};

/* The same for a sheet's seed and a name, on every machine: splitmix64's last steps. */
static size_t choose(const struct quiz_sheet *sheet, size_t number, size_t count)
{
    uint64_t mixed = (sheet->seed + 1) * 0x9e3779b97f4a7c15 + number * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
    return (size_t)((mixed ^ (mixed >> 31)) % count);
}

static struct quiz_question *add(struct quiz_sheet *sheet, const char *kind)
{
    struct quiz_question *question = &sheet->questions[sheet->count++];
    *question = (struct quiz_question){.kind = kind, .worked = ""};
    return question;
}

static void answer_count(struct quiz_sheet *sheet, struct quiz_question *question, double count)
{
    question->answer = count;
    question->answer_text = arena_format(&sheet->arena, "%.0f", count);
}

/* ---- size ---- */

static const char *input_sizes(struct quiz_sheet *sheet, const struct simulation *first,
                               size_t more)
{
    const char *text = arena_format(&sheet->arena, "[%zu", first->in_channels);
    for (size_t i = 0; i < first->axes; i++)
        text =
            arena_format(&sheet->arena, "%s, %" PRId64, text, first->axis[i].input + (int64_t)more);
    return arena_format(&sheet->arena, "%s]", text);
}

/* The text is ours: its lines say nothing to the reader. */
static void tell_unread(const struct subject *subject)
{
    struct error error = subject->error;
    if (error.status == STATUS_DONE)
        error_set(&error, STATUS_FILE, "%s", subject->report.problems[0].text);
    error_print(&error, stderr);
}

/* The same layers on a larger input: the picture shows what they make of their own. A scene that
 * does not fit one has no such question; false: it could not be read again, and that is told. */
static bool ask_size(struct quiz_sheet *sheet, const struct options *options)
{
    const struct simulation *top = sheet->subject.simulations[0], *first = simulation_first(top);
    size_t more = 2 + choose(sheet, 1, 6);
    const char *sizes = input_sizes(sheet, first, more);
    struct options own = *options;
    struct subject subject;
    own.text = arena_format(&sheet->arena, "shots: [{%s, input: %s}]",
                            quiz_scene_key(sheet, &sheet->arena), sizes);
    bool is_good = subject_load_sizes(&subject, sheet->path, &own);
    if (is_good) {
        const struct simulation *larger = subject.simulations[0];
        struct quiz_question *question = add(sheet, "size");
        const char *axis = along[top->axes - 1][0];
        question->text =
            arena_format(&sheet->arena,
                         "The input has the sizes %s in place of those of the picture. How many "
                         "units does the output have along its %s?",
                         sizes, axis);
        if (larger->formula)
            question->worked =
                arena_copy_text(&sheet->arena, larger->formula, strlen(larger->formula));
        answer_count(sheet, question, (double)larger->output.size[1]);
    }
    bool is_read = subject.status != STATUS_FILE;
    if (!is_read)
        tell_unread(&subject);
    subject_finish(&subject);
    return is_read;
}

/* ---- values ---- */

static const char *factor(const struct simulation *simulation, double value, struct arena *arena)
{
    const char *text = describe_number(simulation, value, arena);
    return value < 0 ? arena_format(arena, "(%s)", text) : text;
}

static const char *list_terms(struct quiz_sheet *sheet, const struct simulation *simulation,
                              const struct step *step, const char *between)
{
    struct arena *arena = &sheet->arena;
    const char *text = "";
    for (size_t i = 0; i < step->term_count; i++) {
        const struct term *term = &step->terms[i];
        const char *value = factor(simulation, term->value, arena);
        text = arena_format(arena, "%s%s", text, i ? between : "");
        text = term->has_kernel ? arena_format(arena, "%s%s\xc2\xb7%s", text,
                                               factor(simulation, term->weight, arena), value)
                                : arena_format(arena, "%s%s", text, value);
    }
    return text;
}

static const char *result_of(struct quiz_sheet *sheet, const struct simulation *simulation,
                             const struct step *step)
{
    double rounding = simulation_rounding(simulation);
    return describe_number(simulation, simulation_settle(step->result, rounding), &sheet->arena);
}

const char *quiz_sum(struct quiz_sheet *sheet, size_t number)
{
    const struct simulation *simulation = sheet->subject.simulations[0];
    struct arena *arena = &sheet->arena;
    struct step step;
    simulation_step_at(simulation, number, arena, &step);
    const char *result = result_of(sheet, simulation, &step), *terms, *bias = "";
    if (step.term_count > MOST_WORKED_TERMS)
        return arena_format(arena, "%zu terms = %s", step.term_count, result);
    if (simulation->has_bias)
        bias = arena_format(arena, " + %s",
                            factor(simulation, simulation->bias.values[step.output[0]], arena));
    switch (simulation->reduction) {
    case REDUCE_SUM:
        terms = list_terms(sheet, simulation, &step, " + ");
        return arena_format(arena, "%s%s = %s", terms, bias, result);
    case REDUCE_LARGEST:
        return arena_format(arena, "max(%s) = %s", list_terms(sheet, simulation, &step, ", "),
                            result);
    case REDUCE_MEAN:
        return arena_format(arena, "mean of %s: %s", list_terms(sheet, simulation, &step, ", "),
                            result);
    case REDUCE_NOT:
    case REDUCE_NORM:
    case REDUCE_ABOVE_ZERO:
    case REDUCE_FUNCTION:
        break;
    }
    return arena_format(arena, "from %s: %s", list_terms(sheet, simulation, &step, ", "), result);
}

/* Different units, as far as there are so many. */
static void ask_values(struct quiz_sheet *sheet)
{
    const struct simulation *simulation = sheet->subject.simulations[0];
    size_t count = simulation->step_count, asked = count < VALUES ? count : VALUES;
    if (simulation->below || !simulation->output.values || simulation->quantization)
        return;
    size_t first = choose(sheet, 2, count), apart = count / asked;
    for (size_t i = 0; i < asked; i++) {
        size_t number = (first + i * apart) % count;
        struct quiz_question *question = add(sheet, "value");
        struct step step;
        simulation_step_at(simulation, number, &sheet->arena, &step);
        question->text = arena_format(
            &sheet->arena, "What is the value of the output at %s, counted from 0?",
            describe_place(simulation, &simulation->output, step.output, &sheet->arena));
        question->worked = quiz_sum(sheet, number);
        question->answer_text = result_of(sheet, simulation, &step);
        question->answer = simulation_settle(step.result, simulation_rounding(simulation));
        question->tolerance = floor(question->answer) == question->answer ? 0 : 0.005;
        question->needs_numbers = true;
    }
}

/* ---- what a unit sees ---- */

static size_t depth_of(const struct simulation *top)
{
    size_t depth = 0;
    for (; top; top = top->below)
        depth++;
    return depth;
}

/* "2·(3 - 1) + 1 = 5", or layer by layer what a unit sees. */
static const char *sight_worked(struct quiz_sheet *sheet, const struct sight *sights, size_t count)
{
    const struct simulation *top = sheet->subject.simulations[0];
    const struct axis *axis = &top->axis[0];
    const char *text = "";
    if (count == 1 && top->is_sliding && !top->is_transposed)
        return arena_format(&sheet->arena, "%" PRId64 "\xc2\xb7(%" PRId64 " - 1) + 1 = %" PRId64,
                            axis->dilation, axis->kernel, sights[0].size[0]);
    for (size_t i = 0; i < count; i++)
        text = arena_format(&sheet->arena, "%s%s%" PRId64, text, i ? ", then " : "",
                            sights[i].size[0]);
    return count > 1 ? arena_format(&sheet->arena, "layer by layer: %s", text) : text;
}

static bool is_any_transposed(const struct simulation *top)
{
    return top && (top->is_transposed || is_any_transposed(top->below));
}

/* Between the taps of a dilated kernel lie units that a transposed layer passes over: how many it
 * sees is then not how far it sees. */
static bool is_any_sparse(const struct simulation *top)
{
    return top && ((top->is_transposed && top->axis[0].dilation > 1) || is_any_sparse(top->below));
}

/* Output units of a transposed layer differ in how many they see. */
static void ask_sight(struct quiz_sheet *sheet)
{
    const struct simulation *top = sheet->subject.simulations[0];
    const char *most = is_any_transposed(top) ? " at most" : "";
    size_t depth = depth_of(top);
    struct sight *sights = arena_allocate(&sheet->arena, depth, sizeof *sights);
    simulation_sights(top, sights);
    bool is_known = !is_any_sparse(top);
    for (size_t i = 0; i < depth; i++)
        is_known &= sights[i].is_known;
    if (!is_known)
        return;
    struct quiz_question *question = add(sheet, "receptive field");
    question->text = arena_format(&sheet->arena,
                                  "How many units of the input does one unit of the output see%s "
                                  "along the %s, padding included?",
                                  most, along[top->axes - 1][0]);
    question->worked = sight_worked(sheet, sights, depth);
    answer_count(sheet, question, (double)sights[depth - 1].size[0]);
}

/* ---- parameters ---- */

static const char *parameters_worked(struct quiz_sheet *sheet, const struct simulation *layer)
{
    const char *text = arena_format(&sheet->arena, "%zu", layer->kernel.size[0]);
    if (!layer->has_kernel)
        return "0";
    for (size_t i = 1; i < layer->kernel.rank; i++)
        text = arena_format(&sheet->arena, "%s\xc2\xb7%zu", text, layer->kernel.size[i]);
    return layer->has_bias ? arena_format(&sheet->arena, "%s + %zu", text, layer->out_channels)
                           : text;
}

static const char *all_parameters(struct quiz_sheet *sheet, const struct simulation *top)
{
    const char *own = parameters_worked(sheet, top);
    return top->below
               ? arena_format(&sheet->arena, "%s + %s", all_parameters(sheet, top->below), own)
               : own;
}

static void ask_parameters(struct quiz_sheet *sheet)
{
    const struct simulation *top = sheet->subject.simulations[0];
    double count = 0;
    for (const struct simulation *at = top; at; at = at->below)
        count += (double)simulation_parameters(at);
    struct quiz_question *question = add(sheet, "parameters");
    question->text = top->below ? "How many parameters do the layers have in all?"
                                : "How many parameters does the layer have?";
    question->worked = all_parameters(sheet, top);
    answer_count(sheet, question, count);
}

bool quiz_ask(struct quiz_sheet *sheet, const struct options *options)
{
    ask_values(sheet);
    if (!ask_size(sheet, options))
        return false;
    ask_sight(sheet);
    ask_parameters(sheet);
    return true;
}
