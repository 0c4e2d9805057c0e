/* SPDX-License-Identifier: MIT */
/*
 * How maps and what a moment lights on them are drawn: the one place that knows zeros, taps, the
 * current cell, digits and colours. rest.c draws what never changes, step.c what a moment does.
 */
#ifndef CONVREEL_DRAWING_MAP_DRAW_H
#define CONVREEL_DRAWING_MAP_DRAW_H

#include "drawing/map/lights.h"

/* Traces an area with its cells' lines, or its outline alone where they are too small. */
void map_trace_grid(const struct map *map, struct area area, struct pen *pen);
void map_trace_block(const struct map *map, struct area area, struct pen *pen);
/* What lies under an area's cells that hold no unit, as strong as a share tells. */
void map_draw_ground(const struct map *map, struct area area, double share, struct pen *pen);
/* The places that a layer reads, with the marks of its zeros; a map's first units in reading order,
 * SIZE_MAX: all, with those crossed out that no window reads. */
void map_draw_zeros(const struct map *map, struct pen *pen);
void map_draw_units(const struct map *map, size_t shown, struct pen *pen);
/* Writes the texts of all units, in ink, and of zeros. lights: of an input, so that
 * what is read or stamps has its own; NULL: none has. */
void map_write_units(const struct map *map, const struct lights *lights, enum theme_color ink,
                     struct pen *pen);

/* ---- a moment ---- */

/* The window on an input map, what it reads, and what a max pool takes of it. factors: of the
 * kernel, for the corners of its cells; NULL: none. */
void map_draw_window(const struct map *map, const struct lights *lights,
                     const struct texts *factors, const struct map *kernel, struct pen *pen);
/* Its cells alone, or those of a stamp on an output. */
void map_light_window(const struct map *map, const struct lights *lights, struct pen *pen);
/* The ink of what a max pool takes, in place of that of what it reads. */
struct color map_chosen_ink(const struct map *map, const struct lights *lights, struct color ink,
                            int64_t row, int64_t column);
/* The texts of what it reads; of a map without texts its zeros. */
void map_write_read(const struct map *map, const struct lights *lights, struct pen *pen);
/* Traces the taps of a window or a stamp that stands. */
void map_trace_taps(const struct map *map, const struct lights *lights, struct pen *pen);
/* The outline of a window or a stamp. */
void map_trace_window(const struct map *map, const struct lights *lights,
                      const struct light_window *window, struct pen *pen);
/* Arrows from units to the padded cells that repeat them, of those that the window reads. */
void map_draw_repeats(const struct map *map, const struct lights *lights, struct pen *pen);
/* Of a deformable layer: its taps, each with the way from where the window has it. */
void map_draw_moved_taps(const struct map *map, const struct lights *lights, struct pen *pen);
/* Factors alone: those of a slice of the kernel, where its taps are on a map; kernel NULL: of a
 * layer whose weights are not a kernel's, as map.h's texts_of_own_weights numbers them. */
void map_write_factors(const struct map *map, const struct lights *lights,
                       const struct texts *factors, const struct map *kernel, struct pen *pen);
/* The products of the terms of a step that tells its sum, alike; of a pool what it reads. */
const struct cell_text *map_product_texts(const struct lights *lights, struct arena *arena);
/* What each cell of an input adds to such a sum, in its cell until it leaves; of a stamp what each
 * weight adds to the output, in the kernel's cell. */
void map_write_products(const struct map *map, const struct lights *lights, struct pen *pen);
/* The outputs that are there, the current unit strong, with their digits. */
void map_draw_outputs(const struct map *map, const struct lights *lights, struct pen *pen);

/* The current unit alone: of an output, or of the input where units stamp. */
void map_draw_currents(const struct map *map, const struct lights *lights, struct pen *pen);

/* How much of a current cell is there; how much it is lit: at 0 it is an outline alone, as quiet as
 * the cell is empty. */
struct lit {
    double share, lit;
};

/* The stroke and fill of the current cell of an output, everywhere. */
void map_draw_lit_cell(const struct subject *subject, const struct plane *plane, struct area area,
                       struct lit lit, struct item_key key, struct pen *pen);

/* ---- matrices ---- */

/* The stroke round lit cells, points; of a matrix they are no thinner than the eye can find. */
double map_edge(const struct map *map);
struct area map_widened_area(const struct map *map, struct area area);
/* Lights cells, with the lines between them: share says how much. */
void map_light_cells(const struct map *map, struct item_key key, struct area area, double share,
                     struct pen *pen);
/* What of an area lies on zeros is pale again: they keep their look. */
void map_veil_zeros(const struct map *map, struct item_key key, struct area area, double share,
                    struct pen *pen);
/* Lights each cell as much as its share says, and writes its text. */
void map_light_units(const struct map *map, const struct lights *lights, const double *shares,
                     struct pen *pen);
/* The outline of lit cells. */
void map_draw_edge(const struct map *map, struct item_key key, struct area area, double share,
                   struct pen *pen);
/* Writes the texts of lit cells that no product covers. */
void map_write_lit(const struct map *map, const struct lights *lights, struct area area,
                   double share, struct pen *pen);

/* ---- what is built up ---- */

/* What units, the zeros between them and the padding cover so far, of an input map. */
struct area map_built_area(const struct map *map, const struct moment_part *part);
/* How far a build has come, 0..1; 1: the scene has no such build, or it is done. */
double subject_built_share(const struct subject *subject, const struct moment_part *part,
                           enum build build);
/* Whether a map is drawn piece by piece while its layer is built up, in place of what rests. */
bool map_is_built(const struct map *map);
void map_draw_built(const struct map *map, const struct moment_part *part, struct pen *pen);

/* ---- colours ---- */

/* The scale of a tensor: signed values reach as far below 0 as above. */
struct scale map_scale_of(const struct tensor *tensor, bool is_input);
struct color map_color(const struct scale *scale, const struct subject *subject, double value);
/* The colours of all units, made once. */
struct map_colors {
    bool has_crosses;            /* some unit is no number */
    const unsigned char *pixels; /* of cells too small for lines; else NULL, and */
    struct display_list pieces;  /* row by row, */
    size_t *first_piece;         /* of each row among them */
};
const struct map_colors *map_colors_of(const struct map *map, struct arena *arena);
/* The first `shown` units as colours, SIZE_MAX: all, and the map's outline. */
void map_draw_colors(const struct map *map, size_t shown, struct pen *pen);

#endif
