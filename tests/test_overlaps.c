/* SPDX-License-Identifier: MIT */
/* drawing: nothing is printed over anything. Random layers in every view, alone and as panels, with
 * long words, notes and indices, in every language, on any canvas and on paper: words meet no other
 * words, no cells and no lines, signs meet no cells, and nothing leaves the page. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drawing/prepare.h"
#include "random_pages.h"
#include "rounds.h"

enum { PAGES = 200 };

/* ---- what there is to meet ---- */

/* A number, a name or a sign that belongs into a cell, and the total that flies to one. */
static bool is_in_a_cell(const struct item *item)
{
    static const char *const parts[] = {".value",       ".paths",     ".weight",
                                        ".zero",        "lit.window", "lit.weights",
                                        "matrix.entry", "sum.total",  "bias.letter"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (strstr(item->key.part, parts[i]) && strcmp(item->key.part, "scale.value") != 0)
            return true;
    return false;
}

static bool is_word(const struct item *item)
{
    return item->kind == ITEM_TEXT && item->of.text.color.alpha > 0 && !is_in_a_cell(item) &&
           *item->of.text.string != '\0';
}

static bool is_line(const struct item *item)
{
    return item->kind == ITEM_PATH && item->of.path.stroke.width > 0 &&
           item->of.path.stroke.color.alpha > 0.1;
}

static bool do_meet(struct rectangle a, struct rectangle b, double touch)
{
    return a.x + a.width > b.x + touch && b.x + b.width > a.x + touch &&
           a.y + a.height > b.y + touch && b.y + b.height > a.y + touch;
}

/* Whether a line from a to b passes a box. */
static bool is_crossed(struct rectangle box, struct point a, struct point b)
{
    double from = 0, to = 1;
    const double starts[] = {a.x, a.y}, ways[] = {b.x - a.x, b.y - a.y};
    const double low[] = {box.x, box.y}, high[] = {box.x + box.width, box.y + box.height};
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

static bool does_stroke_cross(const struct path *path, struct rectangle box)
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
static size_t first_seen(const struct display_list *list, const struct item *word,
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

static void check_words_against(const struct page *page, const struct display_list *list,
                                const struct item *word)
{
    const double touch = 0.5;
    struct rectangle box = text_box(word);
    struct rectangle core = {box.x + touch, box.y + touch, box.width - 2 * touch,
                             box.height - 2 * touch};
    size_t first = first_seen(list, word, box);
    for (size_t i = 0; i < list->count; i++) {
        const struct item *other = &list->items[i];
        if (other == word)
            continue;
        if (other->kind == ITEM_TEXT && other->of.text.color.alpha > 0 &&
            do_meet(box, text_box(other), touch) && (!is_word(other) || other > word))
            fail_on(page, "meets", word, other);
        if (i >= first && core.width > 0 && is_line(other) &&
            does_stroke_cross(&other->of.path.path, core))
            fail_on(page, "is crossed by", word, other);
    }
}

static bool is_upright(const struct placed *placed)
{
    return !placed->is_hidden && plane_is_upright(&placed->map.plane);
}

/* Maps that stand upright lie beside each other. */
static void check_maps(const struct page *page, const struct panel *panel)
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
static void check_lines(const struct page *page, const struct panel *panel,
                        const struct display_list *list)
{
    static const char *const beside[] = {"dimension", "ruler", "sign"};
    const double touch = 0.5;
    for (size_t i = 0; i < list->count; i++)
        for (size_t m = 0; m < panel->map_count; m++) {
            const struct item *item = &list->items[i];
            struct rectangle map = layout_core(panel->layout, panel->maps[m].box);
            struct rectangle core = {map.x + touch, map.y + touch, map.width - 2 * touch,
                                     map.height - 2 * touch};
            if (plane_is_upright(&panel->maps[m].map.plane) && core.width > 0 && core.height > 0 &&
                is_line(item) && begins_with(item->key.part, beside, 3) &&
                does_stroke_cross(&item->of.path.path, core))
                fail_on(page, "crosses a map", item, NULL);
        }
}

/* Signs, names of layers: whatever is written outside of cells. */
static void check_signs(const struct page *page, const struct display_list *list)
{
    struct arena arena = {0};
    struct fills fills = fills_of(list, &arena);
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        struct rectangle box = item->kind == ITEM_TEXT ? text_box(item) : (struct rectangle){0};
        for (size_t f = 0; is_word(item) && !are_words(item) && f < fills.count; f++)
            for (int p = 0; is_cell(page, fills.of[f].item) &&
                            !is_part(fills.of[f].item, "layer.chip") && p < 15;
                 p++)
                if (fill_covers(&fills.of[f], (struct point){box.x + box.width * (p % 5) / 4,
                                                             box.y + box.height * (p / 5) / 2})) {
                    fail_on(page, "lies on", item, fills.of[f].item);
                    p = 15;
                }
    }
    arena_finish(&arena);
}

static void check_list(const struct page *page, const struct display_list *list)
{
    check_inside(page, list);
    check_words(page, list);
    check_signs(page, list);
    const struct prepared *prepared = page->drawing.prepared; /* theme guide's has none */
    for (size_t i = 0; prepared && i < prepared->panel_count; i++) {
        check_maps(page, &prepared->panels[i]);
        check_lines(page, &prepared->panels[i], list);
    }
    for (size_t i = 0; i < list->count; i++)
        if (is_word(&list->items[i]))
            check_words_against(page, list, &list->items[i]);
}

static void draw_step(struct page *page, size_t step, double progress, struct display_list *out)
{
    struct moment moment = {.part_count = page->count};
    struct display_list list;
    for (size_t i = 0; i < page->count; i++) {
        const struct scene *scene = page->count > 1 ? page->scene->panels[i] : page->scene;
        size_t steps = simulation_order_count(page->simulations[i], scene->order.value);
        moment.parts[i].step = step < steps ? step : steps - 1;
        if (moment.parts[i].step + 1 < steps)
            moment.parts[i].progress = progress;
    }
    drawing_draw(&page->drawing, &moment, &page->arena, &list);
    display_list_copy(&list, &page->arena, out);
    settle_groups(out);
}

/* False: its view refuses its layer. */
static bool check_page(struct page *page, size_t step, double progress)
{
    bool is_drawn = try_page(page);
    if (is_drawn) {
        struct display_list list;
        draw_step(page, step, progress, &list);
        check_list(page, &list);
    }
    tear_down_page(page);
    return is_drawn;
}

static bool check_random_page(uint64_t number)
{
    struct buffer text = {0};
    struct page page;
    uint64_t seed = number * 0x9e3779b97f4a7c15u; /* neighbours differ in all bits */
    size_t faults = fault_count;
    pick_page(&seed, &text, &page);
    size_t step = (size_t)pick(&seed, 0, 12);
    bool is_drawn = check_page(&page, step, pick(&seed, 0, 2) == 0 ? 0.3 : 0);
    if (fault_count > faults)
        printf("%s(page %llu, step %zu)\n\n", text.bytes, (unsigned long long)number, step);
    buffer_finish(&text);
    return is_drawn;
}

/* What was wrong once. */
static void nothing_is_printed_over_anything_again(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t width, height, step;
        double progress;
    } pages[] = {
        {"input: [12, 9, 7]\nlayer: {type: Conv2d, kernel_size: 3, out_channels: 8}\n"
         "view: channels\nshow: {indices: true, ruler: true}\n",
         1920, 1080, 3, 0},
        {"input: {size: [6, 5], random: {seed: 12, low: -20, high: 20}}\nview: im2col\n"
         "layer: {type: Conv2d, kernel_size: 1, padding: 1}\nshow: {values: symbols}\n"
         "language: de\n",
         1920, 1080, 4, 0},
        {"input: 4\nlayer: {type: ConvTranspose2d, kernel_size: 2, stride: 2}\nlanguage: de\n"
         "title: Convolution\nshow: {sum: false}\n",
         1280, 720, 4, 0},
        {"input: {size: [5, 3, 5], random: {seed: 90, low: -1, high: 1, decimals: 2}}\n"
         "layer: {type: Conv2d, kernel_size: [1, 2], padding: same, out_channels: 2}\n"
         "gradient: kernel\noutput_gradient: {random: {seed: 1, low: -9}}\nlanguage: pt\n",
         1080, 1080, 8, 0},
        {"input: {size: [5, 3, 5], random: {seed: 64, low: -1, high: 1, decimals: 2}}\n"
         "layer: {type: Conv2d, kernel_size: 3, stride: 2, out_channels: 2}\nview: channels\n"
         "theme: print\nlanguage: pt\ntitle: Convolution\n",
         1080, 1920, 1, 0.3},
        {"input: 4\nlayer: {type: ConvTranspose2d, kernel_size: 2, stride: 3, padding: 1}\n"
         "show: {ruler: true, indices: true}\n",
         1920, 1080, 12, 0},
        {"input: [5, 7]\nlayer: {type: Conv2d, kernel_size: 2, padding: same}\nview: kernel\n"
         "language: pt\n",
         240, 240, 10, 0},
        {"input: 7\nlayer: {type: Conv1d, kernel_size: 1, padding: half, dilation: 2}\n"
         "view: im2col\nshow: {indices: true}\n",
         240, 240, 6, 0},
        {"input: {size: [5, 6], random: {seed: 38, low: -20, high: 20}}\nview: stacked\n"
         "layer: {type: Conv2d, kernel_size: 1, padding: 1, dilation: 2}\n"
         "names: {output: edges, kernel: a learned filter}\n"
         "show: {indices: true, values: symbols}\n",
         1920, 1080, 10, 0},
        {"input: {size: [5, 4], random: {seed: 82, low: -1, high: 1, decimals: 2}}\n"
         "layer: {type: Conv2d, kernel_size: [2, 1], padding: 1, stride: 2}\nview: stacked\n"
         "names: {input: x, output: edges}\nshow: {indices: true, values: symbols}\n"
         "language: de\n",
         1080, 1920, 1, 0},
        {"input: {size: [2, 4, 4], random: {seed: 68, low: -20, high: 20}}\n"
         "layer: {type: AvgPool2d, kernel_size: 2, stride: 1}\ntitle: Convolution\n"
         "names: {input: a photograph of a garden in the early morning light, output: y}\n"
         "show: {ruler: true, indices: true}\nlanguage: fr\n",
         320, 180, 1, 0},
        {"language: zh\ncredit: A lecturer, 2024\ntitle: Every number of a map is a sum of "
         "products, and which ones they are is what this shows\npanels:\n"
         "  - input: [15, 16, 16]\n    layers:\n"
         "      - {type: Conv2d, kernel_size: 3, padding: 1, out_channels: 15, name: n0}\n"
         "      - {type: Conv2d, kernel_size: 3, padding: 1, out_channels: 15, name: n1}\n"
         "      - {type: Conv2d, kernel_size: 3, padding: 1, out_channels: 15, name: n2}\n"
         "      - {type: Add, from: [n1, n2]}\n"
         "      - {type: Conv2d, kernel_size: 3, padding: 1, out_channels: 15, name: n3}\n"
         "      - {type: Conv2d, kernel_size: 3, padding: 1, out_channels: 15, name: n4}\n"
         "  - input: [4, 3]\n    layer: {type: ConvTranspose2d, kernel_size: 3, stride: 3, "
         "padding: 1, padding_mode: circular}\n",
         480, 270, 7, 0},
        {"input: {size: [3, 5, 3], random: {seed: 45, low: -20, high: 20}}\nview: heat\n"
         "layer: {type: Conv2d, kernel_size: 3, padding: half, out_channels: 2}\nbias: -2\n"
         "names: {input: [red, green, a name of a channel]}\nshow: all\nlanguage: fr\n",
         854, 480, 3, 0},
        {"input: {size: [4, 6], random: {seed: 78, high: 100000}}\nlayer: {type: SiLU}\n", 240, 240,
         11, 0},
        {"input: 13\nlayer: {type: Conv1d, kernel_size: 3, padding: causal}\nview: products\n"
         "show: {dimensions: false}\n",
         0, 0, 0, 0},
        {"theme: print\nlanguage: zh\ntitle: Convolution\ninput: [6, 7]\n"
         "layer: {type: Conv2d, kernel_size: [1, 2], padding: half}\n",
         1080, 1080, 10, 0},
        {"theme: dark\nlanguage: zh\ntitle: Convolution\ninput: [4, 4]\n"
         "layer: {type: ConvTranspose2d, kernel_size: 4, stride: 3, padding: 1, "
         "padding_mode: circular}\nshow: {kernel: false}\n",
         1920, 1080, 1, 0},
        {"theme: print\nlanguage: de\ninput: [14]\nview: line\n"
         "layer: {type: Conv1d, kernel_size: 4, dilation: 2, padding: causal}\n"
         "names: {input: image, output: y}\nshow: {output: all}\n",
         1080, 1080, 4, 0},
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct page page = {
            .text = pages[i].text, .width = pages[i].width, .height = pages[i].height};
        assert_true(check_page(&page, pages[i].step, pages[i].progress));
    }
}

static void nothing_is_printed_over_anything(void **state)
{
    (void)state;
    int drawn = 0;
    uint64_t last = (uint64_t)rounds(PAGES);
    for (uint64_t page = 1; page <= last; page++)
        drawn += check_random_page(page);
    assert_true(drawn > (int)last * 2 / 3);
}

/* Without arguments a few pages; with two of them so many, from a first one on, of which all faults
 * are told. */
int main(int count, char **arguments)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_is_printed_over_anything),
                                       cmocka_unit_test(nothing_is_printed_over_anything_again)};
    if (count < 3)
        return cmocka_run_group_tests(tests, NULL, NULL);
    uint64_t first = strtoull(arguments[1], NULL, 10);
    is_telling_faults = true;
    for (uint64_t page = first; page < first + strtoull(arguments[2], NULL, 10); page++)
        check_random_page(page);
    printf("%zu faults\n", fault_count);
    return fault_count > 0;
}
