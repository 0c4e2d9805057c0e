/* SPDX-License-Identifier: MIT */
/* The keys of a theme, as rows of the table of the scene language: a theme's file has them at its
 * top, a scene below `theme`. */
#include "fields.h"

#define AT(member) offsetof(struct scene, theme.member)
#define RANGE(least, greatest) .low = (least), .high = (greatest)
#define KEY(key, what, why, without, ...)                                                     \
    {                                                                                         \
        .path = "theme." key, .takes = what, .meaning = why, .fallback = without, __VA_ARGS__ \
    }
#define FIELD(key, what, why, ...) \
    KEY(key, what, why, "that of the theme that `from` names", __VA_ARGS__)

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
#define SHARE(key, member, why) \
    FIELD(key, "a number from 0 to 1", why, .read = read_seconds, .offset = AT(member), RANGE(0, 1))
#define FLAG(key, member, why) \
    FIELD(key, "true or false", why, .read = read_flag, .offset = AT(member))

const struct field theme_fields[] = {
    KEY("from", "the name of a theme, or a theme's file", "the theme that this one changes",
        "light", .read = read_theme_from),

    COLOR("background", COLOR_BACKGROUND, "behind everything"),
    COLOR("ink", COLOR_INK, "words, and digits under the window"),
    COLOR("quiet", COLOR_ZERO_INK, "zeros, signs, and words of less weight"),
    COLOR("faint", COLOR_ZERO_LINE, "dashed grid and marks of cells that hold no unit"),
    COLOR("input", COLOR_INPUT, "units of the input"),
    COLOR("input_line", COLOR_INPUT_LINE, "lines around units of the input"),
    COLOR("input_ink", COLOR_INPUT_INK, "digits of the input, and its name"),
    COLOR("input_behind", COLOR_INPUT_BEHIND, "a map behind another one"),
    COLOR("input_now", COLOR_INPUT_NOW, "current unit of the input in view scatter"),
    COLOR("input_now_ink", COLOR_INPUT_NOW_INK, "digits of that unit"),
    COLOR("output", COLOR_OUTPUT, "units of the output"),
    COLOR("output_line", COLOR_OUTPUT_LINE, "lines around units of the output"),
    COLOR("output_ink", COLOR_OUTPUT_INK, "digits of the output, and its name"),
    COLOR("kernel", COLOR_KERNEL, "weights; their lines and digits have the colours of the window"),
    COLOR("window", COLOR_WINDOW, "over the cells that are read, and the current weights"),
    COLOR("window_edge", COLOR_WINDOW_EDGE, "around each cell of the window"),
    COLOR("window_line", COLOR_WINDOW_LINE, "grid and outline of the window"),
    COLOR("window_ink", COLOR_WINDOW_INK, "digits of the kernel"),
    COLOR("now", COLOR_NOW, "current output unit, and the unit that a pool takes"),
    COLOR("now_line", COLOR_NOW_LINE, "line around that unit"),
    COLOR("now_ink", COLOR_NOW_INK, "digits of that unit"),
    COLOR("link", COLOR_LINK, "lines from cell to cell"),
    COLOR("hatch", COLOR_HATCH, "lines of the patterns"),
    SHARE("ground", ground,
          "how strong the colour of a map's units is under its zeros and its empty cells"),

    FIELD("patterns", "a map, for example {output: hatch}", "lines over the colours, for print",
          .read = read_map),
    PATTERN("patterns.input", COLOR_INPUT, "units of the input"),
    PATTERN("patterns.input_behind", COLOR_INPUT_BEHIND, "a map behind another one"),
    PATTERN("patterns.input_now", COLOR_INPUT_NOW, "current unit of the input in view scatter"),
    PATTERN("patterns.output", COLOR_OUTPUT, "units of the output"),
    PATTERN("patterns.kernel", COLOR_KERNEL, "weights"),
    PATTERN("patterns.window", COLOR_WINDOW, "the cells that are read"),
    PATTERN("patterns.now", COLOR_NOW, "current output unit"),
    FIELD("scale", "color or grey", "colours of the values in view heat", .read = read_scale,
          .offset = AT(is_scale_grey)),

    FIELD("strokes", "a map", "widths of lines", .read = read_map),
    LINE_WIDTH("strokes.thin", thin_pt, "grids over a map, and marks", .excludes_low = true),
    LINE_WIDTH("strokes.thick", thick_pt, "lines around units", .excludes_low = true),
    LINE_WIDTH("strokes.window", window_pt,
               "lines around the window and the current output unit; 0: as wide as other lines", ),
    FIELD("strokes.dash", "a list of two lengths, for example [2, 2]",
          "length of a dash and of the gap after it", .read = read_dash, .offset = AT(dash_on_pt),
          RANGE(0, WIDEST_LINE), .excludes_low = true),

    FIELD("sizes", "a map", "sizes of cells and of the page", .read = read_map),
    SIZE("sizes.cell", cell_pt, "side of a cell", .excludes_low = true),
    SIZE("sizes.margin", margin_pt, "space around the drawing", ),
    FIELD("sizes.hatch", LENGTH, "distance between the lines of a pattern", .read = read_length,
          .offset = AT(hatch_pt), RANGE(1, LARGEST)), /* nearer they are a grey, and costly */

    FIELD("font", "a map", "one family in three sizes", .read = read_map),
    FIELD("font.family", "a font's name, or a list of them for words, values and small digits",
          "the family", .read = read_family, .offset = AT(font)),
    FIELD("font.figure_height", "a number above 0 and at most 1",
          "height of a digit, as a part of the font size; it centres digits in cells",
          .read = read_figure_height, .offset = AT(font), RANGE(0, 1), .excludes_low = true),
    SIZE("font.words", font[FONT_WORDS].size_pt, "size of words", .excludes_low = true),
    SIZE("font.values", font[FONT_VALUES].size_pt, "size of digits in cells", .excludes_low = true),
    SIZE("font.small", font[FONT_SMALL].size_pt, "size of indices and other small digits",
         .excludes_low = true),

    FIELD("timeline", "a map", "times that a scene does not give", .read = read_map),
    SECONDS("timeline.move", move, "how long the window slides to its next position"),
    SECONDS("timeline.hold_first", hold_first, "extra time of the first picture"),
    SECONDS("timeline.hold_last", hold_last, "extra time of the last picture"),
    SHARE("timeline.products", products, "how much of a step its products take to appear"),
    SHARE("timeline.sum", sum, "how much of it they take to gather in the sum"),
    SHARE("timeline.result", result, "how much of it the total takes to its cell"),

    FLAG("labels", has_labels, "words around the maps, unless the scene says otherwise"),
    FLAG("page_per_step", is_page_per_step,
         "each page has its own size and only what the guide's pages have"),
    FLAG("all_outputs", shows_all_outputs, "outputs are shown before they are computed"),
    FIELD("output_decimals", "a whole number, or needed",
          "decimals of every output; needed: as many as it has", .read = read_output_decimals,
          .offset = AT(output_decimals), RANGE(0, MOST_DECIMALS)),
};

const size_t theme_field_count = sizeof theme_fields / sizeof *theme_fields;
