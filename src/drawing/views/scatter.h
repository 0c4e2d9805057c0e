/* SPDX-License-Identifier: MIT */
/* What the files of view scatter share: its maps, and what the stamps add up to. */
#ifndef CONVREEL_DRAWING_SCATTER_H
#define CONVREEL_DRAWING_SCATTER_H

#include "drawing/layout/panel.h"

/* A stamp that reached an output unit, and the sum from then on. */
struct reached {
    size_t stamp;
    double sum;
};

/* What all stamps add to the output, worked out once. */
struct tally {
    double start;                  /* of every sum: the bias */
    const size_t *starts;          /* where in reached each output unit's begin, and the last end */
    const struct reached *reached; /* by output unit, then in the order of the stamps */
    size_t most;                   /* that reach one unit */
    int sum_decimals, add_decimals;  /* over the whole film, as digits_of takes them */
    const char *const *results;      /* texts of finished sums */
    double sum_ends[2], add_ends[2]; /* the least and the greatest, for the size of their font */
};

#define NOT_READ SIZE_MAX /* as a weight */

struct scatter {
    struct tally tally;
    const struct axis *height, *width; /* of a 1-D layer height is one cell; borrowed */
    struct area reach;                 /* the outputs and all that stamps reach beside them */
    size_t input, kernel, output;      /* in the panel's maps; kernel SIZE_MAX: hidden */
    struct texts inputs, weights, factors;
};

/* The moment, as scatter sees it. */
struct scatter_moment {
    const struct panel *panel;
    const struct scatter *scatter;
    size_t step;
    double progress;
    bool is_question;
    bool follows_output;       /* a step is an output unit, not an input unit */
    const double *unit_share;  /* by input unit: how much of it the step lights, 0..1 */
    const size_t *unit_weight; /* where in the kernel the nearer step's weight of it stands */
    const double *tap_share;   /* likewise of the kernel's cells, as stamps lie */
};

/* Units of a map in reading order. */
int64_t scatter_row(size_t number, int64_t columns);
int64_t scatter_column(size_t number, int64_t columns);
/* The cell between its places at the step and at the next one. */
struct area scatter_slide(const struct scatter_moment *moment, int64_t columns);
/* How much of the digits of such a cell have their other ink. */
double scatter_ink_share(double covered);
/* The middle of a cell; raised, 0..1: to make room for small digits. */
struct point scatter_middle(const struct plane *plane, int64_t row, int64_t column, double raised);
/* Where such small digits are centred in the cell whose top left is at `cell`. */
struct point scatter_corner(const struct panel *panel, struct point cell, const struct font *font,
                            const char *text);
/* A font in which the texts fit a cell, or its corner where it is the small one. */
struct font scatter_fit(const struct panel *panel, enum theme_font font, const char *const *texts,
                        size_t count);

/* scatter_output.c: what the stamps add up to; the output, empty and as the step leaves it. */
void scatter_read_tally(struct tally *tally, const struct subject *subject, struct arena *arena);
void scatter_draw_empty(const struct panel *panel, const struct scatter *scatter, struct pen *pen);
void scatter_draw_outputs(const struct scatter_moment *moment, struct pen *pen);

#endif
