/* SPDX-License-Identifier: MIT */
/* One painter for each thread, since nothing of Cairo's is shared. */
#include "crew.h"

void crew_init(struct crew *crew, const struct subject *subject, size_t count)
{
    *crew = (struct crew){.count = count, .is_owner = count > 1};
    crew->encoders = crew->is_owner ? subject_create_painter(subject) : subject->painter;
    for (size_t i = 0; i < count; i++)
        crew->painters[i] = crew->is_owner ? subject_create_painter(subject) : subject->painter;
}

void crew_finish(struct crew *crew)
{
    for (size_t i = 0; crew->is_owner && i < crew->count; i++)
        painter_destroy(crew->painters[i]);
    if (crew->is_owner)
        painter_destroy(crew->encoders);
    *crew = (struct crew){0};
}
