/* SPDX-License-Identifier: MIT */
/* When the elements of a moving SVG are shown, and how they glide, as a style sheet. */
#ifndef ENCODING_SVG_KEYFRAMES_H
#define ENCODING_SVG_KEYFRAMES_H

#include "page_steps.h"
#include "svg_tree.h"

/* Zeroed but for the first three: no rules yet. */
struct svg_keyframes {
    const struct page_steps *steps;  /* borrowed */
    double length;                   /* seconds of all of them */
    const struct svg_glides *glides; /* borrowed */
    struct interned rules;
};

/* How elements glide from each step to the next one. */
struct svg_glides {
    struct arena arena;
    struct svg_glide **of_step; /* owned: lists */
};
void svg_glides_find(const struct page_steps *steps, struct svg_glides *out);
void svg_glides_finish(struct svg_glides *glides);

/* Adds the names of a node's animations, "PREFIX-k1,PREFIX-k2"; nothing: it always stands still.
 * group: that it stands in; NULL: in none. */
void svg_keyframes_find(struct svg_keyframes *keyframes, const struct svg_node *node,
                        const struct svg_node *group, const char *prefix, struct buffer *out);
/* All rules. loop: how many times they run; 0: for ever. */
void svg_keyframes_put(const struct svg_keyframes *keyframes, const char *prefix, size_t loop,
                       struct buffer *out);
void svg_keyframes_finish(struct svg_keyframes *keyframes);

#endif
