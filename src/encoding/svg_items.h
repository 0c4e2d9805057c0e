/* SPDX-License-Identifier: MIT */
/* Display-list items as elements of an SVG. */
#ifndef ENCODING_SVG_ITEMS_H
#define ENCODING_SVG_ITEMS_H

#include "convreel/drawing.h"
#include "convreel/painting.h"
#include "svg_rules.h"

/* Where elements go; all borrowed. */
struct svg_pen {
    struct buffer *out;
    const char *prefix;      /* of every id */
    struct painter *painter; /* for text as outlines; NULL: as text */
    struct svg_rules *rules; /* of colours in the dark; NULL: one theme */
    bool has_shapes;         /* paths are relative to their first point */
};

/* dark: the same item in the dark theme, which may differ in its colours; NULL where the pen has no
 * rules. */
void svg_put_item(const struct svg_pen *pen, const struct item *item, const struct item *dark);
/* "input.unit" of channel 0, row 1, column 2 -> input-unit-0-1-2. */
void svg_put_key(struct buffer *out, const struct item_key *key);
/* A rectangle over the whole page. */
void svg_put_background(const struct svg_pen *pen, struct color color, struct color dark);
/* A group that scales and then shifts. */
void svg_begin_group(const struct svg_pen *pen, const char *name, struct point shift, double scale);
void svg_end_group(const struct svg_pen *pen);

#endif
