/* SPDX-License-Identifier: MIT */
/* The dialects by name. What a layer is called in each is a column of its type. */
#include "cli/dialects.h"

#include <string.h>

const struct dialect *dialect_named(const char *name)
{
    static const struct dialect dialects[] = {
        {"pytorch", "PyTorch", DIALECT_PYTORCH, "it has no such layer",
         "One module after the other has no branches; write them in forward()", NULL},
        {"keras", "Keras", DIALECT_KERAS, "it has no such layer",
         "One layer after the other has no branches; write them with its functional API", NULL},
        {"onnx", "ONNX", DIALECT_ONNX, "it has no such node", NULL, onnx_add_numbered},
    };
    for (size_t i = 0; i < sizeof dialects / sizeof *dialects; i++)
        if (strcmp(dialects[i].name, name) == 0)
            return &dialects[i];
    return NULL;
}

static const char *say(const struct dialect *dialect, const struct simulation *simulation,
                       struct buffer *out, struct arena *arena)
{
    const struct layer_words *words = simulation_words(simulation);
    if (!words->phrases[dialect->column])
        return dialect->has_none;
    struct buffer lines = {0};
    const char *why = words->phrases[dialect->column](simulation, &lines, arena);
    if (!why && dialect->add_in_stack && simulation->scene->layer_count > 0)
        dialect->add_in_stack(simulation, lines.bytes, out);
    else if (!why)
        buffer_add(out, lines.bytes, lines.length);
    buffer_finish(&lines);
    return why;
}

static const char *say_all(const struct dialect *dialect, const struct simulation *simulation,
                           struct buffer *out, struct arena *arena)
{
    if (simulation->below) {
        const char *why = say_all(dialect, simulation->below, out, arena);
        if (why)
            return why;
    }
    const char *why = say(dialect, simulation, out, arena);
    return why ? arena_format(arena, "%s: %s", simulation->type_name, why) : NULL;
}

bool dialect_write(const struct dialect *dialect, const struct simulation *simulation,
                   struct buffer *out, struct error *error)
{
    struct arena arena = {0};
    bool is_cut = simulation_has_branches(simulation) && dialect->has_no_branch;
    const char *why = is_cut ? dialect->has_no_branch : say_all(dialect, simulation, out, &arena);
    if (is_cut)
        error_set(error, STATUS_SCENE, "%s cannot say this network. %s", dialect->called, why);
    else if (why)
        error_set(error, STATUS_SCENE, "%s cannot say this layer. %s", dialect->called, why);
    arena_finish(&arena);
    return !why;
}
