/* SPDX-License-Identifier: MIT */
/* The steps that a scene names by what they show: a unit of the output, a layer, a unit of that. */
#include <string.h>

#include "timeline/shots.h"

/* ---- layers ---- */

static const char *printable(const char *name, struct arena *arena)
{
    return text_printable(arena, name, strlen(name), 40);
}

/* What to write in place of a name that no layer has. */
static const char *hint_of(const struct simulation *top, const char *name, struct arena *arena)
{
    const char *names[MAX_LAYERS] = {NULL};
    size_t count = 0;
    for (const struct simulation *at = top; at; at = at->below)
        if (at->layer->name)
            names[count++] = at->layer->name;
    const char *nearest = text_nearest(name, names, count);
    if (nearest)
        return arena_format(arena, "did you mean '%s'?", printable(nearest, arena));
    return count > 0 ? arena_format(arena, "the layers have names such as '%s'",
                                    printable(names[count - 1], arena))
                     : "layers have names in a network: layers: [{name: conv1, type: ...}]";
}

const struct simulation *timed_layer(const struct timed_shot *shot, size_t part, const char *name,
                                     struct position at, struct report *report)
{
    const struct simulation *top = shot->shot.simulations[part];
    for (const struct simulation *layer = top; layer; layer = layer->below)
        if (layer->layer->name && strcmp(layer->layer->name, name) == 0)
            return layer;
    report_error(report, at, hint_of(top, name, &report->arena), "no layer has the name '%s'",
                 printable(name, &report->arena));
    return NULL;
}

size_t timed_first_step(const struct simulation *layer)
{
    return simulation_order_count(layer, ORDER_LAYER) - layer->step_count;
}

/* ---- units ---- */

static bool check_unit(const struct focus *focus, const struct tensor *output,
                       struct report *report)
{
    size_t axes = output->rank - 1, first = output->rank - focus->index_count;
    const char *hint =
        focus->layer ? "write last for the last unit" : "use focus: last for the last unit";
    if (focus->is_last)
        return true;
    if (focus->index_count != axes && focus->index_count != output->rank) {
        report_error(report, focus->layer ? focus->index_at[0] : focus->at, hint,
                     "focus has %zu number%s, but an output unit has %zu, or %zu with its channel",
                     focus->index_count, text_plural(focus->index_count), axes, output->rank);
        return false;
    }
    for (size_t i = 0; i < focus->index_count; i++) {
        size_t size = output->size[first + i];
        if (focus->index[i] >= size) {
            report_error(report, focus->index_at[i], hint,
                         "the output has no unit %zu: %s run from 0 to %zu", focus->index[i],
                         simulation_index_name(axes, focus->index_count, i), size - 1);
            return false;
        }
    }
    return true;
}

/* The layer whose unit is meant; NULL: reported. */
static const struct simulation *layer_of(const struct timed_shot *shot, size_t part,
                                         const struct focus *unit, struct report *report)
{
    const struct simulation *top = shot->shot.simulations[part];
    if (!unit->layer)
        return top;
    const struct simulation *layer = timed_layer(shot, part, unit->layer, unit->layer_at, report);
    enum order order = simulation_order(top);
    if (!layer || layer == top || order == ORDER_LAYER || order == ORDER_BACK)
        return layer;
    report_error(report, unit->layer_at, "units of all layers have steps with order: layer",
                 "'%s' is not the last layer", printable(unit->layer, &report->arena));
    return NULL;
}

bool timed_step_of_unit(const struct timed_shot *shot, size_t part, const struct focus *unit,
                        size_t *step, struct report *report)
{
    const struct simulation *layer = layer_of(shot, part, unit, report);
    if (!layer || !check_unit(unit, &layer->output, report))
        return false;
    size_t number = simulation_focus_unit(unit, &layer->output);
    switch (simulation_order(shot->shot.simulations[part])) {
    case ORDER_OUTPUT:
        *step = number;
        return true;
    case ORDER_POSITION:
        *step = number % (tensor_count(&layer->output) / layer->output.size[0]);
        return true;
    case ORDER_LAYER:
        *step = timed_first_step(layer) + number;
        return true;
    case ORDER_BACK:
        *step = timed_steps(shot, part) - 1;
        if (unit == &timed_scene(shot, part)->focus)
            return true;
        report_error(report, unit->at, "write the number of a step, or the name of a layer",
                     "a step is a layer, from the unit in focus back to the input");
        return false;
    case ORDER_INPUT:
        break;
    }
    *step = timed_steps(shot, part) - 1;
    if (unit->is_last)
        return true;
    report_error(report, unit->at, "use steps: 0 to show one step",
                 "focus is an output unit, but with order: input a step is an input unit");
    return false;
}
