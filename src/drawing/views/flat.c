/* SPDX-License-Identifier: MIT */
/* View flat: upright maps with digits in their cells, the kernel between them as a map of its own:
 * in a row, or as an equation that is broken before one of its signs, or before each. */
#include "drawing/views/view.h"

enum { IN_A_ROW, OUTPUT_BELOW, KERNEL_BELOW, IN_A_COLUMN, ARRANGEMENTS };

/* The next row begins with a sign, which stands between two boxes: the first one is empty. */
static void break_row(struct panel *panel)
{
    layout_end(panel->layout);
    layout_row(panel->layout, panel_sign_gap, ALIGN_MIDDLE);
    layout_room(panel->layout, (struct size){{0, 0}, {0, 0}});
}

static void add_input(struct panel *panel)
{
    struct map map = map_of_input(panel->subject.simulation, 0, 0);
    struct placed *input = panel_map(panel, &map);
    input->name_side = panel->has_notes ? SIDE_ABOVE : SIDE_BELOW;
    input->dimensions = DIMENSIONS_ABOVE;
}

static void add_kernel(struct panel *panel)
{
    struct map map = map_of_kernel(panel->subject.simulation, 0, 0, 0);
    box_id row = layout_row(panel->layout, in_cells(theme_sizes.digit.divisor_gap), ALIGN_MIDDLE);
    map.kind = panel_divisor(panel) ? TEXTS_WHOLE_WEIGHTS : TEXTS_WEIGHTS;
    panel_map(panel, &map)->name_side = panel->maps[0].name_side;
    layout_end(panel->layout);
    panel_sign(panel, SIGN_CONVOLVES, row);
}

static void add_output(struct panel *panel, bool has_kernel)
{
    struct map map = map_of_output(panel->subject.simulation, 0, 0);
    struct placed *output = panel_map(panel, &map);
    output->name_side = panel->maps[0].name_side;
    panel_sign(panel, has_kernel ? SIGN_EQUALS : SIGN_ARROW, output->box);
}

static void lay_out_flat(struct panel *panel)
{
    struct layout *layout = panel->layout;
    bool has_kernel = subject_shows_kernel(&panel->subject);
    int arrangement = panel->arrangement;
    layout_column(layout, in_cells(1), ALIGN_MIDDLE);
    layout_row(layout, panel_sign_gap, ALIGN_MIDDLE);
    add_input(panel);
    if (has_kernel && (arrangement == KERNEL_BELOW || arrangement == IN_A_COLUMN))
        break_row(panel);
    if (has_kernel)
        add_kernel(panel);
    if (curve_is_asked(&panel->subject))
        panel_sign(panel, SIGN_ARROW, curve_add(panel));
    if (arrangement == OUTPUT_BELOW || arrangement == IN_A_COLUMN)
        break_row(panel);
    add_output(panel, has_kernel);
    layout_end(layout);
    layout_end(layout);
}

static void draw_rest(const struct panel *panel, struct pen *pen)
{
    panel_draw_rest(panel, pen);
    if (curve_is_asked(&panel->subject))
        curve_draw(panel, pen);
}

static void draw_step(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    panel_draw_step(panel, lights, pen);
    if (curve_is_asked(&panel->subject))
        curve_draw_step(panel, lights, pen);
}

const struct view view_flat = {.name = "flat",
                               .lays = true,
                               .lifts = true,
                               .needs = NEEDS_TWO_AXES | NEEDS_ONE_CHANNEL,
                               .orders = 1u << ORDER_OUTPUT | 1u << ORDER_POSITION,
                               .has_sum = true,
                               .stands_on_input = true,
                               .tells_sums = ORDERS_OF_OUTPUTS,
                               .builds_up = true,
                               .arrangements = ARRANGEMENTS,
                               .lay_out = lay_out_flat,
                               .draw_rest = draw_rest,
                               .draw_step = draw_step};
