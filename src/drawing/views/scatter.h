/* SPDX-License-Identifier: MIT */
/* What the files of view scatter share: its maps on the page, and what the stamps have added. */
#ifndef CONVREEL_DRAWING_SCATTER_H
#define CONVREEL_DRAWING_SCATTER_H

#include "drawing/digits.h"
#include "drawing/plane.h"

/* What the stamps add up to, by output unit. */
struct tally {
    double start;               /* of every sum: the bias */
    double *sums;               /* after the step */
    size_t *counts;             /* of the stamps that reached it so far */
    size_t *totals;             /* of all that will */
    size_t most;                /* the greatest of these */
    const char *const *results; /* texts of finished sums */
    /* Over the whole film, so that digits keep their size and decimals. */
    struct digit_range {
        double low, high;
        int decimals;
    } sum_range, add_range;
};

#define NOT_READ SIZE_MAX /* as a weight */

struct scatter {
    const struct simulation *simulation; /* borrowed, as all pointers */
    const struct theme *theme;
    const struct text_ruler *ruler;
    const struct axis *height, *width; /* of a 1-D layer height is one cell */
    enum overlap overlap;
    bool follows_output; /* a step is an output unit, not an input unit */
    size_t step;
    double progress;
    struct area inputs, weights, outputs;
    struct area reach; /* the outputs and all that stamps reach beside them */
    struct plane input, kernel, output;
    const double *unit_share;  /* by input unit: how much of it the step lights, 0..1 */
    const size_t *unit_weight; /* where in the kernel the nearer step's weight of it stands */
    const double *tap_share;   /* likewise of the kernel's cells, as stamps lie */
    struct tally tally;
};

/* Units of a map in reading order. */
int64_t scatter_row(size_t number, int64_t columns);
int64_t scatter_column(size_t number, int64_t columns);
/* The cell between its places at the step and at the next one. */
struct area scatter_slide(const struct scatter *scatter, int64_t columns);
/* How much of the digits of such a cell have their other ink. */
double scatter_ink_share(double covered);
/* The middle of a cell; raised, 0..1: to make room for small digits. */
struct point scatter_middle(const struct plane *plane, int64_t row, int64_t column, double raised);
/* Where such small digits are centred in the cell whose top left is at `cell`. */
struct point scatter_corner(const struct scatter *scatter, struct point cell,
                            const struct font *font, const char *text);
/* A font in which the texts fit a cell, or its corner where it is the small one. */
struct font scatter_fit(const struct scatter *scatter, enum theme_font font,
                        const char *const *texts, size_t count);

/* What the stamps have added at the step (scatter_tally.c). */
void scatter_read_tally(struct scatter *scatter, struct arena *arena);

/* The input's units, then the lit ones and the kernel (scatter_maps.c). */
void scatter_draw_units(const struct scatter *scatter, struct pen *pen);
void scatter_draw_lit(const struct scatter *scatter, struct pen *pen);

/* The output, empty and as the step leaves it (scatter_output.c). */
void scatter_draw_empty(const struct scatter *scatter, struct pen *pen);
void scatter_draw_outputs(const struct scatter *scatter, struct pen *pen);

#endif
