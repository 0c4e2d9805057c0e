/* SPDX-License-Identifier: MIT */
/* Between a plan and its pictures: the same scene once more, in the theme for dark rooms. */
#include "dark.h"

#include <stdlib.h>

#include "planning.h"
#include "themes.h"

struct dark {
    struct options options;
    struct subject subject;
    struct plan plan;
};

struct dark *dark_load(struct plan *plan, const char *path, const struct options *options,
                       struct error *error)
{
    struct error unplanned = {0};
    if (plan->subject->is_standard_input || !themes_are_open(plan))
        return NULL;
    struct dark *dark = memory_allocate(1, sizeof *dark);
    if (themes_darken(options, &dark->options) &&
        subject_load(&dark->subject, path, &dark->options) &&
        planning_make(&dark->plan, &dark->subject, &dark->options, &unplanned) &&
        dark->subject.timeline->step_count == plan->subject->timeline->step_count) {
        themes_follow(plan, &dark->plan);
        return dark;
    }
    if (dark->subject.error.status)
        *error = dark->subject.error;
    dark_finish(dark);
    return NULL;
}

void dark_finish(struct dark *dark)
{
    if (!dark)
        return;
    arena_finish(&dark->plan.arena);
    subject_finish(&dark->subject);
    free(dark);
}
