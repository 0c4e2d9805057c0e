/* SPDX-License-Identifier: MIT */
/* What the files of view scatter share: what the stamps add up to, and a moment of them. */
#ifndef CONVREEL_DRAWING_SCATTER_H
#define CONVREEL_DRAWING_SCATTER_H

#include "drawing/layout/panel.h"
#include "drawing/map/entries.h"

/* What all stamps add to the output, worked out once: by output unit, in the order of the stamps.
 */
struct tally {
    double start;                    /* of every sum: the bias */
    struct entries entries;          /* a row's are its addends, a column's those of a stamp */
    const double *adds, *sums;       /* what an entry adds, and the sum from then on */
    size_t most;                     /* that reach one unit */
    int sum_decimals, add_decimals;  /* over the whole film, as digits_of takes them */
    double sum_ends[2], add_ends[2]; /* the least and the greatest, for the size of their font */
    const char *const *results;      /* texts of finished sums; NULL: no values are given */
};

struct scatter {
    struct tally tally;
    const struct axis *height, *width; /* of a 1-D layer height is one cell; borrowed */
    struct texts factors;
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

/* The taps of an input unit's stamp along an axis. */
struct tap {
    int64_t kernel; /* which of the kernel's */
    int64_t place;  /* on the output's axis; outside of it: cropped */
};

struct taps {
    size_t count;
    struct tap *all;
};

/* Where a tap of a stamp is along an axis of the output; between places while it moves. */
struct span {
    double at, size; /* size 0: nowhere, at the middle of where it would be */
};

/* Of one stamp, on its way to the next one's; where taps are fewer, some lie together. */
struct spans {
    size_t count;
    struct span *all;
    struct taps nearer; /* those of the nearer stamp: the first spans are theirs */
};

struct laid_stamp {
    struct spans rows, columns;
};

#define NOT_READ SIZE_MAX /* as a weight */

/* The moment, as scatter sees it. */
struct scatter_moment {
    const struct panel *panel;
    const struct scatter *scatter;
    const struct simulation *layer;
    const struct placed *input, *kernel, *output; /* kernel NULL: hidden */
    size_t step, next;                            /* next: the same where nothing moves */
    double progress;
    double strength; /* of all that is lit: less while it lifts off at a film's end */
    bool is_question, has_counts;
    bool follows_output;     /* a step is an output unit, not an input unit: */
    struct area current;     /* that unit, on its way to the next, */
    double current_share;    /* and how much of it is there: it never slides over outputs */
    double current_lit;      /* an output unit is an outline until its sum has come */
    double set_down;         /* how much of the stamp lies on the output: less between rows */
    double way;              /* of stamp and input unit to the next ones */
    struct laid_stamp stamp; /* of an input unit */
    enum telling telling;    /* of that stamp, and how much of it is over */
    double told;
    bool hides_next;         /* what the next step adds has yet to be told */
    size_t gathered;         /* products that have come to the step's output unit */
    bool *is_awaited;        /* by output unit: what the stamp adds there has yet to come */
    struct reached *reached; /* by output unit */
    double *unit_share;      /* by input unit: how much of it the step lights, 0..1 */
    size_t *unit_weight;     /* the nearer step's weight of it: where in the kernel */
    double *tap_share;       /* how much of a weight the step uses, 0..1 */
};

/* A cell of a map, by its number in reading order. */
struct area scatter_cell(const struct placed *placed, size_t number);
struct item_key scatter_key(const char *part, struct area cell);

/* scatter_stamps.c: what the stamps add up to, where they lie. */
void scatter_read_tally(struct tally *tally, const struct subject *subject, struct arena *arena);
struct taps scatter_taps(const struct simulation *layer, const struct axis *axis, int64_t unit,
                         struct arena *arena);
/* The stamp of an input unit, on its way to that of another. */
struct laid_stamp scatter_lay_stamp(const struct scatter_moment *moment, size_t from, size_t to,
                                    struct arena *arena);
struct scatter_moment scatter_read_moment(const struct panel *panel, const struct moment_part *part,
                                          struct arena *arena);

/* scatter_told.c: once the stamp is laid: what has yet to come of a step that is told; its
 * products, where they appear and on their way. */
void scatter_read_told(struct scatter_moment *moment, struct arena *arena);
void scatter_draw_told(const struct scatter_moment *moment, struct pen *pen);

/* scatter_adds.c: the texts of what the stamps add, once the cells have their size. */
void scatter_settle_adds(struct scatter *scatter, const struct subject *subject,
                         struct arena *arena);

/* scatter_output.c: the output, empty and as the step leaves it; scatter_digits.c: all digits but
 * the kernel's. */
void scatter_draw_empty(const struct panel *panel, const struct placed *output, struct pen *pen);
void scatter_draw_outputs(const struct scatter_moment *moment, struct pen *pen);
void scatter_write(const struct scatter_moment *moment, struct pen *pen);

#endif
