/* SPDX-License-Identifier: MIT */
/* Dots for the cards of decks and the filters that are not drawn. */
#include "drawing/views/channels.h"

static const struct deck_sizes *const sizes = &theme_sizes.deck;

void channels_draw_dots(const struct panel *panel, struct point from, struct point to,
                        struct item_key key, struct pen *pen)
{
    enum { DOTS = 3 };
    for (int i = 1; i <= DOTS; i++)
        pen_circle(pen, point_between(from, to, (double)i / (DOTS + 1)),
                   subject_cells(&panel->subject, sizes->dot));
    pen_paint(pen, key, pen->theme->color[COLOR_ZERO_INK], stroke_none);
}

static struct point below_corner(const struct map *card)
{
    double near = 2 * sizes->dot;
    return plane_point(&card->plane, (double)card->rows + near, (double)card->columns + near);
}

void channels_draw_cut(const struct panel *panel, const struct map *second, const struct map *last,
                       struct item_key key, struct pen *pen)
{
    channels_draw_dots(panel, below_corner(second), below_corner(last), key, pen);
}
