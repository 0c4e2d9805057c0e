/* SPDX-License-Identifier: MIT */
/* What the phrases of all dialects need of a layer. */
#include "simulation/phrases/phrases.h"

#include <inttypes.h>
#include <string.h>

int64_t phrase_number(const struct axis *a, enum axis_number which)
{
    switch (which) {
    case NUMBER_KERNEL:
        return a->kernel;
    case NUMBER_STRIDE:
        return a->stride;
    case NUMBER_DILATION:
        return a->dilation;
    case NUMBER_PADDING:
        return a->padding_before;
    case NUMBER_EXTRA:
        return a->output_padding;
    }
    return 0;
}

bool phrase_all(const struct simulation *simulation, enum axis_number which, int64_t value)
{
    for (size_t i = 0; i < simulation->axes; i++)
        if (phrase_number(&simulation->axis[i], which) != value)
            return false;
    return true;
}

struct border phrase_padding(const struct simulation *simulation)
{
    struct border border = {{0}, {0}};
    for (size_t i = 0; i < simulation->axes; i++) {
        border.before[i] = simulation->axis[i].padding_before;
        border.after[i] = simulation->axis[i].padding_after;
    }
    return border;
}

int64_t phrase_padding_used(const struct axis *a)
{
    int64_t end = (a->output - 1) * a->move + a->effective_kernel;
    int64_t used = end - a->before - a->input;
    return used > 0 ? used : 0;
}

bool phrase_is_zero(const struct border *border, size_t axes)
{
    for (size_t i = 0; i < axes; i++)
        if (border->before[i] != 0 || border->after[i] != 0)
            return false;
    return true;
}

bool phrase_is_symmetric(const struct simulation *simulation)
{
    for (size_t i = 0; i < simulation->axes; i++)
        if (simulation->axis[i].padding_before != simulation->axis[i].padding_after)
            return false;
    return true;
}

bool phrase_has_bias(const struct simulation *simulation)
{
    const struct scene_layer *layer = simulation->layer;
    bool is_said =
        layer->is_pytorch && (layer->pytorch_bias.at.line == 0 || layer->pytorch_bias.value);
    return simulation->has_bias || is_said;
}

const char *phrase_float(double number, struct arena *arena)
{
    char room[NUMBER_ROOM];
    number_shortest(room, number);
    return arena_format(arena, "%s%s", room, strpbrk(room, ".e") ? "" : ".0");
}

bool phrase_aligns_corners(const struct simulation *simulation)
{
    const struct given_flag *aligns = &simulation->layer->align_corners;
    return aligns->at.line && aligns->value;
}

bool phrase_is_flipped(const struct simulation *simulation)
{
    return simulation->is_turned != simulation->is_transposed;
}

const char *phrase_numbers(const struct simulation *simulation, enum axis_number which,
                           struct arena *arena)
{
    const char *text = "";
    for (size_t i = 0; i < simulation->axes; i++)
        text = arena_format(arena, "%s%s%" PRId64, text, i ? ", " : "",
                            phrase_number(&simulation->axis[i], which));
    return text;
}

bool phrase_even_windows(const struct simulation *simulation, struct simulation *out)
{
    *out = *simulation;
    for (size_t i = 0; i < simulation->axes; i++) {
        struct axis *a = &out->axis[i];
        if (a->input % a->output != 0)
            return false;
        a->kernel = a->effective_kernel = a->stride = a->move = a->input / a->output;
    }
    return true;
}
