/* SPDX-License-Identifier: MIT */
/* The keys of `layer`, as written: what its type makes of them is the simulation's to say. */
#include "fields.h"
#include "key_words.h"

#include <string.h>

/* PyTorch's words: Conv2d(1, 1, 3). */
static bool is_call(const struct node *node)
{
    return node->kind == NODE_SCALAR && strchr(node->text, '(');
}

/* The last line of what PyTorch prints of several layers. */
static bool is_end_of_group(const struct node *node)
{
    if (node->kind != NODE_SCALAR)
        return false;
    const char *text = node->text + strspn(node->text, " ");
    return strcmp(text, ")") == 0;
}

/* An item of a stack as other formats have it: conv1: {type: Conv2d, ...}. */
static bool is_named_layer(const struct field *field, const struct node *value)
{
    bool is_layer = node_find(value, "type") != NULL;
    return is_layer && strcmp(field->path, "layers") == 0 && value->key->kind == NODE_SCALAR;
}

/* What a layer that is not drawn was given says nothing here. */
static void read_layer_map(struct reader *reader, const struct field *field,
                           const struct node *node)
{
    const struct node *type = node_find(node, "type");
    const char *type_path = arena_format(&reader->report->arena, "%s.type", field->path);
    if (node->count == 1 && is_named_layer(field, node->first)) {
        const char *name = node->first->key->text;
        const char *hint =
            arena_format(&reader->report->arena, "write {name: %.40s, type: ...}", name);
        reader_error(reader, node->first->key, hint, "unknown key %s in '%s'",
                     node_describe(node->first->key, &reader->report->arena), field->path);
        return;
    }
    if (!type && !key_is_there(field->path, node, type_path))
        reader_error(reader, node, "for example type: Conv2d", "the layer has no type");
    if (type && type->kind == NODE_SCALAR && scene_is_undrawn_type(type->text))
        read_type(reader, field, type, &reader->scene->layer);
    else
        reader_map(reader, field->path, node);
}

void read_layer(struct reader *reader, const struct field *field, const struct node *node,
                void *out)
{
    struct scene_layer *layer = out;
    layer->at = node->at;
    if (node->kind == NODE_MAP && node->count == 1 && is_call(node->first))
        node = node->first; /* (0): ReLU() without quotes is a map to YAML */
    if (is_call(node)) {
        read_pytorch(reader, field, node);
        if (layer->copies > 1 && strcmp(field->path, "layer") == 0)
            reader_error(reader, node, "write it as an item of 'layers'",
                         "this line stands for %zu layers", layer->copies);
    } else if (is_end_of_group(node)) {
        reader_error(reader, node, "leave this line out", "')' ends a group of layers");
    } else if (node->kind != NODE_MAP) {
        reader_expected(reader, fields_find("layer"), node, NULL);
    } else {
        read_layer_map(reader, field, node);
    }
}

void values_set_defaults(struct values *values)
{
    values->high = 9; /* random digits, unless the scene says otherwise */
    values->divide = 1;
    values->range[1] = 255; /* a picture's samples as they are stored */
}

void layer_set_defaults(struct scene_layer *layer)
{
    *layer = (struct scene_layer){0};
    values_set_defaults(&layer->kernel);
    values_set_defaults(&layer->bias);
    layer->copies = 1;
    layer->groups.value = 1;
    layer->count_include_pad.value = true;
    layer->norm_type.value = 2;
}

void read_type(struct reader *reader, const struct field *field, const struct node *node, void *out)
{
    struct scene_layer *layer = out;
    if (node->kind != NODE_SCALAR || scalar_kind_of(node) != SCALAR_WORD) {
        reader_expected(reader, field, node, NULL);
        return;
    }
    bool is_nearest = strcmp(node->text, "UpsamplingNearest2d") == 0; /* PyTorch's older names */
    bool is_bilinear = strcmp(node->text, "UpsamplingBilinear2d") == 0;
    layer->type = is_nearest || is_bilinear ? "Upsample" : reader_keep(reader, node->text);
    layer->type_at = node->at;
    if (is_bilinear) {
        layer->upsample.at = layer->align_corners.at = node->at;
        layer->upsample.mode = UPSAMPLE_BILINEAR;
        layer->align_corners.value = true;
    }
}

void read_per_axis(struct reader *reader, const struct field *field, const struct node *node,
                   void *out)
{
    struct per_axis read = {.at = node->at, .is_list = node->kind == NODE_LIST, .count = 1};
    if (!read.is_list) {
        if (reader_integer(reader, field, node, &read.value[0]))
            *(struct per_axis *)out = read;
        return;
    }
    if (!reader_list(reader, field, node, MAX_AXES))
        return;
    bool is_read = true;
    read.count = 0;
    for (const struct node *item = node->first; item; item = item->next) {
        int64_t *value = &read.value[read.count++];
        if (field->takes_null && scalar_kind_of(item) == SCALAR_NULL)
            *value = SIZE_KEPT;
        else
            is_read &= reader_integer(reader, field, item, value);
    }
    if (is_read)
        *(struct per_axis *)out = read;
}

void read_numbers_per_axis(struct reader *reader, const struct field *field,
                           const struct node *node, void *out)
{
    struct numbers_per_axis read = {.at = node->at, .is_list = node->kind == NODE_LIST};
    if (read.is_list && !reader_list(reader, field, node, MAX_AXES))
        return;
    bool is_read = true;
    for (const struct node *item = read.is_list ? node->first : node; item;
         item = read.is_list ? item->next : NULL)
        is_read &= reader_number(reader, field, item, &read.value[read.count++]);
    if (is_read)
        *(struct numbers_per_axis *)out = read;
}

/* ---- padding ---- */

static void read_padding_word(struct reader *reader, const struct field *field,
                              const struct node *node, struct padding *out)
{
    static const char *const words[] = {"valid", "same", "same_lower", "half", "full", "causal"};
    static const enum padding_kind kinds[] = {PADDING_VALID, PADDING_SAME, PADDING_SAME_LOWER,
                                              PADDING_HALF,  PADDING_FULL, PADDING_CAUSAL};
    int choice = reader_choice(reader, field, node, words, sizeof words / sizeof *words);
    if (choice >= 0)
        *out = (struct padding){.at = node->at, .kind = kinds[choice]};
}

static bool read_padding_pair(struct reader *reader, const struct field *field,
                              const struct node *pair, int64_t *before, int64_t *after)
{
    if (pair->count != 2) {
        reader_error(reader, pair, "for example [[1, 2], [0, 1]]",
                     "each list in padding must be [before, after], two numbers, not %zu",
                     pair->count);
        return false;
    }
    bool is_read = reader_integer(reader, field, pair->first, before);
    return reader_integer(reader, field, pair->last, after) && is_read;
}

static bool is_mixture(const struct node *list)
{
    for (const struct node *item = list->first; item; item = item->next) {
        if ((item->kind == NODE_LIST) != (list->first->kind == NODE_LIST))
            return true;
    }
    return false;
}

static void read_padding_list(struct reader *reader, const struct field *field,
                              const struct node *node, struct padding *out)
{
    if (!reader_list(reader, field, node, MAX_AXES))
        return;
    if (is_mixture(node)) {
        reader_error(reader, node, "write [1, 2] or [[1, 1], [2, 2]]",
                     "padding mixes numbers and [before, after] lists");
        return;
    }
    struct padding read = {.at = node->at, .is_list = true};
    bool is_read = true;
    for (const struct node *item = node->first; item; item = item->next) {
        int64_t *before = &read.before[read.count], *after = &read.after[read.count];
        read.count++;
        if (item->kind == NODE_LIST) {
            is_read &= read_padding_pair(reader, field, item, before, after);
        } else {
            is_read &= reader_integer(reader, field, item, before);
            *after = *before;
        }
    }
    if (is_read)
        *out = read;
}

void read_padding(struct reader *reader, const struct field *field, const struct node *node,
                  void *out)
{
    struct padding *padding = out, read = {.at = node->at, .count = 1};
    if (node->kind == NODE_LIST) {
        read_padding_list(reader, field, node, padding);
    } else if (node->kind == NODE_SCALAR && scalar_kind_of_text(node->text) == SCALAR_WORD) {
        read_padding_word(reader, field, node, padding);
    } else if (reader_integer(reader, field, node, &read.before[0])) {
        read.after[0] = read.before[0];
        *padding = read;
    }
}

void read_padding_mode(struct reader *reader, const struct field *field, const struct node *node,
                       void *out)
{
    static const char *const words[] = {"zeros", "reflect", "replicate", "circular"};
    static const enum padding_mode modes[] = {MODE_ZEROS, MODE_REFLECT, MODE_REPLICATE,
                                              MODE_CIRCULAR};
    struct scene_layer *layer = out;
    int choice = reader_choice(reader, field, node, words, sizeof words / sizeof *words);
    if (choice < 0)
        return;
    layer->padding_mode.at = node->at;
    layer->padding_mode.value = modes[choice];
}

void read_active(struct reader *reader, const struct field *field, const struct node *node,
                 void *out)
{
    struct values *values = out;
    values->at = node->at;
    read_tensor(reader, field, node, values);
}

const char *const upsample_modes[] = {
    [UPSAMPLE_NEAREST] = "nearest", [UPSAMPLE_NEAREST_EXACT] = "nearest-exact",
    [UPSAMPLE_LINEAR] = "linear",   [UPSAMPLE_BILINEAR] = "bilinear",
    [UPSAMPLE_BICUBIC] = "bicubic", [UPSAMPLE_TRILINEAR] = "trilinear",
};

void read_upsample_mode(struct reader *reader, const struct field *field, const struct node *node,
                        void *out)
{
    struct scene_layer *layer = out;
    int choice = reader_choice(reader, field, node, upsample_modes,
                               sizeof upsample_modes / sizeof *upsample_modes);
    if (choice < 0)
        return;
    layer->upsample.at = node->at;
    layer->upsample.mode = (enum upsample_mode)choice;
}

/* ---- single numbers and flags ---- */

void read_given_integer(struct reader *reader, const struct field *field, const struct node *node,
                        void *out)
{
    struct given_integer *given = out;
    if (reader_integer(reader, field, node, &given->value))
        given->at = node->at;
}

void read_given_number(struct reader *reader, const struct field *field, const struct node *node,
                       void *out)
{
    struct given_number *given = out;
    if (reader_number(reader, field, node, &given->value))
        given->at = node->at;
}

void read_flag(struct reader *reader, const struct field *field, const struct node *node, void *out)
{
    if (scalar_kind_of(node) == SCALAR_FLAG)
        *(bool *)out = scalar_flag(node);
    else
        reader_expected(reader, field, node, NULL);
}

void read_given_flag(struct reader *reader, const struct field *field, const struct node *node,
                     void *out)
{
    struct given_flag given = {.at = node->at};
    if (scalar_kind_of(node) == SCALAR_FLAG)
        *(struct given_flag *)out = given;
    read_flag(reader, field, node, &((struct given_flag *)out)->value);
}
