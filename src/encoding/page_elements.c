/* SPDX-License-Identifier: MIT */
/* Display lists as elements, which pictures share. */
#include "page_elements.h"

#include <string.h>

#include "svg_items.h"

/* ---- pictures ---- */

/* A picture at work. */
struct taking {
    struct page_elements *elements;
    struct page_picture *picture;
    struct svg_pen pen; /* writes to `element` */
    struct buffer element;
};

/* What the pen has written, if anything. */
static void take(struct taking *taking)
{
    struct buffer *element = &taking->element;
    if (element->length == 0)
        return;
    size_t number = interned_find(&taking->elements->markup, element->bytes);
    taking->picture->tokens[taking->picture->count++] = (uint32_t)number + 1;
    element->length = 0;
}

static void take_end(struct taking *taking)
{
    taking->picture->tokens[taking->picture->count++] = 0;
}

static void take_item(struct taking *taking, const struct item *light, const struct item *dark,
                      bool is_dark)
{
    bool is_shared = light == dark || svg_is_recolored(light, dark);
    const struct item *item = is_dark && !is_shared ? dark : light;
    if (item->kind == ITEM_GROUP_END) {
        take_end(taking);
        return;
    }
    svg_put_item(&taking->pen, item, is_shared ? dark : item);
    take(taking);
}

void page_elements_add(struct page_elements *elements, const struct page_twins *twins, bool is_dark,
                       struct arena *arena, struct page_picture *out)
{
    enum { AROUND = 3 }; /* the background, a group and its end */
    struct taking taking = {.elements = elements, .picture = out};
    const struct svg_page *light = twins->light, *dark = twins->dark;
    taking.pen = (struct svg_pen){.out = &taking.element,
                                  .prefix = "",
                                  .painter = twins->painter,
                                  .rules = &elements->rules,
                                  .has_shapes = true};
    *out = (struct page_picture){
        .tokens = arena_allocate(arena, light->list->count + AROUND, sizeof *out->tokens)};
    bool is_moved = svg_page_is_moved(light);
    svg_put_background(&taking.pen, light->background, dark->background);
    take(&taking);
    if (is_moved)
        svg_begin_group(&taking.pen, "page", light->shift, light->scale);
    take(&taking);
    for (size_t i = 0; i < light->list->count; i++)
        take_item(&taking, &light->list->items[i], &dark->list->items[i], is_dark);
    if (is_moved)
        take_end(&taking);
    buffer_finish(&taking.element);
}

void page_elements_finish(struct page_elements *elements)
{
    interned_finish(&elements->markup);
    svg_rules_finish(&elements->rules);
}

/* ---- an element's markup ---- */

/* The id stands first in each element, and its class next: <path id="-KEY" class="-3" d="...". */
static const char id_text[] = " id=\"", class_text[] = " class=\"";

bool page_is_group(const char *markup)
{
    return strncmp(markup, "<g ", 3) == 0;
}

const char *page_key_of(const char *markup)
{
    return strstr(markup, id_text) + strlen(id_text) + 1;
}

void page_put_markup(const char *markup, const char *prefix, const char *id_end,
                     const char *attributes, struct buffer *out)
{
    const char *id = page_key_of(markup) - 1, *rest = strchr(id, '"') + 1;
    buffer_add(out, markup, (size_t)(id - markup));
    buffer_format(out, "%s%.*s%s\"%s", prefix, (int)(rest - 1 - id), id, id_end ? id_end : "",
                  attributes ? attributes : "");
    if (strncmp(rest, class_text, strlen(class_text)) == 0) {
        buffer_format(out, "%s%s", class_text, prefix);
        rest += strlen(class_text);
    }
    buffer_add_text(out, rest);
}
