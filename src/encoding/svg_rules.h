/* SPDX-License-Identifier: MIT */
/* Classes: of colours that differ in the dark, and, in a file that no other reads, of all that
 * elements look like. */
#ifndef ENCODING_SVG_RULES_H
#define ENCODING_SVG_RULES_H

#include "convreel/drawing.h"
#include "interned.h"

/* The rules of one file, each once. Zeroed: none, of colours in the dark. */
struct svg_rules {
    struct interned texts; /* "LOOK|DARK", each as declarations: "fill:#102030" */
    bool holds_looks;      /* not only what differs in the dark */
};

/* The colours of an element. */
struct svg_paint {
    struct color fill, stroke; /* alpha 0: none */
};

/* What an element looks like. */
struct svg_look {
    struct svg_paint light, dark;
    struct buffer attributes; /* " fill=\"#102030\""; owned */
};

/* Adds class="..." where a rule says something of the look, whose attributes are then taken out of
 * it if the rules hold them. prefix begins the name. */
void svg_put_class(struct svg_rules *rules, const char *prefix, struct svg_look *look,
                   struct buffer *out);
/* All rules, in a style element. */
void svg_put_rules(const struct svg_rules *rules, const char *prefix, struct buffer *out);
void svg_rules_finish(struct svg_rules *rules);

/* Whether two items differ in nothing but colours. */
bool svg_is_recolored(const struct item *light, const struct item *dark);

#endif
