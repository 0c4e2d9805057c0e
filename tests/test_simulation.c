/* SPDX-License-Identifier: MIT */
/* Random layers against the naive oracle: shapes, results, every term of every step, gradients. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "convreel/simulation.h"
#include "created.h"
#include "oracle.h"
#include "rounds.h"

static const int usual_layers = 2000; /* the program's argument says otherwise */

/* ---- random layers ---- */

static uint32_t random_state;

static int random_from(int low, int high)
{
    random_state = random_state * 1664525u + 1013904223u;
    return low + (int)((random_state >> 8) % (uint32_t)(high - low + 1));
}

/* A layer with its numbers, as the oracle and as the scene that asks for it. */
struct sample {
    struct oracle oracle;
    struct scene scene;
    int axes;
    char type[32];
};

/* Sevenths, so that the order of a sum shows; an LPPool would turn their errors into NaNs. */
static double *random_numbers(struct sample *sample, size_t count)
{
    double *numbers = arena_allocate(&sample->scene.arena, count, sizeof *numbers);
    double divide = sample->oracle.kind == ORACLE_NORM ? 1 : 7;
    for (size_t i = 0; i < count; i++)
        numbers[i] = random_from(-9, 9) / divide;
    return numbers;
}

static void choose_axis(struct oracle *o, int axis, int axes)
{
    bool is_used = axis >= 3 - axes;
    bool has_padding = o->kind != ORACLE_NORM;
    bool has_dilation = o->kind != ORACLE_NORM && o->kind != ORACLE_AVERAGE;
    o->input[axis] = is_used ? random_from(1, axes == 3 ? 4 : 8) : 1;
    o->kernel[axis] = is_used ? random_from(1, axes == 3 ? 3 : 4) : 1;
    o->stride[axis] = is_used ? random_from(1, 4) : 1;
    o->dilation[axis] = is_used && has_dilation && random_from(0, 2) == 0 ? random_from(2, 3) : 1;
    o->before[axis] = is_used && has_padding ? random_from(0, 3) : 0;
    o->after[axis] = is_used && has_padding ? random_from(0, 3) : 0;
    int most = o->stride[axis] > o->dilation[axis] ? o->stride[axis] : o->dilation[axis];
    bool has_extra = is_used && o->kind == ORACLE_TRANSPOSED;
    o->extra[axis] = has_extra ? random_from(0, most - 1) : 0;
}

static void choose_layer(struct oracle *o, int *axes)
{
    static const enum oracle_kind kinds[] = {ORACLE_CONV,       ORACLE_CONV, ORACLE_TRANSPOSED,
                                             ORACLE_TRANSPOSED, ORACLE_MAX,  ORACLE_AVERAGE,
                                             ORACLE_NORM};
    o->kind = kinds[random_from(0, 6)];
    *axes = random_from(1, o->kind == ORACLE_NORM ? 2 : 3);
    bool is_pool = o->kind >= ORACLE_MAX;
    o->mode = o->kind == ORACLE_CONV ? (enum oracle_mode)random_from(0, 3)
              : o->kind == ORACLE_TRANSPOSED && random_from(0, 2) == 0 ? ORACLE_CIRCULAR
                                                                       : ORACLE_ZEROS;
    o->padding_value = o->kind == ORACLE_CONV && o->mode == ORACLE_ZEROS && random_from(0, 1)
                           ? random_from(-9, 9) / 7.0
                           : 0;
    o->groups = is_pool ? 1 : random_from(1, 3);
    o->in_channels = o->groups * random_from(1, 2);
    o->out_channels = is_pool ? o->in_channels : o->groups * random_from(1, 2);
    o->ceil_mode = is_pool && random_from(0, 1);
    o->count_include_pad = random_from(0, 1);
    o->divisor = *axes > 1 ? random_from(0, 5) : 0;
    o->norm = random_from(1, 3);
    for (int i = 0; i < 3; i++)
        choose_axis(o, i, *axes);
    if (o->kind != ORACLE_NORM && random_from(0, 2) == 0)
        o->padding = (enum oracle_padding)random_from(ORACLE_VALID, ORACLE_CAUSAL);
    for (int i = 3 - *axes; i < 3 && o->padding != ORACLE_NUMBERS; i++)
        oracle_pad(o, i);
}

static const struct position here = {1, 1, NULL};

static struct per_axis per_axis_of(const int value[3], int axes)
{
    struct per_axis out = {.at = here, .is_list = true, .count = (size_t)axes};
    for (int i = 0; i < axes; i++)
        out.value[i] = value[3 - axes + i];
    return out;
}

static void give_values(struct values *values, const double *numbers, int axes, const int *size,
                        int first, int second)
{
    values->at = here;
    values->kind = VALUES_GIVEN;
    values->divide = 1;
    struct tensor *given = &values->given;
    given->values = (double *)numbers; /* borrowed, only read */
    given->size[given->rank++] = (size_t)first;
    if (second > 0)
        given->size[given->rank++] = (size_t)second;
    for (int i = 0; i < axes; i++)
        given->size[given->rank++] = (size_t)size[3 - axes + i];
}

static void give_kernel(struct sample *sample)
{
    struct oracle *o = &sample->oracle;
    struct scene_layer *layer = &sample->scene.layer;
    bool is_transposed = o->kind == ORACLE_TRANSPOSED;
    int first = is_transposed ? o->in_channels : o->out_channels;
    int second = (is_transposed ? o->out_channels : o->in_channels) / o->groups;
    int window = o->kernel[0] * o->kernel[1] * o->kernel[2];
    o->weight = random_numbers(sample, (size_t)(first * second * window));
    give_values(&layer->kernel, o->weight, sample->axes, o->kernel, first, second);
    layer->groups = (struct given_integer){here, o->groups};
    if (o->padding_value != 0)
        layer->padding_value = (struct given_number){here, o->padding_value};
    layer->padding_mode.at = here;
    layer->padding_mode.value = (enum padding_mode)o->mode; /* in the same order */
    if (random_from(0, 1)) {
        o->bias = random_numbers(sample, (size_t)o->out_channels);
        give_values(&layer->bias, o->bias, 0, NULL, o->out_channels, 0);
    }
}

/* What only some types take is given to those alone. */
static void give_layer(struct sample *sample)
{
    static const char *const names[] = {"Conv", "ConvTranspose", "MaxPool", "AvgPool", "LPPool"};
    const struct oracle *o = &sample->oracle;
    struct scene_layer *layer = &sample->scene.layer;
    snprintf(sample->type, sizeof sample->type, "%s%dd", names[o->kind], sample->axes);
    layer->at = layer->type_at = here;
    layer->type = sample->type;
    layer->kernel_size = per_axis_of(o->kernel, sample->axes);
    layer->stride = per_axis_of(o->stride, sample->axes);
    if (o->padding != ORACLE_NUMBERS) {
        layer->padding.at = here;
        layer->padding.kind = (enum padding_kind)o->padding; /* in the same order */
    } else if (o->kind != ORACLE_NORM) {
        struct per_axis before = per_axis_of(o->before, sample->axes);
        struct per_axis after = per_axis_of(o->after, sample->axes);
        layer->padding =
            (struct padding){.at = here, .is_list = true, .count = (size_t)sample->axes};
        memcpy(layer->padding.before, before.value, sizeof before.value);
        memcpy(layer->padding.after, after.value, sizeof after.value);
    }
    if (o->kind <= ORACLE_MAX)
        layer->dilation = per_axis_of(o->dilation, sample->axes);
    if (o->kind == ORACLE_TRANSPOSED && o->padding == ORACLE_NUMBERS)
        layer->output_padding = per_axis_of(o->extra, sample->axes);
    if (o->kind >= ORACLE_MAX)
        layer->ceil_mode = (struct given_flag){here, o->ceil_mode};
    if (o->kind == ORACLE_AVERAGE)
        layer->count_include_pad = (struct given_flag){here, o->count_include_pad};
    if (o->kind == ORACLE_AVERAGE && o->divisor > 0)
        layer->divisor_override = (struct given_integer){here, o->divisor};
    if (o->kind == ORACLE_NORM)
        layer->norm_type = (struct given_number){here, o->norm};
}

static void make_sample(struct sample *sample, uint32_t seed)
{
    *sample = (struct sample){.scene = {.name = "sample", .title = "sample"}};
    random_state = seed * 2654435761u + 1;
    struct oracle *o = &sample->oracle;
    choose_layer(o, &sample->axes);
    int plane = o->input[0] * o->input[1] * o->input[2];
    o->x = random_numbers(sample, (size_t)(o->in_channels * plane));
    give_values(&sample->scene.input, o->x, sample->axes, o->input, o->in_channels, 0);
    give_layer(sample);
    if (o->kind <= ORACLE_TRANSPOSED)
        give_kernel(sample);
    sample->scene.is_layer_sound = true;
}

/* ---- what must hold of every step ---- */

static bool is_equal(double a, double b)
{
    return a == b || (isnan(a) && isnan(b)) || fabs(a - b) <= 1e-12 * (1 + fabs(a) + fabs(b));
}

static double at_index(const struct tensor *tensor, const size_t *index)
{
    size_t at = 0;
    for (size_t i = 0; i < tensor->rank; i++) {
        assert_true(index[i] < tensor->size[i]);
        at = at * tensor->size[i] + index[i];
    }
    return tensor->values[at];
}

static void check_term(const struct simulation *simulation, const struct oracle *o,
                       const struct step *step, const struct term *term)
{
    for (size_t i = 0; i < simulation->axes; i++)
        assert_int_equal(term->place[i],
                         step->window[i] + term->tap[i] * simulation->axis[i].dilation);
    struct cell cell = simulation_cell_at(simulation, term->place);
    assert_int_equal(cell.kind, term->kind);
    if (term->kind == CELL_UNIT)
        assert_true(term->value == at_index(&simulation->input, term->input));
    else
        assert_true(term->value == (term->kind == CELL_PADDING ? o->padding_value : 0));
    if (term->has_kernel)
        assert_true(term->weight == at_index(&simulation->kernel, term->kernel));
    assert_int_not_equal(term->kind, CELL_OVERHANG);
}

static double value_of_terms(const struct simulation *simulation, const struct oracle *o,
                             const struct step *step)
{
    double sum = 0, largest = -INFINITY;
    size_t chosen = SIZE_MAX, window = 1;
    for (size_t i = 0; i < simulation->axes; i++)
        window *= (size_t)simulation->axis[i].kernel;
    for (size_t i = 0; i < step->term_count; i++) {
        const struct term *term = &step->terms[i];
        check_term(simulation, o, step, term);
        if (term->is_chosen)
            chosen = i;
        if (chosen == SIZE_MAX) /* the first of equals is the one chosen */
            assert_true(o->kind != ORACLE_MAX || term->value <= step->result);
        largest = fmax(largest, term->value);
        sum += o->kind == ORACLE_NORM ? pow(fabs(term->value), o->norm)
                                      : term->value * (term->has_kernel ? term->weight : 1);
    }
    switch (o->kind) {
    case ORACLE_CONV:
    case ORACLE_TRANSPOSED:
        assert_int_equal(step->term_count, window * (size_t)(o->in_channels / o->groups));
        return sum + (o->bias ? o->bias[step->output[0]] : 0);
    case ORACLE_MAX:
        assert_true(chosen < step->term_count && step->terms[chosen].value == largest);
        for (size_t i = 0; i < chosen; i++)
            assert_true(step->terms[i].value < largest);
        return largest;
    case ORACLE_AVERAGE:
        return sum / (double)(o->divisor ? (size_t)o->divisor : step->term_count);
    case ORACLE_NORM:
        return pow(sum / (double)step->term_count * (double)window, 1 / o->norm);
    }
    return NAN;
}

static void check_steps(const struct simulation *simulation, const struct oracle *o)
{
    struct arena arena = {0};
    for (size_t n = 0; n < simulation->step_count; n++) {
        struct step step, place;
        arena_reset(&arena);
        simulation_step_at(simulation, n, &arena, &step);
        simulation_place_at(simulation, n, &place);
        assert_null(place.terms);
        assert_memory_equal(place.output, step.output, sizeof step.output);
        assert_int_equal(step.number, n);
        assert_true(is_equal(step.result, at_index(&simulation->output, step.output)));
        double value = value_of_terms(simulation, o, &step);
        assert_true(step.result == value ||
                    (o->kind == ORACLE_NORM && is_equal(step.result, value)));
    }
    arena_finish(&arena);
}

/* ---- gradients ---- */

/* The oracle's output, weighted by the output's gradient and summed. */
static double oracle_loss(const struct oracle *o, const double *back)
{
    struct oracle changed = *o;
    double sum = 0;
    oracle_answer(&changed);
    for (int n = 0; n < o->out_channels * o->output[0] * o->output[1] * o->output[2]; n++)
        sum += back[n] * changed.y[n];
    free(changed.y);
    return sum;
}

/* The central difference of the oracle's sum where one of its numbers grows and shrinks. */
static void check_slope(const struct sample *sample, const double *back, const double *number,
                        double gradient)
{
    const struct oracle *o = &sample->oracle;
    double h = o->kind == ORACLE_MAX || o->kind == ORACLE_NORM ? 1e-6 : 1, was = *number;
    double tolerance = h < 1 ? 1e-5 : 1e-10, *changed = (double *)number; /* the sample's own */
    *changed = was + h;
    double more = oracle_loss(o, back);
    *changed = was - h;
    double slope = (more - oracle_loss(o, back)) / 2 / h;
    *changed = was;
    if (fabs(slope - gradient) > tolerance * (1 + fabs(slope)))
        fail_msg("%s: the gradient is %.17g, not %.17g", sample->type, slope, gradient);
}

/* Some of a tensor's numbers, all of a small one. */
static void check_slopes(const struct sample *sample, const double *back, const double *numbers,
                         const struct tensor *gradient)
{
    enum { MOST = 5 };
    size_t count = tensor_count(gradient);
    for (size_t i = 0; i < MOST && i < count; i++) {
        size_t at = count <= MOST ? i : (size_t)random_from(0, (int)count - 1);
        check_slope(sample, back, &numbers[at], gradient->values[at]);
    }
}

/* Of equal candidates a max pool takes the first: later ones are a little smaller here. */
static void part_equals(const struct oracle *o, bool is_parted)
{
    double *x = (double *)o->x; /* the sample's own */
    int count = o->in_channels * o->input[0] * o->input[1] * o->input[2];
    for (int i = 0; i < count && o->kind == ORACLE_MAX; i++)
        x[i] += (is_parted ? -1e-4 : 1e-4) * i;
}

/* Where a number of the turned layer's output stands in the gradient: that of a kernel has the
 * channels of the map that slides within those of the other one. */
static size_t place_in_gradient(const struct simulation *turned, size_t n)
{
    const struct simulation *forward = turned->forward;
    size_t groups = forward->groups, plane = turned->step_count / turned->out_channels;
    size_t out = n / plane, still = turned->in_channels / groups;
    size_t sliding = turned->out_channels / turned->in_channels;
    if (turned->gradient == GRADIENT_INPUT)
        return n;
    size_t a = out / sliding, b = out % sliding; /* all of one, those of its group of the other */
    return ((a / still * sliding + b) * still + a % still) * plane + n % plane;
}

/* The layer that works a gradient out gives the same numbers, if there is one. */
static bool check_turned(struct sample *sample, enum gradient_of of, const struct tensor *gradient)
{
    const struct scene *scene = &sample->scene;
    struct simulation *turned;
    struct report report;
    report_init(&report, "sample");
    sample->scene.gradient = (struct given_gradient){here, of};
    assert_true(simulation_create_sizes(&scene, 1, &turned, &report));
    bool is_turned = simulation_turn_back(&turned, 1, &report);
    assert_true(simulation_fill(&turned, 1, NUMBERS_ALL, &report));
    if (is_turned && turned->step_count != tensor_count(gradient))
        fail_msg("%s: %zu numbers, not %zu", sample->type, turned->step_count,
                 tensor_count(gradient));
    for (size_t n = 0; is_turned && n < turned->step_count; n++)
        assert_true(
            is_equal(turned->output.values[n], gradient->values[place_in_gradient(turned, n)]));
    simulation_destroy(turned);
    report_finish(&report);
    sample->scene.gradient = (struct given_gradient){.value = GRADIENT_NONE};
    return is_turned;
}

static bool windows_lie_apart(const struct oracle *o)
{
    bool are_apart = true;
    for (int i = 0; i < 3; i++)
        are_apart &= o->stride[i] > o->dilation[i] * (o->kernel[i] - 1);
    return are_apart;
}

/* Around a ring only if no two of its places are one. */
static bool can_be_turned(const struct oracle *o)
{
    bool can_be = o->mode == ORACLE_ZEROS || o->mode == ORACLE_CIRCULAR;
    for (int i = 0; i < 3 && o->mode == ORACLE_CIRCULAR && o->kind == ORACLE_CONV; i++)
        can_be &= (o->output[i] - 1) * o->stride[i] < o->input[i];
    return can_be;
}

static void check_all_turned(struct sample *sample, const struct gradient *layer)
{
    const struct oracle *o = &sample->oracle;
    bool has_kernel = o->weight != NULL;
    bool is_turned = check_turned(sample, GRADIENT_INPUT, &layer->input);
    if (has_kernel)
        assert_true(is_turned == can_be_turned(o) &&
                    check_turned(sample, GRADIENT_KERNEL, &layer->kernel));
    else if (o->kind == ORACLE_AVERAGE)
        assert_true(is_turned);
    else
        assert_true(is_turned == (o->kind == ORACLE_MAX && windows_lie_apart(o)));
}

static void check_gradients(struct sample *sample, const struct simulation *simulation)
{
    const struct oracle *o = &sample->oracle;
    struct values *values = &sample->scene.output_gradient;
    struct arena arena = {0};
    struct gradients gradients;
    double *back = random_numbers(sample, simulation->step_count);
    give_values(values, back, sample->axes, o->output, o->out_channels, 0);
    simulation_gradients(simulation, &arena, &gradients);
    const struct gradient *layer = &gradients.layers[0];
    assert_memory_equal(layer->output.values, back, simulation->step_count * sizeof *back);
    part_equals(o, true);
    check_slopes(sample, back, o->x, &layer->input);
    part_equals(o, false);
    if (o->weight)
        check_slopes(sample, back, o->weight, &layer->kernel);
    if (o->bias)
        check_slopes(sample, back, o->bias, &layer->bias);
    assert_true((layer->kernel.values != NULL) == (o->weight != NULL));
    assert_true((layer->bias.values != NULL) == (o->bias != NULL));
    check_all_turned(sample, layer);
    *values = (struct values){0};
    arena_finish(&arena);
}

static void check_sample(struct sample *sample, const struct simulation *simulation)
{
    const struct oracle *o = &sample->oracle;
    assert_int_equal(simulation->output.rank, 1 + (size_t)sample->axes);
    assert_int_equal(simulation->output.size[0], o->out_channels);
    for (int i = 0; i < sample->axes; i++)
        assert_int_equal(simulation->output.size[1 + i], o->output[3 - sample->axes + i]);
    for (size_t n = 0; n < simulation->step_count; n++)
        assert_true(is_equal(simulation->output.values[n], o->y[n]));
    check_steps(simulation, o);
    check_gradients(sample, simulation);
}

/* True: it is a layer. */
static bool check_layer(uint32_t seed)
{
    struct sample sample;
    struct report report;
    make_sample(&sample, seed);
    report_init(&report, "sample");
    oracle_answer(&sample.oracle);
    struct simulation *simulation = create_simulation(&sample.scene, &report);
    bool is_layer = simulation != NULL;
    if (is_layer != (sample.oracle.y != NULL))
        fail_msg("layer %u, %s: %s", (unsigned)seed, sample.type,
                 report.error_count ? report.problems[0].text : "is none, and was made");
    assert_int_equal(is_layer, report.error_count == 0);
    if (is_layer)
        check_sample(&sample, simulation);
    simulation_destroy(simulation);
    report_finish(&report);
    free(sample.oracle.y);
    arena_finish(&sample.scene.arena);
    return is_layer;
}

static void random_layers_agree_with_the_oracle(void **state)
{
    uint32_t seeds = **(uint32_t **)state, layers = 0;
    for (uint32_t seed = 0; seed < seeds; seed++)
        layers += check_layer(seed);
    assert_true(layers > seeds / 2);
}

int main(int count, char **arguments)
{
    uint32_t seeds =
        count > 1 ? (uint32_t)strtoul(arguments[1], NULL, 10) : (uint32_t)rounds(usual_layers);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(random_layers_agree_with_the_oracle, &seeds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
