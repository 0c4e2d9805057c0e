/* SPDX-License-Identifier: MIT */
/* A layer with weights as matrices: as one sparse matrix, a row for each output unit, a column for
 * each input unit; and as two dense ones, all windows and all weights. */
#ifndef CONVREEL_DRAWING_ENTRIES_H
#define CONVREEL_DRAWING_ENTRIES_H

#include "convreel/simulation.h"

/* A place where the matrix has a weight. */
struct entry {
    size_t row, column;
    size_t kernel; /* the weight's place in the kernel, in reading order */
    double weight;
};

struct entries {
    size_t rows, columns;
    const struct entry *entries; /* row by row, by columns */
    const size_t *starts;        /* of each row in entries, and where the last ends */
};

/* Of a window's terms that read no unit. */
#define NO_UNIT SIZE_MAX

/* All entries, in the arena. */
void entries_read(struct entries *entries, const struct simulation *layer, struct arena *arena);
/* Which weight each place of the sparse matrix has, row by row; NO_UNIT: none. */
const size_t *entries_numbers(const struct entries *entries, struct arena *arena);
/* Which input unit each term of each output place reads, a row for each term. */
const size_t *entries_windows(const struct simulation *layer, struct arena *arena);
/* Which weight each term has, a row for each output channel. */
const size_t *entries_weights(const struct simulation *layer, struct arena *arena);

#endif
