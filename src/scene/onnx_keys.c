/* SPDX-License-Identifier: MIT */
/* The attributes of an ONNX node as keys of the scene language. */
#include "onnx_graph.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void onnx_add_key(struct onnx_call *call, const char *key, const char *format, ...)
{
    char value[200]; /* a few numbers */
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(value, sizeof value, format, arguments);
    va_end(arguments);
    call->line.keys = arena_format(call->arena, "%s, %s: %s", call->line.keys, key, value);
}

bool onnx_add_list(struct onnx_call *call, const char *attribute, const char *key, size_t axes,
                   int64_t usual)
{
    const Onnx__Attribute *given = onnx_attribute(call->node, attribute);
    const char *list = "";
    bool is_usual = true;
    if (given && given->n_ints != axes)
        return false;
    for (size_t i = 0; given && i < axes; i++) {
        list = arena_format(call->arena, "%s%s%" PRId64, list, i ? ", " : "", given->ints[i]);
        is_usual &= given->ints[i] == usual;
    }
    if (given && !is_usual)
        onnx_add_key(call, key, "[%s]", list);
    return true;
}

bool onnx_add_padding(struct onnx_call *call, size_t axes)
{
    const Onnx__Node *node = call->node;
    const Onnx__Attribute *pads = onnx_attribute(node, "pads");
    const char *list = "";
    bool is_padded = false;
    if (onnx_word_is(node, "auto_pad", "SAME_UPPER", false))
        onnx_add_key(call, "padding", "same");
    else if (onnx_word_is(node, "auto_pad", "SAME_LOWER", false))
        onnx_add_key(call, "padding", "same_lower");
    else if (pads && pads->n_ints != 2 * axes)
        return false;
    if (!pads || !onnx_word_is(node, "auto_pad", "NOTSET", true))
        return true;
    for (size_t i = 0; i < axes; i++) {
        list = arena_format(call->arena, "%s%s[%" PRId64 ", %" PRId64 "]", list, i ? ", " : "",
                            pads->ints[i], pads->ints[axes + i]);
        is_padded |= pads->ints[i] != 0 || pads->ints[axes + i] != 0;
    }
    if (is_padded)
        onnx_add_key(call, "padding", "[%s]", list);
    return true;
}

size_t onnx_numbers_of(struct onnx_call *call, size_t input, double *out, size_t most)
{
    struct tensor tensor;
    if (input >= call->input_count || call->inputs[input].kind != VALUE_NUMBERS)
        return 0;
    if (!onnx_tensor_sizes(call->inputs[input].tensor, &tensor) || tensor.rank > 1 ||
        tensor_count(&tensor) > most)
        return 0;
    if (onnx_tensor_read(call->inputs[input].tensor, call->arena, &tensor))
        return 0;
    size_t count = tensor_count(&tensor);
    for (size_t i = 0; i < count; i++)
        out[i] = tensor.values[i];
    return count;
}

const struct onnx_value *onnx_input_of(const struct onnx_call *call, size_t n)
{
    static const struct onnx_value missing = {.kind = VALUE_MISSING};
    return n < call->input_count ? &call->inputs[n] : &missing;
}

void onnx_set_line(struct onnx_call *call, const char *type, size_t axes)
{
    call->line.type = type;
    call->line.sources[call->line.source_count++] = onnx_input_of(call, 0)->layer;
    call->output.kind = VALUE_MAP;
    call->output.axes = axes;
}
