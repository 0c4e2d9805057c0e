/* SPDX-License-Identifier: MIT */
/* ONNX's activations: they keep every size, so that they are layers only where numbers are asked
 * for. */
#include "onnx_graph.h"

#include <math.h>
#include <string.h>

const char *onnx_pass(struct onnx_call *call)
{
    call->is_passed = true;
    return call->with_weights ? "its numbers are not worked out" : NULL;
}

static const char *activate(struct onnx_call *call, const char *type)
{
    const struct onnx_value *input = onnx_input_of(call, 0);
    call->is_passed = !call->with_weights;
    onnx_set_line(call, type, input->axes);
    call->output.is_list = input->is_list;
    call->output.is_single = input->is_single;
    call->output.activation = type;
    call->output.activated = input->layer;
    return NULL;
}

const char *onnx_convert_leaky_relu(struct onnx_call *call)
{
    onnx_add_key(call, "negative_slope", "%.9g", onnx_number(call->node, "alpha", 0.01));
    return activate(call, "LeakyReLU");
}

const char *onnx_convert_elu(struct onnx_call *call)
{
    onnx_add_key(call, "alpha", "%.9g", onnx_number(call->node, "alpha", 1));
    return activate(call, "ELU");
}

/* PyTorch's has alpha 1/6. */
const char *onnx_convert_hard_sigmoid(struct onnx_call *call)
{
    bool is_usual = fabs(onnx_number(call->node, "alpha", 0.2) - 1.0 / 6) < 1e-6 &&
                    onnx_number(call->node, "beta", 0.5) == 0.5;
    return is_usual ? activate(call, "Hardsigmoid") : onnx_pass(call);
}

/* A limit of a Clip: an input or, before opset 11, an attribute; fallback: none is given. False: it
 * is not constant. */
static bool read_limit(struct onnx_call *call, const char *name, size_t input, double *out)
{
    *out = onnx_number(call->node, name, *out);
    return onnx_input_of(call, input)->kind == VALUE_MISSING ||
           onnx_numbers_of(call, input, out, 1) == 1;
}

const char *onnx_convert_clip(struct onnx_call *call)
{
    double low = -INFINITY, high = INFINITY;
    if (!read_limit(call, "min", 1, &low) || !read_limit(call, "max", 2, &high) || low != 0)
        return onnx_pass(call);
    return high == 6               ? activate(call, "ReLU6")
           : high >= (double)3e38F ? activate(call, "ReLU")
                                   : onnx_pass(call);
}

const char *onnx_convert_activation(struct onnx_call *call)
{
    static const char *const types[][2] = {
        {"Relu", "ReLU"}, {"Sigmoid", "Sigmoid"}, {"Tanh", "Tanh"}, {"Softplus", "Softplus"},
        {"Mish", "Mish"}, {"Selu", "SELU"},       {"Gelu", "GELU"}, {"HardSwish", "Hardswish"}};
    if (call->passed.form == FORM_SUMS) {
        call->is_passed = call->passed.is_rectified = true;
        return NULL;
    }
    bool is_usual = onnx_word_is(call->node, "approximate", "none", true) &&
                    call->node->n_attribute == (onnx_attribute(call->node, "approximate") != NULL);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i][0], call->node->op_type) == 0 && (is_usual || !call->with_weights))
            return activate(call, types[i][1]);
    return onnx_pass(call);
}

/* x sigmoid(x) */
bool onnx_convert_own_gate(struct onnx_call *call)
{
    static const char *const types[][2] = {{"Sigmoid", "SiLU"}, {"Hardsigmoid", "Hardswish"}};
    for (size_t g = 0; call->input_count == 2 && call->with_weights && g < 2; g++) {
        const struct onnx_value *gate = &call->inputs[g], *map = &call->inputs[1 - g];
        if (gate->kind != VALUE_MAP || map->kind != VALUE_MAP || !gate->activation ||
            gate->activated != map->layer)
            continue;
        for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
            if (strcmp(types[i][0], gate->activation) != 0)
                continue;
            const struct onnx_value kept = *gate;
            call->inputs[0] = *map;
            call->inputs[1] = kept;
            call->gate = &call->inputs[1];
            activate(call, types[i][1]);
            return true;
        }
    }
    return false;
}
