/* SPDX-License-Identifier: MIT */
/* Where the cards of view network stand, once its rooms have their places. */
#include <math.h>

#include "drawing/views/network.h"

static const struct network_sizes *const sizes = &theme_sizes.network;

/* The height that cards of a row take up. */
double network_cards_height(const struct network *network, size_t row)
{
    double highest = 0;
    for (size_t i = 0; i < network->count; i++) {
        const struct node *node = &network->nodes[i];
        if (node->row == row)
            highest = fmax(highest, node->height - sizes->card_column.y * node->width);
    }
    return highest;
}

/* Points that a deck and the next one, or its trunk, on the page can take up more between them; of
 * the last deck of a row up to where words end. depth: of those decks. */
static double find_free(const struct panel *panel, size_t i, double cell, double *depth)
{
    const struct network *network = panel->subject.state;
    const struct node *node = &network->nodes[i], *next = node + 1;
    struct rectangle core = layout_core(panel->layout, node->box);
    struct rectangle whole = layout_whole(panel->layout, node->box);
    *depth = node->depth * cell;
    if (node->join > 0 && network_branch_end(network, i) == i + 1)
        next = &network->nodes[node->join];
    if (i + 1 == network->count || next->page_row != node->page_row)
        return whole.x + whole.width - core.x - core.width;
    *depth += next->depth * cell;
    box_id room = next->lead != NO_BOX ? next->lead : next->box;
    return layout_core(panel->layout, room).x - core.x - core.width - sizes->gap * cell;
}

/* How much deeper all decks can be, to what they were laid out, where words keep them apart. */
static double find_spare(const struct panel *panel, double cell)
{
    const struct network *network = panel->subject.state;
    double spare = sizes->spare, depth;
    for (size_t i = 0; i < network->count; i++) {
        const struct node *node = &network->nodes[i];
        double free = find_free(panel, i, cell, &depth);
        if (depth > 0)
            spare = fmin(spare, 2 * free / depth);
        bool is_first = i == 0 || node[-1].page_row != node->page_row;
        double before =
            layout_core(panel->layout, node->box).x - layout_whole(panel->layout, node->box).x;
        if (is_first && node->depth > 0)
            spare = fmin(spare, 2 * before / (node->depth * cell));
    }
    return fmax(0, spare);
}

/* Cards stand on the middle of their row, below its arcs. */
void network_place_cards(struct panel *panel)
{
    struct network *network = panel->subject.state;
    double cell = subject_cells(&panel->subject, 1), spare = find_spare(panel, cell);
    for (size_t i = 0; i < network->count; i++) {
        struct node *node = &network->nodes[i];
        struct rectangle core = layout_core(panel->layout, node->box);
        double height = network_cards_height(network, node->row) * cell;
        double middle = core.y + core.height - height / 2;
        node->front = (struct plane){
            .origin = {core.x - spare / 2 * node->depth * cell,
                       middle - (node->height + sizes->card_column.y * node->width) * cell / 2},
            .row = {sizes->card_row.x,
                    sizes->card_row.y * node->height * cell / (double)node->units[0]},
            .column = {sizes->card_column.x * node->width * cell / (double)node->units[1],
                       sizes->card_column.y * node->width * cell / (double)node->units[1]}};
        node->shift = (struct point){(1 + spare) * node->depth * cell, 0};
        double unit = fmin(node->front.row.y, node->width * cell / (double)node->units[1]);
        panel->cell_pt = i == 0 ? unit : fmin(panel->cell_pt, unit);
    }
}
