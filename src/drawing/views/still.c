/* SPDX-License-Identifier: MIT */
/* Views without steps, which scenes do not name: a shot of words alone, of a picture alone, and a
 * scene without a layer. */
#include <math.h>

#include "drawing/views/view.h"

/* ---- a card ---- */

static double card_room(const struct panel *panel)
{
    return panel->room > 0 ? panel->room : theme_sizes.card.widest * words_pt(&panel->subject);
}

static void lay_out_card(struct panel *panel)
{
    struct point size = card_size(panel, card_room(panel));
    panel->tells_layers = true;
    layout_room(panel->layout, size_in_points(size));
}

static void draw_card(const struct panel *panel, struct pen *pen)
{
    card_draw(panel, card_room(panel), layout_core(panel->layout, panel->drawing), pen);
}

const struct view view_card = {
    .name = "card", .is_still = true, .lay_out = lay_out_card, .draw_rest = draw_card};

/* ---- a picture: whole, as large as there is room ---- */

enum { LONGER_SIDE = 10 }; /* in cells, which layout makes as large as it can */

static void lay_out_image(struct panel *panel)
{
    const struct scene_image *image = &panel->subject.scene->shot.image;
    double width = (double)image->width, height = (double)image->height;
    double scale = LONGER_SIDE / fmax(width, height);
    panel->tells_layers = true;
    layout_room(panel->layout, (struct size){in_cells(width * scale), in_cells(height * scale)});
}

static void draw_image(const struct panel *panel, struct pen *pen)
{
    const struct scene_image *from = &panel->subject.scene->shot.image;
    const struct image image = {from->width, from->height, from->pixels,
                                layout_core(panel->layout, panel->drawing)};
    pen_image(pen, key_once("image"), &image);
}

const struct view view_image = {
    .name = "image", .is_still = true, .lay_out = lay_out_image, .draw_rest = draw_image};

/* ---- the maps of an input side by side, in a volume its slices ---- */

enum { ROOM_OF_ROW = 4 }; /* maps in a row, where there are more */

static void lay_out_alone(struct panel *panel)
{
    const struct simulation *layer = panel->subject.simulation;
    bool is_volume = layer->axes == MAX_AXES;
    size_t count = is_volume ? (size_t)layer->axis[0].input : layer->in_channels;
    int columns = count > ROOM_OF_ROW ? ROOM_OF_ROW : (int)count;
    panel->tells_layers = true;
    layout_grid(panel->layout, columns, (struct size){in_cells(1), in_cells(1)}, ALIGN_MIDDLE);
    for (size_t i = 0; i < count; i++) {
        struct map map = map_of_input(layer, is_volume ? 0 : i, is_volume ? (int64_t)i : 0);
        if (is_volume)
            panel_slice(panel, &map, (int)i);
        else
            panel_map(panel, &map)->name_side = SIDE_BELOW;
    }
    layout_end(panel->layout);
}

const struct view view_alone = {.name = "alone", .is_still = true, .lay_out = lay_out_alone};
