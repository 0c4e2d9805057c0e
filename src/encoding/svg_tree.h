/* SPDX-License-Identifier: MIT */
/* All pictures of a file laid over each other: what each shows stands there in its order. */
#ifndef ENCODING_SVG_TREE_H
#define ENCODING_SVG_TREE_H

#include "page_elements.h"

/* An element, and in which pictures it is shown. All in an arena. */
struct svg_node {
    uint32_t token;
    unsigned char *is_shown; /* of each picture: 0 or 1 */
    struct svg_node *child;  /* of a group */
    struct svg_node *next;
};

/* Adds picture n of `count` to a tree whose first node is *first; NULL: it is empty. */
void svg_tree_add(struct svg_node **first, const struct page_elements *elements,
                  const struct page_picture *picture, size_t n, size_t count, struct arena *arena);

#endif
