/* SPDX-License-Identifier: MIT */
/* Two themes in one SVG: classes of the colours that differ, with rules for readers in the dark. */
#ifndef ENCODING_SVG_RULES_H
#define ENCODING_SVG_RULES_H

#include "convreel/drawing.h"

/* The rules of one file, each once. Zeroed: none. */
struct svg_rules {
    struct arena arena;
    const char **texts; /* "fill:#102030", in the arena; the list is owned */
    size_t count, capacity;
};

/* The colours of an element. */
struct svg_paint {
    struct color fill, stroke; /* alpha 0: none */
};

/* Adds class="..." where the dark colours are not the light ones. prefix begins its name. */
void svg_put_class(struct svg_rules *rules, const char *prefix, const struct svg_paint *light,
                   const struct svg_paint *dark, struct buffer *out);
/* The style element that holds for readers in the dark. */
void svg_put_rules(const struct svg_rules *rules, const char *prefix, struct buffer *out);
void svg_rules_finish(struct svg_rules *rules);

/* Whether two lists differ in nothing but colours. */
bool svg_is_recolored(const struct display_list *light, const struct display_list *dark);

#endif
