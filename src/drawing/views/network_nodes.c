/* SPDX-License-Identifier: MIT */
/* Which maps of a network are nodes of view network, and how large their decks are. */
#include <math.h>

#include "drawing/views/network.h"

static const struct network_sizes *const sizes = &theme_sizes.network;

static void read_node(struct node *node, const struct levels *levels, size_t at)
{
    const struct level *level = &levels->level[at];
    *node = (struct node){
        .layer = level->below, .level = at, .channels = level->channels, .lead = NO_BOX};
    node->units[0] = level->axes > 1 ? level->places[level->axes - 2] : 1;
    node->units[1] = level->places[level->axes - 1];
}

static double longer_side(const struct node *node)
{
    return (double)(node->units[0] > node->units[1] ? node->units[0] : node->units[1]);
}

/* Sides in proportion; where they differ too much their roots are. */
static void size_cards(struct network *network)
{
    double largest = 1, smallest = INFINITY;
    for (size_t i = 0; i < network->count; i++) {
        largest = fmax(largest, longer_side(&network->nodes[i]));
        smallest = fmin(smallest, longer_side(&network->nodes[i]));
    }
    bool is_linear = largest <= sizes->linear * smallest;
    for (size_t i = 0; i < network->count; i++) {
        struct node *node = &network->nodes[i];
        double side = longer_side(node), share = side / largest;
        double card = fmax(sizes->least, sizes->side * (is_linear ? share : sqrt(share)));
        node->height = fmax(sizes->least / 2, card * (double)node->units[0] / side);
        node->width = fmax(sizes->least / 2, card * (double)node->units[1] / side);
        node->cards = node->channels < MOST_CARDS ? node->channels : MOST_CARDS;
        node->depth = (double)(node->cards - 1) * sizes->pitch;
        if (node->channels > MOST_CARDS)
            node->depth = sizes->rod + sizes->growth * log2((double)node->channels / MOST_CARDS);
    }
}

void *network_read(const struct subject *subject, struct arena *arena)
{
    struct network *network = arena_allocate(arena, 1, sizeof *network);
    levels_read(&network->levels, subject->simulation);
    for (size_t i = 0; i < network->levels.count; i++)
        if (i > 0 && network->levels.level[i].below->is_joined)
            network->nodes[network->count - 1].level = i;
        else
            read_node(&network->nodes[network->count++], &network->levels, i);
    size_cards(network);
    network->has_branches = simulation_has_branches(subject->simulation);
    network_find_branches(network);
    network_find_levels(network);
    return network;
}
