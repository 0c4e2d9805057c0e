/* SPDX-License-Identifier: MIT */
/* View transpose against the terms of the simulation: the windows of both columns are the cells of
 * a step, and what has been stamped is the weighted sum of what was gathered. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "places.h"

static const struct item *value_at(const struct display_list *list, const char *part, int column,
                                   size_t row, size_t at)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct item_key *key = &list->items[i].key;
        if (is_part(&list->items[i], part) && key->channel == column && key->row == (int)row &&
            key->column == (int)at)
            return &list->items[i];
    }
    return NULL;
}

/* How many cells the taps on units of a column's window cover. */
static double lit_cells(const struct fixture *fixture, const struct display_list *list, int column)
{
    double cell = fixture->scene->theme.cell_pt, all = 0;
    /* the projection keeps areas: (1, -0.5) and (0.7, 0.65) span a square's */
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (!is_part(item, "window.taps") || item->key.channel != column)
            continue;
        const struct path *path = &item->of.path.path;
        for (size_t p = 0; p + 3 < path->point_count; p += 4) {
            struct point a = path->points[p], b = path->points[p + 1], c = path->points[p + 2];
            all += fabs((b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x));
        }
    }
    return all / (cell * cell);
}

static void check_step(const struct fixture *fixture, const char *text, size_t n)
{
    const struct simulation *layer = fixture->simulation;
    bool is_transposed = layer->is_transposed;
    struct display_list list = draw((struct fixture *)fixture, n, 0);
    struct arena arena = {0};
    /* the large map: of a direct layer its input, else its output */
    const struct tensor *large = is_transposed ? &layer->output : &layer->input;
    double *sums = arena_allocate(&arena, tensor_count(large), sizeof *sums);
    double *last = arena_allocate(&arena, tensor_count(large), sizeof *last);
    size_t *times = arena_allocate(&arena, tensor_count(large), sizeof *times);
    bool *is_now = arena_allocate(&arena, tensor_count(large), sizeof *is_now);
    bool *is_ever = arena_allocate(&arena, tensor_count(large), sizeof *is_ever);
    size_t steps = tensor_count(&layer->output), terms = 0;
    for (size_t o = 0; o < steps; o++) {
        struct step step;
        simulation_step_at(layer, o, &arena, &step);
        for (size_t t = 0; t < step.term_count; t++) {
            const struct term *term = &step.terms[t];
            if (term->kind != CELL_UNIT)
                continue;
            size_t unit = tensor_offset(&layer->input, term->input);
            size_t small = is_transposed ? unit : o, cell = is_transposed ? o : unit;
            double value = is_transposed ? term->value : layer->output.values[o];
            is_ever[cell] = true;
            if (small > n)
                continue;
            times[cell]++;
            is_now[cell] |= small == n;
            terms += small == n;
            *(small == n ? &last[cell] : &sums[cell]) += term->weight * value;
        }
    }
    int stamped = is_transposed ? 0 : 1;
    double bias = is_transposed && layer->has_bias ? layer->bias.values[0] : 0;
    for (int column = 0; column < 2; column++) {
        const struct item *arrow = value_at(&list, "direction", column, (size_t)-1, (size_t)-1);
        const struct point *points = arrow ? arrow->of.path.path.points : NULL;
        if (!points || (points[1].y < points[0].y) != (column != stamped))
            fail_msg("%scolumn %d: the arrow does not point from what is read to what is written",
                     text, column);
        if (fabs(lit_cells(fixture, &list, column) - (double)terms) > 1e-6)
            fail_msg("%sstep %zu: column %d lights %g cells for %zu terms", text, n, column,
                     lit_cells(fixture, &list, column), terms);
    }
    for (size_t i = 0; i < tensor_count(large); i++) {
        const struct item *item =
            value_at(&list, "output.value", stamped, i / large->size[2], i % large->size[2]);
        /* what no stamp ever reaches is known from the beginning, and so is the bias */
        if ((item != NULL) != (times[i] > 0 || !is_ever[i] || bias != 0))
            fail_msg("%sstep %zu: cell %zu has %s", text, n, i, item ? "a text" : "none");
        char expected[80];
        sums[i] += bias;
        if (is_now[i] && (times[i] > 1 || bias != 0))
            snprintf(expected, sizeof expected, "%g + %g", sums[i], last[i]);
        else
            snprintf(expected, sizeof expected, "%g", sums[i] + last[i]);
        if (item && strcmp(item->of.text.string, expected) != 0)
            fail_msg("%sstep %zu: cell %zu says %s, not %s", text, n, i, item->of.text.string,
                     expected);
    }
    arena_finish(&arena);
}

/* Of a transposed layer before any product of the step has come: they stand in place of their
 * weights, and the output is as the units before leave it. */
static void check_told(struct fixture *fixture, const char *text, size_t n)
{
    const struct simulation *layer = fixture->simulation;
    struct moment moment = {.part_count = 1,
                            .parts = {{.step = n, .telling = TELLS_PRODUCTS, .told = 1}}};
    struct display_list list, before = {0};
    size_t columns = layer->output.size[2], kernel = layer->kernel.size[3];
    double bias = layer->has_bias ? layer->bias.values[0] : 0;
    drawing_draw(&fixture->drawing, &moment, &fixture->arena, &list);
    if (n > 0)
        before = draw(fixture, n - 1, 0);
    for (size_t i = 0; i < tensor_count(&layer->kernel); i++) {
        const struct item *item = value_at(&list, "window.product", 0, i / kernel, i % kernel);
        char expected[40];
        size_t weight =
            layer->is_turned ? i : tensor_count(&layer->kernel) - 1 - i; /* as stamped */
        snprintf(expected, sizeof expected, "%g",
                 layer->kernel.values[weight] * layer->input.values[n]);
        if (!item || strcmp(item->of.text.string, expected) != 0)
            fail_msg("%sstep %zu: weight %zu has product %s, not %s", text, n, i,
                     item ? item->of.text.string : "none", expected);
    }
    for (size_t i = 0; i < tensor_count(&layer->output); i++) {
        const struct item *now = value_at(&list, "output.value", 0, i / columns, i % columns);
        const struct item *then = value_at(&before, "output.value", 0, i / columns, i % columns);
        double sum = 0, added = 0;
        if (n == 0) { /* nothing but the bias, and zeros where no stamp ever comes */
            if (now && strtod(now->of.text.string, NULL) != bias)
                fail_msg("%scell %zu says %s before any stamp", text, i, now->of.text.string);
            continue;
        }
        assert_int_equal(now != NULL, then != NULL);
        if (!now)
            continue;
        int parts = sscanf(then->of.text.string, "%lf + %lf", &sum, &added);
        if (strchr(now->of.text.string, '+') || strtod(now->of.text.string, NULL) != sum + added)
            fail_msg("%sstep %zu: cell %zu says %s after %s (%d)", text, n, i, now->of.text.string,
                     then->of.text.string, parts);
    }
}

/* The second column of a transposed layer reads what the first writes: it has a number once no
 * later unit adds to it, and a sum once all that it gathers is there. */
static void check_finished(struct fixture *fixture, const char *text, size_t n)
{
    const struct simulation *layer = fixture->simulation;
    struct display_list list = draw(fixture, n, 0);
    size_t units = tensor_count(&layer->input), cells = layer->step_count;
    bool *is_pending = arena_allocate(&fixture->arena, cells, sizeof *is_pending);
    bool *waits = arena_allocate(&fixture->arena, units, sizeof *waits);
    for (int round = 0; round < 2; round++)
        for (size_t o = 0; o < cells; o++) {
            struct step step;
            simulation_step_at(layer, o, &fixture->arena, &step);
            for (size_t t = 0; t < step.term_count; t++) {
                if (step.terms[t].kind != CELL_UNIT)
                    continue;
                size_t unit = tensor_offset(&layer->input, step.terms[t].input);
                is_pending[o] |= unit > n;
                waits[unit] |= is_pending[o]; /* whole in the second round */
            }
        }
    for (size_t o = 0, columns = layer->output.size[2]; o < cells; o++) {
        size_t row = o / columns + (size_t)layer->axis[0].padding_before;
        size_t column = o % columns + (size_t)layer->axis[1].padding_before;
        if ((value_at(&list, "input.value", 1, row, column) == NULL) != is_pending[o])
            fail_msg("%sstep %zu: input %zu of the second column", text, n, o);
    }
    for (size_t u = 0, columns = layer->input.size[2]; u < units; u++)
        if ((value_at(&list, "output.value", 1, u / columns, u % columns) == NULL) !=
            (u > n || waits[u]))
            fail_msg("%sstep %zu: output %zu of the second column", text, n, u);
}

static void both_columns_follow_the_terms(void **state)
{
    (void)state;
    uint64_t seed = 5;
    int drawn = 0;
    for (int round = 0; round < 150; round++) {
        char text[600];
        bool is_transposed = pick(&seed, 0, 1);
        int stride = pick(&seed, 1, 3), kernel = pick(&seed, 1, 3), wide = pick(&seed, 1, 3);
        int pad = kernel > 1 && wide > 1 ? pick(&seed, 0, 1) : 0, dilation = pick(&seed, 1, 2);
        bool may_be_ring = dilation * ((kernel < wide ? kernel : wide) - 1) >= 2 * pad;
        snprintf(text, sizeof text,
                 "view: transpose\nshow: {values: true}\n"
                 "input: {size: [%d, %d], random: {seed: %d, low: 0, high: 4}}\n"
                 "layer: {type: %s, kernel_size: [%d, %d], stride: %d, padding: %d, dilation: %d, "
                 "flip: %s, padding_mode: %s}\n"
                 "kernel: {random: {seed: %d, low: 0, high: 3}}\nbias: [%d]\n",
                 is_transposed ? pick(&seed, 2, 3) : pick(&seed, 5, 7),
                 is_transposed ? pick(&seed, 2, 4) : pick(&seed, 5, 7), pick(&seed, 1, 99),
                 is_transposed ? "ConvTranspose2d" : "Conv2d", kernel, wide, stride, pad, dilation,
                 pick(&seed, 0, 1) ? "true" : "false",
                 may_be_ring && pick(&seed, 0, 1) ? "circular" : "zeros", pick(&seed, 1, 99),
                 pick(&seed, 0, 2));
        struct fixture fixture;
        if (set_up(&fixture, text)) {
            size_t units = tensor_count(is_transposed ? &fixture.simulation->input
                                                      : &fixture.simulation->output);
            size_t step = (size_t)pick(&seed, 0, (int)units - 1);
            check_step(&fixture, text, step);
            if (is_transposed) {
                check_told(&fixture, text, step);
                check_finished(&fixture, text, step);
            }
            drawn++;
        }
        tear_down(&fixture);
    }
    assert_true(drawn > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_columns_follow_the_terms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
