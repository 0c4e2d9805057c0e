/* SPDX-License-Identifier: MIT */
/* A moment in each column of view transpose: what of the first one's output is there, and what the
 * second one, which takes it, can have read and given. */
#include <math.h>

#include "drawing/views/transpose.h"

/* How much of what the first column gives is there: of what is asked for nothing. */
static double share_given(const struct moment_part *part)
{
    return part->is_question ? 0 : lights_arrival(part->telling, part->told);
}

/* The second column takes it, once that is told. */
static struct moment_part part_of_second(const struct moment_part *part)
{
    struct moment_part second = *part;
    double arrival = share_given(part);
    second.telling = arrival > 0 ? TELLS_ALL : TELLS_PRODUCTS;
    second.told = 0;
    second.is_question = false;
    if (part->tells_next)
        second.lifted = fmin(1, 2 * part->progress);
    else if (arrival < 1)
        second.lifted = 1 - arrival;
    return second;
}

/* Which cells of the first column's output the second one cannot read yet: of a column that gathers
 * all but so many, else those that a unit after so many adds to. */
static bool *read_pending(const struct column *first, size_t given, struct arena *arena)
{
    const struct matrix_entries *entries = &first->tally.entries;
    bool *pending = arena_allocate(arena, entries->rows, sizeof *pending);
    for (size_t unit = 0; unit < entries->rows; unit++) {
        size_t end = entries->starts[unit + 1];
        bool has_some = end > entries->starts[unit];
        pending[unit] =
            first->stamps ? has_some && entries->entries[end - 1].column >= given : unit >= given;
    }
    return pending;
}

/* Takes away the digits of what is pending, and the outputs that would read it. */
static void hide_pending(struct pair_moment *moment, const bool *pending, struct arena *arena)
{
    const struct matrix_entries *entries = &moment->column->tally.entries;
    struct map *input = &moment->input;
    if (input->texts.of) {
        struct cell_text *of = arena_allocate(arena, entries->columns, sizeof *of);
        for (size_t unit = 0; unit < entries->columns; unit++)
            if (!pending[unit])
                of[unit] = input->texts.of[unit];
        input->texts.of = of;
    }
    for (size_t unit = 0; !moment->column->stamps && unit < entries->rows; unit++)
        for (size_t i = entries->starts[unit]; i < entries->starts[unit + 1]; i++)
            if (pending[entries->entries[i].column])
                moment->stamped.reached[unit].is_filled = false;
}

/* A unit that gathers has its output once its sum is told. */
static void read_outputs(struct pair_moment *moment)
{
    const struct map *output = moment->stamped.output;
    size_t shown = lights_shown(&moment->lights, output);
    moment->stamped.has_counts = false;
    for (size_t i = 0; i < output->rows * output->columns; i++) {
        struct reached *reached = &moment->stamped.reached[i];
        if (!moment->column->stamps) {
            *reached = (struct reached){reached->total, reached->total, i < shown, 0};
        } else if (output->subject->looks.theme.shows_all_outputs) {
            reached->is_filled = true;
        }
    }
}

void transpose_read_moment(struct pair_moment *moment, const struct panel *panel, int number,
                           const struct moment_part *part, struct arena *arena)
{
    const struct transpose *pair = panel->subject.state;
    const struct column *column = &pair->columns[number];
    *moment = (struct pair_moment){.panel = panel,
                                   .column = column,
                                   .part = number > 0 ? part_of_second(part) : *part,
                                   .input = *column->maps[column->stamps ? SMALL : LARGE],
                                   .small = column->maps[SMALL]};
    lights_read(&moment->lights, &column->subject, &moment->part, arena);
    stamped_read(&moment->stamped, &column->tally, &moment->lights,
                 column->maps[column->stamps ? LARGE : SMALL], arena);
    read_outputs(moment);
    size_t given = part->step + (share_given(part) > 0);
    if (number > 0 && !panel->subject.looks.theme.shows_all_outputs)
        hide_pending(moment, read_pending(&pair->columns[0], given, arena), arena);
}
