/* SPDX-License-Identifier: MIT */
/* ONNX's operators: which layer each one is. https://onnx.ai/onnx/operators */
#include "onnx_graph.h"

#include <inttypes.h>
#include <string.h>

/* ---- joins ---- */

static bool is_source(const struct onnx_line *line, size_t layer)
{
    bool is_there = false;
    for (size_t i = 0; i < line->source_count; i++)
        is_there |= line->sources[i] == layer;
    return is_there;
}

/* All inputs as maps that the layer joins. */
static const char *join(struct onnx_call *call, const char *type)
{
    struct onnx_line *line = &call->line;
    call->is_passed = call->input_count == 1;
    for (size_t i = 0; i < call->input_count; i++) {
        if (call->inputs[i].kind != VALUE_MAP)
            return "it joins a map and numbers";
        if (is_source(line, call->inputs[i].layer))
            return "it joins a map with itself";
        if (call->inputs[i].lies != call->inputs[0].lies || (call->inputs[i].lies & ~LIES_LAST))
            return "it joins maps whose axes lie unlike";
        line->sources[line->source_count++] = call->inputs[i].layer;
    }
    line->type = type;
    call->output = (struct onnx_value){.kind = VALUE_MAP,
                                       .axes = call->inputs[0].axes,
                                       .lies = call->inputs[0].lies,
                                       .is_list = call->inputs[0].is_list};
    memcpy(call->output.size, call->inputs[0].size, sizeof call->output.size);
    return NULL;
}

/* Of one map: by numbers, or by what was passed over on its way, as in x sigmoid(x). */
static bool has_one_map(const struct onnx_call *call)
{
    const struct onnx_value *first = NULL;
    for (size_t i = 0; i < call->input_count; i++) {
        const struct onnx_value *input = &call->inputs[i];
        if (input->kind == VALUE_MAP && first && input->layer != first->layer)
            return false;
        first = input->kind == VALUE_MAP && !first ? input : first;
    }
    return first != NULL;
}

/* A number for each channel that the map's layer gives. */
static bool is_bias(struct onnx_call *call)
{
    struct tensor sizes;
    for (size_t i = 0; i < call->input_count; i++)
        if (call->inputs[i].kind == VALUE_NUMBERS && call->passed.may_take_bias &&
            onnx_tensor_sizes(call->inputs[i].tensor, &sizes) && sizes.rank == 1 &&
            (double)sizes.size[0] == call->passed.size[0])
            return true;
    return false;
}

static const char *convert_add(struct onnx_call *call)
{
    if (!call->with_weights && call->input_count == 2 && is_bias(call)) {
        call->is_passed = call->is_bias = true;
        call->passed.may_take_bias = false;
        return NULL;
    }
    return has_one_map(call) ? onnx_pass(call) : join(call, "Add");
}

/* A map times one number for each of its maps, as squeeze and excitation has it. */
static bool is_gated(struct onnx_call *call)
{
    const struct onnx_value *maps = call->inputs;
    if (call->input_count != 2 || call->with_weights || maps[0].kind != VALUE_MAP ||
        maps[1].kind != VALUE_MAP || maps[0].is_single == maps[1].is_single)
        return false;
    call->gate = &maps[maps[0].is_single ? 0 : 1];
    call->passed = maps[maps[0].is_single ? 1 : 0];
    call->is_passed = true;
    return true;
}

static const char *convert_by_numbers(struct onnx_call *call)
{
    if (has_one_map(call))
        return onnx_pass(call);
    bool is_product = strcmp(call->node->op_type, "Mul") == 0;
    if (is_product && onnx_convert_own_gate(call))
        return NULL;
    return is_product && is_gated(call) ? NULL : "there is no layer that joins maps so";
}

static const char *convert_concat(struct onnx_call *call)
{
    int64_t axis = onnx_integer(call->node, "axis", 1);
    size_t axes = onnx_input_of(call, 0)->axes;
    int64_t channels = onnx_input_of(call, 0)->lies == LIES_LAST ? (int64_t)axes + 1 : 1;
    if (axis != channels && !(axes > 0 && axis + (int64_t)axes + 2 == channels))
        return "it joins maps along another axis than their channels";
    const char *problem = join(call, "Concat");
    for (size_t i = 1; !problem && i < call->input_count; i++) {
        double more = call->inputs[i].size[0];
        call->output.size[0] =
            call->output.size[0] > 0 && more > 0 ? call->output.size[0] + more : 0;
    }
    return problem;
}

/* ---- what keeps every size ---- */

static const char *keep(struct onnx_call *call)
{
    call->is_passed = true;
    return NULL;
}

static const char *convert_constant(struct onnx_call *call)
{
    const Onnx__Attribute *value = onnx_attribute(call->node, "value");
    if (!value || !value->t)
        return "it is no tensor";
    call->is_constant = true;
    call->output = (struct onnx_value){.kind = VALUE_NUMBERS, .tensor = value->t};
    return NULL;
}

/* ---- the table ---- */

enum { ANY_LIES = LIES_LAST | LIES_PLANE | LIES_MEAN | LIES_SPLIT };

static const struct {
    const char *operator;
    const char *(*convert)(struct onnx_call *call);
    unsigned lies;  /* which maps it takes whose axes lie otherwise: enum onnx_lies */
    bool has_parts; /* each of its outputs is a layer */
} operators[] = {
    {"Conv", onnx_convert_conv, 0, false},
    {"ConvTranspose", onnx_convert_conv_transpose, 0, false},
    {"QLinearConv", onnx_convert_qlinear_conv, 0, false},
    {"Gemm", onnx_convert_gemm, LIES_LAST, false},
    {"MatMul", onnx_convert_matmul, LIES_LAST, false},
    {"MaxPool", onnx_convert_max_pool, 0, false},
    {"AveragePool", onnx_convert_average_pool, 0, false},
    {"LpPool", onnx_convert_lp_pool, 0, false},
    {"GlobalAveragePool", onnx_convert_global_average, 0, false},
    {"GlobalMaxPool", onnx_convert_global_max, 0, false},
    {"ReduceMean", onnx_convert_mean, LIES_LAST | LIES_MEAN, false},
    {"Pad", onnx_convert_pad, 0, false},
    {"Resize", onnx_convert_resize, 0, false},
    {"Upsample", onnx_convert_resize, 0, false},
    {"DepthToSpace", onnx_convert_depth_to_space, 0, false},
    {"Flatten", onnx_convert_flatten, 0, false},
    {"Reshape", onnx_convert_reshape, LIES_SPLIT, false},
    {"Squeeze", onnx_convert_squeeze, 0, false},
    {"Unsqueeze", onnx_convert_unsqueeze, LIES_PLANE, false},
    {"Transpose", onnx_convert_transpose, LIES_LAST | LIES_SPLIT, false},
    {"Slice", onnx_convert_slice, 0, false},
    {"Split", onnx_convert_split, 0, true},
    {"Gather", onnx_convert_gather, 0, false},
    {"Add", convert_add, ANY_LIES, false},
    {"Sum", convert_add, ANY_LIES, false},
    {"Mul", convert_by_numbers, ANY_LIES, false},
    {"Sub", convert_by_numbers, ANY_LIES, false},
    {"Div", convert_by_numbers, ANY_LIES, false},
    {"Pow", convert_by_numbers, ANY_LIES, false},
    {"Min", convert_by_numbers, ANY_LIES, false},
    {"Max", convert_by_numbers, ANY_LIES, false},
    {"Concat", convert_concat, LIES_LAST, false},
    {"Constant", convert_constant, 0, false},
    {"Identity", keep, ANY_LIES, false},
    {"Dropout", keep, ANY_LIES, false},
    {"Cast", keep, ANY_LIES, false},
    {"LeakyRelu", onnx_convert_leaky_relu, ANY_LIES, false},
    {"Elu", onnx_convert_elu, ANY_LIES, false},
    {"Relu", onnx_convert_activation, ANY_LIES, false},
    {"Sigmoid", onnx_convert_activation, ANY_LIES, false},
    {"Tanh", onnx_convert_activation, ANY_LIES, false},
    {"Softplus", onnx_convert_activation, ANY_LIES, false},
    {"Mish", onnx_convert_activation, ANY_LIES, false},
    {"Selu", onnx_convert_activation, ANY_LIES, false},
    {"Gelu", onnx_convert_activation, ANY_LIES, false},
    {"HardSwish", onnx_convert_activation, ANY_LIES, false},
    {"HardSigmoid", onnx_convert_hard_sigmoid, ANY_LIES, false},
    {"Clip", onnx_convert_clip, ANY_LIES, false},
    {"PRelu", onnx_pass, ANY_LIES, false},
    {"Celu", onnx_pass, ANY_LIES, false},
    {"ThresholdedRelu", onnx_pass, ANY_LIES, false},
    {"Softsign", onnx_pass, ANY_LIES, false},
    {"Swish", onnx_pass, ANY_LIES, false},
    {"Softmax", onnx_pass, ANY_LIES, false},
    {"LogSoftmax", onnx_pass, ANY_LIES, false},
    {"Erf", onnx_pass, ANY_LIES, false},
    {"Abs", onnx_pass, ANY_LIES, false},
    {"Neg", onnx_pass, ANY_LIES, false},
    {"Exp", onnx_pass, ANY_LIES, false},
    {"Sqrt", onnx_pass, ANY_LIES, false},
    {"BatchNormalization", onnx_pass, ANY_LIES, false},
    {"InstanceNormalization", onnx_pass, ANY_LIES, false},
    {"LayerNormalization", onnx_pass, ANY_LIES, false},
    {"GroupNormalization", onnx_pass, ANY_LIES, false},
    {"LpNormalization", onnx_pass, ANY_LIES, false},
    {"MeanVarianceNormalization", onnx_pass, ANY_LIES, false},
    {"LRN", onnx_pass, ANY_LIES, false},
    {"QuantizeLinear", onnx_convert_quantize, 0, false},
    {"DequantizeLinear", onnx_convert_dequantize, 0, false},
};

/* Whether an operator takes integers in place of the numbers that they stand for. */
enum integers { INTEGERS_NOT, INTEGERS_KEPT /* its output is of the same */, INTEGERS_OWN };

static enum integers integers_of(const char *name)
{
    static const struct {
        const char *operator;
        enum integers integers;
    } takers[] = {
        {"Conv", INTEGERS_OWN},           {"QLinearConv", INTEGERS_OWN},
        {"MaxPool", INTEGERS_KEPT},       {"GlobalMaxPool", INTEGERS_KEPT},
        {"DepthToSpace", INTEGERS_KEPT},  {"Flatten", INTEGERS_KEPT},
        {"Reshape", INTEGERS_KEPT},       {"Squeeze", INTEGERS_KEPT},
        {"Identity", INTEGERS_OWN},       {"Dropout", INTEGERS_OWN},
        {"QuantizeLinear", INTEGERS_OWN}, {"DequantizeLinear", INTEGERS_OWN},
    };
    for (size_t i = 0; i < sizeof takers / sizeof *takers; i++)
        if (strcmp(takers[i].operator, name) == 0)
            return takers[i].integers;
    return INTEGERS_NOT;
}

/* Its place in the table; COUNT: it has none. */
enum { COUNT = sizeof operators / sizeof *operators };

static size_t find_operator(const struct onnx_call *call)
{
    const char *name = call->node->op_type ? call->node->op_type : "";
    size_t i = 0;
    while (i < COUNT && strcmp(operators[i].operator, name) != 0)
        i++;
    return i;
}

bool onnx_gives_parts(const struct onnx_call *call)
{
    size_t at = find_operator(call);
    return at < COUNT && operators[at].has_parts;
}

/* Why an operator does not take a map as its axes lie; NULL: it does. */
static const char *lies_otherwise(const struct onnx_call *call, unsigned taken)
{
    static const char *const reasons[] = {
        "its map has its channels last", "its map has no axis of channels",
        "its map is a mean over channels", "the axes of its map are split"};
    unsigned others = 0;
    for (size_t i = 0; i < call->input_count; i++)
        if (call->inputs[i].kind == VALUE_MAP)
            others |= call->inputs[i].lies & ~taken;
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (others & 1u << i)
            return reasons[i];
    return NULL;
}

static bool has_form(const struct onnx_call *call, enum onnx_form form)
{
    bool has_some = false;
    for (size_t i = 0; i < call->input_count; i++)
        has_some |= call->inputs[i].form == form;
    return has_some;
}

const char *onnx_convert(struct onnx_call *call)
{
    size_t at = find_operator(call);
    if (at == COUNT)
        return "there is no such layer";
    if (call->node->n_input > MAX_SOURCES)
        return "it has more than 64 inputs";
    enum integers integers = integers_of(operators[at].operator);
    bool is_rectifier = strcmp(operators[at].operator, "Relu") == 0;
    if ((integers == INTEGERS_NOT && has_form(call, FORM_DEQUANTIZED)) ||
        (integers != INTEGERS_OWN && !is_rectifier && has_form(call, FORM_SUMS)))
        return "its numbers are not worked out";
    const char *problem = lies_otherwise(call, operators[at].lies);
    problem = problem ? problem : operators[at].convert(call);
    if (integers == INTEGERS_KEPT && call->input_count > 0) {
        call->output.form = call->inputs[0].form;
        call->output.scale = call->inputs[0].scale;
        call->output.zero = call->inputs[0].zero;
    }
    return problem;
}

const char *onnx_convert_numbers(struct onnx_call *call)
{
    size_t at = find_operator(call);
    bool is_known = at < COUNT && (operators[at].convert == onnx_convert_quantize ||
                                   operators[at].convert == onnx_convert_dequantize);
    return is_known ? operators[at].convert(call) : "it reads no map";
}
