/* SPDX-License-Identifier: MIT */
/* The entries of a layer's matrices: what each step reads. */
#include <stdlib.h>

#include "convreel/simulation.h"

static int compare_entries(const void *a, const void *b)
{
    const struct matrix_entry *first = a, *second = b;
    return first->column < second->column ? -1 : first->column > second->column;
}

/* The terms of a row that read units, in the order of the columns. */
static size_t read_row(const struct simulation *layer, size_t row, struct arena *arena,
                       struct matrix_entry *out)
{
    struct step step;
    size_t count = 0;
    simulation_step_at(layer, row, arena, &step);
    for (size_t i = 0; i < step.term_count; i++) {
        const struct term *term = &step.terms[i];
        if (term->kind == CELL_UNIT)
            out[count++] =
                (struct matrix_entry){row, tensor_offset(&layer->input, term->input),
                                      tensor_offset(&layer->kernel, term->kernel), term->weight};
    }
    qsort(out, count, sizeof *out, compare_entries);
    return count;
}

void simulation_read_entries(struct matrix_entries *entries, const struct simulation *layer,
                             struct arena *arena)
{
    size_t rows = layer->step_count, count = 0;
    struct matrix_entry *all = arena_allocate(arena, rows * simulation_terms(layer), sizeof *all);
    size_t *starts = arena_allocate(arena, rows + 1, sizeof *starts);
    struct arena scratch = {0};
    for (size_t row = 0; row < rows; row++) {
        count += read_row(layer, row, &scratch, all + count);
        starts[row + 1] = count;
        arena_reset(&scratch);
    }
    arena_finish(&scratch);
    *entries = (struct matrix_entries){rows, tensor_count(&layer->input), all, starts};
}

/* ---- dense matrices ---- */

/* The windows are those of the first channel's steps. */
const size_t *simulation_entry_numbers(const struct matrix_entries *entries, struct arena *arena)
{
    size_t count = entries->rows * entries->columns;
    size_t *numbers = arena_allocate(arena, count, sizeof *numbers);
    for (size_t i = 0; i < count; i++)
        numbers[i] = NO_UNIT;
    for (size_t i = 0; i < entries->starts[entries->rows]; i++) {
        const struct matrix_entry *entry = &entries->entries[i];
        numbers[entry->row * entries->columns + entry->column] = entry->kernel;
    }
    return numbers;
}

const size_t *simulation_window_units(const struct simulation *layer, struct arena *arena)
{
    size_t terms = simulation_terms(layer), places = layer->step_count / layer->out_channels;
    size_t *units = arena_allocate(arena, terms * places, sizeof *units);
    struct arena scratch = {0};
    struct step step;
    for (size_t place = 0; place < places; place++) {
        arena_reset(&scratch);
        simulation_step_at(layer, place, &scratch, &step);
        for (size_t i = 0; i < terms; i++) {
            bool is_unit = i < step.term_count && step.terms[i].kind == CELL_UNIT;
            units[i * places + place] =
                is_unit ? tensor_offset(&layer->input, step.terms[i].input) : NO_UNIT;
        }
    }
    arena_finish(&scratch);
    return units;
}

/* The weights are those of each channel's first step. */
const size_t *simulation_window_weights(const struct simulation *layer, struct arena *arena)
{
    size_t terms = simulation_terms(layer), channels = layer->out_channels;
    size_t *weights = arena_allocate(arena, terms * channels, sizeof *weights);
    struct arena scratch = {0};
    struct step step;
    for (size_t channel = 0; channel < channels; channel++) {
        arena_reset(&scratch);
        simulation_step_at(layer, channel * (layer->step_count / channels), &scratch, &step);
        for (size_t i = 0; i < step.term_count && i < terms; i++)
            weights[channel * terms + i] = tensor_offset(&layer->kernel, step.terms[i].kernel);
    }
    arena_finish(&scratch);
    return weights;
}
