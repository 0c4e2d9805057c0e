/* SPDX-License-Identifier: MIT */
/* A shot of words alone. Scenes do not name this view: a card has no layer. */
#include "convreel/theme_sizes.h"
#include "drawing/views/view.h"
#include "drawing/words/words.h"

static double room_of(const struct panel *panel)
{
    return panel->room > 0 ? panel->room : theme_sizes.card.widest * words_pt(&panel->subject);
}

static void lay_out(struct panel *panel)
{
    struct point size = card_size(panel, room_of(panel));
    panel->tells_layers = true;
    layout_room(panel->layout, (struct size){in_points(size.x), in_points(size.y)});
}

static void draw_rest(const struct panel *panel, struct pen *pen)
{
    card_draw(panel, room_of(panel), layout_core(panel->layout, panel->drawing), pen);
}

static void draw_step(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    (void)panel;
    (void)part;
    (void)pen;
}

const struct view view_card = {
    .name = "card", .lay_out = lay_out, .draw_rest = draw_rest, .draw_step = draw_step};
