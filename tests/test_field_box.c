/* SPDX-License-Identifier: MIT */
/* The boxes of large stacks' receptive fields are those round the cells that small ones show. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "drawing/map/field.h"
#include "drawing_fixture.h"

static struct area area_round(const struct reach *reach)
{
    struct area area = {0};
    for (size_t i = 0; i < reach->cell_count; i++) {
        const int64_t *place = reach->cells[i].place;
        struct area cell = {(double)place[0], (double)place[1], 1, 1};
        area = area.rows > 0 ? area_joined(area, cell) : cell;
    }
    return area;
}

/* For every output unit of a stack. */
static void check_stack(const char *layers)
{
    struct fixture fixture;
    struct arena text = {0};
    assert_true(
        set_up(&fixture, arena_format(&text, "input: {size: [13, 11]}\nlayers: [%s]\n", layers)));
    const struct simulation *top = fixture.simulation;
    struct levels levels;
    levels_read_planes(&levels, top);
    assert_false(levels.has_boxes);
    levels.has_boxes = true;
    for (size_t unit = 0; unit < tensor_count(&top->output); unit++) {
        struct reach_box boxes[MOST_LEVELS] = {0};
        struct field field = {.top = levels.count - 1, .unit = unit, .boxes = boxes};
        struct reach_cell cell = {.unit = unit, .paths = 1};
        struct reach reach = {.cell_count = 1, .read_count = 1, .cells = &cell}, below;
        simulation_reach_boxes(top, unit, SIZE_MAX, field.boxes);
        for (size_t i = field.top; i-- > 0; reach = below) {
            simulation_reach(levels.level[i].above, &reach, &fixture.arena, &below);
            struct area cells = area_round(&below), box = field_box(&field, &levels, i);
            if (cells.row != box.row || cells.column != box.column || cells.rows != box.rows ||
                cells.columns != box.columns)
                fail_msg("%s, unit %zu, level %zu: %g %g %g %g, not %g %g %g %g", layers, unit, i,
                         box.row, box.column, box.rows, box.columns, cells.row, cells.column,
                         cells.rows, cells.columns);
        }
    }
    arena_finish(&text);
    tear_down(&fixture);
}

static void boxes_are_round_cells(void **state)
{
    (void)state;
    check_stack("{type: Conv2d, kernel_size: 3}, {type: MaxPool2d, kernel_size: 2}");
    check_stack("{type: Conv2d, kernel_size: [3, 2], padding: 1}, {type: ReLU}, "
                "{type: Conv2d, kernel_size: 3, stride: [2, 1], padding: [0, 2]}");
    check_stack("{type: Conv2d, kernel_size: 3, dilation: 2, padding: 2}, "
                "{type: Conv2d, kernel_size: 2, dilation: [3, 1]}");
    check_stack("{type: MaxPool2d, kernel_size: 3, stride: 2, padding: 1}, "
                "{type: ConvTranspose2d, kernel_size: 3, stride: 2, padding: 1}");
    check_stack("{type: Conv2d, kernel_size: 3, padding: 1}, "
                "{type: AdaptiveAvgPool2d, output_size: [4, 3]}");
}

/* A unit in the middle of the output sees 5 x 5 units, in all 64 channels. */
static void large_stacks_show_boxes(void **state)
{
    (void)state;
    struct fixture fixture;
    assert_true(set_up(&fixture,
                       "view: stack\ninput: {size: [224, 224], channels: 64}\n"
                       "layers:\n"
                       "  - {type: Conv2d, in_channels: 64, out_channels: 64, kernel_size: 3}\n"
                       "  - {type: Conv2d, in_channels: 64, out_channels: 64, kernel_size: 3}\n"));
    struct display_list list = draw(&fixture, 110 * 220 + 110, 0);
    size_t boxes = 0;
    for (size_t i = 0; i < list.count; i++)
        boxes += strcmp(list.items[i].key.part, "input.edge") == 0 &&
                 list.items[i].of.path.fill.alpha > 0;
    assert_int_equal(boxes, 1);
    tear_down(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(boxes_are_round_cells),
        cmocka_unit_test(large_stacks_show_boxes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
