/* SPDX-License-Identifier: MIT */
/* The entries of a layer's matrix: what each step reads. */
#include "drawing/map/entries.h"

#include <stdlib.h>

size_t entries_offset(const struct tensor *tensor, const size_t *index)
{
    size_t offset = 0;
    for (size_t i = 0; i < tensor->rank; i++)
        offset = offset * tensor->size[i] + index[i];
    return offset;
}

/* How many units of the input a unit of the output reads at most. */
static size_t most_in_row(const struct simulation *layer)
{
    size_t taps = 1;
    for (size_t i = 0; i < layer->axes; i++)
        taps *= (size_t)layer->axis[i].kernel;
    return layer->in_channels / layer->groups * taps;
}

static int compare_entries(const void *a, const void *b)
{
    const struct entry *first = a, *second = b;
    return first->column < second->column ? -1 : first->column > second->column;
}

/* The terms of a row that read units, in the order of the columns. */
static size_t read_row(const struct simulation *layer, size_t row, struct arena *arena,
                       struct entry *out)
{
    struct step step;
    size_t count = 0;
    simulation_step_at(layer, row, arena, &step);
    for (size_t i = 0; i < step.term_count; i++) {
        const struct term *term = &step.terms[i];
        if (term->kind == CELL_UNIT)
            out[count++] =
                (struct entry){row, entries_offset(&layer->input, term->input),
                               entries_offset(&layer->kernel, term->kernel), term->weight};
    }
    qsort(out, count, sizeof *out, compare_entries);
    return count;
}

void entries_read(struct entries *entries, const struct simulation *layer, struct arena *arena)
{
    size_t rows = layer->step_count, count = 0;
    struct entry *all = arena_allocate(arena, rows * most_in_row(layer), sizeof *all);
    size_t *starts = arena_allocate(arena, rows + 1, sizeof *starts);
    struct arena scratch = {0};
    for (size_t row = 0; row < rows; row++) {
        count += read_row(layer, row, &scratch, all + count);
        starts[row + 1] = count;
        arena_reset(&scratch);
    }
    arena_finish(&scratch);
    *entries = (struct entries){rows, tensor_count(&layer->input), all, starts};
}
