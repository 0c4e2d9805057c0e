/* SPDX-License-Identifier: MIT */
/* What is printed over something on a page: words over words, over cells or over lines, signs over
 * cells, maps over maps, and what leaves the page. Include after pages.h. */
#ifndef CONVREEL_TESTS_OVERLAPPING_H
#define CONVREEL_TESTS_OVERLAPPING_H

#include "drawing/prepare.h"

/* ---- what there is to meet ---- */

/* A number, a name or a sign that belongs into a cell. */
static inline bool is_in_a_cell(const struct item *item)
{
    static const char *const parts[] = {".value",     ".paths",      ".weight",      ".zero",
                                        "lit.window", "lit.weights", "matrix.entry", "bias.letter"};
    static const char *const outside[] = {"scale.value", "layer."};
    if (begins_with(item->key.part, outside, 2))
        return false;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (strstr(item->key.part, parts[i]))
            return true;
    return false;
}

static inline bool is_word(const struct item *item)
{
    return item->kind == ITEM_TEXT && item->of.text.color.alpha > 0 && !is_in_a_cell(item) &&
           !is_on_its_way(item) && *item->of.text.string != '\0';
}

static inline bool is_line(const struct item *item)
{
    return item->kind == ITEM_PATH && item->of.path.stroke.width > 0 &&
           item->of.path.stroke.color.alpha > 0.1;
}

static inline bool do_meet(struct rectangle a, struct rectangle b, double touch)
{
    return a.x + a.width > b.x + touch && b.x + b.width > a.x + touch &&
           a.y + a.height > b.y + touch && b.y + b.height > a.y + touch;
}

/* Whether a line from a to b passes a box. */
static inline bool is_crossed(struct rectangle box, struct point a, struct point b)
{
    double right = box.x + box.width, bottom = box.y + box.height;
    if ((a.x <= box.x && b.x <= box.x) || (a.x >= right && b.x >= right) ||
        (a.y <= box.y && b.y <= box.y) || (a.y >= bottom && b.y >= bottom))
        return false; /* most lines lie aside */
    double from = 0, to = 1;
    const double starts[] = {a.x, a.y}, ways[] = {b.x - a.x, b.y - a.y};
    const double low[] = {box.x, box.y}, high[] = {right, bottom};
    for (int axis = 0; axis < 2; axis++) {
        if (fabs(ways[axis]) < 1e-9) {
            if (starts[axis] <= low[axis] || starts[axis] >= high[axis])
                return false;
            continue;
        }
        double first = (low[axis] - starts[axis]) / ways[axis];
        double last = (high[axis] - starts[axis]) / ways[axis];
        from = fmax(from, fmin(first, last));
        to = fmin(to, fmax(first, last));
    }
    return from < to;
}

static inline bool does_stroke_cross(const struct path *path, struct rectangle box)
{
    struct point start = {0, 0}, from = {0, 0};
    const struct point *point = path->points;
    for (size_t v = 0; v < path->verb_count; v++) {
        struct point to = start;
        if (path->verbs[v] == PATH_CURVE)
            point += 2;
        if (path->verbs[v] != PATH_CLOSE)
            to = *point++;
        if (path->verbs[v] == PATH_MOVE)
            start = to;
        else if (is_crossed(box, from, to))
            return true;
        from = to;
    }
    return false;
}

/* ---- checks ---- */

/* The first item that is not below an opaque ground that words stand on. */
static inline size_t first_seen(const struct display_list *list, const struct item *word,
                                struct rectangle box)
{
    size_t first = 0;
    for (size_t i = 0; &list->items[i] < word; i++) {
        const struct item *item = &list->items[i];
        if (item->kind != ITEM_PATH || item->of.path.fill.alpha < 1)
            continue;
        struct rectangle ground = path_box(&item->of.path.path);
        if (ground.x <= box.x && ground.x + ground.width >= box.x + box.width &&
            ground.y <= box.y && ground.y + ground.height >= box.y + box.height &&
            item->of.path.path.verb_count <= 9)
            first = i + 1;
    }
    return first;
}

static inline void check_words_against(const struct page *page, const struct display_list *list,
                                       const struct item *word)
{
    const double touch = 0.5;
    struct rectangle box = text_box(word);
    struct rectangle core = {box.x + touch, box.y + touch, box.width - 2 * touch,
                             box.height - 2 * touch};
    size_t first = first_seen(list, word, box);
    for (size_t i = 0; i < list->count; i++) {
        const struct item *other = &list->items[i];
        if (other->kind == ITEM_TEXT && other != word && other->of.text.color.alpha > 0 &&
            do_meet(box, text_box(other), touch) && (!is_word(other) || other > word) &&
            !is_on_its_way(other))
            fail_on(page, "meets", word, other);
        if (i >= first && core.width > 0 && is_line(other) &&
            does_stroke_cross(&other->of.path.path, core) && !is_on_its_way(other))
            fail_on(page, "is crossed by", word, other);
    }
}

static inline bool is_upright(const struct placed *placed)
{
    return !placed->is_hidden && plane_is_upright(&placed->map.plane);
}

/* Maps that stand upright lie beside each other. */
static inline void check_maps(const struct page *page, const struct panel *panel)
{
    for (size_t i = 0; i < panel->map_count; i++)
        for (size_t j = 0; j < i; j++) {
            const struct placed *a = &panel->maps[i], *b = &panel->maps[j];
            if (is_upright(a) && is_upright(b) &&
                do_meet(layout_core(panel->layout, a->box), layout_core(panel->layout, b->box),
                        0.5))
                fail_msg("%son %zu x %zu: map %zu lies on map %zu", page->text, page->width,
                         page->height, i, j);
        }
}

/* Arrows, signs and rulers stand beside maps. */
static inline void check_lines(const struct page *page, const struct panel *panel,
                               const struct display_list *list)
{
    static const char *const beside[] = {"dimension", "ruler", "sign"};
    const double touch = 0.5;
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (!is_line(item) || !begins_with(item->key.part, beside, 3))
            continue;
        for (size_t m = 0; m < panel->map_count; m++) {
            struct rectangle map = layout_core(panel->layout, panel->maps[m].box);
            struct rectangle core = {map.x + touch, map.y + touch, map.width - 2 * touch,
                                     map.height - 2 * touch};
            if (plane_is_upright(&panel->maps[m].map.plane) && core.width > 0 && core.height > 0 &&
                does_stroke_cross(&item->of.path.path, core))
                fail_on(page, "crosses a map", item, NULL);
        }
    }
}

/* How much of an upright or level piece lies in a grid along one of its lines, in cells. */
static inline double share_along_grid(const struct placed *placed, struct rectangle core,
                                      struct point a, struct point b)
{
    const double near = 0.05;
    const struct plane *plane = &placed->map.plane;
    bool is_down = fabs(a.x - b.x) < 1e-6;
    if (!is_down && fabs(a.y - b.y) > 1e-6)
        return 0;
    double across = is_down ? (a.x - core.x) / plane->column.x : (a.y - core.y) / plane->row.y;
    double most = is_down ? core.width / plane->column.x : core.height / plane->row.y;
    if (across < -near || across > most + near || fabs(across - round(across)) > near)
        return 0;
    double low = is_down ? fmin(a.y, b.y) - core.y : fmin(a.x, b.x) - core.x;
    double high = is_down ? fmax(a.y, b.y) - core.y : fmax(a.x, b.x) - core.x;
    double along = fmin(high, is_down ? core.height : core.width) - fmax(low, 0);
    return along / (is_down ? plane->row.y : plane->column.x);
}

/* Lines of notes are none of a grid's. */
static inline void check_notes(const struct page *page, const struct panel *panel,
                               const struct display_list *list)
{
    const double most = 0.5;
    for (size_t i = 0; i < list->count; i++)
        for (size_t m = 0; is_part(&list->items[i], "note.line") && m < panel->map_count; m++) {
            const struct placed *placed = &panel->maps[m];
            const struct path *path = &list->items[i].of.path.path;
            if (!is_upright(placed) || placed->map.plane.column.x <= 0)
                continue;
            struct rectangle core = layout_core(panel->layout, placed->box);
            for (size_t p = 1; p < path->point_count; p++)
                if (path->verbs[p] == PATH_LINE &&
                    share_along_grid(placed, core, path->points[p - 1], path->points[p]) > most)
                    fail_on(page, "runs along a grid", &list->items[i], NULL);
        }
}

/* Signs, names of layers: whatever is written outside of cells. */
static inline void check_signs(const struct page *page, const struct display_list *list)
{
    struct arena arena = {0};
    struct fills cells = cells_of(page, list, &arena);
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (!is_word(item) || are_words(item))
            continue;
        struct rectangle box = text_box(item);
        for (size_t f = 0; f < cells.count; f++)
            for (int p = 0; !is_part(cells.of[f].item, "layer.chip") && p < 15; p++)
                if (fill_covers(&cells.of[f], (struct point){box.x + box.width * (p % 5) / 4,
                                                             box.y + box.height * (p / 5) / 2})) {
                    fail_on(page, "lies on", item, cells.of[f].item);
                    p = 15;
                }
    }
    arena_finish(&arena);
}

/* No digit and no symbol is too small to be read; words may be on pages that are too small for
 * them. */
static inline void check_sizes(const struct page *page, const struct display_list *list)
{
    double scale = page->is_paper ? 1 : (double)page->width / list->width_pt;
    double least = page->is_paper ? 3 : 8;
    for (size_t i = 0; page->width > 0 && i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind == ITEM_TEXT && item->of.text.color.alpha > 0 &&
            (is_in_a_cell(item) || is_on_its_way(item)) &&
            item->of.text.font.size_pt * scale < least - 1e-6)
            fail_on(page, "is too small", item, NULL);
    }
}

/* What is on its way to a sum, to a cell, or from the kernel onto the input. */
static inline bool is_flying(const struct item *item)
{
    return is_on_its_way(item) || is_part(item, "laid") || is_part(item, "laid.value");
}

static inline size_t count_flights(const struct display_list *list)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += is_flying(&list->items[i]);
    return count;
}

/* It passes below words: where it would meet one it is not there. */
static inline void check_flights(const struct page *page, const struct display_list *list)
{
    const double touch = 0.5, least = 0.02;
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        bool is_text = item->kind == ITEM_TEXT;
        if (!is_flying(item) || (is_text ? item->of.text.color : item->of.path.fill).alpha < least)
            continue;
        struct rectangle box = is_text ? text_box(item) : path_box(&item->of.path.path);
        for (size_t w = 0; w < list->count; w++) {
            const struct item *word = &list->items[w];
            struct rectangle text = is_word(word) ? text_box(word) : (struct rectangle){0};
            if (is_word(word) && !is_flying(word) && !is_part(word, "sum") &&
                do_meet(box, text, touch) && first_seen(list, word, text) <= i)
                fail_on(page, "flies over", item, word);
        }
    }
}

/* Whether a fill between two items hides the first where the second is. */
static inline bool is_hidden_at(const struct item *item, const struct item *end, struct point at)
{
    for (item++; item < end; item++)
        if (item->kind == ITEM_PATH && item->of.path.fill.alpha >= 1 &&
            path_covers(&item->of.path.path, at))
            return true;
    return false;
}

/* Links pass below the digits of cells, once those are all there. */
static inline void check_links(const struct page *page, const struct display_list *list,
                               size_t link)
{
    const double touch = 0.5;
    for (size_t i = 0; i < list->count; i++) {
        const struct item *digit = &list->items[i];
        if (digit->kind != ITEM_TEXT || digit->of.text.color.alpha < 1 || !is_in_a_cell(digit) ||
            is_on_its_way(digit))
            continue;
        struct rectangle box = text_box(digit);
        struct rectangle core = {box.x + touch, box.y + touch, box.width - 2 * touch,
                                 box.height - 2 * touch};
        if (does_stroke_cross(&list->items[link].of.path.path, core) &&
            !is_hidden_at(&list->items[link], digit,
                          (struct point){box.x + box.width / 2, box.y + box.height / 2}))
            fail_on(page, "is struck out by", digit, &list->items[link]);
    }
}

static inline void check_list(const struct page *page, const struct display_list *list)
{
    static const char *const links[] = {"link"};
    check_inside(page, list);
    check_sizes(page, list);
    check_flights(page, list);
    check_words(page, list);
    check_signs(page, list);
    const struct prepared *prepared = page->drawing.prepared; /* theme guide's has none */
    for (size_t i = 0; prepared && i < prepared->panel_count; i++) {
        check_maps(page, &prepared->panels[i]);
        check_lines(page, &prepared->panels[i], list);
        check_notes(page, &prepared->panels[i], list);
    }
    for (size_t i = 0; i < list->count; i++) {
        if (is_word(&list->items[i]))
            check_words_against(page, list, &list->items[i]);
        if (is_line(&list->items[i]) && begins_with(list->items[i].key.part, links, 1))
            check_links(page, list, i);
    }
}

#endif
