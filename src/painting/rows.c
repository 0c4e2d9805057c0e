/* SPDX-License-Identifier: MIT */
/* Which rows items reach, by bounds that are never too narrow, and cheap: no item is traced for
 * them. */
#include "rows.h"

#include <math.h>

/* Of a line's thickness, that it reaches beyond its points. */
static const double half = 0.5;
static const double upright = 0.75; /* at a right angle between rows and columns */
static const double miter = 5;      /* at any: half of Cairo's limit */
static const double around = 2;     /* pixels: what is set on whole pixels moves less */

enum { MOST_NESTED = 16 };

/* From an item's points to rows of pixels. */
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

static void widen_by_points(struct span *span, const struct place *place, const struct path *path,
                            double reach)
{
    double top = INFINITY, bottom = -INFINITY;
    for (size_t i = 0; i < path->point_count; i++) {
        top = fmin(top, path->points[i].y);
        bottom = fmax(bottom, path->points[i].y);
    }
    widen(span, place, top - reach, bottom + reach);
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
    const struct place own = {place->scale * scale,
                              place->shift + place->scale * item->of.text.at.y};
    widen_by_points(span, &own, text_outline(text, font, item->of.text.string), 0);
}

static void widen_by_item(struct span *span, const struct place *place, struct text *text,
                          const struct item *item)
{
    const struct rectangle *at = &item->of.image.at;
    switch (item->kind) {
    case ITEM_PATH:
        widen_by_points(span, place, &item->of.path.path, reach_of(item));
        break;
    case ITEM_TEXT:
        widen_by_text(span, place, text, item);
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

static void unite(struct row_range *range, struct row_range other)
{
    if (other.first == other.end)
        return;
    bool is_empty = range->first == range->end;
    range->first = is_empty || other.first < range->first ? other.first : range->first;
    range->end = is_empty || other.end > range->end ? other.end : range->end;
}

/* A translucent group is painted as a picture of its own, so a change in it concerns all of it. */
static void end_group(const struct display_list *list, size_t begin, size_t end,
                      struct row_range rows, struct row_range *out)
{
    out[begin] = out[end] = rows;
    for (size_t i = begin; i < end && list->items[begin].of.group.opacity < 1; i++)
        out[i] = rows;
}

void rows_of_items(const struct display_list *list, const struct canvas *canvas, struct text *text,
                   size_t first, struct row_range *out)
{
    struct place places[MOST_NESTED] = {{canvas->scale, canvas->y}};
    struct row_range groups[MOST_NESTED] = {{0, 0}};
    size_t begins[MOST_NESTED] = {0}, depth = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        struct span span = {INFINITY, -INFINITY};
        if (item->kind == ITEM_GROUP_BEGIN && depth + 1 == MOST_NESTED) {
            for (size_t all = 0; all < list->count; all++)
                out[all] = (struct row_range){0, canvas->height};
            return;
        }
        if (item->kind == ITEM_GROUP_BEGIN) {
            const struct place *outer = &places[depth++];
            places[depth].scale = outer->scale * item->of.group.scale;
            places[depth].shift = outer->shift + outer->scale * item->of.group.shift.y;
            groups[depth] = (struct row_range){0, 0};
            begins[depth] = i;
        } else if (item->kind == ITEM_GROUP_END && depth > 0) {
            end_group(list, begins[depth], i, groups[depth], out);
            depth--;
            unite(&groups[depth], out[i]);
        } else if (i >= first) {
            widen_by_item(&span, &places[depth], text, item);
            out[i] = rows_in(&span, canvas->height);
            unite(&groups[depth], out[i]);
        }
    }
}

/* ---- sets ---- */

bool row_set_meets(const struct row_set *set, size_t first, size_t end)
{
    for (size_t strip = first / STRIP_ROWS; strip * STRIP_ROWS < end; strip++)
        if (set->words[strip / 64] >> strip % 64 & 1)
            return true;
    return false;
}

bool row_set_add(struct row_set *set, struct row_range rows)
{
    bool has_grown = false;
    for (size_t strip = rows.first / STRIP_ROWS; strip * STRIP_ROWS < rows.end; strip++) {
        uint64_t bit = UINT64_C(1) << strip % 64, *word = &set->words[strip / 64];
        has_grown |= !(*word & bit);
        *word |= bit;
    }
    return has_grown;
}

/* ---- differences ---- */

enum { MOST_AHEAD = 64 }; /* items that are searched for one that both lists have */

/* How many items from `at` on the one with that key is; MOST_AHEAD: not that near. */
static size_t find_ahead(const struct list_rows *in, size_t at, const struct item_key *key)
{
    for (size_t i = 0; i < MOST_AHEAD && at + i < in->list->count; i++)
        if (item_key_is_same(&in->list->items[at + i].key, key))
            return i;
    return MOST_AHEAD;
}

static void skip(const struct list_rows *in, size_t *at, size_t count, struct row_set *out)
{
    for (; count > 0; count--)
        row_set_add(out, in->rows[(*at)++]);
}

void rows_that_differ(const struct list_rows *a, const struct list_rows *b, size_t from,
                      struct row_set *out)
{
    size_t i = from, j = from;
    while (i < a->list->count && j < b->list->count) {
        const struct item *left = &a->list->items[i], *right = &b->list->items[j];
        if (item_is_same(left, right)) {
            i++;
            j++;
            continue;
        }
        size_t over = find_ahead(a, i, &right->key), under = find_ahead(b, j, &left->key);
        bool are_apart = over == under; /* both 0: one item, changed; both far: two */
        skip(a, &i, are_apart ? 1 : over < under ? over : 0, out);
        skip(b, &j, are_apart ? 1 : under < over ? under : 0, out);
    }
    skip(a, &i, a->list->count - i, out);
    skip(b, &j, b->list->count - j, out);
}
