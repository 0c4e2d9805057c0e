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

/* How much deeper all decks can be, to what they were laid out, where words keep them apart: to
 * both sides, to the next deck or trunk on the page, or to where words end. */
static double find_spare(const struct panel *panel, double cell)
{
    const struct network *network = panel->subject.state;
    double spare = sizes->spare;
    for (size_t i = 0; i < network->count; i++) {
        const struct node *node = &network->nodes[i], *next = node + 1;
        struct rectangle core = layout_core(panel->layout, node->box);
        struct rectangle whole = layout_whole(panel->layout, node->box);
        double free = fmin(whole.x + whole.width - core.x - core.width, core.x - whole.x);
        double depth = node->depth * cell;
        if (node->join > 0 && network_branch_end(network, i) == i + 1)
            next = &network->nodes[node->join];
        if (i + 1 < network->count && next->page_row == node->page_row) {
            box_id room = next->lead != NO_BOX ? next->lead : next->box;
            free = layout_core(panel->layout, room).x - core.x - core.width - sizes->gap * cell;
            depth += next->depth * cell;
        }
        if (depth > 0)
            spare = fmin(spare, 2 * free / depth);
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
