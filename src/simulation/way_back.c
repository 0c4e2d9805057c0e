/* SPDX-License-Identifier: MIT */
/* The order of a network's steps, and the way from the unit in focus back to the input: a layer is
 * on it where what it gives comes to that unit. */
#include <string.h>

#include "convreel/simulation.h"

bool simulation_is_plain_stack(const struct simulation *top)
{
    bool has_one = true;
    for (const struct simulation *at = top; at; at = at->below)
        has_one &= at->in_channels == 1 && at->out_channels == 1;
    for (const struct simulation *at = top; at; at = at->below)
        if (at->axes != top->axes || at->is_dense)
            return false;
    return (has_one || top->axes == 1) && !simulation_has_branches(top);
}

/* Whether the scene names view network, or names none and that one is the usual one. */
static bool is_shown_as_network(const struct simulation *top)
{
    const char *view = top->scene->view.word;
    for (const struct simulation *at = top; at; at = at->below)
        if (at->axes > 2)
            return false;
    return view ? strcmp(view, "network") == 0 : !simulation_is_plain_stack(top);
}

enum order simulation_order(const struct simulation *simulation)
{
    const struct scene *scene = simulation->scene;
    bool goes_back = simulation->below && scene->focus.at.line > 0 && scene->order.at.line == 0 &&
                     is_shown_as_network(simulation);
    return goes_back ? ORDER_BACK : scene->order.value;
}

size_t simulation_focus_unit(const struct focus *focus, const struct tensor *output)
{
    size_t unit = 0, given = focus->index_count;
    if (focus->is_last || given > output->rank)
        return tensor_count(output) - 1;
    for (size_t i = 0; i < given; i++) {
        size_t size = output->size[output->rank - given + i];
        unit = unit * size + (focus->index[i] < size ? focus->index[i] : size - 1);
    }
    return unit;
}

/* Marks a layer, and all that it reads. */
static void mark(const struct simulation *layer, bool *is_on)
{
    if (is_on[layer->place])
        return;
    is_on[layer->place] = true;
    for (size_t i = 0; i < layer->source_count; i++)
        if (layer->sources[i].layer)
            mark(layer->sources[i].layer, is_on);
}

size_t simulation_way_back(const struct simulation *top, const struct simulation *layer)
{
    const struct simulation *focused = simulation_focused(top), *first = layer;
    bool is_on[MAX_LAYERS] = {false};
    size_t before = 0;
    mark(focused, is_on);
    if (layer && !is_on[layer->place])
        return SIZE_MAX;
    while (first && first->is_joined)
        first = first->below;
    for (const struct simulation *at = focused; at && at != first; at = at->below)
        before += is_on[at->place] && !at->is_joined;
    return before;
}
