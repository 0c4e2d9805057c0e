/* SPDX-License-Identifier: MIT */
/* How often symbols occur -> their codes, by Huffman's tree; canonical, as RFC 1951 numbers them.
 */
#include "encoding/deflate_codes.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_NODES = 2 * DEFLATE_MOST_SYMBOLS, MOST_BITS = 15, SYMBOL_BITS = 9 };

/* The leaves, the rarest first, then what joins two each: these come out in order as well. */
struct tree {
    size_t leaf_count;
    uint64_t leaves[DEFLATE_MOST_SYMBOLS]; /* weight << SYMBOL_BITS | symbol */
    uint64_t weights[MOST_NODES];
    size_t parents[MOST_NODES];
};

/* In order, by steps that get smaller: for so few a call for each comparison takes longer. */
static void sort(uint64_t *leaves, size_t count)
{
    static const size_t steps[] = {57, 23, 10, 4, 1};
    for (size_t k = 0; k < sizeof steps / sizeof *steps; k++)
        for (size_t i = steps[k]; i < count; i++) {
            const uint64_t leaf = leaves[i];
            size_t at = i;
            for (; at >= steps[k] && leaves[at - steps[k]] > leaf; at -= steps[k])
                leaves[at] = leaves[at - steps[k]];
            leaves[at] = leaf;
        }
}

static void plant(struct tree *tree, const uint32_t *weights, size_t count)
{
    tree->leaf_count = 0;
    for (size_t symbol = 0; symbol < count; symbol++)
        if (weights[symbol] > 0)
            tree->leaves[tree->leaf_count++] = (uint64_t)weights[symbol] << SYMBOL_BITS | symbol;
    sort(tree->leaves, tree->leaf_count);
    for (size_t i = 0; i < tree->leaf_count; i++)
        tree->weights[i] = tree->leaves[i] >> SYMBOL_BITS;
}

/* Joins the two lightest of all that has no parent, until one is left. */
static void grow(struct tree *tree)
{
    size_t leaf = 0, inner = tree->leaf_count, end = 2 * tree->leaf_count - 1;
    for (size_t next = tree->leaf_count; next < end; next++) {
        tree->weights[next] = 0;
        for (int i = 0; i < 2; i++) {
            bool is_leaf = leaf < tree->leaf_count &&
                           (inner == next || tree->weights[leaf] <= tree->weights[inner]);
            size_t child = is_leaf ? leaf++ : inner++;
            tree->weights[next] += tree->weights[child];
            tree->parents[child] = next;
        }
    }
}

/* How deep each leaf lies is the length of its code. Returns the greatest. */
static unsigned measure(const struct tree *tree, uint8_t *lengths)
{
    unsigned depths[MOST_NODES] = {0}, deepest = 0;
    for (size_t i = 2 * tree->leaf_count - 2; i-- > 0;) {
        depths[i] = depths[tree->parents[i]] + 1;
        if (i >= tree->leaf_count)
            continue;
        lengths[tree->leaves[i] & ((1 << SYMBOL_BITS) - 1)] = (uint8_t)depths[i];
        deepest = depths[i] > deepest ? depths[i] : deepest;
    }
    return deepest;
}

static uint16_t turn(uint16_t bits, unsigned length)
{
    uint16_t turned = 0;
    for (unsigned i = 0; i < length; i++)
        turned = (uint16_t)(turned << 1 | (bits >> i & 1));
    return turned;
}

/* From the lengths alone, as whoever reads the file does it. */
static void number(const uint8_t *lengths, size_t count, uint16_t *bits)
{
    uint16_t counts[MOST_BITS + 1] = {0}, next[MOST_BITS + 1] = {0};
    for (size_t symbol = 0; symbol < count; symbol++)
        counts[lengths[symbol]]++;
    counts[0] = 0;
    for (unsigned length = 1; length <= MOST_BITS; length++)
        next[length] = (uint16_t)((next[length - 1] + counts[length - 1]) << 1);
    for (size_t symbol = 0; symbol < count; symbol++)
        bits[symbol] = lengths[symbol] ? turn(next[lengths[symbol]]++, lengths[symbol]) : 0;
}

void deflate_codes_make(const uint32_t *occurrences, size_t count, unsigned most, uint8_t *lengths,
                        uint16_t *bits)
{
    uint32_t weights[DEFLATE_MOST_SYMBOLS];
    struct tree tree;
    memcpy(weights, occurrences, count * sizeof *weights);
    plant(&tree, weights, count);
    for (size_t symbol = 0; tree.leaf_count < 2; symbol++) {
        weights[symbol] += weights[symbol] == 0;
        plant(&tree, weights, count);
    }
    for (grow(&tree); memset(lengths, 0, count), measure(&tree, lengths) > most; grow(&tree)) {
        for (size_t symbol = 0; symbol < count; symbol++) /* flatter, so that it is less deep */
            weights[symbol] -= weights[symbol] / 4 * 3;
        plant(&tree, weights, count);
    }
    number(lengths, count, bits);
}
