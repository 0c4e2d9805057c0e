/* SPDX-License-Identifier: MIT */
/* The colours of a GIF, by looking at all of them. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "encoding/palette.h"

enum { SIDE = 64, COLORS = 3000 };

static uint32_t next_color(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* So many colours, some far more often than others; 0xrrggbb, opaque. */
static void fill(uint32_t *pixels, size_t colors, uint32_t seed)
{
    for (size_t i = 0; i < (size_t)SIDE * SIDE; i++) {
        uint32_t state = seed + (uint32_t)(i % 3 ? i % colors : i % 7 % colors);
        pixels[i] = 0xff000000 | next_color(&state);
    }
}

static int distance(uint32_t a, uint32_t b)
{
    int sum = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        int difference = (int)(a >> shift & 255) - (int)(b >> shift & 255);
        sum += difference * difference;
    }
    return sum;
}

static int least_distance(const struct palette *palette, uint32_t color)
{
    int least = INT_MAX;
    for (size_t i = 0; i < palette->count; i++) {
        int other = distance(palette->color[i], color);
        least = other < least ? other : least;
    }
    return least;
}

static void make(struct palette *palette, uint32_t *pixels, size_t colors, uint32_t seed)
{
    struct census census = {.matte = 0xffffff};
    fill(pixels, colors, seed);
    const struct raster raster = {.width = SIDE, .height = SIDE, .stride = SIDE, .pixels = pixels};
    census_add(&census, &raster);
    palette_init(palette, &census);
    census_finish(&census);
}

static void few_colors_are_exact(void **state)
{
    (void)state;
    uint32_t pixels[SIDE * SIDE];
    for (size_t colors = 1; colors <= PALETTE_COLORS; colors += 127) {
        struct palette palette;
        make(&palette, pixels, colors, 5);
        assert_in_range(palette.count, 1, colors);
        for (size_t i = 0; i < (size_t)SIDE * SIDE; i++)
            assert_int_equal(palette.color[palette_index(&palette, pixels[i] & 0xffffff)],
                             pixels[i] & 0xffffff);
        palette_finish(&palette);
    }
}

static void others_become_the_nearest(void **state)
{
    (void)state;
    uint32_t pixels[SIDE * SIDE], random = 9;
    struct palette palette;
    make(&palette, pixels, COLORS, 1);
    assert_int_equal(palette.count, PALETTE_COLORS);
    for (size_t i = 0; i < (size_t)SIDE * SIDE; i++) {
        uint32_t color = i % 2 ? pixels[i] & 0xffffff : next_color(&random) & 0xffffff;
        unsigned char index = palette_index(&palette, color);
        assert_in_range(index, 0, palette.count - 1);
        assert_int_equal(distance(palette.color[index], color), least_distance(&palette, color));
    }
    palette_finish(&palette);
}

/* A colour that covers much of the picture is its own. */
static void frequent_colors_stay(void **state)
{
    (void)state;
    uint32_t pixels[SIDE * SIDE];
    struct palette palette;
    make(&palette, pixels, COLORS, 1);
    for (size_t i = 0; i < 21; i += 3)
        assert_int_equal(palette.color[palette_index(&palette, pixels[i] & 0xffffff)],
                         pixels[i] & 0xffffff);
    palette_finish(&palette);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(few_colors_are_exact),
        cmocka_unit_test(others_become_the_nearest),
        cmocka_unit_test(frequent_colors_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
