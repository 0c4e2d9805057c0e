/* SPDX-License-Identifier: MIT */
/* Scenes side by side: how a panel changes the scene around it, how panels go on together, and
 * where they, steps on a sheet and captions stand on the page. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "convreel/drawing.h"
#include "created.h"

/* Every character is 0.6 of the size wide. */
static struct text_extents measure(void *context, const struct font *font, const char *string)
{
    (void)context;
    return (struct text_extents){0.6 * font->size_pt * (double)strlen(string), 0.7 * font->size_pt,
                                 0};
}

static const struct text_ruler ruler = {.measure = measure};

struct fixture {
    struct report report;
    struct scene *scene;
    const struct simulation *simulations[MAX_PANELS];
    struct timeline *timeline;
    struct drawing drawing;
    struct arena arena;
};

static void set_up(struct fixture *fixture, const char *text)
{
    *fixture = (struct fixture){0};
    report_init(&fixture->report, "test.yaml");
    fixture->scene = scene_parse(text, strlen(text), "test.yaml", NULL, &fixture->report);
    if (fixture->report.error_count > 0)
        fail_msg("%s\n%s", text, fixture->report.problems[0].text);
    for (size_t i = 0; i < fixture->scene->panel_count; i++) {
        fixture->simulations[i] = create_simulation(fixture->scene->panels[i], &fixture->report);
        if (!fixture->simulations[i])
            fail_msg("%s\n%s", text, fixture->report.problems[0].text);
    }
    fixture->timeline = create_timeline(fixture->scene, fixture->simulations, &fixture->report);
    assert_true(drawing_init(&fixture->drawing, fixture->scene, fixture->simulations, &ruler,
                             &fixture->report));
    drawing_fit(&fixture->drawing, 0, 0, &fixture->report);
}

static void tear_down(struct fixture *fixture)
{
    drawing_finish(&fixture->drawing);
    timeline_destroy(fixture->timeline);
    for (size_t i = 0; i < fixture->scene->panel_count; i++)
        simulation_destroy((struct simulation *)fixture->simulations[i]);
    scene_destroy(fixture->scene);
    report_finish(&fixture->report);
    arena_finish(&fixture->arena);
}

/* ---- the override rule ---- */

/* The size of each panel's output, and what of the rest is left. */
static void overrides_merge_and_replace(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture,
           "input: 5\n"
           "layer: {type: Conv2d, kernel_size: 3, padding: 1}\n"
           "kernel: {fill: 2, divide: 4}\n"
           "show: {digits: 2}\n"
           "theme: dark\n"
           "panels:\n"
           "  - {layer: {stride: 2}, show: {values: symbols}}\n"
           "  - {layer: {type: Conv2d, kernel_size: 1}, kernel: {fill: 1}, theme: light}\n"
           "  - {input: {size: 7, fill: 3}}\n");
    struct scene *const *panels = fixture.scene->panels;
    assert_int_equal(fixture.scene->panel_count, 3);
    /* maps merge key by key */
    assert_int_equal(fixture.simulations[0]->axis[0].output, 3);
    assert_int_equal(panels[0]->show.digits, 2);
    assert_int_equal(panels[0]->show.values, SHOW_SYMBOLS);
    assert_string_equal(panels[0]->theme.name, "dark");
    assert_true(fixture.simulations[0]->kernel.values[0] == 0.5);
    /* a layer that names a type, a kernel, an input replace whole */
    assert_int_equal(fixture.simulations[1]->axis[0].padding_before, 0);
    assert_true(fixture.simulations[1]->kernel.values[0] == 1);
    assert_string_equal(panels[1]->theme.name, "light");
    assert_int_equal(fixture.simulations[2]->axis[0].output, 7);
    assert_true(panels[2]->input.fill == 3);
    tear_down(&fixture);
}

static void a_stack_drives_out_the_layer(void **state)
{
    (void)state;
    static const char text[] = "input: 4\nlayer: {type: Conv2d, kernel_size: 2}\nbias: 1\n"
                               "panels: [{layers: [{type: ReLU}, {type: ReLU}]}, {}]\n";
    struct report report;
    report_init(&report, "test.yaml");
    struct scene *scene = scene_parse(text, sizeof text - 1, "test.yaml", NULL, &report);
    assert_int_equal(report.error_count, 0);
    assert_int_equal(scene->panels[0]->layer_count, 2);
    assert_int_equal(scene->panels[1]->layer_count, 0);
    assert_string_equal(scene->panels[1]->layer.type, "Conv2d");
    scene_destroy(scene);
    report_finish(&report);
}

/* ---- time ---- */

#define UNLIKE                                                      \
    "input: 5\nlayer: {type: Conv2d, kernel_size: 3, padding: 1}\n" \
    "panels: [{}, {layer: {stride: 2}}, {layer: {padding: 0}}]\n" /* 25, 9, 9 steps */

static void the_shorter_holds_its_last_picture(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, UNLIKE);
    assert_int_equal(fixture.timeline->step_count, 25);
    for (size_t n = 0; n < fixture.timeline->picture_count; n++) {
        struct picture picture;
        timeline_picture_at(fixture.timeline, n, &picture);
        const struct moment_part *parts = picture.moment.parts;
        assert_int_equal(picture.moment.part_count, 3);
        assert_int_equal(parts[1].step, parts[0].step < 9 ? parts[0].step : 8);
        assert_true(parts[1].step < 8 ? parts[1].progress == parts[0].progress
                                      : parts[1].progress == 0);
    }
    tear_down(&fixture);
}

static void a_fraction_keeps_equal_progress(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, UNLIKE "sync: fraction\n");
    for (size_t i = 0; i < 25; i++) {
        struct picture picture;
        timeline_still_at(fixture.timeline, i, &picture);
        assert_int_equal(picture.moment.parts[0].step, i);
        assert_int_equal(picture.moment.parts[1].step, i * 9 / 25);
    }
    tear_down(&fixture);
}

/* ---- places ---- */

static bool is_same_key(const struct item_key *a, const struct item_key *b)
{
    bool is_same_scope =
        a->scope && b->scope ? strcmp(a->scope, b->scope) == 0 : a->scope == b->scope;
    return is_same_scope && strcmp(a->part, b->part) == 0 && a->channel == b->channel &&
           a->row == b->row && a->column == b->column;
}

static void expect_unlike_keys(const struct display_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        for (size_t j = 0; j < i; j++)
            if (is_same_key(&list->items[i].key, &list->items[j].key))
                fail_msg("two items are called %s", list->items[i].key.part);
}

/* The box round all items of a panel. */
static struct rectangle box_of(const struct display_list *list, const char *scope)
{
    double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind != ITEM_PATH || !item->key.scope || strcmp(item->key.scope, scope) != 0)
            continue;
        for (size_t n = 0; n < item->of.path.path.point_count; n++) {
            struct point at = item->of.path.path.points[n];
            left = fmin(left, at.x);
            right = fmax(right, at.x);
            top = fmin(top, at.y);
            bottom = fmax(bottom, at.y);
        }
    }
    return (struct rectangle){left, top, right - left, bottom - top};
}

/* Side by side on the page, none over another. */
static void panels_stand_side_by_side(void **state)
{
    (void)state;
    struct fixture fixture;
    struct picture picture;
    struct display_list all;
    double end = 0;
    set_up(&fixture, UNLIKE);
    timeline_still_at(fixture.timeline, 4, &picture);
    drawing_draw(&fixture.drawing, &picture.moment, &fixture.arena, &all);
    for (size_t i = 0; i < 3; i++) {
        char scope[20];
        snprintf(scope, sizeof scope, "panel%zu", i);
        struct rectangle box = box_of(&all, scope);
        assert_true(box.width > 0 && box.x > end);
        assert_true(box.y > 0 && box.y + box.height < all.height_pt);
        end = box.x + box.width;
    }
    assert_true(end < all.width_pt);
    expect_unlike_keys(&all);
    tear_down(&fixture);
}

/* Of the paths of a panel with that key. */
static double width_of(const struct display_list *list, const char *scope, const char *part)
{
    double left = INFINITY, right = -INFINITY;
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind != ITEM_PATH || !item->key.scope || strcmp(item->key.scope, scope) != 0 ||
            strcmp(item->key.part, part) != 0)
            continue;
        for (size_t n = 0; n < item->of.path.path.point_count; n++) {
            left = fmin(left, item->of.path.path.points[n].x);
            right = fmax(right, item->of.path.path.points[n].x);
        }
    }
    return right - left;
}

/* Though a view shrinks the cells of large maps. */
static void cells_of_panels_are_alike(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, "view: heat\ninput: [32, 32]\nlayer: {type: Conv2d}\nkernel: sobel_x\n"
                     "panels: [{}, {input: [8, 8]}]\n");
    struct display_list list;
    struct picture picture;
    timeline_picture_at(fixture.timeline, 0, &picture);
    drawing_draw(&fixture.drawing, &picture.moment, &fixture.arena, &list);
    assert_true(width_of(&list, "panel0", "window") > 0);
    assert_float_equal(width_of(&list, "panel0", "window"), width_of(&list, "panel1", "window"),
                       1e-9);
    tear_down(&fixture);
}

/* Where the texts of a part stand in each panel; how many there are. */
static size_t heights_of(const struct display_list *list, const char *part, double heights[2])
{
    size_t count = 0;
    for (size_t i = 0; i < list->count && count < 2; i++) {
        const struct item *item = &list->items[i];
        bool is_first = count == 0 || strcmp(item->key.scope, "panel0") != 0;
        if (item->kind == ITEM_TEXT && is_first && strcmp(item->key.part, part) == 0)
            heights[count++] = item->of.text.at.y;
    }
    return count;
}

/* Whatever their padding is, and what stands below them. */
static void inputs_are_on_one_line(void **state)
{
    (void)state;
    static const char *const scenes[] = {
        "view: flat\ninput: {size: 6, random: {seed: 3}}\nlayer: {type: Conv2d, kernel_size: 3}\n"
        "panels: [{layer: {padding: 0}}, {layer: {padding: 1}}]\n",
        "input: 6\nlayer: {type: Conv2d, kernel_size: 3}\n"
        "panels: [{layer: {padding: 0}}, {layer: {padding: 1}}, {layer: {stride: 2}}]\n",
        "input: {size: 8, random: {seed: 3}}\nlayer: {type: Conv1d, kernel_size: 3}\n"
        "panels: [{layer: {padding: 0}}, {layer: {padding: 1}}]\n"};
    for (size_t n = 0; n < sizeof scenes / sizeof *scenes; n++) {
        struct fixture fixture;
        struct display_list list;
        double names[2], units[2];
        set_up(&fixture, scenes[n]);
        struct moment moment = {.part_count = fixture.scene->panel_count};
        drawing_fit(&fixture.drawing, 1280, 720, &fixture.report);
        drawing_draw(&fixture.drawing, &moment, &fixture.arena, &list);
        assert_int_equal(heights_of(&list, "label.input", names), 2);
        if (fabs(names[0] - names[1]) > 1e-6)
            fail_msg("%sinputs are named at %g and %g", scenes[n], names[0], names[1]);
        if (n == 0) { /* kernels are in the middle of inputs, whose units are on one line */
            assert_int_equal(heights_of(&list, "kernel.value", units), 2);
            assert_true(fabs(units[0] - units[1]) < 1e-6);
        }
        tear_down(&fixture);
    }
}

static void sheets_have_columns_and_rows(void **state)
{
    (void)state;
    struct fixture fixture;
    struct moment moments[5];
    struct display_list list, one;
    set_up(&fixture, UNLIKE);
    for (size_t i = 0; i < 5; i++) {
        struct picture picture;
        timeline_still_at(fixture.timeline, i, &picture);
        moments[i] = picture.moment;
    }
    drawing_draw(&fixture.drawing, &moments[0], &fixture.arena, &one);
    const struct sheet sheet = {.columns = 3, .rows = 2, .moments = moments, .count = 5};
    drawing_draw_sheet(&fixture.drawing, &sheet, &fixture.arena, &list);
    /* steps as they are drawn alone, in columns and rows that are equally apart */
    struct point shift[5];
    size_t cells = 0;
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i].kind == ITEM_GROUP_BEGIN)
            shift[cells++] = list.items[i].of.group.shift;
    assert_int_equal(cells, 5);
    for (size_t i = 0; i < 5; i++) {
        struct point at = {shift[0].x + (double)(i % 3) * (shift[1].x - shift[0].x),
                           shift[0].y + (double)(i / 3) * (shift[3].y - shift[0].y)};
        assert_float_equal(shift[i].x, at.x, 1e-9);
        assert_float_equal(shift[i].y, at.y, 1e-9);
    }
    struct rectangle body = box_of(&one, "panel2"); /* the rightmost */
    assert_true(shift[1].x - shift[0].x > body.x + body.width - box_of(&one, "panel0").x);
    assert_true(shift[2].x + body.x + body.width < list.width_pt);
    expect_unlike_keys(&list);
    tear_down(&fixture);
}

/* Theme guide lays out each picture: each cell is the step as it is drawn alone. */
static void sheets_of_theme_guide_hold_their_steps(void **state)
{
    (void)state;
    struct fixture fixture;
    struct moment moments[4];
    struct display_list list;
    size_t begun = 0, ends[4], count = 0;
    set_up(&fixture, "theme: guide\ninput: 4\nlayer: {type: Conv2d, kernel_size: 3}\n"
                     "panels: [{}, {layer: {padding: 1, stride: 2}}]\n");
    for (size_t i = 0; i < 4; i++) {
        struct picture picture;
        timeline_still_at(fixture.timeline, i, &picture);
        moments[i] = picture.moment;
    }
    const struct sheet sheet = {.columns = 2, .rows = 2, .moments = moments, .count = 4};
    drawing_draw_sheet(&fixture.drawing, &sheet, &fixture.arena, &list);
    for (size_t i = 0; i < list.count; i++) {
        begun = list.items[i].kind == ITEM_GROUP_BEGIN ? i : begun;
        if (list.items[i].kind == ITEM_GROUP_END && count < 4)
            ends[count++] = i - begun - 1;
    }
    assert_int_equal(count, 4);
    for (size_t i = 0; i < 4; i++) {
        struct display_list one;
        drawing_draw(&fixture.drawing, &moments[i], &fixture.arena, &one);
        assert_int_equal(ends[i], one.count);
    }
    tear_down(&fixture);
}

/* ---- captions ---- */

/* Lines fit between the margins, hold every word in order, and lengthen the page. */
static void captions_wrap(void **state)
{
    (void)state;
    static const char text[] =
        "input: 5\nlayer: {type: Conv2d, kernel_size: 3}\npanels: [{}]\n"
        "caption: \"a window of three by three goes over an input of five by five\"\n";
    struct fixture fixture;
    struct picture picture;
    struct display_list with;
    char joined[200] = "";
    double lowest = 0;
    set_up(&fixture, text);
    timeline_still_at(fixture.timeline, 0, &picture);
    drawing_draw(&fixture.drawing, &picture.moment, &fixture.arena, &with);
    for (size_t i = 0; i < with.count; i++) {
        const struct item *item = &with.items[i];
        if (item->kind != ITEM_TEXT || !strstr(item->key.part, "caption"))
            continue;
        double width = measure(NULL, &item->of.text.font, item->of.text.string).width;
        assert_true(width <= with.width_pt);
        assert_true(item->of.text.at.y > lowest && item->of.text.at.y < with.height_pt);
        lowest = item->of.text.at.y;
        snprintf(joined + strlen(joined), sizeof joined - strlen(joined), "%s ",
                 item->of.text.string);
    }
    assert_string_equal(joined, "a window of three by three goes over an input of five by five ");
    tear_down(&fixture);
}

/* Between its characters, but no line begins with a full stop. */
static void chinese_wraps(void **state)
{
    (void)state;
    /* "a window slides over the input.", three times */
#define SENTENCE                                                                                   \
    "\xe7\xaa\x97\xe5\x8f\xa3\xe5\x9c\xa8\xe8\xbe\x93\xe5\x85\xa5\xe4\xb8\x8a\xe6\xbb\x91\xe5\x8a" \
    "\xa8"
#define STOP "\xe3\x80\x82"
    static const char text[] = "input: 5\nlayer: {type: Conv2d, kernel_size: 3}\npanels: [{}]\n"
                               "caption: " SENTENCE STOP SENTENCE STOP SENTENCE STOP "\n";
    struct fixture fixture;
    struct picture picture;
    struct display_list list;
    size_t lines = 0, bytes = 0;
    set_up(&fixture, text);
    timeline_still_at(fixture.timeline, 0, &picture);
    drawing_draw(&fixture.drawing, &picture.moment, &fixture.arena, &list);
    for (size_t i = 0; i < list.count; i++) {
        const struct item *item = &list.items[i];
        if (item->kind != ITEM_TEXT || strcmp(item->key.part, "caption") != 0)
            continue;
        assert_true(strncmp(item->of.text.string, STOP, strlen(STOP)) != 0);
        assert_true(measure(NULL, &item->of.text.font, item->of.text.string).width <=
                    list.width_pt - 2 * fixture.scene->theme.margin_pt);
        bytes += strlen(item->of.text.string);
        lines++;
    }
    assert_true(lines > 1);
    assert_int_equal(bytes, 3 * strlen(SENTENCE STOP));
    tear_down(&fixture);
}

/* On a canvas too, where nothing else reaches. */
static void a_credit_on_a_canvas(void **state)
{
    (void)state;
    static const char *const credits[] = {
        "me",
        "a credit that is so long that it needs at least two of the lines below the drawing, "
        "and then another one, and one more, until there is hardly any room for it left over"};
    for (size_t i = 0; i < 2; i++) {
        struct fixture fixture;
        struct picture picture;
        struct display_list list;
        double top = 1e9, lowest = 0, bottom = 0;
        char text[500];
        snprintf(text, sizeof text,
                 "input: 9\nlayer: {type: Conv2d, kernel_size: 3}\ncaption: words\n"
                 "panels: [{}]\noutput: {size: 640x480}\ncredit: \"%s\"\n",
                 credits[i]);
        set_up(&fixture, text);
        drawing_fit(&fixture.drawing, 640, 480, &fixture.report);
        timeline_still_at(fixture.timeline, 0, &picture);
        drawing_draw(&fixture.drawing, &picture.moment, &fixture.arena, &list);
        for (size_t j = 0; j < list.count; j++) {
            const struct item *item = &list.items[j];
            if (item->kind != ITEM_TEXT)
                continue;
            double y = item->of.text.at.y, size = item->of.text.font.size_pt;
            if (strcmp(item->key.part, "caption") == 0)
                lowest = fmax(lowest, y); /* all else is above it */
            if (strcmp(item->key.part, "credit") != 0)
                continue;
            top = fmin(top, y - size);
            bottom = fmax(bottom, y);
        }
        assert_true(top > lowest && bottom > top && bottom < list.height_pt);
        tear_down(&fixture);
    }
}

/* Once on the page, at its right margin, below all other words. */
static void a_credit_stands_in_the_corner(void **state)
{
    (void)state;
    static const char text[] =
        "input: 5\nlayer: {type: Conv2d, kernel_size: 3}\npanels: [{}, {}]\ncaption: words\n"
        "credit: me and them\n";
    struct fixture fixture;
    struct picture picture;
    struct display_list list;
    const struct item *credit = NULL;
    double lowest = 0;
    set_up(&fixture, text);
    timeline_still_at(fixture.timeline, 0, &picture);
    drawing_draw(&fixture.drawing, &picture.moment, &fixture.arena, &list);
    for (size_t i = 0; i < list.count; i++) {
        const struct item *item = &list.items[i];
        if (item->kind == ITEM_TEXT && strcmp(item->key.part, "credit") == 0) {
            assert_null(credit);
            credit = item;
        } else if (item->kind == ITEM_TEXT) {
            lowest = fmax(lowest, item->of.text.at.y);
        }
    }
    assert_non_null(credit);
    for (const struct item *item = list.items; item < credit; item++)
        assert_null(item->key.scope); /* it stays: before what panels draw */
    assert_string_equal(credit->of.text.string, "me and them");
    double width = measure(NULL, &credit->of.text.font, credit->of.text.string).width;
    double margin = fixture.scene->theme.margin_pt;
    double end = list.width_pt - margin;
    assert_float_equal(credit->of.text.at.x + width / 2, end, 1e-9);
    assert_true(credit->of.text.at.y - credit->of.text.font.size_pt > lowest);
    assert_true(credit->of.text.at.y < list.height_pt - margin / 2);
    tear_down(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(overrides_merge_and_replace),
        cmocka_unit_test(a_stack_drives_out_the_layer),
        cmocka_unit_test(the_shorter_holds_its_last_picture),
        cmocka_unit_test(a_fraction_keeps_equal_progress),
        cmocka_unit_test(panels_stand_side_by_side),
        cmocka_unit_test(cells_of_panels_are_alike),
        cmocka_unit_test(inputs_are_on_one_line),
        cmocka_unit_test(sheets_have_columns_and_rows),
        cmocka_unit_test(sheets_of_theme_guide_hold_their_steps),
        cmocka_unit_test(captions_wrap),
        cmocka_unit_test(chinese_wraps),
        cmocka_unit_test(a_credit_stands_in_the_corner),
        cmocka_unit_test(a_credit_on_a_canvas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
