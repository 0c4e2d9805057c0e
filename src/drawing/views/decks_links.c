/* SPDX-License-Identifier: MIT */
/* The line from the current filter to the output that it makes. */
#include <math.h>

#include "convreel/theme_sizes.h"
#include "drawing/views/decks.h"
#include "drawing/words/words.h"

static const struct deck_sizes *const sizes = &theme_sizes.deck;

/* A link from below bends before the output's name. */
static double bend_of(const struct panel *panel, struct point from, struct point to)
{
    const struct channels *channels = panel->subject.state;
    const struct placed *output = &panel->maps[channels->decks.first_output];
    if (labels_size(panel, output).x <= 0)
        return to.x;
    struct rectangle name = layout_beside(panel->layout, output->box, output->attached);
    return from.y > name.y ? fmin(to.x, name.x) : to.x;
}

/* From a filter's right to the gap below its row, of the last row above it, in that gap to the end
 * of the grid, then to the unit. */
static void trace_way(const struct panel *panel, size_t slot, struct point to, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    const struct decks *decks = &channels->decks;
    struct point corner = decks_corner(decks, slot);
    double right = corner.x + decks->slot_width;
    double middle = corner.y + decks->slot_height / 2;
    double end =
        (double)decks->columns * (decks->slot_width + decks->column_gap) - decks->column_gap;
    bool is_last = (slot + 1) % decks->columns == 0 || slot + 1 == decks->filters.cards;
    bool is_low = slot / decks->columns + 1 == decks->rows; /* below it are words */
    double lane =
        is_low ? corner.y - decks->row_gap / 2 : corner.y + decks->slot_height + decks->row_gap / 2;
    struct point from = plane_point(&decks->page, middle, right);
    pen_move_to(pen, from);
    if (!is_last) {
        struct point turn = plane_point(&decks->page, lane, right + decks->column_gap);
        double half = (from.x + turn.x) / 2;
        pen_curve_to(pen, (struct point){half, from.y}, (struct point){half, turn.y}, turn);
        from = plane_point(&decks->page, lane, end);
        pen_line_to(pen, from);
    } else if (right < end) {
        from = plane_point(&decks->page, middle, end);
        pen_line_to(pen, from);
    }
    struct point bend = {bend_of(panel, from, to), to.y};
    double half = (from.x + bend.x) / 2;
    pen_curve_to(pen, (struct point){half, from.y}, (struct point){half, to.y}, bend);
    if (bend.x < to.x)
        pen_line_to(pen, to);
}

void decks_draw_links(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    const struct decks *decks = &channels->decks;
    size_t seen = lights_seen_channel(lights);
    double cell = subject_cells(&panel->subject, 1);
    for (size_t slot = 0; slot < decks->filters.cards; slot++) {
        int filter = deck_map_at(&decks->filters, slot, seen);
        struct area area;
        double share = 0;
        if (filter == NO_MAP || (!lights->is_by_position && (size_t)filter != seen))
            continue;
        size_t card = lights->is_by_position ? 0 : deck_card_of(&decks->output, (size_t)filter);
        struct plane plane = decks_card_plane(panel, MAP_OUTPUT, card);
        struct map map = map_of_output(lights->layer, (size_t)filter, 0);
        map.channel = filter;
        for (size_t i = 0; i < lights->current_count; i++) {
            if (!lights_current_area(lights, &lights->currents[i], &map, &area, &share))
                continue;
            struct stroke stroke =
                stroke_faded(pen_solid(pen, COLOR_LINK, sizes->link * pen->theme->thick_pt), share);
            struct point tip = plane_point(&plane, area.row + 0.5, -sizes->arrow_gap);
            struct point from = {tip.x - sizes->arrow * cell, tip.y};
            trace_way(panel, slot, from, pen);
            struct item_key key = {"links.output", filter, (int)i, -1, NULL};
            pen_paint(pen, key, color_none, stroke);
            pen_move_to(pen, tip);
            pen_line_to(pen, (struct point){from.x, tip.y - sizes->arrow / 2 * cell});
            pen_line_to(pen, (struct point){from.x, tip.y + sizes->arrow / 2 * cell});
            pen_close(pen);
            key.part = "links.arrow";
            pen_paint(pen, key, stroke.color, stroke_none);
        }
    }
}
