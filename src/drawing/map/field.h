/* SPDX-License-Identifier: MIT */
/*
 * What an output unit sees of the maps below it: its receptive field, as cells with the number of
 * paths from each up to the unit, or as boxes. field.c says what a moment lights, field_draw.c
 * draws it.
 *
 * Between steps the window of a single layer slides. Of several layers what was seen fades out
 * while what is seen next fades in, and only the outline of the current unit moves.
 */
#ifndef CONVREEL_DRAWING_FIELD_H
#define CONVREEL_DRAWING_FIELD_H

#include "drawing/map/levels.h"
#include "drawing/map/lights.h"

/* What the current unit of a step sees, down to the input, or in order layer what its own layer
 * reads. */
struct field {
    size_t top, unit;        /* the level of the unit that sees the others, and which it is */
    struct reach *reach;     /* of each level, in the arena, */
    struct reach_box *boxes; /* as this: in place of the cells */
};

struct field_lights {
    const struct subject *subject; /* borrowed, */
    const struct levels *levels;   /* as this */
    const struct moment_part *part;
    struct field here, next;
    double progress; /* of what moves */
    bool is_sliding; /* from cell to cell; else cells fade */
    double strength; /* of all that is lit: less while it lifts off at a film's end */
    /* Of a single layer: what it lights where a sum is told, borrowed; NULL: sums are whole. */
    const struct lights *told;
};

/* A cell of a level that is seen, on its way to the next step's where the field slides. */
struct glow {
    int64_t row, place; /* where it is at the step */
    double column;      /* where it is now */
    double share;       /* how much of it is seen, 0..1 */
    double strength;    /* the same, weaker where few paths lead up from it */
    double paths[2];    /* from it at the step and at the next, of all channels of a 2-D level */
    double zero;        /* how much of it reads a zero, 0..1: it may slide from one to a unit */
    bool is_zero, is_chosen;
};

struct glows {
    struct glow *all;
    size_t count;
    double most[2]; /* paths of a cell */
};

void field_read(struct field_lights *lights, const struct subject *subject,
                const struct levels *levels, const struct moment_part *part, struct arena *arena);
/* Whether a level shows what the current unit sees. */
bool field_is_shown(const struct field_lights *lights, size_t level);
/* The cells of a level that are seen, in the arena. */
struct glows field_glows(const struct field_lights *lights, size_t level, struct arena *arena);
/* The cell of the current unit on its level, and that of the next step's while it fades: how much
 * of each is there. Returns how many. */
size_t field_currents(const struct field_lights *lights, size_t level, struct area area[2],
                      double share[2]);
/* How much the unit of the moment's step is lit, or step 1: the next one's: 0 until it is told. */
double field_lit(const struct field_lights *lights, int step);
/* How many units of a level's tensor are there; SIZE_MAX: all. */
size_t field_shown(const struct field_lights *lights, size_t level);
/* The outline of a network's current unit on its way; false: it stands still, or elsewhere. */
bool field_outline(const struct field_lights *lights, size_t level, struct area *area);
/* Where a cell of a 1-D level is that the moment's step sees, or step 1: the next one. */
double field_place(const struct field_lights *lights, size_t level, size_t cell, int step);
/* Boxes on a level of planes or boxes, in the arena: first that round what the unit sees through
 * windows alone and what touches that, or round the unit itself; then those round what it sees
 * elsewhere, through padding cells that repeat units. Of the moment's step, or step 1: of the next
 * one. Returns how many; 0: nothing is seen. */
size_t field_boxes(const struct field_lights *lights, size_t level, int step, struct area **boxes,
                   struct arena *arena);
/* How much of what a step sees is there while fields fade, or step 1: of the next one. */
double field_share(const struct field_lights *lights, int step);
/* The same of a field's box on a level: 0 where nothing is seen; one that both steps have stays. */
double field_box_share(const struct field_lights *lights, size_t level, int step);
/* The same of what leads from a level up to one that reads it. */
double field_beam_share(const struct field_lights *lights, size_t from, size_t to, int step);

/* The cell of a level's map that a seen cell is. */
struct area field_cell(const struct level *level, const struct reach_cell *cell);
/* The box of a field that has no cells on a level. */
struct area field_box(const struct field *field, const struct levels *levels, size_t level);

/* field_draw.c: the boxes of a step, filled; the current units. */
void field_draw_boxes(const struct field_lights *lights, size_t level, int step, struct color fill,
                      const struct map *map, struct pen *pen);
void field_draw_currents(const struct field_lights *lights, size_t level, const struct map *map,
                         struct pen *pen);
/* The seen cells and the current one; then the texts of a level, and the numbers of paths where a
 * stack has none. */
void field_draw(const struct field_lights *lights, size_t level, const struct map *map,
                struct pen *pen);
/* Arrows from units to the padded cells that repeat them, of those that are seen. */
void field_draw_repeats(const struct field_lights *lights, size_t level, const struct map *map,
                        struct pen *pen);
void field_write(const struct field_lights *lights, size_t level, const struct map *map,
                 struct pen *pen);

#endif
