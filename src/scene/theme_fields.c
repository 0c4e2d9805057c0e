/* SPDX-License-Identifier: MIT */
/* The keys of a theme, as rows of the table of the scene language: a theme's file has them at its
 * top, a scene below `theme`. */
#include "fields.h"

#define AT(member) offsetof(struct scene, theme.member)
#define RANGE(least, greatest) .low = (least), .high = (greatest)
#define FIELD(key, what, why, ...)                                     \
    {                                                                  \
        .path = "theme." key, .takes = what, .about = why, __VA_ARGS__ \
    }

#define COLOR(key, index, why)                                                         \
    FIELD(key, "a colour: '#rrggbb', a name such as white, none, or 'white 40%'", why, \
          .read = read_color, .offset = AT(color[index]))

#define PATTERN(key, index, why)                                                    \
    FIELD(key, "hatch, back_hatch, cross_hatch or none", why, .read = read_pattern, \
          .offset = AT(color[index]))

enum { WIDEST_LINE = 100, LARGEST = 1000, MOST_DECIMALS = 15, DAY = 86400 };

#define LENGTH "a length in points, or with a unit: 1 cm, 5 mm, 0.4 TeXpt"
#define LINE_WIDTH(key, member, why, ...)                                                     \
    FIELD(key, LENGTH, why, .read = read_length, .offset = AT(member), RANGE(0, WIDEST_LINE), \
          __VA_ARGS__)
#define SIZE(key, member, why, ...)                                                       \
    FIELD(key, LENGTH, why, .read = read_length, .offset = AT(member), RANGE(0, LARGEST), \
          __VA_ARGS__)
#define SECONDS(key, member, why)                                                      \
    FIELD(key, "a number of seconds", why, .read = read_seconds, .offset = AT(member), \
          RANGE(0, DAY))
#define FLAG(key, member, why) \
    FIELD(key, "true or false", why, .read = read_flag, .offset = AT(member))

const struct field theme_fields[] = {
    FIELD("from", "the name of a theme, or a theme's file", "what it is but for the rest; light",
          .read = read_theme_from),

    COLOR("background", COLOR_BACKGROUND, "behind everything"),
    COLOR("ink", COLOR_INK, "words, and digits under the window"),
    COLOR("quiet", COLOR_ZERO_INK, "zeros, signs, words that stand back"),
    COLOR("faint", COLOR_ZERO_LINE, "the dashed grid of what is no unit, and its marks"),
    COLOR("input", COLOR_INPUT, "the input's units"),
    COLOR("input_line", COLOR_INPUT_LINE, "around them"),
    COLOR("input_ink", COLOR_INPUT_INK, "their digits, the input's name"),
    COLOR("input_behind", COLOR_INPUT_BEHIND, "a map behind another one"),
    COLOR("input_now", COLOR_INPUT_NOW, "the current unit in view scatter"),
    COLOR("input_now_ink", COLOR_INPUT_NOW_INK, "its digits"),
    COLOR("output", COLOR_OUTPUT, "the output's units"),
    COLOR("output_line", COLOR_OUTPUT_LINE, "around them"),
    COLOR("output_ink", COLOR_OUTPUT_INK, "their digits, the output's name"),
    COLOR("kernel", COLOR_KERNEL, "weights; their lines and digits are the window's"),
    COLOR("window", COLOR_WINDOW, "over what is read, and the weights of the moment"),
    COLOR("window_edge", COLOR_WINDOW_EDGE, "around each of its cells"),
    COLOR("window_line", COLOR_WINDOW_LINE, "the window's grid and outline"),
    COLOR("window_ink", COLOR_WINDOW_INK, "the kernel's digits"),
    COLOR("now", COLOR_NOW, "the current output, and what a pool takes"),
    COLOR("now_line", COLOR_NOW_LINE, "around it"),
    COLOR("now_ink", COLOR_NOW_INK, "its digits"),
    COLOR("link", COLOR_LINK, "lines from cell to cell"),
    COLOR("hatch", COLOR_HATCH, "the lines of patterns"),

    FIELD("patterns", "a map, for example {output: hatch}", "lines over fills, for paper",
          .read = read_map),
    PATTERN("patterns.input", COLOR_INPUT, "the input's units"),
    PATTERN("patterns.input_behind", COLOR_INPUT_BEHIND, "a map behind another one"),
    PATTERN("patterns.input_now", COLOR_INPUT_NOW, "the current unit in view scatter"),
    PATTERN("patterns.output", COLOR_OUTPUT, "the output's units"),
    PATTERN("patterns.kernel", COLOR_KERNEL, "weights"),
    PATTERN("patterns.window", COLOR_WINDOW, "what is read"),
    PATTERN("patterns.now", COLOR_NOW, "the current output"),
    FIELD("scale", "color or grey", "of values that view heat shows; color", .read = read_scale,
          .offset = AT(is_scale_grey)),

    FIELD("strokes", "a map", "how wide lines are", .read = read_map),
    LINE_WIDTH("strokes.thin", thin_pt, "grids over a map, marks", .excludes_low = true),
    LINE_WIDTH("strokes.thick", thick_pt, "around units", .excludes_low = true),
    LINE_WIDTH("strokes.window", window_pt,
               "around the window and the current output; 0: as thick as any other", ),
    FIELD("strokes.dash", "a list of two lengths, for example [2, 2]",
          "a dash and its gap, of what is no unit", .read = read_dash, .offset = AT(dash_on_pt),
          RANGE(0, WIDEST_LINE), .excludes_low = true),

    FIELD("sizes", "a map", "of cells and the page", .read = read_map),
    SIZE("sizes.cell", cell_pt, "a cell's side", .excludes_low = true),
    SIZE("sizes.margin", margin_pt, "around the drawing", ),
    FIELD("sizes.hatch", LENGTH, "from one line of a pattern to the next", .read = read_length,
          .offset = AT(hatch_pt), RANGE(1, LARGEST)), /* nearer they are a grey, and costly */

    FIELD("font", "a map", "one family in three sizes", .read = read_map),
    FIELD("font.family", "a font's name, or a list of them for words, values and small digits",
          "the family, or its optical sizes", .read = read_family, .offset = AT(font)),
    FIELD("font.figure_height", "a number above 0 and at most 1",
          "how high a digit is, of the font's size: digits are centred by it",
          .read = read_figure_height, .offset = AT(font), RANGE(0, 1), .excludes_low = true),
    SIZE("font.words", font[FONT_WORDS].size_pt, "of words", .excludes_low = true),
    SIZE("font.values", font[FONT_VALUES].size_pt, "of digits in cells", .excludes_low = true),
    SIZE("font.small", font[FONT_SMALL].size_pt, "of digits beside others", .excludes_low = true),

    FIELD("timeline", "a map", "what a scene's timeline leaves open", .read = read_map),
    SECONDS("timeline.move", move, "how much of a step the window slides"),
    SECONDS("timeline.hold_first", hold_first, "extra time on the first picture"),
    SECONDS("timeline.hold_last", hold_last, "extra time on the last picture"),

    FLAG("labels", has_labels, "words around the maps, unless the scene says"),
    FLAG("page_per_step", is_page_per_step,
         "each page has its own size and what the guide's pages have, no more"),
    FLAG("all_outputs", shows_all_outputs, "outputs are there before they are computed"),
    FIELD("output_decimals", "a whole number, or needed",
          "decimals of every output; needed: as many as it has", .read = read_output_decimals,
          .offset = AT(output_decimals), RANGE(0, MOST_DECIMALS)),
};

const size_t theme_field_count = sizeof theme_fields / sizeof *theme_fields;
