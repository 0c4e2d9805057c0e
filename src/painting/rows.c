/* SPDX-License-Identifier: MIT */
/* Bounds that are never too narrow, and cheap: no item is traced for them. */
#include "rows.h"

#include <math.h>

static const double text_above = 2, text_below = 1; /* of a font's size, round the baseline */
static const double miter =
    5; /* of a line's thickness, that its corners reach: half Cairo's limit */
static const double around = 2; /* pixels: what is set on whole pixels moves less */

enum { MOST_NESTED = 16 };

/* From an item's points to pixels. */
struct place {
    double scale, shift;
};

struct span {
    double top, bottom;
};

static void widen(struct span *span, const struct place *place, double top, double bottom)
{
    span->top = fmin(span->top, place->shift + place->scale * top);
    span->bottom = fmax(span->bottom, place->shift + place->scale * bottom);
}

static void widen_by_path(struct span *span, const struct place *place, const struct item *item)
{
    const struct path *path = &item->of.path.path;
    double reach = miter * item->of.path.stroke.width;
    for (size_t i = 0; i < path->point_count; i++)
        widen(span, place, path->points[i].y - reach, path->points[i].y + reach);
}

static void widen_by_item(struct span *span, const struct place *place, const struct item *item)
{
    const struct rectangle *at = &item->of.image.at;
    double y = item->of.text.at.y, size = item->of.text.font.size_pt;
    switch (item->kind) {
    case ITEM_PATH:
        widen_by_path(span, place, item);
        break;
    case ITEM_TEXT:
        widen(span, place, y - text_above * size, y + text_below * size);
        break;
    case ITEM_IMAGE:
        widen(span, place, at->y, at->y + at->height);
        break;
    case ITEM_GROUP_BEGIN:
    case ITEM_GROUP_END:
        break;
    }
}

static struct row_range rows_in(const struct span *span, size_t height)
{
    double first = fmax(0, floor(span->top - around));
    double end = fmin((double)height, ceil(span->bottom + around));
    return first < end ? (struct row_range){(size_t)first, (size_t)end} : (struct row_range){0, 0};
}

struct row_range rows_of_items(const struct display_list *list, size_t first, size_t end,
                               const struct canvas *canvas)
{
    struct place places[MOST_NESTED] = {{canvas->scale, canvas->y}};
    struct span span = {INFINITY, -INFINITY};
    size_t depth = 0;
    for (size_t i = 0; i < end; i++) { /* first may stand in groups */
        const struct item *item = &list->items[i];
        if (item->kind == ITEM_GROUP_BEGIN && depth + 1 == MOST_NESTED)
            return (struct row_range){0, canvas->height};
        if (item->kind == ITEM_GROUP_BEGIN) {
            const struct place *outer = &places[depth++];
            places[depth].scale = outer->scale * item->of.group.scale;
            places[depth].shift = outer->shift + outer->scale * item->of.group.shift.y;
        } else if (item->kind == ITEM_GROUP_END && depth > 0) {
            depth--;
        }
        if (i >= first)
            widen_by_item(&span, &places[depth], item);
    }
    return rows_in(&span, canvas->height);
}

struct row_range rows_unite(struct row_range a, struct row_range b)
{
    if (a.first == a.end)
        return b;
    if (b.first == b.end)
        return a;
    return (struct row_range){a.first < b.first ? a.first : b.first, a.end > b.end ? a.end : b.end};
}
