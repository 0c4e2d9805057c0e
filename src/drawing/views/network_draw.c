/* SPDX-License-Identifier: MIT */
/* Decks and beams of view network, from the right to the left: each beam leaves behind its
 * deck and lands on the front of the next, so that no line crosses a card. */
#include <math.h>

#include "drawing/map/draw.h"
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

static struct area area_seen(const struct network *network, const struct field_lights *lights,
                             size_t i, int step)
{
    return field_box(step ? &lights->next : &lights->here, &network->levels,
                     network->nodes[i].level);
}

/* From the field on one deck's front to what it sees on the front of another one. */
static void draw_beam(const struct network *network, size_t from, size_t to,
                      const struct field_lights *lights, int step, struct pen *pen)
{
    double share =
        field_beam_share(lights, network->nodes[from].level, network->nodes[to].level, step);
    const struct plane *planes[] = {&network->nodes[from].front, &network->nodes[to].front};
    const struct area areas[] = {area_seen(network, lights, from, step),
                                 area_seen(network, lights, to, step)};
    const struct theme *theme = pen->theme;
    struct point points[8], hull[8];
    struct item_key key = {step ? "beam.next" : "beam", (int)to, (int)from, -1, NULL};
    for (int i = 0; i < 2; i++)
        plane_corners(planes[i], areas[i], points + 4 * i);
    size_t count = find_hull(points, 8, hull);
    pen_move_to(pen, hull[0]);
    for (size_t i = 1; i < count; i++)
        pen_line_to(pen, hull[i]);
    pen_close(pen);
    pen_paint(pen, key, color_faded(theme->color[COLOR_KERNEL], sizes->beam * share), stroke_none);
    for (int i = 0; i < 4; i++) {
        pen_move_to(pen, points[i]);
        pen_line_to(pen, points[4 + i]);
    }
    key.part = step ? "beam.edges.next" : "beam.edges";
    pen_paint(pen, key, color_none,
              stroke_faded(pen_solid(pen, COLOR_WINDOW_LINE, theme->thick_pt), share));
}

/* The beam that leaves behind a deck is drawn before it. */
static void draw_beam_from(const struct network *network, size_t i,
                           const struct field_lights *lights, int step, struct pen *pen)
{
    const struct node *node = &network->nodes[i], *next = node + 1;
    if (i + 1 < network->count && next->row == node->row && network_reads(network, i + 1, i) &&
        field_beam_share(lights, node->level, next->level, step) > 0)
        draw_beam(network, i, i + 1, lights, step, pen);
}

void network_draw(const struct network *network, const struct panel *panel,
                  const struct field_lights *lights, struct pen *pen)
{
    struct color fill = color_faded(pen->theme->color[COLOR_KERNEL], sizes->field);
    const size_t tops[] = {lights->here.top, lights->next.top};
    int steps = lights->progress > 0 ? 2 : 1;
    bool has_wires = network_has_wires(network);
    for (size_t i = network->count; i-- > 0;) {
        size_t level = network->nodes[i].level;
        struct map map = {.part = "node", .channel = (int)level, .plane = network->nodes[i].front};
        if (has_wires && i + 1 < network->count)
            network_draw_wires(network, i + 1, pen);
        for (int step = 0; step < steps; step++)
            draw_beam_from(network, i, lights, step, pen);
        draw_deck(network, i, level > lights->here.top, panel, pen);
        for (int step = 0; step < steps; step++)
            if (level != tops[step])
                field_draw_boxes(lights, level, step, fill, &map, pen);
        field_draw_currents(lights, level, &map, pen);
    }
}
