/* SPDX-License-Identifier: MIT */
/* The branches of view network: where several layers read one map and a later one reads what they
 * give, they stand one below the other, between a trunk to each and one from each. */
#include "drawing/views/network.h"

bool network_reads(const struct network *network, size_t node, size_t other)
{
    size_t from;
    for (size_t s = 0; s < network->nodes[node].layer->source_count; s++) {
        bool is_skip = network_is_skip(network, node, s, &from);
        if (other == (is_skip ? from : node - 1))
            return true;
    }
    return false;
}

/* Whether a node is the first one of a branch that is not the first one after a fork. */
static bool parts_from(const struct network *network, size_t node, size_t fork)
{
    return network_reads(network, node, fork) && !network_reads(network, node, node - 1);
}

/* The node that reads the last branch after a fork and one before it; 0: none. */
static size_t find_join(const struct network *network, size_t fork)
{
    size_t last = 0; /* branch: where it begins */
    if (fork + 1 == network->count || !network_reads(network, fork + 1, fork))
        return 0;
    for (size_t i = fork + 2; i < network->count; i++) {
        if (parts_from(network, i, fork))
            last = i;
        if (last == 0 || i == last || !network_reads(network, i, i - 1))
            continue;
        for (size_t other = fork + 1; other < last; other++)
            if (network_reads(network, i, other))
                return i;
    }
    return 0;
}

/* Sets all of the branches between a fork and their join. */
static void mark_branches(struct network *network, size_t fork, size_t join)
{
    size_t column = network->nodes[fork].column;
    for (size_t i = fork + 1; i < join; i++) {
        struct node *node = &network->nodes[i];
        node->fork = fork;
        node->join = join;
        node->has_trunk = i == fork + 1 || parts_from(network, i, fork);
        node->column = node->has_trunk ? column + 1 : node[-1].column + 1;
    }
    network->nodes[join].has_trunk = true;
    network->nodes[join].column = column + network_branch_columns(network, fork + 1) + 1;
}

void network_find_branches(struct network *network)
{
    for (size_t i = 0; i + 1 < network->count;) {
        size_t join = find_join(network, i);
        if (join > 0)
            mark_branches(network, i, join);
        else
            network->nodes[i + 1].column = network->nodes[i].column + 1;
        i = join > 0 ? join : i + 1;
    }
}

size_t network_branch_end(const struct network *network, size_t node)
{
    size_t end = node + 1;
    while (end < network->nodes[node].join && !network->nodes[end].has_trunk)
        end++;
    return end;
}

size_t network_branch_columns(const struct network *network, size_t node)
{
    size_t longest = 0, end = node;
    for (size_t at = node; at < network->nodes[node].join; at = end) {
        end = network_branch_end(network, at);
        longest = end - at > longest ? end - at : longest;
    }
    return longest;
}

bool network_is_wired(const struct network *network, size_t from, size_t to)
{
    const struct node *start = &network->nodes[from], *end = &network->nodes[to];
    if (end->join > 0)
        return end->has_trunk && end->fork == from;
    return start->join == to && end->has_trunk && network_branch_end(network, from) == from + 1;
}

void network_assign_rows(struct network *network, size_t rows)
{
    size_t columns = (network->nodes[network->count - 1].column + rows) / rows;
    size_t page_row = 0, row = 0;
    network->rows = 1;
    for (size_t i = 0; i < network->count; i++) {
        struct node *node = &network->nodes[i];
        bool is_in_branch = node->join > 0, is_join = node->has_trunk && !is_in_branch;
        bool can_begin = is_in_branch ? i == node->fork + 1 : !is_join;
        if (can_begin && node->column / columns > page_row) {
            page_row = node->column / columns;
            row = network->rows++;
        }
        node->page_row = page_row;
        node->row = !is_in_branch     ? row
                    : node->has_trunk ? network->rows++
                                      : network->nodes[i - 1].row;
    }
}
