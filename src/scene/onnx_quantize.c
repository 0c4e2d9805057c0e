/* SPDX-License-Identifier: MIT */
/*
 * ONNX's operators on integers: QLinearConv with the scales and zero points of its three maps; and
 * a Conv between DequantizeLinear and QuantizeLinear, which is the same layer. A map of integers
 * keeps their scale and zero point from node to node.
 */
#include "onnx_graph.h"

#include <math.h>

enum { DATA_UINT8 = 2, DATA_INT8 = 3 /* TensorProto.DataType */ };

static const char not_worked_out[] = "its numbers are not worked out";

/* The numbers of a tensor, a single one or a list; NULL: it is no such. */
static const double *numbers_of(struct onnx_call *call, const Onnx__Tensor *given, size_t *count)
{
    struct tensor tensor;
    if (!given || !onnx_tensor_sizes(given, &tensor) || tensor.rank > 1 ||
        onnx_tensor_read(given, call->arena, &tensor))
        return NULL;
    *count = tensor_count(&tensor);
    return *count > 0 ? tensor.values : NULL;
}

static const Onnx__Tensor *tensor_of(const struct onnx_call *call, size_t input)
{
    const struct onnx_value *value = onnx_input_of(call, input);
    return value->kind == VALUE_NUMBERS ? value->tensor : NULL;
}

static const char *scales_text(struct onnx_call *call, const double *scales, size_t count)
{
    struct buffer text = {0};
    for (size_t i = 0; i < count; i++)
        buffer_format(&text, "%s%.9g", i ? ", " : count > 1 ? "[" : "", scales[i]);
    buffer_add_text(&text, count > 1 ? "]" : "");
    const char *kept = arena_copy_text(call->arena, text.bytes, text.length);
    buffer_finish(&text);
    return kept;
}

/* How integers stand for numbers. */
struct integers {
    const Onnx__Tensor *scale, *zero; /* zero NULL: 0 */
    int type;                         /* where there is no zero point */
};

/* Adds a map's scale and zero point to the line's keys. */
static const char *add_map(struct onnx_call *call, const char *name, struct integers map)
{
    static const double no_zero = 0;
    size_t scale_count = 0, zero_count = 1;
    const double *scales = numbers_of(call, map.scale, &scale_count);
    const double *zeros = map.zero ? numbers_of(call, map.zero, &zero_count) : &no_zero;
    if (!scales || !zeros)
        return "its scales and zero points are not all constant";
    int type = map.zero ? map.zero->data_type : map.type;
    if (type != DATA_UINT8 && type != DATA_INT8)
        return "its zero points are neither int8 nor uint8";
    for (size_t i = 1; i < zero_count; i++)
        if (zeros[i] != zeros[0])
            return "its zero points are not alike in all channels";
    call->line.keys = arena_format(call->arena, "%s%s: {scale: %s, zero_point: %.0f, dtype: %s}",
                                   call->line.keys, name, scales_text(call, scales, scale_count),
                                   zeros[0], type == DATA_INT8 ? "int8" : "uint8");
    return NULL;
}

const char *onnx_convert_qlinear_conv(struct onnx_call *call)
{
    enum { X_SCALE = 1, KERNEL = 3, KERNEL_SCALE = 4, Y_SCALE = 6, BIAS = 8 };
    static const struct {
        const char *name;
        size_t scale;
    } maps[] = {{", quantize: {input", X_SCALE}, {", kernel", KERNEL_SCALE}, {", output", Y_SCALE}};
    const char *problem = onnx_convert_weighted(call, "Conv", KERNEL, BIAS);
    for (size_t i = 0; i < sizeof maps / sizeof *maps && !problem; i++) {
        const Onnx__Tensor *zero = tensor_of(call, maps[i].scale + 1);
        problem = zero ? add_map(call, maps[i].name,
                                 (struct integers){tensor_of(call, maps[i].scale), zero, 0})
                       : "its scales and zero points are not all constant";
    }
    if (problem)
        return problem;
    call->line.keys = arena_format(call->arena, "%s}", call->line.keys);
    call->output.form = FORM_INTEGERS;
    call->output.scale = tensor_of(call, Y_SCALE);
    call->output.zero = tensor_of(call, Y_SCALE + 1);
    return NULL;
}

/* ---- QuantizeLinear and DequantizeLinear ---- */

/* Whether two tensors hold the same single number; a missing zero point is 0. */
static bool is_same(struct onnx_call *call, const Onnx__Tensor *a, const Onnx__Tensor *b)
{
    size_t a_count = 1, b_count = 1;
    static const double no_zero = 0;
    const double *left = a ? numbers_of(call, a, &a_count) : &no_zero;
    const double *right = b ? numbers_of(call, b, &b_count) : &no_zero;
    return left && right && a_count == 1 && b_count == 1 && left[0] == right[0];
}

/* Whether a map's integers are those that the node's scale and zero point mean. */
static bool has_own_scale(struct onnx_call *call)
{
    enum { SCALE = 1, ZERO = 2 };
    return is_same(call, call->passed.scale, tensor_of(call, SCALE)) &&
           is_same(call, call->passed.zero, tensor_of(call, ZERO));
}

/* Of sums: they are rounded as the node says, and a ReLU before it does nothing then. */
static const char *close_sums(struct onnx_call *call, const Onnx__Tensor *scale,
                              const Onnx__Tensor *zero)
{
    size_t count;
    const double *zeros = zero ? numbers_of(call, zero, &count) : NULL;
    double low = zero && zero->data_type == DATA_INT8 ? -128 : 0;
    if (call->passed.is_rectified && (zeros ? zeros[0] : 0) != low)
        return "a ReLU stands before it, and its zero point is not the lowest integer";
    const char *problem = add_map(call, ", output", (struct integers){scale, zero, DATA_UINT8});
    call->line.keys = arena_format(call->arena, "%s}", call->line.keys);
    call->is_closing = true;
    return problem;
}

/* Weights as integers, in single precision as runtimes have them. */
static const char *quantize_numbers(struct onnx_call *call, const Onnx__Tensor *scale,
                                    const Onnx__Tensor *zero)
{
    struct tensor given;
    size_t scale_count = 0;
    const double *scales = numbers_of(call, scale, &scale_count);
    const char *problem = onnx_tensor_read(tensor_of(call, 0), call->arena, &given);
    if (problem || !scales)
        return problem ? problem : not_worked_out;
    bool is_first = scale_count == 1 || onnx_integer(call->node, "axis", 1) == 0;
    size_t count = tensor_count(&given), zero_count = 1;
    const double *zeros = zero ? numbers_of(call, zero, &zero_count) : NULL;
    if (!is_first || count == 0 || (scale_count > 1 && scale_count != given.size[0]) ||
        (zero && (!zeros || zeros[0] != 0)))
        return not_worked_out;
    Onnx__Tensor *made = arena_allocate(call->arena, 1, sizeof *made);
    *made = (Onnx__Tensor)ONNX__TENSOR__INIT;
    int32_t *integers = arena_allocate(call->arena, count, sizeof *integers);
    bool is_signed = zero && zero->data_type == DATA_INT8;
    for (size_t i = 0; i < count; i++) {
        double by = scales[scale_count > 1 ? i / (count / given.size[0]) : 0];
        double quotient = nearbyint((double)((float)given.values[i] / (float)by));
        double low = is_signed ? -128 : 0, high = is_signed ? 127 : 255;
        integers[i] = (int32_t)(quotient > low ? fmin(quotient, high) : low);
    }
    made->n_dims = tensor_of(call, 0)->n_dims;
    made->dims = tensor_of(call, 0)->dims;
    made->has_data_type = true;
    made->data_type = is_signed ? DATA_INT8 : DATA_UINT8;
    made->n_int32_data = count;
    made->int32_data = integers;
    call->is_constant = true;
    call->output = (struct onnx_value){
        .kind = VALUE_NUMBERS, .tensor = made, .form = FORM_INTEGERS, .scale = scale, .zero = zero};
    return NULL;
}

/* At the beginning the scene gives the first layer integers. */
const char *onnx_convert_quantize(struct onnx_call *call)
{
    enum { SCALE = 1, ZERO = 2 };
    const Onnx__Tensor *scale = tensor_of(call, SCALE), *zero = tensor_of(call, ZERO);
    call->is_passed = true;
    if (!call->with_weights)
        return NULL;
    if (onnx_input_of(call, 0)->kind == VALUE_NUMBERS)
        return quantize_numbers(call, scale, zero);
    const char *problem = NULL;
    bool is_input = call->passed.form == FORM_ITSELF && call->passed.layer == FROM_INPUT;
    if (call->passed.form == FORM_SUMS)
        problem = close_sums(call, scale, zero);
    else if (!is_input && (call->passed.form != FORM_DEQUANTIZED || !has_own_scale(call)))
        problem = not_worked_out;
    call->passed.form = FORM_INTEGERS;
    call->passed.scale = scale;
    call->passed.zero = zero;
    return problem;
}

const char *onnx_convert_dequantize(struct onnx_call *call)
{
    enum { SCALE = 1, ZERO = 2 };
    const struct onnx_value *first = onnx_input_of(call, 0);
    call->is_passed = true;
    if (!call->with_weights)
        return NULL;
    if (first->kind == VALUE_NUMBERS) {
        size_t count = 0;
        if (!numbers_of(call, tensor_of(call, SCALE), &count) ||
            (count > 1 && onnx_integer(call->node, "axis", 1) != 0))
            return not_worked_out;
        call->is_constant = true;
        call->output = (struct onnx_value){.kind = VALUE_NUMBERS,
                                           .tensor = first->tensor,
                                           .form = FORM_DEQUANTIZED,
                                           .scale = tensor_of(call, SCALE),
                                           .zero = tensor_of(call, ZERO)};
        return NULL;
    }
    if (call->passed.form != FORM_INTEGERS || !has_own_scale(call))
        return not_worked_out;
    call->passed.form = FORM_DEQUANTIZED;
    return NULL;
}

/* ---- Conv between them ---- */

/* Whether the bias is of the same scale as the sums. */
static bool is_bias_scaled(struct onnx_call *call, const struct onnx_value *bias)
{
    size_t count = 0, map_count = 0, kernel_count = 0;
    const double *scales = numbers_of(call, bias->scale, &count);
    const double *map = numbers_of(call, onnx_input_of(call, 0)->scale, &map_count);
    const double *kernel = numbers_of(call, onnx_input_of(call, 1)->scale, &kernel_count);
    if (!scales || !map || !kernel || map_count != 1 || (count != 1 && count != kernel_count))
        return false;
    for (size_t i = 0; i < kernel_count; i++) {
        double due = map[0] * kernel[i], found = scales[count > 1 ? i : 0];
        if (fabs(found - due) > 1e-5 * fabs(due))
            return false;
    }
    return true;
}

const char *onnx_convert_dequantized_conv(struct onnx_call *call)
{
    enum { KERNEL = 1, BIAS = 2 };
    const struct onnx_value *map = onnx_input_of(call, 0), *kernel = onnx_input_of(call, KERNEL);
    const struct onnx_value *bias = onnx_input_of(call, BIAS);
    if (map->form != FORM_DEQUANTIZED || kernel->form != FORM_DEQUANTIZED)
        return "only one of its input and its kernel is quantized";
    if (bias->kind != VALUE_MISSING && bias->form != FORM_DEQUANTIZED)
        return "its bias is not quantized";
    const char *problem = onnx_convert_weighted(call, "Conv", KERNEL, BIAS);
    if (!problem && bias->kind != VALUE_MISSING && !is_bias_scaled(call, bias))
        problem = "its bias has another scale than its sums";
    if (!problem)
        problem = add_map(call, ", quantize: {input",
                          (struct integers){map->scale, map->zero, DATA_UINT8});
    if (!problem)
        problem =
            add_map(call, ", kernel",
                    (struct integers){kernel->scale, kernel->zero, kernel->tensor->data_type});
    call->is_open = true;
    call->output.form = FORM_SUMS;
    return problem;
}
