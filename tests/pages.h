/* SPDX-License-Identifier: MIT */
/* What the tests of whole pages share: a scene, panels among them, on any canvas or paper; and what
 * must not be on a page: words on words or on cells, anything outside. Include after cmocka.h. */
#ifndef CONVREEL_TESTS_PAGES_H
#define CONVREEL_TESTS_PAGES_H

#include "places.h"

struct page {
    struct report report;
    struct scene *scene;
    struct simulation *simulations[MAX_PANELS];
    size_t count;
    struct drawing drawing;
    struct arena arena;
    const char *text; /* the scene, and what it is drawn on: */
    size_t width, height;
    bool is_paper;
};

/* False: a layer or its view is refused, as the report says. */
static inline bool try_page(struct page *page)
{
    report_init(&page->report, "test.yaml");
    page->scene = scene_parse(page->text, strlen(page->text), "test.yaml", NULL, &page->report);
    if (page->report.error_count > 0)
        fail_msg("%s\n%s", page->text, page->report.problems[0].text);
    size_t panels = page->scene->panel_count;
    page->count = panels > 0 ? panels : 1;
    for (size_t i = 0; i < page->count; i++) {
        page->simulations[i] =
            create_drawn(panels > 0 ? page->scene->panels[i] : page->scene, &page->report);
        if (!page->simulations[i])
            return false;
    }
    if (!drawing_init(&page->drawing, page->scene,
                      (const struct simulation *const *)page->simulations, &ruler, &page->report))
        return false;
    if (page->is_paper)
        drawing_fit_paper(&page->drawing, 1, (double)page->width, (double)page->height,
                          &page->report);
    else
        drawing_fit(&page->drawing, page->width, page->height, &page->report);
    return true;
}

static inline void set_up_page(struct page *page)
{
    if (!try_page(page))
        fail_msg("%s\n%s", page->text, page->report.problems[0].text);
}

static inline void tear_down_page(struct page *page)
{
    drawing_finish(&page->drawing);
    for (size_t i = 0; i < page->count; i++)
        simulation_destroy(page->simulations[i]);
    scene_destroy(page->scene);
    report_finish(&page->report);
    arena_finish(&page->arena);
}

/* ---- words ---- */

/* What is on its way from a cell to a sum or from there to a cell passes over what is between. */
static inline bool is_on_its_way(const struct item *item)
{
    static const char *const parts[] = {"window.product", "sum.product", "sum.total", "sum.tile"};
    return begins_with(item->key.part, parts, sizeof parts / sizeof *parts);
}

static inline bool are_words(const struct item *item)
{
    return (is_words(item) && !is_on_its_way(item)) ||
           (item->kind == ITEM_TEXT && (is_part(item, "note.words") || is_part(item, "credit")));
}

static inline bool is_cell(const struct page *page, const struct item *item)
{
    static const enum theme_color cells[] = {COLOR_INPUT, COLOR_OUTPUT, COLOR_KERNEL, COLOR_NOW};
    const struct theme *theme = &page->scene->theme;
    if (item->kind != ITEM_PATH || item->of.path.fill.alpha < 0.3 ||
        strncmp(item->key.part, "legend", 6) == 0 || is_part(item, "index.ground") ||
        is_part(item, "subtitle.plate") || is_part(item, "header.lit") ||
        strncmp(item->key.part, "links", 5) == 0)
        return false;
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        if (is_ink(item->of.path.fill, theme->color[cells[i]]))
            return true;
    return false;
}

static inline struct fills cells_of(const struct page *page, const struct display_list *list,
                                    struct arena *arena)
{
    const struct fills fills = fills_of(list, arena);
    struct fills cells = {.of = fills.of};
    for (size_t i = 0; i < fills.count; i++)
        if (is_cell(page, fills.of[i].item))
            cells.of[cells.count++] = fills.of[i];
    return cells;
}

/* Faults are told and counted, and the test goes on. */
static bool is_telling_faults;
static size_t fault_count;

static inline void fail_on(const struct page *page, const char *what, const struct item *a,
                           const struct item *b)
{
    struct arena arena = {0};
    const char *fault =
        arena_format(&arena, "on %zu x %zu%s: '%s' of %s %s %s", page->width, page->height,
                     page->is_paper ? " points" : "", a->kind == ITEM_TEXT ? a->of.text.string : "",
                     a->key.part, what, b ? b->key.part : "");
    if (!is_telling_faults)
        fail_msg("%s%s", page->text, fault);
    printf("%s\n", fault);
    fault_count++;
    arena_finish(&arena);
}

static inline void check_words(const struct page *page, const struct display_list *list)
{
    struct arena arena = {0};
    struct fills cells = cells_of(page, list, &arena);
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (!are_words(item))
            continue;
        struct rectangle box = text_box(item);
        for (int p = 0; p < 15; p++) {
            struct point at = {box.x + box.width * (p % 5) / 4, box.y + box.height * (p / 5) / 2};
            for (size_t f = 0; f < cells.count; f++)
                if (fill_covers(&cells.of[f], at))
                    fail_on(page, "lies on", item, cells.of[f].item);
        }
    }
    arena_finish(&arena);
    const double touch = 0.5;
    for (size_t i = 0; i < list->count; i++) {
        const struct item *a = &list->items[i];
        if (!are_words(a))
            continue;
        struct rectangle p = text_box(a);
        for (size_t j = 0; j < list->count; j++) {
            const struct item *b = &list->items[j];
            if (j == i || b->kind != ITEM_TEXT)
                continue;
            struct rectangle q = text_box(b);
            if (p.x + p.width > q.x + touch && q.x + q.width > p.x + touch &&
                p.y + p.height > q.y + touch && q.y + q.height > p.y + touch && !is_on_its_way(b) &&
                (!are_words(b) || j < i))
                fail_on(page, "meets", a, b);
        }
    }
}

static inline void check_inside(const struct page *page, const struct display_list *list)
{
    const double slack = 0.01;
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        struct rectangle box;
        if (item->kind == ITEM_TEXT)
            box = text_box(item);
        else if (item->kind == ITEM_PATH && item->of.path.path.point_count > 0)
            box = path_box(&item->of.path.path);
        else
            continue;
        if (box.x < -slack || box.y < -slack || box.x + box.width > list->width_pt + slack ||
            box.y + box.height > list->height_pt + slack)
            fail_on(page, "is outside the page", item, NULL);
    }
}

#endif
