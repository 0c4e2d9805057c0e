/* SPDX-License-Identifier: MIT */
/* A tween of two lists: items that are the same thing in both are found by their keys. */
#include "drawing/handed.h"

#include <math.h>
#include <string.h>

#include "drawing/list/plane.h"

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

/* The key of the output that an item of the input comes from; part NULL: none. Where nothing reads
 * the map it has units alone, in their own places. */
static struct item_key source_of(const struct handing *handing, const struct item *item,
                                 struct arena *arena)
{
    const struct simulation *reader = handing->reader;
    struct item_key key = item->key;
    key.part = source_part(key.part, arena);
    if (reader && key.part && strcmp(key.part, "output.value") == 0) {
        key.column = unit_at(&reader->axis[reader->axes - 1], key.column);
        if (reader->axes > 1)
            key.row = unit_at(&reader->axis[reader->axes - 2], key.row);
        if (key.row < 0 || key.column < 0)
            key.part = NULL;
    }
    return key;
}

/* A map of one channel may have a number or none. */
static bool is_same_channel(int a, int b)
{
    return (a < 0 ? 0 : a) == (b < 0 ? 0 : b);
}

static const struct item *find_item(const struct display_list *list, struct item_key key,
                                    enum item_kind kind)
{
    for (size_t i = 0; key.part && i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind == kind && is_same_channel(item->key.channel, key.channel) &&
            item->key.row == key.row && item->key.column == key.column &&
            strcmp(item->key.part, key.part) == 0)
            return item;
    }
    return NULL;
}

/* ---- on the way ---- */

/* Where a point is on a plane: rows down, columns across. */
static struct point place_on(const struct plane *plane, struct point point)
{
    struct point across = plane->column, down = plane->row;
    double area = across.x * down.y - across.y * down.x;
    struct point at = {point.x - plane->origin.x, point.y - plane->origin.y};
    if (area == 0)
        return (struct point){0, 0};
    return (struct point){(at.x * down.y - at.y * down.x) / area,
                          (at.y * across.x - at.x * across.y) / area};
}

/* The plane of one cell that an outline and others of the same slant fill. */
static struct plane plane_filled(const struct path *path)
{
    const struct point *points = path->points;
    struct plane cell = {{0, 0}, {1, 0}, {0, 1}};
    if (path->point_count == 0)
        return cell;
    cell.origin = points[0];
    if (path->point_count >= 4) {
        cell.column = (struct point){points[1].x - points[0].x, points[1].y - points[0].y};
        cell.row = (struct point){points[3].x - points[0].x, points[3].y - points[0].y};
    }
    struct point low = {INFINITY, INFINITY}, high = {-INFINITY, -INFINITY};
    for (size_t i = 0; i < path->point_count; i++) {
        struct point at = place_on(&cell, points[i]);
        low = (struct point){fmin(low.x, at.x), fmin(low.y, at.y)};
        high = (struct point){fmax(high.x, at.x), fmax(high.y, at.y)};
    }
    double wide = high.x - low.x, tall = high.y - low.y;
    return (struct plane){plane_point(&cell, low.y, low.x),
                          {wide * cell.column.x, wide * cell.column.y},
                          {tall * cell.row.x, tall * cell.row.y}};
}

/* Adds an item's path as it fills another plane. */
static void add_path(const struct item *item, const struct plane *to, double share, struct pen *pen)
{
    struct item copy = *item;
    struct path *path = &copy.of.path.path;
    struct plane own = plane_filled(path);
    struct point *points = arena_allocate(pen->arena, path->point_count, sizeof *points);
    for (size_t i = 0; i < path->point_count; i++) {
        struct point at = place_on(&own, path->points[i]);
        points[i] = plane_point(to, at.y, at.x);
    }
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
    struct plane old = plane_filled(&from->of.path.path), new = plane_filled(&to->of.path.path);
    struct plane now = plane_between(&old, &new, share);
    add_path(from, &now, 1, pen); /* opaque: what fades out does not show through */
    add_path(to, &now, share, pen);
}

/* An output may be without digits; those that its map gets lie over it. */
static bool is_read(const struct item *item)
{
    return strcmp(item->key.part, "input.value") == 0;
}

/* Those items that have no partner, all as translucent. */
static void add_others(const struct display_list *list, const bool *has_partner, double share,
                       const char *name, struct pen *pen)
{
    pen_begin_veil(pen, key_once(name), share);
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
        if (sources[i] && is_source[sources[i] - from->items])
            sources[i] = NULL; /* another map's, of a view with two inputs */
        is_target[i] = sources[i] != NULL;
        if (sources[i])
            is_source[sources[i] - from->items] = true;
    }
    pen->scope = handing->from_scope;
    add_others(from, is_source, 1 - handing->share, "leaves", pen);
    pen->scope = handing->to_scope;
    for (size_t i = 0; i < to->count; i++)
        is_target[i] |= is_read(&to->items[i]);
    add_others(to, is_target, handing->share, "comes", pen);
    for (size_t i = 0; i < to->count; i++)
        if (sources[i])
            add_moving(handing, sources[i], &to->items[i], pen);
    for (size_t i = 0; i < to->count; i++)
        is_target[i] = sources[i] || !is_read(&to->items[i]);
    add_others(to, is_target, share_coming(handing->share), "digits", pen);
}
