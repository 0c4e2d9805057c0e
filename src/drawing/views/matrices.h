/* SPDX-License-Identifier: MIT */
/* Matrices of cells with texts: a layer's windows, weights and outputs, or its sparse matrix. */
#ifndef CONVREEL_DRAWING_MATRICES_H
#define CONVREEL_DRAWING_MATRICES_H

#include "drawing/map/entries.h"
#include "drawing/views/view.h"

/* A matrix with more rows or columns has no texts. */
enum { MOST_LEGIBLE = 36 };

/* A matrix, or a vector as its one column. */
struct matrix {
    enum map_role role;
    const char *part; /* of its keys */
    enum text_kind kind;
    size_t rows, columns;
    const size_t *numbers; /* of each cell's text, row by row; NO_UNIT: of a zero. NULL: its own */
    bool is_legible;       /* cells have texts and lines between them */
    size_t map;            /* in the panel's maps */
    /* Once the layout is solved: */
    const struct text_ruler *ruler; /* borrowed */
    struct plane plane;
    struct texts texts;
    double edge_pt; /* the stroke round lit cells */
};

/* From one of `count` cells to the next, in cells: legible, or without texts, where all of them are
 * `most` long. */
struct length matrix_pitch(const struct matrix *matrix, size_t count, double most, double largest,
                           double legible);
struct matrix matrix_of(enum map_role role, const char *part, enum text_kind kind, size_t rows,
                        size_t columns);
/* Room for a matrix whose cells are of a size, with its name above it. */
struct placed *matrix_add(struct panel *panel, struct matrix *matrix, struct size cell);
/* Gives it its plane and its texts. */
void matrix_settle(struct panel *panel, struct matrix *matrix);
struct area matrix_area(const struct matrix *matrix);
/* Traces cells, or all of them, without the lines between them where it is not legible. */
void matrix_trace_block(const struct matrix *matrix, struct area area, struct pen *pen);
/* All cells, or their grid where they have no fill. */
void matrix_draw_cells(const struct matrix *matrix, const char *part, struct color fill,
                       struct stroke line, struct pen *pen);
/* Traces the cells that have a number. */
void matrix_trace_units(const struct matrix *matrix, struct pen *pen);
/* No thinner than the eye can find. */
struct area matrix_widen_area(const struct matrix *matrix, struct area area);
/* The outline of lit cells, widened; share: how much of it is there. */
void matrix_draw_edge(const struct matrix *matrix, const char *part, struct area area,
                      struct color fill, enum theme_color line, double share, struct pen *pen);
/* The cell of a matrix with texts that holds a number of a step; false: it has no texts. */
bool matrix_own_cell(const struct matrix *matrix, size_t row, size_t column, struct own_cell *cell);
/* The text of the key's cell; NULL: of a zero. */
const struct cell_text *matrix_text_at(const struct matrix *matrix, struct item_key key);
/* Writes a text at the key's cell. */
void matrix_write(const struct matrix *matrix, struct item_key key, const struct cell_text *text,
                  struct color color, struct pen *pen);
/* Writes the texts of an area, those of zeros in a colour of their own. */
void matrix_write_area(const struct matrix *matrix, const char *part, struct area area,
                       struct color ink, struct color zeros, struct pen *pen);

/* ---- matrices_lit.c ---- */

/* How much of what the moment lights is a step's. */
double matrix_step_share(const struct lights *lights, size_t step);
/* Of `count` cells along a row, or down a column: how much the products of a step that tells its
 * sum stand there in place of the digits. In the arena. */
double *matrix_covered(const struct panel *panel, const struct lights *lights, size_t count,
                       bool is_down, struct arena *arena);
/* Writes all texts, of outputs those that are computed: in ink, and lit as much as shares say of
 * each cell; NULL: as much as its output is current. */
void matrix_write_lit(const struct matrix *matrix, const struct lights *lights,
                      const double *shares, enum theme_color ink, enum theme_color lit,
                      struct pen *pen);
/* A matrix of outputs: what is computed, and the current cells: of the step, and of the next one.
 */
void matrix_draw_outputs(const struct matrix *matrix, const struct lights *lights, struct area here,
                         struct area next, struct pen *pen);

/* ---- unrolled.c: a layer as matrices, in views matrix and im2col ---- */

const char *unrolled_obstacle(const struct simulation *simulation, struct arena *arena);
/* Small maps of all channels of a 1-D or 2-D layer, the output below the input or beside it, beside
 * something so many cells high; adds one box. */
void unrolled_add_maps(struct panel *panel, double height, bool is_wide);

#endif
