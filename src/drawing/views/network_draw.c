/* SPDX-License-Identifier: MIT */
/* Decks and beams of view network, from the right to the left: each beam leaves behind its
 * deck and lands on the front of the next, so that no line crosses a card. */
#include <math.h>

#include "drawing/views/network.h"

static const struct network_sizes *const sizes = &theme_sizes.network;

/* ---- decks ---- */

static struct plane card_of(const struct node *node, size_t card)
{
    struct plane plane = node->front;
    double share = node->cards > 1 ? (double)card / (double)(node->cards - 1) : 0;
    plane.origin.x += share * node->shift.x;
    plane.origin.y += share * node->shift.y;
    return plane;
}

static struct area whole(const struct node *node)
{
    return (struct area){0, 0, (double)node->units[0], (double)node->units[1]};
}

static bool has_lines(const struct node *node, const struct panel *panel)
{
    double unit = fmin(plane_length(node->front.row), plane_length(node->front.column));
    return unit * panel->subject.px_per_pt >= sizes->least_cell_px;
}

static void draw_deck(const struct network *network, size_t i, bool is_ahead,
                      const struct panel *panel, struct pen *pen)
{
    const struct node *node = &network->nodes[i];
    const struct theme *theme = &panel->subject.looks.theme;
    struct color fill = theme->color[i == 0 ? COLOR_INPUT : COLOR_OUTPUT];
    struct color edge = theme->color[i == 0 ? COLOR_INPUT_LINE : COLOR_OUTPUT_LINE];
    if (is_ahead) {
        fill =
            color_mix(theme->color[COLOR_BACKGROUND], theme->color[COLOR_ZERO_LINE], sizes->pale);
        edge = theme->color[COLOR_ZERO_LINE];
    }
    struct stroke line = {.color = edge, .width = theme->thick_pt};
    for (size_t card = node->cards; card-- > 0;) {
        struct plane plane = card_of(node, card);
        plane_trace_outline(pen, &plane, whole(node));
        pen_paint(pen, (struct item_key){"deck", (int)i, (int)card, -1, NULL}, fill, line);
    }
    if (!has_lines(node, panel))
        return;
    line.width = theme->thin_pt;
    line.color = color_mix(fill, edge, 0.5);
    plane_trace_grid(pen, &node->front, whole(node));
    pen_paint(pen, key_of("deck.grid", i), color_none, line);
}

/* ---- fields and beams ---- */

static struct area area_of(const struct node_field *field)
{
    return (struct area){(double)field->first[0], (double)field->first[1], (double)field->count[0],
                         (double)field->count[1]};
}

static void corners_of(const struct plane *plane, struct area area, struct point *corners)
{
    corners[0] = plane_point(plane, area.row, area.column);
    corners[1] = plane_point(plane, area.row, area.column + area.columns);
    corners[2] = plane_point(plane, area.row + area.rows, area.column + area.columns);
    corners[3] = plane_point(plane, area.row + area.rows, area.column);
}

static double turn(struct point a, struct point b, struct point c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/* The outline around points: the next one is that which leaves all others on one side. */
static size_t find_hull(const struct point *points, size_t count, struct point *hull)
{
    size_t start = 0, at, found = 0;
    for (size_t i = 1; i < count; i++)
        if (points[i].x < points[start].x ||
            (points[i].x == points[start].x && points[i].y < points[start].y))
            start = i;
    at = start;
    do {
        size_t next = at == 0 ? 1 : 0;
        hull[found++] = points[at];
        for (size_t i = 0; i < count; i++) {
            double side = turn(points[at], points[next], points[i]);
            double far = hypot(points[i].x - points[at].x, points[i].y - points[at].y);
            double near = hypot(points[next].x - points[at].x, points[next].y - points[at].y);
            if (i != at && (side < 0 || (side == 0 && far > near)))
                next = i;
        }
        at = next;
    } while (at != start && found < count);
    return found;
}

/* What both steps see stays as it is. */
static bool is_kept(const struct sight_of_step *sight, size_t node)
{
    return sight->other && network_is_same_field(&sight->fields[node], &sight->other->fields[node]);
}

static double field_share(const struct sight_of_step *sight, size_t node)
{
    if (!sight->fields[node].is_seen)
        return 0;
    return is_kept(sight, node) ? sight->kept : sight->share;
}

static double beam_share(const struct sight_of_step *sight, size_t from, size_t to)
{
    if (!sight->fields[to].is_followed || !sight->fields[from].is_seen)
        return 0;
    bool is_in_both =
        is_kept(sight, from) && is_kept(sight, to) && sight->other->fields[to].is_followed;
    return is_in_both ? sight->kept : sight->share;
}

/* From the field on one deck's front to what it sees on the front of another one. */
static void draw_beam(const struct network *network, size_t from, size_t to,
                      const struct sight_of_step *sight, struct pen *pen)
{
    double share = beam_share(sight, from, to);
    const struct theme *theme = pen->theme;
    struct point points[8], hull[8];
    struct item_key key = {arena_format(pen->arena, "beam%s", sight->scope), (int)to, (int)from, -1,
                           NULL};
    corners_of(&network->nodes[from].front, area_of(&sight->fields[from]), points);
    corners_of(&network->nodes[to].front, area_of(&sight->fields[to]), points + 4);
    size_t count = find_hull(points, 8, hull);
    pen_move_to(pen, hull[0]);
    for (size_t i = 1; i < count; i++)
        pen_line_to(pen, hull[i]);
    pen_close(pen);
    pen_paint(pen, key, color_faded(theme->color[COLOR_KERNEL], sizes->beam * share), stroke_none);
    for (size_t i = 0; i < 4; i++) {
        pen_move_to(pen, points[i]);
        pen_line_to(pen, points[4 + i]);
    }
    key.part = arena_format(pen->arena, "beam.edges%s", sight->scope);
    pen_paint(pen, key, color_none,
              stroke_faded(pen_solid(pen, COLOR_WINDOW_LINE, theme->thick_pt), share));
}

static void draw_field(const struct network *network, size_t i, const struct sight_of_step *sight,
                       const struct panel *panel, struct pen *pen)
{
    const struct theme *theme = &panel->subject.looks.theme;
    double share = field_share(sight, i);
    if (share <= 0)
        return;
    plane_trace_outline(pen, &network->nodes[i].front, area_of(&sight->fields[i]));
    pen_paint(
        pen,
        (struct item_key){arena_format(pen->arena, "field%s", sight->scope), (int)i, -1, -1, NULL},
        color_faded(theme->color[COLOR_KERNEL], sizes->field * share),
        stroke_faded(pen_solid(pen, COLOR_WINDOW_LINE, subject_edge(&panel->subject)), share));
}

/* Where both steps' units are of one node the outline goes from one to the other. */
static void draw_units(const struct network *network, size_t node,
                       const struct sight_of_step *sights, size_t count, double progress,
                       const struct panel *panel, struct pen *pen)
{
    const struct plane *plane = &network->nodes[node].front;
    struct color now = panel->subject.looks.theme.color[COLOR_NOW];
    bool is_moving =
        count > 1 && sights[0].top == node && sights[1].top == node && !is_kept(&sights[0], node);
    for (size_t n = 0; n < count; n++) {
        struct item_key key = {arena_format(pen->arena, "now.cell%s", sights[n].scope), (int)node,
                               -1, -1, NULL};
        struct area area = area_of(&sights[n].fields[node]);
        double share = field_share(&sights[n], node);
        if (sights[n].top != node || share <= 0)
            continue;
        if (!is_moving) {
            map_draw_lit_cell(&panel->subject, plane, area, (struct lit){share, 1}, key, pen);
            continue;
        }
        plane_trace_outline(pen, plane, area);
        pen_paint(pen, key, color_faded(now, share), stroke_none);
    }
    if (!is_moving)
        return;
    plane_trace_outline(
        pen, plane,
        area_between(area_of(&sights[0].fields[node]), area_of(&sights[1].fields[node]), progress));
    pen_paint(pen, key_of("now.edge", node), color_none,
              pen_solid(pen, COLOR_NOW_LINE, subject_edge(&panel->subject)));
}

/* The beams that leave behind a deck are drawn before it. */
static void draw_beams_from(const struct network *network, size_t i,
                            const struct sight_of_step *sight, struct pen *pen)
{
    for (size_t to = i + 1; to <= sight->top; to++) {
        const struct node *node = &network->nodes[to];
        size_t from;
        if (beam_share(sight, i, to) <= 0 || node->row != network->nodes[i].row)
            continue;
        for (size_t s = 0; s < node->layer->source_count; s++)
            if (!network_is_skip(network, to, s, &from) && from == i)
                draw_beam(network, i, to, sight, pen);
    }
}

void network_draw(const struct network *network, const struct panel *panel,
                  const struct sight_of_step *sights, size_t count, double progress,
                  struct pen *pen)
{
    size_t top = sights[0].top;
    for (size_t i = network->count; i-- > 0;) {
        for (size_t n = 0; n < count; n++)
            if (i < sights[n].top)
                draw_beams_from(network, i, &sights[n], pen);
        draw_deck(network, i, i > top, panel, pen);
        for (size_t n = 0; n < count; n++)
            if (i < sights[n].top)
                draw_field(network, i, &sights[n], panel, pen);
        draw_units(network, i, sights, count, progress, panel, pen);
    }
}
