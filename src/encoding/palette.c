/* SPDX-License-Identifier: MIT */
/*
 * A drawing has a few flat colours and many blends along its edges. The flat ones stay exact, the
 * blends are shared out by median cut (Heckbert 1982).
 */
#include "encoding/palette.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum {
    KEPT_EXACT = 96,    /* most frequent colours of a census that is too rich */
    CACHE_SLOTS = 16384 /* a power of two, above the blends of one film */
};

struct census_entry {
    uint32_t color;
    uint32_t count; /* 0: a free slot */
};

struct palette_cache {
    uint32_t color[CACHE_SLOTS];
    int16_t index[CACHE_SLOTS];             /* -1: free */
    unsigned char by_green[PALETTE_COLORS]; /* indices of the palette's colours */
};

static size_t hash_color(uint32_t color)
{
    return color * UINT32_C(2654435761) >> 8;
}

/* ---- the census ---- */

static struct census_entry *find_entry(const struct census *census, uint32_t color)
{
    size_t slot = hash_color(color) & (census->capacity - 1);
    while (census->entries[slot].count != 0 && census->entries[slot].color != color)
        slot = (slot + 1) & (census->capacity - 1);
    return &census->entries[slot];
}

static void grow(struct census *census)
{
    struct census old = *census;
    census->capacity = old.capacity ? 4 * old.capacity : 4096;
    census->entries = memory_allocate(census->capacity, sizeof *census->entries);
    for (size_t i = 0; i < old.capacity; i++)
        if (old.entries[i].count != 0)
            *find_entry(census, old.entries[i].color) = old.entries[i];
    free(old.entries);
}

static void count_run(struct census *census, uint32_t color, uint32_t length)
{
    if (2 * census->count >= census->capacity)
        grow(census);
    struct census_entry *entry = find_entry(census, color);
    census->count += entry->count == 0;
    entry->color = color;
    entry->count += entry->count < UINT32_MAX - length ? length : 0;
}

/* Cairo's colours are multiplied by alpha already. */
uint32_t palette_over(uint32_t pixel, uint32_t matte)
{
    uint32_t rest = 255 - (pixel >> 24), color = 0;
    if (rest == 0)
        return pixel & 0xffffff;
    for (int shift = 0; shift <= 16; shift += 8) {
        uint32_t part = (pixel >> shift & 255) + ((matte >> shift & 255) * rest + 127) / 255;
        color |= (part > 255 ? 255 : part) << shift;
    }
    return color;
}

void census_add(struct census *census, const struct raster *raster)
{
    for (size_t y = 0; y < raster->height; y++) {
        const uint32_t *row = raster->pixels + y * raster->stride;
        for (size_t x = 0, start; x < raster->width;) {
            for (start = x; x < raster->width && row[x] == row[start];)
                x++;
            if (row[start] >> 24 > 0)
                count_run(census, palette_over(row[start], census->matte), (uint32_t)(x - start));
        }
    }
}

void census_finish(struct census *census)
{
    free(census->entries);
    *census = (struct census){0};
}

/* ---- median cut ---- */

/* A run of entries that becomes one colour. */
struct box {
    struct census_entry *entries;
    size_t count;
    int axis;    /* the widest of red, green, blue: its shift in the colour */
    double cost; /* what splitting it would gain */
};

static int part_of(uint32_t color, int shift)
{
    return (int)(color >> shift & 255);
}

static int by_count(const void *left, const void *right)
{
    const struct census_entry *a = left, *b = right;
    if (a->count != b->count)
        return a->count < b->count ? 1 : -1;
    return a->color < b->color ? -1 : a->color > b->color;
}

static void measure_box(struct box *box)
{
    int widest = -1;
    double weight = 0;
    for (size_t i = 0; i < box->count; i++)
        weight += box->entries[i].count;
    for (int shift = 0; shift <= 16; shift += 8) {
        int low = 255, high = 0;
        for (size_t i = 0; i < box->count; i++) {
            int part = part_of(box->entries[i].color, shift);
            low = part < low ? part : low;
            high = part > high ? part : high;
        }
        if (high - low > widest) {
            widest = high - low;
            box->axis = shift;
        }
    }
    box->cost = box->count > 1 ? weight * widest * widest : 0;
}

/* The lowest part that goes to the second box: half of the pixels lie on either side of it, and
 * none of the boxes is empty. */
static int find_cut(const struct box *box)
{
    double weights[256] = {0}, weight = 0, below = 0;
    for (size_t i = 0; i < box->count; i++) {
        weights[part_of(box->entries[i].color, box->axis)] += box->entries[i].count;
        weight += box->entries[i].count;
    }
    int cut = 0, last = 255;
    while (weights[last] <= 0)
        last--;
    while (cut < last && (below <= 0 || below + weights[cut] <= weight / 2))
        below += weights[cut++];
    return cut;
}

static void split_box(struct box *box, struct box *second)
{
    int cut = find_cut(box);
    size_t below = 0;
    for (size_t i = 0; i < box->count; i++)
        if (part_of(box->entries[i].color, box->axis) < cut) {
            struct census_entry entry = box->entries[i];
            box->entries[i] = box->entries[below];
            box->entries[below++] = entry;
        }
    *second = (struct box){.entries = box->entries + below, .count = box->count - below};
    box->count = below;
    measure_box(box);
    measure_box(second);
}

static uint32_t mean_color(const struct box *box)
{
    double sums[3] = {0}, weight = 0;
    for (size_t i = 0; i < box->count; i++) {
        for (int part = 0; part < 3; part++)
            sums[part] += (double)box->entries[i].count * part_of(box->entries[i].color, 8 * part);
        weight += box->entries[i].count;
    }
    uint32_t color = 0;
    for (int part = 0; part < 3; part++)
        color |= (uint32_t)(sums[part] / weight + 0.5) << 8 * part;
    return color;
}

static void cut_boxes(struct palette *palette, struct census_entry *entries, size_t count)
{
    struct box boxes[PALETTE_COLORS] = {{.entries = entries, .count = count}};
    size_t room = PALETTE_COLORS - palette->count, made = 1;
    measure_box(&boxes[0]);
    while (made < room) {
        size_t worst = 0;
        for (size_t i = 1; i < made; i++)
            if (boxes[i].cost > boxes[worst].cost)
                worst = i;
        if (boxes[worst].cost <= 0)
            break;
        split_box(&boxes[worst], &boxes[made++]);
    }
    for (size_t i = 0; i < made; i++)
        palette->color[palette->count++] = mean_color(&boxes[i]);
}

/* A few hundred: by insertion. */
static void sort_by_green(struct palette *palette)
{
    unsigned char *order = palette->cache->by_green;
    for (size_t i = 0; i < palette->count; i++) {
        size_t place = i;
        for (; place > 0 &&
               part_of(palette->color[order[place - 1]], 8) > part_of(palette->color[i], 8);
             place--)
            order[place] = order[place - 1];
        order[place] = (unsigned char)i;
    }
}

void palette_init(struct palette *palette, const struct census *census)
{
    *palette = (struct palette){.cache = memory_allocate(1, sizeof *palette->cache)};
    memset(palette->cache->index, 0xff, sizeof palette->cache->index);
    struct census_entry *sorted = memory_allocate(census->count, sizeof *sorted);
    size_t count = 0;
    for (size_t i = 0; i < census->capacity; i++)
        if (census->entries[i].count != 0)
            sorted[count++] = census->entries[i];
    qsort(sorted, count, sizeof *sorted, by_count);
    size_t exact = count <= PALETTE_COLORS ? count : KEPT_EXACT;
    while (palette->count < exact) {
        palette->color[palette->count] = sorted[palette->count].color;
        palette->count++;
    }
    if (exact < count)
        cut_boxes(palette, sorted + exact, count - exact);
    free(sorted);
    sort_by_green(palette);
}

void palette_finish(struct palette *palette)
{
    free(palette->cache);
    *palette = (struct palette){0};
}

/* ---- looking up ---- */

static int squared(uint32_t a, uint32_t b, int shift)
{
    int difference = part_of(a, shift) - part_of(b, shift);
    return difference * difference;
}

static int green_at(const struct palette *palette, size_t place)
{
    return part_of(palette->color[palette->cache->by_green[place]], 8);
}

/* How many colours have less green. */
static size_t find_green(const struct palette *palette, int green)
{
    size_t low = 0, high = palette->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (green_at(palette, middle) < green)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct match {
    int distance; /* squared */
    unsigned char index;
};

/* Takes the colour at a place if it is nearer. False: its green alone is too far, and that of all
 * beyond it. */
static bool try_place(const struct palette *palette, uint32_t color, size_t place,
                      struct match *best)
{
    unsigned char index = palette->cache->by_green[place];
    int distance = squared(palette->color[index], color, 8);
    if (distance >= best->distance)
        return false;
    distance +=
        squared(palette->color[index], color, 16) + squared(palette->color[index], color, 0);
    if (distance < best->distance)
        *best = (struct match){distance, index};
    return true;
}

/* From the colours with the same green outwards. */
static unsigned char nearest(const struct palette *palette, uint32_t color)
{
    struct match best = {INT_MAX, 0};
    size_t above = find_green(palette, part_of(color, 8)), below = above;
    while (above < palette->count && try_place(palette, color, above, &best))
        above++;
    while (below > 0 && try_place(palette, color, below - 1, &best))
        below--;
    return best.index;
}

unsigned char palette_index(struct palette *palette, uint32_t color)
{
    struct palette_cache *cache = palette->cache;
    size_t slot = hash_color(color) % CACHE_SLOTS;
    if (cache->index[slot] < 0 || cache->color[slot] != color) {
        /* a slot holds the last colour that fell on it: a cache, not a table */
        cache->color[slot] = color;
        cache->index[slot] = nearest(palette, color);
    }
    return (unsigned char)cache->index[slot];
}
