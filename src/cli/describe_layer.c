/* SPDX-License-Identifier: MIT */
/* What a layer does, in words: its type, its window, its padding, its channels. */
#include "cli/describe.h"

#include <inttypes.h>
#include <string.h>

/* ---- words that all parts share ---- */

static int64_t axis_kernel(const struct axis *a)
{
    return a->kernel;
}

static int64_t axis_stride(const struct axis *a)
{
    return a->stride;
}

static int64_t axis_dilation(const struct axis *a)
{
    return a->dilation;
}

static int64_t axis_span(const struct axis *a)
{
    return a->effective_kernel;
}

static bool are_all(const struct simulation *simulation, int64_t (*number)(const struct axis *),
                    int64_t value)
{
    for (size_t i = 0; i < simulation->axes; i++)
        if (number(&simulation->axis[i]) != value)
            return false;
    return true;
}

const char *describe_by(const struct simulation *simulation, int64_t (*number)(const struct axis *),
                        struct arena *arena)
{
    const char *text = "";
    for (size_t i = 0; i < simulation->axes; i++)
        text = arena_format(arena, "%s%s%" PRId64, text, i ? " by " : "",
                            number(&simulation->axis[i]));
    return text;
}

/* One number where the axes agree, else one for each. */
static const char *number_text(const struct simulation *simulation,
                               int64_t (*number)(const struct axis *), struct arena *arena)
{
    int64_t first = number(&simulation->axis[0]);
    return are_all(simulation, number, first) ? arena_format(arena, "%" PRId64, first)
                                              : describe_by(simulation, number, arena);
}

const char *describe_axis_name(size_t axes, size_t i)
{
    static const char *const names[] = {"slice", "row", "column"};
    return i == 0 ? "channel" : axes == 1 ? "unit" : names[i + 2 - axes];
}

const char *describe_place(const struct simulation *simulation, const struct tensor *tensor,
                           const size_t *index, struct arena *arena)
{
    const char *text = "";
    size_t first = tensor->size[0] > 1 ? 0 : 1;
    for (size_t i = first; i <= simulation->axes; i++)
        text = arena_format(arena, "%s%s%s %zu", text, i > first ? ", " : "",
                            describe_axis_name(simulation->axes, i), index[i]);
    return text;
}

/* ---- what a type does ---- */

static void add_meaning(const struct simulation *simulation, struct buffer *out)
{
    static const char *const axes[] = {"along one axis", "over height and width",
                                       "over depth, height and width"};
    const struct layer_words *words = simulation_words(simulation);
    buffer_format(out, "The layer is %s, %s %s: %s.", simulation->type_name, words->called,
                  axes[simulation->axes - 1],
                  words->does_so ? words->does_so(simulation) : words->does);
}

/* ---- the window ---- */

static void add_window(const struct simulation *simulation, struct buffer *out, struct arena *arena)
{
    if (!simulation_takes(simulation, "kernel_size"))
        return;
    const char *stride = number_text(simulation, axis_stride, arena);
    bool is_one = are_all(simulation, axis_stride, 1);
    buffer_format(out, " The %s is %s%s", simulation->has_kernel ? "kernel" : "window",
                  describe_by(simulation, axis_kernel, arena), simulation->axes > 1 ? "" : " long");
    bool is_alike = strchr(stride, ' ') == NULL;
    if (!is_alike)
        buffer_format(out, "; its stride is %s.", stride);
    else if (simulation->is_transposed)
        buffer_format(out, "; neighbouring %s lay it %s cell%s apart (stride %s).",
                      simulation->is_input_flat ? "columns" : "units", stride, is_one ? "" : "s",
                      stride);
    else
        buffer_format(out, " and moves by %s cell%s at a time (stride %s).", stride,
                      is_one ? "" : "s", stride);
    if (!are_all(simulation, axis_dilation, 1))
        buffer_format(out, " Its taps are %s cells apart (dilation %s), so it spans %s.",
                      number_text(simulation, axis_dilation, arena),
                      number_text(simulation, axis_dilation, arena),
                      describe_by(simulation, axis_span, arena));
}

/* ---- padding ---- */

/* Cells at the two ends of each axis. */
struct border {
    int64_t before[MAX_AXES], after[MAX_AXES];
};

static bool is_even(const struct border *border, size_t axes)
{
    for (size_t i = 0; i < axes; i++)
        if (border->before[i] != border->before[0] || border->after[i] != border->before[0])
            return false;
    return true;
}

/* "1 cell wide on every side", "2 above, 1 on the right"; NULL: nowhere. */
static const char *border_text(const struct border *border, size_t axes, struct arena *arena)
{
    static const char *const sides[][2] = {
        {"in front", "behind"}, {"above", "below"}, {"on the left", "on the right"}};
    static const char *const ends[2] = {"before the first unit", "after the last"};
    if (axes > 1 && is_even(border, axes))
        return border->before[0] <= 0
                   ? NULL
                   : arena_format(arena, "%" PRId64 " cell%s wide on every side", border->before[0],
                                  text_plural(border->before[0]));
    const char *text = NULL;
    for (size_t i = 0; i < 2 * axes; i++) {
        int64_t cells = i % 2 ? border->after[i / 2] : border->before[i / 2];
        const char *side = axes == 1 ? ends[i % 2] : sides[i / 2 + MAX_AXES - axes][i % 2];
        if (cells > 0)
            text = arena_format(arena, "%s%s%" PRId64 " %s", text ? text : "", text ? ", " : "",
                                cells, side);
    }
    return text;
}

static struct border padding_of(const struct simulation *simulation)
{
    struct border border = {{0}, {0}};
    for (size_t i = 0; i < simulation->axes; i++) {
        border.before[i] = simulation->axis[i].padding_before;
        border.after[i] = simulation->axis[i].padding_after;
    }
    return border;
}

static const char *filling(const struct simulation *simulation, struct arena *arena)
{
    static const char *const fillings[] = {
        [MODE_ZEROS] = "zeros",
        [MODE_REFLECT] = "units mirrored at its edge",
        [MODE_REPLICATE] = "copies of its outermost units",
        [MODE_CIRCULAR] = "units from its opposite side",
    };
    const struct layer_words *words = simulation_words(simulation);
    char room[NUMBER_ROOM];
    if (simulation->quantization)
        return arena_format(arena, "cells that hold the zero point %s",
                            number_shortest(room, simulation->padding_value));
    if (simulation->has_kernel && simulation->padding_value != 0)
        return arena_format(arena, "cells that hold %s",
                            number_shortest(room, simulation->padding_value));
    if (simulation->has_kernel || simulation->padding_mode != MODE_ZEROS)
        return fillings[simulation->padding_mode];
    return words->filling ? words->filling(simulation) : "cells that are never taken";
}

static void add_padding(const struct simulation *simulation, struct buffer *out,
                        struct arena *arena)
{
    if (!simulation_takes(simulation, "padding"))
        return;
    struct border border = padding_of(simulation);
    const char *text = border_text(&border, simulation->axes, arena);
    bool is_cut = simulation->is_transposed || simulation_takes(simulation, "indices");
    if (!text)
        buffer_add_text(out, " There is no padding.");
    else if (is_cut && simulation->padding_mode == MODE_CIRCULAR)
        buffer_format(out,
                      " The output is a ring: what would lie beyond one end is added at the other. "
                      "Padding shifts it: %s.",
                      text);
    else if (is_cut)
        buffer_format(out, " Padding takes a border off the output: %s.", text);
    else
        buffer_format(out, " Padding surrounds the input with %s: %s.", filling(simulation, arena),
                      text);
}

/* ---- a transposed layer as a direct one ---- */

static void add_extra(const struct simulation *simulation, struct buffer *out, struct arena *arena)
{
    struct border border = {{0}, {0}};
    for (size_t i = 0; i < simulation->axes; i++)
        border.after[i] = simulation->axis[i].output_padding;
    const char *text = border_text(&border, simulation->axes, arena);
    if (text)
        buffer_format(out, " Output padding makes the output larger: %s.", text);
}

static int64_t gap(const struct axis *a)
{
    return a->stretch - 1;
}

static int64_t stretched(const struct axis *a)
{
    return a->stretched;
}

static int64_t padded(const struct axis *a)
{
    return a->padded;
}

/* Of a ring, zeros behind its last unit. */
static int64_t behind(const struct axis *a)
{
    return a->period - a->stretched;
}

static int64_t ring(const struct axis *a)
{
    return a->period;
}

/* What stands around the units, and what makes them a ring. */
static void add_around(const struct simulation *simulation, struct buffer *out, struct arena *arena)
{
    struct border around = {{0}, {0}}, cropped = {{0}, {0}};
    bool is_ring = simulation->padding_mode == MODE_CIRCULAR;
    for (size_t i = 0; i < simulation->axes; i++) {
        const struct axis *a = &simulation->axis[i];
        around.before[i] = a->before;
        around.after[i] = a->after + a->extra - (is_ring ? behind(a) : 0);
        cropped.before[i] = -around.before[i];
        cropped.after[i] = -around.after[i];
    }
    if (is_ring && !are_all(simulation, behind, 0))
        buffer_format(out, "; with %s zero%s behind the last unit, which makes a ring of %s",
                      number_text(simulation, behind, arena),
                      are_all(simulation, behind, 1) ? "" : "s",
                      describe_by(simulation, ring, arena));
    const char *text = border_text(&around, simulation->axes, arena);
    if (text)
        buffer_format(out, "; with %s around it: %s",
                      is_ring ? "cells from its opposite side" : "zeros", text);
    const char *crop = border_text(&cropped, simulation->axes, arena);
    if (crop)
        buffer_format(out, "; with a border taken off: %s", crop);
    if (text || crop)
        buffer_format(out, "; %s in all", describe_by(simulation, padded, arena));
}

static void add_equivalent(const struct simulation *simulation, struct buffer *out,
                           struct arena *arena)
{
    buffer_format(out,
                  "The same output comes from a direct convolution: the kernel%s moves by 1 cell "
                  "at a time over the input",
                  simulation->is_turned ? ", turned by 180 degrees," : "");
    if (!are_all(simulation, gap, 0))
        buffer_format(out, " with %s zero%s between neighbouring units, which makes it %s",
                      number_text(simulation, gap, arena), are_all(simulation, gap, 1) ? "" : "s",
                      describe_by(simulation, stretched, arena));
    add_around(simulation, out, arena);
    buffer_add_text(out, ".\n");
}

/* ---- the rest ---- */

static void add_channels(const struct simulation *simulation, struct buffer *out)
{
    size_t seen = simulation->in_channels / simulation->groups;
    if (!simulation->has_kernel || simulation->groups == 1)
        return;
    buffer_format(out,
                  " The channels form %zu groups: each output channel sees only the %zu input "
                  "channel%s of its own group.",
                  simulation->groups, seen, text_plural(seen));
}

/* What only some types have. */
static void add_special(const struct simulation *simulation, struct buffer *out)
{
    if (simulation->has_kernel && simulation->is_turned != simulation->is_transposed)
        buffer_add_text(out, " The kernel is turned by 180 degrees before it is used.");
    if (simulation->ceil_mode)
        buffer_add_text(out, " A last window may hang over the end (ceil mode).");
    if (simulation_words(simulation)->tell)
        simulation_words(simulation)->tell(simulation, out);
}

void describe_layer(const struct simulation *simulation, struct buffer *out)
{
    struct arena arena = {0};
    add_meaning(simulation, out);
    add_window(simulation, out, &arena);
    describe_windows(simulation, out);
    add_padding(simulation, out, &arena);
    if (simulation->is_transposed)
        add_extra(simulation, out, &arena);
    describe_stamps(simulation, out);
    add_channels(simulation, out);
    add_special(simulation, out);
    buffer_add_text(out, "\n");
    if (simulation->is_transposed && simulation->has_kernel)
        add_equivalent(simulation, out, &arena);
    arena_finish(&arena);
}
