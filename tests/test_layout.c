/* SPDX-License-Identifier: MIT */
/* drawing: which layouts have the same boxes, and what joined ones keep free. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drawing/layout/box.h"
#include "drawing/prepare.h"

/* ---- the same boxes ---- */

struct plan {
    struct area area;
    double scale, spread, room;
    int columns;
    bool is_row, is_oblique, is_nested;
};

static const struct plan usual = {.area = {1, 2, 3, 4}, .scale = 1, .spread = 1.5, .columns = 2};

/* A map, a map with wide columns, a room and a grid of two rooms, side by side. */
static struct layout lay_out(const struct plan *plan, struct arena *arena)
{
    struct layout layout = {0};
    layout_begin(&layout, arena, 0);
    if (plan->is_row)
        layout_row(&layout, in_points(10), ALIGN_MIDDLE);
    else
        layout_column(&layout, in_points(10), ALIGN_MIDDLE);
    if (plan->is_oblique)
        layout_oblique(&layout, plan->area, plan->scale);
    else
        layout_upright(&layout, plan->area, plan->scale);
    layout_spread(&layout, plan->area, plan->spread);
    layout_room(&layout, (struct size){in_cells(plan->room), {0, 5}});
    if (plan->is_nested)
        layout_grid(&layout, plan->columns, (struct size){{0, 1}, {0, 1}}, ALIGN_START);
    layout_room(&layout, (struct size){{0, 5}, in_cells(plan->room)});
    if (!plan->is_nested)
        layout_grid(&layout, plan->columns, (struct size){{0, 1}, {0, 1}}, ALIGN_START);
    layout_room(&layout, (struct size){{0, 5}, {0, 5}});
    layout_end(&layout);
    layout_end(&layout);
    return layout;
}

static void a_box_differs_by_what_it_is(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct layout layout = lay_out(&usual, &arena), again = lay_out(&usual, &arena);
    assert_true(layout_has_same_boxes(&layout, &again));
    layout_attach(&again, 1, SIDE_ABOVE, (struct point){30, 8}, 2); /* words are no box */
    assert_true(layout_has_same_boxes(&layout, &again));
    for (int i = 0; i < 11; i++) {
        struct plan plan = usual;
        double *const numbers[] = {&plan.area.row,     &plan.area.column, &plan.area.rows,
                                   &plan.area.columns, &plan.scale,       &plan.spread,
                                   &plan.room};
        bool *const kinds[] = {&plan.is_row, &plan.is_oblique, &plan.is_nested};
        if (i < 7)
            *numbers[i] += 1;
        else if (i < 10)
            *kinds[i - 7] = true;
        else
            plan.columns++;
        struct layout other = lay_out(&plan, &arena);
        if (layout_has_same_boxes(&layout, &other))
            fail_msg("change %d makes no other box", i);
    }
    again.count--;
    assert_false(layout_has_same_boxes(&layout, &again));
    arena_finish(&arena);
}

/* ---- joined ---- */

static void joined_boxes_stand_in_one_place(void **state)
{
    (void)state;
    enum { MAP = 1, WIDE = 2, COUNT = 3 };
    const double cell = 20;
    struct arena arena = {0};
    struct plan other = usual;
    struct layout all[COUNT] = {lay_out(&usual, &arena), lay_out(&usual, &arena)};
    other.columns++;
    all[2] = lay_out(&other, &arena);
    struct layout *const layouts[COUNT] = {&all[0], &all[1], &all[2]};
    layout_attach(&all[0], MAP, SIDE_LEFT, (struct point){30, 8}, 2);
    layout_attach(&all[1], MAP, SIDE_LEFT, (struct point){10, 8}, 2);
    layout_attach(&all[1], WIDE, SIDE_ABOVE, (struct point){200, 40}, 2);
    layout_reach(&all[1], MAP, in_cells(9), in_points(-33));
    layout_gap_before(&all[0], WIDE, in_points(3));
    layout_gap_before(&all[1], WIDE, in_cells(2));
    double alone = layout_height(&all[2], 0, cell).points;
    layout_join(layouts, COUNT, cell);
    for (int n = 0; n < COUNT; n++) {
        layout_width(&all[n], 0, cell);
        layout_height(&all[n], 0, cell);
        layout_place(&all[n], 0, cell, (struct point){0, 0});
    }
    for (int i = 0; i < all[0].count; i++) {
        struct rectangle a = layout_core(&all[0], i), b = layout_core(&all[1], i);
        assert_true(a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height);
    }
    assert_float_equal(layout_taken(&all[1], MAP, SIDE_LEFT), 32, 1e-9);
    assert_float_equal(layout_taken(&all[0], WIDE, SIDE_ABOVE), 42, 1e-9);
    struct rectangle map = layout_core(&all[0], MAP), wide = layout_core(&all[0], WIDE);
    assert_float_equal(map.y, 33, 1e-9); /* what the second one's reaches above it */
    assert_float_equal(wide.y - map.y - map.height, 42,
                       1e-9); /* its words, not a gap of two cells */
    assert_true(layout_height(&all[2], 0, cell).points == alone);
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_box_differs_by_what_it_is),
        cmocka_unit_test(joined_boxes_stand_in_one_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
