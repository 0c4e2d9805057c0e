/* SPDX-License-Identifier: MIT */
/* Colours stand at each element as they are in the light; where they differ in the dark, a class
 * does, whose rule wins over them. A reader that knows no style sheets sees the light ones. */
#include "svg_rules.h"

#include <stdlib.h>
#include <string.h>

#include "svg_words.h"

static bool is_same(const struct color *a, const struct color *b)
{
    return (a->alpha <= 0 && b->alpha <= 0) || color_is_same(*a, *b);
}

static void put_property(struct buffer *out, const char *name, const struct color *light,
                         const struct color *dark)
{
    if (is_same(light, dark))
        return;
    buffer_format(out, "%s%s:", out->length > 0 ? ";" : "", name);
    svg_put_color_name(out, *dark);
    if (dark->alpha > 0 && (dark->alpha < 1 || light->alpha < 1)) {
        buffer_format(out, ";%s-opacity:", name);
        svg_put_number(out, dark->alpha);
    }
}

static size_t find_rule(struct svg_rules *rules, const char *text)
{
    for (size_t i = 0; i < rules->count; i++)
        if (strcmp(rules->texts[i], text) == 0)
            return i;
    if (rules->count == rules->capacity) {
        rules->capacity = rules->capacity ? 2 * rules->capacity : 32;
        rules->texts = memory_resize(rules->texts, rules->capacity, sizeof *rules->texts);
    }
    rules->texts[rules->count] = arena_copy_text(&rules->arena, text, strlen(text));
    return rules->count++;
}

void svg_put_class(struct svg_rules *rules, const char *prefix, const struct svg_paint *light,
                   const struct svg_paint *dark, struct buffer *out)
{
    struct buffer text = {0};
    put_property(&text, "fill", &light->fill, &dark->fill);
    put_property(&text, "stroke", &light->stroke, &dark->stroke);
    if (text.length > 0)
        buffer_format(out, " class=\"%s-%zu\"", prefix, find_rule(rules, text.bytes));
    buffer_finish(&text);
}

void svg_put_rules(const struct svg_rules *rules, const char *prefix, struct buffer *out)
{
    buffer_add_text(out, "<style>@media (prefers-color-scheme: dark) {\n");
    for (size_t i = 0; i < rules->count; i++)
        buffer_format(out, ".%s-%zu{%s}\n", prefix, i, rules->texts[i]);
    buffer_add_text(out, "}</style>\n");
}

void svg_rules_finish(struct svg_rules *rules)
{
    arena_finish(&rules->arena);
    free(rules->texts);
}

/* ---- what may share an element ---- */

static void recolor(struct item *item, const struct item *like)
{
    if (item->kind == ITEM_PATH && like->kind == ITEM_PATH) {
        item->of.path.fill = like->of.path.fill;
        item->of.path.stroke.color = like->of.path.stroke.color;
    } else if (item->kind == ITEM_TEXT && like->kind == ITEM_TEXT) {
        item->of.text.color = like->of.text.color;
    }
}

bool svg_is_recolored(const struct display_list *light, const struct display_list *dark)
{
    struct arena arena = {0};
    struct display_list copy;
    display_list_copy(dark, &arena, &copy);
    for (size_t i = 0; i < copy.count && i < light->count; i++)
        recolor(&copy.items[i], &light->items[i]);
    bool is_same_list = light->count == dark->count && light->width_pt == dark->width_pt &&
                        light->height_pt == dark->height_pt &&
                        display_list_common(light, &copy) == light->count;
    arena_finish(&arena);
    return is_same_list;
}
