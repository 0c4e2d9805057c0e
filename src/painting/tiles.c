/* SPDX-License-Identifier: MIT */
#include "tiles.h"

struct tile_set tile_set_make(size_t width)
{
    enum { LEAST = 8 }; /* pixels */
    size_t columns = (width + STRIP_TILES - 1) / STRIP_TILES;
    return (struct tile_set){.columns = (columns + LEAST - 1) / LEAST * LEAST};
}

/* A bit for each tile of a strip that the box reaches. */
static uint64_t tiles_across(const struct tile_set *set, const struct pixel_box *box)
{
    size_t first = box->left / set->columns, last = (box->right - 1) / set->columns;
    return UINT64_MAX << first & UINT64_MAX >> (STRIP_TILES - 1 - last);
}

bool tile_set_meets(const struct tile_set *set, const struct pixel_box *box)
{
    if (box->left == box->right)
        return false;
    uint64_t across = tiles_across(set, box);
    for (size_t strip = box->top / STRIP_ROWS; strip * STRIP_ROWS < box->bottom; strip++)
        if (set->strips[strip] & across)
            return true;
    return false;
}

bool tile_set_add(struct tile_set *set, const struct pixel_box *box)
{
    if (box->left == box->right)
        return false;
    uint64_t across = tiles_across(set, box), missing = 0;
    for (size_t strip = box->top / STRIP_ROWS; strip * STRIP_ROWS < box->bottom; strip++) {
        missing |= across & ~set->strips[strip];
        set->strips[strip] |= across;
    }
    return missing;
}

bool tile_set_has_rows(const struct tile_set *set, size_t first, size_t end)
{
    for (size_t strip = first / STRIP_ROWS; strip * STRIP_ROWS < end; strip++)
        if (set->strips[strip])
            return true;
    return false;
}

/* How many bits are 0 below the lowest that is 1; STRIP_TILES: none is. */
static size_t count_zeros(uint64_t bits)
{
    return bits ? (size_t)__builtin_ctzll(bits) : STRIP_TILES;
}

bool tile_set_next(const struct tile_set *set, size_t row, size_t width, size_t *from, size_t *end)
{
    uint64_t tiles = set->strips[row / STRIP_ROWS];
    size_t tile = (*from + set->columns - 1) / set->columns;
    if (tile >= STRIP_TILES || !(tiles >> tile))
        return false;
    tile += count_zeros(tiles >> tile);
    *from = tile * set->columns;
    tile += count_zeros(~(tiles >> tile));
    *end = tile * set->columns < width ? tile * set->columns : width;
    return *from < *end;
}

/* ---- differences ---- */

enum { MOST_AHEAD = 64 }; /* items that are searched for one that both lists have */

/* How many items from `at` on the one with that key is; MOST_AHEAD: not that near. */
static size_t find_ahead(const struct list_bounds *in, size_t at, const struct item_key *key)
{
    for (size_t i = 0; i < MOST_AHEAD && at + i < in->list->count; i++)
        if (item_key_is_same(&in->list->items[at + i].key, key))
            return i;
    return MOST_AHEAD;
}

static void skip(const struct list_bounds *in, size_t *at, size_t count, struct tile_set *out)
{
    for (; count > 0; count--)
        tile_set_add(out, &in->boxes[(*at)++]);
}

void tiles_that_differ(const struct list_bounds *a, const struct list_bounds *b, size_t from,
                       struct tile_set *out)
{
    size_t i = from, j = from;
    while (i < a->list->count && j < b->list->count) {
        const struct item *left = &a->list->items[i], *right = &b->list->items[j];
        if (item_is_same(left, right)) {
            i++;
            j++;
            continue;
        }
        size_t over = find_ahead(a, i, &right->key), under = find_ahead(b, j, &left->key);
        bool are_apart = over == under; /* both 0: one item, changed; both far: two */
        skip(a, &i, are_apart ? 1 : over < under ? over : 0, out);
        skip(b, &j, are_apart ? 1 : under < over ? under : 0, out);
    }
    skip(a, &i, a->list->count - i, out);
    skip(b, &j, b->list->count - j, out);
}
