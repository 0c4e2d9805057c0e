/* SPDX-License-Identifier: MIT */
/* Display lists as text, one item a line, numbers with 3 decimals: what tests compare and people
 * read. */
#ifndef CONVREEL_TESTS_DUMP_H
#define CONVREEL_TESTS_DUMP_H

#include <math.h>

#include "convreel/drawing.h"

/* Three decimals; what rounds to zero has no sign. */
static void add_number(struct buffer *out, double number)
{
    double rounded = round(number * 1000) / 1000;
    buffer_format(out, " %.3f", rounded == 0 ? 0 : rounded);
}

static void add_point(struct buffer *out, struct point point)
{
    add_number(out, point.x);
    add_number(out, point.y);
}

static void add_color(struct buffer *out, const struct color *color)
{
    if (color->alpha <= 0) {
        buffer_add_text(out, " none");
        return;
    }
    buffer_format(out, " #%02lx%02lx%02lx", lround(color->red * 255), lround(color->green * 255),
                  lround(color->blue * 255));
    if (color->alpha < 1)
        buffer_format(out, "@%.3f", color->alpha);
}

static void add_key(struct buffer *out, const char *kind, const struct item_key *key)
{
    buffer_format(out, "%s %s%s%s", kind, key->scope ? key->scope : "", key->scope ? "." : "",
                  key->part);
    if (key->row >= 0 || key->column >= 0 || key->channel >= 0)
        buffer_format(out, "[%d,%d,%d]", key->channel, key->row, key->column);
}

static void add_stroke(struct buffer *out, const struct stroke *stroke)
{
    if (stroke->width <= 0 || stroke->color.alpha <= 0)
        return;
    buffer_add_text(out, " stroke");
    add_color(out, &stroke->color);
    add_number(out, stroke->width);
    if (stroke->dash_on > 0) {
        buffer_add_text(out, " dash");
        add_number(out, stroke->dash_on);
        add_number(out, stroke->dash_off);
    }
    if (stroke->cap == CAP_ROUND)
        buffer_add_text(out, " round caps");
    if (stroke->join == JOIN_ROUND)
        buffer_add_text(out, " round joins");
}

static void add_path(struct buffer *out, const struct path *path)
{
    static const char letters[] = "MLCZ";
    static const size_t points_of[] = {1, 1, 3, 0};
    const struct point *point = path->points;
    for (size_t i = 0; i < path->verb_count; i++) {
        buffer_format(out, " %c", letters[path->verbs[i]]);
        for (size_t n = points_of[path->verbs[i]]; n > 0; n--)
            add_point(out, *point++);
    }
}

static void add_quoted(struct buffer *out, const char *text)
{
    buffer_add_text(out, " \"");
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            buffer_add(out, "\\", 1);
        buffer_add(out, text, 1);
    }
    buffer_add(out, "\"", 1);
}

static void dump_path(const struct item *item, struct buffer *out)
{
    add_key(out, "path", &item->key);
    if (item->of.path.fill.alpha > 0) {
        buffer_add_text(out, " fill");
        add_color(out, &item->of.path.fill);
    }
    add_stroke(out, &item->of.path.stroke);
    buffer_add_text(out, item->of.path.is_lasting ? " lasting:" : ":");
    add_path(out, &item->of.path.path);
}

static void dump_text(const struct item *item, struct buffer *out)
{
    static const char *const anchors[] = {"start", "middle", "end"};
    const struct font *font = &item->of.text.font;
    add_key(out, "text", &item->key);
    add_quoted(out, item->of.text.string);
    buffer_format(out, " %s%s%s", font->family, font->is_bold ? " bold" : "",
                  font->is_italic ? " italic" : "");
    add_number(out, font->size_pt);
    add_color(out, &item->of.text.color);
    buffer_format(out, " %s", anchors[item->of.text.anchor]);
    add_point(out, item->of.text.at);
    buffer_add_text(out, item->of.text.is_moving ? " moving" : "");
}

static void dump_image(const struct item *item, struct buffer *out)
{
    const struct image *image = &item->of.image;
    add_key(out, "image", &item->key);
    buffer_format(out, " %zux%zu", image->width, image->height);
    add_point(out, (struct point){image->at.x, image->at.y});
    add_number(out, image->at.width);
    add_number(out, image->at.height);
    for (size_t i = 0; i < image->width * image->height; i++)
        buffer_format(out, "%s%02x%02x%02x%02x", i % image->width == 0 ? " " : ",",
                      image->pixels[4 * i], image->pixels[4 * i + 1], image->pixels[4 * i + 2],
                      image->pixels[4 * i + 3]);
}

static void dump_group(const struct item *item, struct buffer *out)
{
    add_key(out, "group", &item->key);
    buffer_add_text(out, " shift");
    add_point(out, item->of.group.shift);
    buffer_add_text(out, " scale");
    add_number(out, item->of.group.scale);
    buffer_add_text(out, " opacity");
    add_number(out, item->of.group.opacity);
}

static void display_list_dump(const struct display_list *list, struct buffer *out)
{
    buffer_add_text(out, "page");
    add_number(out, list->width_pt);
    add_number(out, list->height_pt);
    buffer_add_text(out, "\n");
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        switch (item->kind) {
        case ITEM_PATH:
            dump_path(item, out);
            break;
        case ITEM_TEXT:
            dump_text(item, out);
            break;
        case ITEM_IMAGE:
            dump_image(item, out);
            break;
        case ITEM_GROUP_BEGIN:
            dump_group(item, out);
            break;
        case ITEM_GROUP_END:
            add_key(out, "end", &item->key);
            break;
        }
        buffer_add_text(out, "\n");
    }
}

#endif
