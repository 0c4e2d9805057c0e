/* SPDX-License-Identifier: MIT */
/* Merging: an element that the tree has not yet, or has only before the last one, is added there.
 * So each picture finds its elements in its own order. */
#include "svg_tree.h"

/* How far behind the last one an element is looked for: work does not grow with a film's square. */
enum { REACH = 4096 };

struct merging {
    const struct page_elements *elements;
    size_t n, count;
    struct arena *arena;
    const uint32_t *token, *end; /* the next one */
};

/* The place of the next token's node, from `at` on. */
static struct svg_node **find(struct svg_node **at, const struct merging *merging)
{
    struct svg_node **place = at;
    for (size_t i = 0; *place && i < REACH; i++, place = &(*place)->next)
        if ((*place)->token == *merging->token)
            return place;
    struct svg_node *node = arena_allocate(merging->arena, 1, sizeof *node);
    node->token = *merging->token;
    node->is_shown = arena_allocate(merging->arena, merging->count, 1);
    node->next = *at;
    *at = node;
    return at;
}

/* Up to the end of the group. */
static void merge(struct svg_node **at, struct merging *merging)
{
    for (; merging->token < merging->end && *merging->token; merging->token++) {
        struct svg_node *node = *(at = find(at, merging));
        node->is_shown[merging->n] = 1;
        at = &node->next;
        if (!page_is_group(merging->elements->markup.texts[node->token - 1]))
            continue;
        merging->token++;
        merge(&node->child, merging);
    }
}

void svg_tree_add(struct svg_node **first, const struct page_elements *elements,
                  const struct page_picture *picture, size_t n, size_t count, struct arena *arena)
{
    struct merging merging = {
        elements, n, count, arena, picture->tokens, picture->tokens + picture->count};
    merge(first, &merging);
}
