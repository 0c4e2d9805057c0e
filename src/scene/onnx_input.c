/* SPDX-License-Identifier: MIT */
/* The map that an ONNX graph begins with: its sizes, and how its axes lie. */
#include <string.h>

#include "onnx_graph.h"

/* The sizes behind the batch, where the file says all of them; of a list of units as one channel.
 */
static void read_input_sizes(const Onnx__Value *input, struct onnx_model *out,
                             struct onnx_value *value)
{
    const Onnx__Shape *shape =
        input->type && input->type->tensor_type ? input->type->tensor_type->shape : NULL;
    if (!shape || shape->n_dim < 2 || shape->n_dim > 2 + MAX_AXES)
        return;
    value->axes = shape->n_dim - 2;
    value->is_list = shape->n_dim == 2;
    out->input_rank = shape->n_dim - 1;
    for (size_t i = 1; i < shape->n_dim; i++) {
        const Onnx__Dimension *size = shape->dim[i];
        if (!size->has_dim_value || size->dim_value < 1 || size->dim_value > INT32_MAX)
            out->input_rank = 0;
        out->input[i - 1] = (size_t)(size->has_dim_value ? size->dim_value : 0);
        value->size[i - 1] = out->input_rank > 0 ? (double)out->input[i - 1] : 0;
    }
    if (value->is_list && out->input_rank > 0) {
        out->input_rank = 2;
        out->input[1] = out->input[0];
        out->input[0] = 1;
    }
}

/* Of an input whose every reader puts the last axis, its channels, first. */
static void turn_last_axis(const Onnx__Graph *graph, const char *name, struct onnx_model *out,
                           struct onnx_value *value)
{
    size_t axes = value->axes, readers = 0;
    for (size_t i = 0; i < graph->n_node; i++)
        for (size_t k = 0; k < graph->node[i]->n_input; k++) {
            const Onnx__Attribute *order = onnx_attribute(graph->node[i], "perm");
            if (strcmp(graph->node[i]->input[k], name) != 0)
                continue;
            if (!order || order->n_ints != axes + 2 || order->ints[1] != (int64_t)axes + 1)
                return;
            for (size_t n = 2; n < axes + 2; n++)
                if (order->ints[n] != (int64_t)n - 1)
                    return;
            readers++;
        }
    if (readers == 0 || axes == 0)
        return;
    double channels = value->size[axes];
    size_t input = out->input[axes];
    memmove(value->size + 1, value->size, axes * sizeof *value->size);
    memmove(out->input + 1, out->input, axes * sizeof *out->input);
    value->size[0] = channels;
    out->input[0] = input;
    value->lies = LIES_LAST;
}

void onnx_read_input(const Onnx__Graph *graph, const Onnx__Value *input, struct onnx_model *out,
                     struct onnx_value *value)
{
    read_input_sizes(input, out, value);
    turn_last_axis(graph, input->name, out, value);
}
