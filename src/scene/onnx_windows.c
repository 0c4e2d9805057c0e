/* SPDX-License-Identifier: MIT */
/* ONNX's operators that slide a window or change sizes: convolutions, pools, Pad, Resize. */
#include "onnx_graph.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

static const char bad_lists[] = "its attributes are not one number per axis";

static const char *named_for(struct onnx_call *call, const char *name, size_t axes)
{
    return arena_format(call->arena, "%s%zud", name, axes);
}

/* ---- weights ---- */

static const char *read_weights(struct onnx_call *call, size_t input, struct tensor *out)
{
    const struct onnx_value *value = onnx_input_of(call, input);
    if (!call->with_weights || value->kind == VALUE_MISSING)
        return NULL;
    return value->kind == VALUE_NUMBERS ? onnx_tensor_read(value->tensor, call->arena, out)
                                        : "its bias comes from another node";
}

/* Sizes of a kernel, and of the window that the node may give, too. */
static const char *size_kernel(struct onnx_call *call, size_t input, struct tensor *sizes)
{
    const struct onnx_value *value = onnx_input_of(call, input);
    if (value->kind != VALUE_NUMBERS)
        return "its kernel comes from another node";
    if (!onnx_tensor_sizes(value->tensor, sizes) || sizes->rank < 3)
        return "the sizes of its kernel are not supported";
    const Onnx__Attribute *given = onnx_attribute(call->node, "kernel_shape");
    bool is_alike = !given || given->n_ints == sizes->rank - 2;
    for (size_t i = 0; given && is_alike && i < given->n_ints; i++)
        is_alike = given->ints[i] == (int64_t)sizes->size[2 + i];
    return is_alike ? NULL : "kernel_shape is not the size of its kernel";
}

/* How many taps a kernel has. */
static double count_taps(const struct tensor *sizes)
{
    double count = 1;
    for (size_t i = 2; i < sizes->rank; i++)
        count *= (double)sizes->size[i];
    return count;
}

const char *onnx_convert_weighted(struct onnx_call *call, const char *name, size_t kernel,
                                  size_t bias)
{
    struct tensor sizes;
    const char *problem = size_kernel(call, kernel, &sizes);
    if (problem)
        return problem;
    bool is_transposed = strcmp(name, "ConvTranspose") == 0;
    size_t axes = sizes.rank - 2;
    int64_t groups = onnx_integer(call->node, "group", 1);
    onnx_set_line(call, named_for(call, name, axes), axes);
    const char *list = tensor_sizes(&sizes, 2, ", ", call->arena);
    onnx_add_key(call, "kernel_size", "[%s]", list);
    onnx_add_key(call, "out_channels", "%.0f",
                 is_transposed ? (double)sizes.size[1] * (double)groups : (double)sizes.size[0]);
    if (groups != 1)
        onnx_add_key(call, "groups", "%" PRId64, groups);
    if (!onnx_add_list(call, "strides", "stride", axes, 1) || !onnx_add_padding(call, axes) ||
        !onnx_add_list(call, "dilations", "dilation", axes, 1) ||
        !onnx_add_list(call, "output_padding", "output_padding", axes, 0))
        return bad_lists;
    double kernel_sizes[MAX_AXES] = {0};
    for (size_t i = 0; i < axes; i++)
        kernel_sizes[i] = (double)sizes.size[2 + i];
    onnx_set_window(call, kernel_sizes, is_transposed);
    call->output.size[0] =
        is_transposed ? (double)sizes.size[1] * (double)groups : (double)sizes.size[0];
    call->output.is_single =
        !is_transposed && onnx_input_of(call, 0)->is_single && count_taps(&sizes) == 1;
    call->line.numbers.has_bias = onnx_input_of(call, bias)->kind != VALUE_MISSING;
    problem = read_weights(call, kernel, &call->line.numbers.kernel);
    return problem ? problem : read_weights(call, bias, &call->line.numbers.bias);
}

const char *onnx_convert_conv(struct onnx_call *call)
{
    for (size_t i = 0; i < call->input_count; i++)
        if (call->inputs[i].form != FORM_ITSELF)
            return onnx_convert_dequantized_conv(call);
    return onnx_convert_weighted(call, "Conv", 1, 2);
}

const char *onnx_convert_conv_transpose(struct onnx_call *call)
{
    if (onnx_attribute(call->node, "output_shape"))
        return "output_shape is not supported";
    return onnx_convert_weighted(call, "ConvTranspose", 1, 2);
}

/* y = alpha A B + beta C. */
static void scale(struct tensor *tensor, double factor)
{
    size_t count = tensor->values ? tensor_count(tensor) : 0;
    for (size_t i = 0; i < count; i++)
        tensor->values[i] *= factor;
}

/* [in][out] -> [out][in] */
static void turn_matrix(struct tensor *matrix, struct arena *arena)
{
    size_t in = matrix->size[0], out = matrix->size[1];
    double *turned = arena_allocate(arena, in * out, sizeof *turned);
    for (size_t i = 0; i < in * out; i++)
        turned[i % out * in + i / out] = matrix->values[i];
    *matrix = (struct tensor){.rank = 2, .size = {out, in}, .values = turned};
}

static const char *convert_linear(struct onnx_call *call, bool is_turned)
{
    struct onnx_layer *numbers = &call->line.numbers;
    struct tensor sizes;
    if (onnx_input_of(call, 1)->kind != VALUE_NUMBERS)
        return "its matrix comes from another node";
    if (!onnx_tensor_sizes(onnx_input_of(call, 1)->tensor, &sizes) || sizes.rank != 2)
        return "its weights are no matrix";
    const struct onnx_value *map = onnx_input_of(call, 0);
    bool is_of_places = map->lies == LIES_LAST && map->axes > 0;
    if (!map->is_list && !is_of_places)
        return "it takes rows of a map, not a list of units";
    size_t out = sizes.size[is_turned ? 0 : 1];
    onnx_set_line(call, is_of_places ? named_for(call, "Conv", map->axes) : "Linear", map->axes);
    if (is_of_places)
        onnx_add_key(call, "kernel_size", "1");
    call->output.is_list = map->is_list;
    call->output.lies = map->lies;
    call->output.size[0] = (double)out;
    call->output.may_take_bias = onnx_input_of(call, 2)->kind == VALUE_MISSING;
    onnx_add_key(call, "out_channels", "%zu", out);
    numbers->has_bias = onnx_input_of(call, 2)->kind != VALUE_MISSING;
    const char *problem = read_weights(call, 1, &numbers->kernel);
    problem = problem ? problem : read_weights(call, 2, &numbers->bias);
    if (problem || !call->with_weights)
        return problem;
    if (!is_turned)
        turn_matrix(&numbers->kernel, call->arena);
    for (size_t i = 0; i < map->axes; i++) /* of places: a kernel of one tap */
        numbers->kernel.size[numbers->kernel.rank++] = 1;
    if (numbers->bias.values && tensor_count(&numbers->bias) != out)
        return "its bias is not one number per output";
    if (numbers->bias.values)
        numbers->bias = (struct tensor){.rank = 1, .size = {out}, .values = numbers->bias.values};
    scale(&numbers->kernel, onnx_number(call->node, "alpha", 1));
    scale(&numbers->bias, onnx_number(call->node, "beta", 1));
    return NULL;
}

const char *onnx_convert_gemm(struct onnx_call *call)
{
    if (onnx_integer(call->node, "transA", 0) != 0)
        return "transA is not supported";
    return convert_linear(call, onnx_integer(call->node, "transB", 0) != 0);
}

const char *onnx_convert_matmul(struct onnx_call *call)
{
    return convert_linear(call, false);
}

/* ---- pools ---- */

static const char *convert_pool(struct onnx_call *call, const char *name)
{
    const Onnx__Attribute *window = onnx_attribute(call->node, "kernel_shape");
    size_t axes = window ? window->n_ints : 0;
    if (axes < 1 || axes > MAX_AXES)
        return "its window has not 1 to 3 axes";
    enum { NEVER = -1 };
    onnx_set_line(call, named_for(call, name, axes), axes);
    if (!onnx_add_list(call, "kernel_shape", "kernel_size", axes, NEVER) ||
        !onnx_add_list(call, "strides", "stride", axes, NEVER) || !onnx_add_padding(call, axes) ||
        !onnx_add_list(call, "dilations", "dilation", axes, 1))
        return bad_lists;
    double kernel[MAX_AXES] = {0};
    for (size_t i = 0; i < axes; i++)
        kernel[i] = (double)window->ints[i];
    onnx_set_window(call, kernel, false);
    if (!onnx_attribute(call->node, "strides"))
        onnx_add_key(call, "stride", "1");
    if (onnx_integer(call->node, "ceil_mode", 0) != 0)
        onnx_add_key(call, "ceil_mode", "true");
    return NULL;
}

const char *onnx_convert_max_pool(struct onnx_call *call)
{
    return convert_pool(call, "MaxPool");
}

const char *onnx_convert_average_pool(struct onnx_call *call)
{
    const char *problem = convert_pool(call, "AvgPool");
    if (!problem && onnx_integer(call->node, "count_include_pad", 0) == 0)
        onnx_add_key(call, "count_include_pad", "false");
    return problem;
}

const char *onnx_convert_lp_pool(struct onnx_call *call)
{
    const char *problem = convert_pool(call, "LPPool");
    if (!problem)
        onnx_add_key(call, "norm_type", "%" PRId64, onnx_integer(call->node, "p", 2));
    return problem;
}

static const char *convert_global(struct onnx_call *call, const char *name)
{
    size_t axes = onnx_input_of(call, 0)->axes;
    if (axes == 0)
        return "the file does not say how many axes its input has";
    onnx_set_line(call, named_for(call, name, axes), axes);
    onnx_add_key(call, "output_size", "1");
    for (size_t i = 0; i < axes; i++)
        call->output.size[1 + i] = 1;
    call->output.is_single = true;
    return NULL;
}

const char *onnx_convert_global_average(struct onnx_call *call)
{
    return convert_global(call, "AdaptiveAvgPool");
}

const char *onnx_convert_global_max(struct onnx_call *call)
{
    return convert_global(call, "AdaptiveMaxPool");
}

/* Whether a mean of that axis is one of all channels of each place, as a norm takes it; then it is
 * passed as that. */
static bool is_of_channels(struct onnx_call *call, double axis)
{
    struct onnx_value *map = &call->passed;
    double last = (double)map->axes + 1, at = axis < 0 ? axis + last + 1 : axis;
    bool is_last = (map->lies & LIES_LAST) != 0;
    if (map->axes == 0 || at != (is_last ? last : 1) ||
        onnx_integer(call->node, "keepdims", 1) == 0)
        return false;
    map->lies |= LIES_MEAN;
    return true;
}

/* A mean of all of a map's axes is a pool of it, which may become a list. */
const char *onnx_convert_mean(struct onnx_call *call)
{
    static const char other[] = "it is no mean of all of a map's axes";
    double listed[2 * MAX_AXES]; /* of an input, and of the attribute that was before opset 18 */
    const Onnx__Attribute *attribute = onnx_attribute(call->node, "axes");
    size_t axes = onnx_input_of(call, 0)->axes, count = onnx_numbers_of(call, 1, listed, MAX_AXES);
    for (size_t i = 0; attribute && attribute->n_ints <= MAX_AXES && i < attribute->n_ints; i++)
        listed[count++] = (double)attribute->ints[i];
    bool is_there[MAX_AXES] = {false};
    if (count == 1 && is_of_channels(call, listed[0]))
        return onnx_pass(call);
    if (call->passed.lies != 0)
        return other;
    for (size_t i = 0; i < count && axes > 0; i++) {
        double axis = listed[i] < 0 ? listed[i] + (double)axes : listed[i] - 2;
        if (!(axis >= 0 && axis < (double)axes))
            return other;
        is_there[(size_t)axis] = true;
    }
    for (size_t i = 0; i < axes; i++)
        if (!is_there[i])
            return other;
    call->is_flattened = onnx_integer(call->node, "keepdims", 1) == 0;
    return convert_global(call, "AdaptiveAvgPool");
}

/* ---- what changes sizes ---- */

/* Pads of an input or, before opset 11, an attribute: as many as it may have. */
static size_t pads_of(struct onnx_call *call, double *out, size_t most)
{
    const Onnx__Attribute *attribute = onnx_attribute(call->node, "pads");
    if (!attribute)
        return onnx_numbers_of(call, 1, out, most);
    size_t count = attribute->n_ints <= most ? attribute->n_ints : 0;
    for (size_t i = 0; i < count; i++)
        out[i] = (double)attribute->ints[i];
    return count;
}

const char *onnx_convert_pad(struct onnx_call *call)
{
    enum { MOST = 2 * MAX_RANK };
    static const char *const modes[][2] = {
        {"reflect", "ReflectionPad"}, {"edge", "ReplicationPad"}, {"wrap", "CircularPad"}};
    double pads[MOST], value = onnx_number(call->node, "value", 0);
    size_t count = pads_of(call, pads, MOST), rank = count / 2;
    if (rank < 3 || count % 2 != 0 || onnx_input_of(call, 3)->kind != VALUE_MISSING)
        return "its pads are not constant numbers for all axes";
    if (pads[0] != 0 || pads[1] != 0 || pads[rank] != 0 || pads[rank + 1] != 0)
        return "it pads channels";
    onnx_numbers_of(call, 2, &value, 1);
    const char *type = value == 0 ? "ZeroPad" : "ConstantPad", *list = "";
    bool is_constant = onnx_word_is(call->node, "mode", "constant", true);
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (onnx_word_is(call->node, "mode", modes[i][0], false))
            type = modes[i][1];
    onnx_set_line(call, named_for(call, type, rank - 2), rank - 2);
    for (size_t i = 2; i < rank; i++)
        list = arena_format(call->arena, "%s%s[%.0f, %.0f]", list, i > 2 ? ", " : "", pads[i],
                            pads[rank + i]);
    onnx_add_key(call, "padding", "[%s]", list);
    for (size_t i = 2; i < rank; i++)
        if (call->output.size[i - 1] > 0)
            call->output.size[i - 1] += pads[i] + pads[rank + i];
    if (is_constant && value != 0)
        onnx_add_key(call, "padding_value", "%.17g", value);
    return NULL;
}

/* Whether each is a whole number: then no place lies in the middle between two units. */
static bool are_whole(const double *scales, size_t count)
{
    bool is_whole = count > 0;
    for (size_t i = 0; i < count; i++)
        is_whole &= scales[i] >= 1 && scales[i] == floor(scales[i]);
    return is_whole;
}

/* The mode of an Upsample that takes the same units as the node; NULL: there is none. */
static const char *mode_of(const struct onnx_call *call, bool is_old, bool is_whole, size_t axes,
                           bool *has_corners)
{
    static const char *const linear[] = {"linear", "bilinear", "trilinear"};
    const Onnx__Node *node = call->node;
    const char *places = "coordinate_transformation_mode";
    bool is_half = onnx_word_is(node, places, "half_pixel", !is_old) ||
                   onnx_word_is(node, places, "pytorch_half_pixel", false);
    bool is_asymmetric = onnx_word_is(node, places, "asymmetric", is_old);
    bool is_aligned = onnx_word_is(node, places, "align_corners", false);
    bool is_floor = onnx_word_is(node, "nearest_mode", "floor", is_old);
    bool is_up = onnx_word_is(node, "nearest_mode", "round_prefer_ceil", false);
    bool is_down = onnx_word_is(node, "nearest_mode", "round_prefer_floor", !is_old);
    *has_corners = is_aligned;
    if (onnx_word_is(node, "mode", "linear", false))
        return is_half || is_aligned ? linear[axes - 1] : NULL;
    if (onnx_word_is(node, "mode", "cubic", false) && axes == 2)
        return (is_half || is_aligned) && onnx_number(node, "cubic_coeff_a", -0.75) == -0.75
                   ? "bicubic"
                   : NULL;
    if (!onnx_word_is(node, "mode", "nearest", true) || is_aligned)
        return NULL;
    if (is_asymmetric && is_floor)
        return "nearest";
    return is_half && (is_up || (is_down && is_whole)) ? "nearest-exact" : NULL;
}

const char *onnx_convert_resize(struct onnx_call *call)
{
    enum { SCALES = 2, SIZES = 3 };
    double given[MAX_RANK];
    bool is_old = call->input_count <= SCALES, has_corners;
    size_t rank = onnx_numbers_of(call, is_old ? 1 : SCALES, given, MAX_RANK);
    bool has_scales = rank > 0;
    if (!has_scales)
        rank = onnx_numbers_of(call, SIZES, given, MAX_RANK);
    if (rank < 3)
        return "its scales or sizes are not constant";
    bool is_plain = !onnx_attribute(call->node, "axes") &&
                    onnx_word_is(call->node, "keep_aspect_ratio_policy", "stretch", true) &&
                    onnx_integer(call->node, "antialias", 0) == 0 &&
                    onnx_integer(call->node, "exclude_outside", 0) == 0 &&
                    (!has_scales || (given[0] == 1 && given[1] == 1));
    size_t axes = rank - 2;
    bool is_whole = has_scales && are_whole(given + 2, axes);
    const char *list = "", *mode = mode_of(call, is_old, is_whole, axes, &has_corners);
    if (!is_plain || !mode)
        return "no Upsample has its mode and places";
    onnx_set_line(call, "Upsample", axes);
    for (size_t i = 2; i < rank; i++)
        list = arena_format(call->arena, "%s%s%.17g", list, i > 2 ? ", " : "", given[i]);
    onnx_add_key(call, has_scales ? "scale_factor" : "size", "[%s]", list);
    for (size_t i = 2; i < rank; i++)
        call->output.size[i - 1] =
            has_scales ? floor(call->output.size[i - 1] * given[i]) : given[i];
    onnx_add_key(call, "mode", "%s", mode);
    if (has_corners)
        onnx_add_key(call, "align_corners", "true");
    return NULL;
}
