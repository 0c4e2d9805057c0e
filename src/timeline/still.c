/* SPDX-License-Identifier: MIT */
/* Which step stands for all where there is room for one picture. */
#include "convreel/timeline.h"

static bool is_shown(const struct timeline *timeline, size_t step)
{
    return step >= timeline->first_step && step - timeline->first_step < timeline->step_count;
}

/* The step of the first part that has a focus; false: none is shown. */
static bool find_focused(const struct timeline *timeline, size_t *step)
{
    const struct scene *scene = timeline->scene;
    for (size_t i = 0; i < timeline->part_count; i++) {
        const struct scene *part = scene->panel_count > 0 ? scene->panels[i] : scene;
        if (part->focus.at.line == 0 || timeline->is_held[i])
            continue;
        *step = timeline->held_step[i];
        return is_shown(timeline, *step);
    }
    return false;
}

size_t timeline_still_index(const struct timeline *timeline)
{
    const struct given_integer *poster = &timeline->scene->output.poster_step;
    size_t step = (size_t)poster->value;
    if (poster->at.line > 0 && is_shown(timeline, step))
        return step - timeline->first_step;
    if (find_focused(timeline, &step))
        return step - timeline->first_step;
    return timeline->step_count - 1;
}
