/* SPDX-License-Identifier: MIT */
/*
 * timeline: scene + steps -> pictures. Which moment picture n shows, from when and for how long,
 * in exact rationals. Pure.
 *
 * A step starts at its place and holds; the move is its last `move` seconds, sampled where the
 * film's grid k / fps falls strictly inside it; the last step does not move. hold_first lengthens
 * the first picture, hold_last the last. Picture n lasts until picture n + 1. With show.output
 * question a step first asks: for half of its time, but at most half of what it holds.
 */
#ifndef CONVREEL_TIMELINE_H
#define CONVREEL_TIMELINE_H

#include "convreel/base.h"
#include "convreel/scene.h"
#include "convreel/simulation.h"

/* One scene's share of a moment. */
struct moment_part {
    size_t step;      /* in the scene's order */
    double progress;  /* eased, 0 <= progress < 1: how far the window is on its way to step + 1 */
    bool is_question; /* the current output is not told yet */
};

enum { MAX_PARTS = MAX_PANELS };

struct moment {
    size_t part_count;
    struct moment_part parts[MAX_PARTS];
};

struct picture {
    size_t number;
    struct rational start, duration; /* seconds */
    struct moment moment;
};

struct timeline {
    const struct scene *scene;   /* borrowed */
    struct scene_timeline times; /* the scene's; a step that it leaves open lasts a second, or what
                                  * its sum takes to be read */
    size_t part_count;           /* panels; 1 without */
    const struct simulation *simulations[MAX_PARTS]; /* borrowed, one for each part */
    bool is_held[MAX_PARTS];                         /* by its focus, at */
    size_t held_step[MAX_PARTS];
    size_t all_steps;              /* of the longest part that is not held */
    size_t first_step, step_count; /* the steps that are shown */
    size_t *first_picture;         /* owned: number of each shown step's first picture */
    size_t questions;              /* pictures of each step that ask, before the held one: 0 or 1 */
    size_t picture_count;
    struct rational length; /* seconds */
};

/* Fails into the report: steps out of range, a move longer than its step, times that are too
 * finely divided, more pictures than the limit. NULL then. */
/* simulations: one, or one for each of the scene's panels, which go on in step. */
struct timeline *timeline_create_parts(const struct scene *scene,
                                       const struct simulation *const *simulations,
                                       struct report *report);
struct timeline *timeline_create(const struct scene *scene, const struct simulation *simulation,
                                 struct report *report);
void timeline_destroy(struct timeline *timeline);
/* What is wrong with the scene's focus, its steps and its move, for who wants no pictures. */
void timeline_check(const struct scene *scene, const struct simulation *const *simulations,
                    struct report *report);

/* Picture n < picture_count. */
void timeline_picture_at(const struct timeline *timeline, size_t n, struct picture *out);
/* The first picture of the n-th shown step, held: what a page, a still shows, with its question
 * where there is one; its start and duration are the whole step's. */
void timeline_still_at(const struct timeline *timeline, size_t n, struct picture *out);
/* Which of the shown steps a single picture shows: the only one, else the poster, else the focus,
 * else the last. */
size_t timeline_still_index(const struct timeline *timeline);
/* Which of the shown steps picture n is of. */
size_t timeline_index_of_picture(const struct timeline *timeline, size_t n);
/* The number of the picture that is shown at time t, 0 <= t < length. */
size_t timeline_picture_number(const struct timeline *timeline, struct rational t);

#endif
