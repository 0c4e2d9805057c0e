/* SPDX-License-Identifier: MIT */
/* A shot before it has its place in time. */
#ifndef CONVREEL_TIMELINE_SHOTS_H
#define CONVREEL_TIMELINE_SHOTS_H

#include "convreel/timeline.h"

static inline struct rational whole(size_t number)
{
    return rational_make((int64_t)number, 1);
}

/* parts.c: the scene of a panel, or the shot's own. */
const struct scene *timed_scene(const struct timed_shot *shot, size_t part);
/* How many steps a panel has. */
size_t timed_steps(const struct timed_shot *shot, size_t part);
/* Where a part is when the longest is at a step. */
size_t timed_step_of_part(const struct timed_shot *shot, size_t part, size_t step);
/* Whether the steps of a part tell how their outputs come about, where they last long enough. */
bool timed_tells(const struct timed_shot *shot, size_t part);
/* Whether their outputs come once the window is there, with nothing else to tell. */
bool timed_lands(const struct timed_shot *shot, size_t part);
bool timed_tells_any(const struct timed_shot *shot);
/* How many builds come before the first step of a shot, a second each: of the part with most. */
size_t timed_builds(const struct timed_shot *shot);
/* Those of a part. */
size_t timed_part_builds(const struct timed_shot *shot, size_t part);
/* How long the move of a step is that lasts so long. */
struct rational timed_move(const struct timed_shot *shot, struct rational step);
/* How long a step takes to be read: a second, or what the longest sum takes. */
struct rational timed_reading(const struct timed_shot *shot);
/* How long a card or an image stays: as long as its words are spoken or its recording is heard, or
 * else long enough to be read, however long a step is. */
struct rational timed_card(const struct shot *shot);
/* How long a text takes to be spoken, seconds; NULL: 0. */
struct rational timed_words(const struct scene *scene, const char *text);
/* Whether an output shows the middle or the last step alone. */
bool steps_are_one(const struct scene_output *output);
/* Which of `count` steps an output shows; false: reported. */
bool steps_choose(const struct scene_output *output, size_t count, size_t *first, size_t *last,
                  struct report *report);
/* units.c: the layer of a part that has a name; NULL: reported. */
const struct simulation *timed_layer(const struct timed_shot *shot, size_t part, const char *name,
                                     struct position at, struct report *report);
/* The first step of a layer in order layer. */
size_t timed_first_step(const struct simulation *layer);
/* The step at which a part shows the unit that a focus names; false: reported. */
bool timed_step_of_unit(const struct timed_shot *shot, size_t part, const struct focus *unit,
                        size_t *step, struct report *report);
/* entries.c: how long the steps first to last of a shot last, by its list of steps; false:
 * reported.
 */
bool timed_plan(struct timed_shot *shot, size_t first, size_t last, struct report *report);
/* placing.c: places all beats and cues, and sets step_count and length, at the pace that gives the
 * film its length; false: reported, there is none. */
bool timeline_fit(struct timeline *timeline, struct report *report);
/* Warns of entries that begin later than they say: what is before them takes too long. */
void timeline_warn_of_late(const struct timeline *timeline, struct report *report);
/* pauses.c: once all is placed. */
void timeline_find_pauses(struct timeline *timeline);
/* When a shown step that asks answers, seconds. */
struct rational timeline_answer_time(const struct timeline *timeline, size_t index);
/* still.c: whether the poster's shot and its step are there; false: reported. */
bool timed_check_poster(const struct timeline *timeline, struct report *report);
/* A film's shot: fills all but steps_before and fade; false: reported. */
bool timed_read(struct timed_shot *timed, const struct film *film, size_t number,
                struct report *report);

#endif
