/* SPDX-License-Identifier: MIT */
/* The table of the scene language: the rows that read, check and document every key. A row without
 * a reader is a key that is promised, known, and not there yet. */
#include "fields.h"

#include <string.h>

enum {
    MOST = 1000000, /* of any size or parameter: far beyond what can be drawn */
    DAY = 86400,    /* seconds of a hold */
    WIDEST = 1000000000,
    LONGEST_LOOP = 65535 /* GIF counts its loops in 16 bits */
};

#define AT(member) offsetof(struct scene, member)

#define WHOLE "a whole number"
#define PER_AXIS "a whole number, or a list with one per axis"
#define STEPS "a step, a range A..B from 0 with both ends included, last or middle"
#define RANDOM "a map of seed, low, high and decimals"

#define RANGE(least, greatest) .low = (least), .high = (greatest)
#define FIELD(key, what, why, ...)                            \
    {                                                         \
        .path = key, .takes = what, .about = why, __VA_ARGS__ \
    }
#define NOT_YET(key, what, why)                  \
    {                                            \
        .path = key, .takes = what, .about = why \
    }

/* The rows that input, kernel and bias share: where their numbers come from. */
#define SOURCE_ROWS(key, member, most_axes)                                                \
    FIELD(key ".values", "a list of numbers, or lists of them",                            \
          "the numbers as nested lists, outermost axis first", .read = read_tensor,        \
          .offset = AT(member), RANGE(0, most_axes)),                                      \
        FIELD(key ".random", RANDOM, "random numbers, the same for the same seed",         \
              .read = read_random, .offset = AT(member)),                                  \
        FIELD(key ".random.seed", WHOLE, "which random numbers; 0", .read = read_seed,     \
              .offset = AT(member.seed), RANGE(0, INT64_MAX)),                             \
        FIELD(key ".random.low", "a number", "the least of them; 0", .read = read_number,  \
              .offset = AT(member.low), RANGE(-WIDEST, WIDEST)),                           \
        FIELD(key ".random.high", "a number", "the greatest of them, itself included; 9",  \
              .read = read_number, .offset = AT(member.high), RANGE(-WIDEST, WIDEST)),     \
        FIELD(key ".random.decimals", WHOLE, "their decimals; 0", .read = read_decimals,   \
              .offset = AT(member.decimals), RANGE(0, 6)),                                 \
        FIELD(key ".fill", "a number", "one number everywhere", .read = read_fill,         \
              .offset = AT(member)),                                                       \
        FIELD(key ".file", "a path", "numbers or a picture from a file: .npy, .csv, .png", \
              .read = read_path, .offset = AT(member))

/* The rows of a layer, alone or in a stack. */
#define LAYER_ROWS(key)                                                                          \
    FIELD(key ".type", "the name of a layer, for example Conv2d", "its kind, by PyTorch's name", \
          .read = read_type, .offset = AT(layer)),                                               \
        FIELD(key ".kernel_size", PER_AXIS, "of the window; that of kernel.values",              \
              .read = read_per_axis, .offset = AT(layer.kernel_size), RANGE(1, MOST)),           \
        FIELD(key ".stride", PER_AXIS,                                                           \
              "from one place of the window to the next; 1, of a pool kernel_size",              \
              .read = read_per_axis, .offset = AT(layer.stride), RANGE(1, MOST)),                \
        FIELD(key ".padding",                                                                    \
              "a whole number, a list with one per axis, a list of [before, after], or valid, "  \
              "same, "                                                                           \
              "same_lower, half, full or causal",                                                \
              "zeros around the input; 0", .read = read_padding, .offset = AT(layer.padding),    \
              RANGE(0, MOST)),                                                                   \
        FIELD(key ".dilation", PER_AXIS, "from one tap of the kernel to the next; 1",            \
              .read = read_per_axis, .offset = AT(layer.dilation), RANGE(1, MOST)),              \
        FIELD(key ".groups", WHOLE, "groups of channels that do not see each other; 1",          \
              .read = read_given_integer, .offset = AT(layer.groups), RANGE(1, MOST)),           \
        FIELD(key ".out_channels", WHOLE, "maps that it gives; from kernel.values, else groups", \
              .read = read_given_integer, .offset = AT(layer.out_channels), RANGE(1, MOST)),     \
        FIELD(key ".in_channels", WHOLE, "maps that it takes; those of the input",               \
              .read = read_given_integer, .offset = AT(layer.in_channels), RANGE(1, MOST)),      \
        FIELD(key ".padding_mode", "zeros, reflect, replicate or circular",                      \
              "what the padding holds; zeros", .read = read_padding_mode, .offset = AT(layer)),  \
        FIELD(key ".output_padding", PER_AXIS, "of a transposed layer: the guide's a; 0",        \
              .read = read_per_axis, .offset = AT(layer.output_padding), RANGE(0, MOST)),        \
        FIELD(key ".output_size", PER_AXIS,                                                      \
              "of an adaptive pool, null keeps the input's; of a transposed layer, in place of " \
              "output_padding",                                                                  \
              .read = read_per_axis, .offset = AT(layer.output_size), RANGE(1, MOST),            \
              .takes_null = true),                                                               \
        FIELD(key ".ceil_mode", "true or false",                                                 \
              "of a pool: a last window may hang over the end; false", .read = read_given_flag,  \
              .offset = AT(layer.ceil_mode)),                                                    \
        FIELD(key ".count_include_pad", "true or false",                                         \
              "of an average: padding counts as cells; true", .read = read_given_flag,           \
              .offset = AT(layer.count_include_pad)),                                            \
        FIELD(key ".divisor_override", WHOLE,                                                    \
              "of an average in 2-D or 3-D: sums are divided by it; the cells that count",       \
              .read = read_given_integer, .offset = AT(layer.divisor_override), RANGE(1, MOST)), \
        FIELD(key ".norm_type", "a number", "of an LPPool: the power of its absolute values; 2", \
              .read = read_given_number, .offset = AT(layer.norm_type), RANGE(0, MOST),          \
              .excludes_low = true),                                                             \
        FIELD(key ".size", PER_AXIS, "of an Upsample's output, in place of scale_factor",        \
              .read = read_per_axis, .offset = AT(layer.size), RANGE(1, MOST)),                  \
        FIELD(key ".scale_factor", "a number, or a list with one per axis",                      \
              "of an Upsample: how many times larger", .read = read_numbers_per_axis,            \
              .offset = AT(layer.scale_factor), RANGE(0, MOST), .excludes_low = true),           \
        FIELD(key ".upscale_factor", WHOLE, "of a PixelShuffle", .read = read_given_integer,     \
              .offset = AT(layer.upscale_factor), RANGE(1, MOST)),                               \
        FIELD(key ".downscale_factor", WHOLE, "of a PixelUnshuffle", .read = read_given_integer, \
              .offset = AT(layer.downscale_factor), RANGE(1, MOST)),                             \
        FIELD(key ".flip", "true or false",                                                      \
              "the kernel is turned by 180 degrees, as signal processors convolve; false",       \
              .read = read_given_flag, .offset = AT(layer.flip))

static const struct field fields[] = {
    FIELD("title", "a text", "what it shows; the file's name", .read = read_title,
          .offset = AT(title)),

    FIELD("layer", "a map, for example {type: Conv2d, kernel_size: 3}",
          "the layer itself; PyTorch's words too: \"Conv2d(1, 1, kernel_size=(3, 3))\"",
          .read = read_layer, .offset = AT(layer), .is_layer_part = true),
    LAYER_ROWS("layer"),
    FIELD("input", "a whole number, a list of sizes, or a map of values or size",
          "what goes in: its sizes or its numbers", .read = read_input, .offset = AT(input),
          RANGE(1, MOST), .is_layer_part = true),
    FIELD("input.size", PER_AXIS, "its sizes, channels first where there is one more than axes",
          .read = read_input_size, .offset = AT(input), RANGE(1, MOST)),
    FIELD("input.channels", WHOLE, "its channels; 1", .read = read_count,
          .offset = AT(input.channels), RANGE(1, MOST)),
    SOURCE_ROWS("input", input, 2 + MAX_AXES),
    FIELD("input.range", "two numbers, [low, high]",
          "of a picture: what black and white stand for; [0, 255]", .read = read_range,
          .offset = AT(input), RANGE(-WIDEST, WIDEST)),

    FIELD("kernel", "a map of values, random or fill, or a name or several", "the weights",
          .read = read_kernel, .offset = AT(layer.kernel), .is_layer_part = true),
    SOURCE_ROWS("kernel", layer.kernel, MAX_RANK),
    FIELD("kernel.divide", "a number", "every weight is divided by it; 1", .read = read_divide,
          .offset = AT(layer.kernel), RANGE(-WIDEST, WIDEST)),

    FIELD("bias",
          "a number, a list with one per output channel, or a map of values, random or fill",
          "added to every output", .read = read_bias, .offset = AT(layer.bias),
          .is_layer_part = true),
    SOURCE_ROWS("bias", layer.bias, 1),

    FIELD("layers", "a list of layers, for example [{type: Conv2d, kernel_size: 3}, {type: ReLU}]",
          "a stack, each taking what the one before gives", .read = read_layers, .offset = 0,
          .is_layer_part = true),
    LAYER_ROWS("layers"),
    FIELD("layers.name", "a text", "what others call it", .read = read_title,
          .offset = AT(layer.name)),
    FIELD("layers.indices", "the name of a layer", "of a MaxUnpool: its pool; the nearest before",
          .read = read_view, .offset = AT(layer.indices)),
    FIELD("layers.kernel", "a map of values, random or fill, or a name or several", "the weights",
          .read = read_kernel, .offset = AT(layer.kernel)),
    SOURCE_ROWS("layers.kernel", layer.kernel, MAX_RANK),
    FIELD("layers.kernel.divide", "a number", "every weight is divided by it; 1",
          .read = read_divide, .offset = AT(layer.kernel), RANGE(-WIDEST, WIDEST)),
    FIELD("layers.bias",
          "a number, a list with one per output channel, or a map of values, random or fill",
          "added to every output", .read = read_bias, .offset = AT(layer.bias)),
    SOURCE_ROWS("layers.bias", layer.bias, 1),

    FIELD("view", "a word, for example stacked or flat", "how the maps are drawn",
          .read = read_view, .offset = AT(view)),
    FIELD("theme", "the name of a theme, a theme's file, or a map such as {from: dark}",
          "colours, strokes, sizes and fonts; light", .read = read_theme, .offset = AT(theme)),
    FIELD("language", "en, de, fr, zh or the path of a catalogue",
          "of the words that are not the scene's own; en", .read = read_language,
          .offset = AT(language)),
    FIELD("show", "a map, for example {values: symbols}, or none or all",
          "what stands on and beside the maps; none: no words, all: all of them", .read = read_show,
          .offset = AT(show)),
    FIELD("show.values", "true, false or symbols",
          "digits in the cells, nothing, or x, w and y with their indices; true where there are "
          "values",
          .read = read_show_values, .offset = AT(show)),
    FIELD("show.digits", WHOLE,
          "fixed decimals, of maps that are not whole; as many as needed, at most 3",
          .read = read_decimals, .offset = AT(show.digits), RANGE(0, 6)),
    FIELD("show.uncovered", "true or false", "marks units that no window reads; true",
          .read = read_given_flag, .offset = AT(show.uncovered)),
    FIELD("show.argmax", "true or false", "marks the unit that a max pool takes; true",
          .read = read_given_flag, .offset = AT(show.argmax)),
    FIELD("show.title", "true or false",
          "the title above; true where the scene has one, but in guide", .read = read_given_flag,
          .offset = AT(show.title)),
    FIELD("show.labels", "true or false", "the names of the maps; true, in theme guide false",
          .read = read_given_flag, .offset = AT(show.labels)),
    FIELD("show.sizes", "true or false", "their sizes beside the names; true",
          .read = read_given_flag, .offset = AT(show.sizes)),
    FIELD("show.legend", "true or false",
          "what the patterns of zeros mean; true where there are several, in theme guide false",
          .read = read_given_flag, .offset = AT(show.legend)),
    FIELD("show.formula", "true or false",
          "how the size of the output follows; true, in theme guide false", .read = read_given_flag,
          .offset = AT(show.formula)),
    FIELD("show.sum", "true or false",
          "the current sum, term by term; true where there are values, in theme guide false",
          .read = read_given_flag, .offset = AT(show.sum)),
    FIELD("show.dimensions", "true or false",
          "arrows of padding, stride and dilation; true, in theme guide false",
          .read = read_given_flag, .offset = AT(show.dimensions)),
    FIELD("show.indices", "true or false", "the numbers of rows and columns; false",
          .read = read_given_flag, .offset = AT(show.indices)),
    FIELD("show.kernel", "true or false", "the kernel beside the input; true",
          .read = read_given_flag, .offset = AT(show.kernel)),
    FIELD("show.padding", "true or false", "the cells around the input; true",
          .read = read_given_flag, .offset = AT(show.padding)),
    FIELD("show.scale", "true or false", "the scale of colours; true", .read = read_given_flag,
          .offset = AT(show.scale)),
    FIELD("show.receptive_field", "true or false", "what an output unit of a stack sees; true",
          .read = read_given_flag, .offset = AT(show.receptive_field)),
    FIELD("show.overlap", "true, false or counts", "stamps that reach the same output unit; true",
          .read = read_overlap, .offset = AT(show.overlap)),
    FIELD(
        "show.output", "computed, all or question",
        "outputs appear as they are computed, all at once, or with a question mark first; computed",
        .read = read_reveal, .offset = AT(show)),
    FIELD("names", "a map, for example {input: photograph}", "other words for the labels",
          .read = read_map),
    FIELD("names.input", "a text, or a list of one for each channel", "of the input",
          .read = read_names, .offset = AT(names[MAP_INPUT])),
    FIELD("names.kernel", "a text, or a list of one for each channel", "of the kernel",
          .read = read_names, .offset = AT(names[MAP_KERNEL])),
    FIELD("names.output", "a text, or a list of one for each channel", "of the output",
          .read = read_names, .offset = AT(names[MAP_OUTPUT])),
    FIELD("order", "output, position, input or layer", "what a step is; output", .read = read_order,
          .offset = AT(order)),
    FIELD("caption", "a text", "below the picture, of a panel too", .read = read_title,
          .offset = AT(caption)),
    FIELD("credit", "a text", "who made it: small words in the lower right corner",
          .read = read_title, .offset = AT(credit)),
    FIELD("focus", "an output unit, for example [0, 0], or last",
          "the only step that is shown, unless output.steps says otherwise", .read = read_focus,
          .offset = AT(focus), RANGE(0, MOST)),
    FIELD("steps", STEPS, "the only steps that are shown; all", .read = read_steps,
          .offset = AT(output)),
    FIELD("notes", "a list, for example [{at: {input: [0, 0]}, text: read once, steps: 0..3}]",
          "call-outs to cells", .read = read_notes, .offset = 0),
    FIELD("notes.at", "a map of input, kernel or output, and the index of a cell",
          "which cell: {output: [1, 2]}, with the channel first where there are several",
          .read = read_note_at, .offset = 0, RANGE(0, MOST)),
    FIELD("notes.text", "a text", "what to say", .read = read_note_text, .offset = 0),
    FIELD("notes.steps", "a step or a range A..B", "when it is there; all steps",
          .read = read_note_steps, .offset = 0),
    FIELD("panels",
          "a list of what differs, for example [{layer: {stride: 1}}, {layer: {stride: 2}}]",
          "scenes side by side, each this one but for what it says", .read = read_panels),
    FIELD("sync", "steps or fraction",
          "panels of unlike length: the shorter holds its last picture, or all are equally far on; "
          "steps",
          .read = read_sync, .offset = AT(sync)),

    FIELD("timeline", "a map", "how long everything lasts, in seconds", .read = read_timeline,
          .offset = AT(timeline)),
    FIELD("timeline.step", "a number of seconds",
          "a step, its move included; 1, or as long as it takes to read its sum, at most 4",
          .read = read_step, .offset = AT(timeline), RANGE(0, DAY), .excludes_low = true),
    FIELD("timeline.move", "a number of seconds", "how much of it the window slides; 0.35",
          .read = read_move, .offset = AT(timeline), RANGE(0, DAY)),
    FIELD("timeline.ease", "linear or smooth", "how it slides; smooth", .read = read_ease,
          .offset = AT(timeline)),
    FIELD("timeline.hold_first", "a number of seconds", "extra time on the first picture; 0.5",
          .read = read_seconds, .offset = AT(timeline.hold_first), RANGE(0, DAY)),
    FIELD("timeline.hold_last", "a number of seconds", "extra time on the last picture; 2",
          .read = read_seconds, .offset = AT(timeline.hold_last), RANGE(0, DAY)),

    FIELD("output", "a map", "what is written", .read = read_map),
    FIELD("output.format", "the name of a format, or a list of them, for example [gif, pdf]",
          "what a bare render writes", .read = read_formats, .offset = AT(output)),
    FIELD("output.size",
          "WIDTHxHEIGHT in pixels, a width or WIDTHxHEIGHT in mm, cm, in or pt, or 720p, 1080p, "
          "1440p, 4k, square, slide, slide_4x3 or story",
          "of a picture or a page; the drawing's own at dpi", .read = read_output_size,
          .offset = AT(output)),
    FIELD("output.dpi", "a number of pixels per inch", "of a drawing of its own size; 150",
          .read = read_dpi, .offset = AT(output), RANGE(1, 10000)),
    FIELD("output.fps", "a number of frames per second, for example 60 or 30000/1001",
          "of what moves; 60", .read = read_fps, .offset = AT(output), RANGE(0, 1000),
          .excludes_low = true),
    FIELD("output.steps", STEPS, "which steps; all", .read = read_steps, .offset = AT(output)),
    FIELD("output.poster", "a map, for example {step: 4}", "the step that a single picture shows",
          .read = read_map),
    FIELD("output.poster.step", WHOLE, "which, from 0; that of focus, else the last one",
          .read = read_given_integer, .offset = AT(output.poster_step), RANGE(0, WIDEST)),
    NOT_YET("output.poster.shot", "the name of a shot", "of a film: the shot of its still"),
    FIELD("output.sheet", "COLUMNSxROWS, for example 4x3",
          "steps side by side on a page of PDF, SVG or PNG", .read = read_sheet,
          .offset = AT(output)),
    FIELD("output.captions", "true or false", "below the steps of a sheet; false",
          .read = read_given_flag, .offset = AT(output.captions)),
    FIELD("output.background", "a colour: none, a name such as white, or '#rrggbb'",
          "behind everything; the theme's", .read = read_background, .offset = AT(output)),
    FIELD("output.matte", "a colour: a name such as white, or '#rrggbb'",
          "behind a transparent background where a format cannot have one, and behind the edges of "
          "a GIF; the theme's background",
          .read = read_matte, .offset = AT(output)),
    FIELD("output.loop", "forever, or how many times", "of a GIF; forever", .read = read_loop,
          .offset = AT(output), RANGE(1, LONGEST_LOOP)),

    NOT_YET("shots", "a list of shots", "a film"),
    NOT_YET("transition", "cut or fade", "into a shot"),
    NOT_YET("card", "a text", "of a shot: words alone"),
    NOT_YET("chapter", "a text", "of a shot: its name"),
    NOT_YET("say", "a text", "of a shot: what is spoken"),
    NOT_YET("build", "a list", "of a shot: what is drawn before step 0"),
    NOT_YET("scene", "a path", "of a shot: a scene file"),
    NOT_YET("audio", "a path", "of a shot: a recording"),
    NOT_YET("hold", "a number of seconds", "of a shot: a pause"),
};

enum { FIELDS = sizeof fields / sizeof fields[0] };

size_t fields_count(void)
{
    return FIELDS + theme_field_count;
}

const struct field *fields_at(size_t index)
{
    return index < FIELDS ? &fields[index] : &theme_fields[index - FIELDS];
}

const struct field *fields_find(const char *path)
{
    for (size_t i = 0; i < fields_count(); i++) {
        if (strcmp(fields_at(i)->path, path) == 0)
            return fields_at(i);
    }
    return NULL;
}

const char *fields_hint_of_nothing(const struct field *field)
{
    if (field->read == read_background || field->read == read_matte || field->read == read_color)
        return "put a colour in quotes, '#rrggbb': # alone starts a comment";
    if (field->read == read_title || field->read == read_note_text)
        return "put a text that starts with # in quotes";
    return NULL;
}

void fields_document(struct buffer *buffer)
{
    for (size_t i = 0; i < fields_count(); i++) {
        const struct field *field = fields_at(i);
        buffer_format(buffer, "%s: %s. %s%s\n", field->path, field->takes, field->about,
                      field->read ? "" : " (not supported yet)");
    }
}
