/* SPDX-License-Identifier: MIT */
/* The levels of view network: an encoder and its decoder, such as a U-Net. */
#include <math.h>
#include <string.h>

#include "drawing/views/network.h"

static const struct network_sizes *const sizes = &theme_sizes.network;

enum { LEAST_BRIDGES = 2 };

static bool has_size(const struct node *node, const int64_t *units)
{
    return memcmp(node->units, units, sizeof node->units) == 0;
}

static bool is_smaller(const struct node *node, const struct node *other)
{
    return !has_size(node, other->units) && node->units[0] <= other->units[0] &&
           node->units[1] <= other->units[1];
}

/* Down while maps become smaller, then up through the same sizes; false: they do not. */
bool network_assign_levels(struct network *network)
{
    const int64_t *units[MOST_LEVELS];
    size_t level = 0;
    bool is_up = false;
    units[0] = network->nodes[0].units;
    for (size_t i = 0; i < network->count; i++) {
        struct node *node = &network->nodes[i];
        if (level > 0 && has_size(node, units[level - 1])) {
            is_up = true;
            level--;
        } else if (i > 0 && !is_up && is_smaller(node, node - 1)) {
            units[++level] = node->units;
            network->lowest = level;
        } else if (!has_size(node, units[level])) {
            return false;
        }
        node->row = node->page_row =
            is_up && !network->is_folded ? 2 * network->lowest - level : level;
        node->is_up = is_up;
    }
    network->rows = network->is_folded ? network->lowest + 1 : 2 * network->lowest - level + 1;
    return is_up;
}

/* Of maps of a size one is on the way down, one on the way up. */
bool network_is_bridge(const struct network *network, size_t from, size_t to)
{
    const struct node *start = &network->nodes[from], *end = &network->nodes[to];
    return network->shows_levels && !network->is_folded && !start->is_up && end->is_up &&
           has_size(start, end->units);
}

bool network_has_bridges(const struct network *network, size_t row)
{
    size_t from;
    for (size_t i = 1; i < network->count; i++)
        for (size_t s = 0; s < network->nodes[i].layer->source_count; s++)
            if (network_is_skip(network, i, s, &from) && network_is_bridge(network, from, i) &&
                (network->nodes[from].row == row || network->nodes[i].row == row))
                return true;
    return false;
}

/* How many skips lead from the way down to the way up; SIZE_MAX: others leave their size. */
static size_t count_bridges(const struct network *network)
{
    size_t count = 0, from;
    for (size_t i = 1; i < network->count; i++) {
        const struct node *node = &network->nodes[i];
        for (size_t s = 0; s < node->layer->source_count; s++) {
            if (!network_is_skip(network, i, s, &from))
                continue;
            if (!has_size(node, network->nodes[from].units))
                return SIZE_MAX;
            count += node->is_up && !network->nodes[from].is_up;
        }
    }
    return count;
}

void network_find_levels(struct network *network)
{
    size_t bridges = network_assign_levels(network) ? count_bridges(network) : 0;
    network->has_levels = bridges >= LEAST_BRIDGES && bridges != SIZE_MAX;
    for (size_t i = 0; i < network->count && network->has_levels; i++) {
        struct node *node = &network->nodes[i];
        node->fork = node->join = 0;
        node->has_trunk = false;
        node->column = i;
    }
}

/* ---- layout ---- */

static double lane_width(const struct panel *panel)
{
    return words_pt(&panel->subject) / 2;
}

/* The maps of a row on the way down, or up. */
static void add_flight(struct panel *panel, struct network *network, size_t row, bool is_up)
{
    size_t last = SIZE_MAX;
    box_id flight = layout_row(panel->layout, in_cells(sizes->gap), ALIGN_MIDDLE);
    if (network->is_folded && row < network->lowest)
        layout_align(panel->layout, flight, is_up ? ALIGN_START : ALIGN_END);
    for (size_t i = 0; i < network->count; i++) {
        const struct node *node = &network->nodes[i];
        if (node->row != row || node->is_up != is_up)
            continue;
        network_add_node(panel, network, i);
        last = i;
    }
    if (last < network->count)
        network_add_tail(panel, network, last);
    layout_end(panel->layout);
}

/* Below one another, at the right of the way down that up. */
static void add_folded(struct panel *panel, struct network *network, struct size gap)
{
    layout_column(panel->layout, gap.height, ALIGN_MIDDLE);
    layout_grid(panel->layout, 2, gap, ALIGN_MIDDLE);
    for (size_t row = 0; row < network->lowest; row++) {
        add_flight(panel, network, row, false);
        add_flight(panel, network, row, true);
    }
    layout_end(panel->layout);
    add_flight(panel, network, network->lowest, false);
    layout_end(panel->layout);
}

/* The way up below the way down, and lanes for the skips at the right. */
static void add_unfolded(struct panel *panel, struct network *network, struct size gap)
{
    layout_row(panel->layout, in_points(0), ALIGN_START);
    layout_column(panel->layout, gap.height, ALIGN_MIDDLE);
    for (size_t row = 0; row < network->rows; row++)
        add_flight(panel, network, row, row > network->lowest);
    layout_end(panel->layout);
    network->lanes = layout_room(
        panel->layout,
        (struct size){in_points((double)network->lowest * lane_width(panel)), in_cells(1)});
    layout_end(panel->layout);
}

void network_add_levels(struct panel *panel, struct network *network)
{
    double words = words_pt(&panel->subject);
    struct size gap = {in_points(words), {sizes->branch_gap, words / 2}};
    if (network->is_folded)
        add_folded(panel, network, gap);
    else
        add_unfolded(panel, network, gap);
}

/* ---- drawing ---- */

/* From above a deck along a lane at the right to another one. */
static void draw_bridge(const struct network *network, size_t from, size_t to,
                        const struct panel *panel, struct pen *pen)
{
    struct rectangle rows[] = {layout_core(panel->layout, network->nodes[from].box),
                               layout_core(panel->layout, network->nodes[to].box)};
    struct point start = network_top_of(&network->nodes[from]);
    double end = network_top_of(&network->nodes[to]).x;
    double lane = (double)(network->lowest - network->nodes[from].row) * lane_width(panel);
    double x = layout_core(panel->layout, network->lanes).x + lane;
    pen_move_to(pen, start);
    pen_line_to(pen, (struct point){start.x, rows[0].y});
    pen_line_to(pen, (struct point){x, rows[0].y});
    pen_line_to(pen, (struct point){x, rows[1].y});
    pen_line_to(pen, (struct point){end, rows[1].y});
    network_paint_skip(panel, from, to, pen);
}

void network_draw_bridges(const struct network *network, const struct panel *panel, struct pen *pen)
{
    size_t from;
    for (size_t i = 1; i < network->count; i++)
        for (size_t s = 0; s < network->nodes[i].layer->source_count; s++)
            if (network_is_skip(network, i, s, &from) && network_is_bridge(network, from, i))
                draw_bridge(network, from, i, panel, pen);
}
