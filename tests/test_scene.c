/* SPDX-License-Identifier: MIT */
/* scene: what is read, the defaults, the options over them, the themes. The mistakes of scenes have
 * tests/test_broken.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "convreel/scene.h"
#include "scene/fields.h"

#define SMALLEST "input: 5\nlayer: {type: Conv2d, kernel_size: 3}\n"

struct fixture {
    struct report report;
    struct scene *scene;
};

static void parse_with(struct fixture *fixture, const char *text,
                       const struct scene_override *overrides, size_t count)
{
    const struct scene_options options = {.overrides = overrides, .override_count = count};
    report_init(&fixture->report, "test.yaml");
    fixture->scene =
        scene_parse(text, strlen(text), "folder/test.yaml", &options, &fixture->report);
}

static void parse(struct fixture *fixture, const char *text)
{
    parse_with(fixture, text, NULL, 0);
}

/* Reads a scene without mistakes. */
static struct scene *parse_sound(struct fixture *fixture, const char *text)
{
    parse(fixture, text);
    if (fixture->report.count > 0)
        fail_msg("%s", fixture->report.problems[0].text);
    assert_true(fixture->scene->is_layer_sound);
    return fixture->scene;
}

static void finish(struct fixture *fixture)
{
    scene_destroy(fixture->scene);
    report_finish(&fixture->report);
}

static void assert_rational(struct rational value, int64_t num, int64_t den)
{
    assert_int_equal(value.num, num);
    assert_int_equal(value.den, den);
}

static void assert_near(double value, double expected, double tolerance)
{
    assert_true(fabs(value - expected) <= tolerance);
}

/* ---- reading ---- */

static void test_defaults(void **state)
{
    (void)state;
    struct fixture fixture;
    const struct scene *scene = parse_sound(&fixture, SMALLEST);
    assert_string_equal(scene->name, "test");
    assert_string_equal(scene->title, "test");
    assert_int_equal(scene->input.size_count, 1);
    assert_int_equal(scene->input.size[0], 5);
    assert_int_equal(scene->input.kind, VALUES_NONE);
    assert_string_equal(scene->layer.type, "Conv2d");
    assert_int_equal(scene->layer.type_at.line, 2);
    assert_int_equal(scene->layer.type_at.column, 15);
    assert_int_equal(scene->layer.kernel_size.value[0], 3);
    assert_int_equal(scene->layer.stride.at.line, 0);
    assert_int_equal(scene->layer.groups.value, 1);
    assert_true(scene->layer.count_include_pad.value);
    assert_null(scene->view.word);
    assert_string_equal(scene->theme.name, "light");
    assert_rational(scene->timeline.step, 1, 1);
    assert_rational(scene->timeline.move, 7, 20);
    assert_rational(scene->timeline.hold_first, 1, 2);
    assert_rational(scene->timeline.hold_last, 2, 1);
    assert_int_equal(scene->timeline.ease, EASE_SMOOTH);
    assert_rational(scene->output.fps, 60, 1);
    assert_rational(scene->output.dpi, 150, 1);
    assert_int_equal(scene->output.loop, 0);
    assert_false(scene->output.has_steps);
    finish(&fixture);
}

static void test_layer(void **state)
{
    (void)state;
    struct fixture fixture;
    const struct scene_layer *layer = &parse_sound(&fixture, "input: [2, 7, 0x9]\n"
                                                             "layer:\n"
                                                             "  type: ConvTranspose2d\n"
                                                             "  kernel_size: [3, 0o5]\n"
                                                             "  padding: [[0, 1], [2, 3]]\n"
                                                             "  output_padding: [0, 1]\n"
                                                             "  ceil_mode: TRUE\n"
                                                             "  norm_type: 1.5\n"
                                                             "  padding_mode: reflect\n"
                                                             "bias: [1, -2.5e0]\n")
                                           ->layer;
    assert_int_equal(fixture.scene->input.size[2], 9);
    assert_true(layer->kernel_size.is_list);
    assert_int_equal(layer->kernel_size.value[1], 5);
    assert_int_equal(layer->padding.count, 2);
    assert_int_equal(layer->padding.before[1], 2);
    assert_int_equal(layer->padding.after[1], 3);
    assert_int_equal(layer->output_padding.value[0], 0);
    assert_true(layer->ceil_mode.value);
    assert_true(layer->norm_type.value == 1.5);
    assert_int_equal(layer->padding_mode.value, MODE_REFLECT);
    assert_int_equal(layer->bias.given.rank, 1);
    assert_true(layer->bias.given.values[1] == -2.5);
    finish(&fixture);
}

static void test_padding_forms(void **state)
{
    (void)state;
    struct fixture fixture;
    const struct padding *padding;
    padding = &parse_sound(&fixture, "{\"input\": 5, \"layer\": {\"type\": \"Conv2d\","
                                     " \"kernel_size\": 3, \"padding\": [1, 2]}}")
                   ->layer.padding;
    assert_true(padding->is_list);
    assert_int_equal(padding->before[1], 2);
    assert_int_equal(padding->after[1], 2);
    finish(&fixture);
    padding = &parse_sound(&fixture, "input: 5\nlayer: {type: Conv2d, padding: same_lower}\n")
                   ->layer.padding;
    assert_int_equal(padding->kind, PADDING_SAME_LOWER);
    assert_int_equal(padding->at.column, 32);
    finish(&fixture);
}

static void test_values(void **state)
{
    (void)state;
    struct fixture fixture;
    const struct scene *scene =
        parse_sound(&fixture, "input: {values: [[1, 2, .5], [-3, 4e2, 0x10]]}\n"
                              "layer: {type: Conv2d}\n"
                              "kernel: {random: {seed: 7, low: -1, high: 1, decimals: 2},"
                              " divide: 4}\n"
                              "bias: 3\n");
    const struct tensor *given = &scene->input.given;
    static const double expected[] = {1, 2, .5, -3, 400, 16};
    assert_int_equal(scene->input.kind, VALUES_GIVEN);
    assert_int_equal(given->rank, 2);
    assert_int_equal(given->size[0], 2);
    assert_int_equal(given->size[1], 3);
    assert_int_equal(tensor_count(given), 6);
    assert_memory_equal(given->values, expected, sizeof expected);
    assert_int_equal(scene->layer.kernel.kind, VALUES_RANDOM);
    assert_int_equal(scene->layer.kernel.seed, 7);
    assert_true(scene->layer.kernel.low == -1);
    assert_int_equal(scene->layer.kernel.decimals, 2);
    assert_true(scene->layer.kernel.divide == 4);
    assert_int_equal(scene->layer.bias.given.rank, 0);
    assert_true(scene->layer.bias.given.values[0] == 3);
    finish(&fixture);
}

static void test_output(void **state)
{
    (void)state;
    struct fixture fixture;
    const struct scene *scene = parse_sound(
        &fixture, SMALLEST "title: \"3\"\n"
                           "view: flat\n"
                           "timeline: {step: 1e-1, move: 0.033333, ease: linear, hold_last: 0}\n"
                           "output:\n"
                           "  {format: [gif, pdf], size: slide, fps: 30000/1001, dpi: 72.5,\n"
                           "   steps: 2..9, background: '#ff000080', loop: 3}\n");
    assert_string_equal(scene->title, "3");
    assert_string_equal(scene->view.word, "flat");
    assert_rational(scene->timeline.step, 1, 10);
    assert_rational(scene->timeline.move, 33333, 1000000);
    assert_rational(scene->timeline.hold_first, 1, 2);
    assert_rational(scene->timeline.hold_last, 0, 1);
    assert_int_equal(scene->timeline.ease, EASE_LINEAR);
    assert_int_equal(scene->output.format_count, 2);
    assert_string_equal(scene->output.formats[1], "pdf");
    assert_int_equal(scene->output.format_places[1].column, 18);
    assert_int_equal(scene->output.width, 1920);
    assert_int_equal(scene->output.height, 1080);
    assert_rational(scene->output.fps, 30000, 1001);
    assert_rational(scene->output.dpi, 145, 2);
    assert_int_equal(scene->output.first_step, 2);
    assert_int_equal(scene->output.last_step, 9);
    assert_true(scene->output.background.red == 1);
    assert_true(scene->output.background.alpha == 128 / 255.0);
    assert_int_equal(scene->output.loop, 3);
    finish(&fixture);
}

static void test_names(void **state)
{
    (void)state;
    static const char *const cases[][2] = {{"-", "scene"},
                                           {"a/b.c/padding.strides.yaml", "padding.strides"},
                                           {"plain", "plain"},
                                           {".hidden", ".hidden"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct report report;
        report_init(&report, cases[i][0]);
        struct scene *scene = scene_parse(SMALLEST, strlen(SMALLEST), cases[i][0], NULL, &report);
        assert_string_equal(scene->name, cases[i][1]);
        scene_destroy(scene);
        report_finish(&report);
    }
}

static void test_utf16(void **state)
{
    (void)state;
    const char *plain = SMALLEST "title: \"\"\n";
    unsigned char text[2 + 2 * 64] = {0xfe, 0xff}; /* big endian */
    size_t length = 2;
    for (const char *at = plain; *at; at++) {
        if (*at == '"' && at[1] == '"') { /* an o with dots, and a clef beyond 16 bits */
            static const unsigned char quoted[] = {0, '"', 0, 0xf6, 0xd8, 0x34, 0xdd, 0x1e};
            memcpy(text + length, quoted, sizeof quoted);
            length += sizeof quoted;
            continue;
        }
        text[length++] = 0;
        text[length++] = (unsigned char)*at;
    }
    struct report report;
    report_init(&report, "-");
    struct scene *scene = scene_parse((const char *)text, length, "-", NULL, &report);
    assert_int_equal(report.count, 0);
    assert_string_equal(scene->title, "\xc3\xb6\xf0\x9d\x84\x9e");
    assert_memory_equal(report.source, "input: 5", 8);
    scene_destroy(scene);
    report_finish(&report);
}

/* ---- themes ---- */

static void test_guide_theme(void **state)
{
    (void)state;
    struct fixture fixture;
    const struct scene *scene = parse_sound(&fixture, SMALLEST "theme: guide\n");
    assert_near(scene->theme.thin_pt, 0.398506, 1e-6);
    assert_near(scene->theme.dash_on_pt, 2.988792, 1e-6);
    assert_near(scene->theme.cell_pt, 14.173228, 1e-6);
    assert_near(scene->theme.margin_pt, 9.962640, 1e-6);
    assert_near(scene->theme.font[FONT_VALUES].size_pt, 7.97011, 1e-5);
    assert_near(scene->theme.color[COLOR_INPUT].green, 139 / 255.0, 1e-12);
    assert_near(scene->theme.color[COLOR_WINDOW].alpha, 0.4, 1e-12);
    assert_true(scene->theme.is_page_per_step);
    assert_rational(scene->timeline.move, 0, 1);
    assert_rational(scene->timeline.hold_last, 0, 1);
    finish(&fixture);
    scene = parse_sound(&fixture, SMALLEST "timeline: {move: 0.25}\ntheme: guide\n");
    assert_rational(scene->timeline.move, 1, 4);
    assert_rational(scene->timeline.hold_first, 0, 1);
    finish(&fixture);
}

/* Every number that a view draws with is there: a theme is finished. */
static void test_themes_are_whole(void **state)
{
    (void)state;
    static const char *const names[] = {"guide", "light", "dark", "print"};
    for (size_t i = 0; i < 4; i++) {
        struct scene_override theme = {"theme", names[i], "--theme"};
        struct fixture fixture;
        parse_with(&fixture, SMALLEST, &theme, 1);
        const struct theme *it = &fixture.scene->theme;
        assert_string_equal(it->name, names[i]);
        assert_true(it->thin_pt > 0 && it->thick_pt > 0 && it->dash_on_pt > 0);
        assert_true(it->dash_off_pt > 0 && it->cell_pt > 0 && it->margin_pt > 0);
        for (size_t j = 0; j < THEME_FONTS; j++)
            assert_true(it->font[j].family && it->font[j].size_pt > 0 &&
                        it->font[j].figure_height > 0);
        for (size_t j = 0; j < THEME_COLORS; j++)
            assert_true(it->color[j].alpha > 0 || j == COLOR_WINDOW_EDGE);
        finish(&fixture);
    }
}

/* ---- options ---- */

static void test_overrides(void **state)
{
    (void)state;
    static const struct scene_override overrides[] = {{"theme", "guide", "--theme"},
                                                      {"output.size", "640x360", "--size"},
                                                      {"output.fps", "24000/1001", "--fps"},
                                                      {"output.steps", "3", "--steps"},
                                                      {"view", "flat", "--view"}};
    struct fixture fixture;
    parse_with(&fixture, SMALLEST "theme: dark\noutput: {size: 4k, fps: 5}\n", overrides, 5);
    assert_int_equal(fixture.report.count, 0);
    const struct scene *scene = fixture.scene;
    assert_string_equal(scene->theme.name, "guide");
    assert_rational(scene->timeline.move, 0, 1);
    assert_int_equal(scene->output.width, 640);
    assert_rational(scene->output.fps, 24000, 1001);
    assert_int_equal(scene->output.last_step, 3);
    assert_string_equal(scene->view.word, "flat");
    finish(&fixture);
}

static void test_bad_overrides(void **state)
{
    (void)state;
    static const struct scene_override overrides[] = {{"output.size", "12", "--size"},
                                                      {"theme", "drak", "--theme"},
                                                      {"theme", "none.yaml", "--theme"},
                                                      {"output.dpi", "", "--dpi"}};
    static const char *const texts[] = {
        "--size must be WIDTHxHEIGHT in pixels, a width or WIDTHxHEIGHT in mm, cm, in or pt, "
        "or 720p, 1080p, 1440p, 4k, square, slide, slide_4x3 or story, not 12",
        "--theme must be the name of a theme, a theme's file, or a map such as {from: dark}, not "
        "'drak'",
        "cannot read none.yaml: No such file or directory",
        "--dpi has no value: it must be a number of pixels per inch"};
    struct fixture fixture;
    parse_with(&fixture, SMALLEST, overrides, 4);
    assert_int_equal(fixture.report.count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(fixture.report.problems[i].text, texts[i]);
        assert_int_equal(fixture.report.problems[i].status, i == 2 ? STATUS_FILE : STATUS_USAGE);
        assert_int_equal(fixture.report.problems[i].at.line, 0);
    }
    assert_true(fixture.scene->is_layer_sound);
    finish(&fixture);
}

/* ---- mistakes ---- */

static void test_soundness(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool is_sound;
    } cases[] = {
        {SMALLEST "output: {size: 3}\n", true},
        {SMALLEST "titel: x\n", true},
        {SMALLEST "panels: []\n", true},
        {SMALLEST "kernal: {fill: 1}\n", false},
        {SMALLEST "bias: x\n", false},
        {"input: 5\nkernel: {fill: 1}\n", false},
        {"input: 5\nlayer: {type: Conv2d, kernel_size: 3, strid: 2}\n", false},
        {"input: 5\nlayer: {type: Conv2d, kernel_size: 3}\nlayer: 3\n", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture fixture;
        parse(&fixture, cases[i].text);
        assert_true(fixture.report.error_count > 0);
        assert_int_equal(fixture.scene->is_layer_sound, cases[i].is_sound);
        finish(&fixture);
    }
}

static void test_limits(void **state)
{
    (void)state;
    enum { TOO_LONG = (16 << 20) + 1 };
    char *text = memory_allocate(TOO_LONG, 1);
    memset(text, '#', TOO_LONG);
    struct report report;
    report_init(&report, "-");
    assert_null(scene_parse(text, TOO_LONG, "-", NULL, &report));
    assert_int_equal(report.problems[0].status, STATUS_LIMIT);
    report_finish(&report);
    free(text);
}

static void test_unreadable(void **state)
{
    (void)state;
    struct report report;
    struct error error = {0};
    report_init(&report, "tests");
    assert_null(scene_load("tests/none.yaml", NULL, &report, &error));
    assert_int_equal(error.status, STATUS_FILE);
    assert_string_equal(error.text, "cannot read tests/none.yaml: No such file or directory");
    assert_null(scene_load("tests", NULL, &report, &error));
    assert_string_equal(error.text, "cannot read tests: it is a folder");
    assert_int_equal(report.count, 0);
    report_finish(&report);
}

static void test_every_key_has_one_row(void **state)
{
    (void)state;
    for (size_t i = 0; i < fields_count(); i++)
        assert_ptr_equal(fields_find(fields_at(i)->path), fields_at(i));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_layer),
        cmocka_unit_test(test_padding_forms),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_output),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_utf16),
        cmocka_unit_test(test_guide_theme),
        cmocka_unit_test(test_themes_are_whole),
        cmocka_unit_test(test_overrides),
        cmocka_unit_test(test_bad_overrides),
        cmocka_unit_test(test_soundness),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_unreadable),
        cmocka_unit_test(test_every_key_has_one_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
