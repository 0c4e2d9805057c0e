/* SPDX-License-Identifier: MIT */
/* The dialects by name, and what all of them need of a layer. */
#include "cli/dialects.h"

#include <inttypes.h>
#include <string.h>

const struct dialect *dialect_named(const char *name)
{
    static const struct dialect *const dialects[] = {&dialect_pytorch, &dialect_keras,
                                                     &dialect_onnx};
    for (size_t i = 0; i < sizeof dialects / sizeof *dialects; i++)
        if (strcmp(dialects[i]->name, name) == 0)
            return dialects[i];
    return NULL;
}

const struct phrase *dialect_find(const struct phrase *phrases, size_t count,
                                  const struct simulation *simulation)
{
    for (size_t i = 0; i < count; i++)
        if (strncmp(simulation->type_name, phrases[i].type, strlen(phrases[i].type)) == 0)
            return &phrases[i];
    return NULL;
}

int64_t dialect_number(const struct axis *a, enum axis_number which)
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

bool dialect_all(const struct simulation *simulation, enum axis_number which, int64_t value)
{
    for (size_t i = 0; i < simulation->axes; i++)
        if (dialect_number(&simulation->axis[i], which) != value)
            return false;
    return true;
}

struct border dialect_padding(const struct simulation *simulation)
{
    struct border border = {{0}, {0}};
    for (size_t i = 0; i < simulation->axes; i++) {
        border.before[i] = simulation->axis[i].padding_before;
        border.after[i] = simulation->axis[i].padding_after;
    }
    return border;
}

int64_t dialect_padding_used(const struct axis *a)
{
    int64_t end = (a->output - 1) * a->move + a->effective_kernel;
    int64_t used = end - a->before - a->input;
    return used > 0 ? used : 0;
}

bool dialect_is_zero(const struct border *border, size_t axes)
{
    for (size_t i = 0; i < axes; i++)
        if (border->before[i] != 0 || border->after[i] != 0)
            return false;
    return true;
}

bool dialect_is_symmetric(const struct simulation *simulation)
{
    for (size_t i = 0; i < simulation->axes; i++)
        if (simulation->axis[i].padding_before != simulation->axis[i].padding_after)
            return false;
    return true;
}

bool dialect_has_bias(const struct simulation *simulation)
{
    const struct scene_layer *layer = simulation->layer;
    bool is_said =
        layer->is_pytorch && (layer->pytorch_bias.at.line == 0 || layer->pytorch_bias.value);
    return simulation->has_bias || is_said;
}

bool dialect_is_flipped(const struct simulation *simulation)
{
    return simulation->is_turned != simulation->is_transposed;
}

const char *dialect_numbers(const struct simulation *simulation, enum axis_number which,
                            struct arena *arena)
{
    const char *text = "";
    for (size_t i = 0; i < simulation->axes; i++)
        text = arena_format(arena, "%s%s%" PRId64, text, i ? ", " : "",
                            dialect_number(&simulation->axis[i], which));
    return text;
}

bool dialect_even_windows(const struct simulation *simulation, struct simulation *out)
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

static const char *say_all(const struct dialect *dialect, const struct simulation *simulation,
                           int *number, struct buffer *out, struct arena *arena)
{
    if (simulation->below) {
        const char *why = say_all(dialect, simulation->below, number, out, arena);
        if (why)
            return why;
    }
    int place = simulation->scene->layer_count > 0 ? (*number)++ : -1;
    const char *why = dialect->say(simulation, place, out, arena);
    return why ? arena_format(arena, "%s: %s", simulation->type_name, why) : NULL;
}

bool dialect_write(const struct dialect *dialect, const struct simulation *simulation,
                   struct buffer *out, struct error *error)
{
    struct arena arena = {0};
    int number = 0;
    const char *why = say_all(dialect, simulation, &number, out, &arena);
    if (why)
        error_set(error, STATUS_SCENE, "%s cannot say this layer. %s", dialect->called, why);
    arena_finish(&arena);
    return !why;
}
