/* SPDX-License-Identifier: MIT */
/* The kernel of one layer of rows, beside its input or above its output. */
#include <math.h>

#include "drawing/views/stack.h"
#include "drawing/words/words.h"

static const struct stack_sizes *const sizes = &theme_sizes.stack;

/* How far the output's name above it reaches beyond the rows, where the kernel's name is as high;
 * points. rise: cells. */
static double overhang_of(const struct panel *panel, const struct stack *stack, double rise,
                          double right)
{
    const struct placed *output = &panel->maps[1];
    double cell = theme_sizes.page.surely * panel->expected_cell;
    double width = stack->pitch[1] * (double)(output->map.columns - 1) + 1;
    struct point name = labels_size(panel, output);
    bool is_clear = output->name_side != SIDE_ABOVE || rise * cell > name.y;
    return is_clear ? 0 : fmax(0, name.x / 2 - (right - stack->left[1] - width / 2) * cell);
}

void stack_add_kernel(struct panel *panel, struct stack *stack, const struct length places[2],
                      double right, bool is_above)
{
    const struct simulation *layer = panel->subject.simulation;
    size_t inputs = layer->in_channels / layer->groups;
    stack->has_kernel = subject_shows_kernel(&panel->subject);
    for (size_t c = 0; stack->has_kernel && c < inputs; c++) {
        struct map map = map_of_kernel(layer, c, 0, 0);
        struct placed *placed = panel_map(panel, &map);
        placed->name_side = SIDE_ABOVE;
        placed->is_hidden = true;
        placed->is_above_more = c + 1 < inputs;
        /* its name may be wider than it, and as high as the output */
        double name = labels_size(panel, placed).x + sizes->word_gap * words_pt(&panel->subject);
        double cell = panel->expected_cell, wide = (name / cell - (double)map.columns) / 2;
        double beyond = overhang_of(panel, stack, places[0].cells - places[1].cells, right);
        struct length x = {right + sizes->kernel_gap,
                           fmax(0, (wide - sizes->kernel_gap) * cell + beyond)};
        struct length y = {places[is_above].cells + (double)c, places[is_above].points};
        if (is_above) {
            x = (struct length){right - (double)map.columns, -fmax(0, wide) * cell};
            y.cells -= sizes->kernel_gap + (double)inputs;
            y.points -= labels_size(panel, &panel->maps[1]).y + indices_room(panel);
        }
        layout_at(panel->layout, placed->box, x, y);
    }
}
