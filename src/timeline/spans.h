/* SPDX-License-Identifier: MIT */
/* A shown step in time: the phases that it goes through, one after the other, and the pictures of
 * each. */
#ifndef CONVREEL_TIMELINE_SPANS_H
#define CONVREEL_TIMELINE_SPANS_H

#include "timeline/shots.h"

enum phase_kind {
    FADES_IN,   /* over the shot before, */
    TAKES_OVER, /* or takes its output over */
    BUILDS_UP,  /* what the layer reads */
    LAYS,       /* its kernel onto the input */
    ASKS,       /* for its output */
    WAITS,      /* for the words before its own */
    TELLS,      /* how its output comes about */
    STAYS,      /* whole; every step does, if for no time */
    MOVES,      /* on to the next step, */
    LIFTS,      /* or, the last, its window off, */
    ENDS        /* and stays without */
};

struct phase_time {
    enum phase_kind kind;
    struct rational from, to; /* seconds */
    size_t pictures;
};

enum {
    MOST_PHASES = ENDS + 2, /* one kind may come twice */
    MOST_FADING = 3,        /* a fade takes at most one part of so many of what its step holds */
    SPAN_PARTS = 8,         /* telling leaves at least one of so many parts of what a step holds, */
    LANDING_PARTS = 2       /* that of the total alone one of so many */
};

struct span {
    const struct beat *beat;       /* borrowed */
    const struct timed_shot *shot; /* borrowed */
    size_t step;                   /* of the shot */
    struct rational start, end;    /* seconds */
    size_t phase_count;
    struct phase_time phases[MOST_PHASES]; /* in the order of time */
};

/* Of the n-th shown step. */
struct span span_of(const struct timeline *timeline, size_t index);
size_t span_pictures(const struct span *span);
/* The phase of a picture of the span; within: which of the phase's pictures it is. */
const struct phase_time *span_phase(const struct span *span, size_t number, size_t *within);
/* The first phase of a kind; NULL: it has none. */
const struct phase_time *span_find(const struct span *span, enum phase_kind kind);
/* When a picture of a phase starts, seconds. */
struct rational span_picture_start(const struct timeline *timeline, const struct phase_time *phase,
                                   size_t within);
/* Seconds that come before a shot's first step: a second for each build, and one if the step takes
 * over the output of the shot before. */
struct rational span_lead(const struct timeline *timeline, const struct beat *beat);
/* Whether a step of a part tells how its output comes about, in the segment that it is shown in. */
bool span_tells(const struct span *span, size_t part);
/* Whether what it tells is the output alone: it is short, and nothing is spoken of it. */
bool span_lands(const struct span *span, size_t part);

/* beats.c: where a shown step lies. */
const struct beat *timeline_beat_of(const struct timeline *timeline, size_t index);
struct rational timeline_step_start(const struct timeline *timeline, size_t index);

#endif
