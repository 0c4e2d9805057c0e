/* SPDX-License-Identifier: MIT */
/* What the files of view scatter share: its maps on the page, and what the stamps have added. */
#ifndef CONVREEL_DRAWING_SCATTER_H
#define CONVREEL_DRAWING_SCATTER_H

#include "drawing/digits.h"
#include "drawing/plane.h"

/* What the stamps add up to, by output unit. */
struct tally {
    double start;   /* of every sum: the bias */
    double *sums;   /* after the step */
    size_t *counts; /* of the stamps that reached it so far */
    size_t *totals; /* of all that will */
    size_t most;    /* the greatest of these */
    /* Over the whole film, so that digits keep their size and decimals. */
    struct digit_range {
        double low, high;
        int decimals;
    } sum_range, add_range;
};

/* Where a tap of a stamp is along an axis of the output; between places while it moves. */
struct span {
    double at, size; /* size 0: nowhere, at the middle of where it would be */
    int64_t tap;
};

struct spans {
    size_t count;
    struct span *span;
};

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
    const double *unit_share; /* by input unit: how much of it the step lights, 0..1 */
    const double *tap_share;  /* likewise of the kernel's cells, as stamps lie */
    struct tally tally;
};

/* Units of a map in reading order. */
int64_t scatter_row(size_t number, int64_t columns);
int64_t scatter_column(size_t number, int64_t columns);
/* The cell between its places at the step and at the next one. */
struct area scatter_slide(const struct scatter *scatter, int64_t columns);
/* How much of a cell the sliding one covers. */
double scatter_covered(const struct area *slid, int64_t row, int64_t column);
/* A cell's digits, centred. */
void scatter_write(const struct scatter *scatter, struct pen *pen, const struct plane *plane,
                   struct item_key key, const char *text, const struct lettering *lettering);

/* The output's side (scatter_output.c). */
void scatter_read_tally(struct scatter *scatter, struct arena *arena);
/* Where the taps of a unit's stamp lie along an axis. */
struct spans scatter_spans(const struct scatter *scatter, const struct axis *axis, int64_t unit,
                           struct arena *arena);
void scatter_draw_empty(const struct scatter *scatter, struct pen *pen);
void scatter_draw_outputs(const struct scatter *scatter, struct pen *pen);

#endif
