/* SPDX-License-Identifier: MIT */
/*
 * Scenes within a scene: each panel is the scene around it, changed as the panel says. One rule
 * for all overrides: maps merge key by key, lists and scalars replace; `input`, `kernel`, and a
 * `layer` that names a `type` replace whole; `layer` and `layers` exclude each other.
 */
#include "panels.h"

#include <string.h>

#include "fields.h"

enum { MOST_DEPTH = 64 }; /* of maps within maps: the language's own go no deeper than four */

static bool is_replaced(const char *key, const struct node *value)
{
    return strcmp(key, "input") == 0 || strcmp(key, "kernel") == 0 ||
           (strcmp(key, "layer") == 0 && node_find(value, "type"));
}

/* Whether a key of the base has no place beside what the override says. */
static bool is_driven_out(const char *key, const struct node *override)
{
    if (strcmp(key, "panels") == 0 || strcmp(key, "caption") == 0 ||
        strcmp(key, "credit") == 0) /* of the whole */
        return true;
    if (node_find(override, "layers"))
        return strcmp(key, "layer") == 0 || strcmp(key, "kernel") == 0 || strcmp(key, "bias") == 0;
    return strcmp(key, "layers") == 0 && node_find(override, "layer");
}

static void append(struct node *map, const struct node *value, struct arena *arena)
{
    struct node *copy = arena_allocate(arena, 1, sizeof *copy);
    *copy = *value;
    copy->next = NULL;
    if (map->last)
        map->last->next = copy;
    else
        map->first = copy;
    map->last = copy;
    map->count++;
}

static const struct node *merge_maps(const struct node *base, const struct node *override,
                                     struct arena *arena, int depth)
{
    struct node *merged = arena_allocate(arena, 1, sizeof *merged);
    *merged = (struct node){.kind = NODE_MAP, .at = override->at};
    for (const struct node *value = base->first; value; value = value->next) {
        const char *key = value->key->kind == NODE_SCALAR ? value->key->text : "";
        const struct node *other = *key ? node_find(override, key) : NULL;
        bool is_repeated = *key && node_find(base, key) != value; /* told with the base */
        if (is_repeated || (depth == 0 && is_driven_out(key, override)))
            continue;
        if (!other) {
            append(merged, value, arena);
        } else if (value->kind == NODE_MAP && other->kind == NODE_MAP && !is_replaced(key, other) &&
                   depth < MOST_DEPTH) {
            struct node both = *merge_maps(value, other, arena, depth + 1);
            both.key = other->key;
            append(merged, &both, arena);
        }
    }
    for (const struct node *value = override->first; value; value = value->next) {
        const char *key = value->key->kind == NODE_SCALAR ? value->key->text : "";
        const struct node *under = *key ? node_find(base, key) : NULL;
        bool is_merged = under && under->kind == NODE_MAP && value->kind == NODE_MAP &&
                         !is_replaced(key, value) && depth < MOST_DEPTH;
        if (!is_merged)
            append(merged, value, arena);
    }
    return merged;
}

/* Times and files are those of the whole scene. */
static bool check_panel(struct reader *reader, const struct node *panel)
{
    if (panel->kind != NODE_MAP) {
        reader_error(reader, panel, "for example {layer: {stride: 2}}",
                     "a panel must be a map of what differs, not %s",
                     node_describe(panel, &reader->report->arena));
        return false;
    }
    return fields_check_scope(reader, panel, SCOPE_PANEL, "a panel");
}

const struct node *panels_find(const struct node *root)
{
    return root->kind == NODE_MAP ? node_find(root, "panels") : NULL;
}

const struct node **panels_merge(struct reader *reader, const struct node *root, size_t *count)
{
    const struct field *field = fields_find("panels");
    const struct node *list = panels_find(root);
    *count = 0;
    if (!reader_list(reader, field, list, MAX_PANELS))
        return NULL;
    struct arena *arena = &reader->report->arena;
    const struct node **merged = arena_allocate(arena, list->count, sizeof *merged);
    for (const struct node *panel = list->first; panel; panel = panel->next)
        if (panel->kind != NODE_REFUSED && check_panel(reader, panel))
            merged[(*count)++] = merge_maps(root, panel, arena, 0);
    return merged;
}
