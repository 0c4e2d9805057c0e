/* SPDX-License-Identifier: MIT */
/* drawing: the sum of a step, as it reads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <math.h>
#include <stdlib.h>

#include <cmocka.h>

#include "drawing_fixture.h"

#define INPUT "input: {values: [[3, 3, 2], [0, -1, 1], [3, 1, 2]]}\n"
#define KERNEL "kernel: {values: [[0, 1], [2, -2]]}\n"

/* The runs of a list's sum, one after the other; where a total is on its way, that after "->". */
static void read_sum(const struct display_list *list, struct buffer *out)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (item->kind != ITEM_TEXT)
            continue;
        if (strcmp(item->key.part, "sum.total") == 0)
            buffer_format(out, " -> ");
        if (strcmp(item->key.part, "sum") == 0 || strcmp(item->key.part, "sum.total") == 0)
            buffer_format(out, "%s", item->of.text.string);
    }
    buffer_format(out, "%c", '\0');
}

static void check_sum(const char *text, size_t step, double progress, const char *expected)
{
    struct fixture fixture;
    struct buffer sum = {0};
    assert_true(set_up(&fixture, text));
    struct display_list list = draw(&fixture, step, progress);
    read_sum(&list, &sum);
    if (strcmp(sum.bytes, expected) != 0)
        fail_msg("%s\nis      %s\ninstead %s", text, sum.bytes, expected);
    buffer_finish(&sum);
    tear_down(&fixture);
}

static void every_reduction_reads_right(void **state)
{
    (void)state;
    check_sum(INPUT KERNEL "layer: {type: Conv2d}\n", 0, 0, "3·0+3·1+0·2+(−1)·(−2)=5");
    check_sum(INPUT KERNEL "layer: {type: Conv2d}\nbias: [-7]\n", 0, 0,
              "3·0+3·1+0·2+(−1)·(−2)+(−7)=−2");
    check_sum(INPUT KERNEL "layer: {type: Conv2d, padding: 1}\n", 0, 0, "0·0+0·1+0·2+3·(−2)=−6");
    check_sum(INPUT "kernel: {values: [[1, 2], [2, 1]], divide: 4}\nlayer: {type: Conv2d}\n", 1, 0,
              "(3·1+2·2+(−1)·2+1·1) / 4=1.50");
    check_sum(INPUT "layer: {type: MaxPool2d, kernel_size: 2, stride: 1}\n", 3, 0,
              "max(−1,1,1,2)=2");
    check_sum(INPUT "layer: {type: AvgPool2d, kernel_size: 2, stride: 1}\n", 0, 0,
              "(3+3+0+(−1)) / 4=1.25");
    check_sum(INPUT "layer: {type: LPPool2d, kernel_size: 2, stride: 1, norm_type: 1}\n", 0, 0,
              "|3|+|3|+|0|+|−1|=7");
    check_sum("input: {values: [[3, 4], [0, 0]]}\n"
              "layer: {type: LPPool2d, kernel_size: 2}\n",
              0, 0, "√(32+42+02+02)=5");
    check_sum("input: {values: [[2, 0, 1], [0, 0, 0], [0, 0, 0]]}\n"
              "layer: {type: LPPool2d, kernel_size: 2, norm_type: 3, ceil_mode: true}\n",
              1, 0, "(4/2·(|1|3+|0|3))1/3≈1.26");
    check_sum("input: {values: [-2, 3]}\nlayer: {type: ReLU}\n", 0, 0, "max(0, −2)=0");
    check_sum("input: {values: [0.25, 3]}\nlayer: {type: ReLU}\n", 0, 0, "max(0, 0.25)=0.25");
}

/* A convolution over what a transposed layer stretches: inserted zeros are terms too. */
/* The scales of input and kernel to that of the output: one for each filter. */
static void integers_are_scaled_by_their_filter(void **state)
{
    (void)state;
    static const char text[] =
        INPUT "layer: {type: Conv2d, quantize: {input: {scale: 0.5}, kernel: {scale: [0.25, 0.5]}, "
              "output: {scale: 1}}}\nkernel: {values: [[[[1, 1], [1, 1]]], [[[1, 1], [1, 1]]]]}\n";
    check_sum(text, 0, 0, "round((3·1+3·1+0·1+(−1)·1)·0.125)=1");
    check_sum(text, 4, 0, "round((3·1+3·1+0·1+(−1)·1)·0.25)=1");
}

static void a_transposed_layer_sums_its_windows(void **state)
{
    (void)state;
    check_sum("view: flat\ninput: {values: [[1, 2], [3, 4]]}\n"
              "kernel: {values: [[1, 0], [0, 5]]}\n"
              "layer: {type: ConvTranspose2d, stride: 2}\n",
              0, 0, "0·5+0·0+0·0+1·1=1");
}

static void long_sums_leave_the_middle_out(void **state)
{
    (void)state;
    struct fixture fixture;
    struct buffer sum = {0};
    assert_true(set_up(&fixture, "input: {size: [15, 15], fill: 1}\nview: flat\n"
                                 "layer: {type: Conv2d, kernel_size: 15}\n"
                                 "kernel: {fill: 2}\n"));
    struct display_list list = draw(&fixture, 0, 0);
    read_sum(&list, &sum);
    assert_non_null(strstr(sum.bytes, "1·2+…+1·2=450"));
    buffer_finish(&sum);
    tear_down(&fixture);
}

/* In view channels the sum is of what the maps add, as their cells have it. */
static void channels_add_up(void **state)
{
    (void)state;
    static const char scene[] = "input: {values: [[[1, 2]], [[3, 4]], [[-5, 6]]]}\n"
                                "layer: {type: Conv2d}\nbias: 4\n"
                                "kernel: {values: [[[[2]], [[1]], [[1]]]]}\n";
    check_sum(scene, 0, 0,
              "2+3+(\xe2\x88\x92"
              "5)+4=4");
    check_sum("input: {values: [[[0.1]], [[0.2]]]}\nlayer: {type: Conv2d}\n"
              "kernel: {values: [[[[1]], [[1]]]]}\n",
              0, 0, "0.1+0.2=0.3");
    check_sum("input: {values: [[[1]], [[1]]]}\nlayer: {type: Conv2d}\nshow: {digits: 1}\n"
              "kernel: {values: [[[[0.26]], [[0.26]]]]}\n",
              0, 0,
              "0.3+0.3\xe2\x89\x88"
              "0.5");
}

/* On the way the old sum goes first; then the next one's total flies. */
static struct display_list draw_part(struct fixture *fixture, struct moment_part part)
{
    struct moment moment = {.part_count = 1, .parts = {part}};
    struct display_list list;
    drawing_draw(&fixture->drawing, &moment, &fixture->arena, &list);
    return list;
}

/* Once the window is there; while it slides nothing flies, and the next sum comes in its place. */
/* In view transpose into that of the first layer. */
static void check_flight(const char *scene)
{
    struct fixture fixture;
    assert_true(set_up(&fixture, scene));
    struct moment_part part = {.step = 1, .telling = TELLS_RESULT, .lands = true};
    struct display_list before = draw_part(&fixture, part);
    struct buffer sum = {0};
    read_sum(&before, &sum);
    assert_string_equal(sum.bytes, "");
    part.told = 0.7 - 1e-4; /* then it has arrived */
    struct display_list almost = draw_part(&fixture, part), there = draw(&fixture, 1, 0);
    struct point flown = {0, 0}, cell = {-1, -1};
    for (size_t i = 0; i < almost.count; i++)
        if (strcmp(almost.items[i].key.part, "sum.total") == 0)
            flown = almost.items[i].of.text.at;
    for (size_t i = 0; i < there.count; i++)
        if (strcmp(there.items[i].key.part, "output.value") == 0 &&
            there.items[i].key.channel < 1 && there.items[i].key.row == 0 &&
            there.items[i].key.column == 1)
            cell = there.items[i].of.text.at;
    assert_float_equal(flown.x, cell.x, 0.01);
    assert_float_equal(flown.y, cell.y, 1.5);
    buffer_finish(&sum);
    tear_down(&fixture);
}

static void the_total_moves_into_its_cell(void **state)
{
    (void)state;
    static const char scene[] = INPUT KERNEL "layer: {type: Conv2d}\n";
    check_sum(scene, 0, 0.4, "3·0+3·1+0·2+(−1)·(−2)=5");
    check_sum(scene, 0, 0.6, "3·0+2·1+(−1)·2+1·(−2)=−2");
    check_flight(scene);
    check_flight(INPUT KERNEL "layer: {type: Conv2d}\nview: transpose\n");
}

static struct timeline *created(struct fixture *fixture)
{
    const struct simulation *one = fixture->simulation;
    return create_timeline(fixture->scene, &one, &fixture->report);
}

static void a_question_is_not_answered(void **state)
{
    (void)state;
    struct fixture fixture;
    struct buffer text = {0};
    assert_true(set_up(&fixture, INPUT "layer: {type: MaxPool2d, kernel_size: 2, stride: 1}\n"
                                       "show: {output: question}\n"));
    struct timeline *timeline = created(&fixture);
    for (size_t n = 0; n < 2; n++) {
        struct picture picture;
        struct display_list list;
        timeline_picture_at(timeline, n, &picture);
        drawing_draw(&fixture.drawing, &picture.moment, &fixture.arena, &list);
        read_sum(&list, &text);
        assert_string_equal(text.bytes, n == 0 ? "max(3,3,0,−1)=?" : "max(3,3,0,−1)=3");
        text.length = 0;
        for (size_t i = 0; i < list.count; i++)
            if (strcmp(list.items[i].key.part, "output.value") == 0)
                assert_string_equal(list.items[i].of.text.string, n == 0 ? "?" : "3");
    }
    buffer_finish(&text);
    timeline_destroy(timeline);
    tear_down(&fixture);
}

static void a_step_lasts_as_long_as_its_sum_reads(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double seconds;
    } cases[] = {
        {INPUT KERNEL "layer: {type: Conv2d}\n", 1.167},
        {INPUT KERNEL "layer: {type: Conv2d}\nshow: {sum: false}\n", 1},
        {INPUT KERNEL "layer: {type: Conv2d}\ntheme: guide\n", 1},
        {"input: {size: [5, 5], channels: 9, fill: 1}\n"
         "layer: {type: Conv2d, kernel_size: 5}\nkernel: {fill: 2}\n",
         4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture fixture;
        assert_true(set_up(&fixture, cases[i].text));
        struct timeline *timeline = created(&fixture);
        assert_float_equal(rational_to_double(timeline->shots[0].times.step), cases[i].seconds,
                           0.001);
        timeline_destroy(timeline);
        tear_down(&fixture);
    }
}

/* ---- a sum that is told ---- */

static struct display_list draw_told(struct fixture *fixture, size_t step, enum telling telling,
                                     double told)
{
    return draw_part(fixture, (struct moment_part){.step = step, .telling = telling, .told = told});
}

/* Which unit of the output a cell is, by its key: maps of 1-D layers have a row for each channel,
 * those of 3-D ones a map for each depth. */
static size_t unit_of(const struct simulation *layer, const struct item_key *key)
{
    const size_t *size = layer->output.size;
    size_t map = key->channel < 0 ? 0 : (size_t)key->channel;
    size_t rows = layer->axes == 1 ? size[0] : size[layer->axes - 1];
    return (map * rows + (size_t)key->row) * size[layer->axes] + (size_t)key->column;
}

static bool is_part(const struct item *item, const char *part)
{
    return strcmp(item->key.part, part) == 0;
}

static bool is_any(const struct item *item, const char *const *parts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (is_part(item, parts[i]))
            return true;
    return false;
}

/* Neither the lit cell nor its number; how many products stand in cells or are on their way. */
static size_t check_untold(const struct simulation *layer, const struct display_list *list,
                           const struct step *step)
{
    static const char *const cells[] = {"now.cell", "output.now", "now", "y.now", "product.now"};
    size_t products = 0, places = layer->step_count / layer->out_channels;
    bool is_pair = false;
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (is_any(item, cells, sizeof cells / sizeof *cells))
            assert_true(item->of.path.fill.alpha <= 0);
        if (is_part(item, "output.value") && item->key.channel < (int)layer->out_channels)
            assert_true(unit_of(layer, &item->key) < step->number);
        is_pair |= is_part(item, "direction"); /* the second layer takes what the first gives */
        if (is_pair && is_part(item, "input.value") && item->key.channel == 1)
            assert_true(unit_of(layer, &item->key) - places < step->number);
        if (is_part(item, "y.value"))
            assert_true((size_t)item->key.row < step->number);
        if (is_part(item, "product.value"))
            assert_true((size_t)item->key.row * places + (size_t)item->key.column < step->number);
        assert_false(is_part(item, "chosen.cell") || is_part(item, "input.chosen"));
        products += is_part(item, "window.product") || is_part(item, "sum.product");
    }
    return products;
}

/* What the first terms come to; of a mean over all of them. */
static double part_of_sum(const struct simulation *layer, const struct step *step, size_t count)
{
    double sum = 0, largest = -1e9;
    for (size_t t = 0; t < count; t++) {
        const struct term *term = &step->terms[t];
        sum += layer->has_kernel ? term->weight * term->value : term->value;
        largest = term->value > largest ? term->value : largest;
    }
    if (layer->has_bias && count == step->term_count)
        sum += layer->bias.values[step->output[0]];
    return layer->reduction == REDUCE_LARGEST ? largest
           : layer->reduction == REDUCE_MEAN  ? sum / (double)step->term_count
                                              : sum;
}

static double number_of(const char *text)
{
    static const char minus[] = "\xe2\x88\x92";
    bool is_negative = strncmp(text, minus, strlen(minus)) == 0;
    double number = strtod(is_negative ? text + strlen(minus) : text, NULL);
    return is_negative ? -number : number;
}

/* Whether the page has a cell for a term: a matrix of the whole layer has none for zeros. */
static bool has_cell(const struct scene *scene, const struct term *term)
{
    const char *view = scene->view.word ? scene->view.word : "";
    return term->kind == CELL_UNIT || strcmp(view, "matrix") != 0;
}

/* The products that stand in cells are those of the first terms, in their order: more and more. */
static void check_products(struct fixture *fixture, const struct step *step)
{
    enum { MOMENTS = 12 };
    const struct simulation *layer = fixture->simulation;
    size_t before = 0, all = 0;
    for (size_t t = 0; t < step->term_count; t++)
        all += has_cell(fixture->scene, &step->terms[t]);
    for (int m = 0; m <= MOMENTS; m++) {
        struct display_list list =
            draw_told(fixture, step->number, TELLS_PRODUCTS, (double)m / MOMENTS);
        size_t t = 0, seen = 0;
        for (size_t i = 0; i < list.count; i++) {
            if (!is_part(&list.items[i], "window.product"))
                continue;
            while (t < step->term_count && !has_cell(fixture->scene, &step->terms[t]))
                t++;
            assert_true(t < step->term_count);
            double value = step->terms[t].value * (layer->has_kernel ? step->terms[t].weight : 1);
            double told = number_of(list.items[i].of.text.string);
            if (fabs(value - told) > 0.006)
                fail_msg("%s: %s, not %g",
                         fixture->scene->view.word ? fixture->scene->view.word : "",
                         list.items[i].of.text.string, value);
            t++;
            seen++;
        }
        assert_in_range(seen, before, all);
        before = seen;
    }
    assert_int_equal(before, all);
}

/* Every total that is seen is that of some of the first terms, of more and more of them; the sign
 * before it says whether it is rounded. */
static void check_told(struct fixture *fixture, size_t number)
{
    enum { MOMENTS = 40 };
    const struct simulation *layer = fixture->simulation;
    struct step step;
    size_t seen = 0;
    simulation_step_at(layer, number, &fixture->arena, &step);
    for (int m = 0; m <= MOMENTS; m++) {
        struct buffer text = {0};
        struct display_list list = draw_told(fixture, number, TELLS_SUM, (double)m / MOMENTS);
        read_sum(&list, &text);
        check_untold(layer, &list, &step);
        const char *equals = strstr(text.bytes, "="), *about = strstr(text.bytes, "\xe2\x89\x88");
        if ((equals && equals[1]) || about) {
            double total = number_of(equals ? equals + 1 : about + 3);
            double near = equals ? 1e-9 : 0.006;
            while (seen <= step.term_count && fabs(part_of_sum(layer, &step, seen) - total) > near)
                seen++;
            if (seen > step.term_count)
                fail_msg("%s at %d of %d is no sum of its first terms", text.bytes, m, MOMENTS);
        }
        buffer_finish(&text);
    }
    struct display_list before = draw_told(fixture, number, TELLS_PRODUCTS, 0.99);
    check_untold(layer, &before, &step);
    check_products(fixture, &step);
}

static void a_sum_is_told_by_true_ones(void **state)
{
    (void)state;
    static const char *const layers[] = {
        "layer: {type: Conv2d, kernel_size: 3, padding: 1, stride: 2}\n"
        "kernel: {random: {seed: %d, low: -3, high: 3}}\nbias: [-4]\n",
        "layer: {type: Conv2d, kernel_size: 2}\n"
        "kernel: {random: {seed: %d, low: 0, high: 1, decimals: 2}}\n",
        "layer: {type: ConvTranspose2d, kernel_size: 3, stride: 2}\n"
        "kernel: {random: {seed: %d, low: -3, high: 3}}\nview: flat\n",
        "layer: {type: MaxPool2d, kernel_size: [2, 3]}\n#%d\n",
        "layer: {type: AvgPool2d, kernel_size: 3, padding: 1}\n#%d\n",
        "layer: {type: Conv1d, kernel_size: 3, padding: 1, out_channels: 2}\n"
        "kernel: {random: {seed: %d, low: -3, high: 3}}\nbias: [2, -7]\n",
        "layer: {type: MaxPool1d, kernel_size: 2}\n#%d\n",
        "layer: {type: Conv3d, kernel_size: 2, stride: [2, 1, 1], padding: 1}\n"
        "kernel: {random: {seed: %d, low: -3, high: 3}}\n",
        "layer: {type: Conv2d, kernel_size: [2, 3], padding: 1, out_channels: 2}\nview: matrix\n"
        "kernel: {random: {seed: %d, low: -3, high: 3}}\nbias: [1, -2]\n",
        "layer: {type: ConvTranspose2d, kernel_size: 2, stride: 2}\nview: matrix\n"
        "kernel: {random: {seed: %d, low: -3, high: 3}}\n",
        "layer: {type: Linear, out_channels: 3}\n"
        "kernel: {random: {seed: %d, low: -3, high: 3}}\n",
        "layer: {type: Conv2d, kernel_size: 2, padding: 1, out_channels: 2}\nview: im2col\n"
        "kernel: {random: {seed: %d, low: -3, high: 3}}\n",
        "layer: {type: Conv2d, kernel_size: [3, 2], padding: 1}\nview: heat\n"
        "kernel: {random: {seed: %d, low: -3, high: 3}}\nbias: [5]\n",
        "layer: {type: MaxPool2d, kernel_size: [3, 2]}\nview: heat\n#%d\n",
        "layer: {type: Conv2d, kernel_size: [3, 2], padding: 1}\nview: transpose\n"
        "kernel: {random: {seed: %d, low: -3, high: 3}}\nbias: [5]\n",
    };
    enum { LAYERS = sizeof layers / sizeof *layers };
    static const char *const sizes[LAYERS] = {
        [5] = "3, 6", [6] = "2, 7", [7] = "2, 4, 3",  [8] = "3, 4",
        [9] = "2, 3", [10] = "6",   [11] = "2, 3, 4", [12] = "2, 5, 5"};
    for (int i = 0; i < 3 * LAYERS; i++) {
        char text[512], input[256];
        struct fixture fixture;
        snprintf(text, sizeof text, layers[i % LAYERS], i);
        snprintf(input, sizeof input, "input: {size: [%s], random: {seed: %d, low: -5, high: 9}}\n",
                 sizes[i % LAYERS] ? sizes[i % LAYERS] : "4, 5", i);
        strncat(text, input, sizeof text - strlen(text) - 1);
        assert_true(set_up(&fixture, text));
        assert_true(drawing_tells_sums(&fixture.drawing, 0));
        check_told(&fixture, (fixture.simulation->step_count - 1) / (size_t)(1 + i % 3));
        tear_down(&fixture);
    }
}

/* What stands in an output cell is what has come there so far: of the current unit's products those
 * that have landed, in the kernel's order; of the others all before it. */
static void check_stamp(struct fixture *fixture, size_t number)
{
    enum { MOMENTS = 40 };
    const struct simulation *layer = fixture->simulation;
    size_t count = layer->step_count, landed = 0, all = 0, columns = layer->output.size[2];
    double *before = calloc(count, sizeof *before), *add = calloc(count, sizeof *add);
    assert_true(before && add);
    for (size_t unit = 0; unit < count; unit++) {
        struct step step;
        simulation_step_at(layer, unit, &fixture->arena, &step);
        before[unit] = layer->has_bias ? layer->bias.values[0] : 0;
        for (size_t t = 0; t < step.term_count; t++) {
            const struct term *term = &step.terms[t];
            if (term->kind != CELL_UNIT)
                continue;
            size_t from = tensor_offset(&layer->input, term->input);
            before[unit] += from < number ? term->weight * term->value : 0;
            add[unit] += from == number ? term->weight * term->value : 0;
        }
        all += add[unit] != 0;
    }
    for (int m = 0; m <= MOMENTS; m++) {
        struct display_list list = draw_told(fixture, number, TELLS_SUM, (double)m / MOMENTS);
        size_t new = 0;
        for (size_t i = 0; i < list.count; i++) {
            const struct item *item = &list.items[i];
            size_t unit = (size_t)item->key.row * columns + (size_t)item->key.column;
            if (!is_part(item, "output.value"))
                continue;
            double told = number_of(item->of.text.string);
            bool has_come = add[unit] != 0 && told == before[unit] + add[unit];
            if (!has_come && told != before[unit])
                fail_msg("%g at %zu, neither %g nor %g more", told, unit, before[unit], add[unit]);
            new += has_come;
        }
        assert_in_range(new, landed, all);
        landed = new;
        if (m == 0)
            assert_int_equal(new, 0);
    }
    assert_int_equal(landed, all);
    struct display_list products = draw_told(fixture, number, TELLS_PRODUCTS, 1);
    for (size_t i = 0; i < products.count; i++) {
        const struct item *item = &products.items[i];
        size_t unit = (size_t)item->key.row * columns + (size_t)item->key.column;
        if (is_part(item, "output.value"))
            assert_true(number_of(item->of.text.string) == before[unit]);
    }
    free(before);
    free(add);
}

static void a_stamp_is_told_product_by_product(void **state)
{
    (void)state;
    static const char *const layers[] = {
        "layer: {type: ConvTranspose2d, kernel_size: 3, stride: 2}\n",
        "layer: {type: ConvTranspose2d, kernel_size: 3, padding: 1}\nbias: 4\n",
        "layer: {type: Conv2d, kernel_size: 2}\n",
        "layer: {type: ConvTranspose2d, kernel_size: 2, stride: 2}\nshow: {kernel: false}\n",
    };
    enum { LAYERS = sizeof layers / sizeof *layers };
    for (int i = 0; i < 3 * LAYERS; i++) {
        char text[512];
        struct fixture fixture;
        snprintf(text, sizeof text,
                 "order: input\ninput: {size: [3, 4], random: {seed: %d, low: 1, high: 9}}\n"
                 "kernel: {random: {seed: %d, low: -3, high: 3}}\n%s",
                 i, i + 1, layers[i % LAYERS]);
        assert_true(set_up(&fixture, text));
        assert_true(drawing_tells_sums(&fixture.drawing, 0));
        check_stamp(&fixture, (size_t)(11 / (1 + i % 3)));
        tear_down(&fixture);
    }
}

/* Of view scatter with output units: its cell runs through true partial sums alone, and has none
 * before the first product has come. */
static void check_gathered(struct fixture *fixture, size_t number)
{
    enum { MOMENTS = 60 };
    const struct simulation *layer = fixture->simulation;
    struct step step;
    simulation_step_at(layer, number, &fixture->arena, &step);
    double sums[32] = {layer->has_bias ? layer->bias.values[0] : 0};
    size_t count = 0, seen = 0;
    for (size_t t = 0; t < step.term_count; t++)
        if (step.terms[t].kind == CELL_UNIT) {
            sums[count + 1] = sums[count] + step.terms[t].weight * step.terms[t].value;
            count++;
        }
    for (int m = 0; m <= MOMENTS; m++) {
        struct display_list list = draw_told(fixture, number, TELLS_SUM, (double)m / MOMENTS);
        const struct item *cell = NULL;
        size_t products = 0;
        for (size_t i = 0; i < list.count; i++) {
            const struct item *item = &list.items[i];
            products += is_part(item, "window.product") || is_part(item, "sum.product");
            if (is_part(item, "output.value") && unit_of(layer, &item->key) >= number) {
                assert_true(unit_of(layer, &item->key) == number);
                cell = item;
            }
            if (is_part(item, "now.cell"))
                assert_true(item->of.path.fill.alpha <= 0);
        }
        if (m == 0)
            assert_null(cell);
        if (!cell) {
            assert_int_equal(products, count);
            continue;
        }
        double told = number_of(cell->of.text.string);
        assert_true(products < count);
        while (seen < count && (seen == 0 || told != sums[seen]))
            seen++;
        assert_true(told == sums[seen]);
    }
    assert_true(seen == count || sums[seen] == sums[count]);
    struct display_list products = draw_told(fixture, number, TELLS_PRODUCTS, 1);
    assert_int_equal(check_untold(layer, &products, &step), count);
}

static void an_output_unit_gathers_its_products(void **state)
{
    (void)state;
    static const char *const layers[] = {
        "layer: {type: ConvTranspose2d, kernel_size: 3, stride: 2}\n",
        "layer: {type: ConvTranspose2d, kernel_size: 3, padding: 1}\nbias: 4\n",
        "layer: {type: Conv2d, kernel_size: 2}\n"};
    enum { LAYERS = sizeof layers / sizeof *layers };
    for (int i = 0; i < 3 * LAYERS; i++) {
        char text[512];
        struct fixture fixture;
        snprintf(text, sizeof text,
                 "view: scatter\norder: output\ninput: {size: [3, 4], random: {seed: %d, low: 1, "
                 "high: 9}}\nkernel: {random: {seed: %d, low: 1, high: 3}}\n%s",
                 i, i + 1, layers[i % LAYERS]);
        assert_true(set_up(&fixture, text));
        assert_true(drawing_tells_sums(&fixture.drawing, 0));
        check_gathered(&fixture, (fixture.simulation->step_count - 1) / (size_t)(1 + i % 3));
        tear_down(&fixture);
    }
}

/* On its way to a stamp that has yet to be told nothing of that is seen. Between rows nothing but
 * an outline moves. */
static void a_stamp_goes_back_as_an_outline(void **state)
{
    (void)state;
    struct fixture fixture;
    assert_true(set_up(&fixture, "order: input\ninput: {size: [3, 4], random: {seed: 1, low: 1, "
                                 "high: 9}}\nkernel: {random: {seed: 2, low: 1, high: 3}}\n"
                                 "layer: {type: ConvTranspose2d, kernel_size: 3}\n"));
    for (size_t step = 2; step < 4; step++)
        for (int m = 1; m < 20; m++) {
            struct display_list list = {0};
            const struct moment moment = {
                .part_count = 1,
                .parts = {{.step = step, .progress = m / 20.0, .tells_next = true}}};
            drawing_draw(&fixture.drawing, &moment, &fixture.arena, &list);
            for (size_t i = 0; i < list.count; i++) {
                const struct item *item = &list.items[i];
                if (is_part(item, "stamp.value") && item->of.text.color.alpha > 0)
                    assert_true(m <= 10);
                if (is_part(item, "window.taps") && step == 3 && m >= 4 && m <= 16)
                    assert_true(item->of.path.fill.alpha <= 1e-9);
                if (is_part(item, "window.edge"))
                    assert_true(item->of.path.stroke.color.alpha == 1);
            }
        }
    tear_down(&fixture);
}

/* Where steps are long, and only for whom the view can show it. */
static void long_steps_tell_their_sums(void **state)
{
    (void)state;
    static const struct {
        const char *time;
        bool can, tells, lands;
    } cases[] = {{"timeline: {step: 2}\n", true, true, false},
                 {"timeline: {step: 1.9}\n", true, false, true},
                 {"timeline: {step: 2}\n", false, false, false},
                 {"timeline: {step: 1}\n", false, false, false},
                 {"steps: [{at: 1, say: here}]\ntimeline: {step: 1}\n", true, true, true},
                 {"timeline: {step: 2}\nmotion: reduced\n", true, false, false},
                 {"timeline: {step: 2}\nshow: {output: question}\n", true, false, false},
                 {"timeline: {step: 2}\ntheme: guide\n", true, false, false},
                 {"timeline: {step: 2}\nshow: {values: false}\n", true, false, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[512];
        struct fixture fixture;
        snprintf(text, sizeof text, INPUT KERNEL "layer: {type: Conv2d}\n%s", cases[i].time);
        assert_true(set_up(&fixture, text));
        const struct simulation *one = fixture.simulation;
        struct shot shot = shot_of_scene(fixture.scene, &one);
        shot.tells_sums[0] = cases[i].can;
        const struct film film = {fixture.scene, 1, &shot};
        struct timeline *timeline = timeline_create(&film, &fixture.report);
        assert_non_null(timeline);
        enum telling last = TELLS_ALL;
        size_t telling = 0, landing = 0;
        for (size_t n = 0; n < timeline->picture_count; n++) {
            struct picture picture;
            timeline_picture_at(timeline, n, &picture);
            const struct moment_part *part = &picture.moment.parts[0];
            telling += part->telling == TELLS_PRODUCTS || part->telling == TELLS_SUM;
            landing += part->lands;
            assert_true(!part->lands || part->telling == TELLS_RESULT);
            assert_true(part->told >= 0 && part->told <= 1);
            if (part->telling != TELLS_ALL && last != TELLS_ALL)
                assert_true(part->telling >= last);
            last = part->telling;
        }
        if (cases[i].tells != (telling > 0) || cases[i].lands != (landing > 0))
            fail_msg("%s: %zu pictures tell, %zu land", text, telling, landing);
        for (size_t n = 0; n < timeline->step_count; n++) {
            struct picture still, picture;
            timeline_still_at(timeline, n, &still);
            timeline_picture_at(timeline, still.number, &picture);
            assert_true(still.moment.parts[0].telling == TELLS_ALL);
            assert_memory_equal(&still.moment, &picture.moment, sizeof still.moment);
        }
        timeline_destroy(timeline);
        tear_down(&fixture);
    }
}

/* However long they last, the units of several channels come with the window, nothing before. */
static void places_of_several_channels_land(void **state)
{
    (void)state;
    struct fixture fixture;
    assert_true(set_up(&fixture, INPUT "kernel: {values: [[[[1, 2]]], [[[0, 1]]]]}\n"
                                       "layer: {type: Conv2d}\norder: position\n"
                                       "timeline: {step: 3, hold_first: 0}\n"));
    const struct simulation *one = fixture.simulation;
    struct shot shot = shot_of_scene(fixture.scene, &one);
    shot.tells_sums[0] = drawing_tells_sums(&fixture.drawing, 0);
    const struct film film = {fixture.scene, 1, &shot};
    struct timeline *timeline = timeline_create(&film, &fixture.report);
    assert_non_null(timeline);
    struct picture picture;
    timeline_picture_at(timeline, timeline->first_picture[1] - 1, &picture);
    assert_true(picture.moment.parts[0].tells_next);
    timeline_picture_at(timeline, timeline->first_picture[1], &picture);
    assert_true(picture.moment.parts[0].lands && picture.moment.parts[0].told == 0);
    timeline_destroy(timeline);
    tear_down(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_reduction_reads_right),
        cmocka_unit_test(integers_are_scaled_by_their_filter),
        cmocka_unit_test(a_transposed_layer_sums_its_windows),
        cmocka_unit_test(long_sums_leave_the_middle_out),
        cmocka_unit_test(channels_add_up),
        cmocka_unit_test(the_total_moves_into_its_cell),
        cmocka_unit_test(a_question_is_not_answered),
        cmocka_unit_test(a_step_lasts_as_long_as_its_sum_reads),
        cmocka_unit_test(a_sum_is_told_by_true_ones),
        cmocka_unit_test(a_stamp_is_told_product_by_product),
        cmocka_unit_test(an_output_unit_gathers_its_products),
        cmocka_unit_test(a_stamp_goes_back_as_an_outline),
        cmocka_unit_test(long_steps_tell_their_sums),
        cmocka_unit_test(places_of_several_channels_land),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
