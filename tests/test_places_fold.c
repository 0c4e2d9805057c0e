/* SPDX-License-Identifier: MIT */
/* View fold by place: the cells that a step lights in the columns are those that a naive walk over
 * all blocks finds at the unit, each shows its own digits, and the outlines are those blocks'. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "places.h"

struct shape {
    int kernel[2], stride[2], padding[2], output[2], blocks[2], channels;
};

static struct shape random_shape(uint64_t *seed)
{
    struct shape shape = {.channels = pick(seed, 1, 3)};
    for (int i = 0; i < 2; i++) {
        shape.kernel[i] = pick(seed, 1, 3);
        shape.stride[i] = pick(seed, 1, 3);
        shape.padding[i] = pick(seed, 0, shape.kernel[i] - 1);
        shape.output[i] = pick(seed, shape.kernel[i], 6);
        shape.blocks[i] =
            (shape.output[i] + 2 * shape.padding[i] - shape.kernel[i]) / shape.stride[i] + 1;
    }
    return shape;
}

static const struct item *find(const struct display_list *list, const char *part, int row,
                               int column)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        if (is_part(item, part) && item->key.row == row && item->key.column == column)
            return item;
    }
    return NULL;
}

/* Walks over all blocks: those with a tap on the unit. Their cells are lit and no others. */
static size_t check_cells(struct fixture *fixture, const struct display_list *list,
                          const struct shape *shape, const int unit[3])
{
    size_t lit = 0;
    int taps = shape->kernel[0] * shape->kernel[1];
    for (int column = 0; column < shape->blocks[0] * shape->blocks[1]; column++)
        for (int row = 0; row < shape->channels * taps; row++) {
            int block[2] = {column / shape->blocks[1], column % shape->blocks[1]};
            int tap[2] = {row % taps / shape->kernel[1], row % shape->kernel[1]};
            bool meets = row / taps == unit[0];
            for (int i = 0; i < 2; i++)
                meets &= block[i] * shape->stride[i] + tap[i] - shape->padding[i] == unit[1 + i];
            const struct item *cell = find(list, "input.lit", row, column);
            const struct item *digits = find(list, "input.lit.value", row, column);
            assert_int_equal(cell != NULL, meets);
            assert_int_equal(digits != NULL, meets);
            if (!meets)
                continue;
            const struct tensor *input = &fixture->simulation->input;
            struct rectangle at = bounds_of(&cell->of.path.path);
            double value = input->values[row * shape->blocks[0] * shape->blocks[1] + column];
            assert_float_equal(atof(digits->of.text.string), value, 1e-9);
            assert_true(digits->of.text.at.x > at.x && digits->of.text.at.x < at.x + at.width);
            assert_true(digits->of.text.at.y > at.y && digits->of.text.at.y < at.y + at.height);
            lit++;
        }
    return lit;
}

/* As many outlines as blocks; all of them hold the current unit. */
static void check_blocks(const struct display_list *list, size_t lit)
{
    const struct item *now = NULL, *blocks = NULL;
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];
        now = is_part(item, "now.cell") ? item : now;
        blocks = is_part(item, "blocks") ? item : blocks;
    }
    assert_non_null(now);
    assert_int_equal(blocks != NULL, lit > 0);
    if (!blocks)
        return;
    struct rectangle unit = bounds_of(&now->of.path.path);
    size_t corners = blocks->of.path.path.point_count / lit;
    assert_int_equal(blocks->of.path.path.point_count, corners * lit);
    for (size_t i = 0; i < lit; i++) {
        struct path one = {.point_count = corners,
                           .points = blocks->of.path.path.points + i * corners};
        struct rectangle at = bounds_of(&one);
        assert_true(at.x <= unit.x + 1e-6 && at.y <= unit.y + 1e-6);
        assert_true(at.x + at.width >= unit.x + unit.width - 1e-6);
        assert_true(at.y + at.height >= unit.y + unit.height - 1e-6);
    }
}

static void test_what_a_step_lights(void **state)
{
    (void)state;
    uint64_t seed = 5;
    for (int round = 0; round < 40; round++) {
        struct shape shape = random_shape(&seed);
        struct fixture fixture;
        char text[600];
        snprintf(text, sizeof text,
                 "input: {size: [%d, %d], random: {seed: %d, low: 0, high: 99}}\n"
                 "layer: {type: Fold, output_size: [%d, %d], kernel_size: [%d, %d], "
                 "stride: [%d, %d], padding: [[%d, %d], [%d, %d]]}\ntheme: %s\n",
                 shape.channels * shape.kernel[0] * shape.kernel[1],
                 shape.blocks[0] * shape.blocks[1], round, shape.output[0], shape.output[1],
                 shape.kernel[0], shape.kernel[1], shape.stride[0], shape.stride[1],
                 shape.padding[0], shape.padding[0], shape.padding[1], shape.padding[1],
                 pick_theme(&seed));
        assert_true(set_up(&fixture, text));
        assert_string_equal(drawing_view_name(&fixture.drawing), "fold");
        for (size_t n = 0; n < fixture.simulation->step_count; n++) {
            struct display_list list = draw_part(&fixture, (struct moment_part){.step = n});
            int size = shape.output[0] * shape.output[1];
            const int unit[] = {(int)n / size, (int)n % size / shape.output[1],
                                (int)n % shape.output[1]};
            check_blocks(&list, check_cells(&fixture, &list, &shape, unit));
        }
        tear_down(&fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_what_a_step_lights)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
