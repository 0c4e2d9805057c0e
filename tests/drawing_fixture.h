/* SPDX-License-Identifier: MIT */
/* What the tests of drawing share: a scene's text -> its display lists, with a ruler of fixed
 * widths. Include after cmocka.h. */
#ifndef CONVREEL_TESTS_DRAWING_FIXTURE_H
#define CONVREEL_TESTS_DRAWING_FIXTURE_H

#include <stdio.h>
#include <string.h>

#include "convreel/drawing.h"
#include "created.h"

/* Every character is 0.6 of the font's size wide. */
static inline struct text_extents measure(void *context, const struct font *font,
                                          const char *string)
{
    (void)context;
    size_t count = 0;
    for (; *string != '\0'; string++)
        count += (*string & 0xc0) != 0x80;
    return (struct text_extents){0.6 * font->size_pt * (double)count, 0.7 * font->size_pt, 0};
}

static const struct text_ruler ruler = {.measure = measure};

struct fixture {
    struct report report;
    struct scene *scene;
    struct simulation *simulation;
    struct drawing drawing;
    struct arena arena;
};

static inline bool set_up(struct fixture *fixture, const char *text)
{
    *fixture = (struct fixture){0};
    report_init(&fixture->report, "test.yaml");
    fixture->scene = scene_parse(text, strlen(text), "test.yaml", NULL, &fixture->report);
    if (fixture->scene == NULL || fixture->report.error_count > 0)
        fail_msg("%s\n%s", text, fixture->report.problems[0].text);
    fixture->simulation = create_drawn(fixture->scene, &fixture->report);
    if (fixture->simulation == NULL)
        fail_msg("%s\n%s", text, fixture->report.problems[0].text);
    const struct simulation *simulations[] = {fixture->simulation};
    bool is_right =
        drawing_init(&fixture->drawing, fixture->scene, simulations, &ruler, &fixture->report);
    if (is_right)
        drawing_fit(&fixture->drawing, 0, 0, &fixture->report);
    return is_right;
}

static inline void tear_down(struct fixture *fixture)
{
    drawing_finish(&fixture->drawing);
    simulation_destroy(fixture->simulation);
    scene_destroy(fixture->scene);
    report_finish(&fixture->report);
    arena_finish(&fixture->arena);
}

static inline struct display_list draw(struct fixture *fixture, size_t step, double progress)
{
    struct moment moment = {.part_count = 1, .parts = {{.step = step, .progress = progress}}};
    struct display_list list;
    drawing_draw(&fixture->drawing, &moment, &fixture->arena, &list);
    return list;
}

/* Items of groups where they stand on the page. */
static inline void settle_groups(struct display_list *list)
{
    struct point shift[8] = {{0, 0}};
    size_t depth = 0;
    for (size_t i = 0; i < list->count; i++) {
        struct item *item = &list->items[i];
        struct point *points = (struct point *)item->of.path.path.points;
        if (item->kind == ITEM_GROUP_BEGIN) {
            assert_true(++depth < 8 && item->of.group.scale == 1);
            shift[depth].x = shift[depth - 1].x + item->of.group.shift.x;
            shift[depth].y = shift[depth - 1].y + item->of.group.shift.y;
        } else if (item->kind == ITEM_GROUP_END) {
            depth--;
        } else if (item->kind == ITEM_TEXT) {
            item->of.text.at.x += shift[depth].x;
            item->of.text.at.y += shift[depth].y;
        }
        for (size_t n = 0; item->kind == ITEM_PATH && n < item->of.path.path.point_count; n++) {
            points[n].x += shift[depth].x;
            points[n].y += shift[depth].y;
        }
    }
    assert_int_equal(depth, 0);
}

static inline void read_file(const char *path, struct buffer *out)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        fail_msg("%s is missing", path);
    char bytes[4096];
    size_t count;
    while ((count = fread(bytes, 1, sizeof bytes, file)) > 0)
        buffer_add(out, bytes, count);
    fclose(file);
}

/* Where a text stands: as wide as it is, as high as its figures. */
static inline struct rectangle text_box(const struct item *item)
{
    static const double shares[] = {[ANCHOR_START] = 0, [ANCHOR_MIDDLE] = 0.5, [ANCHOR_END] = 1};
    const struct font *font = &item->of.text.font;
    double width = ruler.measure(NULL, font, item->of.text.string).width;
    double height = (font->figure_height > 0 ? font->figure_height : 0.7) * font->size_pt;
    struct point at = item->of.text.at;
    return (struct rectangle){at.x - shares[item->of.text.anchor] * width, at.y - height, width,
                              height};
}

/* No two texts meet, but for a digit that is written again in another ink. */
static inline void check_texts_apart(const struct display_list *list)
{
    const double touch = 0.5;
    for (size_t i = 0; i < list->count; i++)
        for (size_t j = 0; j < i; j++) {
            const struct item *a = &list->items[i], *b = &list->items[j];
            if (a->kind != ITEM_TEXT || b->kind != ITEM_TEXT)
                continue;
            struct rectangle p = text_box(a), q = text_box(b);
            bool is_again = strcmp(a->of.text.string, b->of.text.string) == 0 &&
                            a->of.text.at.x == b->of.text.at.x;
            bool do_meet = p.x + p.width > q.x + touch && q.x + q.width > p.x + touch &&
                           p.y + p.height > q.y + touch && q.y + q.height > p.y + touch;
            if (do_meet && !is_again)
                fail_msg("'%s' of %s meets '%s' of %s", a->of.text.string, a->key.part,
                         b->of.text.string, b->key.part);
        }
}

static inline bool begins_with(const char *text, const char *const *starts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strncmp(text, starts[i], strlen(starts[i])) == 0)
            return true;
    return false;
}

static inline bool is_words(const struct item *item)
{
    static const char *const parts[] = {"label.",      "dimension.text", "header", "title",
                                        "legend.text", "caption",        "sum",    "index."};
    return item->kind == ITEM_TEXT &&
           begins_with(item->key.part, parts, sizeof parts / sizeof *parts);
}

/* Of maps that stand upright: the smallest box round each, false for anything else. */
static inline bool map_box(const struct item *item, struct rectangle *out)
{
    static const char *const parts[] = {"input.zeros",  "input.units",  "kernel.cells",
                                        "output.cells", "output.empty", "map.units",
                                        "zeros"};
    const struct path *path = &item->of.path.path;
    if (item->kind != ITEM_PATH || path->point_count == 0 ||
        !begins_with(item->key.part, parts, sizeof parts / sizeof *parts))
        return false;
    double left = path->points[0].x, right = left, top = path->points[0].y, bottom = top;
    for (size_t i = 1; i < path->point_count; i++) {
        struct point from = path->points[i - 1], to = path->points[i];
        if (path->verbs[0] != PATH_MOVE || (from.x != to.x && from.y != to.y && i == 1))
            return false; /* oblique */
        left = to.x < left ? to.x : left;
        right = to.x > right ? to.x : right;
        top = to.y < top ? to.y : top;
        bottom = to.y > bottom ? to.y : bottom;
    }
    *out = (struct rectangle){left, top, right - left, bottom - top};
    return true;
}

/* No name, number or sum lies on cells. */
static inline void check_words_off_cells(const struct display_list *list)
{
    struct rectangle map;
    for (size_t i = 0; i < list->count; i++)
        for (size_t j = 0; map_box(&list->items[i], &map) && j < list->count; j++) {
            if (!is_words(&list->items[j]))
                continue;
            struct rectangle words = text_box(&list->items[j]);
            bool do_meet = words.x < map.x + map.width && map.x < words.x + words.width &&
                           words.y < map.y + map.height && map.y < words.y + words.height;
            if (do_meet)
                fail_msg("'%s' of %s lies on %s", list->items[j].of.text.string,
                         list->items[j].key.part, list->items[i].key.part);
        }
}

#endif
