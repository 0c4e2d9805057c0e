/* SPDX-License-Identifier: MIT */
/* A tween of two lists: items that are the same thing in both are found by their keys. */
#include "drawing/handed.h"

#include <math.h>
#include <string.h>

#include "drawing/list/plane.h"
#include "drawing/list/share.h"

/* ---- which item becomes which ---- */

/* Of an item of an input its part in an output; NULL: it does not come from one. */
static const char *source_part(const char *part, struct arena *arena)
{
    static const char label[] = "label.input";
    if (strcmp(part, "input.units") == 0)
        return "output.cells";
    if (strcmp(part, "input.value") == 0)
        return "output.value";
    if (strncmp(part, label, sizeof label - 1) == 0)
        return arena_format(arena, "label.output%s", part + sizeof label - 1);
    return NULL;
}

/* A place of an axis that the layer reads, as a unit of its input; -1: it holds none. */
static int unit_at(const struct axis *axis, int place)
{
    int64_t at = place - axis->before;
    bool is_unit = at >= 0 && at < axis->stretched && at % axis->stretch == 0;
    return is_unit ? (int)(at / axis->stretch) : -1;
}

/* The key of the output that an item of the input comes from; part NULL: none. */
static struct item_key source_of(const struct handing *handing, const struct item *item,
                                 struct arena *arena)
{
    const struct simulation *reader = handing->reader;
    struct item_key key = item->key;
    key.part = source_part(key.part, arena);
    if (key.part && strcmp(key.part, "output.value") == 0) {
        key.column = unit_at(&reader->axis[reader->axes - 1], key.column);
        if (reader->axes > 1)
            key.row = unit_at(&reader->axis[reader->axes - 2], key.row);
        if (key.row < 0 || key.column < 0)
            key.part = NULL;
    }
    return key;
}

static const struct item *find_item(const struct display_list *list, struct item_key key,
                                    enum item_kind kind)
{
    for (size_t i = 0; key.part && i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind == kind && item->key.channel == key.channel && item->key.row == key.row &&
            item->key.column == key.column && strcmp(item->key.part, key.part) == 0)
            return item;
    }
    return NULL;
}

/* ---- on the way ---- */

static struct point point_between(struct point from, struct point to, double share)
{
    return (struct point){share_between(from.x, to.x, share), share_between(from.y, to.y, share)};
}

static struct bounds bounds_of(const struct path *path)
{
    struct bounds bounds = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (size_t i = 0; i < path->point_count; i++) {
        bounds.left = fmin(bounds.left, path->points[i].x);
        bounds.right = fmax(bounds.right, path->points[i].x);
        bounds.top = fmin(bounds.top, path->points[i].y);
        bounds.bottom = fmax(bounds.bottom, path->points[i].y);
    }
    return bounds;
}

static struct bounds bounds_between(struct bounds from, struct bounds to, double share)
{
    return (struct bounds){
        share_between(from.left, to.left, share), share_between(from.top, to.top, share),
        share_between(from.right, to.right, share), share_between(from.bottom, to.bottom, share)};
}

static double moved(double at, double low, double high, double to_low, double to_high)
{
    return high > low ? to_low + (at - low) / (high - low) * (to_high - to_low) : to_low;
}

/* Adds an item's path as it fills other bounds. */
static void add_path(const struct item *item, struct bounds to, double share, struct pen *pen)
{
    struct item copy = *item;
    struct path *path = &copy.of.path.path;
    struct bounds own = bounds_of(path);
    struct point *points = arena_allocate(pen->arena, path->point_count, sizeof *points);
    for (size_t i = 0; i < path->point_count; i++)
        points[i] =
            (struct point){moved(path->points[i].x, own.left, own.right, to.left, to.right),
                           moved(path->points[i].y, own.top, own.bottom, to.top, to.bottom)};
    path->points = points;
    copy.of.path.fill = color_faded(copy.of.path.fill, share);
    copy.of.path.stroke = stroke_faded(copy.of.path.stroke, share);
    pen_add_items(pen, &copy, 1);
}

static void add_text(const struct item *item, struct point at, double size, double share,
                     struct color color, struct pen *pen)
{
    struct item copy = *item;
    copy.of.text.at = at;
    copy.of.text.font.size_pt = size;
    copy.of.text.color = color_faded(color, share);
    copy.of.text.is_moving = true;
    pen_add_items(pen, &copy, 1);
}

/* Two texts change into each other, one that stays changes its colour. */
static void add_texts(const struct item *from, const struct item *to, double share, struct pen *pen)
{
    struct point at = point_between(from->of.text.at, to->of.text.at, share);
    double size = share_between(from->of.text.font.size_pt, to->of.text.font.size_pt, share);
    bool is_same = strcmp(from->of.text.string, to->of.text.string) == 0;
    struct color color = color_mix(from->of.text.color, to->of.text.color, share);
    if (is_same) {
        add_text(to, at, size, 1, color, pen);
        return;
    }
    add_text(from, at, size, 1 - share, from->of.text.color, pen);
    add_text(to, at, size, share, to->of.text.color, pen);
}

static void add_moving(const struct handing *handing, const struct item *from,
                       const struct item *to, struct pen *pen)
{
    double share = handing->share;
    if (to->kind == ITEM_TEXT) {
        add_texts(from, to, share, pen);
        return;
    }
    struct bounds bounds =
        bounds_between(bounds_of(&from->of.path.path), bounds_of(&to->of.path.path), share);
    add_path(from, bounds, 1, pen); /* opaque: what fades out does not show through */
    add_path(to, bounds, share, pen);
}

/* Those items that have no partner, all as translucent. */
static void add_others(const struct display_list *list, const bool *has_partner, double share,
                       const char *name, struct pen *pen)
{
    pen_begin_veil(pen, key_once(arena_format(pen->arena, "%s", name)), share);
    for (size_t i = 0; i < list->count; i++)
        if (!has_partner[i])
            pen_add_items(pen, &list->items[i], 1);
    pen_end_group(pen, key_once(arena_format(pen->arena, "%s.end", name)));
}

void handed_draw(const struct handing *handing, struct pen *pen)
{
    const struct display_list *from = handing->from, *to = handing->to;
    struct arena *arena = pen->arena;
    bool *is_source = arena_allocate(arena, from->count, sizeof *is_source);
    bool *is_target = arena_allocate(arena, to->count, sizeof *is_target);
    const struct item **sources = arena_allocate(arena, to->count, sizeof *sources);
    memset(is_source, 0, from->count * sizeof *is_source);
    for (size_t i = 0; i < to->count; i++) {
        const struct item *item = &to->items[i];
        sources[i] = find_item(from, source_of(handing, item, arena), item->kind);
        is_target[i] = sources[i] != NULL;
        if (sources[i])
            is_source[sources[i] - from->items] = true;
    }
    pen->scope = handing->from_scope;
    add_others(from, is_source, 1 - handing->share, "leaves", pen);
    pen->scope = handing->to_scope;
    add_others(to, is_target, handing->share, "comes", pen);
    for (size_t i = 0; i < to->count; i++)
        if (sources[i])
            add_moving(handing, sources[i], &to->items[i], pen);
}
