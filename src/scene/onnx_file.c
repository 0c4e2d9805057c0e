/* SPDX-License-Identifier: MIT */
/* An ONNX file's bytes -> messages, by protobuf-c; and the numbers of its tensors. */
#include "onnx_file.h"

#include <string.h>

#include "file.h"

/* Messages are larger than their bytes: a file of nothing but empty nodes would fill the memory
 * many times over. */
enum { ROOM_FOR_MESSAGES = 64 << 20 };

/* ONNX's TensorProto.DataType. */
enum data_type {
    DATA_FLOAT = 1,
    DATA_UINT8 = 2,
    DATA_INT8 = 3,
    DATA_UINT16 = 4,
    DATA_INT16 = 5,
    DATA_INT32 = 6,
    DATA_INT64 = 7,
    DATA_BOOL = 9,
    DATA_FLOAT16 = 10,
    DATA_DOUBLE = 11,
    DATA_UINT32 = 12,
    DATA_UINT64 = 13
};

enum { DATA_IS_EXTERNAL = 1 }; /* TensorProto.DataLocation */

/* ---- messages ---- */

struct room {
    struct arena *arena;
    size_t left;
    bool is_full;
};

static void *take_room(void *data, size_t size)
{
    struct room *room = data;
    room->is_full |= size > room->left;
    if (room->is_full)
        return NULL;
    room->left -= size;
    return arena_allocate(room->arena, size > 0 ? size : 1, 1);
}

static void leave_room(void *data, void *bytes)
{
    (void)data; /* it goes with the arena */
    (void)bytes;
}

const Onnx__Model *onnx_file_unpack(const struct buffer *bytes, struct arena *arena,
                                    struct error *error)
{
    struct room room = {arena, bytes->length + ROOM_FOR_MESSAGES, false};
    ProtobufCAllocator allocator = {take_room, leave_room, &room};
    const Onnx__Model *model =
        onnx__model__unpack(&allocator, bytes->length, (const uint8_t *)bytes->bytes);
    if (room.is_full)
        error_set(error, STATUS_LIMIT, "the model has too many nodes and values");
    else if (!model)
        error_set(error, STATUS_SCENE, "the file is not ONNX, or it is cut off");
    else if (!model->graph || model->graph->n_node == 0)
        error_set(error, STATUS_SCENE, "the file has no graph of nodes: it is not ONNX");
    else
        return model;
    return NULL;
}

/* ---- tensors ---- */

bool onnx_tensor_sizes(const Onnx__Tensor *tensor, struct tensor *out)
{
    *out = (struct tensor){.rank = tensor->n_dims};
    if (tensor->n_dims > MAX_RANK)
        return false;
    for (size_t i = 0; i < tensor->n_dims; i++) {
        if (tensor->dims[i] < 0 || tensor->dims[i] > INT32_MAX)
            return false;
        out->size[i] = (size_t)tensor->dims[i];
    }
    return true;
}

bool onnx_tensor_is_whole(const Onnx__Tensor *tensor)
{
    return tensor->data_type == DATA_INT64 || tensor->data_type == DATA_INT32;
}

bool onnx_tensor_is_number(const Onnx__Tensor *tensor)
{
    return tensor && tensor->n_dims == 0;
}

/* How raw_data has its numbers: their kind as NumPy calls it, and the bytes of one; 0: it is not
 * supported. */
static size_t width_of(int type, char *kind)
{
    static const struct {
        enum data_type type;
        char kind;
        size_t width;
    } types[] = {
        {DATA_FLOAT, 'f', 4},  {DATA_UINT8, 'u', 1},   {DATA_INT8, 'i', 1},   {DATA_UINT16, 'u', 2},
        {DATA_INT16, 'i', 2},  {DATA_INT32, 'i', 4},   {DATA_INT64, 'i', 8},  {DATA_BOOL, 'b', 1},
        {DATA_DOUBLE, 'f', 8}, {DATA_FLOAT16, 'f', 2}, {DATA_UINT32, 'u', 4}, {DATA_UINT64, 'u', 8},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if ((int)types[i].type != type)
            continue;
        *kind = types[i].kind;
        return types[i].width;
    }
    return 0;
}

/* How many numbers stand in the first of a tensor's own lists that has some. */
static size_t listed_count(const Onnx__Tensor *tensor)
{
    return tensor->n_float_data > 0    ? tensor->n_float_data
           : tensor->n_double_data > 0 ? tensor->n_double_data
           : tensor->n_int64_data > 0  ? tensor->n_int64_data
                                       : tensor->n_int32_data;
}

/* Number n of that list; a float16 stands as its bits in int32_data. */
static double listed_at(const Onnx__Tensor *tensor, size_t n)
{
    if (tensor->n_float_data > 0)
        return (double)tensor->float_data[n];
    if (tensor->n_double_data > 0)
        return tensor->double_data[n];
    if (tensor->n_int64_data > 0)
        return (double)tensor->int64_data[n];
    if (tensor->data_type != DATA_FLOAT16)
        return tensor->int32_data[n];
    unsigned bits = (unsigned)tensor->int32_data[n];
    const unsigned char bytes[] = {(unsigned char)(bits & 0xff), (unsigned char)(bits >> 8 & 0xff)};
    return file_number('f', sizeof bytes, false, bytes);
}

const char *onnx_tensor_read(const Onnx__Tensor *tensor, struct arena *arena, struct tensor *out)
{
    char kind = 'f';
    size_t width = width_of(tensor->has_data_type ? tensor->data_type : DATA_FLOAT, &kind);
    struct error error;
    if (tensor->data_location == DATA_IS_EXTERNAL)
        return "its weights are in another file";
    if (width == 0)
        return "its weights have a type that is not supported";
    if (!onnx_tensor_sizes(tensor, out) || !file_check_count(out, &error))
        return "its weights have sizes that are not supported";
    size_t count = tensor_count(out), raw = tensor->has_raw_data ? tensor->raw_data.len / width : 0;
    bool is_raw = raw > 0;
    if ((is_raw ? raw : listed_count(tensor)) != count)
        return "its weights are not as many as their sizes say";
    out->values = arena_allocate(arena, count, sizeof *out->values);
    for (size_t i = 0; i < count; i++)
        out->values[i] = is_raw ? file_number(kind, width, false, tensor->raw_data.data + i * width)
                                : listed_at(tensor, i);
    return NULL;
}

/* ---- attributes ---- */

const Onnx__Attribute *onnx_attribute(const Onnx__Node *node, const char *name)
{
    for (size_t i = 0; i < node->n_attribute; i++)
        if (node->attribute[i]->name && strcmp(node->attribute[i]->name, name) == 0)
            return node->attribute[i];
    return NULL;
}

int64_t onnx_integer(const Onnx__Node *node, const char *name, int64_t fallback)
{
    const Onnx__Attribute *attribute = onnx_attribute(node, name);
    return attribute && attribute->has_i ? attribute->i : fallback;
}

double onnx_number(const Onnx__Node *node, const char *name, double fallback)
{
    const Onnx__Attribute *attribute = onnx_attribute(node, name);
    return attribute && attribute->has_f ? attribute->f : fallback;
}

bool onnx_word_is(const Onnx__Node *node, const char *name, const char *word, bool is_fallback)
{
    const Onnx__Attribute *attribute = onnx_attribute(node, name);
    if (!attribute || !attribute->has_s)
        return is_fallback;
    return attribute->s.len == strlen(word) &&
           memcmp(attribute->s.data, word, attribute->s.len) == 0;
}
