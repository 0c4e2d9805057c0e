/* SPDX-License-Identifier: MIT */
/* The attributes of an ONNX node as keys of the scene language. */
#include "onnx_graph.h"

#include <inttypes.h>
#include <math.h>
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
    const struct onnx_sizes *sizes = &onnx_input_of(call, input)->sizes;
    bool is_known = sizes->count > 0 && sizes->count <= most && sizes->rows == 0;
    for (size_t i = 0; i < sizes->count; i++) {
        is_known &= i == 0 || !isnan(sizes->of[i]); /* that of the batch may be unknown */
        if (is_known)
            out[i] = sizes->of[i];
    }
    if (is_known)
        return sizes->count;
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
    const struct onnx_value *map = onnx_input_of(call, 0);
    if (call->line.type) {
        call->before[call->before_count++] = call->line;
        call->line = (struct onnx_line){.keys = ""};
    }
    call->line.type = type;
    call->line.sources[call->line.source_count++] = map->layer;
    if (call->before_count == 0)
        memcpy(call->output.size, map->size, sizeof map->size);
    call->output.kind = VALUE_MAP;
    call->output.axes = axes;
}

void onnx_set_sizes(struct onnx_call *call, double channels, double factor)
{
    call->output.size[0] = floor(channels);
    for (size_t i = 0; i < call->output.axes; i++)
        call->output.size[1 + i] = floor(call->output.size[1 + i] * factor);
}

static double attribute_at(const Onnx__Node *node, const char *name, size_t n, double fallback)
{
    const Onnx__Attribute *given = onnx_attribute(node, name);
    return given && n < given->n_ints ? (double)given->ints[n] : fallback;
}

void onnx_set_window(struct onnx_call *call, const double *kernel, bool is_transposed)
{
    const Onnx__Node *node = call->node;
    size_t axes = call->output.axes;
    bool is_same = onnx_word_is(node, "auto_pad", "SAME_UPPER", false) ||
                   onnx_word_is(node, "auto_pad", "SAME_LOWER", false);
    bool is_up = onnx_integer(node, "ceil_mode", 0) != 0;
    for (size_t i = 0; i < axes; i++) {
        double *size = &call->output.size[1 + i], in = *size;
        double stride = fmax(1, attribute_at(node, "strides", i, 1));
        double reach = attribute_at(node, "dilations", i, 1) * (kernel[i] - 1) + 1;
        double begin = attribute_at(node, "pads", i, 0);
        double padding = begin + attribute_at(node, "pads", axes + i, 0);
        double extra = attribute_at(node, "output_padding", i, 0);
        double steps = (in + padding - reach) / stride;
        double out = (is_up ? ceil(steps) : floor(steps)) + 1;
        if (is_up && (out - 1) * stride >= in + begin)
            out--;
        if (is_same)
            out = is_transposed ? in * stride : ceil(in / stride);
        else if (is_transposed)
            out = stride * (in - 1) + extra + reach - padding;
        *size = in > 0 && out > 0 ? out : 0;
    }
}
