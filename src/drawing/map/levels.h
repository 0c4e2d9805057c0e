/* SPDX-License-Identifier: MIT */
/* The maps of several layers from the input up. */
#ifndef CONVREEL_DRAWING_LEVELS_H
#define CONVREEL_DRAWING_LEVELS_H

#include "drawing/map/map.h"

enum { MOST_LEVELS = 1 + MAX_LAYERS };

/* One map, the output of the layer below. With planes it is the input of the one above. */
struct level {
    const struct simulation *above; /* NULL: the output of all, or levels have no planes */
    const struct simulation *below; /* NULL: the input */
    const struct tensor *units;     /* borrowed: [C][axis...] */
    size_t channels, axes;
    int64_t places[MAX_AXES]; /* of the plane that the layer above reads; else the units */
};

struct levels {
    size_t count;
    enum order order;
    size_t given; /* so many from the input up have all their units from the beginning */
    bool is_deep; /* a unit is seen with all that it reads, down to the input */
    size_t focus, focus_unit;        /* the level of the unit in focus, and which it is */
    struct level level[MOST_LEVELS]; /* from the input up */
    bool has_planes;                 /* levels are what layers read, with its padding */
    bool has_boxes;                  /* fields are boxes, without their cells */
};

void levels_read(struct levels *levels, const struct simulation *top);
/* Of layers that each read the one before: their planes, and the cells of fields that have not too
 * many. */
void levels_read_planes(struct levels *levels, const struct simulation *top);
/* Whether they are those of a single layer that is drawn as its window slides. */
bool levels_is_single(const struct levels *levels);
/* The axis of the plane that the layer above reads; a level without a plane has units side by side.
 */
const struct axis *level_axis(const struct level *level, size_t axis);
/* How many cells all planes have. */
double levels_size(const struct levels *levels);
bool levels_is_inner(const struct levels *levels, size_t level);
/* Whether all units of a level are there from the beginning. */
bool levels_is_given(const struct levels *levels, size_t level);
/* Which level a step is filling; unit: the number of its current unit. */
size_t levels_turn(const struct levels *levels, size_t step, size_t *unit);
/* How many units of a level are there at a step; SIZE_MAX: all. */
size_t levels_shown_at(const struct levels *levels, size_t level, size_t step);
/* Its map, without texts: of 1-D layers a row for each channel. */
struct map levels_map(const struct levels *levels, size_t level, struct arena *arena);
/* What a map between layers is called, if the scene names it, and its size. */
const char *levels_name(const struct level *level, struct arena *arena);

#endif
