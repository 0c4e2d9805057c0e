/* SPDX-License-Identifier: MIT */
/* Numbers that an ONNX graph works out from sizes of maps, as for a Reshape, a Pad or a Resize: a
 * few whole numbers at a time, those that are not known among them, which are NAN. */
#include "onnx_graph.h"

#include <math.h>
#include <string.h>

enum { MOST = ONNX_MOST_SIZES };

struct onnx_sizes onnx_sizes_of(struct onnx_call *call, size_t input)
{
    struct onnx_sizes sizes = {0};
    struct tensor tensor;
    const struct onnx_value *value = onnx_input_of(call, input);
    if (value->kind == VALUE_SIZES)
        return value->sizes;
    if (value->kind != VALUE_NUMBERS || !onnx_tensor_sizes(value->tensor, &tensor) ||
        tensor.rank > 2 || tensor_count(&tensor) > MOST ||
        onnx_tensor_read(value->tensor, call->arena, &tensor))
        return sizes;
    double *of = arena_allocate(call->arena, MOST, sizeof *of);
    sizes = (struct onnx_sizes){.count = tensor_count(&tensor),
                                .rows = tensor.rank == 2 ? tensor.size[0] : 0,
                                .is_float = !onnx_tensor_is_whole(value->tensor),
                                .of = of};
    memcpy(of, tensor.values, sizes.count * sizeof *of);
    return sizes;
}

static struct onnx_sizes make(struct arena *arena, size_t count)
{
    return (struct onnx_sizes){.count = count, .of = arena_allocate(arena, MOST, sizeof(double))};
}

/* The sizes of a map, its batch before them. */
static void shape_of(struct onnx_call *call, struct onnx_sizes *out)
{
    const struct onnx_value *map = onnx_input_of(call, 0);
    size_t count = map->is_list ? 2 : map->axes + 2;
    *out = (struct onnx_sizes){.is_shape = map->lies == 0, .shape_of = map->layer};
    if ((map->axes == 0 && !map->is_list) || map->lies != 0)
        return;
    out->count = count;
    out->of = make(call->arena, count).of;
    out->of[0] = NAN;
    for (size_t i = 1; i < count; i++) {
        out->of[i] = map->size[i - 1] > 0 ? map->size[i - 1] : NAN;
        call->uses_sizes |= map->size[i - 1] > 0;
    }
}

/* Of sizes themselves: how many there are. */
static bool count(struct onnx_call *call, struct onnx_sizes *out)
{
    struct onnx_sizes from = onnx_sizes_of(call, 0);
    *out = make(call->arena, from.rows > 0 ? 2 : 1);
    out->of[0] = (double)(from.rows > 0 ? from.rows : from.count);
    if (from.rows > 0)
        out->of[1] = (double)(from.count / from.rows);
    return from.count > 0;
}

static bool gather(struct onnx_call *call, struct onnx_sizes *out)
{
    struct onnx_sizes from = onnx_sizes_of(call, 0), which = onnx_sizes_of(call, 1);
    *out = make(call->arena, which.count);
    for (size_t i = 0; i < which.count; i++) {
        double at = which.of[i] < 0 ? which.of[i] + (double)from.count : which.of[i];
        out->of[i] = at >= 0 && at < (double)from.count ? from.of[(size_t)at] : NAN;
    }
    return true;
}

static bool keep(struct onnx_call *call, struct onnx_sizes *out)
{
    *out = onnx_sizes_of(call, 0);
    return true;
}

static bool cast(struct onnx_call *call, struct onnx_sizes *out)
{
    enum { FLOAT = 1, DOUBLE = 11 };
    int64_t to = onnx_integer(call->node, "to", FLOAT);
    struct onnx_sizes from = onnx_sizes_of(call, 0);
    *out = from;
    out->is_float = to == FLOAT || to == DOUBLE;
    if (out->is_float || !from.is_float || from.count == 0)
        return true;
    out->of = make(call->arena, from.count).of;
    for (size_t i = 0; i < from.count; i++)
        out->of[i] = trunc(from.of[i]);
    return true;
}

static bool join(struct onnx_call *call, struct onnx_sizes *out)
{
    *out = make(call->arena, 0);
    for (size_t i = 0; i < call->input_count; i++) {
        struct onnx_sizes more = onnx_sizes_of(call, i);
        if (more.count == 0 || out->count + more.count > MOST)
            return false;
        memcpy(out->of + out->count, more.of, more.count * sizeof *more.of);
        out->count += more.count;
    }
    return true;
}

/* Whole numbers are divided to whole numbers. What follows from an unknown number is unknown, also
 * where a comparison would choose the other one. */
static double calculated(const char *operator, double a, double b, bool is_float)
{
    if (isnan(a) || isnan(b))
        return NAN;
    if (strcmp(operator, "Add") == 0)
        return a + b;
    if (strcmp(operator, "Sub") == 0)
        return a - b;
    if (strcmp(operator, "Mul") == 0)
        return a * b;
    if (strcmp(operator, "Min") == 0 || strcmp(operator, "Max") == 0)
        return (a < b) == (operator[1] == 'i') ? a : b;
    if (b == 0)
        return NAN;
    if (strcmp(operator, "Mod") == 0)
        return a - b * floor(a / b);
    return is_float ? a / b : trunc(a / b);
}

static bool calculate(struct onnx_call *call, struct onnx_sizes *out)
{
    struct onnx_sizes a = onnx_sizes_of(call, 0), b = onnx_sizes_of(call, 1);
    size_t count = a.count > b.count ? a.count : b.count;
    if (a.count == 0 || b.count == 0 || (a.count != b.count && a.count != 1 && b.count != 1))
        return false;
    *out = make(call->arena, count);
    out->is_float = a.is_float || b.is_float;
    for (size_t i = 0; i < count; i++)
        out->of[i] = calculated(call->node->op_type, a.of[a.count > 1 ? i : 0],
                                b.of[b.count > 1 ? i : 0], out->is_float);
    return true;
}

static bool round_down(struct onnx_call *call, struct onnx_sizes *out)
{
    struct onnx_sizes from = onnx_sizes_of(call, 0);
    *out = make(call->arena, from.count);
    out->is_float = from.is_float;
    for (size_t i = 0; i < from.count; i++)
        out->of[i] =
            strcmp(call->node->op_type, "Ceil") == 0 ? ceil(from.of[i]) : floor(from.of[i]);
    return true;
}

/* Rows of a matrix, or single numbers. */
static bool slice(struct onnx_call *call, struct onnx_sizes *out)
{
    struct onnx_sizes from = onnx_sizes_of(call, 0), begin = onnx_sizes_of(call, 1),
                      end = onnx_sizes_of(call, 2), step = onnx_sizes_of(call, 4);
    size_t rows = from.rows > 0 ? from.rows : from.count, columns = from.count / (rows ? rows : 1);
    double by = step.count == 1 ? step.of[0] : 1, count = (double)rows;
    if (begin.count != 1 || end.count != 1 || isnan(begin.of[0]) || isnan(end.of[0]) ||
        !(fabs(by) >= 1))
        return false;
    double at = begin.of[0] < 0 ? begin.of[0] + count : begin.of[0];
    double last = end.of[0] < 0 ? end.of[0] + count : end.of[0];
    at = fmin(fmax(at, 0), by < 0 ? count - 1 : count);
    *out = make(call->arena, 0);
    for (; at >= 0 && at < count && (by > 0 ? at < last : at > last); at += by) {
        memcpy(out->of + out->count, from.of + (size_t)at * columns, columns * sizeof *out->of);
        out->count += columns;
    }
    out->rows = from.rows > 0 && columns > 0 ? out->count / columns : 0;
    out->is_float = from.is_float;
    return true;
}

static bool reshape(struct onnx_call *call, struct onnx_sizes *out)
{
    struct onnx_sizes shape = onnx_sizes_of(call, 1);
    *out = onnx_sizes_of(call, 0);
    out->rows = 0;
    if (shape.count != 2)
        return shape.count == 1;
    double columns = shape.of[1] > 0 ? shape.of[1] : (double)out->count / fmax(1, shape.of[0]);
    if (!(columns >= 1))
        return false;
    out->rows = out->count / (size_t)columns;
    return out->rows * (size_t)columns == out->count &&
           (!(shape.of[0] > 0) || (double)out->rows == shape.of[0]);
}

static bool transpose(struct onnx_call *call, struct onnx_sizes *out)
{
    struct onnx_sizes from = onnx_sizes_of(call, 0);
    *out = from;
    if (from.rows == 0)
        return true;
    size_t columns = from.count / from.rows;
    *out = make(call->arena, from.count);
    for (size_t i = 0; i < from.count; i++)
        out->of[i % columns * from.rows + i / columns] = from.of[i];
    out->rows = columns;
    out->is_float = from.is_float;
    return true;
}

static bool fill(struct onnx_call *call, struct onnx_sizes *out)
{
    const Onnx__Attribute *value = onnx_attribute(call->node, "value");
    struct onnx_sizes shape = onnx_sizes_of(call, 0);
    struct tensor given = {0};
    if (shape.count != 1 || !(shape.of[0] >= 0 && shape.of[0] <= MOST))
        return false;
    if (value && (!value->t || onnx_tensor_read(value->t, call->arena, &given)))
        return false;
    *out = make(call->arena, (size_t)shape.of[0]);
    for (size_t i = 0; i < out->count; i++)
        out->of[i] = given.values ? given.values[0] : 0;
    return true;
}

static const struct {
    const char *operator;
    bool (*work_out)(struct onnx_call *call, struct onnx_sizes *out);
} operators[] = {
    {"Shape", count},   {"Gather", gather},   {"Squeeze", keep},        {"Unsqueeze", keep},
    {"Identity", keep}, {"Cast", cast},       {"Concat", join},         {"Add", calculate},
    {"Sub", calculate}, {"Mul", calculate},   {"Div", calculate},       {"Mod", calculate},
    {"Min", calculate}, {"Max", calculate},   {"Floor", round_down},    {"Ceil", round_down},
    {"Slice", slice},   {"Reshape", reshape}, {"Transpose", transpose}, {"ConstantOfShape", fill},
};

/* Whether it reads sizes of maps, or whole numbers alone that are as few. are_lists: those that are
 * no weights. */
static bool reads_sizes(const struct onnx_call *call, bool *has_sizes, bool *are_lists)
{
    bool are_whole = call->input_count > 0;
    *has_sizes = false;
    *are_lists = true;
    for (size_t i = 0; i < call->input_count; i++) {
        const struct onnx_value *input = &call->inputs[i];
        *has_sizes |= input->kind == VALUE_SIZES;
        if (input->kind == VALUE_MISSING)
            continue;
        if (input->kind != VALUE_SIZES &&
            (input->kind != VALUE_NUMBERS || !onnx_tensor_is_whole(input->tensor)))
            are_whole = false;
        if (input->kind == VALUE_MAP)
            return false;
        *are_lists &= input->kind != VALUE_NUMBERS || input->tensor->n_dims <= 1;
    }
    *are_lists &= are_whole;
    return *has_sizes || are_whole;
}

bool onnx_take_sizes(struct onnx_call *call, struct onnx_value *out)
{
    const char *name = call->node->op_type ? call->node->op_type : "";
    bool is_of_map = onnx_input_of(call, 0)->kind == VALUE_MAP && strcmp(name, "Shape") == 0;
    *out = (struct onnx_value){.kind = VALUE_SIZES};
    if (is_of_map) {
        shape_of(call, &out->sizes);
        return true;
    }
    bool has_sizes, are_lists, is_ours = false;
    if (!reads_sizes(call, &has_sizes, &are_lists))
        return false;
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (strcmp(operators[i].operator, name) == 0) {
            if (operators[i].work_out(call, &out->sizes))
                return true;
            out->sizes = (struct onnx_sizes){0};
            is_ours = true;
        }
    return has_sizes || (is_ours && are_lists); /* they are not known */
}
