/* SPDX-License-Identifier: MIT */
/* drawing: on any canvas, of any view, panels or sheet, words lie on no words and on no cells,
 * nothing is outside the page, and windows and current cells have one stroke. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pages.h"
#include "rounds.h"

/* ---- marks ---- */

/* The words of a text in the order of the page, those in italics in capitals. */
static void read_words(const struct display_list *list, const char *part, struct buffer *out)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind != ITEM_TEXT || !is_part(item, part))
            continue;
        for (const char *at = item->of.text.string; *at; at++)
            buffer_format(out, "%c", item->of.text.font.is_italic && *at >= 'a' ? *at - 32 : *at);
        buffer_format(out, " ");
    }
}

/* However a caption or a credit is broken, its words are there in their order, and those are in
 * italics that stand between marks. */
static void emphasis_is_in_italics(void **state)
{
    (void)state;
    uint64_t seed = 5;
    for (int round = 0; round < 60; round++) {
        static const char *const keys[] = {"caption", "credit"};
        struct fixture fixture;
        struct buffer text = {0}, shown = {0}, wanted = {0};
        bool is_open = false;
        const char *key = keys[round % 2];
        buffer_format(&text, "input: 4\nlayer: {type: ReLU}\n%s: \"", key);
        for (int words = pick(&seed, 3, 30), i = 0; i < words; i++) {
            int letter = pick(&seed, 'a', 'y'), length = pick(&seed, 1, 9);
            bool begins = pick(&seed, 0, 2) == 0 && !is_open;
            bool ends = (begins || is_open) && (pick(&seed, 0, 2) == 0 || i + 1 == words);
            is_open = (is_open || begins);
            buffer_format(&text, i ? " %s" : "%s", begins ? "*" : "");
            for (int n = 0; n < length; n++) {
                buffer_format(&text, "%c", letter);
                buffer_format(&wanted, "%c", is_open ? letter - 32 : letter);
            }
            buffer_format(&text, "%s", ends ? "*" : "");
            buffer_format(&wanted, " ");
            is_open = is_open && !ends;
        }
        buffer_format(&text, "\"\n");
        assert_true(set_up(&fixture, text.bytes));
        drawing_fit(&fixture.drawing, 640, 360, &fixture.report);
        struct display_list list = draw(&fixture, 0, 0);
        read_words(&list, key, &shown);
        assert_string_equal(shown.bytes, wanted.bytes);
        buffer_finish(&text);
        buffer_finish(&shown);
        buffer_finish(&wanted);
        tear_down(&fixture);
    }
}

/* Wherever a caption is broken, it is never within "16 × 16". */
static void sizes_are_not_broken(void **state)
{
    (void)state;
    for (size_t before = 0; before < 40; before++) {
        struct fixture fixture;
        char text[400];
        size_t sizes = 0, lines = 0;
        snprintf(
            text, sizeof text,
            "input: 4\nlayer: {type: ReLU}\ncaption: \"%.*s one unit sees 16 × 16 × 3 units of "
            "the input, and all of them see the 32 × 32 × 3 units that there are\"\n",
            (int)before, "aa bbb cccc ddddd eeeeee fffffff gggggggg hhhhhh");
        assert_true(set_up(&fixture, text));
        drawing_fit(&fixture.drawing, 300, 400, &fixture.report);
        struct display_list list = draw(&fixture, 0, 0);
        for (size_t i = 0; i < list.count; i++)
            if (is_part(&list.items[i], "caption")) {
                const char *line = list.items[i].of.text.string;
                lines++;
                sizes += strstr(line, "16 × 16 × 3") != NULL;
                sizes += strstr(line, "32 × 32 × 3") != NULL;
            }
        assert_true(lines > 2);
        assert_int_equal(sizes, 2);
        tear_down(&fixture);
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
    for (int round = 0; round < rounds(150); round++) {
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
    for (int round = 0; round < rounds(40); round++) {
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
    for (int round = 0; round < rounds(40); round++) {
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
    for (int round = 0; round < rounds(30); round++) {
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

/* ---- layers of a stack ---- */

/* Where the first text of a part and a channel is, in its middle; y is -1: it is not there. */
static struct point middle_of(const struct display_list *list, const char *part, int channel)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind != ITEM_TEXT || !is_part(item, part) || item->key.channel != channel)
            continue;
        struct rectangle box = text_box(item);
        return (struct point){box.x + box.width / 2, box.y + box.height / 2};
    }
    return (struct point){0, -1};
}

/* Between the names of the maps that it reads and gives, or, of planes side by side, below the name
 * of the one that it reads; of those only that the scene names. */
static void check_layers(const struct page *page, const struct display_list *list, int count)
{
    bool is_told = middle_of(list, "layer.name", 1).y >= 0;
    for (int i = 1; i <= count; i++) {
        struct point layer = middle_of(list, "layer.name", i);
        struct point below = middle_of(list, "label.input", i == 1 ? -1 : i - 1);
        struct point above =
            i == count ? middle_of(list, "label.output", -1) : middle_of(list, "label.input", i);
        bool is_between = layer.y > above.y && layer.y < below.y;
        bool is_beneath =
            layer.y > below.y && fabs(layer.x - below.x) < fabs(layer.x - above.x) / 2;
        if ((layer.y >= 0) != is_told || below.y < 0 || above.y < 0 ||
            (is_told && !is_between && !is_beneath))
            fail_msg("%son %zu x %zu: layer %d is not at its maps", page->text, page->width,
                     page->height, i);
    }
    bool has_header = false;
    for (size_t i = 0; i < list->count; i++)
        has_header |= list->items[i].kind == ITEM_TEXT && is_part(&list->items[i], "header") &&
                      strstr(list->items[i].of.text.string, "kernel");
    if (has_header == is_told)
        fail_msg("%son %zu x %zu: layers are told %s", page->text, page->width, page->height,
                 is_told ? "twice" : "nowhere");
}

static void layers_of_a_stack_are_at_its_maps(void **state)
{
    (void)state;
    uint64_t seed = 48;
    for (int round = 0; round < 24; round++) {
        char text[1200];
        int axes = pick(&seed, 1, 2), count = pick(&seed, 2, 5);
        int length = snprintf(text, sizeof text, "input: %s\nview: stack\nlayers:\n",
                              axes == 1 ? "24" : "[20, 18]");
        for (int i = 0; i < count; i++)
            length += snprintf(text + length, sizeof text - (size_t)length,
                               "  - {type: Conv%dd, kernel_size: %d, padding: %s, name: own%d}\n",
                               axes, pick(&seed, 2, 3), pick(&seed, 0, 1) ? "same" : "0", i);
        struct page page = {.text = text};
        const size_t *canvas = canvases[pick(&seed, 2, 7)];
        page.width = canvas[0];
        page.height = canvas[1];
        set_up_page(&page);
        struct moment moment = {.part_count = 1};
        struct display_list list, copy;
        drawing_draw(&page.drawing, &moment, &page.arena, &list);
        display_list_copy(&list, &page.arena, &copy);
        settle_groups(&copy);
        check_layers(&page, &copy, count);
        check_words(&page, &copy);
        tear_down_page(&page);
    }
}

/* Each map of a gradient is told by the size of what it holds; a filter by what it reads. */
static void maps_of_gradients_have_their_sizes(void **state)
{
    (void)state;
    static const struct {
        const char *gradient, *labels[3];
    } cases[] = {
        {"input",
         {"3 \xc3\x97 4 \xc3\x97 4", "3 \xc3\x97 2 \xc3\x97 2", "2 \xc3\x97 5 \xc3\x97 5"}},
        {"kernel",
         {"2 \xc3\x97 5 \xc3\x97 5", "3 \xc3\x97 4 \xc3\x97 4",
          "3 \xc3\x97 2 \xc3\x97 2 \xc3\x97 2"}}};
    static const char *const parts[] = {"label.input", "label.kernel", "label.output"};
    for (size_t n = 0; n < 2; n++) {
        char text[200];
        snprintf(text, sizeof text,
                 "input: [2, 5, 5]\nlayer: {type: Conv2d, kernel_size: 2, out_channels: 3}\n"
                 "view: channels\ngradient: %s\n",
                 cases[n].gradient);
        struct page page = {.text = text, .width = 1920, .height = 1080};
        set_up_page(&page);
        struct moment moment = {.part_count = 1};
        struct display_list list;
        drawing_draw(&page.drawing, &moment, &page.arena, &list);
        for (int map = 0; map < 3; map++) {
            bool is_told = false;
            for (size_t i = 0; i < list.count; i++)
                is_told |= list.items[i].kind == ITEM_TEXT && is_part(&list.items[i], parts[map]) &&
                           strcmp(list.items[i].of.text.string, cases[n].labels[map]) == 0;
            if (!is_told)
                fail_msg("%s%s does not say %s", text, parts[map], cases[n].labels[map]);
        }
        tear_down_page(&page);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(emphasis_is_in_italics),
        cmocka_unit_test(sizes_are_not_broken),
        cmocka_unit_test(one_scene_on_any_canvas),
        cmocka_unit_test(panels_on_any_canvas),
        cmocka_unit_test(notes_on_any_canvas),
        cmocka_unit_test(layers_of_a_stack_are_at_its_maps),
        cmocka_unit_test(sheets_are_in_reading_order),
        cmocka_unit_test(maps_of_gradients_have_their_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
