/* SPDX-License-Identifier: MIT */
/* How a page is balanced: its margins are free, the drawing is in the middle, and maps are as large
 * as words let them be. Include after overlapping.h. */
#ifndef CONVREEL_TESTS_BALANCE_H
#define CONVREEL_TESTS_BALANCE_H

#include "drawing/prepare.h"

/* ---- what there is to see ---- */

/* Whether an item is ink, and where: not a ground that other things stand on. */
static inline bool find_ink(const struct page *page, const struct item *item, struct rectangle *box)
{
    static const char *const grounds[] = {"background", "index.ground", "subtitle"};
    if (begins_with(item->key.part, grounds, 3))
        return false;
    if (item->kind == ITEM_TEXT) {
        *box = text_box(item);
        return item->of.text.color.alpha > 0 && *item->of.text.string;
    }
    if (item->kind == ITEM_IMAGE) {
        *box = item->of.image.at;
        return true;
    }
    if (item->kind != ITEM_PATH || item->of.path.path.point_count == 0)
        return false;
    const struct stroke *stroke = &item->of.path.stroke;
    *box = path_box(&item->of.path.path);
    return (item->of.path.fill.alpha > 0 &&
            !is_ink(item->of.path.fill, page->scene->theme.color[COLOR_BACKGROUND])) ||
           (stroke->width > 0 && stroke->color.alpha > 0);
}

/* Words of the page, and what stands below a drawing in words. */
static inline bool is_of_page(const struct item *item)
{
    static const char *const parts[] = {"header", "title",   "legend", "caption",
                                        "credit", "formula", "sum",    "note"};
    return begins_with(item->key.part, parts, sizeof parts / sizeof *parts);
}

/* What stands beside maps. */
static inline bool is_beside_maps(const struct item *item)
{
    static const char *const parts[] = {"label", "index", "dimension", "ruler", "sign", "scale"};
    return item->kind == ITEM_TEXT ||
           begins_with(item->key.part, parts, sizeof parts / sizeof *parts);
}

static inline void extend(struct bounds *bounds, struct rectangle box)
{
    bounds->left = fmin(bounds->left, box.x);
    bounds->top = fmin(bounds->top, box.y);
    bounds->right = fmax(bounds->right, box.x + box.width);
    bounds->bottom = fmax(bounds->bottom, box.y + box.height);
}

/* ---- what of the page is for it ---- */

/* The page without its margins; on paper as high as the drawing the lower one is the upper one. */
static inline struct bounds room_of(const struct page *page)
{
    const struct prepared *prepared = page->drawing.prepared;
    const struct settings *settings = &prepared->settings;
    double beside = (prepared->width_pt - settings->width) / 2, above = settings->above;
    double below = prepared->height_pt - above - settings->height;
    if (settings->width <= 0)
        beside = above = below = page->scene->theme.margin_pt;
    else if (page->height == 0)
        below = above;
    return (struct bounds){beside, above, prepared->width_pt - beside, prepared->height_pt - below};
}

/* What flies is on its way, and may pass them. */
static inline void check_margins(const struct page *page, const struct display_list *list)
{
    const double touch = 0.5; /* points, less than the thinnest margin's sixth */
    const struct bounds room = room_of(page);
    struct rectangle box;
    for (size_t i = 0; i < list->count; i++)
        if (!is_flying(&list->items[i]) && find_ink(page, &list->items[i], &box) &&
            (box.x < room.left - touch || box.y < room.top - touch ||
             box.x + box.width > room.right + touch || box.y + box.height > room.bottom + touch))
            fail_on(page, "is in the margin", &list->items[i], NULL);
}

static inline void tell(const struct page *page, const char *what, double found)
{
    struct arena arena = {0};
    const struct item item = {.kind = ITEM_TEXT,
                              .key = {.part = page->drawing.prepared->views[0]->name},
                              .of.text.string = arena_format(&arena, "%.2f", found)};
    fail_on(page, what, &item, NULL);
    arena_finish(&arena);
}

/* On smaller pages words have the least size that can be read, however small maps become. */
enum { SMALL_SIDE = 270 };

/* Of a page of one drawing: what stands beside its maps at one side is at most a quarter of the
 * page more than at the other; more room is kept only for what other steps have there, as links to
 * zeros. Maps take up two fifths of what the page's words leave, in one direction: names and arrows
 * around them need more than the rest only where cells are specks. */
static inline void check_balance(const struct page *page, const struct display_list *list)
{
    const double most_uneven = 0.25, least_share = 0.4;
    const struct prepared *prepared = page->drawing.prepared;
    struct bounds room = room_of(page), all = {INFINITY, INFINITY, -INFINITY, -INFINITY},
                  maps = all;
    struct rectangle box, body = layout_whole(&prepared->layout, prepared->panels[0].drawing);
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (is_of_page(item) || !find_ink(page, item, &box))
            continue;
        extend(&all, box);
        if (!is_beside_maps(item))
            extend(&maps, box);
    }
    struct rectangle column = layout_whole(&prepared->layout, prepared->column);
    double words =
        column.height - body.height - layout_whole(&prepared->layout, prepared->spare).height;
    double width = room.right - fmax(room.left, column.x), height = room.bottom - room.top - words;
    double uneven = fabs(all.left + all.right - fmax(room.left, column.x) - room.right) / width;
    if (uneven > most_uneven)
        tell(page, "stands beside the middle", uneven);
    double share = fmax((maps.right - maps.left) / width, (maps.bottom - maps.top) / height);
    size_t side = page->width < page->height ? page->width : page->height;
    if (side >= SMALL_SIDE && share < least_share)
        tell(page, "has small maps", share);
}

#endif
