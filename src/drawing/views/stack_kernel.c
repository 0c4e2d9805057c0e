/* SPDX-License-Identifier: MIT */
/* The kernel of one layer of rows, beside its input, or above its output or beside that. */
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

/* Of the first row of weights, across and down. tops: of the input and the output. */
static void place_kernel(const struct panel *panel, const struct stack *stack,
                         const struct length tops[2], double right, struct length at[2])
{
    const struct placed *kernel = &panel->maps[panel->map_count - 1], *output = &panel->maps[1];
    const struct simulation *layer = panel->subject.simulation;
    enum kernel_place place = (enum kernel_place)(panel->arrangement % KERNEL_PLACES);
    double cell = panel->expected_cell, rows = (double)(layer->in_channels / layer->groups);
    /* its name may be wider than it, and as high as the output */
    double name = labels_size(panel, kernel).x + sizes->word_gap * words_pt(&panel->subject);
    double wide = (name / cell - (double)kernel->map.columns) / 2, rise = 0;
    if (place == BESIDE_INPUT)
        rise = tops[0].cells - tops[1].cells;
    if (place == BESIDE_OUTPUT)
        right = stack->left[1] + stack->pitch[1] * (double)(output->map.columns - 1) + 1;
    double beyond = overhang_of(panel, stack, rise, right);
    at[0] = (struct length){right + sizes->kernel_gap,
                            fmax(0, (wide - sizes->kernel_gap) * cell + beyond)};
    at[1] = tops[place != BESIDE_INPUT];
    if (place == BESIDE_OUTPUT)
        at[1].cells += (double)output->map.rows - rows;
    if (place == ABOVE_OUTPUT) {
        at[0] = (struct length){right - (double)kernel->map.columns, -fmax(0, wide) * cell};
        at[1].cells -= sizes->kernel_gap + rows;
        at[1].points -= labels_size(panel, output).y + indices_room(panel);
    }
}

/* Before the middle of its rows; the kernel makes room for it where it does not end with the rows
 * of the layer. */
static void place_divisor(const struct panel *panel, double rows, struct length at[2])
{
    if (panel->divisor == NO_BOX)
        return;
    at[0].cells += panel->arrangement % KERNEL_PLACES == ABOVE_OUTPUT ? 0 : 1;
    layout_at(panel->layout, panel->divisor, (struct length){at[0].cells - 1, at[0].points},
              (struct length){at[1].cells + (rows - 1) / 2, at[1].points});
}

void stack_add_kernel(struct panel *panel, struct stack *stack, const struct length tops[2],
                      double right)
{
    const struct simulation *layer = panel->subject.simulation;
    size_t inputs = layer->in_channels / layer->groups;
    stack->has_kernel = subject_shows_kernel(&panel->subject);
    bool has_divisor = stack->has_kernel && panel_divisor(panel);
    for (size_t c = 0; stack->has_kernel && c < inputs; c++) {
        struct map map = map_of_kernel(layer, c, 0, 0);
        map.kind = has_divisor ? TEXTS_WHOLE_WEIGHTS : TEXTS_WEIGHTS;
        struct placed *placed = panel_map(panel, &map);
        struct length at[2];
        placed->name_side = SIDE_ABOVE;
        placed->is_hidden = true;
        placed->is_above_more = c + 1 < inputs;
        place_kernel(panel, stack, tops, right, at);
        place_divisor(panel, (double)inputs, at);
        at[1].cells += (double)c;
        layout_at(panel->layout, placed->box, at[0], at[1]);
    }
}
