/* SPDX-License-Identifier: MIT */
/*
 * What the stamps of all input units add up to, and an output that they come to: which of its units
 * are reached at a moment, the sums that stand there, and what the current stamp adds.
 */
#ifndef CONVREEL_DRAWING_STAMPS_H
#define CONVREEL_DRAWING_STAMPS_H

#include "drawing/map/draw.h"

/* Worked out once: by output unit, in the order of the stamps. */
struct tally {
    double start;                   /* of every sum: the bias */
    struct matrix_entries entries;  /* a row's are its addends, a column's those of a stamp */
    const double *adds, *sums;      /* what an entry adds, and the sum from then on */
    size_t most;                    /* that reach one unit */
    int sum_decimals, add_decimals; /* over the whole film, as digits_of takes them */
    double sum_ends[2];             /* the least and the greatest, for the size of their font */
    const char *const *results;     /* texts of finished sums; NULL: no values are given */
    bool is_tight;                  /* cells have room for a sum or for what is added, not both */
    struct font sum_font;           /* then given with that */
    /* What stamps add, by entry: "6 + 4", or "+4" where there is no room; NULL: nothing was there.
     */
    const char *const *add_texts; /* NULL: none */
    bool adds_are_sums;           /* "6 + 4" */
    struct font add_font;
};

/* What has come to an output unit. */
struct reached {
    size_t count, total; /* stamps so far, and of all */
    bool is_filled;      /* it has its digits and its colour */
    double shade;        /* for how many stamps overlap there, 0..1 */
};

/* An output at a moment. */
struct stamped {
    const struct tally *tally;   /* borrowed, */
    const struct lights *lights; /* as these: with their terms */
    const struct map *output;
    bool has_counts;         /* its digits are how many stamps have come */
    struct reached *reached; /* by unit, */
    struct reached *next;    /* and once the next stamp has come; NULL: there is none yet */
};

void tally_read(struct tally *tally, const struct subject *subject, struct arena *arena);
/* Its texts, once the cells have their size. */
void tally_settle(struct tally *tally, const struct subject *subject, struct arena *arena);
void stamped_read(struct stamped *stamped, const struct tally *tally, const struct lights *lights,
                  const struct map *output, struct arena *arena);

/* The output before the first stamp; what stamps lose stands outside of it. */
void stamps_draw_empty(const struct map *output, bool is_cropped, struct pen *pen);
/* The units that are reached. */
void stamps_draw_cells(const struct stamped *stamped, struct pen *pen);
/* Their digits and what the current stamp adds, where the input has values; or how many stamps have
 * come. */
void stamps_write(const struct stamped *stamped, bool has_values, struct pen *pen);
/* Where digits that end in a cell's corner are centred. */
struct point stamps_corner(const struct map *map, double row, double column,
                           const struct font *font, const char *text);
/* The middle of a cell's digits; raised, 0..1: to make room for such small ones. */
struct point stamps_middle(const struct map *map, int64_t row, int64_t column, double raised);

#endif
