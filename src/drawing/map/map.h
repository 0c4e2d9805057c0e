/* SPDX-License-Identifier: MIT */
/*
 * A map: a grid of cells that is drawn, of an input, a kernel or an output. Which units its cells
 * hold, what stands in them, and what of it never changes. Made once a shot.
 */
#ifndef CONVREEL_DRAWING_MAP_H
#define CONVREEL_DRAWING_MAP_H

#include "drawing/list/plane.h"
#include "drawing/map/cell_text.h"
#include "drawing/map/subject.h"

/* The texts of a tensor's units, alike over all its channels. of NULL: the cells have none. */
struct texts {
    const struct cell_text *of;
    struct cell_text padding; /* of an input: what its padding holds; text NULL: "0" */
    struct font font;
    bool are_too_small; /* to be read: there would be some */
    double rise;        /* above a cell's middle, points: of what the window reads, and of factors
                         * below that, of which it is negative; 0: they stand in corners */
};

/* Colours for values, from low to high. */
struct scale {
    double low, high;
    bool is_signed, is_input, is_picture; /* of what; of brightness */
};

/* Whole weights are those over a divisor that is drawn before them. */
enum text_kind { TEXTS_INPUT, TEXTS_WEIGHTS, TEXTS_WHOLE_WEIGHTS, TEXTS_OUTPUT, TEXTS_BIAS };

enum map_terms {
    TERMS_AT_UNITS,  /* at what they read, or, of a kernel, at their weights */
    TERMS_BESIDE,    /* in another map */
    TERMS_IN_COLUMN, /* of a matrix: that of the step, one below the other, */
    TERMS_IN_ROW,    /* or its row, in the columns of their units */
    TERMS_AT_TAPS    /* of a matrix that is a window's */
};

struct map {
    enum map_role role;
    const char *part; /* of its items' keys: "input" in "input.units" */
    int channel;      /* of its keys and its notes; -1: the only one of its role */
    /* An input is the plane that a layer reads; kernels and outputs have units alone. */
    const struct simulation *reader;
    int64_t depth;                  /* the slice of a 3-D tensor */
    size_t rows, columns;           /* of the grid */
    struct area reach;              /* the grid, and what windows or stamps reach beside it */
    const struct tensor *units;     /* the tensor that its units are of; borrowed */
    size_t first;                   /* where in it the map's first unit stands */
    bool is_turned;                 /* the first cell holds the last unit: a kernel as it lies */
    double cell_width;              /* of a column, where cells stand apart; 0: they touch */
    bool is_matrix;                 /* units of all channels in places of its own, */
    const size_t *numbers;          /* each cell's unit, row by row; NULL: in their order */
    bool is_one_shape;              /* its cells are too many for lines and texts */
    enum map_terms terms;           /* where a step's stand in it */
    const struct simulation *layer; /* whose tensor it is; NULL: the view gives its texts itself */
    enum text_kind kind;            /* of that layer's texts */
    struct texts texts;
    const struct scale *scale;       /* units are colours; NULL: cells */
    const struct map_colors *colors; /* made before: of an output with a scale; NULL: none */
    const struct subject *subject;   /* of what it is a map; borrowed */
    struct plane plane;              /* where it is, once the layout is solved */
};

/* What a cell of the grid holds. */
struct map_cell {
    enum cell_kind kind;
    bool is_repeated;  /* padding that repeats the unit */
    bool is_shown;     /* not hidden by the scene's show */
    bool is_counted;   /* a zero that is a term of what reads it; a unit always */
    bool is_inactive;  /* of a sparse layer: a cell that is no unit */
    bool is_uncovered; /* a unit that no window reads, or an inactive cell: crossed out */
    size_t unit;       /* of CELL_UNIT: where in the tensor it stands */
};

/* The axis that an axis of a grid is, counted from the last: 0 along the columns, 1 along the rows.
 */
const struct axis *map_axis(const struct simulation *layer, size_t from_last);
/* Whether the layer's taps lie between cells, each in a place of its own. */
bool map_has_moved_taps(const struct simulation *layer);
/* Maps of a layer. channel and out count the layer's channels; the keys of an only channel leave it
 * out. depth: of a 3-D layer; 0 otherwise. */
struct map map_of_input(const struct simulation *layer, size_t channel, int64_t depth);
struct map map_of_output(const struct simulation *layer, size_t channel, int64_t depth);
struct map map_of_role(const struct simulation *layer, enum map_role role, size_t channel,
                       int64_t depth); /* the kernel's for the first output channel */
/* A map of an input's units, without the plane that a layer reads. */
struct map map_of_units(const struct simulation *layer, size_t channel);
/* The weights that an output channel has for an input channel, as they lie on the input. */
struct map map_of_kernel(const struct simulation *layer, size_t channel, size_t out, int64_t depth);
/* Makes it show those of another output channel; channel: within that one's group. */
void map_show_weights(struct map *map, size_t channel, size_t out);
/* Where in the kernel's tensor those weights begin. */
size_t map_weights_at(const struct simulation *layer, size_t channel, size_t out);

/* A matrix of a layer's units or weights, or a vector as its one row or column. */
struct map map_of_matrix(const struct simulation *layer, enum map_role role, const char *part,
                         size_t rows, size_t columns);

struct map_cell map_cell_at(const struct map *map, int64_t row, int64_t column);
/* Whether a window ever taps a place of an axis. */
bool map_is_tapped(const struct axis *axis, int64_t place);
/* Whether some unit of it is read by no window, and the scene lets that be seen. */
bool map_has_uncovered(const struct map *map);
/* Its text: "0" for a zero that is counted, or what padding holds; NULL: none. */
const struct cell_text *map_text(const struct map *map, const struct map_cell *cell);
/* That of a zero, also of a map whose units have no texts. */
const struct cell_text *map_zero_text(const struct map *map, enum cell_kind kind);
/* The ink of a cell's text: that of units, or of zeros and of what is none of the units' own. */
enum theme_color map_cell_ink(const struct map_cell *cell, enum theme_color ink);
/* Where unit (0, 0) of the grid stands, and how far it is to the next row and column. */
struct area map_first_unit(const struct map *map, double pitch[2]);
/* Rows and columns of units. */
void map_unit_counts(const struct map *map, size_t *rows, size_t *columns);
/* Where some of its cells are on its plane, their outer edges: each is in the middle of its column.
 */
struct area map_cells_area(const struct map *map, struct area cells);
/* What units and the zeros between them cover, of an input; the places of the grid that are drawn.
 */
struct area map_inner_area(const struct map *map);
struct area map_shown_area(const struct map *map);
struct area map_grid(const struct map *map);
/* Keys of its items: what it has once, and what each cell has. */
struct item_key map_key(const struct map *map, const char *what, struct pen *pen);
struct item_key map_cell_key(struct item_key key, int64_t row, int64_t column);
/* The middle of a cell. */
struct point map_middle(const struct plane *plane, double row, double column);
/* Writes a text in the cell that its key tells: those of a matrix are low, so letters with an index
 * rise there. */
void map_write(const struct map *map, struct item_key key, const struct cell_text *text,
               const struct lettering *lettering, struct pen *pen);

/* ---- texts, in the arena; none where they would be too small to be read ---- */

/* As the scene's show has them, for cells that are `cell_pt` large. */
struct texts texts_of(const struct subject *subject, const struct simulation *layer,
                      enum text_kind kind, double cell_pt, struct arena *arena);
/* Of a matrix symbols where there are no numbers. */
struct texts texts_of_matrix(const struct map *map, struct arena *arena);
/* What padding holds; text NULL: "0". */
struct cell_text text_of_padding(const struct subject *subject, const struct simulation *layer,
                                 struct arena *arena);
/* Digits of other numbers, which look alike. */
struct texts texts_of_values(const struct subject *subject, const double *values, size_t count,
                             double cell_pt, struct arena *arena);
/* The weights of a layer that has no kernel, of every step of the first channel: term t of place n
 * is number n * simulation_taps(layer) + t. None where there are too many to be read. */
struct texts texts_of_own_weights(const struct subject *subject, const struct simulation *layer,
                                  double cell_pt, struct arena *arena);
/* The weights as factors, for the corners of the window's cells; none where they do not fit. */
struct texts texts_of_factors(const struct subject *subject, const struct texts *weights,
                              size_t count, double cell_pt, struct arena *arena);
/* The same for room below what the window reads. */
struct texts texts_of_factors_below(const struct subject *subject, const struct texts *weights,
                                    size_t count, double cell_pt, struct arena *arena);

/* ---- what never changes ---- */

/* Whether a map has cells that are zeros and no units; of an output those that are cropped. */
bool map_has_zeros(const struct map *map);
/* What patterns of cells mean, as bits: for the legend. */
unsigned map_legend(const struct map *map);
void map_draw_rest(const struct map *map, struct pen *pen);
/* The shorter side of a cell, pixels; whether cells are large enough for lines between them. */
double map_cell_px(const struct map *map);
bool map_has_lines(const struct map *map);

#endif
