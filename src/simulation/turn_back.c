/* SPDX-License-Identifier: MIT */
/*
 * The layer that works out a gradient, so that a gradient has pictures, steps and times as any
 * layer has. The gradient of an input is the layer turned back: of a direct layer the transposed
 * one with the same kernel, of a transposed layer the direct one. That of a kernel is the layer's
 * plane convolved with the other map as its kernel, dilated by the stride, moved by the dilation.
 */
#include <inttypes.h>
#include <string.h>

#include "simulation/turned.h"

/* What the layer in place of another one is made from: two maps, of which one slides on the other.
 */
struct turning {
    const struct simulation *forward; /* borrowed */
    struct scene *scene;              /* in the forward layer's arena, changed as needed */
    struct position at;               /* of everything: what is wrong there is wrong with it */
};

/* ---- what cannot be turned ---- */

/* Of a transposed layer circular padding allows one unit at most for each cell of the ring. */
static bool is_ring(const struct simulation *layer)
{
    if (layer->padding_mode != MODE_CIRCULAR)
        return false;
    for (size_t i = 0; i < layer->axes; i++) {
        const struct axis *a = &layer->axis[i];
        if (!layer->is_transposed && (a->output - 1) * a->stride >= a->input)
            return false;
    }
    return true;
}

static const char *obstacle_of(const struct simulation *layer, struct arena *arena)
{
    bool is_kernel = layer->scene->gradient.value == GRADIENT_KERNEL;
    bool takes_some = layer->reduction == REDUCE_LARGEST || layer->reduction == REDUCE_ABOVE_ZERO;
    if (layer->below)
        return "a stack of layers";
    if (takes_some && !turned_is_by_units(layer))
        return arena_format(arena, "%s whose windows overlap", layer->type_name);
    bool needs_values = takes_some || layer->reduction == REDUCE_FUNCTION;
    if (needs_values && !layer->has_values)
        return arena_format(arena, "%s without values of its input", layer->type_name);
    if (turned_is_by_units(layer) || turned_has_one_divisor(layer))
        return NULL;
    if (!layer->has_kernel || layer->is_sparse || layer->is_weighted)
        return layer->type_name;
    if (!is_kernel && layer->padding_mode != MODE_ZEROS && !is_ring(layer))
        return "padding that repeats units";
    if (is_kernel && layer->layer->flip.at.line && layer->layer->flip.value)
        return "a flipped kernel";
    return NULL;
}

/* ---- the scene of the layer ---- */

/* Sizes with the channels first; the numbers follow when they are asked for. */
static struct values values_of(const struct turning *turning, const struct tensor *map,
                               bool has_values)
{
    struct values values = {.at = turning->at, .size_at = turning->at, .divide = 1};
    values.kind = has_values ? VALUES_FILL : VALUES_NONE;
    values.size_count = map->rank;
    memcpy(values.size, map->size, map->rank * sizeof *map->size);
    return values;
}

static struct per_axis per_axis_of(const struct turning *turning, const int64_t *numbers)
{
    struct per_axis values = {.at = turning->at, .is_list = true, .count = turning->forward->axes};
    memcpy(values.value, numbers, sizeof values.value);
    return values;
}

static struct given_integer integer_of(const struct turning *turning, size_t number)
{
    return (struct given_integer){turning->at, (int64_t)number};
}

static void set_type(const struct turning *turning, bool is_transposed)
{
    const struct simulation *forward = turning->forward;
    static const char *const names[2][MAX_AXES] = {
        {"Conv1d", "Conv2d", "Conv3d"}, {"ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d"}};
    struct scene_layer *layer = &turning->scene->layer;
    int64_t kernel[MAX_AXES] = {0}, stride[MAX_AXES] = {0}, dilation[MAX_AXES] = {0};
    *layer = (struct scene_layer){.at = turning->at,
                                  .type_at = turning->at,
                                  .type = names[is_transposed][forward->axes - 1],
                                  .flip = forward->layer->flip};
    layer->padding = (struct padding){.at = turning->at, .is_list = true, .count = forward->axes};
    for (size_t i = 0; i < forward->axes; i++) {
        const struct axis *a = &forward->axis[i];
        kernel[i] = a->kernel;
        stride[i] = a->stride;
        dilation[i] = a->dilation;
        layer->padding.before[i] = a->padding_before;
        layer->padding.after[i] = a->padding_after;
    }
    layer->kernel_size = per_axis_of(turning, kernel);
    layer->stride = per_axis_of(turning, stride);
    layer->dilation = per_axis_of(turning, dilation);
}

/* What a direct layer's windows leave over at the end of its plane: the transposed one adds it. */
static void set_left_over(const struct turning *turning)
{
    int64_t left_over[MAX_AXES] = {0};
    for (size_t i = 0; i < turning->forward->axes; i++) {
        const struct axis *a = &turning->forward->axis[i];
        int64_t rest = a->padded - a->effective_kernel - (a->output - 1) * a->move;
        left_over[i] = rest > 0 ? rest : 0;
    }
    turning->scene->layer.output_padding = per_axis_of(turning, left_over);
}

/* Whether the output's gradient has digits of its own, or stands beside others that have. */
static bool has_digits(const struct scene *scene, bool others_have)
{
    return scene->output_gradient.kind != VALUES_NONE || others_have;
}

static void turn_to_input(const struct turning *turning)
{
    const struct simulation *forward = turning->forward;
    struct scene *scene = turning->scene;
    bool has_values = has_digits(forward->scene, forward->has_kernel_values || forward->has_values);
    set_type(turning, !forward->is_transposed);
    scene->layer.padding_mode.at = turning->at;
    scene->layer.padding_mode.value = forward->padding_mode;
    if (!forward->is_transposed)
        set_left_over(turning);
    scene->input = values_of(turning, &forward->output, has_values);
    scene->layer.out_channels = integer_of(turning, forward->in_channels);
    scene->layer.groups =
        integer_of(turning, forward->is_pool ? forward->in_channels : forward->groups);
    bool has_kernel = forward->has_kernel_values || (forward->is_pool && has_values);
    scene->layer.kernel = (struct values){.kind = has_kernel ? VALUES_FILL : VALUES_NONE};
}

/* Every channel of one map meets those of its group in the other one, in groups of their own. */
static void turn_to_kernel(const struct turning *turning)
{
    const struct simulation *forward = turning->forward;
    const struct tensor *still = turned_still_map(forward), *sliding = turned_sliding_map(forward);
    struct scene *scene = turning->scene;
    struct scene_layer *layer = &scene->layer;
    int64_t kernel[MAX_AXES] = {0};
    set_type(turning, false);
    for (size_t i = 0; i < forward->axes; i++)
        kernel[i] = (int64_t)sliding->size[1 + i];
    layer->kernel_size = per_axis_of(turning, kernel);
    struct per_axis stride = layer->stride;
    layer->stride = layer->dilation;
    layer->dilation = stride;
    layer->padding_mode.at = turning->at;
    layer->padding_mode.value = forward->padding_mode;
    layer->padding_value = forward->layer->padding_value;
    layer->groups = integer_of(turning, still->size[0]);
    layer->out_channels =
        integer_of(turning, still->size[0] * (sliding->size[0] / forward->groups));
    bool has_values = has_digits(forward->scene, forward->has_values);
    scene->input = values_of(turning, still, has_values);
    layer->kernel = (struct values){.kind = has_values ? VALUES_FILL : VALUES_NONE};
}

static void turn_units(const struct turning *turning)
{
    const struct simulation *forward = turning->forward;
    bool has_values = has_digits(forward->scene, forward->has_values);
    turning->scene->input = values_of(turning, &forward->output, has_values);
    turning->scene->layer =
        (struct scene_layer){.at = turning->at, .type_at = turning->at, .type = ""};
}

/* ---- the formula ---- */

/* "2i + k - 1", and the letters where the axes differ. */
static const char *straight_place(const struct simulation *forward, char stepping, char tapping,
                                  struct arena *arena)
{
    const struct axis *a = &forward->axis[0];
    for (size_t i = 1; i < forward->axes; i++) {
        const struct axis *b = &forward->axis[i];
        if (b->stride != a->stride || b->dilation != a->dilation ||
            b->padding_before != a->padding_before)
            return arena_format(arena, "s%c + d%c - p", stepping, tapping);
    }
    const char *stride = a->stride > 1 ? arena_format(arena, "%" PRId64, a->stride) : "";
    const char *dilation = a->dilation > 1 ? arena_format(arena, "%" PRId64, a->dilation) : "";
    const char *padding =
        a->padding_before > 0 ? arena_format(arena, " - %" PRId64, a->padding_before) : "";
    return arena_format(arena, "%s%c + %s%c%s", stride, stepping, dilation, tapping, padding);
}

/* Around a ring "(2i + k - 1) mod 6", n where the axes differ. */
static const char *place_text(const struct simulation *forward, char stepping, char tapping,
                              struct arena *arena)
{
    const char *place = straight_place(forward, stepping, tapping, arena);
    int64_t period = forward->axis[0].period;
    bool is_alike = true;
    for (size_t i = 1; i < forward->axes; i++)
        is_alike &= forward->axis[i].period == period;
    if (forward->padding_mode != MODE_CIRCULAR)
        return place;
    const char *length = is_alike ? arena_format(arena, "%" PRId64, period) : "n";
    return arena_format(arena, "(%s) mod %s", place, length);
}

/* i, k and o count the cells of the maps that stand as input, kernel and output. Of the two signs =
 * only the first has blanks: the formula is one, whose letters no panel shares in part. */
static const char *formula_of(const struct simulation *forward, enum gradient_of gradient,
                              struct arena *arena)
{
    bool is_transposed = forward->is_transposed;
    if (forward->reduction == REDUCE_ABOVE_ZERO)
        return "dx_o = dy_o, x_o>0";
    if (forward->reduction == REDUCE_FUNCTION)
        return "dx_o = f'(x_o)*dy_o";
    if (turned_is_by_units(forward))
        return turned_is_weighted(forward) ? "dx_o = sum w_i*dy_i" : "dx_o = sum dy_i, y_i=x_o";
    if (gradient == GRADIENT_KERNEL)
        return arena_format(arena, "dw_o = sum %s*%s, i=%s", is_transposed ? "dy_i" : "x_i",
                            is_transposed ? "x_k" : "dy_k", place_text(forward, 'k', 'o', arena));
    const char *terms = "w_k*dy_i";
    if (forward->is_pool)
        terms = arena_format(arena, "dy_i/%.0f", turned_divisor(forward));
    if (forward->layer->flip.value)
        return arena_format(arena, "dx_o = sum %s", terms);
    if (is_transposed)
        return arena_format(arena, "dx_o = sum %s, i=%s", terms,
                            place_text(forward, 'o', 'k', arena));
    return arena_format(arena, "dx_o = sum %s, o=%s", terms, place_text(forward, 'i', 'k', arena));
}

/* ---- the layer ---- */

/* Cells beyond the gradient's own size are of no unit or weight of the layer: its window stops
 * before them, and its size follows from no formula. */
static void crop_output(struct simulation *turned, enum gradient_of gradient)
{
    bool is_cropped = false, is_alike = true;
    const char *sizes = "";
    for (size_t i = 0; i < turned->axes; i++) {
        const struct axis *a = &turned->forward->axis[i];
        int64_t due = gradient == GRADIENT_KERNEL ? a->kernel : a->input;
        is_cropped |= turned->axis[i].output != due;
        turned->axis[i].output = due;
        is_alike &= due == turned->axis[0].output;
        sizes = arena_format(&turned->arena, "%s%so = %" PRId64, sizes, i > 0 ? "; " : "", due);
    }
    if (is_cropped)
        turned->formula =
            is_alike ? arena_copy_text(&turned->arena, sizes, strcspn(sizes, ";")) : sizes;
    resolve_output(turned);
}

/* The layer of the scene, changed as the gradient needs it. NULL: reported. */
static struct simulation *turn_scene(const struct turning *turning, enum gradient_of gradient,
                                     struct report *report)
{
    struct simulation *turned = NULL;
    const struct scene *scene = turning->scene;
    if (turned_is_by_units(turning->forward)) {
        turn_units(turning);
        return simulation_create_of_type(scene, &turned_units[turning->forward->axes - 1], report);
    }
    if (gradient == GRADIENT_KERNEL)
        turn_to_kernel(turning);
    else
        turn_to_input(turning);
    simulation_create_sizes(&scene, 1, &turned, report);
    return turned;
}

static struct simulation *turn(struct simulation *forward, struct report *report)
{
    enum gradient_of gradient = forward->scene->gradient.value;
    struct scene *scene = arena_allocate(&forward->arena, 1, sizeof *scene);
    struct turning turning = {forward, scene, forward->scene->gradient.at};
    *scene = *forward->scene; /* its arena stays the scene's */
    scene->gradient = (struct given_gradient){.value = GRADIENT_NONE};
    scene->output_gradient = (struct values){.kind = VALUES_NONE};
    scene->layer_count = 0;
    struct simulation *turned = turn_scene(&turning, gradient, report);
    if (!turned)
        return NULL;
    if (!forward->has_kernel)
        turned->out_channels = forward->in_channels;
    turned->is_weighted = turned_is_by_units(forward) && turned_is_weighted(forward);
    turned->forward = forward;
    turned->gradient = gradient;
    crop_output(turned, gradient);
    turned->size_formula = formula_of(forward, gradient, &turned->arena);
    turned->relationship = 0;
    return turned;
}

bool simulation_turn_back(struct simulation **simulations, size_t count, struct report *report)
{
    struct report unheard; /* by a reader of numbers alone */
    bool is_right = true;
    report_init(&unheard, "");
    for (size_t i = 0; i < count; i++) {
        struct simulation *forward = simulations[i], *turned = NULL;
        struct report *told = report ? report : &unheard;
        if (forward->scene->gradient.at.line == 0)
            continue;
        const char *obstacle = obstacle_of(forward, &told->arena);
        if (obstacle)
            report_error(told, forward->scene->gradient.at, "its numbers are there: convreel trace",
                         "no picture shows the gradient of %s", obstacle);
        else
            turned = turn(forward, told);
        if (turned)
            simulations[i] = turned;
        is_right = is_right && turned;
    }
    report_finish(&unheard);
    return is_right || !report;
}
