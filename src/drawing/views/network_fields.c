/* SPDX-License-Identifier: MIT */
/* Above each deck of view network: how much of it the current unit sees. */
#include <math.h>

#include "drawing/views/network.h"

static const struct network_sizes *const sizes = &theme_sizes.network;

/* A size that both steps have stays; another one comes when the one before it is gone. */
static double size_share(const struct field_lights *lights, struct area box, struct area other,
                         int step)
{
    double here = field_share(lights, step), there = field_share(lights, !step);
    if (box.rows <= 0)
        return 0;
    if (lights->progress <= 0 || other.rows <= 0)
        return here;
    bool is_same = box.rows == other.rows && box.columns == other.columns;
    return !is_same ? fmax(0, here - there) : step == 0 ? lights->strength : 0;
}

static void write_field(const struct network *network, size_t i, const struct panel *panel,
                        const struct field_lights *lights, int step, struct pen *pen)
{
    const struct field *fields[] = {&lights->here, &lights->next};
    const struct node *node = &network->nodes[i];
    struct area box = field_box(fields[step], &network->levels, node->level);
    struct area other = field_box(fields[!step], &network->levels, node->level);
    double share = size_share(lights, box, other, step);
    struct words words = words_of(&panel->subject, COLOR_OUTPUT_INK, sizes->lines[LINE_SIZE]);
    if (node->above < 0 || share <= 0)
        return;
    struct rectangle at = layout_beside(panel->layout, node->box, node->above);
    struct rectangle core = layout_core(panel->layout, node->box);
    const char *text = network_axes(network, i) == 1
                           ? arena_format(pen->arena, "%.0f", box.columns)
                           : arena_format(pen->arena, "%.0f" TIMES "%.0f", box.rows, box.columns);
    enum theme_color ink = node->level == fields[step]->top ? COLOR_OUTPUT_INK : COLOR_WINDOW_INK;
    words.lettering.color = color_faded(pen->theme->color[ink], share);
    words.lettering.font.is_bold = true;
    pen_write(pen, key_of(step ? "field.size.next" : "field.size", i), text,
              (struct point){core.x + core.width / 2, at.y + at.height / 2}, &words.lettering);
}

void network_write_fields(const struct network *network, const struct panel *panel,
                          const struct field_lights *lights, struct pen *pen)
{
    for (int step = 0; step < (lights->progress > 0 ? 2 : 1); step++)
        for (size_t i = 0; i < network->count; i++)
            write_field(network, i, panel, lights, step, pen);
}
