/* SPDX-License-Identifier: MIT */
/* Padding alone: cells around the input that are zero or repeat its units. */
#include <inttypes.h>

#include "simulation/layer_type.h"
#include "simulation/resolve.h"

static double padding_value(const struct scene_layer *layer, size_t axis)
{
    (void)axis;
    return layer->padding_value.at.line ? layer->padding_value.value : 0;
}

const struct own_parameter own_padding_value = {"padding_value", padding_value};

static bool resolve_pad(struct simulation *simulation, struct report *report)
{
    axes_set_given(simulation);
    for (size_t i = 0; i < simulation->axes; i++) {
        struct axis *a = &simulation->axis[i];
        a->kernel = 1;
        if (a->input + a->padding_before + a->padding_after >= 1 && -a->padding_before < a->input &&
            -a->padding_after < a->input)
            continue;
        report_error(report, simulation->layer->padding.at, NULL,
                     "padding takes the whole input off%s: %" PRId64 " + %" PRId64 " + %" PRId64,
                     axis_place(simulation->axes, i), a->padding_before, a->input,
                     a->padding_after);
        return false;
    }
    return resolve_axes(simulation, report);
}

static const char *pad_formula(const struct simulation *simulation, const struct axis *a,
                               struct arena *arena)
{
    (void)simulation;
    if (a->before == a->after && a->before >= 0)
        return arena_format(arena, "o = i + 2p = %" PRId64 " + 2*%" PRId64 " = %" PRId64, a->input,
                            a->before, a->output);
    return arena_format(
        arena, "o = p + i + q = %" PRId64 " + %" PRId64 " %c %" PRId64 " = %" PRId64, a->before,
        a->input, a->after < 0 ? '-' : '+', a->after < 0 ? -a->after : a->after, a->output);
}

static const char *filling_constant(const struct simulation *simulation)
{
    return simulation->padding_value == 0 ? "zeros" : "cells that hold its padding value";
}

/* Padding below 0. */
static void tell_crop(const struct simulation *simulation, struct buffer *out)
{
    bool crops = false;
    for (size_t i = 0; i < simulation->axes; i++)
        crops |= simulation->axis[i].before < 0 || simulation->axis[i].after < 0;
    if (crops)
        buffer_add_text(out, " Padding below 0 takes cells off the input.");
}

static void tell_value(const struct simulation *simulation, struct buffer *out)
{
    char room[NUMBER_ROOM];
    tell_crop(simulation, out);
    if (simulation->padding_value != 0)
        buffer_format(out, " The padding value is %s.",
                      number_shortest(room, simulation->padding_value));
}

#define PAD_PHRASES                                                                             \
    {                                                                                           \
        [DIALECT_PYTORCH] = pytorch_pad, [DIALECT_KERAS] = keras_pad, [DIALECT_ONNX] = onnx_pad \
    }

static const struct layer_words zero_words = {.called = "zero padding",
                                              .does =
                                                  "cells that hold zeros are put around the input",
                                              .filling = filling_zeros,
                                              .tell = tell_crop,
                                              .phrases = PAD_PHRASES};

static const struct layer_words constant_words = {
    .called = "constant padding",
    .does = "cells that hold one number are put around the input",
    .filling = filling_constant,
    .tell = tell_value,
    .phrases = PAD_PHRASES};

static const struct layer_words repeat_words = {
    .called = "padding",
    .does = "cells that repeat units are put around the input",
    .phrases = PAD_PHRASES};

#define PAD(called, axis_count, mode, says, and_takes)                                           \
    {                                                                                            \
        .name = (called), .words = &(says), .axes = (axis_count), .is_pool = true,               \
        .own = &own_padding_value, .takes = TAKES_PADDING | (and_takes), .padding_mode = (mode), \
        .resolve = resolve_pad, .formula = pad_formula, .counts_zero = counts_padding_cells,     \
        .pool = pool_only                                                                        \
    }
#define PADS(called, mode, says, and_takes)                                                     \
    {                                                                                           \
        PAD(called "1d", 1, mode, says, and_takes), PAD(called "2d", 2, mode, says, and_takes), \
            PAD(called "3d", 3, mode, says, and_takes)                                          \
    }

const struct layer_type layer_zero_pad[MAX_AXES] = PADS("ZeroPad", MODE_ZEROS, zero_words, 0);
const struct layer_type layer_constant_pad[MAX_AXES] =
    PADS("ConstantPad", MODE_ZEROS, constant_words, TAKES_PADDING_VALUE);
const struct layer_type layer_reflection_pad[MAX_AXES] =
    PADS("ReflectionPad", MODE_REFLECT, repeat_words, 0);
const struct layer_type layer_replication_pad[MAX_AXES] =
    PADS("ReplicationPad", MODE_REPLICATE, repeat_words, 0);
const struct layer_type layer_circular_pad[MAX_AXES] =
    PADS("CircularPad", MODE_CIRCULAR, repeat_words, 0);
