/* SPDX-License-Identifier: MIT */
/* SVG elements taken apart: [style, key, path], [style, key, x, y, words] or [style, key]. The page
 * builds them again, and sets words as words. */
#include "page_elements.h"

#include <string.h>

#include "svg_items.h"

void page_put_string(struct buffer *out, const char *text)
{
    buffer_add_text(out, "\"");
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte == '"' || byte == '\\')
            buffer_format(out, "\\%c", byte);
        else if (byte == '\n')
            buffer_add_text(out, "\\n");
        else if (byte < 0x20)
            buffer_add_text(out, "\xef\xbf\xbd");
        else if (byte == '<' || byte == '>' || byte == '&')
            buffer_format(out, "\\u%04x", byte);
        else
            buffer_add(out, text, 1);
    }
    buffer_add_text(out, "\"");
}

/* Each as it is, or as a string. */
void page_put_strings(struct buffer *out, const struct interned *texts, size_t first)
{
    for (size_t i = first; i < texts->count; i++) {
        buffer_add_text(out, i > first ? ",\n" : "");
        if (texts->texts[i][0] == '[')
            buffer_add_text(out, texts->texts[i]);
        else
            page_put_string(out, texts->texts[i]);
    }
}

/* ---- taking apart ---- */

/* What an element has of its own; each in the buffer that it is of. */
struct parts {
    struct buffer style, key, place;
};

static bool is_name(const char *name, size_t length, const char *other)
{
    return strlen(other) == length && memcmp(name, other, length) == 0;
}

/* An attribute that begins at `at`; gives where the next one does. */
static const char *take_attribute(const char *at, struct parts *parts)
{
    const char *name = at + 1, *equals = strchr(name, '='), *value = equals + 2,
               *end = strchr(value, '"');
    size_t name_length = (size_t)(equals - name), length = (size_t)(end - value);
    bool is_text = strncmp(parts->style.bytes, "text", 4) == 0;
    if (is_name(name, name_length, "id")) {
        size_t prefix = strlen(PAGE_PREFIX "-");
        buffer_add(&parts->key, value + prefix, length - prefix);
    } else if (is_name(name, name_length, "d")) {
        buffer_add_text(&parts->place, ",\"");
        buffer_add(&parts->place, value, length);
        buffer_add_text(&parts->place, "\"");
    } else if (is_text && (is_name(name, name_length, "x") || is_name(name, name_length, "y"))) {
        buffer_add_text(&parts->place, ",");
        buffer_add(&parts->place, value, length);
    } else {
        buffer_add(&parts->style, at, (size_t)(end + 1 - at));
    }
    return end + 1;
}

/* The number of an element that the SVG writer has written. words: of a text; NULL: it is none. */
static size_t find_element(struct page_elements *elements, const char *markup, const char *words)
{
    struct parts parts = {0};
    struct buffer json = {0};
    const char *at = markup + strcspn(markup, " ");
    buffer_add(&parts.style, markup + 1, (size_t)(at - markup - 1));
    while (*at == ' ')
        at = take_attribute(at, &parts);
    buffer_format(&json, "[%zu,\"%s\"%s", interned_find(&elements->styles, parts.style.bytes),
                  parts.key.bytes, parts.place.length > 0 ? parts.place.bytes : "");
    if (words) {
        buffer_add_text(&json, ",");
        page_put_string(&json, words);
    }
    buffer_add_text(&json, "]");
    size_t number = interned_find(&elements->elements, json.bytes);
    buffer_finish(&parts.style);
    buffer_finish(&parts.key);
    buffer_finish(&parts.place);
    buffer_finish(&json);
    return number;
}

/* ---- pictures ---- */

/* A picture at work. */
struct taking {
    struct page_elements *elements;
    struct buffer *markup; /* borrowed; NULL: not wanted */
    struct page_picture *picture;
    struct svg_pen pen; /* writes to `element` */
    struct buffer element;
};

static void take_end(struct taking *taking)
{
    taking->picture->tokens[taking->picture->count++] = 0;
    if (taking->markup)
        buffer_add_text(taking->markup, "</g>\n");
}

/* What the pen has written, if anything. */
static void take(struct taking *taking, const char *words)
{
    struct buffer *element = &taking->element;
    if (element->length == 0)
        return;
    size_t number = find_element(taking->elements, element->bytes, words);
    taking->picture->tokens[taking->picture->count++] = (uint32_t)number + 1;
    if (taking->markup)
        buffer_add(taking->markup, element->bytes, element->length);
    element->length = 0;
}

static void take_item(struct taking *taking, const struct item *item, const struct item *dark)
{
    if (item->kind == ITEM_GROUP_END) {
        take_end(taking);
        return;
    }
    svg_put_item(&taking->pen, item, dark);
    take(taking, item->kind == ITEM_TEXT ? item->of.text.string : NULL);
}

void page_elements_add(struct page_elements *elements, const struct svg_page *page,
                       const struct svg_page *dark, struct arena *arena, struct buffer *markup,
                       struct page_picture *out)
{
    enum { AROUND = 3 }; /* the background, a group and its end */
    struct taking taking = {.elements = elements, .markup = markup, .picture = out};
    taking.pen =
        (struct svg_pen){.out = &taking.element, .prefix = PAGE_PREFIX, .rules = &elements->rules};
    *out = (struct page_picture){
        .tokens = arena_allocate(arena, page->list->count + AROUND, sizeof *out->tokens)};
    bool is_moved = svg_page_is_moved(page);
    svg_put_background(&taking.pen, page->background, dark->background);
    take(&taking, NULL);
    if (is_moved) {
        svg_begin_group(&taking.pen, "page", page->shift, page->scale);
        take(&taking, NULL);
    }
    for (size_t i = 0; i < page->list->count; i++)
        take_item(&taking, &page->list->items[i], &dark->list->items[i]);
    if (is_moved)
        take_end(&taking);
    buffer_finish(&taking.element);
}

void page_elements_finish(struct page_elements *elements)
{
    interned_finish(&elements->styles);
    interned_finish(&elements->elements);
    svg_rules_finish(&elements->rules);
}
