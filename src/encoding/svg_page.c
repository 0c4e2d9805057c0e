/* SPDX-License-Identifier: MIT */
/* Where a display list goes on its page, and how a file begins. */
#include "svg_page.h"

#include <math.h>
#include <stdlib.h>

#include "encoding/encoders.h"
#include "svg_rules.h"
#include "svg_words.h"

struct svg_page svg_page_of(const struct display_list *list, const struct canvas *canvas,
                            double pixel_pt)
{
    struct point size = page_size(list, canvas, pixel_pt);
    return (struct svg_page){
        .list = list,
        .background = canvas->background,
        .width = size.x,
        .height = size.y,
        .scale = canvas->scale * pixel_pt,
        .shift = {canvas->x * pixel_pt, canvas->y * pixel_pt},
    };
}

bool svg_page_is_moved(const struct svg_page *page)
{
    return fabs(page->scale - 1) > 1e-12 || page->shift.x != 0 || page->shift.y != 0;
}

bool svg_page_has_pairs(const struct svg_page *light, const struct svg_page *dark)
{
    return light->list->count == dark->list->count && light->width == dark->width &&
           light->height == dark->height && light->scale == dark->scale &&
           light->shift.x == dark->shift.x && light->shift.y == dark->shift.y;
}

bool svg_page_is_recolored(const struct svg_page *light, const struct svg_page *dark)
{
    if (!svg_page_has_pairs(light, dark))
        return false;
    for (size_t i = 0; i < light->list->count; i++)
        if (!svg_is_recolored(&light->list->items[i], &dark->list->items[i]))
            return false;
    return true;
}

/* ---- the head ---- */

static char *copy(const char *text)
{
    struct buffer own = {0};
    buffer_add_text(&own, text ? text : "");
    return own.bytes;
}

struct svg_head svg_head_of(const struct encoding_settings *settings)
{
    return (struct svg_head){copy(settings->title), copy(settings->description)};
}

void svg_head_finish(struct svg_head *head)
{
    free(head->title);
    free(head->description);
    *head = (struct svg_head){0};
}

void svg_put_head(struct buffer *out, const struct svg_head *head, const char *prefix,
                  const struct svg_page *page, bool has_two_themes)
{
    buffer_add_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
    svg_put_number(out, page->width);
    buffer_add_text(out, "pt\" height=\"");
    svg_put_number(out, page->height);
    buffer_add_text(out, "pt\" viewBox=\"0 0 ");
    svg_put_number(out, page->width);
    buffer_add_text(out, " ");
    svg_put_number(out, page->height);
    buffer_add_text(out, has_two_themes ? "\" style=\"color-scheme:light dark" : "");
    buffer_format(out,
                  "\" role=\"img\" aria-labelledby=\"%s-title %s-description\">\n"
                  "<title id=\"%s-title\">",
                  prefix, prefix, prefix);
    svg_put_escaped(out, head->title);
    buffer_format(out, "</title>\n<desc id=\"%s-description\">", prefix);
    svg_put_escaped(out, head->description);
    buffer_add_text(out, "</desc>\n");
}
