/* SPDX-License-Identifier: MIT */
/* A scene without a layer: the maps of its input side by side, in a volume its slices. Scenes do
 * not name this view. */
#include "drawing/views/view.h"

enum { ROOM_OF_ROW = 4 }; /* maps in a row, where there are more */

static void add_map(struct panel *panel, size_t channel, int64_t depth)
{
    const struct simulation *layer = panel->subject.simulation;
    struct map map = map_of_input(layer, channel, depth);
    struct placed *placed = panel_map(panel, &map);
    placed->name_side = SIDE_BELOW;
    if (layer->axes < MAX_AXES)
        return;
    placed->map.channel = (int)depth;
    placed->has_name = placed->is_slice = true;
    placed->unit_depth = (int)depth;
    placed->name_side = SIDE_ABOVE;
    placed->name = arena_format(panel->arena, "z = %lld", (long long)depth);
}

static void lay_out(struct panel *panel)
{
    const struct simulation *layer = panel->subject.simulation;
    bool is_volume = layer->axes == MAX_AXES;
    size_t count = is_volume ? (size_t)layer->axis[0].input : layer->in_channels;
    int columns = count > ROOM_OF_ROW ? ROOM_OF_ROW : (int)count;
    panel->tells_layers = true;
    layout_grid(panel->layout, columns, (struct size){in_cells(1), in_cells(1)}, ALIGN_MIDDLE);
    for (size_t i = 0; i < count; i++)
        add_map(panel, is_volume ? 0 : i, is_volume ? (int64_t)i : 0);
    layout_end(panel->layout);
}

static void draw_step(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    (void)panel;
    (void)part;
    (void)pen;
}

const struct view view_alone = {.name = "alone", .lay_out = lay_out, .draw_step = draw_step};
