/* SPDX-License-Identifier: MIT */
/* View kernel: the weights alone, a row of slices for each first index, a column for each second.
 */
#include "drawing/views/view.h"

enum { MOST_SLICES = 100 };

static const char *kernel_obstacle(const struct simulation *simulation, struct arena *arena)
{
    if (simulation->axes > 2)
        return arena_format(arena, "%s", simulation->type_name);
    if (simulation->kernel.size[0] * simulation->kernel.size[1] > MOST_SLICES)
        return arena_format(arena, "more than %d slices", MOST_SLICES);
    return NULL;
}

/* As they are in the tensor, turned in no layer. */
static void lay_out_kernel(struct panel *panel)
{
    const struct tensor *kernel = &panel->subject.simulation->kernel;
    struct map map = map_of_kernel(panel->subject.simulation, 0, 0, 0);
    map.is_turned = false;
    layout_column(panel->layout, in_cells(1), ALIGN_START);
    for (size_t first = 0; first < kernel->size[0]; first++) {
        layout_row(panel->layout, in_cells(1), ALIGN_START);
        for (size_t second = 0; second < kernel->size[1]; second++) {
            size_t slice = first * kernel->size[1] + second;
            map.channel = kernel->size[0] * kernel->size[1] > 1 ? (int)slice : -1;
            map.first = slice * map.rows * map.columns;
            panel_map(panel, &map);
        }
        layout_end(panel->layout);
    }
    layout_end(panel->layout);
}

const struct view view_kernel = {.name = "kernel",
                                 .needs = NEEDS_WEIGHTS,
                                 .obstacle = kernel_obstacle,
                                 .lay_out = lay_out_kernel};
