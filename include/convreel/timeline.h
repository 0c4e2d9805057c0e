/* SPDX-License-Identifier: MIT */
/*
 * timeline: film + steps -> pictures. Which moment picture n shows, from when and for how long,
 * in exact rationals. Pure.
 *
 * A film is a list of shots; a scene is a film of one shot. Its steps are counted through all
 * shots. A step starts at its place and holds; the move is its last `move` seconds, sampled where
 * the film's grid k / fps falls strictly inside it; the last step of a shot does not move.
 * hold_first lengthens the film's first picture, hold_last its last: the window lifts off then.
 * Picture n lasts until picture n + 1. A shot whose input is the output of the one before takes it
 * over, for a second. What is built up takes a second for each build, before a shot's first step. A
 * step of a scene with values that lasts two seconds, or has words of its own, first tells how its
 * output comes about, in pictures on the grid; in a shorter one the total alone goes to its place,
 * once the window is there. With show.output question a step first asks: for
 * half of its time, but at most half of what it holds. A list of steps says how long some of them
 * last. Words take so many characters a second; they begin with their shot or their steps, but not
 * before those in progress end, and a shot lasts at least as long as its words and as its
 * recording, which begins with it. A shot may fade in: at the start of its first step, for at most
 * a third of what that holds, pictures on the grid show it over the last moment of the shot before.
 * With motion reduced a step fades into the next where it would slide. A film of a given length
 * stretches or shortens the steps of no list, and rests after words.
 */
#ifndef CONVREEL_TIMELINE_H
#define CONVREEL_TIMELINE_H

#include "convreel/base.h"
#include "convreel/scene.h"
#include "convreel/simulation.h"

/* How far a step has told its output. Its terms appear one by one where they are read, they gather
 * in the sum, the total goes to its place. */
enum telling { TELLS_ALL, TELLS_PRODUCTS, TELLS_SUM, TELLS_RESULT };

/* One panel's share of a moment. */
struct moment_part {
    size_t step;      /* in the scene's order */
    double progress;  /* eased, 0 <= progress < 1: how far the window is on its way to step + 1 */
    bool is_question; /* the current output is not told yet */
    enum telling telling; /* TELLS_ALL: the step is whole */
    double told;          /* how much of what it tells is over, 0 to 1 */
    bool lands;           /* it tells its output alone: its sum appears as the total sets out */
    bool tells_next;      /* the step that it is on its way to has yet to tell its output */
    double lifted;        /* how far window and marks are gone, at the end of a film; 1: all */
    bool is_laying;   /* the kernel is on its way onto the input, and has come so far, 0 to 1, */
    double laid;      /* before the first step has its window */
    bool is_building; /* what the layer reads is built up, nothing of the step is there yet: */
    double built;     /* so many of its builds, and as much of the next */
};

enum { MAX_PARTS = MAX_PANELS };

/* What one shot shows. */
struct moment {
    size_t shot;
    size_t part_count;
    struct moment_part parts[MAX_PARTS];
};

struct picture {
    size_t number;
    struct rational start, duration; /* seconds */
    struct moment moment;
    double opacity;      /* of the moment, 0 to 1; below 1 while its shot fades in */
    struct moment under; /* what it fades in over, where opacity is below 1: a shot, or a step */
    bool hands_over;     /* opacity tells how far the output of `under` has become its input */
};

/* A scene and its layers: one simulation, or one for each of its panels. */
struct shot {
    const struct scene *scene;                       /* borrowed */
    size_t part_count;                               /* panels; 1 without */
    const struct simulation *simulations[MAX_PARTS]; /* borrowed */
    bool tells_sums[MAX_PARTS]; /* its view can show how each sum comes about, */
    bool lifts[MAX_PARTS];      /* and maps without a window, */
    bool lays[MAX_PARTS];       /* its kernel on its way onto the input, */
    bool builds[MAX_PARTS];     /* and what a layer reads while it is built up */
    struct rational recording;  /* seconds from its start to the end of its recording; 0: none */
};

struct film {
    const struct scene *scene; /* borrowed: whose rate, holds and steps are the film's */
    size_t shot_count;         /* at least 1 */
    const struct shot *shots;  /* borrowed */
};

/* Steps of a shot that follow each other and last equally long. */
struct segment {
    size_t first_step, step_count;
    struct rational step;           /* seconds that each lasts */
    const char *say;                /* what is spoken from the first on; NULL: nothing */
    bool is_listed;                 /* by an entry of a list of steps, which says how long */
    const struct step_entry *entry; /* borrowed: which names them; NULL: none does */
};

/* What a shot lasts as long as. */
enum decided { DECIDED_BY_STEPS, DECIDED_BY_WORDS, DECIDED_BY_RECORDING, DECIDED_BY_FOR };

/* A shot in time. */
struct timed_shot {
    struct shot shot;
    struct scene_timeline times; /* the scene's; a step that it leaves open lasts a second, or what
                                  * its sum takes to be read */
    bool is_held[MAX_PARTS];     /* by its focus, at */
    size_t held_step[MAX_PARTS];
    size_t all_steps;          /* of the longest part that is not held */
    size_t steps_before;       /* all steps of the shots before it */
    size_t questions;          /* pictures of each step that ask, before the held one: 0 or 1 */
    size_t first_shown, shown; /* which of its steps the scene wants, and how many */
    struct segment *segments;  /* owned: those, in their order, skipped ones left out */
    size_t segment_count;
    struct rational words; /* seconds that its words take together */
    enum decided decided;
    bool takes_over;      /* the output of the shot before, for a second, where that is shown */
    struct rational fade; /* seconds; 0: none */
};

/* A segment, or what is shown of it, in the film. After its last step the picture rests until the
 * next beat starts. */
struct beat {
    size_t shot;
    size_t first_step;  /* in its shot */
    size_t first_index; /* among all that are shown */
    size_t step_count;
    struct rational from;          /* seconds: when its first step appears, */
    struct rational start, step;   /* when the time of that begins; how long each lasts */
    const struct segment *segment; /* borrowed, of its shot */
};

/* Words that are spoken, and when. */
struct cue {
    struct rational start, length; /* seconds */
    const char *text;              /* borrowed, of the scene */
    size_t shot;
};

/* Where a talk waits for a click. Pages and clips do; the film itself rolls on. */
struct pause {
    struct rational at;   /* seconds: where a picture begins, or the film's steps end */
    struct rational from; /* what is from then on is repeated until the click; `at`: nothing is */
};

struct timeline {
    const struct scene *scene; /* borrowed: the film's */
    size_t shot_count;
    struct timed_shot *shots; /* owned */
    size_t beat_count;
    struct beat *beats; /* owned, in the order of time */
    size_t cue_count;
    struct cue *cues; /* owned, in the order of time; none begins before another ends */
    size_t pause_count;
    struct pause *pauses;  /* owned, in the order of time, each later than the one before */
    size_t all_steps;      /* of all shots */
    size_t step_count;     /* those that are shown */
    size_t *first_picture; /* owned: number of each shown step's first picture */
    size_t picture_count;
    struct rational length; /* seconds */
};

/* Fails into the report: steps out of range, a move longer than its step, times that are too
 * finely divided, more pictures than the limit. NULL then. */
struct timeline *timeline_create(const struct film *film, struct report *report);
void timeline_destroy(struct timeline *timeline);
/* What is wrong with a film's focuses, steps and moves, for who wants no pictures. */
void timeline_check(const struct film *film, struct report *report);
/* A scene as a shot; simulations: one for each of its panels, or one. */
struct shot shot_of_scene(const struct scene *scene, const struct simulation *const *simulations);

/* Picture n < picture_count. */
void timeline_picture_at(const struct timeline *timeline, size_t n, struct picture *out);
/* The n-th shown step, held: what a page, a still shows, with its question where there is one; its
 * start and duration are the whole step's. */
void timeline_still_at(const struct timeline *timeline, size_t n, struct picture *out);
/* The number of the n-th shown step, counted through the film. */
size_t timeline_step_number(const struct timeline *timeline, size_t n);
/* Which of the shown steps a single picture shows: the only one, else the poster, else the focus,
 * else the last. */
size_t timeline_still_index(const struct timeline *timeline);
/* Which of the shown steps picture n is of. */
size_t timeline_index_of_picture(const struct timeline *timeline, size_t n);
/* The number of the picture that shows the n-th step as its still does, but for its end. */
size_t timeline_picture_of_still(const struct timeline *timeline, size_t n);
/* The number of the picture that is shown at time t, 0 <= t < length. */
size_t timeline_picture_number(const struct timeline *timeline, struct rational t);
/* How many steps of a shot are shown. */
size_t timeline_shown_steps(const struct timeline *timeline, size_t shot);
/* When a shot begins; shot_count: when the film ends. */
struct rational timeline_shot_start(const struct timeline *timeline, size_t shot);
/* How many entries of steps say when they start, as cues do, and how much later than that one
 * starts at most, seconds. */
double timeline_drift(const struct timeline *timeline, size_t *count);
/* Which steps of its layers an entry of a scene's steps names; false: all that no other names. */
bool timeline_entry_range(const struct scene *scene, const struct simulation *simulation,
                          const struct step_entry *entry, size_t *first, size_t *last);
/* Whether it names that step. */
bool timeline_entry_has(const struct scene *scene, const struct simulation *simulation,
                        const struct step_entry *entry, size_t step);
/* A film in parts, which several machines make: its pictures first up to end, which are its frames
 * first_frame up to end_frame of all_frames. Frame j shows the picture of time j / fps. */
struct film_cut {
    size_t first, end;
    int64_t first_frame, end_frame, all_frames;
};
/* How many parts a film can be cut in: each begins with a step, and with a frame of its own. */
size_t timeline_most_parts(const struct timeline *timeline);
/* Part `number` (from 1) of `count`, 1 to timeline_most_parts: from the step that begins nearest to
 * (number - 1) / count of the pictures, up to the next part. Parts lose and double nothing. */
struct film_cut timeline_part(const struct timeline *timeline, size_t number, size_t count);
/* Whether players jump to a picture that appears then: a shot begins, or a talk has waited. */
bool timeline_is_entry(const struct timeline *timeline, struct rational at);

#endif
