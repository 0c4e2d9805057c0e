/* SPDX-License-Identifier: MIT */
/* Matrices in the layout, and what of a moment is on them. */
#include "drawing/views/matrices.h"

#include <math.h>

struct length matrix_pitch(const struct map *matrix, size_t count, double most, double largest,
                           double legible)
{
    return in_cells(matrix->is_one_shape ? fmin(largest, most / (double)count) : legible);
}

struct placed *matrices_add(struct panel *panel, struct matrices *matrices, int number,
                            struct size cell)
{
    const struct map *matrix = &matrices->of[number];
    const struct size room = {in_cells(cell.width.cells * (double)matrix->columns),
                              in_cells(cell.height.cells * (double)matrix->rows)};
    matrices->at[number] = panel->map_count;
    struct placed *placed = panel_matrix(panel, matrix, room);
    placed->has_name = true;
    placed->size = matrix->columns > 1
                       ? arena_format(panel->arena, "%zu \xc3\x97 %zu", matrix->rows, /* U+00D7 */
                                      matrix->columns)
                       : arena_format(panel->arena, "%zu", matrix->rows);
    return placed;
}

const struct map *matrices_at(const struct panel *panel, const struct matrices *matrices,
                              int number)
{
    return &panel->maps[matrices->at[number]].map;
}

double matrix_step_share(const struct lights *lights, size_t step)
{
    double share = step == lights->step       ? 1 - lights->progress
                   : step == lights->step + 1 ? lights->progress
                                              : 0;
    return share * lights->strength;
}
