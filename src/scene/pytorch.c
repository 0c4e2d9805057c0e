/* SPDX-License-Identifier: MIT */
/*
 * A layer in PyTorch's own words, as a model prints it:
 *   (conv1): Conv2d(3, 8, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), bias=False)
 * becomes the map that the scene language would have, each value at its place in the text, and is
 * then read by the same rows as any layer.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "fields.h"
#include "pytorch_text.h"
#include "signatures.h"

/* ---- arguments ---- */

/* As Python writes a word of the scene language. */
static const char *python_word(const char *word)
{
    return strcmp(word, "false") == 0 ? "False" : strcmp(word, "nearest") == 0 ? "'nearest'" : word;
}

/* The same word, or the same number: 0 and 0.0. */
static bool is_same_value(const struct node *value, const char *text)
{
    char *end;
    double number = strtod(text, &end);
    bool is_number =
        scalar_kind_of(value) == SCALAR_INTEGER || scalar_kind_of(value) == SCALAR_FLOAT;
    return strcmp(value->text, text) == 0 ||
           (is_number && *end == '\0' && scalar_number(value) == number);
}

static bool check_quiet(struct call *call, const struct node *value,
                        const struct quiet_argument *quiet)
{
    const char *only = quiet->only;
    bool is_none = scalar_kind_of(value) == SCALAR_NULL;
    if (!only || is_none || (value->kind == NODE_SCALAR && is_same_value(value, only)))
        return true;
    const char *hint = *only
                           ? arena_format(call->arena, "use %s=%s", quiet->name, python_word(only))
                           : arena_format(call->arena, "leave %s out", quiet->name);
    reader_error(call->reader, value, hint, "%s %s is not supported", quiet->name,
                 node_describe(value, call->arena));
    return false;
}

/* (left, right, top, bottom), the last axis first, as [before, after] of each axis. */
static struct node *as_border(struct call *call, struct node *value)
{
    struct node *border = call_add_node(call, NODE_LIST, call->at), *pair = NULL;
    border->at = value->at;
    for (struct node *item = value->first, *next; item; item = next) {
        next = item->next;
        item->next = NULL;
        if (!pair || pair->count == 2) {
            pair = call_add_node(call, NODE_LIST, call->at);
            pair->at = item->at;
            pair->next = border->first;
            border->first = pair;
            border->count++;
        }
        node_append(pair, item);
    }
    return border;
}

/* An argument that has another name in the scene language: of a ConstantPad, of a Linear. */
static const char *as_key(const char *argument)
{
    return strcmp(argument, "value") == 0          ? "padding_value"
           : strcmp(argument, "in_features") == 0  ? "in_channels"
           : strcmp(argument, "out_features") == 0 ? "out_channels"
                                                   : argument;
}

/* (16, 7, 7): a list of units as one block of a Fold. */
static bool keep_block(struct call *call, struct node *map, const struct node *key,
                       struct node *value)
{
    static const char *const keys[] = {"kernel_size", "output_size"};
    if (value->kind != NODE_LIST || value->count != 3) {
        reader_error(call->reader, value, "for example unflattened_size=(16, 7, 7)",
                     "Unflatten makes maps of channels, height and width here");
        return false;
    }
    map->first->text = "Fold";
    for (size_t i = 0; i < 2; i++) {
        struct node *list = call_add_node(call, NODE_LIST, call->at),
                    *name = call_add_node(call, NODE_SCALAR, call->at);
        list->at = value->at;
        name->at = key->at;
        name->text = keys[i];
        list->key = name;
        for (const struct node *item = value->first->next; item; item = item->next) {
            struct node *copy = call_add_node(call, NODE_SCALAR, call->at);
            copy->at = item->at;
            copy->text = item->text;
            node_append(list, copy);
        }
        node_append(map, list);
    }
    return true;
}

/* Adds an argument to the map, unless it says nothing that the scene language says. */
static bool keep_argument(struct call *call, const struct signature *signature, struct node *map,
                          struct node *key, struct node *value)
{
    struct scene_layer *layer = &call->reader->scene->layer;
    const struct quiet_argument *quiet = quiet_argument_find(key->text);
    if (quiet)
        return check_quiet(call, value, quiet);
    if (scalar_kind_of(value) == SCALAR_NULL)
        return true;
    key->text = as_key(key->text);
    if (strcmp(key->text, "unflattened_size") == 0)
        return keep_block(call, map, key, value);
    if (strcmp(key->text, "in_channels") == 0 && strcmp(value->text, "0") == 0)
        return true; /* of a lazy layer: not known yet */
    if (node_find(map, key->text)) {
        reader_error(call->reader, key, "keep one of them", "%s is given twice", key->text);
        return false;
    }
    if (strcmp(key->text, "bias") == 0) {
        const struct field field = {.path = "bias", .takes = "True or False"};
        read_given_flag(call->reader, &field, value, &layer->pytorch_bias);
        return layer->pytorch_bias.at.line != 0;
    }
    if (signature_has_border(signature) && value->kind == NODE_LIST)
        value = as_border(call, value);
    value->key = key;
    node_append(map, value);
    return true;
}

static bool check_name(struct call *call, const struct signature *signature, const char *type,
                       const struct node *key)
{
    size_t count = signature_length(signature);
    static const char *const always[] = {"device", "dtype"};
    for (size_t i = 0; i < count + 2; i++)
        if (strcmp(key->text, i < count ? signature->arguments[i] : always[i - count]) == 0)
            return true;
    const char *nearest = text_nearest(key->text, signature->arguments, count);
    reader_error(call->reader, key, reader_meant(call->reader, nearest),
                 "%.40s has no argument '%.40s'", type, key->text);
    return false;
}

/* The n-th argument: name=value, or a value whose place says which it is. */
static bool take_argument(struct call *call, const struct signature *signature, struct node *map,
                          size_t n)
{
    call_skip_blanks(call);
    const char *start = call->at, *word = call_take_word(call);
    const char *type = map->first->text;
    bool is_named = word && call_take(call, '=');
    struct node *key = call_add_node(call, NODE_SCALAR, start);
    if (!is_named)
        call->at = start;
    struct node *value = call_take_value(call);
    if (!value)
        return false;
    if (!signature)
        return true; /* an unknown type is told by its name */
    if (!is_named && n >= signature_length(signature)) {
        reader_error(call->reader, value, NULL, "%.40s takes at most %zu argument%s", type,
                     signature_length(signature), text_plural(signature_length(signature)));
        return false;
    }
    key->text = is_named ? word : signature->arguments[n];
    if (!is_named)
        key->at = value->at;
    return (!is_named || check_name(call, signature, type, key)) &&
           keep_argument(call, signature, map, key, value);
}

/* What stands before the type: "(conv1): ", "(0-5): 6 x ". False: reported. */
static bool take_front(struct call *call)
{
    if (call_take(call, '(')) {
        call->at += strcspn(call->at, "()");
        if (!call_take(call, ')') || !call_take(call, ':'))
            return call_fail(call, call->at, "expected a layer");
    }
    call_skip_blanks(call);
    char *end;
    unsigned long copies = isdigit((unsigned char)*call->at) ? strtoul(call->at, &end, 10) : 0;
    if (copies == 0 || strncmp(end, " x ", 3) != 0)
        return true;
    call->reader->scene->layer.copies = copies;
    call->at = end + 3;
    return true;
}

/* The type's name behind "torch.nn."; NULL: reported. */
static struct node *take_type(struct call *call)
{
    if (!take_front(call))
        return NULL;
    call_skip_blanks(call);
    const char *start = call->at, *word = call_take_word(call);
    while (word && *call->at == '.') {
        start = ++call->at;
        word = call_take_word(call);
    }
    if (!word) {
        call_fail(call, start, "expected a layer");
        return NULL;
    }
    struct node *type = call_add_node(call, NODE_SCALAR, start);
    type->text = pytorch_type(call->reader, word, call->at, type->at);
    return type;
}

/* The arguments up to the closing parenthesis; false: reported. */
static bool take_arguments(struct call *call, const struct signature *signature, struct node *map)
{
    bool is_right = true;
    for (size_t n = 0; !call_take(call, ')'); n++) {
        size_t before = call->reader->problem_count;
        const char *start = call->at;
        if (n == MOST_WRITTEN)
            return call_fail(call, start, "no layer has so many arguments");
        is_right &= take_argument(call, signature, map, n);
        call_skip_blanks(call);
        bool is_going_on = call->at > start && (call_take(call, ',') || *call->at == ')');
        if (!is_going_on && call->reader->problem_count == before)
            return call_fail(call, call->at, "expected a comma or a closing parenthesis");
        if (!is_going_on)
            return false;
    }
    return is_right;
}

/* A line that opens a group: its layers stand on the lines below it. */
static bool is_group(const struct call *call)
{
    const char *rest = call->at + strspn(call->at, " \t\r\n");
    return *rest == '\0';
}

static bool take_call(struct call *call, struct node *map)
{
    struct node *type = take_type(call), *key = call_add_node(call, NODE_SCALAR, call->at);
    if (!type)
        return false;
    key->text = "type";
    type->key = key;
    node_append(map, type);
    if (scene_is_undrawn_type(type->text)) /* told by its name, whatever it was given */
        return true;
    const struct signature *signature = signature_find(type->text);
    if (!call_take(call, '('))
        return call_fail(call, call->at, "expected the layer's arguments in parentheses");
    if (is_group(call)) {
        reader_error(call->reader, type, "leave this line out, and write its layers one by one",
                     "'%.40s' is a group of layers", type->text);
        map->first = NULL; /* told */
        return false;
    }
    if (!take_arguments(call, signature, map))
        return false;
    call_take(call, ',');
    call_skip_blanks(call);
    return *call->at == '\0' || call_fail(call, call->at, "expected nothing more");
}

void read_pytorch(struct reader *reader, const struct field *field, const struct node *node)
{
    struct call call = {.reader = reader,
                        .source = node,
                        .at = node->text,
                        .arena = &reader->report->arena,
                        .counted = node->text,
                        .column = node_text_start(node).column};
    struct node *map = call_add_node(&call, NODE_MAP, node->text);
    size_t before = reader->problem_count;
    reader->scene->layer.is_pytorch = true;
    take_call(&call, map);
    if (reader->problem_count == before)
        reader_map(reader, field->path, map);
    else if (map->first) /* a type that is none is told with the rest */
        read_type(reader, field, map->first, &reader->scene->layer);
}
