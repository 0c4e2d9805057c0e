/* SPDX-License-Identifier: MIT */
/* Which step stands for all where there is room for one picture. */
#include "timeline/shots.h"

/* Which of the shown steps has a number of the film; false: none. */
static bool find_shown(const struct timeline *timeline, size_t step, size_t *index)
{
    for (size_t i = 0; i < timeline->beat_count; i++) {
        const struct beat *beat = &timeline->beats[i];
        size_t first = timeline->shots[beat->shot].steps_before + beat->first_step;
        *index = beat->first_index + step - first;
        if (step >= first && step - first < beat->step_count)
            return true;
    }
    return false;
}

/* The step of the first part that has a focus; false: none is shown. */
static bool find_focused(const struct timeline *timeline, size_t *index)
{
    for (size_t s = 0; s < timeline->shot_count; s++) {
        const struct timed_shot *shot = &timeline->shots[s];
        for (size_t i = 0; i < shot->shot.part_count; i++) {
            if (timed_scene(shot, i)->focus.at.line == 0 || shot->is_held[i])
                continue;
            return find_shown(timeline, shot->steps_before + shot->held_step[i], index);
        }
    }
    return false;
}

size_t timeline_still_index(const struct timeline *timeline)
{
    const struct given_integer *poster = &timeline->scene->output.poster_step;
    size_t index;
    if (poster->at.line > 0 && find_shown(timeline, (size_t)poster->value, &index))
        return index;
    if (find_focused(timeline, &index))
        return index;
    return timeline->step_count - 1;
}
