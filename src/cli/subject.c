/* SPDX-License-Identifier: MIT */
/* From a path to a drawing, the stages in their order. */
#include "subject.h"

#include <string.h>

#include "report.h"

static void make_drawable(struct subject *subject)
{
    struct report *report = &subject->report;
    subject->timeline = timeline_create(subject->scene, subject->simulation, report);
    subject->painter = painter_create();
    bool is_drawn = drawing_init(&subject->drawing, subject->scene, subject->simulation,
                                 painter_ruler(subject->painter), report);
    subject->is_drawable = subject->timeline && is_drawn;
}

static void load_numbers(struct subject *subject, const char *path, const struct options *options,
                         bool has_output)
{
    *subject = (struct subject){0};
    report_init(&subject->report, strcmp(path, "-") == 0 ? "standard input" : path);
    const struct scene_options reading = {.overrides = options->overrides,
                                          .override_count = options->override_count,
                                          .may_read_outside = options->may_read_outside};
    subject->scene = scene_load(path, &reading, &subject->report, &subject->error);
    if (!subject->scene)
        return;
    subject->simulation = has_output
                              ? simulation_create(subject->scene, &subject->report)
                              : simulation_create_for_steps(subject->scene, &subject->report);
}

bool subject_settle_status(struct subject *subject)
{
    subject->status = subject->error.status != STATUS_DONE ? subject->error.status
                                                           : report_status_of(&subject->report);
    return subject->status == STATUS_DONE;
}

bool subject_load_numbers(struct subject *subject, const char *path, const struct options *options)
{
    load_numbers(subject, path, options, options->has_trace_tensors);
    return subject_settle_status(subject);
}

bool subject_load(struct subject *subject, const char *path, const struct options *options)
{
    load_numbers(subject, path, options, true);
    if (subject->simulation)
        make_drawable(subject);
    return subject_settle_status(subject);
}

void subject_print_problems(const struct subject *subject, FILE *out)
{
    if (subject->error.status != STATUS_DONE)
        error_print(&subject->error, out);
    report_print(&subject->report, out);
}

void subject_finish(struct subject *subject)
{
    painter_destroy(subject->painter);
    timeline_destroy(subject->timeline);
    simulation_destroy(subject->simulation);
    scene_destroy(subject->scene);
    report_finish(&subject->report);
    *subject = (struct subject){0};
}
