/* SPDX-License-Identifier: MIT */
/* Colours stand at each element as they are in the light; where they differ in the dark, a class
 * does, whose rule wins over them: a reader that knows no style sheets sees the light ones. In a
 * page, which is nothing without its style sheet, rules say all of it. */
#include "svg_rules.h"

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

/* A value of an attribute as a style sheet has it, which no markup may end. */
static void put_value(struct buffer *out, const char *value, size_t length)
{
    static const struct {
        const char *escaped, *plain;
    } signs[] = {{"&lt;", "\\3c "}, {"&gt;", "\\3e "}, {"&quot;", "\\22 "}, {"&amp;", "\\26 "}};
    for (size_t at = 0; at < length;) {
        size_t i = 0;
        while (i < 4 && strncmp(value + at, signs[i].escaped, strlen(signs[i].escaped)) != 0)
            i++;
        if (i < 4)
            buffer_add_text(out, signs[i].plain);
        else
            buffer_add(out, value + at, 1);
        at += i < 4 ? strlen(signs[i].escaped) : 1;
    }
}

/* Attributes as declarations: of a size, a style sheet wants the unit. */
static void put_declarations(struct buffer *out, const char *attributes)
{
    for (const char *at = attributes; *at == ' ';) {
        const char *name = at + 1, *equals = strchr(name, '='), *end = strchr(equals + 2, '"');
        buffer_format(out, "%s%.*s:", out->length > 0 ? ";" : "", (int)(equals - name), name);
        put_value(out, equals + 2, (size_t)(end - equals - 2));
        if (strncmp(name, "font-size", (size_t)(equals - name)) == 0)
            buffer_add_text(out, "px");
        at = end + 1;
    }
}

void svg_put_class(struct svg_rules *rules, const char *prefix, struct svg_look *look,
                   struct buffer *out)
{
    struct buffer text = {0}, dark = {0};
    put_property(&dark, "fill", &look->light.fill, &look->dark.fill);
    put_property(&dark, "stroke", &look->light.stroke, &look->dark.stroke);
    if (rules->holds_looks && look->attributes.length > 0) {
        put_declarations(&text, look->attributes.bytes);
        buffer_finish(&look->attributes);
    }
    buffer_format(&text, "|%s", dark.length > 0 ? dark.bytes : "");
    if (text.length > 1)
        buffer_format(out, " class=\"%s-%zu\"", prefix, interned_find(&rules->texts, text.bytes));
    buffer_finish(&text);
    buffer_finish(&dark);
}

/* Rules of looks stand before those of the dark: the later ones win. */
static void put_looks(const struct svg_rules *rules, const char *prefix, struct buffer *out)
{
    for (size_t i = 0; i < rules->texts.count; i++) {
        const char *text = rules->texts.texts[i];
        buffer_format(out, ".%s-%zu{%.*s}\n", prefix, i, (int)(strrchr(text, '|') - text), text);
    }
}

void svg_put_rules(const struct svg_rules *rules, const char *prefix, struct buffer *out)
{
    buffer_add_text(out, "<style>");
    if (rules->holds_looks)
        put_looks(rules, prefix, out);
    buffer_add_text(out, "@media (prefers-color-scheme: dark) {\n");
    for (size_t i = 0; i < rules->texts.count; i++) {
        const char *dark = strrchr(rules->texts.texts[i], '|') + 1;
        if (*dark)
            buffer_format(out, ".%s-%zu{%s}\n", prefix, i, dark);
    }
    buffer_add_text(out, "}</style>\n");
}

void svg_rules_finish(struct svg_rules *rules)
{
    interned_finish(&rules->texts);
}

/* ---- what may share an element ---- */

bool svg_is_recolored(const struct item *light, const struct item *dark)
{
    struct item like = *dark;
    if (light->kind == ITEM_PATH && dark->kind == ITEM_PATH) {
        like.of.path.fill = light->of.path.fill;
        like.of.path.stroke.color = light->of.path.stroke.color;
    } else if (light->kind == ITEM_TEXT && dark->kind == ITEM_TEXT) {
        like.of.text.color = light->of.text.color;
    }
    return item_is_same(light, &like);
}
