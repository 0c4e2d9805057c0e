/* SPDX-License-Identifier: MIT */
/* What the files of view transpose share. */
#ifndef CONVREEL_DRAWING_TRANSPOSE_H
#define CONVREEL_DRAWING_TRANSPOSE_H

#include "drawing/layout/panel.h"

enum { LARGE, SMALL, SIZES };

/* An axis of the pair of layers: unit u of the small map belongs to the cells
 * u stride + tap dilation - before of the large one. */
struct pair_axis {
    int64_t size[SIZES], kernel, stride, dilation;
    int64_t extra;         /* of the large map, for output padding */
    int64_t before, after; /* cells beside the large map that windows read and stamps lose */
    int64_t window;        /* dilation (kernel - 1) + 1 */
};

/* The scene's layer at the left and its transpose at the right, which takes what the first gives.
 */
struct column {
    double start; /* of the sums: the bias */
    bool gathers; /* from the large map to the small one; else units of the small one stamp */
    const double *values[SIZES]; /* NULL: none */
    const struct placed *maps[SIZES];
    const char *const *texts[SIZES];
};

struct transpose {
    struct pair_axis axis[2]; /* rows, columns */
    struct column columns[2];
    const double *weights; /* as the small map's units meet them, in reading order; NULL: none */
    double heaviest;       /* of their sizes */
    size_t first_map;      /* of the panel's: large and small of each column */
    struct font font;
    bool has_texts;
};

/* A moment in one column. */
struct pair_moment {
    const struct panel *panel;
    const struct transpose *pair;
    const struct column *column;
    int number;            /* of the column, in keys */
    size_t step;           /* whose numbers are seen */
    double row, column_at; /* of the unit, between steps */
    struct area unit;      /* where it is lit: outputs are never slid over, */
    double unit_share;     /* and how much */
    double share;          /* how much the numbers of the step are there, */
    double coming;         /* and its output's, once it is the seen one */
    double set_down;       /* how much the window or stamp lies there: less between rows */
    bool is_lifted;        /* nothing of the step is lit: the maps as it leaves them */
    bool is_untold;        /* the step's output has yet to be told: as the one before leaves them */
    const bool *pending;   /* cells of the large map that more is added to; NULL: none */
    const double *covered; /* of each cell of the large map: by a product; NULL: none is told */
    enum telling telling;  /* of the first column's stamp, which comes product by product */
    double told;
};

/* transpose_digits.c: keys of a column's items, and where things are on its maps */
struct item_key pair_key_of(const char *part, int column, int64_t row, int64_t at);
/* Where they are on the way from one unit to another, and how much is lit. */
void pair_place(struct pair_moment *moment, size_t from, size_t to, double way);
struct area pair_window_of(const struct pair_moment *moment);
struct area pair_tap_of(const struct pair_moment *moment, int64_t tap);
int64_t pair_tap_count(const struct transpose *pair);
/* Whether units meet the weights from the last to the first of those that the kernel shows. */
bool pair_is_reversed(const struct simulation *layer);
bool pair_is_on_map(const struct placed *placed, double row, double column);
/* The cell of the large map that a tap of the small one's unit meets; -1: none. */
int64_t pair_cell_of(const struct transpose *pair, int64_t unit, int64_t tap);
/* Which tap of the seen step a cell of the large map is; -1: none. */
int64_t pair_tap_at(const struct pair_moment *moment, size_t cell);
/* What all units up to, not with, one have stamped: sums, and which cells they reach. */
void pair_add_stamps(const struct pair_moment *moment, size_t units, double *sums, bool *is_there);
/* The digits of the maps; is_there: cells that were reached before, with their sums. */
const char *pair_number(const struct pair_moment *moment, double value, struct pen *pen);
/* What a tap of the seen step adds. */
double pair_added(const struct pair_moment *moment, int64_t tap);
void pair_write_stamped(const struct pair_moment *moment, const double *sums, const bool *is_there,
                        struct pen *pen);
void pair_write_read(const struct pair_moment *moment, struct pen *pen);
void pair_write_small(const struct pair_moment *moment, size_t shown, struct pen *pen);

/* transpose_draw.c */
void transpose_draw_rest(const struct panel *panel, struct pen *pen);
void transpose_draw_step(const struct panel *panel, const struct moment_part *part,
                         struct pen *pen);

/* transpose_told.c: as a panel's */
bool pair_find_term(const struct panel *panel, const struct step *step, size_t term,
                    struct own_cell *cell);
bool pair_find_total(const struct panel *panel, const struct step *step, struct own_cell *cell);
/* How much of each cell of the large map products stand in place of the digits. */
const double *pair_read_covered(const struct pair_moment *moment, const struct lights *lights,
                                struct arena *arena);
/* How much of what a step lights is not there: it lifts off at a film's end, and the second column
 * takes what the first gives once that is told. */
double pair_gone(int column, const struct moment_part *part);
/* What the second column reads of a map that the first has yet to finish; NULL: all is known. */
const bool *pair_read_pending(const struct pair_moment *moment, struct arena *arena);
/* Whether a unit of the small map gathers finished cells alone. */
bool pair_is_known(const struct pair_moment *moment, size_t unit);
/* Whether the product of a tap of the seen step has come to its cell. */
bool pair_has_come(const struct pair_moment *moment, int64_t tap);
/* The products of the first column's stamp, in the kernel's cells and on their way. */
void pair_draw_told(const struct pair_moment *moment, struct pen *pen);

/* transpose_links.c */
void pair_draw_taps(const struct pair_moment *moment, struct pen *pen);
void pair_draw_links(const struct pair_moment *moment, struct pen *pen);

#endif
