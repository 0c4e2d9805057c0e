/* SPDX-License-Identifier: MIT */
/* Each item of a display list as one element, named by its key; words as text, or as outlines for a
 * reader without the fonts. */
#include "svg_items.h"

#include "svg_pixels.h"
#include "svg_words.h"

static void put_name(struct buffer *out, const char *name)
{
    for (const char *at = name; *at; at++)
        buffer_add(out, *at == '.' || *at == ' ' ? "-" : at, 1);
}

void svg_put_key(struct buffer *out, const struct item_key *key)
{
    if (key->scope)
        put_name(out, key->scope);
    if (key->scope)
        buffer_add_text(out, "-");
    put_name(out, key->part);
    const int places[] = {key->channel, key->row, key->column};
    for (size_t i = 0; i < 3; i++)
        if (places[i] >= 0)
            buffer_format(out, "-%d", places[i]);
}

static void put_id(const struct svg_pen *pen, const struct item_key *key)
{
    buffer_format(pen->out, " id=\"%s-", pen->prefix);
    svg_put_key(pen->out, key);
    buffer_add_text(pen->out, "\"");
}

static void put_points(struct buffer *out, const char *verb, const struct point *points,
                       size_t count)
{
    buffer_add_text(out, verb);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_add_text(out, " ");
        svg_put_place(out, points[i].x);
        buffer_add_text(out, " ");
        svg_put_place(out, points[i].y);
    }
}

static void put_places(struct buffer *out, const struct path *path)
{
    static const char *const letters[] = {
        [PATH_MOVE] = "M", [PATH_LINE] = "L", [PATH_CURVE] = "C", [PATH_CLOSE] = "Z"};
    const struct point *next = path->points;
    for (size_t i = 0; i < path->verb_count; i++) {
        size_t count = path_verb_points[path->verbs[i]];
        put_points(out, letters[path->verbs[i]], next, count);
        next += count;
    }
}

/* Where a point is from the origin on, as it is printed: rounded once, so that no errors add up. */
static struct point rounded_from(struct point origin, struct point point)
{
    return (struct point){svg_round(point.x - origin.x), svg_round(point.y - origin.y)};
}

/* Equal shapes are equal text behind their first point, wherever they stand. */
static void put_shape(struct buffer *out, const struct path *path)
{
    static const char *const letters[] = {
        [PATH_MOVE] = "m", [PATH_LINE] = "l", [PATH_CURVE] = "c", [PATH_CLOSE] = "z"};
    const struct point *next = path->points + 1;
    struct point at = {0, 0}, begun = at;
    put_points(out, "M", path->points, 1);
    for (size_t i = 1; i < path->verb_count; i++) {
        size_t count = path_verb_points[path->verbs[i]];
        struct point places[3], steps[3];
        for (size_t n = 0; n < count; n++) {
            places[n] = rounded_from(path->points[0], *next++);
            steps[n] = (struct point){places[n].x - at.x, places[n].y - at.y};
        }
        put_points(out, letters[path->verbs[i]], steps, count);
        at = count > 0 ? places[count - 1] : begun;
        if (path->verbs[i] == PATH_MOVE)
            begun = at;
    }
}

static void put_path_data(const struct svg_pen *pen, const struct path *path)
{
    buffer_add_text(pen->out, " d=\"");
    if (pen->has_shapes && path->point_count > 0)
        put_shape(pen->out, path);
    else
        put_places(pen->out, path);
    buffer_add_text(pen->out, "\"");
}

/* What is drawn in neither theme is left out. */
static void put_stroke(struct buffer *out, const struct stroke *stroke, const struct stroke *dark)
{
    if (stroke->width <= 0 || (stroke->color.alpha <= 0 && dark->color.alpha <= 0))
        return;
    svg_put_color(out, "stroke", stroke->color);
    svg_put_attribute(out, "stroke-width", stroke->width);
    if (stroke->dash_on > 0) {
        buffer_add_text(out, " stroke-dasharray=\"");
        svg_put_number(out, stroke->dash_on);
        buffer_add_text(out, " ");
        svg_put_number(out, stroke->dash_off);
        buffer_add_text(out, "\"");
    }
    if (stroke->cap == CAP_ROUND)
        buffer_add_text(out, " stroke-linecap=\"round\"");
    if (stroke->join == JOIN_ROUND)
        buffer_add_text(out, " stroke-linejoin=\"round\"");
    else
        buffer_add_text(out, " stroke-miterlimit=\"10\"");
}

static void put_class(const struct svg_pen *pen, struct svg_look *look)
{
    if (pen->rules)
        svg_put_class(pen->rules, pen->prefix, look, pen->out);
}

/* What of a look no class has taken. */
static void put_look(const struct svg_pen *pen, struct svg_look *look)
{
    if (look->attributes.length > 0)
        buffer_add(pen->out, look->attributes.bytes, look->attributes.length);
    buffer_finish(&look->attributes);
}

static struct svg_paint paint_of_path(const struct item *item)
{
    const struct stroke *stroke = &item->of.path.stroke;
    struct color none = {.alpha = 0};
    return (struct svg_paint){item->of.path.fill, stroke->width > 0 ? stroke->color : none};
}

static void put_path(const struct svg_pen *pen, const struct item *item, const struct item *dark)
{
    struct svg_look look = {.light = paint_of_path(item), .dark = paint_of_path(dark)};
    svg_put_color(&look.attributes, "fill", item->of.path.fill);
    put_stroke(&look.attributes, &item->of.path.stroke, &dark->of.path.stroke);
    buffer_add_text(pen->out, "<path");
    put_id(pen, &item->key);
    put_class(pen, &look);
    put_path_data(pen, &item->of.path.path);
    put_look(pen, &look);
    buffer_add_text(pen->out, "/>\n");
}

static void put_outline(const struct svg_pen *pen, const struct item *item)
{
    struct arena arena = {0};
    struct path path;
    painter_outline(pen->painter, item, &arena, &path);
    buffer_add_text(pen->out, " aria-label=\"");
    svg_put_escaped(pen->out, item->of.text.string);
    buffer_add_text(pen->out, "\"");
    put_path_data(pen, &path);
    arena_finish(&arena);
}

static void put_text_look(struct buffer *out, const struct item *item)
{
    static const char *const anchors[] = {
        [ANCHOR_START] = "start", [ANCHOR_MIDDLE] = "middle", [ANCHOR_END] = "end"};
    const struct font *font = &item->of.text.font;
    svg_put_family(out, font->family);
    svg_put_attribute(out, "font-size", font->size_pt);
    if (font->is_bold)
        buffer_add_text(out, " font-weight=\"bold\"");
    if (font->is_italic)
        buffer_add_text(out, " font-style=\"italic\"");
    buffer_format(out, " text-anchor=\"%s\"", anchors[item->of.text.anchor]);
}

static void put_text(const struct svg_pen *pen, const struct item *item, const struct item *dark)
{
    struct svg_look look = {.light.fill = item->of.text.color, .dark.fill = dark->of.text.color};
    if (!pen->painter)
        put_text_look(&look.attributes, item);
    svg_put_color(&look.attributes, "fill", item->of.text.color);
    buffer_add_text(pen->out, pen->painter ? "<path" : "<text");
    put_id(pen, &item->key);
    put_class(pen, &look);
    if (pen->painter) {
        put_outline(pen, item);
        put_look(pen, &look);
        buffer_add_text(pen->out, "/>\n");
        return;
    }
    svg_put_attribute(pen->out, "x", item->of.text.at.x);
    svg_put_attribute(pen->out, "y", item->of.text.at.y);
    if (look.attributes.length > 0) /* else the page's style sheet says it */
        buffer_add_text(&look.attributes, " xml:space=\"preserve\"");
    put_look(pen, &look);
    buffer_add_text(pen->out, ">");
    svg_put_escaped(pen->out, item->of.text.string);
    buffer_add_text(pen->out, "</text>\n");
}

static void put_transform(struct buffer *out, struct point shift, double scale)
{
    buffer_add_text(out, " transform=\"translate(");
    svg_put_place(out, shift.x);
    buffer_add_text(out, " ");
    svg_put_place(out, shift.y);
    buffer_add_text(out, ")");
    if (scale != 1) {
        char room[NUMBER_ROOM];
        buffer_format(out, " scale(%s)", number_shortest(room, scale));
    }
    buffer_add_text(out, "\"");
}

static void begin_item_group(const struct svg_pen *pen, const struct item *item)
{
    buffer_add_text(pen->out, "<g");
    put_id(pen, &item->key);
    put_transform(pen->out, item->of.group.shift, item->of.group.scale);
    if (item->of.group.opacity < 1)
        svg_put_attribute(pen->out, "opacity", item->of.group.opacity);
    buffer_add_text(pen->out, ">\n");
}

static void put_image(const struct svg_pen *pen, const struct item *item)
{
    const struct image *image = &item->of.image;
    buffer_add_text(pen->out, "<image");
    put_id(pen, &item->key);
    svg_put_attribute(pen->out, "x", image->at.x);
    svg_put_attribute(pen->out, "y", image->at.y);
    svg_put_attribute(pen->out, "width", image->at.width);
    svg_put_attribute(pen->out, "height", image->at.height);
    bool is_sharp = image->at.width >= (double)image->width; /* as it is painted */
    buffer_format(pen->out, " preserveAspectRatio=\"none\"%s href=\"data:image/png;base64,",
                  is_sharp ? " style=\"image-rendering:pixelated\"" : "");
    svg_put_pixels(pen->out, image);
    buffer_add_text(pen->out, "\"/>\n");
}

void svg_put_item(const struct svg_pen *pen, const struct item *item, const struct item *dark)
{
    const struct item *other = dark ? dark : item;
    switch (item->kind) {
    case ITEM_PATH:
        put_path(pen, item, other);
        return;
    case ITEM_TEXT:
        put_text(pen, item, other);
        return;
    case ITEM_IMAGE:
        put_image(pen, item);
        return;
    case ITEM_GROUP_BEGIN:
        begin_item_group(pen, item);
        return;
    case ITEM_GROUP_END:
        svg_end_group(pen);
        return;
    }
}

/* ---- around the items ---- */

void svg_put_background(const struct svg_pen *pen, struct color color, struct color dark)
{
    struct svg_look look = {.light.fill = color, .dark.fill = dark};
    if (color.alpha <= 0 && dark.alpha <= 0)
        return;
    svg_put_color(&look.attributes, "fill", color);
    buffer_format(pen->out, "<rect id=\"%s-background\"", pen->prefix);
    put_class(pen, &look);
    buffer_add_text(pen->out, " width=\"100%\" height=\"100%\"");
    put_look(pen, &look);
    buffer_add_text(pen->out, "/>\n");
}

void svg_begin_group(const struct svg_pen *pen, const char *name, struct point shift, double scale)
{
    buffer_format(pen->out, "<g id=\"%s-%s\"", pen->prefix, name);
    put_transform(pen->out, shift, scale);
    buffer_add_text(pen->out, ">\n");
}

void svg_end_group(const struct svg_pen *pen)
{
    buffer_add_text(pen->out, "</g>\n");
}
