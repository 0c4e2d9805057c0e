/* SPDX-License-Identifier: MIT */
/* The pen: builds a display list item by item in the picture's arena. */
#include "drawing/list/pen.h"

#include <math.h>
#include <string.h>

const struct color color_none = {.alpha = 0};
const struct stroke stroke_none = {.width = 0};

struct item_key key_once(const char *part)
{
    return (struct item_key){part, -1, -1, -1, NULL};
}

struct item_key key_cell(const char *part, int64_t row, int64_t column)
{
    return (struct item_key){part, 0, (int)row, (int)column, NULL};
}

struct item_key key_of(const char *part, size_t number)
{
    return (struct item_key){part, (int)number, -1, -1, NULL};
}

struct stroke pen_solid(const struct pen *pen, enum theme_color color, double width)
{
    struct color visible = pen->theme->color[color];
    return visible.alpha > 0 ? (struct stroke){.color = visible, .width = width} : stroke_none;
}

struct stroke pen_dashed(const struct pen *pen, enum theme_color color)
{
    return (struct stroke){.color = pen->theme->color[color],
                           .width = pen->theme->thick_pt,
                           .dash_on = pen->theme->dash_on_pt,
                           .dash_off = pen->theme->dash_off_pt};
}

static void add_verb(struct pen *pen, enum path_verb verb)
{
    pen->verbs = arena_grow(pen->arena, pen->verbs, pen->verb_count, &pen->verb_room, 1);
    pen->verbs[pen->verb_count++] = (unsigned char)verb;
}

static void add_point(struct pen *pen, struct point point)
{
    pen->points = arena_grow(pen->arena, pen->points, pen->point_count, &pen->point_room,
                             sizeof *pen->points);
    pen->points[pen->point_count++] = point;
}

void pen_move_to(struct pen *pen, struct point to)
{
    add_verb(pen, PATH_MOVE);
    add_point(pen, to);
}

void pen_line_to(struct pen *pen, struct point to)
{
    add_verb(pen, PATH_LINE);
    add_point(pen, to);
}

void pen_curve_to(struct pen *pen, struct point first, struct point second, struct point to)
{
    add_verb(pen, PATH_CURVE);
    add_point(pen, first);
    add_point(pen, second);
    add_point(pen, to);
}

void pen_close(struct pen *pen)
{
    add_verb(pen, PATH_CLOSE);
}

void pen_rectangle(struct pen *pen, struct rectangle at)
{
    double right = at.x + at.width, bottom = at.y + at.height;
    pen_move_to(pen, (struct point){at.x, at.y});
    pen_line_to(pen, (struct point){right, at.y});
    pen_line_to(pen, (struct point){right, bottom});
    pen_line_to(pen, (struct point){at.x, bottom});
    pen_close(pen);
}

void pen_circle(struct pen *pen, struct point middle, double radius)
{
    const double handle = 0.5522847498 * radius; /* of the cubic nearest to a quarter */
    double x = middle.x, y = middle.y, r = radius, h = handle;
    pen_move_to(pen, (struct point){x + r, y});
    pen_curve_to(pen, (struct point){x + r, y + h}, (struct point){x + h, y + r},
                 (struct point){x, y + r});
    pen_curve_to(pen, (struct point){x - h, y + r}, (struct point){x - r, y + h},
                 (struct point){x - r, y});
    pen_curve_to(pen, (struct point){x - r, y - h}, (struct point){x - h, y - r},
                 (struct point){x, y - r});
    pen_curve_to(pen, (struct point){x + h, y - r}, (struct point){x + r, y - h},
                 (struct point){x + r, y});
    pen_close(pen);
}

const char *const pen_question = "?";

static struct item *add_item(struct pen *pen, enum item_kind kind, struct item_key key)
{
    struct display_list *list = pen->list;
    list->items =
        arena_grow(pen->arena, list->items, list->count, &list->capacity, sizeof *list->items);
    struct item *item = &list->items[list->count++];
    memset(item, 0, sizeof *item);
    item->kind = kind;
    item->key = key;
    if (!key.scope)
        item->key.scope = pen->scope;
    return item;
}

/* What was traced; the pen has nothing then. */
static struct path take_path(struct pen *pen)
{
    struct path path = {pen->verb_count, pen->point_count, pen->verbs, pen->points};
    pen->verbs = NULL;
    pen->points = NULL;
    pen->verb_count = pen->point_count = pen->verb_room = pen->point_room = 0;
    return path;
}

static void add_path(struct pen *pen, struct item_key key, const struct path *path,
                     struct color fill, struct stroke stroke)
{
    struct item *item = add_item(pen, ITEM_PATH, key);
    item->of.path.path = *path;
    item->of.path.fill = fill;
    item->of.path.fill.pattern = PATTERN_NONE;
    item->of.path.stroke = stroke;
}

/* The lines of the fill's pattern, which fade with it. */
static void add_hatch(struct pen *pen, struct item_key key, const struct path *path,
                      struct color fill)
{
    struct stroke line = pen_solid(pen, COLOR_HATCH, pen->theme->thin_pt);
    line.color.alpha *= fill.alpha;
    key.part = arena_format(pen->arena, "%s.hatch", key.part);
    const struct path lines = hatch_lines(path, fill.pattern, pen->theme->hatch_pt, pen->arena);
    if (lines.verb_count > 0)
        add_path(pen, key, &lines, color_none, line);
}

void pen_paint(struct pen *pen, struct item_key key, struct color fill, struct stroke stroke)
{
    if (pen->verb_count == 0)
        return;
    const struct path path = take_path(pen);
    if (fill.pattern == PATTERN_NONE || fill.alpha <= 0) {
        add_path(pen, key, &path, fill, stroke);
        return;
    }
    add_path(pen, key, &path, fill, stroke_none);
    add_hatch(pen, key, &path, fill);
    if (stroke.width <= 0)
        return;
    key.part = arena_format(pen->arena, "%s.line", key.part);
    add_path(pen, key, &path, color_none, stroke);
}

void pen_set_lasting(struct pen *pen)
{
    pen->list->items[pen->list->count - 1].of.path.is_lasting = true;
}

void pen_set_channel(struct pen *pen, size_t first, size_t channel)
{
    for (size_t i = first; i < pen->list->count; i++)
        pen->list->items[i].key.channel = (int)channel;
}

void pen_begin_group(struct pen *pen, struct item_key key, struct point shift)
{
    struct item *item = add_item(pen, ITEM_GROUP_BEGIN, key);
    item->of.group.shift = shift;
    item->of.group.scale = 1;
    item->of.group.opacity = 1;
}

void pen_begin_veil(struct pen *pen, struct item_key key, double opacity)
{
    pen_begin_group(pen, key, (struct point){0, 0});
    pen->list->items[pen->list->count - 1].of.group.opacity = opacity;
}

void pen_end_group(struct pen *pen, struct item_key key)
{
    add_item(pen, ITEM_GROUP_END, key);
}

void pen_begin_fade(struct pen *pen, struct item_key key, double opacity)
{
    if (opacity < 1)
        pen_begin_veil(pen, key, opacity);
}

void pen_end_fade(struct pen *pen, struct item_key key, double opacity)
{
    if (opacity < 1)
        pen_end_group(pen, key);
}

void pen_image(struct pen *pen, struct item_key key, const struct image *image)
{
    add_item(pen, ITEM_IMAGE, key)->of.image = *image;
}

void pen_add_items(struct pen *pen, const struct item *items, size_t count)
{
    struct display_list *list = pen->list;
    size_t room = list->capacity;
    while (room < list->count + count)
        room = room == 0 ? 16 : 2 * room;
    if (room > list->capacity) {
        struct item *larger = arena_take(pen->arena, room, sizeof *larger);
        if (list->count > 0)
            memcpy(larger, list->items, list->count * sizeof *larger);
        list->items = larger;
        list->capacity = room;
    }
    if (count > 0)
        memcpy(list->items + list->count, items, count * sizeof *items);
    list->count += count;
}

struct pen pen_aside(const struct pen *pen, struct arena *arena, struct display_list *list)
{
    *list = (struct display_list){0};
    return (struct pen){.arena = arena, .list = list, .theme = pen->theme, .scope = pen->scope};
}

void pen_add_list(struct pen *pen, const struct display_list *list)
{
    pen_add_items(pen, list->items, list->count);
}

void pen_write(struct pen *pen, struct item_key key, const char *string, struct point at,
               const struct lettering *lettering)
{
    const struct font *font = &lettering->font;
    struct item *item = add_item(pen, ITEM_TEXT, key);
    item->of.text.string = string;
    item->of.text.font = *font;
    item->of.text.color = lettering->color;
    item->of.text.at = (struct point){at.x, at.y + font->figure_height * font->size_pt / 2};
    item->of.text.anchor = ANCHOR_MIDDLE;
    item->of.text.is_moving = lettering->is_moving;
}

double text_width(const struct text_ruler *ruler, const struct font *font, const char *text)
{
    return ruler->measure(ruler->context, font, text).width;
}

struct color color_mix(struct color from, struct color to, double share)
{
    return (struct color){.red = from.red + (to.red - from.red) * share,
                          .green = from.green + (to.green - from.green) * share,
                          .blue = from.blue + (to.blue - from.blue) * share,
                          .alpha = from.alpha + (to.alpha - from.alpha) * share,
                          .pattern = share < 0.5 ? from.pattern : to.pattern};
}

struct color color_turned(struct color from, struct color to, double share)
{
    double turned = (share - theme_sizes.motion.ink_from) / theme_sizes.motion.ink;
    return color_mix(from, to, turned < 0 ? 0 : turned > 1 ? 1 : turned);
}

struct color color_faded(struct color color, double share)
{
    color.alpha *= share;
    return color;
}

struct stroke stroke_faded(struct stroke stroke, double share)
{
    stroke.color = color_faded(stroke.color, share);
    return stroke;
}
