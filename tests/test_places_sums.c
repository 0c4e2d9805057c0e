/* SPDX-License-Identifier: MIT */
/* drawing: which cells of views scatter, matrix, im2col, products and cache are lit, current,
 * there, asked for, and what stands in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "places.h"

struct look {
    struct fixture fixture;
    struct display_list list;
    struct fills fills;
    const struct theme *theme;
    const struct simulation *layer;
    const char *text; /* the scene */
    struct moment_part part;
    int checks;
};

static void check_that(const struct look *look, bool is_right, const char *what, int row,
                       int column)
{
    if (!is_right)
        fail_msg("%sstep %zu on its way %g: %s: row %d, column %d", look->text, look->part.step,
                 look->part.progress, what, row, column);
}

static void begin_look(struct look *look, struct moment_part part)
{
    look->part = part;
    look->theme = &look->fixture.scene->theme;
    look->layer = look->fixture.simulation;
    look->list = draw_part(&look->fixture, part);
    look->fills = fills_of(&look->list, &look->fixture.arena);
}

static double paint_in(const struct look *look, const struct grid *grid, int row, int column,
                       enum theme_color color)
{
    return paint_at(&look->fills, point_on_page(grid, row + 0.2, column + 0.15),
                    look->theme->color[color]);
}

/* That the window lies on a cell; of theme print, whose window is white, nothing is known. */
static void check_lit(const struct look *look, const struct grid *grid, int row, int column,
                      bool expected)
{
    bool is_lit = paint_in(look, grid, row, column, COLOR_WINDOW) > 0.99;
    bool is_known = look->theme->color[COLOR_WINDOW].pattern == PATTERN_NONE;
    check_that(look, !is_known || is_lit == expected, "lit", row, column);
}

static void check_text(const struct look *look, const struct grid *grid, int row, int column,
                       double expected, const char *what)
{
    const int cell[2] = {row, column};
    const struct item *item = text_in_cell(&look->list, grid, cell, false);
    check_that(look, item && tells(item, expected), what, row, column);
}

/* "?" in its place, or nothing where it is not there yet. */
static void check_result(const struct look *look, const struct grid *grid, const int cell[2],
                         bool is_there, bool asks, double value)
{
    const struct item *item = text_in_cell(&look->list, grid, cell, false);
    check_that(look, (item != NULL) == is_there, "result's text", cell[0], cell[1]);
    if (item && asks)
        check_that(look, strcmp(item->of.text.string, "?") == 0, "asked", cell[0], cell[1]);
    else if (item)
        check_that(look, tells(item, value), "result", cell[0], cell[1]);
}

/* ---- matrix ---- */

/* The step whose cells are lit: at the very end of its way the next one. */
static size_t lit_step(const struct look *look)
{
    return look->part.step + (look->part.progress > 0.5);
}

static bool has_text(const struct look *look, const char *part)
{
    for (size_t i = 0; i < look->list.count; i++)
        if (is_part(&look->list.items[i], part))
            return true;
    return false;
}

/* Counted term by term: how much of an input unit an output unit takes. */
static double weight_between(const struct simulation *layer, size_t output, size_t unit)
{
    struct arena arena = {0};
    struct step step;
    double sum = 0;
    simulation_step_at(layer, output, &arena, &step);
    for (size_t t = 0; t < step.term_count; t++)
        if (step.terms[t].kind == CELL_UNIT &&
            tensor_offset(&layer->input, step.terms[t].input) == unit)
            sum += step.terms[t].weight;
    arena_finish(&arena);
    return sum;
}

static void check_matrix(struct look *look)
{
    const struct simulation *layer = look->layer;
    int rows = (int)layer->step_count, columns = (int)tensor_count(&layer->input);
    size_t step = lit_step(look);
    struct grid matrix, x, y;
    assert_true(find_box(&look->list, "matrix.frame", rows, columns, &matrix));
    assert_true(find_box(&look->list, "x.units", columns, 1, &x));
    assert_true(find_box(&look->list, "y.empty", rows, 1, &y));
    bool is_rest = look->part.progress <= 0;
    if (!has_text(look, "matrix.value") || !has_text(look, "x.value"))
        return; /* large matrices have dots for cells */
    look->checks++;
    for (int column = 0; column < columns; column++) {
        bool is_read = weight_between(layer, step, (size_t)column) != 0;
        check_lit(look, &x, column, 0, is_read);
        check_text(look, &x, column, 0, layer->input.values[column], "x");
    }
    for (int row = 0; row < rows; row++) {
        const int cell[2] = {row, 0};
        bool is_now = (size_t)row == step, is_there = (size_t)row <= look->part.step;
        bool asks = look->part.is_question && (size_t)row == look->part.step;
        check_that(look, (paint_in(look, &y, row, 0, COLOR_NOW) > 0.99) == is_now, "y now", row, 0);
        if (is_rest)
            check_result(look, &y, cell, is_there, asks, layer->output.values[row]);
        for (int column = 0; column < columns; column++) {
            double weight = weight_between(layer, (size_t)row, (size_t)column);
            check_lit(look, &matrix, row, column, is_now && weight != 0);
            if (weight != 0)
                check_text(look, &matrix, row, column, weight, "entry");
        }
    }
}

/* Two moments at rest, and both ends of a way. */
static void check_steps(struct look *look, uint64_t *seed, void (*check)(struct look *look))
{
    int last =
        (int)simulation_order_count(look->fixture.simulation, look->fixture.scene->order.value) - 1;
    size_t some = (size_t)pick(seed, 0, last > 0 ? last - 1 : 0);
    const struct moment_part parts[] = {{.step = some},
                                        {.step = (size_t)last, .is_question = true},
                                        {.step = some, .progress = 1e-7},
                                        {.step = some, .progress = 1 - 1e-7}};
    for (size_t i = 0; i < (last > 0 ? 4 : 2); i++) {
        begin_look(look, parts[i]);
        check(look);
    }
}

/* Whether a transposed layer's units find room around a ring. */
static bool fits_ring(int kernel, int dilation, int pad)
{
    return dilation * (kernel - 1) >= 2 * pad;
}

/* No weight is 0, which is drawn as none. */
static void make_matrix(uint64_t *seed, char *text, size_t room)
{
    int groups = pick(seed, 1, 2), in = groups * pick(seed, 1, 2);
    int kernel = pick(seed, 1, 2), pad = pick(seed, 0, 1), dilation = pick(seed, 1, 2);
    const char *theme = pick_theme(seed), *type = pick(seed, 0, 1) ? "ConvTranspose" : "Conv";
    snprintf(text, room,
             "theme: %s\nview: matrix\nshow: {values: true}\n"
             "input: {size: [%d, %d, %d], random: {seed: 3, low: -20, high: 20}}\n"
             "kernel: {random: {seed: 4, low: 1, high: 9}}\n"
             "layer: {type: %s2d, kernel_size: [%d, %d], stride: [1, %d], out_channels: %d, "
             "groups: %d, padding: [0, %d], dilation: [1, %d], padding_mode: %s}\n",
             theme, in, pick(seed, 2, 3), pick(seed, 3, 4), type, pick(seed, 1, 2), kernel,
             pick(seed, 1, 2), pick(seed, 1, 2) * groups, groups, pad, dilation,
             fits_ring(kernel, dilation, pad) && pick(seed, 0, 1) ? "circular" : "zeros");
}

static void rows_of_the_matrix(void **state)
{
    (void)state;
    uint64_t seed = 31;
    int checks = 0;
    for (int round = 0; round < 30; round++) {
        char text[600];
        struct look look = {.text = text};
        make_matrix(&seed, text, sizeof text);
        assert_true(set_up(&look.fixture, text));
        check_steps(&look, &seed, check_matrix);
        checks += look.checks;
        tear_down(&look.fixture);
    }
    assert_true(checks > 50);
}

/* ---- im2col ---- */

/* Weights times windows: a row for each output channel, a column for each position. */
static void check_im2col(struct look *look)
{
    const struct simulation *layer = look->layer;
    bool is_by_position = look->fixture.scene->order.value == ORDER_POSITION;
    int positions = (int)(layer->step_count / layer->out_channels);
    int outputs = (int)layer->out_channels, products;
    size_t step = lit_step(look);
    int channel = is_by_position ? -1 : (int)step / positions, position = (int)step % positions;
    struct grid windows, weights, product;
    struct step here;
    simulation_step_at(layer, 0, &look->fixture.arena, &here);
    products = (int)here.term_count;
    assert_true(find_box(&look->list, "windows.zeros", products, positions, &windows));
    assert_true(find_box(&look->list, "weights.cells", outputs, products, &weights));
    assert_true(find_box(&look->list, "product.empty", outputs, positions, &product));
    for (int n = 0; n < (int)layer->step_count; n++) {
        int row = n / positions, column = n % positions, cell[2] = {row, column};
        bool is_row = channel < 0 || row == channel, is_column = column == position;
        int number = is_by_position ? column : n;
        bool asks = look->part.is_question && number == (int)look->part.step;
        bool is_now = paint_in(look, &product, row, column, COLOR_NOW) > 0.99;
        check_that(look, is_now == (is_row && is_column), "product now", row, column);
        if (look->part.progress <= 0)
            check_result(look, &product, cell, number <= (int)look->part.step, asks,
                         layer->output.values[n]);
        simulation_step_at(layer, (size_t)n, &look->fixture.arena, &here);
        for (int t = 0; t < products; t++) {
            check_lit(look, &weights, row, t, is_row);
            check_text(look, &weights, row, t, here.terms[t].weight, "weight");
            check_lit(look, &windows, t, column, is_column);
            check_text(look, &windows, t, column, here.terms[t].value, "window's value");
        }
    }
}

static void make_im2col(uint64_t *seed, char *text, size_t room)
{
    const char *theme = pick_theme(seed), *order = pick(seed, 0, 1) ? "output" : "position";
    const char *type = pick(seed, 0, 1) ? "ConvTranspose" : "Conv";
    snprintf(text, room,
             "theme: %s\nview: im2col\norder: %s\nshow: {values: true}\n"
             "input: {size: [%d, %d, %d], random: {seed: 3, low: -20, high: 20}}\n"
             "kernel: {random: {seed: 4, low: -9, high: 9}}\n"
             "layer: {type: %s2d, kernel_size: [%d, %d], stride: [1, %d], out_channels: %d, "
             "padding: [0, %d], dilation: [1, %d]}\n",
             theme, order, pick(seed, 1, 2), pick(seed, 2, 3), pick(seed, 3, 4), type,
             pick(seed, 1, 2), pick(seed, 1, 2), pick(seed, 1, 2), pick(seed, 1, 2),
             pick(seed, 0, 1), pick(seed, 1, 2));
}

static void products_of_windows(void **state)
{
    (void)state;
    uint64_t seed = 52;
    for (int round = 0; round < 30; round++) {
        char text[600];
        struct look look = {.text = text};
        make_im2col(&seed, text, sizeof text);
        assert_true(set_up(&look.fixture, text));
        check_steps(&look, &seed, check_im2col);
        tear_down(&look.fixture);
    }
}

/* ---- scatter ---- */

/* The tap of the kernel by which an input unit reaches an output unit; -1: it does not. */
static int tap_between(const struct simulation *layer, const int unit[2], const int output[2])
{
    int tap = 0;
    for (int i = 0; i < 2; i++) {
        const struct axis *axis = &layer->axis[i];
        int stride = (int)axis->stride, pad = (int)axis->padding_before, of_axis = -1;
        for (int t = 0; t < (int)axis->kernel; t++) {
            int reach = t * (int)axis->dilation - pad;
            int place = unit[i] * stride + reach, round = (int)axis->output;
            if (layer->padding_mode == MODE_CIRCULAR) /* of a transposed layer: a ring */
                place = (place + 100 * round) % round;
            if (layer->is_transposed ? place == output[i] : output[i] * stride + reach == unit[i])
                of_axis = t;
        }
        if (of_axis < 0)
            return -1;
        tap = tap * (int)axis->kernel + of_axis;
    }
    return tap;
}

struct tally {
    int count;
    double sum;
};

/* What the stamps of the first units have left in an output unit. */
static struct tally tally_of(const struct look *look, const int output[2], int units)
{
    const struct simulation *layer = look->layer;
    struct tally tally = {0, layer->has_bias ? layer->bias.values[0] : 0};
    for (int n = 0; n < units; n++) {
        const int unit[2] = {n / (int)layer->axis[1].input, n % (int)layer->axis[1].input};
        int tap = tap_between(layer, unit, output);
        if (tap < 0)
            continue;
        tally.count++;
        tally.sum += layer->kernel.values[tap] * layer->input.values[n];
    }
    return tally;
}

/* "6 + 4" of whole numbers, or "+4" alone. */
static bool tells_added(const struct item *item, double before, double added)
{
    static const char minus[] = "\xe2\x88\x92";
    char text[80];
    if (!strchr(item->of.text.string, ' '))
        return tells(item, added);
    snprintf(text, sizeof text, "%s%g %s %g", before < 0 ? minus : "", fabs(before),
             added < 0 ? minus : "+", fabs(added));
    return strcmp(item->of.text.string, text) == 0;
}

/* Where steps are input units: each output cell has what the stamps so far have left. */
static void check_stamped(const struct look *look, const struct grid *grid, const int cell[2])
{
    const struct simulation *layer = look->layer;
    int step = (int)lit_step(look),
        input[2] = {step / (int)layer->axis[1].input, step % (int)layer->axis[1].input};
    struct tally tally = tally_of(look, cell, step + 1);
    bool is_stamped = tap_between(layer, input, cell) >= 0;
    check_lit(look, grid, cell[0], cell[1], is_stamped);
    if (look->part.progress > 0)
        return;
    const struct item *item = text_in_cell(&look->list, grid, cell, false);
    bool counts = look->fixture.scene->show.overlap == OVERLAP_COUNTED;
    bool is_told = tally.count > 0 || (!counts && layer->has_bias && tally.sum != 0);
    if (tally_of(look, cell, (int)tensor_count(&layer->input)).count == 0)
        is_told = true; /* no stamp ever comes there: what it holds is known from the beginning */
    check_that(look, (item != NULL) == is_told, "reached", cell[0], cell[1]);
    const struct item *small = text_in_cell(&look->list, grid, cell, true);
    check_that(look, !small || is_stamped, "an addend beside the stamp", cell[0], cell[1]);
    struct tally before = tally_of(look, cell, step);
    if (small)
        check_that(look, tells_added(small, before.sum, tally.sum - before.sum),
                   small->of.text.string, cell[0], cell[1]);
    if (item)
        check_that(look, tells(item, counts ? tally.count : tally.sum), item->of.text.string,
                   cell[0], cell[1]);
}

/* Where steps are output units: the units that reach the current one are lit. */
static void check_gathered(const struct look *look, const struct grid *grid, const int cell[2])
{
    const struct simulation *layer = look->layer;
    int n = cell[0] * grid->columns + cell[1], step = (int)lit_step(look);
    struct tally tally = tally_of(look, cell, (int)tensor_count(&layer->input));
    bool is_now = paint_in(look, grid, cell[0], cell[1], COLOR_NOW) > 0.99;
    bool counts = look->fixture.scene->show.overlap == OVERLAP_COUNTED;
    check_that(look, is_now == (n == step), "current", cell[0], cell[1]);
    if (look->part.progress <= 0)
        check_result(look, grid, cell, n <= (int)look->part.step,
                     look->part.is_question && n == (int)look->part.step,
                     counts ? tally.count : tally.sum);
}

/* A unit is stamped as often as the numbers of its row and of its column say, multiplied. */
static void check_cut(const struct look *look, const struct grid *output)
{
    enum { MOST = 100 };
    long counts[2][MOST] = {{0}};
    for (size_t i = 0; i < look->list.count; i++) {
        const struct item *item = &look->list.items[i];
        if (!is_part(item, "cut.number"))
            continue;
        bool is_row = item->key.row == 1;
        struct point cell = point_in_grid(output, item->of.text.at);
        assert_int_equal((int)floor(is_row ? cell.y : cell.x), item->key.column);
        assert_true(is_row ? cell.x > output->columns : cell.y > output->rows);
        counts[is_row][item->key.column] = strtol(item->of.text.string, NULL, 10);
    }
    for (int n = 0; n < output->rows * output->columns; n++) {
        const int cell[2] = {n / output->columns, n % output->columns};
        check_that(look,
                   counts[1][cell[0]] * counts[0][cell[1]] ==
                       tally_of(look, cell, (int)tensor_count(&look->layer->input)).count,
                   "cut", cell[0], cell[1]);
    }
}

/* No unit reaches a row of this output, but its columns are told and shaded all the same. */
static void cut_of_rows_that_none_reach(void **state)
{
    (void)state;
    struct fixture fixture;
    assert_true(set_up(&fixture, "order: input\nshow: {overlap: counts}\ninput: [2, 3]\n"
                                 "layer: {type: ConvTranspose2d, kernel_size: [1, 4], "
                                 "stride: [5, 1], padding: [1, 0]}\n"));
    struct display_list list = draw(&fixture, 0, 0);
    double greens[6] = {0}; /* by column, which 1 2 3 3 2 1 units reach */
    for (size_t i = 0; i < list.count; i++)
        if (is_part(&list.items[i], "cut.bar") && list.items[i].key.row == 0)
            greens[list.items[i].key.column] = list.items[i].of.path.fill.green;
    assert_true(greens[0] > greens[1] && greens[1] > greens[2] && greens[2] > 0);
    for (int i = 0; i < 3; i++)
        assert_true(greens[i] == greens[5 - i]);
    tear_down(&fixture);
}

static void check_scatter(struct look *look)
{
    const struct simulation *layer = look->layer;
    const struct axis *axis = layer->axis;
    bool is_by_output = look->fixture.scene->order.value == ORDER_OUTPUT;
    int sizes[2] = {(int)axis[0].output, (int)axis[1].output}, step = (int)lit_step(look);
    const int current[2] = {step / sizes[1], step % sizes[1]};
    struct grid input, output;
    assert_true(
        find_box(&look->list, "input.units", (int)axis[0].input, (int)axis[1].input, &input));
    assert_true(find_grid(&look->list, "output.empty", -1, sizes, &output));
    for (int n = 0; n < (int)tensor_count(&layer->input); n++) {
        const int cell[2] = {n / input.columns, n % input.columns};
        int tap = tap_between(layer, cell, current);
        bool is_lit = paint_in(look, &input, cell[0], cell[1], COLOR_INPUT_NOW) > 0.99;
        check_that(look, is_lit == (is_by_output ? tap >= 0 : n == step), "unit lit", cell[0],
                   cell[1]);
        if (look->part.progress <= 0 && !is_by_output)
            check_text(look, &input, cell[0], cell[1], layer->input.values[n], "unit");
        const struct item *weight = text_in_cell(&look->list, &input, cell, true);
        if (weight && look->part.progress <= 0)
            check_that(look, tap >= 0 && tells(weight, layer->kernel.values[tap]),
                       weight->of.text.string, cell[0], cell[1]);
    }
    if (look->fixture.scene->show.overlap == OVERLAP_COUNTED)
        check_cut(look, &output);
    for (int n = 0; n < sizes[0] * sizes[1]; n++) {
        const int cell[2] = {n / sizes[1], n % sizes[1]};
        if (is_by_output)
            check_gathered(look, &output, cell);
        else
            check_stamped(look, &output, cell);
    }
}

/* The kernel as it is stamped: a direct layer's lies the other way round. */
static void check_stamp_kernel(const struct look *look)
{
    const struct axis *axis = look->layer->axis;
    int taps = (int)(axis[0].kernel * axis[1].kernel);
    struct grid grid;
    assert_true(
        find_box(&look->list, "kernel.grid", (int)axis[0].kernel, (int)axis[1].kernel, &grid));
    for (int t = 0; t < taps; t++) {
        int tap = look->layer->is_transposed ? t : taps - 1 - t;
        check_text(look, &grid, t / grid.columns, t % grid.columns, look->layer->kernel.values[tap],
                   "weight");
    }
}

static void make_scatter(uint64_t *seed, char *text, size_t room)
{
    static const char *const overlaps[] = {"true", "false", "counts"};
    const char *theme = pick_theme(seed), *overlap = overlaps[pick(seed, 0, 2)];
    const char *order = pick(seed, 0, 1) ? "input" : "output";
    bool is_transposed = pick(seed, 0, 1);
    const char *type = is_transposed ? "ConvTranspose" : "Conv";
    int kernel = pick(seed, 1, 3), pad = pick(seed, 0, 1), dilation = pick(seed, 1, 2);
    bool is_ring = is_transposed && fits_ring(kernel, dilation, pad) && pick(seed, 0, 1);
    snprintf(text, room,
             "theme: %s\nview: scatter\norder: %s\nshow: {overlap: %s, values: true}\nbias: %d\n"
             "input: {size: [%d, %d], random: {seed: %d, low: -9, high: 9}}\n"
             "kernel: {random: {seed: 4, low: -5, high: 5}}\n"
             "layer: {type: %s2d, kernel_size: [%d, %d], stride: [%d, %d], padding: [0, %d], "
             "dilation: [1, %d], padding_mode: %s}\n",
             theme, order, overlap, pick(seed, 0, 2), pick(seed, 3, 4), pick(seed, 5, 6),
             pick(seed, 1, 99), type, pick(seed, 1, 3), kernel, pick(seed, 1, 2), pick(seed, 1, 3),
             pad, dilation, is_ring ? "circular" : "zeros");
}

static void stamps_and_their_sums(void **state)
{
    (void)state;
    uint64_t seed = 91;
    for (int round = 0; round < 60; round++) {
        char text[600];
        struct look look = {.text = text};
        make_scatter(&seed, text, sizeof text);
        assert_true(set_up(&look.fixture, text));
        check_steps(&look, &seed, check_scatter);
        check_stamp_kernel(&look);
        tear_down(&look.fixture);
    }
}

/* ---- products ---- */

/* From below the last product of the diagonal, where that is in the table, down to the sum. */
static void check_way(struct look *look)
{
    const struct axis *a = &look->layer->axis[0];
    int step = (int)lit_step(look), column = step * (int)a->stride - (int)a->padding_before;
    struct grid table = {0}, y = {0};
    assert_true(find_box(&look->list, "product.cells", (int)a->kernel, (int)a->input, &table));
    assert_true(find_box(&look->list, "y.empty", 1, (int)a->output, &y));
    int ways = 0;
    for (size_t i = 0; look->part.progress <= 0 && i < look->list.count; i++) {
        const struct item *item = &look->list.items[i];
        if (item->kind != ITEM_PATH || !is_part(item, "way"))
            continue;
        const struct path *path = &item->of.path.path;
        struct point from = path->points[0], to = path->points[path->point_count - 1];
        struct point below = point_on_page(&table, (double)a->kernel, column + 0.5);
        struct point sum = point_on_page(&y, 0, step + 0.5);
        check_that(look, hypot(to.x - sum.x, to.y - sum.y) < 0.01, "way to", 0, step);
        if (column >= 0)
            check_that(look, hypot(from.x - below.x, from.y - below.y) < 0.01, "way from", 0, step);
        ways++;
    }
    check_that(look, look->part.progress > 0 || ways == 1, "ways", 0, step);
}

/* A unit and a weight meet in a cell; those of an output are lit: its window's taps. */
static void check_products(struct look *look)
{
    const struct simulation *layer = look->layer;
    const struct axis *a = &layer->axis[0];
    int rows = (int)a->kernel, columns = (int)a->input, outputs = (int)a->output;
    int64_t step = (int64_t)lit_step(look);
    struct grid table, x, w, y;
    assert_true(find_box(&look->list, "product.cells", rows, columns, &table));
    assert_true(find_box(&look->list, "x.units", 1, columns, &x));
    assert_true(find_box(&look->list, "w.cells", rows, 1, &w));
    assert_true(find_box(&look->list, "y.empty", 1, outputs, &y));
    bool is_flipped = layer->layer->flip.value;
    for (int row = 0; row < rows; row++) {
        int weight = is_flipped ? row : rows - 1 - row, tap = is_flipped ? rows - 1 - row : weight;
        int64_t read = step * a->stride + tap - a->padding_before;
        check_lit(look, &w, row, 0, read >= 0 && read < columns);
        check_text(look, &w, row, 0, layer->kernel.values[weight], "weight");
        for (int column = 0; column < columns; column++) {
            check_lit(look, &table, row, column, column == read);
            check_text(look, &table, row, column,
                       layer->kernel.values[weight] * layer->input.values[column], "product");
            if (row == 0)
                check_text(look, &x, 0, column, layer->input.values[column], "unit");
        }
    }
    for (int output = 0; output < outputs; output++) {
        const int cell[2] = {0, output};
        bool asks = look->part.is_question && (size_t)output == look->part.step;
        check_that(look, (paint_in(look, &y, 0, output, COLOR_NOW) > 0.99) == (output == step),
                   "y now", 0, output);
        if (look->part.progress <= 0)
            check_result(look, &y, cell, (size_t)output <= look->part.step, asks,
                         layer->output.values[output]);
    }
    check_way(look);
    look->checks++;
}

static void diagonals_of_products(void **state)
{
    (void)state;
    uint64_t seed = 57;
    for (int round = 0; round < 40; round++) {
        char text[600];
        int kernel = pick(&seed, 1, 4);
        struct look look = {.text = text};
        const char *theme = pick_theme(&seed);
        snprintf(text, sizeof text,
                 "theme: %s\nview: products\ninput: {size: %d, random: {seed: 8, low: 1}}\n"
                 "kernel: {random: {seed: %d, low: -9, high: 9}}\n"
                 "layer: {type: Conv1d, kernel_size: %d, flip: %s, stride: %d, "
                 "padding: [[%d, %d]]}\n",
                 theme, pick(&seed, 4, 9), round, kernel, pick(&seed, 0, 1) ? "true" : "false",
                 pick(&seed, 1, 2), pick(&seed, 0, kernel - 1), pick(&seed, 0, kernel - 1));
        assert_true(set_up(&look.fixture, text));
        check_steps(&look, &seed, check_products);
        assert_true(look.checks > 1);
        tear_down(&look.fixture);
    }
}

/* ---- cache ---- */

/* What a causal layer keeps: the units that its window spans, zeros before the first. */
static void check_cache(struct look *look)
{
    const struct simulation *layer = look->layer;
    const struct axis *a = &layer->axis[0];
    int columns = (int)((a->kernel - 1) * a->dilation + 1), units = (int)a->input;
    if (look->part.progress > 0)
        return; /* its units are on their way */
    int64_t newest = (int64_t)look->part.step * a->stride;
    struct grid x, cache, w;
    assert_true(find_box(&look->list, "x.units", 1, units, &x));
    assert_true(find_box(&look->list, "cache.cells", 1, columns, &cache));
    assert_true(find_box(&look->list, "w.cells", 1, columns, &w));
    for (int column = 0; column < columns; column++) {
        int64_t unit = newest - (columns - 1) + column;
        bool is_tap = column % (int)a->dilation == 0;
        int tap = column / (int)a->dilation, last = (int)a->kernel - 1;
        check_text(look, &cache, 0, column, unit < 0 ? 0 : layer->input.values[unit], "kept");
        if (is_tap)
            check_text(look, &w, 0, column,
                       layer->kernel.values[layer->layer->flip.value ? last - tap : tap], "weight");
    }
    for (int unit = 0; unit < units; unit++)
        check_lit(look, &x, 0, unit, unit == newest);
    look->checks++;
}

static void streams_and_their_caches(void **state)
{
    (void)state;
    uint64_t seed = 77;
    for (int round = 0; round < 30; round++) {
        char text[600];
        struct look look = {.text = text};
        const char *theme = pick_theme(&seed);
        snprintf(text, sizeof text,
                 "theme: %s\nview: cache\ninput: {size: %d, random: {seed: 8, low: 1}}\n"
                 "kernel: {random: {seed: %d, low: -9, high: 9}}\n"
                 "layer: {type: Conv1d, kernel_size: %d, flip: %s, stride: %d, dilation: %d, "
                 "padding: causal}\n",
                 theme, pick(&seed, 4, 9), round, pick(&seed, 1, 3),
                 pick(&seed, 0, 1) ? "true" : "false", pick(&seed, 1, 2), pick(&seed, 1, 2));
        assert_true(set_up(&look.fixture, text));
        check_steps(&look, &seed, check_cache);
        assert_true(look.checks > 1);
        tear_down(&look.fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cut_of_rows_that_none_reach), cmocka_unit_test(streams_and_their_caches),
        cmocka_unit_test(diagonals_of_products),       cmocka_unit_test(rows_of_the_matrix),
        cmocka_unit_test(products_of_windows),         cmocka_unit_test(stamps_and_their_sums),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
