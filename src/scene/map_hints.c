/* SPDX-License-Identifier: MIT */
/* What a text or a list was meant to be where a map is due. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "hints.h"

enum { SHOWN = 40 };

static bool ends_in(const char *text, const char *end)
{
    size_t length = strlen(text), due = strlen(end);
    return length > due && strcasecmp(text + length - due, end) == 0;
}

/* np.zeros((5, 5)), torch.ones(3, 3), randn(5, 5). */
static const char *call_hint(struct arena *arena, const struct node *node)
{
    const char *open = strchr(node->text, '(');
    const char *fill = strstr(node->text, "zeros")  ? "fill: 0"
                       : strstr(node->text, "ones") ? "fill: 1"
                       : strstr(node->text, "rand") ? "random: {seed: 1}"
                                                    : NULL;
    int64_t numbers[MOST_HINT_NUMBERS];
    size_t count = open ? hint_find_numbers(open, numbers) : 0;
    if (!fill || strchr(node->text, '\n'))
        return NULL;
    return arena_format(arena, "write {size: [%s], %s}",
                        count ? hint_join_numbers(arena, numbers, count, ", ") : "5, 5", fill);
}

static bool is_file(const char *text)
{
    static const char *const endings[] = {".npy", ".csv", ".png", ".jpg", ".jpeg", ".txt", ".gif"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (ends_in(text, endings[i]))
            return true;
    return false;
}

static const char *missing_blank(struct arena *arena, const char *path, const char *text)
{
    size_t length = strcspn(text, ":");
    const char *key = arena_copy_text(arena, text, length);
    if (text[length] != ':' || !fields_find(arena_format(arena, "%s.%s", path, key)))
        return NULL;
    return arena_format(arena, "a colon needs a space after it: %s: %.*s", key, SHOWN,
                        text + length + 1 + strspn(text + length + 1, " "));
}

static const char *map_of_list(struct arena *arena, const struct node *list, const char *value)
{
    const char *text = "";
    for (const struct node *item = list->first; item; item = item->next) {
        if (item->kind != NODE_SCALAR || scalar_kind_of(item) != SCALAR_WORD)
            return NULL;
        text =
            arena_format(arena, "%s%s%.*s: %s", text, *text ? ", " : "", SHOWN, item->text, value);
    }
    return *text && strlen(text) < 5 * SHOWN ? arena_format(arena, "write {%s}", text) : NULL;
}

/* A list of words for the maps, in their order. */
static const char *names_hint(struct arena *arena, const struct node *node)
{
    static const char *const maps[] = {"input", "kernel", "output"};
    const char *text = "";
    size_t i = node->count == 2 ? 1 : 0; /* of two the second is the output's */
    if (node->kind != NODE_LIST || node->count > 3)
        return NULL;
    for (const struct node *item = node->first; item; item = item->next, i++) {
        const char *map = item == node->first ? maps[0] : maps[i];
        text = arena_format(arena, "%s%s%s: %.*s", text, *text ? ", " : "", map, SHOWN,
                            item->kind == NODE_SCALAR ? item->text : "...");
    }
    return arena_format(arena, "write {%s}", text);
}

static const char *show_hint(struct arena *arena, const struct node *node)
{
    if (node->kind == NODE_LIST)
        return map_of_list(arena, node, "true");
    if (scalar_kind_of(node) == SCALAR_FLAG && !scalar_flag(node))
        return "write none, or for example {labels: false, formula: false}";
    if (fields_find(arena_format(arena, "show.%.*s", SHOWN, node->text)))
        return arena_format(arena, "write {%s: true}", node->text);
    return scalar_kind_of(node) == SCALAR_FLAG ? "write all, or leave it out" : NULL;
}

/* A bare value of a layer: its type. */
static const char *type_hint(struct arena *arena, const struct node *node)
{
    if (scalar_kind_of(node) != SCALAR_WORD)
        return NULL;
    return node->text[strcspn(node->text, " ,(")]
               ? "write it as a map, or in PyTorch's words: Conv2d(1, 1, kernel_size=(3, 3))"
               : arena_format(arena, "write {type: %.*s, kernel_size: 3}", SHOWN, node->text);
}

/* A bare value of output: a file, a size or a format. */
static const char *output_hint(struct arena *arena, const struct node *node)
{
    int64_t numbers[MOST_HINT_NUMBERS];
    const char *dot = strrchr(node->text, '.');
    if (dot)
        return arena_format(arena, "write {format: %.10s}, and give the path with -o", dot + 1);
    return arena_format(arena,
                        hint_find_numbers(node->text, numbers) == 2 ? "write {size: %.*s}"
                                                                    : "write {format: %.*s}",
                        SHOWN, node->text);
}

/* The map with the key that a bare value most likely belongs to. */
static const char *usual_hint(struct arena *arena, const char *path, const struct node *node)
{
    static const struct {
        const char *path, *key;
    } usual[] = {
        {"input.random", "seed"}, {"kernel.random", "seed"}, {"layers.kernel.random", "seed"},
        {"show", "values"},       {"names", "input"},        {"theme.font", "family"},
    };
    const char *blank = missing_blank(arena, path, node->text);
    if (blank)
        return blank;
    if (strcmp(path, "layer") == 0)
        return type_hint(arena, node);
    if (strcmp(path, "output") == 0)
        return output_hint(arena, node);
    char *rest;
    double seconds = strtod(node->text, &rest);
    if (strcmp(path, "timeline") == 0 && rest > node->text)
        return arena_format(arena, "write {step: %g}", seconds);
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (strcmp(usual[i].path, path) == 0)
            return arena_format(arena, "write {%s: %.*s}", usual[i].key, SHOWN, node->text);
    return NULL;
}

/* A list or a map where the other is due. */
static const char *collection_hint(struct arena *arena, const struct field *field,
                                   const struct node *node)
{
    const char *path = field->path;
    bool is_list = node->kind == NODE_LIST, is_layer = strcmp(path, "layer") == 0;
    bool is_torn =
        is_list && node->count > 1 && node->first->kind == NODE_MAP && node->first->count == 1;
    if (is_list && strcmp(path, "names") == 0)
        return names_hint(arena, node);
    if (is_list && strcmp(path, "output") == 0)
        return "write {format: [...]}";
    if (is_list && is_layer)
        return is_torn ? "drop the dashes: a layer is one map" : "did you mean 'layers'?";
    bool is_printed = !is_list && node->first && node->first->kind == NODE_SCALAR &&
                      strchr(node->first->text, '(');
    if (!is_list && strcmp(path, "layers") == 0)
        return is_printed ? "begin each line with a dash"
                          : "did you mean 'layer'? In a list each item begins with a dash";
    if (!is_list &&
        (field->read == read_panel_grid || field->read == read_panels || field->read == read_notes))
        return "write a list: each item begins with a dash, or stands in brackets";
    return NULL;
}

/* A file, a URL or a call where numbers or a map are due. */
static const char *source_hint(struct arena *arena, const struct field *field,
                               const struct node *node)
{
    if (strstr(node->text, "://"))
        return "download the file, and write {file: ...}";
    const char *call = field->read == read_input ? call_hint(arena, node) : NULL;
    if (call)
        return call;
    return is_file(node->text) ? arena_format(arena, "write {file: %.*s}", 2 * SHOWN, node->text)
                               : NULL;
}

const char *hint_of_map(struct arena *arena, const struct field *field, const struct node *node)
{
    bool is_source = field->read == read_input || field->read == read_kernel ||
                     field->read == read_bias || field->read == read_input_size;
    bool is_flag = scalar_kind_of(node) == SCALAR_FLAG;
    if (strcmp(field->path, "show") == 0)
        return show_hint(arena, node);
    if (node->kind != NODE_SCALAR)
        return collection_hint(arena, field, node);
    if (field->read == read_bias && is_flag)
        return scalar_flag(node) ? "give numbers, for example bias: 0"
                                 : "leave it out: without 'bias' there is none";
    if (field->read == read_random && is_flag)
        return "write {seed: 1}";
    if (field->read == read_layers && strchr(node->text, '('))
        return "begin each line with a dash, and put it in quotes";
    const char *hint = is_source ? source_hint(arena, field, node) : NULL;
    return hint ? hint : usual_hint(arena, field->path, node);
}
