/* SPDX-License-Identifier: MIT */
/* What the encoders write beside their pixels, read back by the libraries of the formats. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cairo.h>
#include <gif_lib.h>
#include <png.h>

#include "convreel/encoding.h"
#include "rounds.h"
#include "temporary.h"

static char path[TEMPORARY_SIZE];

static void write_raster(const char *format, const struct encoding_settings *settings,
                         const struct raster *raster)
{
    const struct canvas canvas = {.width = raster->width, .height = raster->height, .scale = 1};
    const struct frame frame = {
        .duration = {1, 1}, .start = {0, 1}, .raster = raster, .canvas = &canvas};
    const struct encoder *encoder = encoding_find(format);
    struct sink sink;
    struct error error;
    void *state;
    assert_true(sink_open(&sink, path, false, &error));
    assert_true(encoder->open(&state, settings, &sink, &error));
    assert_true(encoder->add(state, &frame, &error));
    assert_true(encoder->finish(state, &error));
    assert_true(sink_commit(&sink, false, &error));
}

/* One picture, two pixels wide. */
static void write_picture(const char *format, const struct encoding_settings *settings)
{
    static const uint32_t pixels[] = {0xff102030, 0x80402010};
    const struct raster raster = {.width = 2, .height = 1, .stride = 2, .pixels = pixels};
    write_raster(format, settings, &raster);
}

static void expect_text(const png_text *texts, int count, const char *key, const char *due)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(texts[i].key, key) != 0)
            continue;
        /* international text: UTF-8 by definition */
        assert_int_equal(texts[i].compression, PNG_ITXT_COMPRESSION_NONE);
        assert_string_equal(texts[i].text, due);
        return;
    }
    fail_msg("no text %s", key);
}

static void a_png_keeps_its_words(void **state)
{
    (void)state;
    static const char title[] = "\xe6\x97\xa5\xe6\x9c\xac", description[] = "5 \xc3\x97 5.\nEnd.\n";
    struct encoding_settings settings = {
        .title = title, .description = description, .dpi = {72, 1}};
    write_picture("png", &settings);
    FILE *in = fopen(path, "rb");
    png_structp reader = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(reader);
    png_textp texts;
    int count;
    assert_non_null(in);
    png_init_io(reader, in);
    png_read_png(reader, info, PNG_TRANSFORM_IDENTITY, NULL);
    png_get_text(reader, info, &texts, &count);
    assert_int_equal(count, 2);
    expect_text(texts, count, "Title", title);
    expect_text(texts, count, "Description", description);
    png_destroy_read_struct(&reader, &info, NULL);
    fclose(in);
}

/* ---- pixels of a PNG ---- */

enum { MOST_PIXELS = 512 * 1024 };

/* Premultiplied, of as many colours as asked for; rows that repeat, rows that do not. */
static void fill_pixels(uint32_t *pixels, size_t count, size_t colors, bool is_opaque)
{
    uint32_t state = 1;
    for (size_t i = 0; i < count; i++) {
        state = state * 1664525 + 1013904223;
        uint32_t color = (state >> 16) % (uint32_t)colors, red = color % 60, rest = color / 60 % 60;
        uint32_t alpha = is_opaque ? 255 : 64 + color % 192;
        pixels[i] = alpha << 24 | red << 16 | rest << 8 | (red ^ 21);
    }
}

static void expect_pixel(const uint32_t pixel, const png_byte *found)
{
    uint32_t alpha = pixel >> 24;
    for (int i = 0; i < 3; i++) {
        uint32_t part = pixel >> (16 - 8 * i) & 255;
        assert_int_equal(found[i], (part * 255 + alpha / 2) / alpha);
    }
    assert_int_equal(found[3], alpha);
}

static void expect_pixels(const struct raster *raster, int kind)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    assert_true(png_image_begin_read_from_file(&image, path));
    int wanted = kind == PNG_COLOR_TYPE_PALETTE ? PNG_FORMAT_FLAG_COLORMAP : 0;
    assert_int_equal(image.format & PNG_FORMAT_FLAG_COLORMAP, wanted);
    if (kind == PNG_COLOR_TYPE_RGB)
        assert_int_equal(image.format & PNG_FORMAT_FLAG_ALPHA, 0);
    image.format = PNG_FORMAT_RGBA;
    png_bytep found = malloc(PNG_IMAGE_SIZE(image));
    assert_non_null(found);
    assert_true(png_image_finish_read(&image, NULL, found, 0, NULL));
    assert_int_equal(image.width, raster->width);
    assert_int_equal(image.height, raster->height);
    for (size_t y = 0; y < raster->height; y++)
        for (size_t x = 0; x < raster->width; x++)
            expect_pixel(raster->pixels[y * raster->stride + x],
                         found + 4 * (y * raster->width + x));
    free(found);
}

/* Widths around the four pixels that are packed at once, heights around the rows that are. */
static void a_png_keeps_its_pixels(void **state)
{
    (void)state;
    static const struct {
        size_t width, height, colors;
        bool is_opaque;
        int kind;
    } cases[] = {
        {1, 1, 1, true, PNG_COLOR_TYPE_PALETTE},
        {2, 1, 2, false, PNG_COLOR_TYPE_PALETTE},
        {7, 3, 200, false, PNG_COLOR_TYPE_PALETTE},
        {640, 300, 256, true, PNG_COLOR_TYPE_PALETTE},
        {31, 61, 300, true, PNG_COLOR_TYPE_RGB},
        {640, 361, 3600, true, PNG_COLOR_TYPE_RGB},
        {641, 77, 3600, true, PNG_COLOR_TYPE_RGB},
        {643, 99, 3600, false, PNG_COLOR_TYPE_RGB_ALPHA},
        {400000, 1, 3600, false, PNG_COLOR_TYPE_RGB_ALPHA},
    };
    uint32_t *pixels = malloc(MOST_PIXELS * sizeof *pixels);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct raster raster = {.width = cases[i].width,
                                      .height = cases[i].height,
                                      .stride = cases[i].width + 3,
                                      .pixels = pixels};
        assert_true(raster.stride * raster.height <= MOST_PIXELS);
        fill_pixels(pixels, raster.stride * raster.height, cases[i].colors, cases[i].is_opaque);
        memcpy(pixels + raster.stride * (raster.height / 2), pixels, raster.stride * 4);
        for (int known = 0; known <= cases[i].is_opaque; known++)
            for (int is_small = 0; is_small < 2; is_small++) {
                struct encoding_settings settings = {
                    .dpi = {72, 1}, .background.alpha = known, .is_png_small = is_small};
                write_raster("png", &settings, &raster);
                expect_pixels(&raster, cases[i].kind);
            }
    }
    free(pixels);
}

/* Without this beginning ISA-L's bytes depend on addresses, that is on the run: the first bytes
 * are a block of their own, which ends in an empty stored block, 00 00 ff ff. */
static void a_png_begins_the_same_at_every_address(void **state)
{
    (void)state;
    static uint32_t pixels[640 * 8];
    const struct raster raster = {.width = 640, .height = 8, .stride = 640, .pixels = pixels};
    struct encoding_settings settings = {.dpi = {72, 1}};
    char bytes[4096];
    fill_pixels(pixels, 640 * 8, 3600, true);
    write_raster("png", &settings, &raster);
    FILE *in = fopen(path, "rb");
    assert_non_null(in);
    size_t length = fread(bytes, 1, sizeof bytes, in);
    fclose(in);
    size_t at = 0;
    while (at + 40 < length && memcmp(bytes + at, "IDAT", 4) != 0)
        at++;
    bool is_flushed = false;
    for (size_t i = at; i < at + 30 && i + 4 <= length; i++)
        is_flushed |= memcmp(bytes + i, "\0\0\xff\xff", 4) == 0;
    assert_true(is_flushed);
}

static char *read_file(size_t *length)
{
    FILE *in = fopen(path, "rb");
    assert_non_null(in);
    fseek(in, 0, SEEK_END);
    *length = (size_t)ftell(in);
    char *bytes = malloc(*length);
    assert_non_null(bytes);
    rewind(in);
    assert_int_equal(fread(bytes, 1, *length, in), *length);
    fclose(in);
    return bytes;
}

/* Some rows, whose tiles the raster names, and often more than those. Returns whether all are new.
 */
static bool change_rows(uint32_t *pixels, struct raster *raster, size_t colors)
{
    bool is_other = rand() % 4 == 0;
    raster->changed = (struct tile_set){.columns = 8};
    for (int i = 0; i < 3; i++) {
        size_t y = (size_t)rand() % raster->height;
        size_t strip = y / STRIP_ROWS, other = (size_t)rand() % (raster->height / STRIP_ROWS);
        for (size_t x = 0; x < raster->width; x += 7)
            pixels[y * raster->stride + x] = 0xff000000 | ((uint32_t)rand() % (uint32_t)colors);
        raster->changed.strips[strip] = raster->changed.strips[other] = UINT64_MAX;
    }
    if (is_other)
        fill_pixels(pixels, raster->stride * raster->height, colors, true);
    return is_other;
}

/* Pictures that follow each other. Rows are so long that a band has few. */
static void expect_same_bytes(size_t colors, bool is_small)
{
    uint32_t *pixels = malloc(MOST_PIXELS * sizeof *pixels);
    struct raster raster = {.width = 7000, .height = 67, .stride = 7000, .pixels = pixels};
    struct encoding_settings settings = {
        .dpi = {72, 1}, .background.alpha = 1, .is_png_small = is_small};
    struct encoding_memory memory = {0};
    fill_pixels(pixels, raster.stride * raster.height, colors, true);
    uint64_t most = (uint64_t)rounds(is_small ? 20 : 40); /* small ones take long */
    for (uint64_t n = 1; n <= most; n++) {
        bool is_new = change_rows(pixels, &raster, colors) || n == 1;
        raster.number = n;
        raster.base = is_new ? 0 : n - 1;
        size_t length, alone_length;
        settings.memory = &memory;
        write_raster("png", &settings, &raster);
        char *bytes = read_file(&length);
        settings.memory = NULL;
        write_raster("png", &settings, &raster);
        char *alone = read_file(&alone_length);
        assert_int_equal(length, alone_length);
        assert_memory_equal(bytes, alone, length);
        free(bytes);
        free(alone);
    }
    expect_pixels(&raster, colors > 256 ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_PALETTE);
    encoding_forget(&memory);
    free(pixels);
}

static void a_png_is_the_same_from_any_beginning(void **state)
{
    (void)state;
    srand(3);
    for (size_t colors = 100; colors <= 3600; colors += 3500)
        for (int is_small = 0; is_small < 2; is_small++)
            expect_same_bytes(colors, is_small);
}

static cairo_status_t count_bytes(void *sum, const unsigned char *bytes, unsigned length)
{
    (void)bytes;
    *(size_t *)sum += length;
    return CAIRO_STATUS_SUCCESS;
}

/* A plane of cells with slanted edges, as drawings are. */
static cairo_surface_t *draw_plane(void)
{
    enum { CELLS = 12, SIDE = 50 };
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1280, 720);
    cairo_t *cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_transform(cairo, &(cairo_matrix_t){1, 0.2, -0.5, 0.7, 400, 80});
    for (int i = 0; i < CELLS * CELLS; i++) {
        cairo_rectangle(cairo, i % CELLS * SIDE, i / CELLS * SIDE, SIDE, SIDE);
        cairo_set_source_rgb(cairo, i * 5 % 7 / 7.0, i * 3 % 5 / 5.0, 0.8);
        cairo_fill_preserve(cairo);
        cairo_set_source_rgb(cairo, 0.2, 0.2, 0.2);
        cairo_stroke(cairo);
    }
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    return surface;
}

static void a_small_png_is_smaller_than_cairos(void **state)
{
    (void)state;
    cairo_surface_t *surface = draw_plane();
    const struct raster raster = {
        .width = (size_t)cairo_image_surface_get_width(surface),
        .height = (size_t)cairo_image_surface_get_height(surface),
        .stride = (size_t)cairo_image_surface_get_stride(surface) / sizeof(uint32_t),
        .pixels = (const uint32_t *)(const void *)cairo_image_surface_get_data(surface)};
    size_t cairos = 0, lengths[2];
    cairo_surface_write_to_png_stream(surface, count_bytes, &cairos);
    for (int is_small = 0; is_small < 2; is_small++) {
        struct encoding_settings settings = {
            .dpi = {72, 1}, .background.alpha = 1, .is_png_small = is_small};
        write_raster("png", &settings, &raster);
        free(read_file(&lengths[is_small]));
    }
    assert_true(lengths[1] < 0.9 * lengths[0]);
    assert_true(lengths[1] < 0.9 * cairos);
    cairo_surface_destroy(surface);
}

/* ---- an animation's times ---- */

enum { FILM_PICTURES = 200 };

/* One pixel each, from start on. */
static void write_film(const struct encoding_settings *settings, struct rational start,
                       const struct rational *durations)
{
    const struct encoder *encoder = encoding_find("apng");
    struct sink sink;
    struct error error;
    void *state;
    assert_true(sink_open(&sink, path, false, &error));
    assert_true(encoder->open(&state, settings, &sink, &error));
    for (size_t i = 0; i < FILM_PICTURES; i++) {
        const uint32_t pixel = 0xff000000 | (uint32_t)i;
        const struct raster raster = {.width = 1, .height = 1, .stride = 1, .pixels = &pixel};
        const struct frame frame = {
            .number = i, .start = start, .duration = durations[i], .raster = &raster};
        assert_true(encoder->add(state, &frame, &error));
        start = rational_add(start, durations[i]);
    }
    assert_true(encoder->finish(state, &error));
    assert_true(sink_commit(&sink, false, &error));
}

/* Reads chunks to the next of that kind. */
static bool find_chunk(FILE *in, const char *kind, png_byte *data, size_t room)
{
    png_byte head[8];
    while (fread(head, 1, sizeof head, in) == sizeof head) {
        size_t length = png_get_uint_32(head);
        bool is_found = memcmp(head + 4, kind, 4) == 0;
        size_t wanted = is_found ? room : 0;
        assert_true(wanted <= length);
        assert_int_equal(fread(data, 1, wanted, in), wanted);
        fseek(in, (long)(length - wanted) + 4, SEEK_CUR);
        if (is_found)
            return true;
    }
    return false;
}

/* How far the ends of pictures are from where they should be, at most, seconds. */
static double worst_end(const struct rational *durations)
{
    png_byte bytes[26];
    double worst = 0, due = 0, found = 0;
    FILE *in = fopen(path, "rb");
    assert_non_null(in);
    fseek(in, 8, SEEK_SET);
    assert_true(find_chunk(in, "acTL", bytes, 8));
    assert_int_equal(png_get_uint_32(bytes), FILM_PICTURES);
    for (size_t i = 0; i < FILM_PICTURES; i++) {
        assert_true(find_chunk(in, "fcTL", bytes, sizeof bytes));
        due += rational_to_double(durations[i]);
        found += (double)png_get_uint_16(bytes + 20) / png_get_uint_16(bytes + 22);
        worst = fabs(due - found) > worst ? fabs(due - found) : worst;
    }
    assert_false(find_chunk(in, "fcTL", bytes, sizeof bytes));
    fclose(in);
    return worst;
}

/* Rates and steps that people write are exact. Others, and long ones between short ones, are off by
 * no more than what they are counted in, and no error adds up. */
static void an_apng_keeps_its_times(void **state)
{
    (void)state;
    static const struct {
        struct rational fps, odd, even;
        double most;
    } cases[] = {
        {{60, 1}, {1, 60}, {13, 20}, 1e-9},
        {{30000, 1001}, {1001, 30000}, {19, 20}, 1e-9},
        {{24, 1}, {1, 24}, {1, 3}, 1e-9},
        {{25, 1}, {1, 25}, {123456, 1000}, 1.0 / 500},
        {{60, 1}, {1, 60}, {1, 7919}, 1.0 / 60000},
        {{60, 1}, {16000, 1}, {1, 60}, 1},
        {{90001, 1}, {3, 90001}, {2, 90001}, 1.0 / 60000},
        {{60, 1}, {1000003, 999983}, {1, 60}, 1.0 / 60000},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rational durations[FILM_PICTURES];
        for (size_t n = 0; n < FILM_PICTURES; n++)
            durations[n] = n % 2 ? cases[i].odd : cases[i].even;
        const struct encoding_settings settings = {.width = 1,
                                                   .height = 1,
                                                   .dpi = {72, 1},
                                                   .fps = cases[i].fps,
                                                   .background.alpha = 1,
                                                   .source.count = FILM_PICTURES};
        write_film(&settings, rational_make((int64_t)i, 3), durations);
        assert_true(worst_end(durations) <= cases[i].most);
    }
}

/* Pixels a metre, to the nearest: 300 dpi are 11811.02. */
static void a_png_tells_its_resolution(void **state)
{
    (void)state;
    static const struct {
        struct rational dpi;
        png_uint_32 due;
    } cases[] = {
        {{72, 1}, 2835}, {{96, 1}, 3780}, {{300, 1}, 11811}, {{127, 2}, 2500}, {{1200, 1}, 47244}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct encoding_settings settings = {.dpi = cases[i].dpi};
        write_picture("png", &settings);
        FILE *in = fopen(path, "rb");
        png_structp reader = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
        png_infop info = png_create_info_struct(reader);
        png_uint_32 x, y;
        int unit;
        assert_non_null(in);
        png_init_io(reader, in);
        png_read_info(reader, info);
        assert_int_equal(png_get_pHYs(reader, info, &x, &y, &unit), PNG_INFO_pHYs);
        assert_int_equal(unit, PNG_RESOLUTION_METER);
        assert_int_equal(x, cases[i].due);
        assert_int_equal(y, cases[i].due);
        png_destroy_read_struct(&reader, &info, NULL);
        fclose(in);
    }
}

/* ---- times of a GIF ---- */

enum { FRAMES = 9, ROWS = 5, LONGEST_CS = 65535 };

/* Pixels of as many colours as there are pictures; the middle rows are other ones in each. */
static uint32_t gif_pixel(size_t number, size_t x, size_t y)
{
    bool changes = y > 0 && y + 1 < ROWS;
    return 0xff000000u | (uint32_t)((x + y + changes * number) % FRAMES * 20 + 5);
}

static bool paint_pixels(void *context, size_t number, struct raster *out, struct error *error)
{
    uint32_t *pixels = context;
    (void)error;
    for (size_t i = 0; i < FRAMES * ROWS; i++)
        pixels[i] = gif_pixel(number, i % FRAMES, i / FRAMES);
    *out = (struct raster){.width = FRAMES, .height = ROWS, .stride = FRAMES, .pixels = pixels};
    return true;
}

static void write_gif(const struct rational *durations)
{
    uint32_t pixels[FRAMES * ROWS];
    struct encoding_settings settings = {.dpi = {72, 1},
                                         .width = FRAMES,
                                         .height = ROWS,
                                         .background = {.alpha = 1},
                                         .source = {paint_pixels, pixels, FRAMES}};
    const struct encoder *encoder = encoding_find("gif");
    const struct canvas canvas = {.width = FRAMES, .height = ROWS, .scale = 1};
    struct rational start = {0, 1};
    struct sink sink;
    struct error error;
    void *state;
    assert_true(sink_open(&sink, path, false, &error));
    assert_true(encoder->open(&state, &settings, &sink, &error));
    for (int i = 0; i < FRAMES; i++) {
        struct raster raster;
        paint_pixels(pixels, (size_t)i, &raster, &error);
        const struct frame frame = {
            .duration = durations[i], .start = start, .raster = &raster, .canvas = &canvas};
        assert_true(encoder->add(state, &frame, &error));
        start = rational_add(start, durations[i]);
    }
    assert_true(encoder->finish(state, &error));
    assert_true(sink_commit(&sink, false, &error));
}

/* When its pictures begin, and last when it ends, in centiseconds. */
static int read_gif(long *starts, int room)
{
    int failure, count = 0;
    long at = 0;
    GifFileType *file = DGifOpenFileName(path, &failure);
    assert_non_null(file);
    assert_int_equal(DGifSlurp(file), GIF_OK);
    for (int i = 0; i < file->ImageCount; i++) {
        GraphicsControlBlock control;
        assert_int_equal(DGifSavedExtensionToGCB(file, i, &control), GIF_OK);
        assert_in_range(control.DelayTime, 2, LONGEST_CS);
        assert_true(count + 1 < room);
        starts[count++] = at;
        at += control.DelayTime;
    }
    starts[count++] = at;
    DGifCloseFile(file, &failure);
    return count;
}

/* To the nearest centisecond. */
static long centiseconds(struct rational seconds)
{
    return (long)((seconds.num * 200 + seconds.den) / (2 * seconds.den));
}

/* A picture begins where its time is rounded to, so that no error adds up; one that would last
 * under 2 cs is left out; a longer hold than the format has is told in parts. */
static void a_gif_keeps_the_time(void **state)
{
    (void)state;
    static const struct rational films[][FRAMES] = {
        {{1, 30}, {1, 30}, {1, 30}, {1, 30}, {1, 30}, {1, 30}, {1, 30}, {1, 30}, {1, 30}},
        {{5, 3}, {1, 12}, {1, 12}, {1, 12}, {7, 24}, {1, 12}, {1, 12}, {1, 12}, {2, 1}},
        {{1, 2}, {1, 80}, {1, 80}, {1, 80}, {1, 80}, {3, 200}, {1, 40}, {1, 80}, {1, 7}},
        {{1, 1}, {700, 1}, {1, 3}, {1311, 2}, {1, 24}, {1, 24}, {1, 24}, {1, 24}, {1, 24}},
    };
    for (size_t f = 0; f < sizeof films / sizeof *films; f++) {
        long starts[64];
        write_gif(films[f]);
        int count = read_gif(starts, 64), at = 0;
        struct rational start = {0, 1};
        for (int i = 0; i < FRAMES; i++) {
            struct rational end = rational_add(start, films[f][i]);
            bool is_kept = centiseconds(end) - centiseconds(start) >= 2;
            while (at < count && is_kept && starts[at] < centiseconds(start))
                at++; /* parts of a hold */
            if (is_kept && (at >= count || starts[at] != centiseconds(start)))
                fail_msg("film %zu: picture %d does not begin at %ld cs", f, i,
                         centiseconds(start));
            start = end;
        }
        assert_int_equal(starts[count - 1], centiseconds(start));
    }
}

/* Each image lies over those before it. */
static void a_gif_keeps_its_pixels(void **state)
{
    (void)state;
    struct rational durations[FRAMES];
    uint32_t seen[FRAMES * ROWS] = {0};
    int failure;
    for (int i = 0; i < FRAMES; i++)
        durations[i] = (struct rational){1, 2};
    write_gif(durations);
    GifFileType *file = DGifOpenFileName(path, &failure);
    assert_non_null(file);
    assert_int_equal(DGifSlurp(file), GIF_OK);
    assert_int_equal(file->ImageCount, FRAMES);
    for (int i = 0; i < FRAMES; i++) {
        const SavedImage *image = &file->SavedImages[i];
        const GifImageDesc *at = &image->ImageDesc;
        GraphicsControlBlock control;
        assert_int_equal(DGifSavedExtensionToGCB(file, i, &control), GIF_OK);
        for (int n = 0; n < at->Width * at->Height; n++) {
            const GifColorType *color = &file->SColorMap->Colors[image->RasterBits[n]];
            if (image->RasterBits[n] != control.TransparentColor)
                seen[(at->Top + n / at->Width) * FRAMES + at->Left + n % at->Width] =
                    0xff000000u | (uint32_t)(color->Red << 16 | color->Green << 8 | color->Blue);
        }
        for (size_t n = 0; n < FRAMES * ROWS; n++)
            assert_int_equal(seen[n], gif_pixel((size_t)i, n % FRAMES, n / FRAMES));
    }
    DGifCloseFile(file, &failure);
}

static bool paint_edge(void *context, size_t number, struct raster *out, struct error *error)
{
    static const uint32_t pixel = 0x80201000;
    (void)context, (void)number, (void)error;
    *out = (struct raster){.width = 1, .height = 1, .stride = 1, .pixels = &pixel};
    return true;
}

/* What is half transparent lies on the matte, to the nearest level: 16 * 127 / 255 is 7.97. */
static void a_gif_puts_edges_on_the_matte(void **state)
{
    (void)state;
    const double level = 16. / 255;
    struct raster raster;
    paint_edge(NULL, 0, &raster, NULL);
    struct encoding_settings settings = {.dpi = {72, 1},
                                         .width = 1,
                                         .height = 1,
                                         .background = {.alpha = 1},
                                         .matte = {level, level, level, 1, PATTERN_NONE},
                                         .source = {paint_edge, NULL, 1}};
    int failure;
    write_raster("gif", &settings, &raster);
    GifFileType *file = DGifOpenFileName(path, &failure);
    assert_non_null(file);
    assert_int_equal(DGifSlurp(file), GIF_OK);
    const GifColorType *color = &file->SColorMap->Colors[file->SavedImages[0].RasterBits[0]];
    assert_int_equal(color->Red, 0x20 + 8);
    assert_int_equal(color->Green, 0x10 + 8);
    assert_int_equal(color->Blue, 8);
    DGifCloseFile(file, &failure);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_png_keeps_its_words),
        cmocka_unit_test(a_png_keeps_its_pixels),
        cmocka_unit_test(a_png_begins_the_same_at_every_address),
        cmocka_unit_test(a_png_is_the_same_from_any_beginning),
        cmocka_unit_test(a_small_png_is_smaller_than_cairos),
        cmocka_unit_test(an_apng_keeps_its_times),
        cmocka_unit_test(a_gif_keeps_the_time),
        cmocka_unit_test(a_png_tells_its_resolution),
        cmocka_unit_test(a_gif_keeps_its_pixels),
        cmocka_unit_test(a_gif_puts_edges_on_the_matte),
    };
    name_temporary(path, "encoding");
    int file = mkstemp(path);
    if (file < 0)
        return 1;
    close(file);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    unlink(path);
    return failed;
}
