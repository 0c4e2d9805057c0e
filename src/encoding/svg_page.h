/* SPDX-License-Identifier: MIT */
/* A display list as a page of an SVG. */
#ifndef ENCODING_SVG_PAGE_H
#define ENCODING_SVG_PAGE_H

#include "convreel/encoding.h"

/* A list on its canvas, in points. */
struct svg_page {
    const struct display_list *list; /* borrowed */
    struct color background;
    double width, height, scale;
    struct point shift;
};

/* pixel_pt: a pixel's side in points. */
struct svg_page svg_page_of(const struct display_list *list, const struct canvas *canvas,
                            double pixel_pt);
/* Whether the list needs a group that puts it in its place. */
bool svg_page_is_moved(const struct svg_page *page);
/* Whether two pages have items in the same number and places: a pair each. */
bool svg_page_has_pairs(const struct svg_page *light, const struct svg_page *dark);
/* Whether two pages differ in nothing but colours. */
bool svg_page_is_recolored(const struct svg_page *light, const struct svg_page *dark);

/* What a file says of itself; owned. */
struct svg_head {
    char *title, *description;
};

struct svg_head svg_head_of(const struct encoding_settings *settings);
void svg_head_finish(struct svg_head *head);
/* The beginning of a file with pages as large as this one. */
void svg_put_head(struct buffer *out, const struct svg_head *head, const char *prefix,
                  const struct svg_page *page, bool has_two_themes);

#endif
