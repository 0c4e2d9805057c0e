/* SPDX-License-Identifier: MIT */
/* The lines of view channels: how the addends of a sum come together and go on to the outputs, and
 * those from the filters of decks to the outputs that they make. */
#include <math.h>

#include "drawing/views/channels.h"
#include "drawing/words/words.h"

static const struct channels_sizes *const sizes = &theme_sizes.channels;

/* Leaves and arrives level. */
static void trace_curve(struct pen *pen, struct point from, struct point to)
{
    double middle = (from.x + to.x) / 2;
    pen_curve_to(pen, (struct point){middle, from.y}, (struct point){middle, to.y}, to);
}

static void trace_link(struct pen *pen, struct point from, struct point to)
{
    pen_move_to(pen, from);
    trace_curve(pen, from, to);
}

static struct stroke link_stroke(const struct pen *pen)
{
    return pen_solid(pen, COLOR_LINK, sizes->link * pen->theme->thick_pt);
}

/* Where the addends of a sum come together, on the page. */
static struct point node_of(const struct channels *channels, size_t group, size_t sum)
{
    double aside = ((double)sum - (double)(channels->sums_in_row - 1) / 2) * sizes->node_pitch;
    if (!channels->has_node)
        aside = channels_sum_aside(channels, sum);
    return plane_point(&channels->page, channels_group_middle(channels, group) + aside,
                       channels->node);
}

void channels_draw_node(const struct panel *panel, const struct channels *channels, size_t group,
                        size_t sum, struct pen *pen)
{
    size_t number = group * channels->sums_in_row + sum;
    double radius = subject_cells(&panel->subject, sizes->node);
    double half = subject_cells(&panel->subject, sizes->node_plus);
    struct point at = node_of(channels, group, sum), to = {at.x - radius, at.y};
    struct stroke stroke = link_stroke(pen);
    for (size_t c = group * channels->input.in_group; c < (group + 1) * channels->input.in_group;
         c++)
        trace_link(pen,
                   plane_point(&channels->page,
                               channels_row_middle(channels, c) + channels_sum_aside(channels, sum),
                               1),
                   to);
    if (panel->subject.simulation->has_bias)
        trace_link(pen, plane_point(&channels->page, channels_bias_row(channels, group, sum), 1),
                   to);
    pen_paint(pen, key_of("links.addends", number), color_none, stroke);
    pen_circle(pen, at, radius);
    pen_paint(pen, key_of("node.circle", number), pen->theme->color[COLOR_KERNEL], stroke);
    pen_move_to(pen, (struct point){at.x - half, at.y});
    pen_line_to(pen, (struct point){at.x + half, at.y});
    pen_move_to(pen, (struct point){at.x, at.y - half});
    pen_line_to(pen, (struct point){at.x, at.y + half});
    stroke.color = pen->theme->color[COLOR_WINDOW_INK];
    pen_paint(pen, key_of("node.plus", number), color_none, stroke);
}

/* A link to a unit below the filter's name bends behind that name. */
static double start_of(const struct panel *panel, struct point from, struct point to)
{
    for (size_t i = 0; i < panel->map_count; i++) {
        const struct placed *placed = &panel->maps[i];
        if (placed->map.role != MAP_KERNEL || placed->named == NO_BOX)
            continue;
        struct rectangle name = layout_beside(panel->layout, placed->named, placed->attached);
        if (to.y > name.y)
            return fmax(from.x, name.x + name.width);
    }
    return from.x;
}

/* A link from below bends before the output's name. */
static double bend_of(const struct panel *panel, struct point from, struct point to)
{
    const struct channels *channels = panel->subject.state;
    const struct placed *output = &panel->maps[channels->output.first];
    if (output->named == NO_BOX)
        return to.x;
    struct rectangle name = layout_beside(panel->layout, output->named, output->attached);
    return from.y > name.y ? fmin(to.x, name.x) : to.x;
}

/* From a filter's right to the gap below its row, of the last row above it, in that gap to the end
 * of the grid, then to the unit. */
static void trace_way(const struct panel *panel, size_t slot, struct point to, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    const struct pile *filters = &channels->filters;
    const struct point *corner = &filters->at[slot], *slots = &channels->slot;
    double gap = theme_sizes.deck.filter_gap, right = corner->x + slots->x;
    double middle = corner->y + slots->y / 2;
    double end = filters->at[channels->filter_columns - 1].x + slots->x;
    bool is_last = (slot + 1) % channels->filter_columns == 0 || slot + 1 == filters->cards;
    bool is_low = corner->y == filters->at[filters->cards - 1].y; /* below it are words */
    double lane = is_low ? corner->y - gap / 2 : corner->y + slots->y + gap / 2;
    struct point from = plane_point(&channels->page, middle, right);
    pen_move_to(pen, from);
    if (!is_last) {
        struct point turn = plane_point(&channels->page, lane, right + gap);
        trace_curve(pen, from, turn);
        from = plane_point(&channels->page, lane, end);
        pen_line_to(pen, from);
    } else if (right < end) {
        from = plane_point(&channels->page, middle, end);
        pen_line_to(pen, from);
    }
    struct point bend = {bend_of(panel, from, to), to.y};
    double start = fmin(start_of(panel, from, to), bend.x);
    if (start > from.x)
        pen_line_to(pen, from = (struct point){start, from.y});
    trace_curve(pen, from, bend);
    if (bend.x < to.x)
        pen_line_to(pen, to);
}

/* From a node, or a deck of a filter: false: its filter is not seen. */
static bool trace_from(const struct panel *panel, const struct lights *lights, size_t output,
                       struct point to, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    if (channels->is_deck) {
        size_t slot = channels_card_of(&channels->filters, output);
        size_t seen = lights_seen_channel(lights);
        if (channels_map_at(&channels->filters, slot, seen) != (int)output)
            return false;
        trace_way(panel, slot, to, pen);
        return true;
    }
    size_t sum = channels->sums_in_row > 1 ? output % channels->sums_in_row : 0;
    struct point from = node_of(channels, channels_group_of(channels, output), sum);
    if (channels->has_node)
        from.x += subject_cells(&panel->subject, sizes->node);
    trace_link(pen, from, to);
    return true;
}

static void draw_link(const struct panel *panel, const struct lights *lights, size_t output,
                      size_t current, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    const struct pile *pile = &channels->output;
    double cell = subject_cells(&panel->subject, 1);
    bool is_in_front = channels->is_deck && lights->is_by_position;
    struct map map =
        channels_map_on(panel, pile, is_in_front ? 0 : channels_card_of(pile, output), output);
    struct area now;
    double share;
    if (!lights_current_area(lights, &lights->currents[current], &map, &now, &share))
        return;
    struct stroke stroke = stroke_faded(link_stroke(pen), share);
    struct point tip = plane_point(&map.plane, now.row + 0.5, -sizes->arrow_gap);
    tip.x -= layout_taken(panel->layout, panel->maps[pile->first].box, SIDE_LEFT); /* numbers */
    struct point from = {tip.x - sizes->arrow * cell, tip.y};
    struct item_key key = {"links.output", (int)output, (int)current, -1, NULL};
    if (!trace_from(panel, lights, output, from, pen))
        return;
    pen_paint(pen, key, color_none, stroke);
    pen_move_to(pen, tip);
    pen_line_to(pen, (struct point){from.x, tip.y - sizes->arrow_half * cell});
    pen_line_to(pen, (struct point){from.x, tip.y + sizes->arrow_half * cell});
    pen_close(pen);
    key.part = "links.arrow";
    pen_paint(pen, key, stroke.color, stroke_none);
}

void channels_draw_links(const struct panel *panel, const struct lights *lights, struct pen *pen)
{
    const struct channels *channels = panel->subject.state;
    bool is_one = channels->is_deck && !lights->is_by_position;
    size_t seen = lights_seen_channel(lights);
    for (size_t o = 0; o < channels->output.maps; o++)
        for (size_t i = 0; i < lights->current_count && (!is_one || o == seen); i++)
            draw_link(panel, lights, o, i, pen);
}
