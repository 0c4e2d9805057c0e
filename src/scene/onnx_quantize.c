/* SPDX-License-Identifier: MIT */
/* ONNX's operators on integers: QLinearConv with the scales and zero points of its three maps, and
 * QuantizeLinear in front of the first of them. */
#include "onnx_graph.h"

#include <inttypes.h>

enum { DATA_UINT8 = 2, DATA_INT8 = 3 /* TensorProto.DataType */ };

/* The constant numbers of an input, a single one or a list; NULL: it has no such. */
static const double *numbers_of(struct onnx_call *call, size_t input, size_t *count)
{
    const struct onnx_value *value = onnx_input_of(call, input);
    struct tensor tensor;
    if (value->kind != VALUE_NUMBERS || !onnx_tensor_sizes(value->tensor, &tensor) ||
        tensor.rank > 1 || onnx_tensor_read(value->tensor, call->arena, &tensor))
        return NULL;
    *count = tensor_count(&tensor);
    return *count > 0 ? tensor.values : NULL;
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

/* Adds a map's scale, which stands in input `scale`, the zero point in the next one. */
static const char *add_map(struct onnx_call *call, const char *name, size_t scale)
{
    size_t scale_count, zero_count;
    const double *scales = numbers_of(call, scale, &scale_count);
    const double *zeros = numbers_of(call, scale + 1, &zero_count);
    if (!scales || !zeros)
        return "its scales and zero points are not all constant";
    int type = onnx_input_of(call, scale + 1)->tensor->data_type;
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
    for (size_t i = 0; i < sizeof maps / sizeof *maps && !problem; i++)
        problem = add_map(call, maps[i].name, maps[i].scale);
    if (!problem)
        call->line.keys = arena_format(call->arena, "%s}", call->line.keys);
    return problem;
}

/* The scene gives the first layer integers. */
const char *onnx_convert_quantize(struct onnx_call *call)
{
    call->is_passed = true;
    if (!call->with_weights || onnx_input_of(call, 0)->layer == FROM_INPUT)
        return NULL;
    return "its numbers are not worked out";
}
