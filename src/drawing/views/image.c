/* SPDX-License-Identifier: MIT */
/* A shot of a picture alone: whole, as large as there is room. Scenes do not name this view. */
#include <math.h>

#include "drawing/views/view.h"

enum { LONGER_SIDE = 10 }; /* in cells, which layout makes as large as it can */

static const struct scene_image *image_of(const struct panel *panel)
{
    return &panel->subject.scene->shot.image;
}

static void lay_out(struct panel *panel)
{
    const struct scene_image *image = image_of(panel);
    double width = (double)image->width, height = (double)image->height;
    double scale = LONGER_SIDE / fmax(width, height);
    panel->tells_layers = true;
    layout_room(panel->layout, (struct size){in_cells(width * scale), in_cells(height * scale)});
}

static void draw_rest(const struct panel *panel, struct pen *pen)
{
    const struct scene_image *from = image_of(panel);
    const struct image image = {from->width, from->height, from->pixels,
                                layout_core(panel->layout, panel->drawing)};
    pen_image(pen, (struct item_key){"image", -1, -1, -1, NULL}, &image);
}

static void draw_step(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    (void)panel;
    (void)part;
    (void)pen;
}

const struct view view_image = {
    .name = "image", .lay_out = lay_out, .draw_rest = draw_rest, .draw_step = draw_step};
