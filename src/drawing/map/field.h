/* SPDX-License-Identifier: MIT */
/* The maps of a stack from its input up, and what of them an output unit sees: its receptive
 * field, with the number of paths from each cell up to the unit. */
#ifndef CONVREEL_DRAWING_FIELD_H
#define CONVREEL_DRAWING_FIELD_H

#include "drawing/list/plane.h"

enum { MOST_LEVELS = 1 + MAX_LAYERS };

/* One map: the input of the layer above it, the output of the one below. */
struct level {
    const struct simulation *above; /* NULL: the stack's output */
    const struct simulation *below; /* NULL: the stack's input */
    const struct tensor *units;     /* borrowed: [C][axis...] */
    size_t channels, axes;
    int64_t places[MAX_AXES]; /* of the plane that the layer above reads; the units at the top */
};

struct levels {
    size_t count;
    enum order order;
    struct level level[MOST_LEVELS]; /* from the input up */
};

struct field {
    size_t top; /* the level of the unit that sees the others */
    struct reach reach[MOST_LEVELS];
};

/* Which map a step is filling and what is its current unit. */
struct turn {
    size_t level, unit;
};

void levels_read(struct levels *levels, const struct simulation *top);
struct turn levels_turn(const struct levels *levels, size_t step);
/* How many units of a level are there at a step. */
size_t levels_shown(const struct levels *levels, size_t level, size_t step);
/* How many cells all planes have. */
double levels_size(const struct levels *levels);
/* Where a unit of a level stands on its plane. */
int64_t levels_place(const struct level *level, size_t axis, int64_t unit);
/* The values of its units as they are printed, in the arena. */
const double *levels_values(const struct level *level, struct arena *arena);
/* What a map between layers is called: the layer that gives it. */
const char *levels_name(const struct level *level, struct arena *arena);
/* What the current unit of a step sees, in the arena: down to the input, or in order layer what its
 * own layer reads. */
void field_read(struct field *field, const struct levels *levels, size_t step, struct arena *arena);
/* On a level of a 2-D stack, the box round what the unit sees through windows alone and what
 * touches that, in cells; no rows: nothing. */
struct area field_window(const struct field *field, const struct levels *levels, size_t level,
                         struct arena *arena);
/* Boxes round what it sees elsewhere, through padding cells that repeat units; how many. */
size_t field_far_areas(const struct field *field, const struct levels *levels, size_t level,
                       struct area **areas, struct arena *arena);

#endif
