/* SPDX-License-Identifier: MIT */
/* drawing: colours and frames of view heat, slices of view kernel, windows, crosses and current
 * cells of views positions and subsampling: each in the cells that they belong to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drawing/map/colormap.h"
#include "lit.h"

struct look {
    struct fixture fixture;
    struct display_list list;
    struct fills fills;
    struct lit lit;
    const struct theme *theme;
    const char *text; /* the scene */
};

static void check_that(const struct look *look, bool is_right, const char *what, int channel,
                       int row, int column)
{
    if (!is_right)
        fail_msg("%sstep %zu: %s: channel %d, row %d, column %d", look->text, look->lit.part.step,
                 what, channel, row, column);
}

static void begin_look(struct look *look, struct moment_part part)
{
    look->theme = &look->fixture.scene->theme;
    look->list = draw_part(&look->fixture, part);
    look->fills = fills_of(&look->list, &look->fixture.arena);
    lit_read(&look->lit, look->fixture.simulation, false, part, &look->fixture.arena);
}

static bool looks_like(struct color a, struct color b)
{
    return fabs(a.red - b.red) + fabs(a.green - b.green) + fabs(a.blue - b.blue) < 2e-3;
}

/* ---- heat ---- */

/* A map with a number below 0 has a scale both ways from 0, others one from 0 or their least. */
static struct color color_of(const struct look *look, const struct tensor *tensor, double value)
{
    double low = 0, high = 0;
    bool is_first = true;
    for (size_t i = 0; i < tensor_count(tensor); i++) {
        double number = tensor->values[i];
        low = is_first || number < low ? number : low;
        high = is_first || number > high ? number : high;
        is_first = false;
    }
    bool is_signed = low < 0, is_dark = strcmp(look->theme->name, "dark") == 0;
    double most = fmax(-low, high), share = 0.5 + value / (2 * most);
    if (!is_signed)
        share = high > 0 ? value / high : 0;
    enum colormap map = strcmp(look->theme->name, "print") == 0 ? COLORMAP_PAPER
                        : is_signed                             ? COLORMAP_DIVERGING
                                                                : COLORMAP_SEQUENTIAL;
    return colormap_at(map, is_dark, share);
}

/* Whether outputs are units or means of them: then they have the input's scale. */
static bool has_input_scale(const struct simulation *layer)
{
    size_t weights = layer->has_kernel ? tensor_count(&layer->kernel) / layer->out_channels : 0;
    bool keeps = !layer->has_bias && !layer->is_transposed && layer->reduction != REDUCE_NORM;
    for (size_t o = 0; o < layer->out_channels && layer->has_kernel; o++) {
        double sum = 0;
        for (size_t w = 0; w < weights; w++) {
            keeps &= layer->kernel.values[o * weights + w] >= 0;
            sum += layer->kernel.values[o * weights + w];
        }
        keeps &= fabs(sum - 1) < 1e-9;
    }
    return keeps;
}

static void check_heat_map(const struct look *look, const struct grid *grid,
                           const struct tensor *tensor, int channel, bool is_input)
{
    size_t map = (size_t)(grid->rows * grid->columns);
    for (size_t n = 0; n < map; n++) {
        int row = (int)n / grid->columns, column = (int)n % grid->columns;
        struct point at = point_on_page(grid, row + 0.5, column + 0.5);
        size_t unit = (size_t)channel * map + n;
        bool is_shown = is_input || (lit_is_shown(&look->lit, (size_t)channel, n) &&
                                     !lit_asks(&look->lit, (size_t)channel, n));
        struct color page = look->theme->color[COLOR_BACKGROUND];
        const struct simulation *layer = look->fixture.simulation;
        bool like_input = is_input || has_input_scale(layer);
        const struct tensor *scale = like_input ? &layer->input : tensor;
        struct color expected = is_shown ? color_of(look, scale, tensor->values[unit])
                                         : ground_seen(look->theme, COLOR_OUTPUT);
        check_that(look, looks_like(seen_at(&look->fills, at, page), expected),
                   is_input ? "input's colour" : "output's colour", channel, row, column);
    }
}

/* The units that the window reads of a channel, as a box. False: none. */
static bool read_box(const struct look *look, int channel, struct rectangle *out)
{
    const struct step *step = &look->lit.here;
    double low[2] = {INFINITY, INFINITY}, high[2] = {-INFINITY, -INFINITY};
    for (size_t t = 0; t < step->term_count; t++) {
        const struct term *term = &step->terms[t];
        if (term->kind != CELL_UNIT || (int)term->input[0] != channel)
            continue;
        for (int i = 0; i < 2; i++) {
            low[i] = fmin(low[i], (double)term->input[1 + i]);
            high[i] = fmax(high[i], (double)term->input[1 + i] + 1);
        }
    }
    *out = (struct rectangle){low[1], low[0], high[1] - low[1], high[0] - low[0]};
    return high[0] > low[0];
}

static bool is_box(const struct rectangle *a, const struct rectangle *b)
{
    return fabs(a->x - b->x) + fabs(a->y - b->y) + fabs(a->width - b->width) +
               fabs(a->height - b->height) <
           1e-3;
}

/* Units that lie in the window's box between taps are framed with them. */
static void check_heat(struct look *look)
{
    const struct simulation *layer = look->fixture.simulation;
    int sizes[2] = {(int)layer->input.size[1], (int)layer->input.size[2]};
    struct rectangle frame, expected;
    struct grid grid;
    for (int c = 0; c < (int)layer->in_channels; c++) {
        assert_true(find_map(&look->list, "input.grid", c, sizes, &grid));
        check_heat_map(look, &grid, &layer->input, c, true);
        bool is_framed =
            find_frame(&look->list, &grid, look->theme->color[COLOR_WINDOW_LINE], &frame);
        bool is_read = read_box(look, c, &expected);
        check_that(look, is_framed == is_read && (!is_read || is_box(&frame, &expected)),
                   "window's frame", c, -1, -1);
    }
    lit_output_sizes(layer, sizes);
    for (int c = 0; c < (int)layer->out_channels; c++) {
        assert_true(find_map(&look->list, "output.grid", c, sizes, &grid));
        check_heat_map(look, &grid, &layer->output, c, false);
        bool is_framed = find_frame(&look->list, &grid, look->theme->color[COLOR_NOW_LINE], &frame);
        bool is_now = c == (int)look->lit.here.output[0];
        expected = (struct rectangle){(double)look->lit.here.output[2],
                                      (double)look->lit.here.output[1], 1, 1};
        check_that(look, is_framed == is_now && (!is_now || is_box(&frame, &expected)),
                   "current cell's frame", c, -1, -1);
    }
}

static void check_heat_kernels(struct look *look)
{
    const struct simulation *layer = look->fixture.simulation;
    const struct step *step = &look->lit.here;
    int sizes[2] = {(int)layer->axis[0].kernel, (int)layer->axis[1].kernel}, found = 0;
    for (size_t t = 0; layer->has_kernel && t < step->term_count; t++) {
        const struct term *term = &step->terms[t];
        int cell[2] = {(int)term->tap[0], (int)term->tap[1]};
        struct grid grid;
        size_t channel = lit_channel(layer, step, term) % (layer->in_channels / layer->groups);
        assert_true(find_map(&look->list, "kernel.cells", (int)channel, sizes, &grid));
        const struct item *text = text_in_cell(&look->list, &grid, cell, false);
        check_that(look, text && tells(text, term->weight), "weight", (int)channel, cell[0],
                   cell[1]);
        found++;
    }
    assert_true(!layer->has_kernel || found > 0);
}

static const struct item *lens_text(const struct display_list *list, const char *part, int channel,
                                    const int *cell)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct item_key *key = &list->items[i].key;
        if (is_part(&list->items[i], part) && key->channel == channel && key->row == cell[0] &&
            key->column == cell[1])
            return &list->items[i];
    }
    return NULL;
}

/* What the window reads stands in the lens, tap by tap; of a max pool the unit that is taken in
 * green. Whether weights stand there as well. */
static bool check_lens(const struct look *look)
{
    const struct simulation *layer = look->fixture.simulation;
    const struct step *step = &look->lit.here;
    size_t texts = 0, expected = 0, weights = 0;
    for (size_t i = 0; i < look->list.count; i++)
        texts += is_part(&look->list.items[i], "lens.value");
    for (size_t t = 0; t < step->term_count && layer->axis[0].stretch == 1; t++) {
        const struct term *term = &step->terms[t];
        size_t count = layer->has_kernel ? layer->in_channels / layer->groups : 1;
        int channel = (int)(lit_channel(layer, step, term) % count);
        int cell[2] = {(int)term->tap[0], (int)term->tap[1]};
        if (term->kind != CELL_UNIT && !simulation_counts_zero(layer, term->kind))
            continue;
        const struct item *text = lens_text(&look->list, "lens.value", channel, cell);
        check_that(look, text && tells(text, term->value), "lens", channel, cell[0], cell[1]);
        enum theme_color ink = term->is_chosen           ? COLOR_NOW_INK
                               : term->kind == CELL_UNIT ? COLOR_INK
                                                         : COLOR_ZERO_INK;
        check_that(look, looks_like(text->of.text.color, look->theme->color[ink]), "lens's ink",
                   channel, cell[0], cell[1]);
        const struct item *weight = lens_text(&look->list, "lens.weight", channel, cell);
        weights += weight != NULL;
        struct item number = weight ? *weight : *text;
        number.of.text.string += weight ? strlen("×") : 0;
        check_that(look, tells(&number, weight ? term->weight : term->value), "lens's weight",
                   channel, cell[0], cell[1]);
        expected++;
    }
    assert_int_equal(texts, expected);
    assert_true(weights == 0 || weights == expected);
    return weights > 0;
}

static void make_heat(uint64_t *seed, char *text, size_t room)
{
    static const char *const types[] = {"Conv2d", "ConvTranspose2d", "MaxPool2d", "AvgPool2d"};
    int type = pick(seed, 0, 3), groups = type < 2 ? pick(seed, 1, 2) : 1;
    char weights[160] = "}";
    if (type < 2)
        snprintf(weights, sizeof weights,
                 ", groups: %d, out_channels: %d}\nkernel: {random: {seed: 1, low: %d, high: 9}}",
                 groups, groups * pick(seed, 1, 2), pick(seed, 0, 1) ? -9 : 0);
    const char *theme = pick_theme(seed);
    int low = pick(seed, 0, 2) - 1; /* often 0: a map with a 0 is not signed */
    snprintf(text, room,
             "theme: %s\nview: heat\n"
             "input: {size: [%d, %d, %d], random: {seed: %d, low: %d, high: 9}}\n"
             "layer: {type: %s, kernel_size: %d, stride: %d, padding: %d%s\n",
             theme, groups * pick(seed, 1, 2), pick(seed, 4, 7), pick(seed, 4, 7),
             pick(seed, 1, 99), 9 * low, types[type], pick(seed, 2, 3), pick(seed, 1, 2),
             pick(seed, 0, 1), weights);
}

static void colours_are_values(void **state)
{
    (void)state;
    uint64_t seed = 21;
    int weighted = 0;
    for (int round = 0; round < 80; round++) {
        char text[600];
        struct look look = {.text = text};
        make_heat(&seed, text, sizeof text);
        assert_true(set_up(&look.fixture, text));
        int last = (int)look.fixture.simulation->step_count - 1;
        begin_look(&look, (struct moment_part){.step = (size_t)pick(&seed, 0, last),
                                               .is_question = pick(&seed, 0, 1)});
        check_heat(&look);
        check_heat_kernels(&look);
        weighted += check_lens(&look);
        lit_finish(&look.lit);
        tear_down(&look.fixture);
    }
    assert_true(weighted > 10);
}

/* Its brightness, and that of what copies or averages it. */
static void a_picture_is_grey(void **state)
{
    (void)state;
    static const char *const maps[] = {"input.grid", "output.grid"};
    struct look look = {.text = "view: heat\ninput: {file: scenes/gallery/photo.png, size: 6}\n"
                                "layer: {type: AvgPool2d, kernel_size: 2}\n"};
    assert_true(set_up(&look.fixture, look.text));
    begin_look(&look, (struct moment_part){.step = 8});
    const struct simulation *layer = look.fixture.simulation;
    double high = 0;
    for (size_t i = 0; i < tensor_count(&layer->input); i++)
        high = fmax(high, layer->input.values[i]);
    for (int m = 0; m < 2; m++) {
        struct grid grid = {0};
        int sizes[2] = {m == 0 ? 6 : 3, m == 0 ? 6 : 3};
        assert_true(find_map(&look.list, maps[m], -1, sizes, &grid));
        for (int n = 0; n < sizes[0] * sizes[1]; n++) {
            int row = n / sizes[1], column = n % sizes[1];
            double grey = (m == 0 ? layer->input : layer->output).values[n] / high;
            struct point at = point_on_page(&grid, row + 0.5, column + 0.5);
            struct color seen = seen_at(&look.fills, at, look.theme->color[COLOR_BACKGROUND]);
            check_that(&look, looks_like(seen, colormap_at(COLORMAP_GREY, false, grey)), "grey", m,
                       row, column);
        }
    }
    lit_finish(&look.lit);
    tear_down(&look.fixture);
}

/* A lens whose cells are too small for digits has the colours of the units. */
static void a_small_lens_has_colours(void **state)
{
    (void)state;
    struct look look = {.text = "input: {size: [20, 20], random: {seed: 3, low: -1, high: 1, "
                                "decimals: 2}}\nlayer: {type: Conv2d, kernel_size: 5, padding: 2}\n"
                                "kernel: {random: {seed: 1}}\n"};
    size_t seen = 0;
    assert_true(set_up(&look.fixture, look.text));
    drawing_fit(&look.fixture.drawing, 640, 360, &look.fixture.report);
    begin_look(&look, (struct moment_part){.step = 23});
    for (size_t i = 0; i < look.list.count; i++) {
        const struct item *item = &look.list.items[i];
        assert_false(is_part(item, "lens.value"));
        if (!is_part(item, "lens.cell"))
            continue;
        const struct term *term = &look.lit.here.terms[item->key.row * 5 + item->key.column];
        const struct tensor *input = &look.fixture.simulation->input;
        bool is_right = term->kind != CELL_UNIT ||
                        looks_like(item->of.path.fill, color_of(&look, input, term->value));
        check_that(&look, is_right, "lens's colour", 0, item->key.row, item->key.column);
        seen += term->kind == CELL_UNIT;
    }
    assert_int_equal(seen, 20); /* the first row is padding */
    lit_finish(&look.lit);
    tear_down(&look.fixture);
}

/* Between steps its digits go and come; its cells stay. */
static void a_lens_stays(void **state)
{
    (void)state;
    struct look look = {.text = "view: heat\ninput: {size: [20, 20], random: {seed: 3}}\n"
                                "layer: {type: Conv2d, kernel_size: 3}\nkernel: {fill: 2}\n"};
    assert_true(set_up(&look.fixture, look.text));
    for (double way = 0; way < 1; way += 0.25) {
        size_t cells = 0;
        double share = 1;
        begin_look(&look, (struct moment_part){.step = 4, .progress = way});
        for (size_t i = 0; i < look.list.count; i++) {
            const struct item *item = &look.list.items[i];
            if (is_part(item, "lens") && item->kind == ITEM_GROUP_BEGIN)
                share = item->of.group.opacity;
            if (!is_part(item, "lens.cell"))
                continue;
            cells += looks_like(item->of.path.fill, look.theme->color[COLOR_WINDOW]);
            assert_true(share == 1); /* nothing fades yet */
        }
        assert_int_equal(cells, 9);
        assert_true(fabs(share - fabs(1 - 2 * way)) < 1e-9);
        lit_finish(&look.lit);
    }
    tear_down(&look.fixture);
}

/* With a lens and without one. */
static void a_kernel_has_its_sign(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int signs;
    } scenes[] = {
        {"layer: {type: Conv2d, kernel_size: 3}\ninput: {size: 6, random: {seed: 1}}\n", 1},
        {"layer: {type: Conv2d, kernel_size: 3}\ninput: {size: 6, random: {seed: 1}}\n"
         "show: {values: symbols}\n",
         1},
        {"layer: {type: MaxPool2d, kernel_size: 3}\ninput: {size: 6, random: {seed: 1}}\n", 0}};
    for (size_t n = 0; n < sizeof scenes / sizeof *scenes; n++) {
        char text[200];
        struct fixture fixture;
        int signs = 0;
        snprintf(text, sizeof text, "view: heat\n%s", scenes[n].text);
        assert_true(set_up(&fixture, text));
        struct display_list list = draw(&fixture, 0, 0);
        for (size_t i = 0; i < list.count; i++)
            signs += is_part(&list.items[i], "sign.times");
        if (signs != scenes[n].signs)
            fail_msg("%s%d signs of a kernel, not %d", text, signs, scenes[n].signs);
        tear_down(&fixture);
    }
}

/* ---- kernel ---- */

/* A row of slices for each output channel, one for each input channel that it reads. */
static void slices_of_the_kernel(void **state)
{
    (void)state;
    uint64_t seed = 4;
    for (int round = 0; round < 30; round++) {
        char text[400];
        struct look look = {.text = text};
        int groups = pick(&seed, 1, 2), in = groups * pick(&seed, 1, 2);
        int out = groups * pick(&seed, 1, 3), sizes[2] = {pick(&seed, 1, 3), pick(&seed, 1, 3)};
        snprintf(text, sizeof text,
                 "theme: %s\nview: kernel\ninput: {size: [%d, 6, 6], fill: 1}\n"
                 "layer: {type: Conv2d, kernel_size: [%d, %d], groups: %d, out_channels: %d}\n"
                 "kernel: {random: {seed: %d, low: -9, high: 9}}\n",
                 pick_theme(&seed), in, sizes[0], sizes[1], groups, out, pick(&seed, 1, 99));
        assert_true(set_up(&look.fixture, text));
        begin_look(&look, (struct moment_part){0});
        struct grid grid, before = {0};
        for (int n = 0; n < out * in / groups; n++) {
            assert_true(find_map(&look.list, "kernel.cells", n, sizes, &grid));
            bool is_row_first = n % (in / groups) == 0;
            check_that(&look,
                       n == 0 || (is_row_first ? grid.origin.y > before.origin.y
                                               : grid.origin.x > before.origin.x &&
                                                     grid.origin.y == before.origin.y),
                       "order of slices", n, -1, -1);
            for (int tap = 0; tap < sizes[0] * sizes[1]; tap++) {
                int cell[2] = {tap / sizes[1], tap % sizes[1]};
                double weight =
                    look.fixture.simulation->kernel.values[n * sizes[0] * sizes[1] + tap];
                const struct item *item = text_in_cell(&look.list, &grid, cell, false);
                check_that(&look, item && tells(item, weight), "weight", n, cell[0], cell[1]);
            }
            before = grid;
        }
        lit_finish(&look.lit);
        tear_down(&look.fixture);
    }
}

/* ---- positions and subsampling ---- */

static void check_plane(const struct look *look, const struct grid *grid, int map)
{
    for (int row = 0; row < grid->rows; row++)
        for (int column = 0; column < grid->columns; column++) {
            const int64_t place[MAX_AXES] = {0, row, column};
            const int cell[2] = {row, column};
            struct lit_cell is = lit_cell_at(&look->lit, place);
            bool is_read = lit_window_at(&look->lit, 0, 0, row + 0.5, column + 0.5) > 0;
            struct point at = point_on_page(grid, row + 0.6, column + 0.55);
            struct color under = ground_seen(look->theme, COLOR_INPUT);
            if (is.kind == CELL_UNIT)
                under = look->theme->color[COLOR_INPUT];
            if (is.is_crossed)
                under = color_under(under, look->theme->color[COLOR_BACKGROUND], 0.62);
            double tint = is.kind == CELL_UNIT ? 1 : 0.22; /* zeros keep their look */
            struct color expected =
                color_under(under, look->theme->color[COLOR_WINDOW], is_read * tint);
            struct color seen = seen_at(&look->fills, at, look->theme->color[COLOR_BACKGROUND]);
            check_that(look, looks_like(seen, expected), "input", map, row, column);
            bool is_crossed =
                slants_in(&look->list, grid, cell, look->theme->color[COLOR_INPUT_LINE]) > 0;
            check_that(look, is_crossed == is.is_crossed, "crossed out", map, row, column);
        }
}

/* The current cell of a map of outputs; every place of a dense one that the stride passes over is
 * crossed out. */
static void check_outputs(const struct look *look, const struct grid *grid, int map, bool is_dense)
{
    const struct axis *axis = look->fixture.simulation->axis;
    int move[2] = {is_dense ? (int)axis[0].move : 1, is_dense ? (int)axis[1].move : 1};
    for (int row = 0; row < grid->rows; row++)
        for (int column = 0; column < grid->columns; column++) {
            const int cell[2] = {row, column};
            bool is_now = row == (int)look->lit.here.output[1] * move[0] &&
                          column == (int)look->lit.here.output[2] * move[1];
            struct point at = point_on_page(grid, row + 0.6, column + 0.55);
            bool seems_now = paint_at(&look->fills, at, look->theme->color[COLOR_NOW]) > 0.99;
            check_that(look, seems_now == is_now, "current", map, row, column);
            bool is_crossed =
                slants_in(&look->list, grid, cell, look->theme->color[COLOR_ZERO_INK]) > 0;
            check_that(look, is_crossed == (row % move[0] != 0 || column % move[1] != 0),
                       "passed over", map, row, column);
        }
}

static void check_positions(struct look *look, bool is_subsampling)
{
    const struct simulation *layer = look->fixture.simulation;
    const struct axis *axis = layer->axis;
    int planes[2] = {(int)axis[0].padded, (int)axis[1].padded}, outputs[2], dense[2];
    struct grid grid;
    lit_output_sizes(layer, outputs);
    for (int i = 0; i < 2; i++)
        dense[i] = (int)(axis[i].padded - axis[i].effective_kernel + 1);
    if (!is_subsampling) {
        assert_true(find_grid(&look->list, "input.zeros", -1, planes, &grid));
        check_plane(look, &grid, 0);
        return;
    }
    for (int map = 0; map < 5; map++) {
        bool is_input = map == 0 || map == 2, is_dense = map == 3;
        assert_true(find_grid(&look->list, is_input ? "input.zeros" : "output.empty", map,
                              is_input   ? planes
                              : is_dense ? dense
                                         : outputs,
                              &grid));
        if (is_input)
            check_plane(look, &grid, map);
        else
            check_outputs(look, &grid, map, is_dense);
    }
}

static void windows_and_crosses_of_strides(void **state)
{
    (void)state;
    uint64_t seed = 15;
    for (int round = 0; round < 60; round++) {
        char text[500];
        struct look look = {.text = text};
        bool is_subsampling = pick(&seed, 0, 1);
        const char *theme = pick_theme(&seed);
        snprintf(text, sizeof text,
                 "theme: %s\nview: %s\ninput: [%d, %d]\n"
                 "layer: {type: Conv2d, kernel_size: [%d, %d], stride: [%d, %d], "
                 "padding: [[%d, 1], [0, %d]], dilation: [1, %d]}\n",
                 theme, is_subsampling ? "subsampling" : "positions", pick(&seed, 4, 7),
                 pick(&seed, 4, 7), pick(&seed, 1, 3), pick(&seed, 1, 2), pick(&seed, 1, 3),
                 pick(&seed, 1, 3), pick(&seed, 0, 1), pick(&seed, 0, 1), pick(&seed, 1, 2));
        assert_true(set_up(&look.fixture, text));
        int last = (int)look.fixture.simulation->step_count - 1;
        begin_look(&look, (struct moment_part){.step = (size_t)pick(&seed, 0, last)});
        check_positions(&look, is_subsampling);
        lit_finish(&look.lit);
        tear_down(&look.fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(colours_are_values),
        cmocka_unit_test(a_picture_is_grey),
        cmocka_unit_test(a_small_lens_has_colours),
        cmocka_unit_test(a_lens_stays),
        cmocka_unit_test(a_kernel_has_its_sign),
        cmocka_unit_test(slices_of_the_kernel),
        cmocka_unit_test(windows_and_crosses_of_strides),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
