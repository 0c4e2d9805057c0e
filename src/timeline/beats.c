/* SPDX-License-Identifier: MIT */
/* The shown steps, counted from 0 through the film: which beat each is of, and when it starts. */
#include "timeline/spans.h"

const struct beat *timeline_beat_of(const struct timeline *timeline, size_t index)
{
    size_t low = 0, high = timeline->beat_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (timeline->beats[middle].first_index <= index)
            low = middle;
        else
            high = middle;
    }
    return &timeline->beats[low];
}

struct rational timeline_step_start(const struct timeline *timeline, size_t index)
{
    if (index == 0)
        return whole(0);
    const struct beat *beat = timeline_beat_of(timeline, index);
    if (index == beat->first_index)
        return beat->from;
    return rational_add(beat->start,
                        rational_multiply(whole(index - beat->first_index), beat->step));
}

size_t timeline_step_number(const struct timeline *timeline, size_t n)
{
    const struct beat *beat = timeline_beat_of(timeline, n);
    return timeline->shots[beat->shot].steps_before + beat->first_step + n - beat->first_index;
}

size_t timeline_shown_steps(const struct timeline *timeline, size_t shot)
{
    size_t count = 0;
    for (size_t i = 0; i < timeline->beat_count; i++)
        count += timeline->beats[i].shot == shot ? timeline->beats[i].step_count : 0;
    return count;
}

struct rational timeline_shot_start(const struct timeline *timeline, size_t shot)
{
    for (size_t i = 0; i < timeline->beat_count; i++)
        if (timeline->beats[i].shot >= shot)
            return timeline_step_start(timeline, timeline->beats[i].first_index);
    return timeline->length;
}

bool timeline_is_entry(const struct timeline *timeline, struct rational at)
{
    for (size_t i = 0; i < timeline->shot_count; i++)
        if (rational_compare(timeline_shot_start(timeline, i), at) == 0)
            return true;
    for (size_t i = 0; i < timeline->pause_count; i++)
        if (rational_compare(timeline->pauses[i].at, at) == 0)
            return true;
    return false;
}
