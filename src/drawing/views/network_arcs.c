/* SPDX-License-Identifier: MIT */
/* The arcs of view network: where a layer reads another map than the one before it. A longer arc
 * passes over those that lie under it. */
#include <math.h>

#include "drawing/views/network.h"

static const struct network_sizes *const sizes = &theme_sizes.network;

bool network_is_skip(const struct network *network, size_t node, size_t source, size_t *from)
{
    const struct simulation *layer = network->nodes[node].layer;
    size_t level = simulation_map_of(layer->sources[source].layer);
    for (*from = node - 1; network->nodes[*from].level > level; --*from)
        continue;
    return *from + 1 != node;
}

/* Over all shorter arcs that lie under it. */
static size_t level_of(const struct arcs *arcs, size_t from, size_t to)
{
    size_t level = 0;
    for (size_t i = 0; i < arcs->count; i++) {
        const struct arc *inner = &arcs->of[i];
        if (inner->from >= from && inner->to <= to && inner->level >= level)
            level = inner->level + 1;
    }
    return level;
}

bool network_has_arc(const struct network *network, size_t from, size_t to)
{
    size_t row = network->nodes[to].row;
    if (network->shows_levels) /* what is between is below them */
        return network->nodes[from].row == row;
    while (from < to && network->nodes[from].row == row)
        from++;
    return from == to;
}

/* Adds those that pass over so many nodes. */
static void add_arcs(const struct network *network, size_t row, size_t length, struct arcs *arcs)
{
    size_t from;
    for (size_t to = length; to < network->count; to++) {
        const struct node *node = &network->nodes[to];
        for (size_t s = 0; node->row == row && s < node->layer->source_count; s++) {
            if (!network_is_skip(network, to, s, &from) || from + length != to ||
                !network_has_arc(network, from, to))
                continue;
            size_t level = level_of(arcs, from, to);
            arcs->of[arcs->count++] = (struct arc){from, to, level};
        }
    }
}

struct arcs network_arcs(const struct network *network, size_t row, struct arena *arena)
{
    struct arcs arcs = {0};
    size_t highest = 0, in_row = 0;
    arcs.of = arena_take(arena, network->count * MAX_SOURCES, sizeof *arcs.of);
    for (size_t i = 0; i < network->count; i++)
        in_row += network->nodes[i].row == row;
    for (size_t length = 2; length < (network->shows_levels ? network->count : in_row); length++)
        add_arcs(network, row, length, &arcs);
    for (size_t i = 0; i < arcs.count; i++)
        highest = arcs.of[i].level > highest ? arcs.of[i].level : highest;
    arcs.more = fmin(sizes->arc_more, sizes->arcs / fmax(1, (double)highest));
    arcs.height = arcs.count > 0 ? sizes->arc + arcs.more * (double)highest : 0;
    return arcs;
}

/* ---- drawing ---- */

struct point network_top_of(const struct node *node)
{
    struct point left = plane_point(&node->front, 0, 0);
    struct point right = plane_point(&node->front, 0, (double)node->units[1]);
    return (struct point){(left.x + right.x + node->shift.x) / 2,
                          fmin(left.y, right.y) + fmin(0, node->shift.y)};
}

void network_paint_skip(const struct panel *panel, size_t from, size_t to, struct pen *pen)
{
    const struct network *network = panel->subject.state;
    struct point end = network_top_of(&network->nodes[to]);
    struct stroke line = pen_solid(pen, COLOR_LINK, sizes->arc_line * pen->theme->thick_pt);
    line.join = JOIN_ROUND;
    pen_line_to(pen, end);
    arrow_trace_head(pen, end,
                     (struct point){0, sizes->arc_head * subject_cells(&panel->subject, 1)});
    pen_paint(pen, (struct item_key){"skip", (int)to, (int)from, -1, NULL}, color_none, line);
}

static void draw_arc(const struct panel *panel, const struct arc *arc, double more, struct pen *pen)
{
    const struct network *network = panel->subject.state;
    double cell = subject_cells(&panel->subject, 1);
    size_t from = arc->from, to = arc->to;
    struct point start = network_top_of(&network->nodes[from]),
                 end = network_top_of(&network->nodes[to]);
    double rise = (sizes->arc + more * (double)arc->level) * cell;
    double top = fmin(start.y, end.y), bend = fmin(rise, (end.x - start.x) / 2);
    for (size_t i = from; i <= to; i++)
        top = fmin(top, network_top_of(&network->nodes[i]).y);
    top -= rise;
    pen_move_to(pen, start);
    pen_line_to(pen, (struct point){start.x, top + bend});
    pen_curve_to(pen, (struct point){start.x, top}, (struct point){start.x, top},
                 (struct point){start.x + bend, top});
    pen_line_to(pen, (struct point){end.x - bend, top});
    pen_curve_to(pen, (struct point){end.x, top}, (struct point){end.x, top},
                 (struct point){end.x, top + bend});
    network_paint_skip(panel, from, to, pen);
}

void network_draw_arcs(const struct network *network, const struct panel *panel, struct pen *pen)
{
    for (size_t row = 0; row < network->rows; row++) {
        struct arcs arcs = network_arcs(network, row, pen->arena);
        for (size_t i = 0; i < arcs.count; i++)
            draw_arc(panel, &arcs.of[i], arcs.more, pen);
    }
}
