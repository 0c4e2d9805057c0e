/* SPDX-License-Identifier: MIT */
/* drawing: on any canvas, of any view, panels or sheet, words lie on no words and on no cells,
 * nothing is outside the page, and windows and current cells have one stroke. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

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

static void set_up_page(struct page *page)
{
    report_init(&page->report, "test.yaml");
    page->scene = scene_parse(page->text, strlen(page->text), "test.yaml", NULL, &page->report);
    if (page->report.error_count > 0)
        fail_msg("%s\n%s", page->text, page->report.problems[0].text);
    size_t panels = page->scene->panel_count;
    page->count = panels > 0 ? panels : 1;
    for (size_t i = 0; i < page->count; i++) {
        page->simulations[i] =
            simulation_create(panels > 0 ? page->scene->panels[i] : page->scene, &page->report);
        if (!page->simulations[i])
            fail_msg("%s\n%s", page->text, page->report.problems[0].text);
    }
    if (!drawing_init(&page->drawing, page->scene,
                      (const struct simulation *const *)page->simulations, &ruler, &page->report))
        fail_msg("%s\n%s", page->text, page->report.problems[0].text);
    if (page->is_paper)
        drawing_fit_paper(&page->drawing, 1, (double)page->width, (double)page->height,
                          &page->report);
    else
        drawing_fit(&page->drawing, page->width, page->height, &page->report);
}

static void tear_down_page(struct page *page)
{
    drawing_finish(&page->drawing);
    for (size_t i = 0; i < page->count; i++)
        simulation_destroy(page->simulations[i]);
    scene_destroy(page->scene);
    report_finish(&page->report);
    arena_finish(&page->arena);
}

/* ---- words ---- */

static bool are_words(const struct item *item)
{
    return is_words(item) ||
           (item->kind == ITEM_TEXT && (is_part(item, "note.words") || is_part(item, "credit")));
}

/* A total on its way to its cell is no word that stands somewhere. */
static bool is_cell(const struct page *page, const struct item *item)
{
    static const enum theme_color cells[] = {COLOR_INPUT, COLOR_OUTPUT, COLOR_KERNEL, COLOR_NOW};
    const struct theme *theme = &page->scene->theme;
    if (item->kind != ITEM_PATH || item->of.path.fill.alpha < 0.3 ||
        strncmp(item->key.part, "legend", 6) == 0 || strncmp(item->key.part, "links", 5) == 0)
        return false;
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        if (is_ink(item->of.path.fill, theme->color[cells[i]]))
            return true;
    return false;
}

static void fail_on(const struct page *page, const char *what, const struct item *a,
                    const struct item *b)
{
    fail_msg("%son %zu x %zu%s: '%s' of %s %s %s", page->text, page->width, page->height,
             page->is_paper ? " points" : "", a->kind == ITEM_TEXT ? a->of.text.string : "",
             a->key.part, what, b ? b->key.part : "");
}

static void check_words(const struct page *page, const struct display_list *list)
{
    struct arena arena = {0};
    struct fills fills = fills_of(list, &arena);
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (!are_words(item))
            continue;
        struct rectangle box = text_box(item);
        for (int p = 0; p < 15; p++) {
            struct point at = {box.x + box.width * (p % 5) / 4, box.y + box.height * (p / 5) / 2};
            for (size_t f = 0; f < fills.count; f++)
                if (is_cell(page, fills.of[f].item) && fill_covers(&fills.of[f], at))
                    fail_on(page, "lies on", item, fills.of[f].item);
        }
    }
    arena_finish(&arena);
    const double touch = 0.5;
    for (size_t i = 0; i < list->count; i++)
        for (size_t j = 0; are_words(&list->items[i]) && j < list->count; j++) {
            const struct item *a = &list->items[i], *b = &list->items[j];
            if (j == i || b->kind != ITEM_TEXT || (are_words(b) && j > i))
                continue;
            struct rectangle p = text_box(a), q = text_box(b);
            if (p.x + p.width > q.x + touch && q.x + q.width > p.x + touch &&
                p.y + p.height > q.y + touch && q.y + q.height > p.y + touch)
                fail_on(page, "meets", a, b);
        }
}

static void check_inside(const struct page *page, const struct display_list *list)
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

/* ---- strokes ---- */

static bool ends_with(const char *text, size_t length, const char *end)
{
    size_t count = strlen(end);
    return length >= count && strncmp(text + length - count, end, count) == 0;
}

/* The outline of a window or of a current cell, whatever the view calls it. */
static bool is_frame(const struct item *item)
{
    static const char *const ends[] = {".edge",       ".now",     "now.cell",
                                       "window.line", "now.line", "window.cuboid"};
    static const char *const others[] = {"scale.edge", "stamp.edge"};
    const char *part = item->key.part;
    size_t length = strlen(part);
    if (item->kind != ITEM_PATH || begins_with(part, others, 2))
        return false;
    if (ends_with(part, length, ".next"))
        length -= strlen(".next");
    if (ends_with(part, length, ".now.line") || ends_with(part, length, ".cell.line"))
        length -= strlen(".line"); /* a pattern stands between fill and stroke */
    else if (item->of.path.fill.alpha > 0 && item->of.path.stroke.width <= 0)
        return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ends_with(part, length, ends[i]))
            return true;
    return false;
}

/* As wide as the theme has it, and never thinner than other lines. */
static void check_frames(const struct page *page, const struct display_list *list)
{
    double thick = page->scene->theme.thick_pt, window = page->scene->theme.window_pt;
    double share = fmax(window, thick) / thick, base = 0, frame = -1;
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (is_part(item, "input.units") || is_part(item, "output.cells") ||
            is_part(item, "map.units") || is_part(item, "output.lines"))
            base = fmax(base, item->of.path.stroke.width);
        if (!is_frame(item))
            continue;
        if (frame >= 0 && fabs(frame - item->of.path.stroke.width) > 1e-6)
            fail_on(page, "has another stroke than other frames", item, NULL);
        frame = item->of.path.stroke.width;
    }
    if (frame < 0)
        fail_msg("%son %zu x %zu: no frame", page->text, page->width, page->height);
    if (base > 0 && fabs(frame / base - share) > 0.01)
        fail_msg("%son %zu x %zu: frames are %g as wide as lines, not %g", page->text, page->width,
                 page->height, frame / base, share);
}

/* ---- random pages ---- */

static const char *const layers[] = {
    "input: {size: [5, 6], random: {seed: 3, low: -20, high: 20}}\n"
    "layer: {type: Conv2d, kernel_size: 3, stride: 2, padding: 1}\nview: flat\n",
    "input: [4, 9]\nlayer: {type: Conv2d, kernel_size: [3, 2], dilation: [1, 2]}\nview: stacked\n",
    "input: [7, 7]\nlayer: {type: MaxPool2d, kernel_size: 4}\nview: stacked\n",
    "input: {size: [2, 4, 4], random: {seed: 3, low: -20, high: 20}}\nbias: 2\n"
    "layer: {type: Conv2d, kernel_size: 2, out_channels: 2}\nview: channels\n",
    "input: {size: [2, 4, 5], random: {seed: 3, high: 9}}\n"
    "layer: {type: Conv2d, kernel_size: 2, out_channels: 2}\nview: heat\n",
    "input: [3, 4, 3]\nlayer: {type: Conv3d, kernel_size: 2, padding: 1}\n",
    "input: {size: [2, 9], random: {seed: 3, low: -20, high: 20}}\n"
    "layer: {type: Conv1d, kernel_size: 3, dilation: 2, padding: 2}\n",
    "input: 14\nlayers: [{type: Conv1d, kernel_size: 3}, {type: Conv1d, kernel_size: 3, "
    "dilation: 2}]\n",
    "input: [8, 8]\nlayers: [{type: Conv2d, kernel_size: 3}, {type: MaxPool2d, kernel_size: 2}]\n",
    "input: [3, 3]\nlayer: {type: Conv2d, kernel_size: 2, padding: 1}\nview: matrix\n",
    "input: {size: [3, 3], random: {seed: 3, high: 9}}\n"
    "layer: {type: Conv2d, kernel_size: 2}\nview: im2col\n",
    "input: {size: [2, 3], random: {seed: 3, high: 9}}\n"
    "layer: {type: ConvTranspose2d, kernel_size: 3, stride: 2, padding: 1}\norder: input\n",
    "input: [6, 6]\nlayer: {type: Conv2d, kernel_size: 2, stride: 2, padding: 1}\n"
    "view: subsampling\n",
    "input: [6, 6]\nlayer: {type: Conv2d, kernel_size: 2, stride: 3}\nview: positions\n",
    "input: {size: [4, 4], random: {seed: 3, high: 9}}\n"
    "layer: {type: Unfold, kernel_size: 2, stride: 2, padding: 1}\n",
};
enum { LAYERS = sizeof layers / sizeof *layers };

static const size_t canvases[][2] = {{0, 0},       {320, 180},   {640, 360},   {1280, 720},
                                     {1920, 1080}, {3840, 2160}, {1080, 1920}, {1080, 1080},
                                     {800, 600},   {2400, 500}};
enum { CANVASES = sizeof canvases / sizeof *canvases };

static void pick_words(uint64_t *seed, char *text, size_t room)
{
    static const char *const strokes[] = {"", "0", "1", "2.2", "4"};
    const char *window = strokes[pick(seed, 0, 4)];
    size_t length = (size_t)snprintf(
        text, room, *window ? "theme: {from: %s, strokes: {window: %s}}\n" : "theme: %s\n",
        pick_theme(seed), window);
    if (pick(seed, 0, 1))
        length +=
            (size_t)snprintf(text + length, room - length, "title: Convolution, step by step\n");
    if (pick(seed, 0, 2) == 0)
        length += (size_t)snprintf(text + length, room - length,
                                   "caption: Where each of the numbers comes from\n");
    if (pick(seed, 0, 2) == 0)
        length += (size_t)snprintf(text + length, room - length, "credit: A lecturer, 2024\n");
    if (pick(seed, 0, 2) == 0)
        snprintf(text + length, room - length,
                 "names: {input: a photograph of a garden, output: all its edges}\n");
}

static void pick_canvas(uint64_t *seed, struct page *page)
{
    page->is_paper = pick(seed, 0, 4) == 0;
    int n = pick(seed, 0, CANVASES - 1);
    page->width = page->is_paper ? (pick(seed, 0, 1) ? 249 : 482) : canvases[n][0];
    page->height = page->is_paper ? (pick(seed, 0, 1) ? 0 : 300) : canvases[n][1];
}

static void check_page(struct page *page, uint64_t *seed, size_t step)
{
    struct moment moment = {.part_count = page->count};
    struct display_list list, copy;
    for (size_t i = 0; i < page->count; i++) {
        const struct scene *scene = page->count > 1 ? page->scene->panels[i] : page->scene;
        size_t steps = simulation_order_count(page->simulations[i], scene->order.value);
        moment.parts[i].step = step < steps ? step : steps - 1;
        if (moment.parts[i].step + 1 < steps && pick(seed, 0, 2) == 0)
            moment.parts[i].progress = 0.3;
    }
    drawing_draw(&page->drawing, &moment, &page->arena, &list);
    display_list_copy(&list, &page->arena, &copy);
    settle_groups(&copy);
    check_inside(page, &copy);
    check_words(page, &copy);
    check_frames(page, &copy);
}

static void one_scene_on_any_canvas(void **state)
{
    (void)state;
    uint64_t seed = 8;
    for (int round = 0; round < 150; round++) {
        char text[1200] = "";
        struct page page = {.text = text};
        pick_words(&seed, text, sizeof text);
        strcat(text, layers[round % LAYERS]);
        if (pick(&seed, 0, 2) == 0)
            strcat(text, strstr(text, "layers:") ? ""
                         : strstr(text, "Conv3d")
                             ? "notes: [{text: a corner, at: {input: [0, 0, 0]}}]\n"
                             : "");
        pick_canvas(&seed, &page);
        set_up_page(&page);
        check_page(&page, &seed, 0);
        check_page(&page, &seed, (size_t)pick(&seed, 0, 40));
        tear_down_page(&page);
    }
}

/* Two or three layers side by side; the strokes are those of the whole page. */
static void panels_on_any_canvas(void **state)
{
    (void)state;
    uint64_t seed = 18;
    for (int round = 0; round < 40; round++) {
        char text[3000] = "";
        struct page page = {.text = text};
        pick_words(&seed, text, sizeof text);
        strcat(text, "panels:\n");
        int count = pick(&seed, 2, 3);
        for (int i = 0; i < count; i++) {
            char lines[600];
            snprintf(lines, sizeof lines, "%s", layers[pick(&seed, 0, LAYERS - 1)]);
            char *line = strtok(lines, "\n");
            for (int n = 0; line; n++, line = strtok(NULL, "\n"))
                if (strncmp(line, "order", 5) != 0) /* a panel has none of its own */
                    strcat(strcat(strcat(text, n == 0 ? "  - " : "    "), line), "\n");
            if (pick(&seed, 0, 1))
                strcat(text, "    caption: a panel of its own\n");
        }
        pick_canvas(&seed, &page);
        set_up_page(&page);
        check_page(&page, &seed, (size_t)pick(&seed, 0, 12));
        tear_down_page(&page);
    }
}

/* Notes point at cells of every map, and stand below. */
static void notes_on_any_canvas(void **state)
{
    (void)state;
    uint64_t seed = 28;
    for (int round = 0; round < 40; round++) {
        char text[1200] = "";
        struct page page = {.text = text};
        pick_words(&seed, text, sizeof text);
        snprintf(text + strlen(text), sizeof text - strlen(text),
                 "view: %s\ninput: {size: [5, 5], random: {seed: 3, high: 9}}\n"
                 "layer: {type: Conv2d, kernel_size: 2, padding: 1}\n"
                 "notes: [{text: the first unit, at: {input: [%d, %d]}}, "
                 "{text: what comes out of it, at: {output: [%d, %d]}}]\n",
                 pick(&seed, 0, 1) ? "flat" : "stacked", pick(&seed, 0, 4), pick(&seed, 0, 4),
                 pick(&seed, 0, 5), pick(&seed, 0, 5));
        pick_canvas(&seed, &page);
        set_up_page(&page);
        check_page(&page, &seed, (size_t)pick(&seed, 0, 35));
        tear_down_page(&page);
    }
}

/* A sheet has as many columns and rows as it is asked for, in reading order. */
static void sheets_are_in_reading_order(void **state)
{
    (void)state;
    uint64_t seed = 38;
    for (int round = 0; round < 30; round++) {
        struct moment moments[12] = {{0}};
        struct page page = {.text = layers[round % LAYERS]};
        size_t columns = (size_t)pick(&seed, 1, 4), rows = (size_t)pick(&seed, 1, 3);
        struct sheet sheet = {columns, rows, moments, columns * rows, pick(&seed, 0, 1)};
        struct display_list list, copy;
        for (size_t i = 0; i < sheet.count; i++)
            moments[i] = (struct moment){.part_count = 1, .parts = {{.step = i % 2}}};
        set_up_page(&page);
        drawing_draw_sheet(&page.drawing, &sheet, &page.arena, &list);
        display_list_copy(&list, &page.arena, &copy);
        settle_groups(&copy);
        check_inside(&page, &copy);
        check_words(&page, &copy);
        for (size_t i = 0; i < sheet.count; i++) { /* each cell has a group of its own */
            struct rectangle cell = {list.width_pt * (double)(i % columns) / (double)columns,
                                     list.height_pt * (double)(i / columns) / (double)rows,
                                     list.width_pt / (double)columns,
                                     list.height_pt / (double)rows};
            size_t inside = 0;
            for (size_t n = 0; n < copy.count; n++) {
                const struct item *item = &copy.items[n];
                if (item->kind != ITEM_PATH || item->of.path.path.point_count == 0)
                    continue;
                struct rectangle box = path_box(&item->of.path.path);
                double x = box.x + box.width / 2, y = box.y + box.height / 2;
                inside +=
                    x > cell.x && x < cell.x + cell.width && y > cell.y && y < cell.y + cell.height;
            }
            assert_true(inside > 0);
        }
        tear_down_page(&page);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_scene_on_any_canvas),
        cmocka_unit_test(panels_on_any_canvas),
        cmocka_unit_test(notes_on_any_canvas),
        cmocka_unit_test(sheets_are_in_reading_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
