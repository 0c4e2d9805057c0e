/* SPDX-License-Identifier: MIT */
/*
 * View network: the maps of a network as decks of cards from left to right, as large as their maps
 * and as deep as their channels, the layers between them in words, and what an output unit sees of
 * each map, as one beam down to the input. A long network goes on in further rows, and has words
 * only where sizes change.
 */
#include <math.h>

#include "drawing/views/network.h"
#include "drawing/views/view.h"

static const struct network_sizes *const sizes = &theme_sizes.network;

/* Whether what a layer gives is a list of units, or becomes one by a Flatten above it. */
static bool ends_in_list(const struct simulation *top, const struct simulation *layer)
{
    const struct simulation *flatten = NULL;
    for (const struct simulation *at = top; at && at != layer->below; at = at->below)
        if (at->is_flattened)
            flatten = at;
    return flatten != NULL || layer->axes == 2;
}

static const char *network_obstacle(const struct simulation *simulation, struct arena *arena)
{
    size_t axes = simulation->axes;
    for (const struct simulation *at = simulation; at; at = at->below)
        if (at->axes > 2 || (at->axes != axes && !ends_in_list(simulation, at)) ||
            (at->is_flattened && simulation_takes(at, "kernel_size")))
            return arena_format(arena, "%s among %zu-D layers", at->type_name, axes);
    return NULL;
}

/* ---- layout ---- */

void network_add_node(struct panel *panel, struct network *network, size_t i)
{
    struct layout *layout = panel->layout;
    struct node *node = &network->nodes[i];
    bool begins_row = i > 0 && node[-1].page_row != node->page_row;
    bool begins = begins_row || node->has_trunk || node->join > 0 || (i > 0 && network->is_in_line);
    double words = words_pt(&panel->subject);
    double line = node->has_trunk ? words : begins_row ? words / 2 : 0;
    node->lead = NO_BOX;
    if (begins) /* first, since the size of words depends on it */
        node->lead = layout_room(
            layout,
            (struct size){in_points(line + network_chip_width(network, i, panel)), in_cells(1)});
    node->box = layout_room(
        layout, (struct size){in_cells(sizes->card_column.x * node->width + node->depth),
                              in_cells(network->row_heights[node->row])});
    if (begins)
        layout_gap_before(layout, node->box, in_points(words));
}

void network_add_tail(struct panel *panel, struct network *network, size_t i)
{
    network->nodes[i].tail = layout_room(panel->layout, (struct size){in_points(0), in_cells(1)});
}

/* Once all rooms are there: words of a node depend on the next one's. */
static void attach_words(struct panel *panel, struct network *network)
{
    const struct subject *subject = &panel->subject;
    bool is_tight = network->has_names_beside;
    double words = words_pt(subject), near = words / (is_tight ? 4 : 2);
    struct point above = {5 * words, (is_tight ? 1 : theme_sizes.words.line) * words};
    bool has_words = subject_shows(subject, &subject->looks.show.labels);
    bool has_fields = has_words && subject->looks.show.receptive_field.value;
    for (size_t i = 0; i < network->count; i++) {
        struct node *node = &network->nodes[i];
        struct point size = network_words_size(network, i, panel);
        node->below = node->above = -1;
        if (!network_is_told(network, i))
            continue;
        if (has_words && size.y > 0)
            node->below = layout_attach(panel->layout, node->box, SIDE_BELOW, size, near);
        if (has_fields)
            node->above = layout_attach(panel->layout, node->box, SIDE_ABOVE, above, near / 2);
    }
}

/* With the arcs over their cards. */
static void measure_rows(struct network *network, struct arena *arena)
{
    network->row_heights = arena_allocate(arena, network->rows, sizeof *network->row_heights);
    for (size_t row = 0; row < network->rows; row++)
        network->row_heights[row] = network_cards_height(network, row) +
                                    network_arcs(network, row, arena).height +
                                    (network_has_bridges(network, row) ? sizes->arc_more : 0);
}

/* One below the other; returns the node behind them. */
static size_t add_branches(struct panel *panel, struct network *network, size_t i)
{
    size_t columns = network_branch_columns(network, i), join = network->nodes[i].join;
    struct length gap = {sizes->gap / 2, words_pt(&panel->subject)};
    struct size none = size_in_points((struct point){0, 0});
    layout_grid(panel->layout, 2 * (int)columns, (struct size){gap, in_cells(sizes->branch_gap)},
                ALIGN_START);
    while (i < join) {
        size_t end = network_branch_end(network, i), rest = 2 * (columns - (end - i));
        for (; i < end; i++)
            network_add_node(panel, network, i);
        for (; i < join && rest > 0; rest--)
            layout_room(panel->layout, none);
    }
    layout_end(panel->layout);
    return join;
}

static void add_rows(struct panel *panel, struct network *network)
{
    struct layout *layout = panel->layout;
    layout_column(layout, (struct length){sizes->row_gap, words_pt(&panel->subject) / 2},
                  ALIGN_MIDDLE);
    for (size_t i = 0; i < network->count;) {
        size_t page_row = network->nodes[i].page_row;
        layout_row(layout, in_cells(sizes->gap), ALIGN_MIDDLE);
        while (i < network->count && network->nodes[i].page_row == page_row)
            if (network->nodes[i].join > 0)
                i = add_branches(panel, network, i);
            else
                network_add_node(panel, network, i++);
        if (i < network->count)
            network_add_tail(panel, network, i - 1);
        layout_end(layout);
    }
    layout_end(layout);
}

static void lay_out(struct panel *panel)
{
    struct network *network = panel->subject.state;
    struct stand stand = network_stand(network, panel->arrangement);
    bool has_layers = subject_shows(&panel->subject, &panel->subject.looks.show.dimensions);
    network->is_in_line = stand.way == WAY_IN_LINE && has_layers;
    network->has_names_beside = network->count > MOST_TOLD || stand.way != WAY_BELOW;
    network->shows_levels = stand.rows == 0;
    network->is_folded = stand.is_folded;
    panel->tells_layers = true;
    if (network->shows_levels)
        network_assign_levels(network);
    else
        network_assign_rows(network, stand.rows);
    measure_rows(network, panel->arena);
    network_name(network, panel);
    if (network->shows_levels)
        network_add_levels(panel, network);
    else
        add_rows(panel, network);
    attach_words(panel, network);
}

/* ---- drawing ---- */

static void draw_rest(const struct panel *panel, struct pen *pen)
{
    const struct network *network = panel->subject.state;
    network_draw_trunks(network, panel, pen);
    network_draw_bridges(network, panel, pen);
    network_write(network, panel, pen);
    network_draw_arcs(network, panel, pen);
}

static void draw_step(const struct panel *panel, const struct moment_part *part, struct pen *pen)
{
    const struct network *network = panel->subject.state;
    struct field_lights lights;
    field_read(&lights, &panel->subject, &network->levels, part, pen->arena);
    network_draw(network, panel, &lights, pen);
    if (panel->subject.looks.show.receptive_field.value)
        network_write_fields(network, panel, &lights, pen);
}

const struct view view_network = {.name = "network",
                                  .obstacle = network_obstacle,
                                  .takes_stacks = true,
                                  .keeps_names = true,
                                  .reads_no_numbers = true,
                                  .lifts = true,
                                  .takes_branches = true,
                                  .orders =
                                      1u << ORDER_OUTPUT | 1u << ORDER_LAYER | 1u << ORDER_BACK,
                                  .prepare = network_read,
                                  .arrangements = MOST_STANDS,
                                  .arrangements_of = network_stands,
                                  .lay_out = lay_out,
                                  .settle = network_place_cards,
                                  .draw_rest = draw_rest,
                                  .draw_moment = draw_step};
