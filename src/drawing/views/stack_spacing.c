/* SPDX-License-Identifier: MIT */
/* Where the rows of a stack of 1-D maps begin, and how far apart their cells are. */
#include <math.h>

#include "drawing/views/stack.h"

/* Whether the window ends where its output is: nothing is read from beyond. */
static bool is_causal(const struct axis *a)
{
    return a->padding_after == 0 && a->padding_before == a->effective_kernel - 1 &&
           a->padding_before > 0;
}

/* An output unit stands over the middle of its window, a causal one over its last tap. The densest
 * map decides how large cells are: its own touch, those of others stand apart. */
void stack_read_spacing(struct stack *stack)
{
    double start = 0, pitch = 1, densest = 1; /* of units */
    for (size_t i = 0; i < stack->levels.count; i++) {
        const struct simulation *layer = stack->levels.level[i].above;
        const struct axis *a = level_axis(&stack->levels.level[i], 0);
        double cell = pitch / (double)a->stretch;
        stack->pitch[i] = cell;
        stack->left[i] = start - cell * (double)a->before;
        densest = fmin(densest, cell);
        if (layer && !layer->is_sliding) {
            double wide = pitch * (double)a->input / (double)a->output;
            start += (wide - pitch) / 2;
            pitch = wide;
        } else {
            double middle = (double)(a->effective_kernel - 1) / (is_causal(a) ? 1 : 2);
            start = stack->left[i] + cell * middle;
            pitch = cell * (double)a->move;
        }
    }
    for (size_t i = 0; i < stack->levels.count; i++) {
        stack->pitch[i] /= densest;
        stack->left[i] /= densest;
    }
}
