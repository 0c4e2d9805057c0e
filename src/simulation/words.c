/* SPDX-License-Identifier: MIT */
/* Whether the maps of a layer have what the scene's own words name: channels and cells. */
#include "convreel/simulation.h"

static const char *const roles[] = {
    [MAP_INPUT] = "input", [MAP_KERNEL] = "kernel", [MAP_OUTPUT] = "output"};

/* A list with too few or too many names is a slip. */
static bool check_names(const struct simulation *simulation, struct report *report)
{
    const struct simulation *last = simulation_forward(simulation);
    const struct simulation *first = simulation_first(last);
    const size_t channels[] = {[MAP_INPUT] = first->input.size[0],
                               [MAP_KERNEL] = last->has_kernel ? first->input.size[0] : 1,
                               [MAP_OUTPUT] = last->output.size[0]};
    bool is_right = true;
    for (size_t i = 0; i < MAP_ROLES; i++) {
        const struct map_names *names = &simulation->scene->names[i];
        if (names->count == 0 || names->count == channels[i])
            continue;
        report_error(report, names->at, NULL, "%zu names for %zu channel%s of the %s", names->count,
                     channels[i], text_plural(channels[i]), roles[i]);
        is_right = false;
    }
    return is_right;
}

static bool check_note(const struct simulation *last, const struct note *note,
                       struct report *report)
{
    const struct simulation *simulation = note->map == MAP_INPUT ? simulation_first(last) : last;
    const struct tensor *tensor = note->map == MAP_INPUT    ? &simulation->input
                                  : note->map == MAP_OUTPUT ? &simulation->output
                                                            : &simulation->kernel;
    const char *name = roles[note->map];
    if (note->map != MAP_INPUT && simulation->scene->is_alone) {
        report_error(report, note->at, "a note to the input", "the scene has no layer, so no %s",
                     name);
        return false;
    }
    if (note->map == MAP_KERNEL && !simulation->has_kernel) {
        report_error(report, note->at, NULL, "%s has no kernel", simulation->type_name);
        return false;
    }
    size_t axes = simulation->axes, count = note->index_count;
    bool tells_channel = note->map != MAP_KERNEL && count == axes + 1;
    if (count > tensor->rank || (count != axes && !tells_channel)) {
        report_error(report, note->at, NULL, "a cell of the %s has %zu numbers, not %zu", name,
                     axes < tensor->rank ? axes : tensor->rank, count);
        return false;
    }
    size_t first = tensor->rank - count;
    for (size_t i = 0; i < count; i++) {
        if (note->index_last[i] < tensor->size[first + i])
            continue;
        report_error(report, note->at, NULL, "the %s has no cell %zu: %s run from 0 to %zu", name,
                     note->index_last[i], simulation_index_name(axes, count, i),
                     tensor->size[first + i] - 1);
        return false;
    }
    return true;
}

bool simulation_check_words(const struct simulation *simulation, struct report *report)
{
    bool is_right = check_names(simulation, report);
    const struct step_entry *entry;
    for (size_t i = 0; i < scene_note_count(simulation->scene); i++)
        is_right &= check_note(simulation, scene_note(simulation->scene, i, &entry), report);
    return is_right;
}
