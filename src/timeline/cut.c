/* SPDX-License-Identifier: MIT */
/* A film in parts. Steps begin them: what a viewer sees there changes anyway. */
#include <stdlib.h>

#include "timeline/shots.h"

/* Where a part may begin. */
struct place {
    size_t picture;
    int64_t frame;
};

static struct rational in_frames(const struct timeline *timeline, struct rational time)
{
    return rational_multiply(time, timeline->scene->output.fps);
}

/* All places in their order, the film's end behind the last; the caller's. */
static struct place *find_places(const struct timeline *timeline, size_t *count)
{
    struct place *places = memory_allocate(timeline->step_count + 1, sizeof *places);
    int64_t frames = rational_round(in_frames(timeline, timeline->length));
    const struct place end = {timeline->picture_count, frames > 0 ? frames : 1};
    *count = 0;
    for (size_t i = 0; i < timeline->step_count; i++) {
        struct picture picture;
        timeline_picture_at(timeline, timeline->first_picture[i], &picture);
        int64_t frame = rational_ceil(in_frames(timeline, picture.start));
        if (i == 0 || (frame > places[*count - 1].frame && frame < end.frame))
            places[(*count)++] = (struct place){timeline->first_picture[i], frame};
    }
    places[*count] = end;
    return places;
}

size_t timeline_most_parts(const struct timeline *timeline)
{
    size_t count;
    free(find_places(timeline, &count));
    return count;
}

/* How far a place is from `number` of `count` parts of the pictures, times count. */
static size_t distance(const struct timeline *timeline, const struct place *place, size_t number,
                       size_t count)
{
    size_t at = place->picture * count, wanted = timeline->picture_count * number;
    return at > wanted ? at - wanted : wanted - at;
}

struct film_cut timeline_part(const struct timeline *timeline, size_t number, size_t count)
{
    size_t place_count, first = 0, end = 0;
    struct place *places = find_places(timeline, &place_count);
    for (size_t part = 1; part <= number; part++) {
        size_t last = place_count - (count - part); /* one is left for each part behind it */
        first = end++;
        while (end < last && (part == count || distance(timeline, &places[end + 1], part, count) <
                                                   distance(timeline, &places[end], part, count)))
            end++;
    }
    const struct film_cut cut = {places[first].picture, places[end].picture, places[first].frame,
                                 places[end].frame, places[place_count].frame};
    free(places);
    return cut;
}
