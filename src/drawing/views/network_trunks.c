/* SPDX-License-Identifier: MIT */
/* The lines of view network from map to map: before and behind branches, to the next row of the
 * page, and where no words of layers are. */
#include <math.h>

#include "drawing/views/network.h"

/* Up and down before the rooms of the layers' words, with a line from or to each node. */
static void draw_trunk(const struct network *network, size_t fork, size_t join, bool is_join,
                       const struct panel *panel, struct pen *pen)
{
    double x = layout_core(panel->layout, network->nodes[is_join ? join : fork + 1].lead).x;
    double top = INFINITY, bottom = -INFINITY;
    struct stroke line = pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thick_pt);
    for (size_t i = fork; i <= join; i++) {
        bool is_end = is_join ? i == join || network_is_wired(network, i, join)
                              : i == fork || (i < join && network->nodes[i].has_trunk);
        if (!is_end || network->nodes[i].page_row != network->nodes[join].page_row)
            continue;
        struct point port = network_port(network, i, x, panel);
        top = fmin(top, port.y);
        bottom = fmax(bottom, port.y);
        pen_move_to(pen, port);
        pen_line_to(pen, (struct point){x, port.y});
    }
    pen_move_to(pen, (struct point){x, top});
    pen_line_to(pen, (struct point){x, bottom});
    line.cap = CAP_ROUND;
    pen_paint(pen, key_of(is_join ? "trunk.join" : "trunk.fork", is_join ? join : fork), color_none,
              line);
}

/* Between two decks that a trunk or a line to another row leads to, where no words of a layer are.
 */
static void draw_link(const struct network *network, size_t i, const struct panel *panel,
                      struct pen *pen)
{
    const struct node *node = &network->nodes[i];
    if (node->has_trunk || node->row != node[-1].row || node->line[LINE_LAYER] ||
        !network_reads(network, i, i - 1))
        return;
    pen_move_to(pen, network_port(network, i - 1, INFINITY, panel));
    pen_line_to(pen, network_port(network, i, -INFINITY, panel));
    pen_paint(pen, key_of("link", i), color_none,
              pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thick_pt));
}

/* Half way between two rows of the page, the upper one first. */
static double middle_between(const struct network *network, size_t upper, size_t lower,
                             const struct panel *panel)
{
    double bottom = -INFINITY, top = INFINITY;
    for (size_t i = 0; i < network->count; i++) {
        struct rectangle whole = layout_whole(panel->layout, network->nodes[i].box);
        if (network->nodes[i].page_row == upper)
            bottom = fmax(bottom, whole.y + whole.height);
        if (network->nodes[i].page_row == lower)
            top = fmin(top, whole.y);
    }
    return (bottom + top) / 2;
}

/* Behind a node, between the rows, and to the words of the next node's layer. */
static void draw_stair(const struct network *network, size_t to, const struct panel *panel,
                       struct pen *pen)
{
    const struct node *node = &network->nodes[to], *before = node - 1;
    double left = layout_core(panel->layout, node->lead).x;
    double right = layout_core(panel->layout, before->tail).x;
    size_t here = node->page_row, there = before->page_row;
    double middle = here > there ? middle_between(network, there, here, panel)
                                 : middle_between(network, here, there, panel);
    struct point start = network_port(network, to - 1, INFINITY, panel);
    struct point end = network_port(network, to, -INFINITY, panel);
    struct stroke line = pen_solid(pen, COLOR_WINDOW_LINE, pen->theme->thick_pt);
    line.join = JOIN_ROUND;
    pen_move_to(pen, start);
    pen_line_to(pen, (struct point){right, start.y});
    pen_line_to(pen, (struct point){right, middle});
    pen_line_to(pen, (struct point){left, middle});
    pen_line_to(pen, (struct point){left, end.y});
    pen_line_to(pen, end);
    pen_paint(pen, key_of("stair", to), color_none, line);
}

void network_draw_trunks(const struct network *network, const struct panel *panel, struct pen *pen)
{
    for (size_t i = 1; i < network->count; i++)
        if (network->nodes[i].page_row != network->nodes[i - 1].page_row)
            draw_stair(network, i, panel, pen);
        else
            draw_link(network, i, panel, pen);
    for (size_t i = 1; i < network->count; i++) {
        size_t fork = network->nodes[i].fork, join = network->nodes[i].join;
        if (join == 0 || i != fork + 1)
            continue;
        draw_trunk(network, fork, join, false, panel, pen);
        draw_trunk(network, fork, join, true, panel, pen);
    }
}
