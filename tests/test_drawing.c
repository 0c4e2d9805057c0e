/* SPDX-License-Identifier: MIT */
/* drawing: the guide's page sizes and projection, and what must hold for any layer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "drawing/map/colormap.h"
#include "drawing_fixture.h"
#include "rounds.h"

#define VALUES "input: {values: [[3, 3, 2, 1], [0, 0, 1, 3], [3, 1, 2, 2], [2, 0, 0, 2]]}\n"
#define KERNEL "kernel: {values: [[0, 1], [2, -2]]}\n"

/* ---- the guide's pages ---- */

struct page {
    const char *name;
    double width, height;
    double last_height; /* of the last step's page; 0: the same */
};

/* From the guide's own PDFs, in points. */
static const struct page pages[] = {
    {"no_padding_no_strides", 117.100, 124.187, 0},
    {"no_padding_no_strides_transposed", 165.289, 185.132, 0},
    {"arbitrary_padding_no_strides", 237.573, 260.250, 0},
    {"arbitrary_padding_no_strides_transposed", 213.478, 229.777, 0},
    {"same_padding_no_strides", 189.384, 215.604, 0},
    {"same_padding_no_strides_transposed", 189.384, 215.604, 0},
    {"full_padding_no_strides", 237.573, 276.549, 0},
    {"full_padding_no_strides_transposed", 189.384, 215.604, 0},
    {"no_padding_strides", 141.195, 138.360, 0},
    {"no_padding_strides_transposed", 189.384, 215.604, 0},
    {"padding_strides", 189.384, 183.006, 0},
    {"padding_strides_transposed", 189.384, 215.604, 0},
    {"padding_strides_odd", 213.478, 197.179, 0},
    {"padding_strides_odd_transposed", 213.478, 246.077, 0},
    {"dilation", 189.384, 183.006, 0},
    {"matrix_c", 473.826, 67.746, 0},
    {"numerical_no_padding_no_strides", 161.658, 104.965, 109.217},
    {"numerical_padding_strides", 190.004, 133.311, 137.563},
    {"numerical_average_pooling", 161.658, 104.965, 0},
    {"numerical_max_pooling", 161.658, 104.965, 0},
};

static void test_pages_of_the_guide(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        char path[256];
        snprintf(path, sizeof path, "scenes/guide/%s.yaml", pages[i].name);
        struct buffer text = {0};
        read_file(path, &text);
        struct fixture fixture;
        assert_true(set_up(&fixture, text.bytes));
        struct display_list first = draw(&fixture, 0, 0);
        struct display_list last = draw(&fixture, fixture.simulation->step_count - 1, 0);
        double last_height = pages[i].last_height > 0 ? pages[i].last_height : pages[i].height;
        bool is_alike = fabs(first.width_pt - pages[i].width) < 0.0015 &&
                        fabs(first.height_pt - pages[i].height) < 0.0015 &&
                        fabs(last.height_pt - last_height) < 0.0015;
        if (!is_alike)
            fail_msg("%s: %.3f x %.3f, then %.3f", pages[i].name, first.width_pt, first.height_pt,
                     last.height_pt);
        buffer_finish(&text);
        tear_down(&fixture);
    }
}

/* ---- what holds for any layer ---- */

static int pick(uint64_t *seed, int low, int high)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return low + (int)((*seed >> 33) % (uint64_t)(high - low + 1));
}

static void make_scene(uint64_t *seed, char *text, size_t room)
{
    static const char *const themes[] = {"guide", "light", "dark", "print"};
    static const char *const views[] = {"stacked", "flat"};
    static const char *const types[] = {"Conv2d", "ConvTranspose2d", "MaxPool2d"};
    const char *type = types[pick(seed, 0, 2)], *theme = themes[pick(seed, 0, 3)];
    const char *view = views[pick(seed, 0, 1)];
    int rows = pick(seed, 5, 9), columns = pick(seed, 5, 9), stride = pick(seed, 1, 3);
    bool is_pool = strcmp(type, "MaxPool2d") == 0;
    int smallest = is_pool ? 2 : 1; /* a pool's window must meet a unit */
    snprintf(text, room,
             "theme: %s\nview: %s\ninput: {size: [%d, %d], random: {seed: 3, low: -20, high: 20}}\n"
             "layer: {type: %s, kernel_size: [%d, %d], stride: [%d, %d], padding: [%d, %d], "
             "dilation: [1, %d]%s}\n",
             theme, view, rows, columns, type, pick(seed, smallest, 3), pick(seed, smallest, 3),
             stride, pick(seed, 1, 3), pick(seed, 0, 1), pick(seed, 0, 1), pick(seed, 1, 2),
             is_pool ? ", ceil_mode: true" : "");
}

static bool has_same_key(const struct item *a, const struct item *b)
{
    return strcmp(a->key.part, b->key.part) == 0 && a->key.channel == b->key.channel &&
           a->key.row == b->key.row && a->key.column == b->key.column;
}

static void check_item(const struct display_list *list, const struct item *item)
{
    for (const struct item *other = list->items; other < item; other++)
        assert_false(has_same_key(item, other));
    const struct point *points = &item->of.text.at;
    size_t count = 1;
    if (item->kind == ITEM_PATH) {
        points = item->of.path.path.points;
        count = item->of.path.path.point_count;
    }
    for (size_t i = 0; i < count; i++) {
        assert_true(points[i].x >= 0 && points[i].x <= list->width_pt);
        assert_true(points[i].y >= 0 && points[i].y <= list->height_pt);
    }
}

static void check_moment(struct fixture *fixture, size_t step, double progress)
{
    struct display_list list = draw(fixture, step, progress), again = draw(fixture, step, progress);
    struct display_list copy;
    assert_int_equal(display_list_common(&list, &again), list.count);
    display_list_copy(&list, &fixture->arena, &copy);
    assert_int_equal(display_list_common(&list, &copy), list.count);
    settle_groups(&copy);
    for (size_t i = 0; i < copy.count; i++)
        check_item(&copy, &copy.items[i]);
    if (progress <= 0 && !fixture->scene->theme.is_page_per_step) {
        check_texts_apart(&copy);
        check_words_off_cells(&copy);
    }
    struct display_list first = draw(fixture, 0, 0);
    if (!fixture->scene->theme.is_page_per_step) {
        assert_true(first.width_pt == list.width_pt);
        assert_true(first.height_pt == list.height_pt);
    }
}

typedef void scene_maker(uint64_t *seed, char *text, size_t room);

/* Every other scene shows more or less than the usual. */
static void add_show(uint64_t *seed, char *text, size_t room)
{
    static const char *const flags[] = {"false", "true"};
    size_t length = strlen(text);
    if (pick(seed, 0, 1) && strstr(text, "show:") == NULL)
        snprintf(text + length, room - length,
                 "show: {indices: %s, kernel: %s, padding: %s, receptive_field: %s, scale: %s}\n",
                 flags[pick(seed, 0, 1)], flags[pick(seed, 0, 1)], flags[pick(seed, 0, 1)],
                 flags[pick(seed, 0, 1)], flags[pick(seed, 0, 1)]);
}

struct rounds {
    scene_maker *make;
    int count;
    uint64_t seed;
    double progress; /* of the moment that moves */
};

static void check_rounds_of(const struct rounds *of)
{
    uint64_t seed = of->seed;
    int count = rounds(of->count);
    for (int round = 0; round < count; round++) {
        char text[640];
        of->make(&seed, text, sizeof text);
        add_show(&seed, text, sizeof text);
        struct fixture fixture;
        assert_true(set_up(&fixture, text));
        size_t last = simulation_order_count(fixture.simulation, fixture.scene->order.value) - 1;
        check_moment(&fixture, 0, 0);
        check_moment(&fixture, last, 0);
        if (last > 0)
            check_moment(&fixture, (size_t)pick(&seed, 0, (int)last - 1), of->progress);
        tear_down(&fixture);
    }
}

static void check_rounds(scene_maker *make, int count)
{
    check_rounds_of(&(struct rounds){make, count, 1603, 0.3});
}

static void test_any_layer(void **state)
{
    (void)state;
    check_rounds(make_scene, 150);
}

static void make_adaptive_volume(uint64_t *seed, char *text, size_t room)
{
    snprintf(text, room,
             "input: {size: [%d, %d, %d], random: {seed: 3}}\n"
             "layer: {type: Adaptive%sPool3d, output_size: [%d, %d, %d]}\n",
             pick(seed, 3, 5), pick(seed, 3, 5), pick(seed, 3, 5), pick(seed, 0, 1) ? "Max" : "Avg",
             pick(seed, 1, 5), pick(seed, 1, 4), pick(seed, 1, 4));
}

static void make_volume(uint64_t *seed, char *text, size_t room)
{
    static const char *const themes[] = {"guide", "light", "dark", "print"};
    static const char *const types[] = {"Conv3d", "ConvTranspose3d", "MaxPool3d"};
    const char *type = types[pick(seed, 0, 2)], *theme = themes[pick(seed, 0, 3)];
    bool is_pool = strcmp(type, "MaxPool3d") == 0;
    int least = is_pool ? 2 : 1;
    snprintf(text, room,
             "theme: %s\ninput: {size: [%d, %d, %d]%s}\n"
             "layer: {type: %s, kernel_size: [%d, %d, %d], stride: [%d, 1, %d], "
             "padding: [%d, 0, %d], dilation: [%d, 1, %d]%s}\n",
             theme, pick(seed, 3, 4), pick(seed, 3, 4), pick(seed, 3, 5),
             pick(seed, 0, 1) ? ", random: {seed: 3, low: -20, high: 20}" : "", type,
             pick(seed, least, 2), pick(seed, least, 3), pick(seed, least, 2), pick(seed, 1, 2),
             pick(seed, 1, 2), pick(seed, 0, 1), pick(seed, 0, 1), pick(seed, 1, 2),
             pick(seed, 1, 2), is_pool ? ", ceil_mode: true" : "");
}

static void test_any_volume(void **state)
{
    (void)state;
    check_rounds(make_volume, 60);
    check_rounds(make_adaptive_volume, 30);
}

static void make_line(uint64_t *seed, char *text, size_t room)
{
    static const char *const themes[] = {"guide", "light", "dark", "print"};
    static const char *const types[] = {"Conv1d", "ConvTranspose1d", "MaxPool1d", "AvgPool1d"};
    int type = pick(seed, 0, 3), channels = pick(seed, 1, 3);
    bool is_pool = type > 1;
    snprintf(text, room,
             "theme: %s\ninput: {size: [%d, %d]%s}\n"
             "layer: {type: %s, kernel_size: %d, stride: %d, padding: %d%s}\n",
             themes[pick(seed, 0, 3)], channels, pick(seed, 8, 14),
             pick(seed, 0, 1) ? ", random: {seed: 3, low: -20, high: 20}" : "", types[type],
             pick(seed, 2, 4), pick(seed, 1, 3), pick(seed, 0, 1),
             is_pool            ? ", ceil_mode: true"
             : pick(seed, 0, 1) ? ", dilation: 2, out_channels: 2"
                                : "");
}

static void test_any_line(void **state)
{
    (void)state;
    check_rounds(make_line, 120);
}

static void make_stack(uint64_t *seed, char *text, size_t room)
{
    static const char *const themes[] = {"guide", "light", "dark", "print"};
    static const char *const layers[] = {
        "Conv%dd, kernel_size: 2, dilation: 2", "MaxPool%dd, kernel_size: 2",
        "Conv%dd, kernel_size: 3, padding: 1", "ConvTranspose%dd, kernel_size: 2, stride: 2"};
    int axes = pick(seed, 1, 2);
    char layer[3][80];
    for (int i = 0; i < 3; i++)
        snprintf(layer[i], sizeof layer[i], layers[pick(seed, 0, i == 0 ? 3 : 2)], axes);
    snprintf(text, room,
             "theme: %s\norder: %s\ninput: {size: [%d%s]%s}\n"
             "layers: [{type: %s}, {type: %s}, {type: %s, name: a name}]\n",
             themes[pick(seed, 0, 3)], pick(seed, 0, 1) ? "output" : "layer", pick(seed, 14, 16),
             axes == 2 ? ", 14" : "", pick(seed, 0, 1) ? ", random: {seed: 3, high: 99}" : "",
             layer[0], layer[1], layer[2]);
}

static void test_any_stack(void **state)
{
    (void)state;
    check_rounds(make_stack, 60);
}

static void make_channels(uint64_t *seed, char *text, size_t room)
{
    static const char *const themes[] = {"guide", "light", "dark", "print"};
    static const char *const types[] = {"Conv2d", "ConvTranspose2d", "MaxPool2d"};
    int type = pick(seed, 0, 2), groups = type == 2 ? 1 : pick(seed, 1, 2);
    char weights[100] = "";
    if (type < 2)
        snprintf(weights, sizeof weights, ", groups: %d, out_channels: %d", groups,
                 groups * pick(seed, 1, 2));
    snprintf(text, room,
             "theme: %s\nview: channels\norder: %s\n%s"
             "input: {size: [%d, %d, %d]%s}\n"
             "layer: {type: %s, kernel_size: %d, stride: %d, padding: %d%s}\n",
             themes[pick(seed, 0, 3)], pick(seed, 0, 1) ? "output" : "position",
             type < 2 && pick(seed, 0, 1) ? "bias: 2\n" : "", groups * pick(seed, 1, 3),
             pick(seed, 3, 5), pick(seed, 3, 5),
             pick(seed, 0, 1) ? ", random: {seed: 3, low: -20, high: 20}" : "", types[type],
             pick(seed, type == 2 ? 2 : 1, 3), pick(seed, 1, 2), pick(seed, 0, 1), weights);
}

static void test_any_channels(void **state)
{
    (void)state;
    check_rounds(make_channels, 100);
}

static double number_of(const char *text)
{
    static const char minus[] = "\xe2\x88\x92";
    bool is_negative = strncmp(text, minus, strlen(minus)) == 0;
    return is_negative ? -atof(text + strlen(minus)) : atof(text);
}

static void make_summed(uint64_t *seed, char *text, size_t room)
{
    static const char *const themes[] = {"guide", "light", "dark", "print"};
    static const char *const types[] = {"Conv2d", "ConvTranspose2d", "MaxPool2d", "AvgPool2d"};
    int type = pick(seed, 0, 3), groups = pick(seed, 1, 3);
    char weights[160] = ", ceil_mode: true}";
    if (type < 2)
        snprintf(weights, sizeof weights,
                 ", dilation: %d, groups: %d, out_channels: %d}\nbias: %d\n"
                 "kernel: {random: {seed: 4, low: -9, high: 9}}",
                 pick(seed, 1, 2), groups, groups * pick(seed, 1, 3), pick(seed, -3, 3));
    snprintf(text, room,
             "theme: %s\nview: channels\n"
             "input: {size: [%d, %d, %d], random: {seed: 3, low: -9, high: 9}}\n"
             "layer: {type: %s, kernel_size: [%d, %d], stride: [1, %d], padding: [%d, 0]%s\n",
             themes[pick(seed, 0, 3)], groups * pick(seed, 1, 3), pick(seed, type == 1 ? 1 : 3, 5),
             pick(seed, type == 1 ? 1 : 4, 6), types[type], pick(seed, type < 2 ? 1 : 2, 2),
             pick(seed, 1, 2), pick(seed, 1, 2), pick(seed, 0, type != 1), weights);
}

/* The partial sums of a step, and the bias, are its result. */
static void test_partial_sums_add_up(void **state)
{
    (void)state;
    uint64_t seed = 77;
    for (int round = 0; round < rounds(100); round++) {
        char text[512];
        struct fixture fixture;
        make_summed(&seed, text, sizeof text);
        assert_true(set_up(&fixture, text));
        size_t n = (size_t)pick(&seed, 0, (int)fixture.simulation->step_count - 1);
        struct display_list list = draw(&fixture, n, 0);
        double sum = 0;
        bool has_sums = false, is_deck = false;
        for (size_t i = 0; i < list.count; i++) {
            const struct item *item = &list.items[i];
            is_deck |= strcmp(item->key.part, "filter.cells") == 0;
            bool is_addend = strcmp(item->key.part, "partial.value") == 0 ||
                             strcmp(item->key.part, "bias.value") == 0;
            sum += is_addend ? number_of(item->of.text.string) : 0;
            has_sums = has_sums || is_addend;
        }
        bool is_guide = fixture.scene->theme.is_page_per_step; /* it has its own picture */
        assert_true(has_sums == (fixture.simulation->has_kernel && !is_guide));
        if (has_sums && !is_deck && sum != fixture.simulation->output.values[n])
            fail_msg("%sstep %zu: %g, not %g", text, n, sum, fixture.simulation->output.values[n]);
        tear_down(&fixture);
    }
}

/* Of a step by position every filter has its sums: number c of filter f in its group. */
static void check_sums_by_position(const struct fixture *fixture, const struct display_list *list,
                                   size_t place)
{
    const struct simulation *layer = fixture->simulation;
    size_t filters = layer->out_channels / layer->groups;
    size_t slices = layer->in_channels / layer->groups;
    size_t places = layer->step_count / layer->out_channels;
    double sums[16] = {0};
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        size_t number = (size_t)item->key.channel;
        if (strcmp(item->key.part, "bias.value") == 0)
            sums[number] += number_of(item->of.text.string);
        if (strcmp(item->key.part, "partial.value") != 0)
            continue;
        size_t group = number % layer->in_channels / slices;
        sums[group * filters + number / layer->in_channels] += number_of(item->of.text.string);
    }
    for (size_t o = 0; o < layer->out_channels; o++)
        if (sums[o] != layer->output.values[o * places + place])
            fail_msg("filter %zu, place %zu: %g, not %g", o, place, sums[o],
                     layer->output.values[o * places + place]);
}

static void test_by_position_every_filter_has_its_sums(void **state)
{
    (void)state;
    uint64_t seed = 5;
    for (int round = 0; round < rounds(40); round++) {
        char text[512];
        struct fixture fixture;
        int groups = pick(&seed, 1, 2);
        snprintf(text, sizeof text,
                 "view: channels\norder: position\n"
                 "input: {size: [%d, 4, 5], random: {seed: %d, low: -9, high: 9}}\n"
                 "layer: {type: %s, kernel_size: %d, groups: %d, out_channels: %d}\n"
                 "bias: %d\nkernel: {random: {seed: 4, low: -9, high: 9}}\n",
                 groups * pick(&seed, 1, 3), round,
                 pick(&seed, 0, 1) ? "Conv2d" : "ConvTranspose2d", pick(&seed, 1, 3), groups,
                 groups * pick(&seed, 1, 3), pick(&seed, -3, 3));
        assert_true(set_up(&fixture, text));
        size_t places = fixture.simulation->step_count / fixture.simulation->out_channels;
        size_t place = (size_t)pick(&seed, 0, (int)places - 1);
        struct display_list list = draw(&fixture, place, 0);
        check_sums_by_position(&fixture, &list, place);
        tear_down(&fixture);
    }
}

/* Views of any 2-D layer that read no step, or colours. */
static void make_other(uint64_t *seed, char *text, size_t room)
{
    static const char *const themes[] = {"guide", "light", "dark", "print"};
    static const char *const views[] = {"heat", "kernel", "positions", "subsampling"};
    const char *view = views[pick(seed, 0, 3)];
    bool is_heat = strcmp(view, "heat") == 0;
    snprintf(
        text, room,
        "theme: %s\nview: %s\ninput: {size: [%d, %d, %d], random: {seed: 3, low: -20, high: 20}}\n"
        "layer: {type: %s, kernel_size: [%d, %d], stride: [%d, %d], padding: [[%d, 1], [0, %d]], "
        "out_channels: %d}\nkernel: {random: {seed: 1, low: -9, decimals: 1}}\n",
        themes[pick(seed, 0, 3)], view, pick(seed, 1, 2), pick(seed, 4, 9), pick(seed, 4, 9),
        is_heat && pick(seed, 0, 1) ? "ConvTranspose2d" : "Conv2d", pick(seed, 1, 3),
        pick(seed, 1, 3), pick(seed, 1, 3), pick(seed, 1, 3), pick(seed, 0, 1), pick(seed, 0, 1),
        pick(seed, 1, 3));
}

static void test_any_other_view(void **state)
{
    (void)state;
    check_rounds(make_other, 120);
}

/* Of closed outlines; a cell of either projection has the area of an upright one. */
static double area_of(const struct path *path)
{
    double area = 0;
    const struct point *start = path->points, *at = path->points;
    for (size_t v = 0; v < path->verb_count; v++) {
        if (path->verbs[v] == PATH_MOVE)
            start = at++;
        else if (path->verbs[v] == PATH_LINE)
            at++;
        const struct point *from = at - 1, *to = path->verbs[v] == PATH_CLOSE ? start : at;
        bool is_side = path->verbs[v] == PATH_CLOSE ||
                       (v + 1 < path->verb_count && path->verbs[v + 1] == PATH_LINE);
        area += is_side ? (from->x * to->y - to->x * from->y) / 2 : 0;
    }
    return fabs(area);
}

/* The lit cells of a step are its terms: of view line, of the taps of the upright and oblique. */
static void test_lit_cells_are_the_terms(void **state)
{
    (void)state;
    uint64_t seed = 5;
    for (int round = 0; round < rounds(150); round++) {
        char text[512];
        struct fixture fixture;
        struct arena arena = {0};
        if (round % 2)
            make_line(&seed, text, sizeof text);
        else
            make_scene(&seed, text, sizeof text);
        assert_true(set_up(&fixture, text));
        if (fixture.scene->theme.is_page_per_step) { /* the guide lights whole windows */
            tear_down(&fixture);
            continue;
        }
        size_t n = (size_t)pick(&seed, 0, (int)fixture.simulation->step_count - 1);
        double lit = 0;
        struct display_list list = draw(&fixture, n, 0);
        struct step step;
        simulation_step_at(fixture.simulation, n, &arena, &step);
        double cell = fixture.scene->theme.cell_pt;
        for (size_t i = 0; i < list.count; i++) {
            const struct item *item = &list.items[i];
            if (strcmp(item->key.part, "input.lit") == 0 ||
                strcmp(item->key.part, "window.taps") == 0 ||
                strcmp(item->key.part, "window.zeros") == 0)
                lit += area_of(&item->of.path.path) / (cell * cell);
        }
        if (fabs(lit - (double)step.term_count) > 1e-6)
            fail_msg("%sstep %zu lights %g cells for %zu terms", text, n, lit, step.term_count);
        arena_finish(&arena);
        tear_down(&fixture);
    }
}

/* Cells of the output stand apart here; the ring has the size of one and is round its value. */
static void test_a_note_rings_a_cell_that_stands_apart(void **state)
{
    (void)state;
    struct fixture fixture;
    assert_true(set_up(&fixture, "view: line\ninput: {values: [3, 1, 4, 1, 5, 9]}\n"
                                 "layer: {type: MaxPool1d, kernel_size: 2}\n"
                                 "notes: [{at: {output: [1]}, text: a note}]\n"));
    struct display_list list = draw(&fixture, 2, 0);
    double cell = fixture.scene->theme.cell_pt, middle = 0, value = -1;
    for (size_t i = 0; i < list.count; i++) {
        const struct item *item = &list.items[i];
        if (strcmp(item->key.part, "note.cell") == 0) {
            const struct point *corner = item->of.path.path.points;
            assert_true(fabs(area_of(&item->of.path.path) - cell * cell) < 1e-6);
            middle = (corner[0].x + corner[1].x) / 2;
        }
        if (strcmp(item->key.part, "output.value") == 0 && item->key.column == 1)
            value = item->of.text.at.x;
    }
    assert_true(fabs(middle - value) < 1e-6);
    tear_down(&fixture);
}

/* Which notes are there in each step, as text; the rings of ranges have their size. */
static void test_notes_of_ranges_and_of_entries(void **state)
{
    (void)state;
    static const char *const there[] = {"0.1.", "0.2.", "0.2.", "0.3.", "0.2.",
                                        "0.2.", "0.2.", "0.2.", "0.4."};
    static const double cells[] = {6, 9, 1, 1, 2};
    struct fixture fixture;
    assert_true(set_up(&fixture, "view: flat\ninput: 5\nlayer: {type: Conv2d, kernel_size: 3}\n"
                                 "notes: [{at: {input: [1..2, 0..2]}}]\n"
                                 "steps: [{at: 0, notes: [{at: {input: [2..4, 0..2]}}]},\n"
                                 "  {at: rest, notes: [{at: {kernel: [0, 0]}, text: rest}]},\n"
                                 "  {at: [1, 0], notes: [{at: {output: [1, 0]}}]},\n"
                                 "  {at: last, notes: [{at: {output: [2, 1..2]}, text: end}]}]\n"));
    double cell = fixture.scene->theme.cell_pt;
    for (size_t step = 0; step < 9; step++) {
        struct display_list list = draw(&fixture, step, 0);
        char found[40] = "";
        for (size_t i = 0; i < list.count; i++) {
            const struct item *item = &list.items[i];
            if (strcmp(item->key.part, "note.cell") != 0)
                continue;
            snprintf(found + strlen(found), sizeof found - strlen(found), "%d.", item->key.row);
            assert_true(fabs(area_of(&item->of.path.path) / (cell * cell) - cells[item->key.row]) <
                        1e-6);
        }
        assert_string_equal(found, there[step]);
    }
    tear_down(&fixture);
}

/* The number of the step to come comes with its cell; where it will be asked for it is not told. */
static void test_the_next_output_comes(void **state)
{
    (void)state;
    static const struct {
        const char *scene;
        bool asks;
    } scenes[] = {{"view: flat\n", false},
                  {"view: flat\nshow: {output: question}\n", true},
                  {"view: stacked\n", false},
                  {"view: stacked\nshow: {output: question}\n", true},
                  {"view: stacked\ntheme: dark\n", false},
                  {"view: im2col\n", false},
                  {"view: matrix\nshow: {output: question}\n", true},
                  {"view: stack\nlayers: [{type: Conv2d, kernel_size: 1, kernel: {fill: 7}}, "
                   "{type: ReLU}]\n",
                   false},
                  {"order: input\nlayer: {type: ConvTranspose2d, kernel_size: 1}\n", false}};
    for (size_t n = 0; n < sizeof scenes / sizeof *scenes; n++) {
        struct fixture fixture;
        char text[400];
        bool has_layer = strstr(scenes[n].scene, "layer") != NULL;
        snprintf(text, sizeof text, "input: {values: [[1, 111], [2, 3]]}\n%s%s%s", scenes[n].scene,
                 strstr(scenes[n].scene, "layers") ? "" : "kernel: {fill: 7}\n",
                 has_layer ? "" : "layer: {type: Conv2d, kernel_size: 1}\n");
        assert_true(set_up(&fixture, text));
        struct display_list list = draw(&fixture, 0, 0.9);
        double told = 0, asked = 0;
        for (size_t i = 0; i < list.count; i++) {
            const struct item *item = &list.items[i];
            if (item->kind != ITEM_TEXT || !strstr(item->key.part, ".value"))
                continue;
            told = fmax(told, !strcmp(item->of.text.string, "777") * item->of.text.color.alpha);
            asked = fmax(asked, !strcmp(item->of.text.string, "?") * item->of.text.color.alpha);
        }
        if ((told > 0.5) == scenes[n].asks || (asked > 0.5) != scenes[n].asks)
            fail_msg("%s: told %g, asked %g", text, told, asked);
        tear_down(&fixture);
    }
}

static void make_scattered_scene(uint64_t *seed, char *text, size_t room)
{
    static const char *const themes[] = {"guide", "light", "dark", "print"};
    static const char *const overlaps[] = {"true", "false", "counts"};
    static const char *const orders[] = {"input", "output"};
    const char *theme = themes[pick(seed, 0, 3)], *overlap = overlaps[pick(seed, 0, 2)];
    const char *order = orders[pick(seed, 0, 1)];
    bool is_transposed = pick(seed, 0, 1), is_flat = pick(seed, 0, 2) == 0;
    int rows = is_flat ? 1 : pick(seed, 3, 5), k = is_flat ? 1 : pick(seed, 1, 3);
    snprintf(text, room,
             "theme: %s\nview: scatter\norder: %s\nshow: {overlap: %s}\nbias: %d\n"
             "input: {size: [%d, %d], random: {seed: 3, low: -20, high: 20}}\n"
             "kernel: {random: {seed: 4, low: -2, decimals: 1}}\n"
             "layer: {type: %s2d, kernel_size: [%d, %d], stride: [%d, %d], "
             "padding: [0, %d], dilation: [1, %d]}\n",
             theme, order, overlap, pick(seed, 0, 1), rows, pick(seed, 5, 7),
             is_transposed ? "ConvTranspose" : "Conv", k, pick(seed, 1, 3), pick(seed, 1, 4),
             pick(seed, 1, 4), pick(seed, 0, 1), pick(seed, 1, 2));
}

static void test_any_scattered_layer(void **state)
{
    (void)state;
    check_rounds_of(&(struct rounds){make_scattered_scene, 100, 8, 0.7});
}

static void make_unrolled_scene(uint64_t *seed, char *text, size_t room)
{
    static const char *const themes[] = {"guide", "light", "dark", "print"};
    static const char *const shown[] = {"true", "symbols", "false"};
    static const char *const values[] = {"", ", random: {seed: 3, low: -20, high: 20}"};
    const char *theme = themes[pick(seed, 0, 3)], *show = shown[pick(seed, 0, 2)];
    const char *value = values[pick(seed, 0, 1)];
    const char *type = pick(seed, 0, 1) ? "ConvTranspose" : "Conv";
    int groups = pick(seed, 1, 2), in = pick(seed, 1, 2) * groups;
    const char *view = groups > 1 || pick(seed, 0, 1) ? "matrix" : "im2col";
    snprintf(text, room,
             "theme: %s\nview: %s\norder: %s\nshow: {values: %s}\n%s"
             "input: {size: [%d, %d, %d]%s}\nkernel: {random: {seed: 4, low: -2, decimals: 1}}\n"
             "layer: {type: %s2d, kernel_size: [%d, %d], stride: [1, %d], out_channels: %d, "
             "groups: %d, padding: [0, %d], dilation: [1, %d]}\n",
             theme, view, view[0] == 'i' && pick(seed, 0, 1) ? "position" : "output", show,
             pick(seed, 0, 1) ? "bias: 1\n" : "", in, pick(seed, 2, 5), pick(seed, 3, 7), value,
             type, pick(seed, 1, 2), pick(seed, 1, 2), pick(seed, 1, 3), pick(seed, 1, 2) * groups,
             groups, pick(seed, 0, 1), pick(seed, 1, 2));
}

static void test_any_unrolled_layer(void **state)
{
    (void)state;
    check_rounds_of(&(struct rounds){make_unrolled_scene, 40, 41, 0.4});
}

static const struct item *find_item(const struct display_list *list, const char *part, int row,
                                    int column)
{
    for (const struct item *item = list->items; item < list->items + list->count; item++)
        if (strcmp(item->key.part, part) == 0 && item->key.row == row && item->key.column == column)
            return item;
    return NULL;
}

/* The weight by which an input unit counts in an output unit, as its stamp has it. */
static double weight_between(const struct simulation *layer, size_t output, size_t input)
{
    struct arena arena = {0};
    struct stamp stamp;
    double weight = 0;
    simulation_stamp_at(layer, input, &arena, &stamp);
    for (size_t i = 0; i < stamp.add_count; i++)
        weight += stamp.adds[i].output_number == output ? stamp.adds[i].weight : 0;
    arena_finish(&arena);
    return weight;
}

/* What stands in the matrix is the layer's own matrix. */
static void test_the_matrix_is_the_layers(void **state)
{
    static const char *const layers[] = {
        "{type: Conv2d, kernel_size: [2, 3], stride: [1, 2], padding: [1, 0]}",
        "{type: Conv2d, kernel_size: 2, dilation: 2, flip: true}",
        "{type: ConvTranspose2d, kernel_size: [1, 2], stride: [1, 2], padding: [0, 1]}"};
    (void)state;
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++) {
        char text[512];
        snprintf(text, sizeof text,
                 "view: matrix\ninput: [3, 5]\nkernel: {random: {seed: 1, low: 1, high: 9}}\n"
                 "layer: %s\n",
                 layers[i]);
        struct fixture fixture;
        assert_true(set_up(&fixture, text));
        struct display_list list = draw(&fixture, 0, 0);
        for (int row = 0; row < (int)fixture.simulation->step_count; row++)
            for (int column = 0; column < 15; column++) {
                const struct item *item = find_item(&list, "matrix.value", row, column);
                double drawn = item ? atof(item->of.text.string) : 0;
                assert_true(drawn ==
                            weight_between(fixture.simulation, (size_t)row, (size_t)column));
            }
        tear_down(&fixture);
    }
}

/* Section 4.1's matrix: its entries stand where TeX set them, in points from the top left. */
static void test_the_guides_matrix(void **state)
{
    (void)state;
    struct buffer text = {0};
    read_file("scenes/guide/matrix_c.yaml", &text);
    struct fixture fixture;
    assert_true(set_up(&fixture, text.bytes));
    struct display_list list = draw(&fixture, 0, 0);
    for (int row = 0; row < 4; row++)
        for (int column = 0; column < 16; column++) {
            int tap_row = column / 4 - row / 2, tap_column = column % 4 - row % 2;
            bool is_weight = tap_row >= 0 && tap_row < 3 && tap_column >= 0 && tap_column < 3;
            const struct item *entry = find_item(&list, "matrix.entry", row, column);
            const struct item *index = find_item(&list, "matrix.index0", row, column);
            assert_non_null(entry);
            assert_true((index != NULL) == is_weight);
            /* the centre of the ruler's own width */
            double width = 0.6 * entry->of.text.font.size_pt;
            double left = is_weight ? 18.680 + width / 2 : 25.159 + 4.98132 / 2;
            assert_true(fabs(entry->of.text.at.x - (left + 27.9018 * column)) < 0.02);
            assert_true(fabs(entry->of.text.at.y - (67.746 - 49.415 + 11.9552 * row)) < 0.02);
        }
    buffer_finish(&text);
    tear_down(&fixture);
}

/* ---- the guide's projection, written anew from its formulas: y up, sizes not square ---- */

struct spec {
    double cell, plane_rows, left, height;
};

static struct point spec_point(const struct spec *spec, double x, double y, bool is_output)
{
    double right = spec->cell * (x - 0.7 * y), up = spec->cell * (0.5 * x + 0.65 * y);
    if (is_output) {
        right -= 2.490660;
        up += (spec->plane_rows + 1) * spec->cell;
    }
    const double border = 10.361145; /* 10 pt and half a thick line */
    return (struct point){border + right - spec->left, spec->height - border - up};
}

static void check_link(const struct spec *spec, const struct point ends[2], const double window[2],
                       const double output[2])
{
    struct point from = spec_point(spec, window[0], window[1], false);
    struct point to = spec_point(spec, output[0], output[1], true);
    assert_true(fabs(ends[0].x - from.x) < 1e-4 && fabs(ends[0].y - from.y) < 1e-4);
    assert_true(fabs(ends[1].x - to.x) < 1e-4 && fabs(ends[1].y - to.y) < 1e-4);
}

static void test_the_guides_projection(void **state)
{
    (void)state;
    struct fixture fixture;
    assert_true(set_up(&fixture, "theme: guide\ninput: [4, 9]\n"
                                 "layer: {type: Conv2d, kernel_size: [3, 2], stride: [1, 3], "
                                 "padding: [[2, 0], [0, 1]], dilation: [1, 2]}\n"));
    /* 6 x 10 cells, a window of 3 x 3, 4 x 3 outputs; step 7 is output row 2, column 1 */
    struct display_list list = draw(&fixture, 7, 0);
    struct spec spec = {14.173228, 6, -0.7 * 6 * 14.173228, list.height_pt};
    const struct item *links = list.items;
    while (strcmp(links->key.part, "links") != 0)
        links++;
    const struct point *ends = links->of.path.path.points;
    check_link(&spec, ends, (const double[]){3, 1}, (const double[]){1, 1});
    check_link(&spec, ends + 2, (const double[]){6, 1}, (const double[]){2, 1});
    check_link(&spec, ends + 4, (const double[]){3, 4}, (const double[]){1, 2});
    check_link(&spec, ends + 6, (const double[]){6, 4}, (const double[]){2, 2});
    double right = 10 * spec.cell; /* the input's; the output is narrower */
    assert_true(fabs(list.width_pt - (right - spec.left + 20.722291)) < 1e-4);
    double top = 7 * spec.cell + (0.5 * 3 + 0.65 * 4) * spec.cell;
    assert_true(fabs(list.height_pt - (top + 20.722291)) < 1e-4);
    tear_down(&fixture);
}

/* A window on its way is where its places say: between the two, row ends too. */
static void test_the_window_slides(void **state)
{
    (void)state;
    struct fixture fixture;
    assert_true(set_up(&fixture, "theme: guide\ninput: [3, 4]\n"
                                 "layer: {type: Conv2d, kernel_size: 2, stride: 1}\n"));
    struct display_list from = draw(&fixture, 2, 0), to = draw(&fixture, 3, 0);
    struct display_list between = draw(&fixture, 2, 0.4);
    assert_int_equal(from.count, between.count);
    for (size_t i = 0; i < from.count; i++) {
        const struct path *a = &from.items[i].of.path.path, *b = &to.items[i].of.path.path;
        const struct path *moving = &between.items[i].of.path.path;
        for (size_t n = 0; n < moving->point_count; n++) {
            double x = a->points[n].x + 0.4 * (b->points[n].x - a->points[n].x);
            double y = a->points[n].y + 0.4 * (b->points[n].y - a->points[n].y);
            assert_true(fabs(x - moving->points[n].x) < 1e-9);
            assert_true(fabs(y - moving->points[n].y) < 1e-9);
        }
    }
    tear_down(&fixture);
}

/* What does not change comes first. */
static void test_the_still_part_leads(void **state)
{
    (void)state;
    struct fixture fixture;
    assert_true(set_up(&fixture, VALUES KERNEL "layer: {type: Conv2d, padding: 1}\n"));
    struct display_list a = draw(&fixture, 3, 0), b = draw(&fixture, 4, 0.5);
    size_t common = display_list_common(&a, &b), texts = 0;
    for (size_t i = 0; i < common; i++)
        texts += a.items[i].kind == ITEM_TEXT && !is_words(&a.items[i]);
    assert_int_equal(texts, 36 + 4 + 2); /* the padded input, the kernel, the signs */
    assert_string_equal(a.items[common].key.part, "window.taps");
    for (size_t i = common; i < a.count; i++)
        assert_true(!is_words(&a.items[i]) || strcmp(a.items[i].key.part, "sum") == 0);
    tear_down(&fixture);
}

/* ---- texts ---- */

static const char *string_at(const struct display_list *list, const char *part, int row, int column)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind == ITEM_TEXT && strcmp(item->key.part, part) == 0 && item->key.row == row &&
            item->key.column == column)
            return item->of.text.string;
    }
    return "none";
}

static void check_texts(const char *row, const char *first, const char *second)
{
    char text[256];
    snprintf(text, sizeof text,
             "theme: guide\ninput: {values: [%s]}\nlayer: {type: Conv2d, kernel_size: 1}\n", row);
    struct fixture fixture;
    assert_true(set_up(&fixture, text));
    struct display_list list = draw(&fixture, 0, 0);
    assert_string_equal(string_at(&list, "input.value", 0, 0), first);
    assert_string_equal(string_at(&list, "input.value", 0, 1), second);
    tear_down(&fixture);
}

static void test_values_read_alike(void **state)
{
    (void)state;
    check_texts("[3, 17]", "3", "17");
    check_texts("[-1, -0.0]",
                "\xe2\x88\x92"
                "1",
                "0");
    check_texts("[0.5, 1]", "0.5", "1.0");
    check_texts("[0.333333, 1]", "0.33", "1.00");
    check_texts("[12.25, 3]", "12.25", "3.00");
    check_texts("[6.125, 0]", "6.125", "0.000");
    check_texts("[1.0049999, 1.005]", "1.00", "1.01"); /* as decimals: 1.005 is below as a double */
    check_texts("[-2.5, 100.0625]",
                "\xe2\x88\x92"
                "3",
                "100");
    check_texts("[-0.01, 1]",
                "\xe2\x88\x92"
                "0.01",
                "1.00");
    check_texts("[-0.001, 2]",
                "\xe2\x88\x92"
                "0.001",
                "2.000");
    check_texts("[0.333, -12.5]", "0.333",
                "\xe2\x88\x92"
                "12.500");
    check_texts("[0.333, 1000000]", "0.333", "1000000");
    check_texts("[12345678, 0.25]",
                "1.23\xc3\x97"
                "10\xe2\x81\xb7",
                "0.25");
    check_texts("[1234567, 100]", "1234567", "100");
    check_texts("[123.4, 7]", "123.4", "7.0");
    check_texts("[1e-9, 0]",
                "1\xc3\x97"
                "10\xe2\x81\xbb\xe2\x81\xb9",
                "0");
    check_texts("[1e20, 5]",
                "1\xc3\x97"
                "10\xc2\xb2\xe2\x81\xb0",
                "5");
}

/* What is no number has no colour but a cross; infinity has the scale's end. */
static void test_colours_tell_no_numbers(void **state)
{
    (void)state;
    struct fixture fixture;
    assert_true(set_up(&fixture, "view: heat\ninput: {values: [[1e308, 1e308, 1]]}\n"
                                 "layer: {type: Conv2d}\n"
                                 "kernel: {values: [[10, -10]]}\n"));
    assert_string_equal(fixture.report.problems[0].text,
                        "2 of 2 results are too large for double precision");
    struct display_list list = draw(&fixture, 1, 0);
    size_t crosses = 0;
    for (size_t i = 0; i < list.count; i++) {
        const struct item *item = &list.items[i];
        if (strcmp(item->key.part, "output.nan") == 0)
            crosses += item->of.path.path.point_count / 4;
        if (strcmp(item->key.part, "output.row") == 0)
            assert_true((item->of.path.fill.alpha > 0) == (item->key.column == 1));
    }
    assert_int_equal(crosses, 1);
    tear_down(&fixture);
}

/* Sums as they grow, and in the end the layer's output; counts of the stamps. */
static void test_stamps_add_up(void **state)
{
    (void)state;
    struct fixture fixture;
    assert_true(set_up(&fixture, "order: input\nbias: 1\ninput: {values: [[2, 3]]}\n"
                                 "layer: {type: ConvTranspose2d}\n"
                                 "kernel: {values: [[1, -4]]}\n"));
    struct display_list first = draw(&fixture, 0, 0), last = draw(&fixture, 1, 0);
    const char *const row[][2] = {{"3", "3"},
                                  {"\xe2\x88\x92"
                                   "7",
                                   "\xe2\x88\x92"
                                   "4"},
                                  {"1", "\xe2\x88\x92"
                                        "11"}};
    for (int column = 0; column < 3; column++) {
        assert_string_equal(string_at(&first, "output.value", 0, column), row[column][0]);
        assert_string_equal(string_at(&last, "output.value", 0, column), row[column][1]);
    }
    assert_string_equal(string_at(&last, "stamp.value", 0, 0), "\xe2\x88\x92"
                                                               "7 + 3");
    assert_string_equal(string_at(&last, "stamp.value", 0, 1), "1 \xe2\x88\x92 12");
    tear_down(&fixture);
    assert_true(set_up(&fixture, "order: input\nshow: {overlap: counts}\ninput: [1, 3]\n"
                                 "layer: {type: ConvTranspose2d, kernel_size: [1, 3], "
                                 "stride: [1, 2]}\n"));
    last = draw(&fixture, 2, 0);
    for (int column = 0; column < 7; column++)
        assert_string_equal(string_at(&last, "output.value", 0, column),
                            column == 2 || column == 4 ? "2" : "1");
    tear_down(&fixture);
}

/* Sums name what was there; in narrow cells there is room for what is added alone. */
static void test_sums_of_stamps_make_room(void **state)
{
    (void)state;
    struct fixture fixture;
    assert_true(set_up(&fixture, "order: input\ninput: {values: [[2, 3]]}\n"
                                 "layer: {type: ConvTranspose2d}\nkernel: {values: [[1, 4]]}\n"));
    struct display_list last = draw(&fixture, 1, 0);
    assert_string_equal(string_at(&last, "stamp.value", 0, 0), "8 + 3");
    assert_string_equal(string_at(&last, "stamp.value", 0, 1), "none");
    tear_down(&fixture);
    assert_true(set_up(&fixture, "order: input\ninput: {values: [[20000, 30000]]}\n"
                                 "layer: {type: ConvTranspose2d}\nkernel: {values: [[1, 4]]}\n"));
    last = draw(&fixture, 1, 0);
    assert_string_equal(string_at(&last, "stamp.value", 0, 0), "+30000");
    tear_down(&fixture);
}

/* A letter has its prime and its index. */
static void test_primed_letters_have_indices(void **state)
{
    (void)state;
    struct fixture fixture;
    size_t indices = 0;
    assert_true(
        set_up(&fixture, "input: [2, 3]\nlayer: {type: ConvTranspose2d, kernel_size: 3}\n"));
    struct display_list list = draw(&fixture, 0, 0);
    for (size_t i = 0; i < list.count; i++) {
        const struct item *item = &list.items[i];
        if (item->kind != ITEM_TEXT)
            continue;
        assert_null(strchr(item->of.text.string, '_'));
        indices += strcmp(item->of.text.string, "h") == 0 || strcmp(item->of.text.string, "w") == 0;
    }
    assert_int_equal(indices, 2);
    tear_down(&fixture);
}

/* ---- colours ---- */

/* In OKLab. */
static double color_distance(struct color a, struct color b)
{
    struct oklab p = oklab_of_color(a), q = oklab_of_color(b);
    return sqrt((p.lightness - q.lightness) * (p.lightness - q.lightness) +
                (p.a - q.a) * (p.a - q.a) + (p.b - q.b) * (p.b - q.b));
}

/* Equal steps of a number are equal steps to the eye, and a scale is told by its lightness alone:
 * the higher a value, the further from the page's. */
static void test_colour_scales_are_even(void **state)
{
    (void)state;
    enum { STEPS = 64 };
    for (int dark = 0; dark < 2; dark++) {
        double before = 0, step = 0;
        for (int i = 0; i <= STEPS; i++) {
            struct color color = colormap_at(COLORMAP_SEQUENTIAL, dark, (double)i / STEPS);
            double lightness = colormap_lightness(color);
            assert_true(i == 0 || (dark ? lightness > before : lightness < before));
            before = lightness;
            if (i == 0)
                continue;
            struct color last = colormap_at(COLORMAP_SEQUENTIAL, dark, (i - 1.0) / STEPS);
            double distance = color_distance(last, color);
            step = i == 1 ? distance : step;
            assert_true(fabs(distance / step - 1) < 0.02);
        }
        for (int i = 0; i <= STEPS; i++) { /* both sides of a diverging scale are alike */
            struct color below = colormap_at(COLORMAP_DIVERGING, dark, (double)i / STEPS);
            struct color above = colormap_at(COLORMAP_DIVERGING, dark, 1 - (double)i / STEPS);
            double apart = colormap_lightness(below) - colormap_lightness(above);
            assert_true(fabs(apart) < 0.015);
            assert_true(i > STEPS / 4 || color_distance(below, above) > 0.1);
        }
    }
}

/* ---- refusals ---- */

static void check_refusal(const char *scene, const char *text, const char *hint)
{
    struct fixture fixture;
    assert_false(set_up(&fixture, scene));
    assert_int_equal(fixture.report.count, 1);
    assert_string_equal(fixture.report.problems[0].text, text);
    assert_string_equal(fixture.report.problems[0].hint, hint);
    tear_down(&fixture);
}

#define NOTED "input: 4\nlayer: {type: Conv2d, kernel_size: 2}\nnotes: [{text: x, at: "

static void check_note(const char *scene, const char *text)
{
    struct fixture fixture;
    assert_false(set_up(&fixture, scene));
    assert_int_equal(fixture.report.count, 1);
    assert_string_equal(fixture.report.problems[0].text, text);
    assert_int_equal(fixture.report.problems[0].at.line, 3);
    tear_down(&fixture);
}

static void test_notes_are_of_cells_that_are_there(void **state)
{
    (void)state;
    check_note(NOTED "{input: [0, 4]}}]\n", "the input has no cell 4: columns run from 0 to 3");
    check_note(NOTED "{input: [1, 0, 0]}}]\n", "the input has no cell 1: channels run from 0 to 0");
    check_note(NOTED "{output: [3, 0]}}]\n", "the output has no cell 3: rows run from 0 to 2");
    check_note(NOTED "{kernel: [2, 0]}}]\n", "the kernel has no cell 2: rows run from 0 to 1");
    check_note(NOTED "{output: [3]}}]\n", "a cell of the output has 2 numbers, not 1");
    check_note("input: 4\nlayer: {type: MaxPool2d, kernel_size: 2}\n"
               "notes: [{text: x, at: {kernel: [0, 0]}}]\n",
               "MaxPool2d has no kernel");
    check_note("input: 4\nlayer: {type: Flatten}\n"
               "notes: [{text: x, at: {output: [0, 0, 0]}}]\n",
               "a cell of the output has 2 numbers, not 3");
}

static void test_refusals(void **state)
{
    (void)state;
    check_refusal("view: stackd\ninput: 4\nlayer: {type: Conv2d, kernel_size: 3}\n",
                  "unknown view 'stackd'", "did you mean 'stacked'?");
    check_refusal("view: flat\ninput: {size: 4, channels: 3}\n"
                  "layer: {type: Conv2d, kernel_size: 3, out_channels: 2}\n",
                  "view flat cannot show several channels, and this layer has 3 in and 2 out",
                  "this layer has view channels or kernel or matrix or im2col or positions or "
                  "subsampling or heat or network");
    check_refusal("view: volume\ninput: 4\nlayer: {type: Conv2d, kernel_size: 3}\n",
                  "view volume cannot show a 2-D layer",
                  "this layer has view stacked or flat or channels or kernel or matrix or im2col "
                  "or scatter or positions or subsampling or heat or network "
                  "or transpose");
    check_refusal("input: [100, 100, 100]\nlayer: {type: MaxPool3d, kernel_size: 50}\n",
                  "no view can show 1000000 cells, more than 262144",
                  "its numbers are there: convreel trace");
    check_refusal("view: scatter\ninput: 4\nlayer: {type: MaxPool2d, kernel_size: 2}\n",
                  "view scatter cannot show MaxPool2d, which has no weights",
                  "this layer has view stacked or flat or channels or positions or subsampling or "
                  "heat or network");
    check_refusal(
        "view: matrix\ninput: 4\nlayer: {type: Conv2d, kernel_size: 3, padding: 1, "
        "padding_mode: reflect}\n",
        "view matrix cannot show padding that repeats units",
        "this layer has view stacked or flat or channels or kernel or im2col or positions or "
        "subsampling or heat or network");
    check_refusal("view: im2col\ninput: [2, 4, 4]\n"
                  "layer: {type: Conv2d, kernel_size: 3, groups: 2}\n",
                  "view im2col cannot show 2 groups, each with matrices of its own",
                  "this layer has view channels or kernel or matrix or positions or subsampling or "
                  "heat or network");
    check_refusal("view: im2col\ninput: 4\nlayer: {type: AvgPool2d, kernel_size: 2}\n",
                  "view im2col cannot show AvgPool2d, which has no weights",
                  "this layer has view stacked or flat or channels or positions or subsampling or "
                  "heat or network");
    check_refusal("view: flat\norder: input\ninput: 4\nlayer: {type: Conv2d, kernel_size: 2}\n",
                  "view flat does not follow order input", "this layer has view scatter");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages_of_the_guide),
        cmocka_unit_test(test_any_layer),
        cmocka_unit_test(test_any_volume),
        cmocka_unit_test(test_any_line),
        cmocka_unit_test(test_a_note_rings_a_cell_that_stands_apart),
        cmocka_unit_test(test_notes_of_ranges_and_of_entries),
        cmocka_unit_test(test_the_next_output_comes),
        cmocka_unit_test(test_any_stack),
        cmocka_unit_test(test_any_channels),
        cmocka_unit_test(test_partial_sums_add_up),
        cmocka_unit_test(test_by_position_every_filter_has_its_sums),
        cmocka_unit_test(test_any_other_view),
        cmocka_unit_test(test_lit_cells_are_the_terms),
        cmocka_unit_test(test_any_scattered_layer),
        cmocka_unit_test(test_any_unrolled_layer),
        cmocka_unit_test(test_the_matrix_is_the_layers),
        cmocka_unit_test(test_the_guides_matrix),
        cmocka_unit_test(test_the_guides_projection),
        cmocka_unit_test(test_the_window_slides),
        cmocka_unit_test(test_the_still_part_leads),
        cmocka_unit_test(test_values_read_alike),
        cmocka_unit_test(test_colours_tell_no_numbers),
        cmocka_unit_test(test_stamps_add_up),
        cmocka_unit_test(test_sums_of_stamps_make_room),
        cmocka_unit_test(test_primed_letters_have_indices),
        cmocka_unit_test(test_colour_scales_are_even),
        cmocka_unit_test(test_notes_are_of_cells_that_are_there),
        cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
