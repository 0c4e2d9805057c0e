/* SPDX-License-Identifier: MIT */
/* PyTorch's numbers, and its modules that pad and crop. */
#include <inttypes.h>

#include "simulation/phrases/pytorch.h"

const char *pytorch_tuple(const struct simulation *simulation, enum axis_number which,
                          struct arena *arena)
{
    return arena_format(arena, "(%s%s)", phrase_numbers(simulation, which, arena),
                        simulation->axes == 1 ? "," : "");
}

const char *pytorch_as_given(const struct simulation *simulation, const struct per_axis *given,
                             enum axis_number which, struct arena *arena)
{
    int64_t first = phrase_number(&simulation->axis[0], which);
    bool is_plain = !(given->at.line && given->is_list) && phrase_all(simulation, which, first);
    return is_plain ? arena_format(arena, "%" PRId64, first)
                    : pytorch_tuple(simulation, which, arena);
}

/* Before and after of each axis, the last axis first. */
static void add_border(size_t axes, const struct border *border, int sign, struct buffer *out)
{
    for (size_t i = axes; i-- > 0;)
        buffer_format(out, "%s%" PRId64 ", %" PRId64, i + 1 < axes ? ", " : "",
                      sign * border->before[i], sign * border->after[i]);
}

void pytorch_add_padding(size_t axes, enum padding_mode mode, const struct border *padding,
                         const char *value, struct buffer *out)
{
    static const char *const modules[] = {[MODE_ZEROS] = "Constant",
                                          [MODE_REFLECT] = "Reflection",
                                          [MODE_REPLICATE] = "Replication",
                                          [MODE_CIRCULAR] = "Circular"};
    buffer_format(out, "%sPad%zud((", modules[mode], axes);
    add_border(axes, padding, 1, out);
    buffer_add_text(out, ")");
    if (mode == MODE_ZEROS)
        buffer_format(out, ", %s", value);
    buffer_add_text(out, ")\n");
}

void pytorch_add_crop(size_t axes, const struct border *crop, struct buffer *out)
{
    if (phrase_is_zero(crop, axes))
        return;
    buffer_format(out, "ConstantPad%zud((", axes);
    add_border(axes, crop, -1, out);
    buffer_add_text(out, "), 0.0)\n");
}
