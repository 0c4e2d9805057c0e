/* SPDX-License-Identifier: MIT */
/* What the encoders write beside their pixels, read back by the libraries of the formats. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <png.h>

#include "convreel/encoding.h"

static char path[] = "/tmp/convreel-encoding-XXXXXX";

/* One picture, two pixels wide. */
static void write_picture(const char *format, const struct encoding_settings *settings)
{
    static const uint32_t pixels[] = {0xff102030, 0x80402010};
    const struct raster raster = {.width = 2, .height = 1, .stride = 2, .pixels = pixels};
    const struct canvas canvas = {.width = 2, .height = 1, .scale = 1};
    const struct frame frame = {
        .duration = {1, 1}, .start = {0, 1}, .raster = &raster, .canvas = &canvas};
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

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(a_png_keeps_its_words)};
    int file = mkstemp(path);
    if (file < 0)
        return 1;
    close(file);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    unlink(path);
    return failed;
}
