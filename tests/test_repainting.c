/* SPDX-License-Identifier: MIT */
/* painting: pictures of random films, in any order, have the pixels that a fresh painter gives
 * them, also where nothing but a text changes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "convreel/painting.h"
#include "places.h"

static void paint(struct painter *painter, const struct display_list *list,
                  const struct canvas *canvas, struct raster *raster)
{
    struct error error;
    assert_true(painter_paint(painter, list, canvas, raster, &error));
}

enum { MOST_PIXELS = 300 * 300 };

/* A painter and its last picture. */
struct past {
    struct painter *painter;
    uint64_t number;
    uint32_t pixels[MOST_PIXELS];
    size_t unnamed; /* rows so far that were said to be the last picture's */
};

/* Whether a row's pixels are those of the row before, but for the named ones. */
static bool is_kept(const struct raster *now, size_t y, const uint32_t *last)
{
    const uint32_t *row = now->pixels + y * now->stride;
    size_t x = 0;
    for (size_t next = 0, end; tile_set_next(&now->changed, y, now->width, &next, &end);
         x = next = end)
        if (memcmp(row + x, last + x, (next - x) * sizeof *row) != 0)
            return false;
    return memcmp(row + x, last + x, (now->width - x) * sizeof *row) == 0;
}

/* Against a painter that has seen nothing; pixels that are not named are the last picture's. */
static void check_picture(struct past *past, const struct display_list *list,
                          const struct canvas *canvas, const char *what, int number)
{
    struct painter *fresh = painter_create();
    struct raster now, alone;
    paint(past->painter, list, canvas, &now);
    paint(fresh, list, canvas, &alone);
    assert_true(now.base == 0 || now.base == past->number);
    assert_true(now.width * now.height <= MOST_PIXELS);
    for (size_t y = 0; y < now.height; y++) {
        const uint32_t *row = now.pixels + y * now.stride;
        uint32_t *last = past->pixels + y * now.width;
        const size_t bytes = now.width * sizeof *row;
        bool is_named = now.base == 0 || tile_set_has_rows(&now.changed, y, y + 1);
        if (memcmp(row, alone.pixels + y * alone.stride, bytes) != 0)
            fail_msg("%s, picture %d: row %zu differs from a fresh painter's", what, number, y);
        if (now.base != 0 && !is_kept(&now, y, last))
            fail_msg("%s, picture %d: row %zu differs where it is not named", what, number, y);
        past->unnamed += !is_named;
        memcpy(last, row, bytes);
    }
    past->number = now.number;
    painter_destroy(fresh);
}

/* ---- films of scenes ---- */

static const char *const scenes[] = {
    "input: {size: [4, 5], random: {seed: 3, low: -20, high: 20}}\n"
    "layer: {type: Conv2d, kernel_size: 2, padding: 1}\nview: flat\nshow: {output: question}\n",
    "theme: print\ninput: {size: [4, 4], random: {seed: 3, low: -20, high: 20}}\n"
    "layer: {type: MaxPool2d, kernel_size: 2}\nview: flat\n",
    "theme: dark\ninput: {size: [2, 4, 4], random: {seed: 5, low: -20, high: 20}}\nbias: 1\n"
    "layer: {type: Conv2d, kernel_size: 2, out_channels: 2}\n",
    "input: {size: [3, 3], random: {seed: 5, high: 9}}\norder: input\n"
    "layer: {type: ConvTranspose2d, kernel_size: 2, stride: 2}\nshow: {overlap: counts}\n",
    "input: [4, 4]\nlayer: {type: Conv2d, kernel_size: 2}\nview: stacked\n"
    "notes: [{text: early, at: {input: [0, 0]}, steps: 0..3}]\n",
    "theme: guide\ninput: {size: [4, 4], random: {seed: 3, high: 3}}\n"
    "layer: {type: AvgPool2d, kernel_size: 2, stride: 1}\n",
};

static void films_of_scenes(void **state)
{
    (void)state;
    uint64_t seed = 6;
    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
        struct past past = {.painter = painter_create()};
        struct fixture fixture;
        assert_true(set_up(&fixture, scenes[i]));
        int last = (int)simulation_order_count(fixture.simulation, fixture.scene->order.value) - 1;
        struct canvas canvas = {.width = 300,
                                .height = 300,
                                .scale = 0.8,
                                .background = fixture.scene->theme.color[COLOR_BACKGROUND]};
        int step = 0;
        for (int n = 0; n < 12; n++) {
            bool moves = pick(&seed, 0, 2) == 0, asks = pick(&seed, 0, 2) == 0;
            step = pick(&seed, 0, 1) ? (step + 1) % last : pick(&seed, 0, last - 1);
            struct moment_part part = {.step = (size_t)step,
                                       .progress = moves ? 0.1 * pick(&seed, 1, 9) : 0,
                                       .is_question = asks && !moves};
            struct moment moment = {.part_count = 1, .parts = {part}};
            struct display_list list;
            drawing_draw(&fixture.drawing, &moment, &fixture.arena, &list);
            check_picture(&past, &list, &canvas, scenes[i], n);
        }
        assert_true(past.unnamed > 0);
        tear_down(&fixture);
        painter_destroy(past.painter);
    }
}

/* ---- films of a few items, of which one field changes ---- */

enum { ITEMS = 6 };

static const unsigned char square[] = {PATH_MOVE, PATH_LINE, PATH_LINE, PATH_LINE, PATH_CLOSE};

static struct color pick_color(uint64_t *seed)
{
    return (struct color){.red = 0.25 * pick(seed, 0, 4),
                          .green = 0.25 * pick(seed, 0, 4),
                          .blue = 0.5,
                          .alpha = 0.25 * pick(seed, 2, 4)};
}

static void make_item(uint64_t *seed, int number, struct item *item, struct point corners[4])
{
    double x = 10 + 12 * number, y = 8 + 15 * number;
    *item =
        (struct item){.kind = number % 2 ? ITEM_TEXT : ITEM_PATH, .key = {"item", number, 0, 0}};
    if (item->kind == ITEM_TEXT) {
        item->of.text.string = "12";
        item->of.text.font = (struct font){.family = "Inter", .size_pt = 9};
        item->of.text.color = pick_color(seed);
        item->of.text.at = (struct point){x, y + 6};
        item->of.text.anchor = ANCHOR_MIDDLE;
        return;
    }
    for (int i = 0; i < 4; i++)
        corners[i] = (struct point){x + (i == 1 || i == 2 ? 14 : 0), y + (i > 1 ? 11 : 0)};
    item->of.path.path = (struct path){5, 4, square, corners};
    item->of.path.fill = pick_color(seed);
    item->of.path.stroke = (struct stroke){.color = pick_color(seed), .width = 1};
}

/* Something of an item becomes another, all else being equal. */
static void change_item(uint64_t *seed, struct item *item, struct point corners[4])
{
    static const char *const strings[] = {"12", "13", "?",
                                          "\xe2\x88\x92"
                                          "4",
                                          "1"};
    int what = pick(seed, 0, 7);
    if (item->kind == ITEM_TEXT && what == 0)
        item->of.text.string = strings[pick(seed, 0, 4)];
    else if (item->kind == ITEM_TEXT && what == 1)
        item->of.text.color = pick_color(seed);
    else if (item->kind == ITEM_TEXT && what == 2)
        item->of.text.font.size_pt = pick(seed, 7, 10);
    else if (item->kind == ITEM_TEXT && what == 3)
        item->of.text.font.is_bold = !item->of.text.font.is_bold;
    else if (item->kind == ITEM_TEXT && what == 4)
        item->of.text.anchor = (enum text_anchor)pick(seed, 0, 2);
    else if (item->kind == ITEM_TEXT)
        item->of.text.is_moving = !item->of.text.is_moving;
    else if (what == 0)
        item->of.path.fill = pick_color(seed);
    else if (what == 1)
        item->of.path.stroke.color = pick_color(seed);
    else if (what == 2)
        item->of.path.stroke.width = 2 * pick(seed, 0, 3);
    else if (what == 3)
        item->of.path.stroke.dash_on = item->of.path.stroke.dash_off = pick(seed, 0, 3);
    else if (what == 4)
        item->of.path.stroke.join = (enum line_join)pick(seed, 0, 1);
    else if (what == 5)
        corners[pick(seed, 0, 3)].x += 0.5;
    else if (what == 6)
        item->of.path.is_lasting = !item->of.path.is_lasting;
    else
        corners[pick(seed, 0, 3)].y += pick(seed, -9, 9);
}

/* Two neighbours in another order, as when one is drawn in front. */
static void swap_items(uint64_t *seed, struct item items[ITEMS])
{
    int i = pick(seed, 0, ITEMS - 2);
    struct item spare = items[i];
    items[i] = items[i + 1];
    items[i + 1] = spare;
}

/* The items but one, with some of them in a translucent group. */
static size_t list_items(const struct item items[ITEMS], struct item listed[ITEMS + 2],
                         double opacity, int left_out)
{
    const int begin = 2, end = 5;
    size_t count = 0;
    for (int i = 0; i < ITEMS; i++) {
        if (i == begin)
            listed[count++] = (struct item){.kind = ITEM_GROUP_BEGIN,
                                            .key = {"veil", -1, -1, -1, NULL},
                                            .of.group = {{1, 0}, 1, opacity}};
        if (i == end)
            listed[count++] =
                (struct item){.kind = ITEM_GROUP_END, .key = {"veil.end", -1, -1, -1, NULL}};
        if (i != left_out)
            listed[count++] = items[i];
    }
    return count;
}

static void films_of_single_changes(void **state)
{
    (void)state;
    uint64_t seed = 16;
    struct canvas canvas = {.width = 120,
                            .height = 140,
                            .scale = 1.3,
                            .background = {.red = 1, .green = 1, .blue = 1, .alpha = 1}};
    for (int film = 0; film < 8; film++) {
        struct past past = {.painter = painter_create()};
        struct item items[ITEMS], listed[ITEMS + 2];
        struct point corners[ITEMS][4];
        double opacity = film % 2 ? 0.5 : 1;
        for (int i = 0; i < ITEMS; i++)
            make_item(&seed, i, &items[i], corners[i]);
        struct display_list list = {
            .width_pt = 92, .height_pt = 107, .capacity = ITEMS + 2, .items = listed};
        for (int n = 0; n < 25; n++) {
            int i = n % 4 ? 4 : pick(&seed, 0, ITEMS - 1); /* often within the group */
            change_item(&seed, &items[i], corners[items[i].key.channel]);
            if (n % 5 == 4)
                swap_items(&seed, items);
            list.count = list_items(items, listed, opacity, pick(&seed, 0, 2 * ITEMS));
            check_picture(&past, &list, &canvas, "single changes", n);
        }
        assert_true(past.unnamed > 0);
        painter_destroy(past.painter);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(films_of_scenes),
        cmocka_unit_test(films_of_single_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
