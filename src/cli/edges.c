/* SPDX-License-Identifier: MIT */
/* The length of all edges of a display list, without painting any. */
#include "edges.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Measured over the gallery's files. A slanted edge has pixels between two colours. */
static const double slanted = 2;
static const double letter = 12; /* of each, in sizes of its font */

enum { MOST_NESTED = 16 };

static double edge_length(struct point a, struct point b)
{
    double x = fabs(b.x - a.x), y = fabs(b.y - a.y);
    return (x + y) * (fmin(x, y) > 0 ? slanted : 1);
}

/* Of a curve the chords between its control points. */
static double path_length(const struct path *path)
{
    double length = 0;
    struct point start = {0}, at = {0};
    const struct point *next = path->points;
    for (size_t i = 0; i < path->verb_count; i++) {
        enum path_verb verb = (enum path_verb)path->verbs[i];
        if (verb == PATH_MOVE)
            start = at = *next;
        if (verb == PATH_CLOSE) {
            length += edge_length(at, start);
            at = start;
        }
        for (size_t p = 0; p < path_verb_points[verb]; p++, next++) {
            length += edge_length(at, *next);
            at = *next;
        }
    }
    return length;
}

static size_t letter_count(const char *text)
{
    size_t count = 0;
    for (; *text; text++)
        count += *text != ' ' && ((unsigned char)*text & 0xC0) != 0x80;
    return count;
}

/* A line has two edges, which are one where it is thinner than a pixel. */
static double path_edges(const struct item *item, double scale)
{
    const struct stroke *stroke = &item->of.path.stroke;
    bool is_stroked = stroke->width > 0 && stroke->color.alpha > 0;
    double edges = is_stroked ? 1 + fmin(1, stroke->width * scale) : item->of.path.fill.alpha > 0;
    return edges > 0 ? edges * path_length(&item->of.path.path) : 0;
}

/* Between all pixels of the image. */
static double image_edges(const struct image *image)
{
    return image->at.width * (double)image->height + image->at.height * (double)image->width;
}

/* In points of the item. */
static double edges_of(const struct item *item, double scale)
{
    switch (item->kind) {
    case ITEM_PATH:
        return path_edges(item, scale);
    case ITEM_TEXT:
        return letter * item->of.text.font.size_pt * (double)letter_count(item->of.text.string);
    case ITEM_IMAGE:
        return image_edges(&item->of.image);
    case ITEM_GROUP_BEGIN:
    case ITEM_GROUP_END:
        break;
    }
    return 0;
}

/* ---- what an item shows, and where ---- */

static uint32_t hash_number(uint32_t hash, double number)
{
    return hash_bytes(hash, &number, sizeof number);
}

static uint32_t hash_color(uint32_t hash, struct color color)
{
    hash = hash_number(hash_number(hash, color.red), color.green);
    return hash_number(hash_number(hash, color.blue), color.alpha);
}

static uint32_t hash_of(const struct item *item, uint32_t hash)
{
    const struct path *path = &item->of.path.path;
    const struct point *at = &item->of.text.at;
    switch (item->kind) {
    case ITEM_PATH:
        hash = hash_bytes(hash, path->points, path->point_count * sizeof *path->points);
        return hash_color(hash_color(hash, item->of.path.fill), item->of.path.stroke.color);
    case ITEM_TEXT:
        hash = hash_bytes(hash, item->of.text.string, strlen(item->of.text.string));
        return hash_color(hash_number(hash_number(hash, at->x), at->y), item->of.text.color);
    case ITEM_IMAGE:
        return hash_bytes(hash, item->of.image.pixels,
                          item->of.image.width * item->of.image.height * 4);
    case ITEM_GROUP_BEGIN:
    case ITEM_GROUP_END:
        break;
    }
    return hash;
}

static uint32_t hash_of_group(const struct item *group, uint32_t outer)
{
    uint32_t hash = hash_number(outer, group->of.group.scale);
    hash = hash_number(hash_number(hash, group->of.group.shift.x), group->of.group.shift.y);
    return hash_number(hash, group->of.group.opacity);
}

/* ---- lists ---- */

/* One item's edges. */
struct edge {
    uint32_t item; /* a hash of what it shows and where */
    double length;
};

/* Those of a list from an item on; arena NULL: their length alone. */
struct edges {
    size_t count;
    struct edge *all;
    double length; /* together */
};

static void add_item(struct edges *edges, const struct item *item, double scale, uint32_t group)
{
    double length = edges_of(item, scale) * scale;
    edges->length += length;
    if (edges->all && length > 0)
        edges->all[edges->count++] = (struct edge){hash_of(item, group), length};
}

static void read_edges(const struct display_list *list, size_t first, double scale,
                       struct edges *edges)
{
    double scales[MOST_NESTED] = {scale};
    uint32_t groups[MOST_NESTED] = {hash_start};
    size_t depth = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind == ITEM_GROUP_BEGIN && depth + 1 < MOST_NESTED) {
            bool is_seen = item->of.group.opacity > 0;
            scales[depth + 1] = is_seen ? scales[depth] * item->of.group.scale : 0;
            groups[depth + 1] = hash_of_group(item, groups[depth]);
            depth++;
        } else if (item->kind == ITEM_GROUP_END && depth > 0) {
            depth--;
        } else if (i >= first) {
            add_item(edges, item, scales[depth], groups[depth]);
        }
    }
}

double edges_length(const struct display_list *list, double scale)
{
    struct edges edges = {0};
    read_edges(list, 0, scale, &edges);
    return edges.length;
}

static int compare(const void *a, const void *b)
{
    const struct edge *left = a, *right = b;
    return (left->item > right->item) - (left->item < right->item);
}

/* In the order of their hashes. */
static struct edges sort_edges(const struct display_list *list, size_t first, double scale,
                               struct arena *arena)
{
    struct edges edges = {.all = arena_allocate(arena, list->count - first, sizeof *edges.all)};
    read_edges(list, first, scale, &edges);
    qsort(edges.all, edges.count, sizeof *edges.all, compare);
    return edges;
}

double edges_changed(const struct display_list *a, const struct display_list *b, double scale,
                     struct arena *arena)
{
    size_t first = display_list_common(a, b), i = 0, j = 0;
    const struct edges old = sort_edges(a, first, scale, arena);
    const struct edges new = sort_edges(b, first, scale, arena);
    double length = 0;
    while (i < old.count || j < new.count) {
        int order = i == old.count ? 1 : j == new.count ? -1 : compare(&old.all[i], &new.all[j]);
        length += order < 0 ? old.all[i].length : order > 0 ? new.all[j].length : 0;
        i += order <= 0;
        j += order >= 0;
    }
    return length;
}
