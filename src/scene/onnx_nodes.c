/* SPDX-License-Identifier: MIT */
/* ONNX's operators: which layer each one is. https://onnx.ai/onnx/operators */
#include "onnx_graph.h"

#include <inttypes.h>
#include <string.h>

/* ---- what moves units ---- */

static const char *convert_depth_to_space(struct onnx_call *call)
{
    if (!onnx_word_is(call->node, "mode", "CRD", false))
        return "only mode CRD puts units where a PixelShuffle does";
    onnx_set_line(call, "PixelShuffle", onnx_input_of(call, 0)->axes);
    onnx_add_key(call, "upscale_factor", "%" PRId64, onnx_integer(call->node, "blocksize", 1));
    return NULL;
}

static const char *convert_flatten(struct onnx_call *call)
{
    call->is_passed = onnx_input_of(call, 0)->is_list;
    if (onnx_integer(call->node, "axis", 1) != 1)
        return "only axis 1 makes a list of a map";
    onnx_set_line(call, "Flatten", 0);
    call->output.is_list = true;
    return NULL;
}

/* A view of a batch of lists. */
static const char *convert_reshape(struct onnx_call *call)
{
    double shape[MAX_RANK];
    const struct onnx_value *sizes = onnx_input_of(call, 1);
    bool is_matrix = sizes->kind == VALUE_SIZES && sizes->count == 2; /* the batch, and the rest */
    if (!is_matrix && onnx_numbers_of(call, 1, shape, MAX_RANK) != 2)
        return "it makes no list of a map";
    return convert_flatten(call);
}

static const char *convert_squeeze(struct onnx_call *call)
{
    if (!onnx_input_of(call, 0)->is_single)
        return "its map has more than one unit";
    return convert_flatten(call);
}

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
        line->sources[line->source_count++] = call->inputs[i].layer;
    }
    line->type = type;
    call->output = (struct onnx_value){
        .kind = VALUE_MAP, .axes = call->inputs[0].axes, .is_list = call->inputs[0].is_list};
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

static const char *convert_add(struct onnx_call *call)
{
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
    if (axis != 1 && !(axes > 0 && axis == -(int64_t)(axes + 1)))
        return "it joins maps along another axis than their channels";
    return join(call, "Concat");
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

static const struct {
    const char *operator;
    const char *(*convert)(struct onnx_call *call);
} operators[] = {
    {"Conv", onnx_convert_conv},
    {"ConvTranspose", onnx_convert_conv_transpose},
    {"QLinearConv", onnx_convert_qlinear_conv},
    {"Gemm", onnx_convert_gemm},
    {"MatMul", onnx_convert_matmul},
    {"MaxPool", onnx_convert_max_pool},
    {"AveragePool", onnx_convert_average_pool},
    {"LpPool", onnx_convert_lp_pool},
    {"GlobalAveragePool", onnx_convert_global_average},
    {"GlobalMaxPool", onnx_convert_global_max},
    {"ReduceMean", onnx_convert_mean},
    {"Pad", onnx_convert_pad},
    {"Resize", onnx_convert_resize},
    {"Upsample", onnx_convert_resize},
    {"DepthToSpace", convert_depth_to_space},
    {"Flatten", convert_flatten},
    {"Reshape", convert_reshape},
    {"Squeeze", convert_squeeze},
    {"Add", convert_add},
    {"Sum", convert_add},
    {"Mul", convert_by_numbers},
    {"Sub", convert_by_numbers},
    {"Div", convert_by_numbers},
    {"Pow", convert_by_numbers},
    {"Min", convert_by_numbers},
    {"Max", convert_by_numbers},
    {"Concat", convert_concat},
    {"Constant", convert_constant},
    {"Identity", keep},
    {"Dropout", keep},
    {"Cast", keep},
    {"LeakyRelu", onnx_convert_leaky_relu},
    {"Elu", onnx_convert_elu},
    {"Relu", onnx_convert_activation},
    {"Sigmoid", onnx_convert_activation},
    {"Tanh", onnx_convert_activation},
    {"Softplus", onnx_convert_activation},
    {"Mish", onnx_convert_activation},
    {"Selu", onnx_convert_activation},
    {"Gelu", onnx_convert_activation},
    {"HardSwish", onnx_convert_activation},
    {"HardSigmoid", onnx_convert_hard_sigmoid},
    {"Clip", onnx_convert_clip},
    {"PRelu", onnx_pass},
    {"Celu", onnx_pass},
    {"ThresholdedRelu", onnx_pass},
    {"Softsign", onnx_pass},
    {"Swish", onnx_pass},
    {"Softmax", onnx_pass},
    {"LogSoftmax", onnx_pass},
    {"Erf", onnx_pass},
    {"Abs", onnx_pass},
    {"Neg", onnx_pass},
    {"Exp", onnx_pass},
    {"Sqrt", onnx_pass},
    {"BatchNormalization", onnx_pass},
    {"InstanceNormalization", onnx_pass},
    {"LayerNormalization", onnx_pass},
    {"GroupNormalization", onnx_pass},
    {"LpNormalization", onnx_pass},
    {"MeanVarianceNormalization", onnx_pass},
    {"LRN", onnx_pass},
    {"QuantizeLinear", onnx_convert_quantize},
    {"DequantizeLinear", onnx_convert_dequantize},
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
    const char *problem = operators[at].convert(call);
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
