/* SPDX-License-Identifier: MIT */
/* Where a talk waits for a click: at the end of shots and of entries of their steps. */
#include "timeline/shots.h"

static bool is_last_of_entry(const struct timeline *timeline, size_t i)
{
    const struct beat *beat = &timeline->beats[i];
    for (size_t next = i + 1; next < timeline->beat_count; next++)
        if (timeline->beats[next].shot == beat->shot &&
            timeline->beats[next].segment->entry == beat->segment->entry)
            return false;
    return true;
}

/* Where the steps of a beat are over; those of a film's last do not wait for its last hold. */
static struct rational end_of(const struct timeline *timeline, size_t i)
{
    if (i + 1 < timeline->beat_count)
        return timeline->beats[i + 1].from;
    return rational_subtract(timeline->length, timeline->scene->timeline.hold_last);
}

/* What repeats from `first` on, or waits, where beat i is over. */
static void add(struct timeline *timeline, enum pausing pausing, size_t first, size_t i)
{
    const struct beat *beat = &timeline->beats[i];
    bool loops = pausing == PAUSE_LOOP, asks = timeline->shots[beat->shot].questions > 0;
    struct pause pause = {.at = end_of(timeline, i)};
    if (asks && !loops)
        pause.at = timeline_answer_time(timeline, beat->first_index + beat->step_count - 1);
    pause.from = loops ? timeline->beats[first].from : pause.at;
    struct pause *before =
        timeline->pause_count > 0 ? &timeline->pauses[timeline->pause_count - 1] : NULL;
    if (before && rational_compare(before->at, pause.at) >= 0)
        return; /* an entry's, and its shot's, too */
    if (before && rational_compare(before->at, pause.from) > 0)
        pause.from = before->at;
    timeline->pauses[timeline->pause_count++] = pause;
}

void timeline_find_pauses(struct timeline *timeline)
{
    size_t first = 0;
    timeline->pauses = memory_allocate(2 * timeline->beat_count, sizeof *timeline->pauses);
    for (size_t i = 0; i < timeline->beat_count; i++) {
        const struct beat *beat = &timeline->beats[i];
        const struct step_entry *entry = beat->segment->entry;
        const struct scene *scene = timeline->shots[beat->shot].shot.scene;
        bool ends = i + 1 == timeline->beat_count || beat[1].shot != beat->shot;
        if (i > 0 && beat[-1].shot != beat->shot)
            first = i;
        if (entry && entry->pause != PAUSE_NOT && is_last_of_entry(timeline, i))
            add(timeline, entry->pause, i, i);
        if (ends && scene->shot.pause != PAUSE_NOT)
            add(timeline, scene->shot.pause, first, i);
    }
}
