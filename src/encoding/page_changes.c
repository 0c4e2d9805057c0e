/* SPDX-License-Identifier: MIT */
/* Which elements glide or fade, and where the current units stand. */
#include "page_changes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "svg_items.h"

/* ---- on the way ---- */

/* Items by their keys' names. */
struct directory {
    struct interned names;
    const struct item **items; /* owned: by the names' numbers */
};

static size_t number_of(struct interned *names, const struct item_key *key)
{
    struct buffer name = {0};
    buffer_add_text(&name, "");
    svg_put_key(&name, key);
    size_t number = interned_find(names, name.bytes);
    buffer_finish(&name);
    return number;
}

static void read_directory(const struct display_list *list, struct directory *out)
{
    out->items = memory_allocate(list->count, sizeof(const struct item *));
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].kind != ITEM_GROUP_END)
            out->items[number_of(&out->names, &list->items[i].key)] = &list->items[i];
}

static bool is_same_point(struct point a, struct point b)
{
    return fabs(a.x - b.x) < 1e-6 && fabs(a.y - b.y) < 1e-6;
}

static bool is_moved_path(const struct path *a, const struct path *b)
{
    if (a->verb_count != b->verb_count || a->point_count != b->point_count ||
        memcmp(a->verbs, b->verbs, a->verb_count) != 0)
        return false;
    for (size_t i = 0; i < a->point_count; i++)
        if (!is_same_point(a->points[i], b->points[i]))
            return true;
    return false;
}

static bool has_moved(const struct item *a, const struct item *b)
{
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case ITEM_PATH:
        return is_moved_path(&a->of.path.path, &b->of.path.path);
    case ITEM_TEXT:
        return !is_same_point(a->of.text.at, b->of.text.at);
    case ITEM_GROUP_BEGIN:
        return !is_same_point(a->of.group.shift, b->of.group.shift) ||
               a->of.group.scale != b->of.group.scale;
    case ITEM_IMAGE:
    case ITEM_GROUP_END:
        return false;
    }
    return false;
}

void page_changes_find(const struct display_list *list, const struct display_list *midway,
                       const uint32_t *tokens, struct arena *arena, struct page_changes *out)
{
    struct directory directory = {0};
    read_directory(midway, &directory);
    out->glides.tokens = arena_allocate(arena, list->count, sizeof *out->glides.tokens);
    out->fades.tokens = arena_allocate(arena, list->count, sizeof *out->fades.tokens);
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind == ITEM_GROUP_END)
            continue;
        size_t number = number_of(&directory.names, &item->key);
        const struct item *then = number < midway->count ? directory.items[number] : NULL;
        if (then && has_moved(item, then))
            out->glides.tokens[out->glides.count++] = tokens[i];
        else if (!then || !item_is_same(item, then))
            out->fades.tokens[out->fades.count++] = tokens[i];
    }
    interned_finish(&directory.names);
    free(directory.items);
}

/* ---- the current units ---- */

static bool is_now(const struct item *item)
{
    return item->kind == ITEM_PATH && item->of.path.path.point_count > 0 &&
           (strcmp(item->key.part, "now.cell") == 0 || strcmp(item->key.part, "now") == 0);
}

/* Around a path's points, scaled and then shifted. */
static struct rectangle around(const struct path *path, double scale, struct point shift)
{
    struct point least = path->points[0], most = least;
    for (size_t i = 1; i < path->point_count; i++) {
        least.x = fmin(least.x, path->points[i].x);
        least.y = fmin(least.y, path->points[i].y);
        most.x = fmax(most.x, path->points[i].x);
        most.y = fmax(most.y, path->points[i].y);
    }
    return (struct rectangle){least.x * scale + shift.x, least.y * scale + shift.y,
                              (most.x - least.x) * scale, (most.y - least.y) * scale};
}

size_t page_find_now(const struct svg_page *page, struct arena *arena, struct rectangle **out)
{
    enum { DEPTH = 16 };
    const struct display_list *list = page->list;
    double scales[DEPTH] = {page->scale};
    struct point shifts[DEPTH] = {page->shift};
    size_t depth = 0, count = 0, room = 0;
    *out = NULL;
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind == ITEM_GROUP_BEGIN && depth + 1 < DEPTH) {
            double scale = scales[depth];
            struct point shift = item->of.group.shift, outer = shifts[depth++];
            scales[depth] = scale * item->of.group.scale;
            shifts[depth] = (struct point){outer.x + scale * shift.x, outer.y + scale * shift.y};
        } else if (item->kind == ITEM_GROUP_END && depth > 0) {
            depth--;
        } else if (is_now(item)) {
            *out = arena_grow(arena, *out, count, &room, sizeof **out);
            (*out)[count++] = around(&item->of.path.path, scales[depth], shifts[depth]);
        }
    }
    return count;
}
