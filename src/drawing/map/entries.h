/* SPDX-License-Identifier: MIT */
/* A layer with weights as one sparse matrix: a row for each output unit, a column for each input
 * unit. */
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

/* Where an index stands in a tensor. */
size_t entries_offset(const struct tensor *tensor, const size_t *index);
/* All entries, in the arena. */
void entries_read(struct entries *entries, const struct simulation *layer, struct arena *arena);

#endif
