/* SPDX-License-Identifier: MIT */
/* The themes' colours: what touches differs to every eye and in grey, and words can be read. For
 * every theme but guide, whose colours are the guide's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "colorimetry.h"
#include "drawing/map/marks.h"
#include "drawing_fixture.h"
#include "scene/embedded.h"

static const double least_difference = 15; /* CIEDE2000, or of L* */
static const double least_contrast = 4.5;
static const double least_heavy = 2; /* times as wide as other lines */

/* ---- what cells look like ---- */

/* What the views draw in a cell: test_theme_marks.c looks whether they do. */
enum mark { MARK_NONE, MARK_GRID, MARK_DASHES, MARK_HATCH, MARK_DOTS, MARK_CROSS };

/* What views make of a theme's colours. COLOR_BACKGROUND, 0, is under everything. */
enum {
    REPEATED = THEME_COLORS,
    UNCOVERED_VEIL,
    STAMP_VEIL,
    READ_TINT,
    ZERO_GROUND,
    EMPTY_GROUND,
    MOST_FILLS = 3
};

enum meaning {
    THE_PAGE,
    PADDING_ZERO,
    STRETCH_ZERO,
    EXTRA_ZERO,
    REPEATED_UNIT,
    UNIT,
    UNIT_BEHIND,
    UNIT_UNREAD,
    UNIT_STAMPED,
    READ_UNIT,
    READ_ZERO,
    READ_REPEATED,
    TAKEN_UNIT,
    WEIGHT,
    WEIGHT_NOW,
    OUTPUT,
    OUTPUT_EMPTY,
    OUTPUT_NOW,
    OUTPUT_STAMPED
};

struct look {
    const char *name;
    int fills[MOST_FILLS]; /* from below */
    enum mark mark;
    enum theme_color line; /* the mark's */
    enum theme_color edge; /* a heavy outline's; 0: none */
};

static const struct look looks[] = {
    [THE_PAGE] = {"the page", {0}, MARK_NONE, 0, 0},
    [PADDING_ZERO] = {"padding", {ZERO_GROUND}, MARK_DASHES, COLOR_ZERO_LINE, 0},
    [STRETCH_ZERO] = {"a zero between units", {ZERO_GROUND}, MARK_HATCH, COLOR_ZERO_LINE, 0},
    [EXTRA_ZERO] = {"output padding", {ZERO_GROUND}, MARK_DOTS, COLOR_ZERO_LINE, 0},
    [REPEATED_UNIT] = {"a repeated unit", {REPEATED}, MARK_DASHES, COLOR_ZERO_LINE, 0},
    [UNIT] = {"a unit", {COLOR_INPUT}, MARK_GRID, COLOR_INPUT_LINE, 0},
    [UNIT_BEHIND] = {"a unit behind", {COLOR_INPUT_BEHIND}, MARK_GRID, COLOR_INPUT_LINE, 0},
    [UNIT_UNREAD] =
        {"an unread unit", {COLOR_INPUT, UNCOVERED_VEIL}, MARK_CROSS, COLOR_INPUT_LINE, 0},
    [UNIT_STAMPED] = {"a unit that is stamped",
                      {COLOR_INPUT, COLOR_INPUT_NOW},
                      MARK_GRID,
                      COLOR_INPUT_LINE,
                      COLOR_INPUT_INK},
    [READ_UNIT] = {"a unit in the window",
                   {COLOR_INPUT, COLOR_WINDOW},
                   MARK_GRID,
                   COLOR_WINDOW_LINE,
                   COLOR_WINDOW_LINE},
    [READ_ZERO] = {"a zero in the window",
                   {ZERO_GROUND, READ_TINT},
                   MARK_DASHES,
                   COLOR_ZERO_LINE,
                   COLOR_WINDOW_LINE},
    [READ_REPEATED] = {"a repeated unit in the window",
                       {REPEATED, COLOR_WINDOW},
                       MARK_GRID,
                       COLOR_WINDOW_LINE,
                       COLOR_WINDOW_LINE},
    [TAKEN_UNIT] = {"the unit that a pool takes",
                    {COLOR_INPUT, COLOR_WINDOW, COLOR_NOW},
                    MARK_GRID,
                    COLOR_NOW_LINE,
                    0},
    [WEIGHT] = {"a weight", {COLOR_KERNEL}, MARK_GRID, COLOR_WINDOW_LINE, 0},
    [WEIGHT_NOW] = {"a weight of the step",
                    {COLOR_KERNEL, COLOR_WINDOW},
                    MARK_GRID,
                    COLOR_WINDOW_LINE,
                    COLOR_WINDOW_LINE},
    [OUTPUT] = {"an output", {COLOR_OUTPUT}, MARK_GRID, COLOR_OUTPUT_LINE, 0},
    [OUTPUT_EMPTY] = {"an output to come", {EMPTY_GROUND}, MARK_DASHES, COLOR_OUTPUT_LINE, 0},
    [OUTPUT_NOW] = {"the current output",
                    {COLOR_OUTPUT, COLOR_NOW},
                    MARK_GRID,
                    COLOR_NOW_LINE,
                    COLOR_NOW_LINE},
    [OUTPUT_STAMPED] = {"an output under the stamp",
                        {COLOR_OUTPUT, STAMP_VEIL, COLOR_WINDOW},
                        MARK_GRID,
                        COLOR_WINDOW_LINE,
                        COLOR_WINDOW_LINE},
};

static const enum meaning touching[][2] = {
    {UNIT, PADDING_ZERO},
    {UNIT, STRETCH_ZERO},
    {UNIT, EXTRA_ZERO},
    {UNIT, REPEATED_UNIT},
    {UNIT, UNIT_BEHIND},
    {UNIT, UNIT_UNREAD},
    {UNIT, UNIT_STAMPED},
    {UNIT, THE_PAGE},
    {PADDING_ZERO, STRETCH_ZERO},
    {PADDING_ZERO, EXTRA_ZERO},
    {STRETCH_ZERO, EXTRA_ZERO},
    {PADDING_ZERO, UNIT_UNREAD},
    {PADDING_ZERO, THE_PAGE},
    {READ_UNIT, UNIT},
    {READ_UNIT, PADDING_ZERO},
    {READ_UNIT, STRETCH_ZERO},
    {READ_UNIT, EXTRA_ZERO},
    {READ_UNIT, REPEATED_UNIT},
    {READ_UNIT, UNIT_UNREAD},
    {READ_UNIT, THE_PAGE},
    {READ_ZERO, UNIT},
    {READ_ZERO, PADDING_ZERO},
    {READ_ZERO, STRETCH_ZERO},
    {READ_ZERO, EXTRA_ZERO},
    {READ_ZERO, UNIT_UNREAD},
    {READ_ZERO, THE_PAGE},
    {READ_ZERO, READ_UNIT},
    {READ_REPEATED, UNIT},
    {READ_REPEATED, REPEATED_UNIT},
    {TAKEN_UNIT, READ_UNIT},
    {TAKEN_UNIT, UNIT},
    {TAKEN_UNIT, PADDING_ZERO},
    {WEIGHT, THE_PAGE},
    {WEIGHT, WEIGHT_NOW},
    {OUTPUT, OUTPUT_EMPTY},
    {OUTPUT, THE_PAGE},
    {OUTPUT_EMPTY, THE_PAGE},
    {OUTPUT_NOW, OUTPUT},
    {OUTPUT_NOW, OUTPUT_EMPTY},
    {OUTPUT_NOW, THE_PAGE},
    {OUTPUT_STAMPED, OUTPUT},
    {OUTPUT_STAMPED, OUTPUT_EMPTY},
    {OUTPUT_STAMPED, OUTPUT_NOW},
};

/* ---- a theme, as it is painted ---- */

static struct color fill_of(const struct theme *theme, int fill)
{
    if (fill == REPEATED)
        return marks_repeated(theme);
    if (fill == UNCOVERED_VEIL)
        return marks_uncovered(theme);
    if (fill == READ_TINT)
        return marks_read_zero(theme);
    if (fill == ZERO_GROUND || fill == EMPTY_GROUND)
        return marks_ground(theme, fill == ZERO_GROUND ? COLOR_INPUT : COLOR_OUTPUT);
    return fill == STAMP_VEIL ? marks_under_stamp(theme) : theme->color[fill];
}

/* A cell's colour without its lines; lines: their colours, pattern: that of its uppermost fill. */
struct seen {
    struct color fill, mark, hatch, edge;
    enum pattern pattern;
    bool is_heavy;
};

static struct seen see(const struct theme *theme, enum meaning meaning)
{
    const struct look *look = &looks[meaning];
    struct seen seen = {.fill = theme->color[COLOR_BACKGROUND]};
    for (size_t i = 0; i < MOST_FILLS && look->fills[i] != 0; i++) {
        struct color top = fill_of(theme, look->fills[i]), line = theme->color[COLOR_HATCH];
        seen.fill = color_over(top, seen.fill);
        line.alpha *= top.alpha;
        seen.hatch = color_over(line, seen.fill);
        seen.pattern = top.pattern;
    }
    seen.mark = color_over(theme->color[look->line], seen.fill);
    seen.edge = color_over(theme->color[look->edge], seen.fill);
    seen.is_heavy = look->edge != 0 && theme->window_pt >= least_heavy * theme->thick_pt;
    return seen;
}

/* ---- the rules ---- */

static double lightness_apart(struct color a, struct color b)
{
    return fabs(lab_seen(a, EYES_USUAL).l - lab_seen(b, EYES_USUAL).l);
}

static double least_apart(struct color a, struct color b)
{
    double least = INFINITY;
    for (enum eyes eyes = 0; eyes < EYES; eyes++)
        least = fmin(least, ciede2000(lab_seen(a, eyes), lab_seen(b, eyes)));
    return least;
}

/* Whether one of the two has lines within that the other has not, and they can be seen in grey. */
static bool differ_by_pattern(const struct seen *a, enum mark mark_a, const struct seen *b,
                              enum mark mark_b)
{
    bool is_hatch_seen = lightness_apart(a->hatch, a->fill) >= least_difference;
    bool is_mark_seen = lightness_apart(a->mark, a->fill) >= least_difference;
    return (a->pattern != PATTERN_NONE && a->pattern != b->pattern && is_hatch_seen) ||
           (mark_a != MARK_NONE && mark_a != mark_b && is_mark_seen);
}

/* A heavy outline tells where one of the two ends if it differs from both. In grey only a zero may
 * rely on it, which looks the same in the window and beside it. */
static bool differ_by_outline(const struct seen *a, const struct seen *b,
                              double (*apart)(struct color a, struct color b))
{
    return a->is_heavy && !b->is_heavy && apart(a->edge, a->fill) >= least_difference &&
           apart(a->edge, b->fill) >= least_difference;
}

static bool check_pair(const struct theme *theme, enum meaning one, enum meaning other)
{
    const struct seen a = see(theme, one), b = see(theme, other);
    enum mark mark_a = looks[one].mark, mark_b = looks[other].mark;
    double apart = least_apart(a.fill, b.fill), in_grey = lightness_apart(a.fill, b.fill);
    bool has_pattern =
        differ_by_pattern(&a, mark_a, &b, mark_b) || differ_by_pattern(&b, mark_b, &a, mark_a);
    bool has_outline =
        differ_by_outline(&a, &b, least_apart) || differ_by_outline(&b, &a, least_apart);
    bool is_told = apart >= least_difference || has_pattern || has_outline;
    bool has_grey_outline = one == READ_ZERO && differ_by_outline(&a, &b, lightness_apart);
    bool is_told_in_grey = in_grey >= least_difference || has_pattern || has_grey_outline;
    if (!is_told || !is_told_in_grey)
        print_error("theme %s: %s and %s are %.1f apart, in grey %.1f\n", theme->name,
                    looks[one].name, looks[other].name, apart, in_grey);
    return is_told && is_told_in_grey;
}

static const struct {
    enum theme_color ink;
    enum meaning under;
} words[] = {
    {COLOR_INK, THE_PAGE},
    {COLOR_INK, READ_UNIT},
    {COLOR_ZERO_INK, READ_ZERO},
    {COLOR_INK, READ_REPEATED},
    {COLOR_INK, OUTPUT_STAMPED},
    {COLOR_ZERO_INK, THE_PAGE},
    {COLOR_ZERO_INK, PADDING_ZERO},
    {COLOR_ZERO_INK, STRETCH_ZERO},
    {COLOR_ZERO_INK, EXTRA_ZERO},
    {COLOR_ZERO_INK, REPEATED_UNIT},
    {COLOR_ZERO_INK, UNIT_UNREAD},
    {COLOR_INPUT_INK, THE_PAGE},
    {COLOR_INPUT_INK, UNIT},
    {COLOR_INPUT_NOW_INK, UNIT_STAMPED},
    {COLOR_WINDOW_INK, THE_PAGE},
    {COLOR_WINDOW_INK, WEIGHT},
    {COLOR_INK, WEIGHT_NOW},
    {COLOR_WINDOW_INK, READ_UNIT},
    {COLOR_WINDOW_INK, READ_ZERO},
    {COLOR_WINDOW_INK, READ_REPEATED},
    {COLOR_WINDOW_INK, OUTPUT_STAMPED},
    {COLOR_OUTPUT_INK, THE_PAGE},
    {COLOR_OUTPUT_INK, OUTPUT},
    {COLOR_NOW_INK, OUTPUT_NOW},
    {COLOR_NOW_INK, TAKEN_UNIT},
};

static const char *const ink_names[THEME_COLORS] = {
    [COLOR_INK] = "ink",
    [COLOR_ZERO_INK] = "quiet",
    [COLOR_INPUT_INK] = "input_ink",
    [COLOR_INPUT_NOW_INK] = "input_now_ink",
    [COLOR_WINDOW_INK] = "window_ink",
    [COLOR_OUTPUT_INK] = "output_ink",
    [COLOR_NOW_INK] = "now_ink",
};

/* On the fill, and on its hatch, which goes on under the digits. */
static bool check_words(const struct theme *theme, enum theme_color ink, enum meaning meaning)
{
    const struct seen under = see(theme, meaning);
    double read = contrast(color_over(theme->color[ink], under.fill), under.fill);
    if (under.pattern != PATTERN_NONE)
        read = fmin(read, contrast(color_over(theme->color[ink], under.hatch), under.hatch));
    if (read < least_contrast)
        print_error("theme %s: %s on %s has a contrast of %.2f\n", theme->name, ink_names[ink],
                    looks[meaning].name, read);
    return read >= least_contrast;
}

static bool check_theme(const struct theme *theme)
{
    bool is_good = true;
    for (size_t i = 0; i < sizeof touching / sizeof *touching; i++)
        is_good &= check_pair(theme, touching[i][0], touching[i][1]);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        is_good &= check_words(theme, words[i].ink, words[i].under);
    assert_string_equal(theme->font[FONT_WORDS].family, theme->font[FONT_VALUES].family);
    assert_string_equal(theme->font[FONT_WORDS].family, theme->font[FONT_SMALL].family);
    return is_good;
}

static void test_themes(void **state)
{
    (void)state;
    size_t judged = 0;
    bool are_good = true;
    for (size_t i = 0; i < embedded_themes_count; i++) {
        if (strcmp(embedded_themes[i].name, "guide") == 0)
            continue;
        struct fixture fixture;
        char text[200];
        snprintf(text, sizeof text, "theme: %s\ninput: 4\nlayer: {type: Conv2d, kernel_size: 3}\n",
                 embedded_themes[i].name);
        assert_true(set_up(&fixture, text));
        are_good &= check_theme(&fixture.scene->theme);
        tear_down(&fixture);
        judged++;
    }
    assert_true(judged >= 3);
    assert_true(are_good);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_themes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
