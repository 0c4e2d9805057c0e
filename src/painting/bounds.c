/* SPDX-License-Identifier: MIT */
/* Which pixels items reach, by bounds that are never too narrow, and cheap: no item is traced for
 * them. */
#include "bounds.h"

#include <math.h>

/* Of a line's thickness, that it reaches beyond its points. */
static const double half = 0.5;
static const double upright = 0.75; /* at a right angle between rows and columns */
static const double miter = 5;      /* at any: half of Cairo's limit */
static const double around = 2;     /* pixels: what is set on whole pixels moves less */

enum { MOST_NESTED = 16 };

/* From an item's points to pixels. */
struct place {
    double scale;
    struct point shift;
};

/* Pixels and parts of them; none where left is right of right. */
struct span {
    double left, top, right, bottom;
};

static const struct span nothing = {INFINITY, INFINITY, -INFINITY, -INFINITY};

static void widen(struct span *span, const struct place *place, const struct span *by)
{
    span->left = fmin(span->left, place->shift.x + place->scale * by->left);
    span->top = fmin(span->top, place->shift.y + place->scale * by->top);
    span->right = fmax(span->right, place->shift.x + place->scale * by->right);
    span->bottom = fmax(span->bottom, place->shift.y + place->scale * by->bottom);
}

static void widen_by_points(struct span *span, const struct place *place, const struct path *path,
                            double reach)
{
    struct span all = nothing;
    for (size_t i = 0; i < path->point_count; i++) {
        const struct point *point = &path->points[i];
        all.left = point->x < all.left ? point->x : all.left;
        all.top = point->y < all.top ? point->y : all.top;
        all.right = point->x > all.right ? point->x : all.right;
        all.bottom = point->y > all.bottom ? point->y : all.bottom;
    }
    const struct span reached = {all.left - reach, all.top - reach, all.right + reach,
                                 all.bottom + reach};
    widen(span, place, &reached);
}

static bool is_upright_line(struct point a, struct point b)
{
    return a.x == b.x || a.y == b.y;
}

/* Whether all lines follow rows or columns. */
static bool is_upright(const struct path *path)
{
    const struct point *next = path->points;
    struct point at = {0, 0}, start = {0, 0};
    for (size_t i = 0; i < path->verb_count; i++) {
        enum path_verb verb = path->verbs[i];
        struct point to = verb == PATH_CLOSE ? start : *next;
        next += path_verb_points[verb];
        if (verb == PATH_CURVE || (verb != PATH_MOVE && !is_upright_line(at, to)))
            return false;
        start = verb == PATH_MOVE ? to : start;
        at = to;
    }
    return true;
}

static double reach_of(const struct item *item)
{
    const struct stroke *stroke = &item->of.path.stroke;
    double share = stroke->join == JOIN_ROUND        ? half
                   : is_upright(&item->of.path.path) ? upright
                                                     : miter;
    return share * stroke->width;
}

/* As its outline, which is kept. */
static void widen_by_text(struct span *span, const struct place *place, struct text *text,
                          const struct item *item)
{
    const struct font *font = &item->of.text.font;
    const double scale = font->size_pt / TEXT_SIZE_PT;
    const struct point at = text_origin(text, item);
    const struct place own = {
        place->scale * scale,
        {place->shift.x + place->scale * at.x, place->shift.y + place->scale * at.y}};
    widen_by_points(span, &own, text_outline(text, font, item->of.text.string), 0);
}

static void widen_by_item(struct span *span, const struct place *place, struct text *text,
                          const struct item *item)
{
    const struct rectangle *at = &item->of.image.at;
    const struct span image = {at->x, at->y, at->x + at->width, at->y + at->height};
    switch (item->kind) {
    case ITEM_PATH:
        widen_by_points(span, place, &item->of.path.path, reach_of(item));
        break;
    case ITEM_TEXT:
        widen_by_text(span, place, text, item);
        break;
    case ITEM_IMAGE:
        widen(span, place, &image);
        break;
    case ITEM_GROUP_BEGIN:
    case ITEM_GROUP_END:
        break;
    }
}

static struct pixel_box pixels_in(const struct span *span, const struct canvas *canvas)
{
    double left = fmax(0, floor(span->left - around)), top = fmax(0, floor(span->top - around));
    double right = fmin((double)canvas->width, ceil(span->right + around));
    double bottom = fmin((double)canvas->height, ceil(span->bottom + around));
    if (left >= right || top >= bottom)
        return (struct pixel_box){0};
    return (struct pixel_box){(size_t)left, (size_t)top, (size_t)right, (size_t)bottom};
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static void unite(struct pixel_box *box, const struct pixel_box *other)
{
    if (other->left == other->right)
        return;
    if (box->left == box->right)
        *box = *other;
    *box = (struct pixel_box){count_smaller(box->left, other->left),
                              count_smaller(box->top, other->top), larger(box->right, other->right),
                              larger(box->bottom, other->bottom)};
}

/* A translucent group is painted as a picture of its own, so a change in it concerns all of it. */
static void end_group(const struct display_list *list, size_t begin, size_t end,
                      struct pixel_box box, struct pixel_box *out)
{
    out[begin] = out[end] = box;
    for (size_t i = begin; i < end && list->items[begin].of.group.opacity < 1; i++)
        out[i] = box;
}

static struct place place_in_group(const struct place *outer, const struct item *group)
{
    const struct point *shift = &group->of.group.shift;
    return (struct place){
        outer->scale * group->of.group.scale,
        {outer->shift.x + outer->scale * shift->x, outer->shift.y + outer->scale * shift->y}};
}

void bounds_of_items(const struct display_list *list, const struct canvas *canvas,
                     struct text *text, size_t first, struct pixel_box *out)
{
    struct place places[MOST_NESTED] = {{canvas->scale, {canvas->x, canvas->y}}};
    struct pixel_box groups[MOST_NESTED] = {{0}};
    size_t begins[MOST_NESTED] = {0}, depth = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind == ITEM_GROUP_BEGIN && depth + 1 == MOST_NESTED) {
            for (size_t all = 0; all < list->count; all++)
                out[all] = (struct pixel_box){0, 0, canvas->width, canvas->height};
            return;
        }
        if (item->kind == ITEM_GROUP_BEGIN) {
            places[depth + 1] = place_in_group(&places[depth], item);
            groups[++depth] = (struct pixel_box){0};
            begins[depth] = i;
        } else if (item->kind == ITEM_GROUP_END && depth > 0) {
            end_group(list, begins[depth], i, groups[depth], out);
            depth--;
            unite(&groups[depth], &out[i]);
        } else if (i >= first) {
            struct span span = nothing;
            widen_by_item(&span, &places[depth], text, item);
            out[i] = pixels_in(&span, canvas);
            unite(&groups[depth], &out[i]);
        }
    }
}
