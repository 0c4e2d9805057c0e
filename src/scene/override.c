/* SPDX-License-Identifier: MIT */
/*
 * What a panel or a shot changes of the scene around it. One rule for all: maps merge key by key,
 * lists and scalars replace; `input`, `kernel`, `output_gradient`, and a `layer` that names a
 * `type` replace whole; `layer` and `layers` exclude each other; `null` takes the default back.
 */
#include "override.h"

#include <string.h>

#include "fields.h"

enum { MOST_DEPTH = 64 }; /* of maps within maps: the language's own go no deeper than four */

static bool is_replaced(const char *key, const struct node *value)
{
    return strcmp(key, "input") == 0 || strcmp(key, "kernel") == 0 ||
           strcmp(key, "output_gradient") == 0 || strcmp(key, "focus") == 0 ||
           (strcmp(key, "layer") == 0 && node_find(value, "type"));
}

bool override_names(const char *key, const char *const *keys)
{
    while (*keys && strcmp(key, *keys) != 0)
        keys++;
    return *keys != NULL;
}

bool override_takes_back(const struct node *value)
{
    return value->kind == NODE_SCALAR && scalar_kind_of(value) == SCALAR_NULL &&
           value->text[0] != '\0';
}

/* Whether a key of the base has no place in what is inside it: it belongs to the whole, or the
 * override says the same in other words. */
static bool is_driven_out(const char *key, const struct node *override, enum scope scope)
{
    static const char *const of_scene[] = {"panels", "caption", "credit", "audio", NULL};
    static const char *const of_film[] = {"shots", "title", "output", "transition", "audio", NULL};
    if (override_names(key, scope == SCOPE_PANEL ? of_scene : of_film))
        return true;
    if (scope == SCOPE_SHOT && strcmp(key, "panels") == 0)
        return node_find(override, "panels") != NULL;
    const struct node *layers = node_find(override, "layers");
    if (layers && !override_takes_back(layers))
        return strcmp(key, "layer") == 0 || strcmp(key, "kernel") == 0 || strcmp(key, "bias") == 0;
    return strcmp(key, "layers") == 0 && node_find(override, "layer");
}

/* Whether a kernel or a bias of the base stands beside a layer of a type of its own, which may have
 * none. */
static bool is_left_over(const char *key, const struct node *override)
{
    const struct node *layer = node_find(override, "layer");
    bool is_weight = strcmp(key, "kernel") == 0 || strcmp(key, "bias") == 0;
    return is_weight && layer && (layer->kind == NODE_SCALAR || is_replaced("layer", layer));
}

/* A map that replaces another whole has its defaults: null of a key says so once more. */
static const struct node *without_nulls(const struct node *map, struct arena *arena)
{
    struct node *kept = arena_allocate(arena, 1, sizeof *kept);
    *kept = *map;
    kept->first = kept->last = NULL;
    kept->count = 0;
    for (const struct node *value = map->first; value; value = value->next)
        if (!override_takes_back(value))
            node_append_copy(kept, value, arena);
    return kept;
}

static const struct node *merge_maps(const struct node *base, const struct node *override,
                                     struct arena *arena, int depth, enum scope scope)
{
    static const struct node nothing = {.kind = NODE_MAP};
    struct node *merged = arena_allocate(arena, 1, sizeof *merged);
    *merged = (struct node){.kind = NODE_MAP, .at = override->at};
    for (const struct node *value = base->first; value; value = value->next) {
        const char *key = value->key->kind == NODE_SCALAR ? value->key->text : "";
        const struct node *other = *key ? node_find(override, key) : NULL;
        bool is_repeated = *key && node_find(base, key) != value; /* told with the base */
        bool is_taken_back = other && override_takes_back(other);
        if (is_repeated || is_taken_back || (depth == 0 && is_driven_out(key, override, scope)))
            continue;
        if (!other) {
            struct node kept = *value;
            kept.is_inherited |= depth == 0 && is_left_over(key, override);
            node_append_copy(merged, &kept, arena);
        } else if (value->kind == NODE_MAP && other->kind == NODE_MAP && !is_replaced(key, other) &&
                   depth < MOST_DEPTH) {
            struct node both = *merge_maps(value, other, arena, depth + 1, scope);
            both.key = other->key;
            node_append_copy(merged, &both, arena);
        }
    }
    for (const struct node *value = override->first; value; value = value->next) {
        const char *key = value->key->kind == NODE_SCALAR ? value->key->text : "";
        const struct node *under = *key ? node_find(base, key) : NULL;
        bool is_merged = under && under->kind == NODE_MAP && value->kind == NODE_MAP &&
                         !is_replaced(key, value) && depth < MOST_DEPTH;
        bool is_default = override_takes_back(value);
        if (is_merged || (is_default && (under || (depth == 0 && fields_find(key)))))
            continue;
        struct node kept = *value;
        kept.is_taken_back = is_default; /* should there be such a key */
        if (value->kind == NODE_MAP && is_replaced(key, value))
            kept = *without_nulls(value, arena);
        else if (value->kind == NODE_MAP && depth < MOST_DEPTH)
            kept = *merge_maps(&nothing, value, arena, depth + 1, scope);
        kept.key = value->key;
        node_append_copy(merged, &kept, arena);
    }
    return merged;
}

const struct node *override_merge(const struct node *base, const struct node *override,
                                  struct arena *arena, enum scope scope)
{
    return merge_maps(base, override, arena, 0, scope);
}
