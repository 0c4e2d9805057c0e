/* SPDX-License-Identifier: MIT */
/* Which step stands for all where there is room for one picture. */
#include <string.h>

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

/* The poster's shot, shot_count: there is none of that name. */
static size_t poster_shot(const struct timeline *timeline)
{
    size_t shot = 0;
    for (; shot < timeline->shot_count; shot++) {
        const char *name = timeline->shots[shot].shot.scene->shot.name;
        if (name && strcmp(name, timeline->scene->output.poster_shot) == 0)
            break;
    }
    return shot;
}

bool timed_check_poster(const struct timeline *timeline, struct report *report)
{
    const struct scene_output *output = &timeline->scene->output;
    size_t shot = output->poster_shot ? poster_shot(timeline) : 0;
    if (shot == timeline->shot_count) {
        report_error(report, output->poster_shot_at, "give that shot a name",
                     "no shot has the name '%s'", output->poster_shot);
        return false;
    }
    size_t steps = timeline->shots[shot].all_steps;
    if (!output->poster_shot || output->poster_step.at.line == 0 ||
        (size_t)output->poster_step.value < steps)
        return true;
    report_error(report, output->poster_step.at, NULL, "no step %zu: steps run from 0 to %zu",
                 (size_t)output->poster_step.value, steps - 1);
    return false;
}

/* The step of a shot that the poster names, or its last shown one. */
static bool find_poster(const struct timeline *timeline, size_t *index)
{
    const struct scene_output *output = &timeline->scene->output;
    size_t shot = poster_shot(timeline);
    if (output->poster_step.at.line > 0)
        return find_shown(timeline,
                          timeline->shots[shot].steps_before + (size_t)output->poster_step.value,
                          index);
    bool is_found = false;
    for (size_t i = 0; i < timeline->beat_count; i++)
        if (timeline->beats[i].shot == shot) {
            *index = timeline->beats[i].first_index + timeline->beats[i].step_count - 1;
            is_found = true;
        }
    return is_found;
}

size_t timeline_still_index(const struct timeline *timeline)
{
    const struct given_integer *poster = &timeline->scene->output.poster_step;
    size_t index;
    if (timeline->scene->output.poster_shot)
        return find_poster(timeline, &index) ? index : timeline->step_count - 1;
    if (poster->at.line > 0 && find_shown(timeline, (size_t)poster->value, &index))
        return index;
    if (find_focused(timeline, &index))
        return index;
    return timeline->step_count - 1;
}
