/* SPDX-License-Identifier: MIT */
/* What of a layer is drawn, by the scene's `show`; every view asks here. */
#include "drawing/shown.h"

bool shown_kernel(const struct simulation *simulation)
{
    return simulation->has_kernel && simulation->scene->show.kernel.value;
}

bool shown_cell(const struct simulation *simulation, const struct cell *cell)
{
    bool is_around = cell->kind == CELL_PADDING || cell->kind == CELL_EXTRA || cell->is_repeated;
    return !is_around || simulation->scene->show.padding.value;
}

/* A cropped plane has negative padding: nothing is around it. */
static double first_of(const struct axis *axis)
{
    return axis->before > 0 ? (double)axis->before : 0;
}

static double count_of(const struct axis *axis)
{
    double end = (double)(axis->before + axis->stretched), first = first_of(axis);
    return (end < (double)axis->padded ? end : (double)axis->padded) - first;
}

struct area shown_area(const struct simulation *simulation, const struct axis *height,
                       const struct axis *width)
{
    if (simulation->scene->show.padding.value)
        return (struct area){0, 0, (double)height->padded, (double)width->padded};
    return (struct area){first_of(height), first_of(width), count_of(height), count_of(width)};
}
