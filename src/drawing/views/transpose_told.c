/* SPDX-License-Identifier: MIT */
/* A step of view transpose that tells its sum: products stand in the cells of the map that the
 * first column gathers from, the total comes into both columns. */
#include <math.h>

#include "drawing/views/transpose.h"

static bool find_cell(const struct panel *panel, int size, const size_t *index,
                      struct own_cell *cell)
{
    const struct transpose *pair = panel->subject.state;
    if (!pair->columns[0].gathers || !pair->has_texts)
        return false;
    *cell = (struct own_cell){pair->columns[0].maps[size]->plane, (int64_t)index[1],
                              (int64_t)index[2], pair->font};
    return true;
}

bool pair_find_term(const struct panel *panel, const struct step *step, size_t term,
                    struct own_cell *cell)
{
    const struct term *read = &step->terms[term];
    return read->kind == CELL_UNIT && find_cell(panel, LARGE, read->input, cell);
}

bool pair_find_total(const struct panel *panel, const struct step *step, struct own_cell *cell)
{
    return find_cell(panel, SMALL, step->output, cell);
}

const double *pair_read_covered(const struct pair_moment *moment, const struct lights *lights,
                                struct arena *arena)
{
    const struct step *step = &lights->here;
    const struct map *large = &moment->column->maps[LARGE]->map;
    double *covered = arena_allocate(arena, large->rows * large->columns, sizeof *covered);
    for (size_t t = 0; t < step->term_count; t++) {
        struct own_cell cell;
        if (moment->panel->find_term(moment->panel, step, t, &cell))
            covered[(size_t)cell.row * large->columns + (size_t)cell.column] =
                lights_term(lights->telling, lights->told, t, step->term_count).covered;
    }
    return covered;
}

double pair_gone(const struct column *column, const struct moment_part *part)
{
    if (column->gathers)
        return part->lifted;
    if (part->tells_next)
        return fmin(1, 2 * part->progress);
    return part->telling != TELLS_ALL ? 1 - lights_arrival(part->telling, part->told)
                                      : part->lifted;
}
