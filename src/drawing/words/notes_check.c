/* SPDX-License-Identifier: MIT */
/* Whether the cells of a scene's notes are there. */
#include "drawing/words/words.h"

static bool check_note(const struct subject *subject, const struct note *note,
                       struct report *report)
{
    static const char *const names[] = {
        [MAP_INPUT] = "input", [MAP_KERNEL] = "kernel", [MAP_OUTPUT] = "output"};
    const struct simulation *simulation = subject->simulation;
    const struct tensor *tensor = note->map == MAP_INPUT    ? &simulation->input
                                  : note->map == MAP_OUTPUT ? &simulation->output
                                                            : &simulation->kernel;
    const char *name = names[note->map];
    if (note->map != MAP_INPUT && subject->scene->is_alone) {
        report_error(report, note->at, "a note to the input", "the scene has no layer, so no %s",
                     name);
        return false;
    }
    if (note->map == MAP_KERNEL && !simulation->has_kernel) {
        report_error(report, note->at, NULL, "%s has no kernel", simulation->type_name);
        return false;
    }
    size_t axes = simulation->axes, first = tensor->rank - note->index_count;
    if (note->index_count != axes && (note->map == MAP_KERNEL || note->index_count != axes + 1)) {
        report_error(report, note->at, NULL, "a cell of the %s has %zu numbers, not %zu", name,
                     axes, note->index_count);
        return false;
    }
    for (size_t i = 0; i < note->index_count; i++) {
        if (note->index_last[i] < tensor->size[first + i])
            continue;
        report_error(report, note->at, NULL, "the %s has no cell %zu: %s run from 0 to %zu", name,
                     note->index_last[i], simulation_index_name(axes, note->index_count, i),
                     tensor->size[first + i] - 1);
        return false;
    }
    return true;
}

bool notes_check(const struct subject *subject, struct report *report)
{
    bool is_right = true;
    const struct step_entry *entry;
    for (size_t i = 0; i < scene_note_count(subject->scene); i++)
        is_right &= check_note(subject, scene_note(subject->scene, i, &entry), report);
    return is_right;
}
