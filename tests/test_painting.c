/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "bounds.h"
#include "convreel/painting.h"
#include "painting/page_groups.h"

static const struct color ink = {.green = 0.17, .blue = 0.21, .alpha = 1};
static const struct color tint = {.red = 0.03, .green = 0.21, .blue = 0.26, .alpha = 0.4};
static const struct color white = {.red = 1, .green = 1, .blue = 1, .alpha = 1};
static const struct color none = {.alpha = 0};

/* ---- lists by hand ---- */

enum { MOST_ITEMS = 16 };

struct page {
    struct display_list list;
    struct item items[MOST_ITEMS];
    struct point corners[MOST_ITEMS][4];
};

static void page_init(struct page *sheet)
{
    *sheet = (struct page){0};
    sheet->list = (struct display_list){
        .width_pt = 60, .height_pt = 40, .capacity = MOST_ITEMS, .items = sheet->items};
}

static struct item *add(struct page *sheet, enum item_kind kind)
{
    assert_true(sheet->list.count < MOST_ITEMS);
    struct item *item = &sheet->items[sheet->list.count];
    *item = (struct item){.kind = kind, .key = {"test", -1, 0, (int)sheet->list.count}};
    sheet->list.count++;
    return item;
}

/* A slanted cell: filled, then stroked. */
static void add_cell(struct page *sheet, double x, double y, struct color fill, double dash)
{
    static const unsigned char verbs[] = {PATH_MOVE, PATH_LINE, PATH_LINE, PATH_LINE, PATH_CLOSE};
    struct point *corners = sheet->corners[sheet->list.count];
    corners[0] = (struct point){x, y};
    corners[1] = (struct point){x + 14.17, y + 7.09};
    corners[2] = (struct point){x + 4.25, y + 16.3};
    corners[3] = (struct point){x - 9.92, y + 9.21};
    struct item *item = add(sheet, ITEM_PATH);
    item->of.path.path = (struct path){5, 4, verbs, corners};
    item->of.path.fill = fill;
    item->of.path.stroke =
        (struct stroke){.color = ink, .width = 0.8, .dash_on = dash, .dash_off = dash};
}

static struct item *add_text(struct page *sheet, const char *family, double size, const char *text)
{
    struct item *item = add(sheet, ITEM_TEXT);
    item->of.text.string = text;
    item->of.text.font = (struct font){.family = family, .size_pt = size};
    item->of.text.color = ink;
    item->of.text.at = (struct point){30, 20};
    item->of.text.anchor = ANCHOR_MIDDLE;
    return item;
}

static void begin_group(struct page *sheet, double shift, double scale, double opacity)
{
    struct item *item = add(sheet, ITEM_GROUP_BEGIN);
    item->of.group.shift = (struct point){shift, shift};
    item->of.group.scale = scale;
    item->of.group.opacity = opacity;
}

static void make_lasting(struct page *sheet)
{
    sheet->items[sheet->list.count - 1].of.path.is_lasting = true;
}

/* Pictures of one film: what changes stands within a plain group and within a translucent one. */
static void draw_film(struct page *sheet, int number)
{
    page_init(sheet);
    add_cell(sheet, 12, 3, number >= 4 ? tint : ink, 1.5);
    begin_group(sheet, 1.3, 0.9, 1);
    add_cell(sheet, 20, 8, tint, 0);
    make_lasting(sheet);
    add_cell(sheet, 20 + 3.1 * number, 11, tint, 0);
    begin_group(sheet, -2.7, 1.1, 0.5);
    add_cell(sheet, 30, 20, ink, 0);
    add_cell(sheet, 31, 19 - number / 2, tint, 0);
    make_lasting(sheet);
    add(sheet, ITEM_GROUP_END);
    add_text(sheet, "LM Roman 8", 7.97, "9.0");
    add(sheet, ITEM_GROUP_END);
    add_cell(sheet, 40, 2.2 * (number % 3), tint, 2);
    make_lasting(sheet);
}

static struct canvas canvas_of(struct color background)
{
    return (struct canvas){
        .width = 125, .height = 83, .scale = 25.0 / 12, .x = 0.25, .background = background};
}

static struct raster paint(struct painter *painter, const struct display_list *list,
                           struct color background)
{
    struct canvas canvas = canvas_of(background);
    struct raster raster;
    struct error error;
    assert_true(painter_paint(painter, list, &canvas, &raster, &error));
    assert_int_equal(raster.width, canvas.width);
    assert_int_equal(raster.height, canvas.height);
    return raster;
}

static void assert_same_pixels(const struct raster *a, const struct raster *b)
{
    for (size_t y = 0; y < a->height; y++)
        assert_memory_equal(a->pixels + y * a->stride, b->pixels + y * b->stride,
                            a->width * sizeof(uint32_t));
}

/* ---- pixels ---- */

/* The last raster of a film. */
struct known {
    uint64_t number;
    uint32_t pixels[83][125];
};

/* Rows that a raster does not name are those of the one before it. */
static void check_changed(struct known *known, const struct raster *now)
{
    size_t row = 125 * sizeof(uint32_t);
    assert_true(now->number != known->number);
    assert_true(now->base == 0 || now->base == known->number);
    for (size_t y = 0; y < now->height; y++) {
        bool is_named = tile_set_has_rows(&now->changed, y, y + 1);
        if (now->base != 0 && !is_named)
            assert_memory_equal(known->pixels[y], now->pixels + y * now->stride, row);
        memcpy(known->pixels[y], now->pixels + y * now->stride, row);
    }
    known->number = now->number;
}

static void pixels_do_not_depend_on_the_past(void **state)
{
    (void)state;
    static const int order[] = {0, 1, 2, 3, 2, 2, 0, 4, 4, 0, 5, 1, 5, 3, 2, 1, 0, 4, 5};
    static const struct color backgrounds[] = {
        {.red = 1, .green = 1, .blue = 1, .alpha = 1}, {.alpha = 0}, {.red = 1, .alpha = 0.5}};
    struct painter *painter = painter_create();
    struct known known = {0};
    struct page sheet;
    for (size_t b = 0; b < 3; b++) {
        for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
            struct painter *fresh = painter_create();
            draw_film(&sheet, order[i]);
            struct raster now = paint(painter, &sheet.list, backgrounds[b]);
            struct raster alone = paint(fresh, &sheet.list, backgrounds[b]);
            assert_same_pixels(&now, &alone);
            check_changed(&known, &now);
            painter_destroy(fresh);
        }
    }
    painter_destroy(painter);
}

static uint32_t pixel_at(const struct raster *raster, size_t x, size_t y)
{
    return raster->pixels[y * raster->stride + x];
}

/* More of them than masks are kept, over what moves, in colours that are opaque and not; within the
 * page, since what Cairo covers at an edge depends on where it is cut off. */
static void lasting_strokes_are_as_others(void **state)
{
    (void)state;
    enum { PLACES = 20, SHIFTS = 2 };
    struct painter *painter = painter_create(), *other = painter_create();
    struct page sheet;
    for (int i = 0; i < PLACES * SHIFTS; i++) {
        int place = i / SHIFTS;
        page_init(&sheet);
        add_cell(&sheet, 10 + place % 7, 5, tint, 0);
        begin_group(&sheet, 0.37 * (i % SHIFTS), 1, 1);
        add_cell(&sheet, 12.3 + 1.3 * place, 8.1, none, place % 3);
        struct stroke *stroke = &sheet.items[2].of.path.stroke;
        stroke->color = place % 2 ? ink : tint;
        stroke->width = place % 4 + 0.3;
        add(&sheet, ITEM_GROUP_END);
        struct raster direct = paint(other, &sheet.list, white);
        sheet.items[2].of.path.is_lasting = true;
        struct raster kept = paint(painter, &sheet.list, white);
        for (size_t y = 0; y < kept.height; y++)
            for (size_t x = 0; x < kept.width; x++)
                for (int c = 0; c < 32; c += 8)
                    assert_in_range(2 + (pixel_at(&kept, x, y) >> c & 255) -
                                        (pixel_at(&direct, x, y) >> c & 255),
                                    0, 4);
    }
    painter_destroy(other);
    painter_destroy(painter);
}

static void backgrounds_are_painted_or_left_out(void **state)
{
    (void)state;
    struct painter *painter = painter_create();
    struct page sheet;
    page_init(&sheet);
    add_cell(&sheet, 20, 8, ink, 0);
    struct raster raster = paint(painter, &sheet.list, none);
    assert_int_equal(raster.pixels[0], 0);
    raster = paint(painter, &sheet.list, white);
    assert_int_equal(raster.pixels[0], 0xffffffffu);
    painter_destroy(painter);
}

/* The outline goes round the other way than a rectangle of Cairo's. */
static void images_do_not_depend_on_what_is_under_them(void **state)
{
    (void)state;
    static const unsigned char verbs[] = {PATH_MOVE, PATH_LINE, PATH_LINE, PATH_LINE, PATH_CLOSE};
    static const struct point corners[] = {{6, 36}, {54, 36}, {54, 4}, {6, 4}};
    static const unsigned char pixels[] = {0, 0, 255, 255};
    struct painter *painter = painter_create();
    struct page sheet;
    page_init(&sheet);
    struct item *outline = add(&sheet, ITEM_PATH);
    outline->of.path.path = (struct path){5, 4, verbs, corners};
    outline->of.path.stroke = (struct stroke){.color = ink, .width = 0.8};
    add(&sheet, ITEM_IMAGE)->of.image = (struct image){1, 1, pixels, {6, 4, 48, 32}};
    struct raster raster = paint(painter, &sheet.list, white);
    assert_int_equal(raster.pixels[41 * raster.stride + 62], 0xff0000ffu);
    painter_destroy(painter);
}

/* Ten pixels a point, nothing but what is asked for. */
static struct raster paint_large(struct painter *painter, const struct display_list *list)
{
    const struct canvas canvas = {.width = 400, .height = 300, .scale = 10};
    struct raster raster;
    struct error error;
    assert_true(painter_paint(painter, list, &canvas, &raster, &error));
    return raster;
}

static void strokes_are_dashed_and_joined(void **state)
{
    (void)state;
    static const unsigned char verbs[] = {PATH_MOVE, PATH_LINE, PATH_LINE};
    static const struct point corner[] = {{5, 20}, {5, 5}, {30, 5}};
    struct painter *painter = painter_create();
    struct page sheet;
    page_init(&sheet);
    struct item *item = add(&sheet, ITEM_PATH);
    item->of.path.path = (struct path){3, 3, verbs, corner};
    item->of.path.stroke = (struct stroke){.color = ink, .width = 4};
    struct raster raster = paint_large(painter, &sheet.list);
    assert_int_equal(pixel_at(&raster, 31, 31) >> 24, 255); /* the corner of a mitre */
    item->of.path.stroke.join = JOIN_ROUND;
    raster = paint_large(painter, &sheet.list);
    assert_int_equal(pixel_at(&raster, 31, 31), 0);
    item->of.path.stroke.dash_on = 3;
    item->of.path.stroke.dash_off = 0.5;
    raster = paint_large(painter, &sheet.list);
    assert_int_equal(pixel_at(&raster, 50, 185) >> 24, 255); /* 1.5 points from the start */
    assert_int_equal(pixel_at(&raster, 50, 167), 0);         /* 3.25 points */
    assert_int_equal(pixel_at(&raster, 50, 150) >> 24, 255); /* 5 points */
    painter_destroy(painter);
}

/* Of every channel its own value, multiplied by alpha. */
static void images_keep_their_colours(void **state)
{
    (void)state;
    static const unsigned char pixels[] = {250, 100, 50, 255, 200, 150, 100, 51};
    struct painter *painter = painter_create();
    struct page sheet;
    page_init(&sheet);
    struct item *item = add(&sheet, ITEM_IMAGE);
    item->of.image = (struct image){2, 1, pixels, {2, 2, 20, 10}};
    struct raster raster = paint_large(painter, &sheet.list);
    assert_int_equal(pixel_at(&raster, 70, 70), 0xfffa6432);
    assert_int_equal(pixel_at(&raster, 170, 70), 0x33281e14);
    painter_destroy(painter);
}

static void unseen_groups_paint_nothing(void **state)
{
    (void)state;
    struct painter *painter = painter_create();
    struct page sheet;
    page_init(&sheet);
    begin_group(&sheet, 0, 0, 1);
    begin_group(&sheet, 0, 1, 1);
    add_cell(&sheet, 20, 8, ink, 0);
    add(&sheet, ITEM_GROUP_END);
    add(&sheet, ITEM_GROUP_END);
    begin_group(&sheet, 0, 1, 0);
    add_cell(&sheet, 20, 8, ink, 0);
    add(&sheet, ITEM_GROUP_END);
    struct raster raster = paint(painter, &sheet.list, none);
    for (size_t i = 0; i < raster.height * raster.stride; i++)
        assert_int_equal(raster.pixels[i], 0);
    painter_destroy(painter);
}

static void absurd_sizes_are_errors(void **state)
{
    (void)state;
    static const size_t sizes[][2] = {{0, 10}, {40000, 10}, {10, SIZE_MAX}};
    struct painter *painter = painter_create();
    struct page sheet;
    page_init(&sheet);
    for (size_t i = 0; i < 3; i++) {
        struct canvas canvas = {.width = sizes[i][0], .height = sizes[i][1], .scale = 1};
        struct raster raster;
        struct error error;
        assert_false(painter_paint(painter, &sheet.list, &canvas, &raster, &error));
        assert_int_equal(error.status, STATUS_LIMIT);
    }
    paint(painter, &sheet.list, white);
    painter_destroy(painter);
}

/* ---- words ---- */

/* The advance widths of Computer Modern's metrics: a family that is not found, hinting, rounding
 * or kerning would each be off by more. */
static void words_are_as_wide_as_their_metrics_say(void **state)
{
    (void)state;
    static const struct {
        const char *family, *string;
        double size, width;
    } words[] = {
        {"LM Roman 5", "9.0", 4.98132, 8.786},
        {"LM Roman 5", "17.0", 4.98132, 12.176},
        {"LM Roman 8", "2", 7.97011, 4.234},
        {"LM Roman 10", "1234567890", 9.96264, 49.813},
    };
    struct painter *painter = painter_create();
    const struct text_ruler *ruler = painter_ruler(painter);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct font font = {.family = words[i].family, .size_pt = words[i].size};
        struct text_extents extents = ruler->measure(ruler->context, &font, words[i].string);
        assert_true(fabs(extents.width - words[i].width) < 0.01);
        assert_true(extents.ascent > 0 && extents.descent > 0);
    }
    painter_destroy(painter);
}

/* A text of any size is one text, scaled: its extents, and each point of its outline. */
static void words_are_the_same_at_every_size(void **state)
{
    (void)state;
    static const char *const families[] = {"Inter", "LM Roman 10", "Latin Modern Math"};
    static const double sizes[] = {0.4, 7.97011, 11, 33, 640};
    struct painter *painter = painter_create();
    const struct text_ruler *ruler = painter_ruler(painter);
    struct arena arena = {0};
    struct page sheet;
    for (size_t i = 0; i < 3; i++) {
        page_init(&sheet);
        struct item *item = add_text(&sheet, families[i], 1, "AVA 3 = 1(2)");
        item->of.text.at = (struct point){0, 0};
        item->of.text.anchor = ANCHOR_START;
        struct font *font = &item->of.text.font;
        struct text_extents unit = ruler->measure(ruler->context, font, item->of.text.string);
        struct path small;
        painter_outline(painter, item, &arena, &small);
        for (size_t j = 0; j < sizeof sizes / sizeof *sizes; j++) {
            font->size_pt = sizes[j];
            struct text_extents now = ruler->measure(ruler->context, font, item->of.text.string);
            assert_true(fabs(now.width / sizes[j] - unit.width) < 1e-9);
            assert_true(fabs(now.ascent / sizes[j] - unit.ascent) < 1e-9);
            struct path path;
            painter_outline(painter, item, &arena, &path);
            assert_int_equal(path.point_count, small.point_count);
            for (size_t k = 0; k < path.point_count; k++) {
                assert_true(fabs(path.points[k].x / sizes[j] - small.points[k].x) < 1e-9);
                assert_true(fabs(path.points[k].y / sizes[j] - small.points[k].y) < 1e-9);
            }
        }
    }
    arena_finish(&arena);
    painter_destroy(painter);
}

/* Digits of Computer Modern are half as wide as they are high at every size: 100 add up. */
static void long_numbers_are_exact(void **state)
{
    (void)state;
    char digits[101] = {0};
    memset(digits, '7', 100);
    struct painter *painter = painter_create();
    const struct text_ruler *ruler = painter_ruler(painter);
    static const double sizes[] = {1.5, 9.96264, 250};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct font font = {.family = "LM Roman 10", .size_pt = sizes[i]};
        double width = ruler->measure(ruler->context, &font, digits).width;
        assert_true(fabs(width / sizes[i] - 50) < 0.003);
    }
    painter_destroy(painter);
}

static void families_are_there_or_not(void **state)
{
    (void)state;
    static const struct {
        const char *families;
        bool is_there;
    } cases[] = {
        {"Inter", true},
        {"inter", true},
        {"LM Roman 8", true},
        {"Latin Modern Math", true},
        {"No Such Family", false},
        {"No Such Family, LM Roman 5", true},
        {"", false},
        {"sans-serif", false},
    };
    struct painter *painter = painter_create();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(painter_has_family(painter, cases[i].families), cases[i].is_there);
    painter_destroy(painter);
}

/* As the machine's rules say it: in another family, slanted by force, from another alphabet. */
static void what_a_family_lacks_is_drawn_all_the_same(void **state)
{
    (void)state;
    static const struct {
        struct font font;
        const char *string;
    } words[] = {
        {{.family = "No Such Family", .size_pt = 10}, "kernel"},
        {{.family = "Latin Modern Math", .size_pt = 10, .is_italic = true}, "kernel"},
        {{.family = "Latin Modern Math", .size_pt = 10, .is_bold = true}, "kernel"},
        {{.family = "Inter", .size_pt = 10}, "\xe2\x88\x97"},
    };
    struct painter *painter = painter_create();
    struct arena arena = {0};
    struct error error;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct item item = {.kind = ITEM_TEXT};
        item.of.text.font = words[i].font;
        item.of.text.string = words[i].string;
        struct path path;
        painter_outline(painter, &item, &arena, &path);
        assert_true(path.point_count > 4);
        assert_true(painter_check(painter, &error));
    }
    arena_finish(&arena);
    painter_destroy(painter);
}

/* From left to right: yod, which comes last, stands before alef. */
static void words_are_drawn_as_they_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *string, *parts[4];
    } words[] = {
        {"\xd7\x90\xd7\x99", {"\xd7\x99", "\xd7\x90"}},
        {"a\xd7\x90\xd7\x99"
         "b",
         {"a", "\xd7\x99", "\xd7\x90", "b"}},
        {"\xd7\x90"
         "12",
         {"12", "\xd7\x90"}},
        {"ab\xe2\x88\x97", {"a", "b", "\xe2\x88\x97"}},
    };
    struct painter *painter = painter_create();
    struct arena arena = {0};
    const struct text_ruler *ruler = painter_ruler(painter);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct item item = {.kind = ITEM_TEXT};
        item.of.text.font = (struct font){.family = "DejaVu Sans", .size_pt = 10};
        item.of.text.string = words[i].string;
        struct path whole, part;
        painter_outline(painter, &item, &arena, &whole);
        size_t at = 0;
        for (size_t k = 0; k < 4 && words[i].parts[k]; k++) {
            item.of.text.string = words[i].parts[k];
            painter_outline(painter, &item, &arena, &part);
            for (size_t n = 0; n < part.point_count; n++, at++) {
                assert_true(at < whole.point_count);
                assert_true(fabs(whole.points[at].x - part.points[n].x) < 0.01);
            }
            item.of.text.at.x +=
                ruler->measure(ruler->context, &item.of.text.font, item.of.text.string).width;
        }
        assert_true(at == whole.point_count && at > 0);
    }
    arena_finish(&arena);
    painter_destroy(painter);
}

static void outlines_stand_on_their_baseline(void **state)
{
    (void)state;
    struct painter *painter = painter_create();
    struct arena arena = {0};
    struct page sheet;
    page_init(&sheet);
    struct item *item = add_text(&sheet, "LM Roman 5", 4.98132, "1.1");
    struct rectangle at[3];
    static const enum text_anchor anchors[] = {ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END};
    for (size_t i = 0; i < 3; i++) {
        struct path path;
        item->of.text.anchor = anchors[i];
        painter_outline(painter, item, &arena, &path);
        assert_int_equal(path.verbs[0], PATH_MOVE);
        assert_int_equal(path.verbs[path.verb_count - 1], PATH_CLOSE);
        at[i] = bounds_of(&path);
    }
    assert_true(fabs(at[0].y + at[0].height - 20) < 0.001);
    assert_true(fabs(at[0].x - at[1].x - 8.786 / 2) < 0.01);
    assert_true(fabs(at[0].x - at[2].x - 8.786) < 0.01);
    arena_finish(&arena);
    painter_destroy(painter);
}

/* Cairo leaves out glyphs far beyond a bounded surface. */
static void long_words_are_whole(void **state)
{
    (void)state;
    struct painter *painter = painter_create();
    struct arena arena = {0};
    struct page sheet;
    struct path path;
    page_init(&sheet);
    struct item *item =
        add_text(&sheet, "Inter", 10, "0123456789 0123456789 0123456789 0123456789");
    const struct text_ruler *ruler = painter_ruler(painter);
    double width = ruler->measure(ruler->context, &item->of.text.font, item->of.text.string).width;
    painter_outline(painter, item, &arena, &path);
    assert_true(fabs(bounds_of(&path).width - width) < 2);
    arena_finish(&arena);
    painter_destroy(painter);
}

/* FNV-1a. */
static uint64_t checksum(const struct raster *raster)
{
    uint64_t sum = 14695981039346656037u;
    for (size_t y = 0; y < raster->height; y++)
        for (size_t x = 0; x < raster->width; x++)
            sum = (sum ^ raster->pixels[y * raster->stride + x]) * 1099511628211u;
    return sum;
}

static double ink_of(const struct raster *raster)
{
    double sum = 0;
    for (size_t y = 0; y < raster->height; y++)
        for (size_t x = 0; x < raster->width; x++)
            sum += raster->pixels[y * raster->stride + x] >> 24;
    return sum;
}

/* What moves is the same at every place, down to parts of a pixel; what rests stands on pixels. */
static void words_keep_their_weight_when_they_move(void **state)
{
    (void)state;
    struct painter *painter = painter_create();
    struct page sheet;
    page_init(&sheet);
    struct item *item = add_text(&sheet, "LM Roman 8", 7.97, "285");
    struct raster raster = paint(painter, &sheet.list, none);
    const uint64_t resting = checksum(&raster);
    item->of.text.is_moving = true;
    raster = paint(painter, &sheet.list, none);
    const double ink_at_start = ink_of(&raster);
    for (int i = 1; i < 8; i++) {
        uint64_t before = checksum(&raster);
        item->of.text.at.x += 0.03;
        item->of.text.at.y -= 0.02;
        raster = paint(painter, &sheet.list, none);
        assert_true(checksum(&raster) != before);
        assert_true(fabs(ink_of(&raster) / ink_at_start - 1) < 0.005);
    }
    item->of.text.at = (struct point){30.03, 20.02};
    item->of.text.is_moving = false;
    raster = paint(painter, &sheet.list, none);
    assert_true(checksum(&raster) == resting);
    painter_destroy(painter);
}

/* ---- PDF ---- */

static bool collect(void *context, const void *bytes, size_t length)
{
    buffer_add(context, bytes, length);
    return true;
}

static bool refuse(void *context, const void *bytes, size_t length)
{
    (void)context, (void)bytes, (void)length;
    return false;
}

static bool write_pages(struct document_sink sink, struct error *error)
{
    struct painter *painter = painter_create();
    struct document *document = document_create(painter, sink, "Padding", "o = 3");
    struct canvas canvas = {.width = 60, .height = 40, .scale = 1, .background = white};
    struct page sheet;
    bool is_done = true;
    for (int i = 0; i < 3 && is_done; i++) {
        draw_film(&sheet, i);
        is_done = document_add_page(document, &sheet.list, 60, 40 + i, &canvas, error);
    }
    is_done = document_finish(document, error) && is_done;
    painter_destroy(painter);
    return is_done;
}

static void documents_are_reproducible(void **state)
{
    (void)state;
    struct buffer files[2] = {{0}, {0}};
    struct error error;
    for (size_t i = 0; i < 2; i++)
        assert_true(write_pages((struct document_sink){collect, &files[i]}, &error));
    assert_true(files[0].length > 1000);
    assert_memory_equal(files[0].bytes, "%PDF", 4);
    assert_int_equal(files[0].length, files[1].length);
    assert_memory_equal(files[0].bytes, files[1].bytes, files[0].length);
    buffer_finish(&files[0]);
    buffer_finish(&files[1]);
}

static void failed_writes_are_errors(void **state)
{
    (void)state;
    struct error error = {0};
    assert_false(write_pages((struct document_sink){refuse, NULL}, &error));
    assert_int_equal(error.status, STATUS_FILE);
    assert_non_null(strstr(error.text, "PDF"));
}

static void aborted_documents_write_no_more(void **state)
{
    (void)state;
    struct buffer file = {0};
    struct painter *painter = painter_create();
    struct document *document =
        document_create(painter, (struct document_sink){collect, &file}, NULL, NULL);
    size_t length = file.length;
    document_abort(document);
    document_abort(NULL);
    assert_int_equal(file.length, length);
    buffer_finish(&file);
    painter_destroy(painter);
}

/* Pages come with their groups in any pieces; a form's group is none of a page's. */
static void page_groups_leave_their_places(void **state)
{
    (void)state;
    static const char group[] = "/Group <<\n      /Type /Group\n      /S /Transparency\n"
                                "      /I true\n      /CS /DeviceRGB\n   >>";
    struct buffer file = {0}, wanted = {0};
    for (int page = 1; page <= 3; page++) {
        buffer_format(&file, "<< /Type /XObject /%s\n%s >> endobj\n", group, group);
        buffer_format(&wanted, "<< /Type /XObject /%s\n%s >> endobj\n", group, group);
        buffer_format(&file, "<<<< /Type /Page %% %d\n //Grou%s >>\n%s endobj\n", page, group,
                      group);
        buffer_format(&wanted, "<<<< /Type /Page %% %d\n //Grou%*s >>\n%s endobj\n", page,
                      (int)strlen(group), page == 2 ? group : "", group);
    }
    for (size_t piece = 1; piece <= file.length; piece += 6) {
        struct page_groups groups = {0};
        struct buffer out = {0};
        for (int page = 1; page <= 3; page++)
            page_groups_add(&groups, page == 2);
        for (size_t at = 0; at < file.length; at += piece)
            page_groups_filter(&groups, file.bytes + at,
                               piece < file.length - at ? piece : file.length - at, &out);
        assert_string_equal(out.bytes, wanted.bytes);
        page_groups_finish(&groups);
        buffer_finish(&out);
    }
    buffer_finish(&file);
    buffer_finish(&wanted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pixels_do_not_depend_on_the_past),
        cmocka_unit_test(lasting_strokes_are_as_others),
        cmocka_unit_test(backgrounds_are_painted_or_left_out),
        cmocka_unit_test(images_do_not_depend_on_what_is_under_them),
        cmocka_unit_test(strokes_are_dashed_and_joined),
        cmocka_unit_test(images_keep_their_colours),
        cmocka_unit_test(unseen_groups_paint_nothing),
        cmocka_unit_test(absurd_sizes_are_errors),
        cmocka_unit_test(words_are_as_wide_as_their_metrics_say),
        cmocka_unit_test(words_are_the_same_at_every_size),
        cmocka_unit_test(long_numbers_are_exact),
        cmocka_unit_test(families_are_there_or_not),
        cmocka_unit_test(what_a_family_lacks_is_drawn_all_the_same),
        cmocka_unit_test(words_are_drawn_as_they_are_read),
        cmocka_unit_test(outlines_stand_on_their_baseline),
        cmocka_unit_test(long_words_are_whole),
        cmocka_unit_test(words_keep_their_weight_when_they_move),
        cmocka_unit_test(documents_are_reproducible),
        cmocka_unit_test(failed_writes_are_errors),
        cmocka_unit_test(aborted_documents_write_no_more),
        cmocka_unit_test(page_groups_leave_their_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
