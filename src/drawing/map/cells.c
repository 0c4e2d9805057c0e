/* SPDX-License-Identifier: MIT */
/* How many cells a picture has, before it is laid out. */
#include "convreel/drawing.h"

/* The plane, the window and the output. A stack's view counts its own; the output of an Unfold is
 * not drawn whole. */
static double count_of(const struct simulation *simulation)
{
    double plane = (double)simulation->in_channels, window = 1;
    double output = (double)simulation->out_channels;
    for (size_t i = 0; i < simulation->axes; i++) {
        const struct axis *a = &simulation->axis[i];
        plane *= (double)a->padded;
        window *= (double)a->kernel;
        output *= (double)a->output;
    }
    return plane + window + (simulation->is_flattened ? 0 : output);
}

double drawing_cell_count(const struct simulation *const *simulations, size_t count)
{
    double cells = 0;
    for (size_t i = 0; i < count; i++)
        if (!simulations[i]->below)
            cells += count_of(simulations[i]);
    return cells;
}
