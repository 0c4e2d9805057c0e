/* SPDX-License-Identifier: MIT */
/* The arrangements of view network: in how many rows its maps stand, or in levels, and where their
 * words do. */
#include "drawing/views/network.h"

enum { ROWS_OF_SHORT = 6, LEAST_IN_ROW = 2 };

static bool has_ways(const struct network *network)
{
    return network->count <= MOST_TOLD && network->has_branches;
}

/* Levels are folded or not, with words in each way, or stand in one row. Other rows have enough
 * maps; short networks stand in few. */
int network_stands(const void *state)
{
    const struct network *network = state;
    if (network->has_levels)
        return 2 * WAYS + 1;
    size_t most = network->count > MOST_TOLD ? MOST_STANDS : ROWS_OF_SHORT;
    size_t rows = network->count / LEAST_IN_ROW;
    return (int)(rows < most ? rows : most) * (has_ways(network) ? 2 : 1);
}

struct stand network_stand(const struct network *network, int arrangement)
{
    if (network->has_levels && arrangement < 2 * WAYS)
        return (struct stand){.way = (enum way)(arrangement % WAYS),
                              .is_folded = arrangement < WAYS};
    if (network->has_levels)
        return (struct stand){.rows = 1, .way = WAY_BELOW};
    bool has_two = has_ways(network);
    size_t rows = (size_t)(has_two ? arrangement / 2 : arrangement) + 1;
    size_t columns = network->nodes[network->count - 1].column + 1;
    while (rows > 1 && columns < rows * LEAST_IN_ROW)
        rows--;
    return (struct stand){rows, has_two && arrangement % 2 == 1 ? WAY_IN_LINE : WAY_BELOW, false};
}
