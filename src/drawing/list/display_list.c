/* SPDX-License-Identifier: MIT */
/* Display lists as data: comparing and copying what a view drew. */
#include "convreel/drawing.h"

#include <string.h>

const size_t path_verb_points[] = {
    [PATH_MOVE] = 1, [PATH_LINE] = 1, [PATH_CURVE] = 3, [PATH_CLOSE] = 0};

static bool is_same_stroke(const struct stroke *a, const struct stroke *b)
{
    return color_is_same(a->color, b->color) && a->width == b->width && a->dash_on == b->dash_on &&
           a->dash_off == b->dash_off && a->cap == b->cap && a->join == b->join;
}

static bool is_same_path(const struct path *a, const struct path *b)
{
    if (a->verb_count != b->verb_count || a->point_count != b->point_count)
        return false;
    if (a->verb_count > 0 && memcmp(a->verbs, b->verbs, a->verb_count) != 0)
        return false;
    for (size_t i = 0; a->points != b->points && i < a->point_count; i++)
        if (a->points[i].x != b->points[i].x || a->points[i].y != b->points[i].y)
            return false;
    return true;
}

static bool is_same_font(const struct font *a, const struct font *b)
{
    return strcmp(a->family, b->family) == 0 && a->size_pt == b->size_pt &&
           a->is_bold == b->is_bold && a->is_italic == b->is_italic &&
           a->figure_height == b->figure_height;
}

bool item_key_is_same(const struct item_key *a, const struct item_key *b)
{
    bool has_scopes = a->scope && b->scope;
    if (has_scopes ? strcmp(a->scope, b->scope) != 0 : a->scope != b->scope)
        return false;
    return strcmp(a->part, b->part) == 0 && a->channel == b->channel && a->row == b->row &&
           a->column == b->column;
}

static bool is_same_image(const struct image *a, const struct image *b)
{
    return a->width == b->width && a->height == b->height && a->at.x == b->at.x &&
           a->at.y == b->at.y && a->at.width == b->at.width && a->at.height == b->at.height &&
           memcmp(a->pixels, b->pixels, 4 * a->width * a->height) == 0;
}

bool item_is_same(const struct item *a, const struct item *b)
{
    if (a->kind != b->kind || !item_key_is_same(&a->key, &b->key))
        return false;
    switch (a->kind) {
    case ITEM_PATH:
        return is_same_path(&a->of.path.path, &b->of.path.path) &&
               color_is_same(a->of.path.fill, b->of.path.fill) &&
               is_same_stroke(&a->of.path.stroke, &b->of.path.stroke) &&
               a->of.path.is_lasting == b->of.path.is_lasting;
    case ITEM_TEXT:
        return strcmp(a->of.text.string, b->of.text.string) == 0 &&
               is_same_font(&a->of.text.font, &b->of.text.font) &&
               color_is_same(a->of.text.color, b->of.text.color) &&
               a->of.text.at.x == b->of.text.at.x && a->of.text.at.y == b->of.text.at.y &&
               a->of.text.anchor == b->of.text.anchor &&
               a->of.text.is_moving == b->of.text.is_moving;
    case ITEM_IMAGE:
        return is_same_image(&a->of.image, &b->of.image);
    case ITEM_GROUP_BEGIN:
        return a->of.group.shift.x == b->of.group.shift.x &&
               a->of.group.shift.y == b->of.group.shift.y &&
               a->of.group.scale == b->of.group.scale && a->of.group.opacity == b->of.group.opacity;
    case ITEM_GROUP_END:
        return true;
    }
    return false;
}

size_t display_list_common(const struct display_list *a, const struct display_list *b)
{
    size_t limit = a->count < b->count ? a->count : b->count, same = 0;
    while (same < limit && item_is_same(&a->items[same], &b->items[same]))
        same++;
    return same;
}

static const void *copy_bytes(struct arena *arena, const void *bytes, size_t count, size_t size)
{
    void *copy = arena_allocate(arena, count, size);
    if (count > 0)
        memcpy(copy, bytes, count * size);
    return copy;
}

static const char *copy_text(struct arena *arena, const char *text)
{
    return arena_copy_text(arena, text, strlen(text));
}

static void copy_item(struct item *item, struct arena *arena)
{
    item->key.part = copy_text(arena, item->key.part);
    item->key.scope = item->key.scope ? copy_text(arena, item->key.scope) : NULL;
    if (item->kind == ITEM_PATH) {
        struct path *path = &item->of.path.path;
        path->verbs = copy_bytes(arena, path->verbs, path->verb_count, sizeof *path->verbs);
        path->points = copy_bytes(arena, path->points, path->point_count, sizeof *path->points);
    } else if (item->kind == ITEM_TEXT) {
        item->of.text.string = copy_text(arena, item->of.text.string);
        item->of.text.font.family = copy_text(arena, item->of.text.font.family);
    } else if (item->kind == ITEM_IMAGE) {
        struct image *image = &item->of.image;
        image->pixels = copy_bytes(arena, image->pixels, image->width * image->height, 4);
    }
}

void display_list_copy(const struct display_list *list, struct arena *arena,
                       struct display_list *out)
{
    *out = *list;
    out->capacity = list->count;
    out->items = arena_allocate(arena, list->count, sizeof *out->items);
    for (size_t i = 0; i < list->count; i++) {
        out->items[i] = list->items[i];
        copy_item(&out->items[i], arena);
    }
}
