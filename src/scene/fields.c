/* SPDX-License-Identifier: MIT */
/* The table of the scene language: the rows that read, check and document every key. A row without
 * a reader is a key that is promised, known, and not there yet. */
#include "field_rows.h"

#include <assert.h>
#include <string.h>

static const struct field fields[] = {
    FIELD("title", "a text", "title of the picture",
          "the name of the file, drawn only with show.title: true", .read = read_title,
          .offset = AT(title), .scope = SCOPE_SHOT, .within = "caption"),

    FIELD("layer",
          "a map, for example {type: Conv2d, kernel_size: 3}, or the line that PyTorch prints",
          "the layer", "none: the scene is its input alone", .read = read_layer,
          .offset = AT(layer), .is_layer_part = true),
    LAYER_ROWS("layer"),
    FIELD("input", "a whole number, a list of sizes, a map of size, values or file, or previous",
          "the input of the layer", "required", .read = read_input, .offset = AT(input),
          RANGE(1, MOST), .is_layer_part = true),
    FIELD("input.size", PER_AXIS,
          "sizes; channels come first where there is one size more than the layer has axes",
          "of a .png: its own; else required", .read = read_input_size, .offset = AT(input),
          RANGE(1, MOST)),
    FIELD("input.channels", WHOLE, "number of channels; of a .png 1 (its luma) or 3", "1",
          .read = read_count, .offset = AT(input.channels), RANGE(1, MOST)),
    SOURCE_ROWS("input", input, 2 + MAX_AXES),
    FIELD("input.shot", "the name of a shot", "in a film: its output is the input", "none",
          .read = read_spoken, .offset = AT(input.shot)),
    FIELD("input.range", "two numbers, [low, high]",
          "the numbers that black and white of a .png stand for", "[0, 255]", .read = read_range,
          .offset = AT(input), RANGE(-WIDEST, WIDEST)),

    FIELD("kernel", "a map of values, random, fill or file, or a name, or a list of names",
          "the weights of the layer", "none: cells without digits", .read = read_kernel,
          .offset = AT(layer.kernel), .is_layer_part = true),
    SOURCE_ROWS("kernel", layer.kernel, MAX_RANK),
    FIELD("kernel.divide", "a number", "number by which every weight is divided", "1",
          .read = read_divide, .offset = AT(layer.kernel), RANGE(-WIDEST, WIDEST)),

    FIELD("bias",
          "a number, a list with one per output channel, or a map of values, random, fill or file",
          "what is added to every output", "none", .read = read_bias, .offset = AT(layer.bias),
          .is_layer_part = true),
    SOURCE_ROWS("bias", layer.bias, 1),

    FIELD("gradient", "input or kernel",
          "the backward pass: the picture shows how the gradient of the input or of the kernel "
          "follows from that of the output",
          "none", .read = read_gradient, .offset = AT(gradient), .is_layer_part = true),
    FIELD("output_gradient", "a map of values, random, fill or file",
          "the gradient of the output, of its size, from which the trace works out those of input, "
          "kernel and bias",
          "ones, where gradient is given", .read = read_output_gradient,
          .offset = AT(output_gradient), .is_layer_part = true),
    SOURCE_ROWS("output_gradient", output_gradient, 1 + MAX_AXES),

    FIELD("layers",
          "what print(model) writes, a list of layers or of lines that PyTorch prints, for example "
          "[{type: Conv2d, kernel_size: 3}, {type: ReLU}], or a map of file and weights",
          "a stack of layers; each takes the output of the one before", "none", .read = read_layers,
          .offset = 0, .is_layer_part = true),
    FIELD("layers.file", "a path", "in place of the list: an ONNX file, whose graph is the network",
          "none", .read = read_of_file),
    FIELD("layers.weights", "true or false", "the kernels and biases of the file are used, too",
          "false", .read = read_of_file),
    LAYER_ROWS("layers"),
    FIELD("layers.name", "a text", "name of the layer", "none", .read = read_title,
          .offset = AT(layer.name)),
    FIELD("layers.from", "the name of a layer before it, input, or a list of them",
          "what the layer reads; Add and Concat join several", "the layer before it",
          .read = read_from, .offset = AT(layer)),
    FIELD("layers.indices", "the name of a layer",
          "the max pool from which a MaxUnpool takes its indices", "the nearest one before",
          .read = read_view, .offset = AT(layer.indices)),
    FIELD("layers.kernel", "a map of values, random, fill or file, or a name, or a list of names",
          "the weights of the layer", "none: cells without digits", .read = read_kernel,
          .offset = AT(layer.kernel)),
    SOURCE_ROWS("layers.kernel", layer.kernel, MAX_RANK),
    FIELD("layers.kernel.divide", "a number", "number by which every weight is divided", "1",
          .read = read_divide, .offset = AT(layer.kernel), RANGE(-WIDEST, WIDEST)),
    FIELD("layers.bias",
          "a number, a list with one per output channel, or a map of values, random, fill or file",
          "what is added to every output", "none", .read = read_bias, .offset = AT(layer.bias)),
    SOURCE_ROWS("layers.bias", layer.bias, 1),

    FIELD("view", "a word, for example stacked or flat", "how the maps are drawn", "by the layer",
          .read = read_view, .offset = AT(view)),
    FIELD("theme", "the name of a theme, a theme's file, or a map such as {from: dark}",
          "colours, line widths, sizes and fonts", "light", .read = read_theme,
          .offset = AT(theme)),
    FIELD("language", "en, de, es, fr, pt, zh or the path of a catalogue",
          "language of the built-in words", "en", .read = read_language, .offset = AT(language),
          .scope = SCOPE_FILM),
    FIELD("show", "a map, for example {values: symbols}, or none or all",
          "what is drawn on and around the maps; none: no words, all: all words",
          "the defaults of its keys", .read = read_show, .offset = AT(show)),
    FIELD("show.values", "true, false or symbols",
          "digits in the cells; false: nothing; symbols: x, w and y with their indices",
          "true, where there are values", .read = read_show_values, .offset = AT(show)),
    FIELD("show.digits", WHOLE, "fixed number of decimals; maps of whole numbers have none",
          "as many as needed, at most 3", .read = read_decimals, .offset = AT(show.digits),
          RANGE(0, 6)),
    FIELD("show.uncovered", "true or false", "units that no window reads are marked", "true",
          .read = read_given_flag, .offset = AT(show.uncovered)),
    FIELD("show.argmax", "true or false", "the unit that a max pool takes is marked", "true",
          .read = read_given_flag, .offset = AT(show.argmax)),
    FIELD("show.title", "true or false", "the title and, in words, the layer",
          "true; in theme guide false", .read = read_given_flag, .offset = AT(show.title)),
    FIELD("show.labels", "true or false", "the names of the maps", "true; in theme guide false",
          .read = read_given_flag, .offset = AT(show.labels)),
    FIELD("show.sizes", "true or false", "the size of a map beside its name", "true",
          .read = read_given_flag, .offset = AT(show.sizes)),
    FIELD("show.legend", "true or false", "what the patterns of cells that are no units mean",
          "true; in theme guide false", .read = read_given_flag, .offset = AT(show.legend)),
    FIELD("show.formula", "true or false", "how the size of the output follows",
          "true; in theme guide false", .read = read_given_flag, .offset = AT(show.formula)),
    FIELD("show.sum", "true or false", "the current sum, term by term, where there are values",
          "true; in theme guide false", .read = read_given_flag, .offset = AT(show.sum)),
    FIELD("show.dimensions", "true or false", "arrows for padding, stride and dilation",
          "true; in theme guide false", .read = read_given_flag, .offset = AT(show.dimensions)),
    FIELD("show.ruler", "true or false",
          "below the input how its size, padding and windows add up to the output",
          "true on screens where there is room; in theme guide false", .read = read_given_flag,
          .offset = AT(show.ruler)),
    FIELD("show.indices", "true or false", "the numbers of rows and columns", "false",
          .read = read_given_flag, .offset = AT(show.indices)),
    FIELD("show.kernel", "true or false", "the kernel as a map of its own", "true",
          .read = read_given_flag, .offset = AT(show.kernel)),
    FIELD("show.padding", "true or false", "the padding cells around the input", "true",
          .read = read_given_flag, .offset = AT(show.padding)),
    FIELD("show.scale", "true or false", "the scale of colours in view heat", "true",
          .read = read_given_flag, .offset = AT(show.scale)),
    FIELD("show.numbers", "true or false",
          "parameters and multiply-adds of each layer in view network", "false",
          .read = read_given_flag, .offset = AT(show.numbers)),
    FIELD("show.receptive_field", "true or false", "the receptive field of a unit in view stack",
          "true", .read = read_given_flag, .offset = AT(show.receptive_field)),
    FIELD("show.overlap", "true, false or counts",
          "marks output units that several stamps reach, in view scatter; true: the more stamps, "
          "the darker; counts: their number",
          "true", .read = read_overlap, .offset = AT(show.overlap)),
    FIELD(
        "show.output", "computed, all, question or blank",
        "when outputs appear; computed: each in its step; all: from the start; question: each "
        "step shows a question mark for its first half; blank: never, for exercises on paper: the "
        "cells of outputs are empty, and no sum is shown",
        "computed", .read = read_reveal, .offset = AT(show)),
    FIELD("names", "a map, for example {input: photograph}",
          "names of the maps, in place of input, kernel and output", "the built-in words",
          .read = read_map),
    FIELD("names.input", "a text, or a list of one for each channel", "name of the input", "input",
          .read = read_names, .offset = AT(names[MAP_INPUT])),
    FIELD("names.kernel", "a text, or a list of one for each channel", "name of the kernel",
          "kernel", .read = read_names, .offset = AT(names[MAP_KERNEL])),
    FIELD("names.output", "a text, or a list of one for each channel", "name of the output",
          "output", .read = read_names, .offset = AT(names[MAP_OUTPUT])),
    FIELD("order", "output, position, input or layer",
          "what a step is; output: one output unit; position: all channels of a position; input: "
          "one input unit and what it adds; layer: one layer of a stack after the other",
          "output; of Unfold position, a column", .read = read_order, .offset = AT(order)),
    FIELD("caption", "a text", "words below the picture", "none", .read = read_title,
          .offset = AT(caption)),
    FIELD("credit", "a text", "small words in the lower right corner, such as the author", "none",
          .read = read_title, .offset = AT(credit), .scope = SCOPE_SHOT),
    FIELD("focus",
          "an output unit, for example [0, 0], last, or a map, for example {conv1: [0, 0]}",
          "the only step that is shown: that of an output unit, its channel first where there are "
          "several, or of any layer by its name; in view network each step is a layer, from there "
          "back to the input",
          "none: all steps", .read = read_focus, .offset = AT(focus), RANGE(0, MOST)),
    FIELD("steps", STEPS ", or a list of entries",
          "the steps that are shown, or how long some last", "all", .read = read_steps,
          .offset = AT(output), .scope = SCOPE_SHOT),
    FIELD("steps.at",
          "a step, a range A..B, the index of an output unit, a map, for example "
          "{conv1: [0, 0]}, the name of a layer, last or rest",
          "which steps the entry is of; rest: all that no other entry names", "required",
          .read = read_entry_at, .is_of_item = true, RANGE(0, MOST)),
    FIELD("steps.for", "a number of seconds", "how long they last together",
          "the time of their steps", .read = read_seconds, OF_ITEM(struct step_entry, length),
          RANGE(0, DAY), .excludes_low = true),
    FIELD("steps.each", "a number of seconds", "how long each of them lasts", "timeline.step",
          .read = read_seconds, OF_ITEM(struct step_entry, each), RANGE(0, DAY),
          .excludes_low = true),
    FIELD("steps.skip", "true or false", "they are left out; what follows is a jump", "false",
          .read = read_flag, OF_ITEM(struct step_entry, is_skipped)),
    FIELD("steps.say", "a text", "what is spoken; they last at least as long", "nothing",
          .read = read_spoken, OF_ITEM(struct step_entry, say)),
    FIELD("steps.start", "a number of seconds",
          "when they begin, from the shot's start on; the picture before rests until then",
          "when the steps before are over", .read = read_seconds, OF_ITEM(struct step_entry, start),
          RANGE(0, DAY)),
    FIELD("steps.notes", "a list, for example [{at: {input: [0, 0]}, text: read once}]",
          "call-outs of these steps", "none", .read = read_entry_notes, .is_of_item = true),
    FIELD("steps.pause", "true, false or loop",
          "a talk waits for a click at their end; loop: they are repeated until then", "false",
          .read = read_pause, OF_ITEM(struct step_entry, pause)),
    FIELD("notes", "a list, for example [{at: {input: [0, 0]}, text: read once, steps: 0..3}]",
          "call-outs: a ring around a cell, a line, and words below", "none", .read = read_notes,
          .offset = 0),
    FIELD("notes.at", "a map of input, kernel or output, and the index of a cell",
          "the cell, its channel first where there are several, or a range of cells: [0..2, 3]",
          "required", .read = read_note_at, .is_of_item = true, RANGE(0, MOST)),
    FIELD("notes.text", "a text", "the words", "a ring alone", .read = read_title,
          OF_ITEM(struct note, text)),
    FIELD("notes.steps", "a step or a range A..B", "the steps in which the note is shown", "all",
          .read = read_note_steps, .is_of_item = true),
    FIELD("panels",
          "a list of what differs, for example [{layer: {stride: 1}}, {layer: {stride: 2}}], "
          "or a map of columns and each",
          "scenes side by side; each is this scene, except for the keys that it gives", "none",
          .read = read_panel_grid, .scope = SCOPE_SHOT),
    FIELD("panels.columns", WHOLE, "how many panels stand side by side",
          "as many as leave the largest cells", .read = read_given_integer,
          .offset = AT(panel_columns), RANGE(1, MAX_PANELS)),
    FIELD("panels.each",
          "a list of what differs, for example [{layer: {stride: 1}}, {layer: {stride: 2}}]",
          "the panels, where columns is given", "required", .read = read_panels),
    FIELD("sync", "steps or fraction",
          "steps: a panel with fewer steps holds its last picture; fraction: all panels start and "
          "end together",
          "steps", .read = read_sync, .offset = AT(sync), .scope = SCOPE_SHOT),

    FIELD("build", "padding, stretch, dilation or flip, or a list of them",
          "what is built up before the first step, a second each: padding around the input, zeros "
          "between its units, the spread of the window, the turn of the kernel",
          "none", .read = read_builds, .offset = AT(builds)),

    FIELD("timeline", "a map", "how long everything lasts", "the defaults of its keys",
          .read = read_timeline, .offset = AT(timeline), .scope = SCOPE_SHOT),
    FIELD("timeline.step", "a number of seconds", "length of a step, its move included",
          "1, or the time to read its sum, at most 4", .read = read_step, .offset = AT(timeline),
          RANGE(0, DAY), .excludes_low = true),
    FIELD("timeline.move", "a number of seconds",
          "how long the window slides to its next position; 0: it jumps", "0.35; in theme guide 0",
          .read = read_move, .offset = AT(timeline), RANGE(0, DAY)),
    FIELD("timeline.words", "a number of characters", "how many characters are spoken in a second",
          "15; of zh 4", .read = read_seconds, .offset = AT(timeline.words), RANGE(0, 1000),
          .excludes_low = true),
    FIELD("timeline.ease", "linear or smooth",
          "how the window slides: at a constant speed, or with a smooth start and stop", "smooth",
          .read = read_ease, .offset = AT(timeline)),
    FIELD("timeline.hold_first", "a number of seconds", "extra time of the first picture",
          "0.5; in theme guide 0", .read = read_seconds, .offset = AT(timeline.hold_first),
          RANGE(0, DAY)),
    FIELD("timeline.hold_last", "a number of seconds", "extra time of the last picture",
          "2; in theme guide 0", .read = read_seconds, .offset = AT(timeline.hold_last),
          RANGE(0, DAY)),

    FIELD("output", "a map", "what is written", "the defaults of its keys", .read = read_map,
          .scope = SCOPE_FILM),
    FIELD("output.format", "the name of a format, or a list of them, for example [gif, pdf]",
          "formats that render writes without -o and --format", "gif", .read = read_formats,
          .offset = AT(output)),
    FIELD("output.size",
          "WIDTHxHEIGHT in pixels, a width or WIDTHxHEIGHT in mm, cm, in or pt, or 720p, 1080p, "
          "1440p, 4k, square, slide, slide_4x3 or story",
          "size of the picture or the page; a length alone is the width", "the drawing's own size",
          .read = read_output_size, .offset = AT(output)),
    FIELD("output.dpi", "a number of pixels per inch",
          "pixels per inch of a drawing of its own size, and of a size on paper", "150",
          .read = read_dpi, .offset = AT(output), RANGE(1, 10000)),
    FIELD("output.margin", "a length in points or with a unit, for example 10, 3mm or 0.5cm",
          "space on each side of what is drawn in all steps, to which the page is cut; with a size "
          "on "
          "paper the space that is left free on it; not with a size in pixels",
          "the margin of the theme, and no cut", .read = read_margin, .offset = AT(output),
          RANGE(0, 1000)),
    FIELD("output.fps", "a number of frames per second, for example 60 or 30000/1001",
          "pictures per second while something moves",
          "60; of a GIF 12 if size and dpi are not given either, except in theme guide",
          .read = read_fps, .offset = AT(output), RANGE(0, 1000), .excludes_low = true),
    FIELD("output.steps", STEPS, "the steps that are shown; the same as steps at the top", "all",
          .read = read_steps, .offset = AT(output)),
    FIELD("output.poster", "a map, for example {step: 4}", "what a single picture shows",
          "that of focus, else the last step", .read = read_map),
    FIELD("output.poster.step", WHOLE, "the step, counted from 0",
          "that of focus, else the last step", .read = read_given_integer,
          .offset = AT(output.poster_step), RANGE(0, WIDEST)),
    FIELD("output.poster.shot", "the name of a shot",
          "of a film: the shot that a single picture shows; `step` counts its steps then", "none",
          .read = read_poster_shot, .offset = AT(output)),
    FIELD("output.sheet", "COLUMNSxROWS, for example 4x3",
          "several steps on each page of a PDF, SVG or PNG", "one step", .read = read_sheet,
          .offset = AT(output)),
    FIELD("output.captions", "true or false", "words such as \"step 3\" below each step of a sheet",
          "false", .read = read_given_flag, .offset = AT(output.captions)),
    FIELD("output.background", "a colour: none, a name such as white, or '#rrggbb'",
          "colour behind the drawing; none: transparent, but in MP4", "that of the theme",
          .read = read_background, .offset = AT(output)),
    FIELD("output.matte", "a colour: a name such as white, or '#rrggbb'",
          "colour used where transparency is not possible: in MP4, and at the edges in a GIF",
          "the background of the theme", .read = read_matte, .offset = AT(output)),
    FIELD(
        "output.subtitles", "file, embed, burn, none or a list, for example [file, embed]",
        "where the words of a film go: WebVTT and SRT files beside it, into MP4, WebM and MOV, or "
        "into its pictures",
        "file and embed", .read = read_subtitles, .offset = AT(output.subtitles)),
    FIELD("output.loop", "forever, or how many times",
          "how many times a GIF, an APNG or a WebP plays", "forever", .read = read_loop,
          .offset = AT(output), RANGE(1, LONGEST_LOOP)),

    FIELD("shots",
          "a list of what differs, for example [{layer: {stride: 1}}, {layer: {stride: 2}}]",
          "a film: scenes one after the other; each is the scene at the top, except for the keys "
          "that it gives",
          "none", .read = read_panels, .scope = SCOPE_FILM),
    FIELD("shots.name", "a text", "name of the shot, for `scene` of a later one", "none",
          .read = read_title, .offset = AT(shot.name)),
    FIELD(
        "shots.scene", "the name of an earlier shot, or the path of a scene, .yaml or .json",
        "the scene from which this shot differs: that of an earlier shot, or of a file, whose own "
        "output, language and length do not count",
        "the one at the top", .read = read_panels),
    FIELD("shots.chapter", "a text", "the chapter of the film that begins here", "none",
          .read = read_title, .offset = AT(shot.chapter)),
    FIELD("shots.for", "a number of seconds",
          "how long the shot lasts, what is built up and held included", "as long as they are",
          .read = read_shot_length, .offset = AT(shot), RANGE(0, DAY), .excludes_low = true),
    FIELD("shots.hold", "a number of seconds",
          "how much longer the last picture stays after the steps", "0", .read = read_seconds,
          .offset = AT(shot.hold), RANGE(0, DAY)),
    TRANSITION_ROWS("shots.transition", "that at the top", SCOPE_PANEL),
    FIELD("shots.card", "a text",
          "words alone, in place of a layer: lines with # heading, *emphasis*, $formula$, - list, "
          "``` code ```, a picture as Markdown has it",
          "none", .read = read_card, .offset = AT(shot.card)),
    FIELD("shots.image", "a path", "a picture alone, a .png, in place of a layer", "none",
          .read = read_image, .offset = AT(shot.image)),
    FIELD("shots.say", "a text",
          "what is spoken from the beginning of the shot on; it lasts at least as long", "nothing",
          .read = read_spoken, .offset = AT(shot.say)),
    FIELD("shots.pause", "true, false or loop",
          "a talk waits for a click at the shot's end; loop: the shot is repeated until then",
          "false", .read = read_pause, .offset = AT(shot.pause)),
    AUDIO_ROWS("shots.audio", shot.audio, "a recording: the shot lasts at least as long",
               "how long after the shot it begins", SCOPE_PANEL),
    FIELD(
        "shots.audio.cues", "a path, or a list of seconds, for example [0.5, 4]",
        "WebVTT or labels of Audacity: the nth cue of the recording starts the nth entry of steps",
        "none", .read = read_cues, .offset = AT(shot.audio), RANGE(0, DAY)),
    TRANSITION_ROWS("transition", "cut", SCOPE_FILM),
    AUDIO_ROWS("audio", audio,
               "music under the whole film: repeated to its end, where it fades out; softer under "
               "words",
               "how long after the film it begins", SCOPE_FILM),
    FIELD("length", "a number of seconds, or a text such as \"5:00\"",
          "how long the film lasts: steps of no list are stretched or shortened up to twice, and "
          "shots rest after their words",
          "as long as it does", .read = read_film_length, .offset = 0, RANGE(0, DAY),
          .excludes_low = true, .scope = SCOPE_FILM),
    FIELD("motion", "full or reduced",
          "full: the window slides; reduced: each step fades into the next", "full",
          .read = read_motion, .offset = AT(timeline.is_motion_reduced), .scope = SCOPE_SHOT),
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

bool scene_key_at(size_t n, struct scene_key *out)
{
    if (n >= fields_count())
        return false;
    const struct field *field = fields_at(n);
    *out = (struct scene_key){.path = field->path,
                              .takes = field->takes,
                              .meaning = field->meaning,
                              .fallback = field->fallback,
                              .low = field->low,
                              .high = field->high,
                              .excludes_low = field->excludes_low,
                              .scope = field->scope};
    return true;
}

const struct field *fields_find(const char *path)
{
    for (size_t i = 0; i < fields_count(); i++) {
        if (strcmp(fields_at(i)->path, path) == 0)
            return fields_at(i);
    }
    return NULL;
}

/* What of a row's path comes below another one; NULL: the row stands elsewhere. Every map of a
 * scene asks every row: no call of the library for each. */
static const char *below(const char *row, const char *path)
{
    bool is_top = !*path;
    while (*path && *row == *path) {
        row++;
        path++;
    }
    if (is_top)
        return row;
    return *path == '\0' && *row == '.' ? row + 1 : NULL;
}

void fields_list(const char *path, struct field_map *map)
{
    map->count = 0;
    for (size_t i = 0; i < fields_count(); i++) {
        const char *key = below(fields_at(i)->path, path);
        if (!key || strchr(key, '.'))
            continue;
        assert(map->count < sizeof map->rows / sizeof *map->rows);
        map->rows[map->count] = fields_at(i);
        map->keys[map->count++] = key;
    }
}

const struct field *fields_find_key(const struct field_map *map, const char *key, size_t length)
{
    for (size_t i = 0; length > 0 && i < map->count; i++) {
        const char *known = map->keys[i];
        if (known[0] == key[0] && strncmp(known, key, length) == 0 && known[length] == '\0')
            return map->rows[i];
    }
    return NULL;
}

bool fields_check_scope(struct reader *reader, const struct node *map, enum scope scope,
                        const char *called)
{
    static const char *const places[] = {[SCOPE_PANEL] = "put it into the panel",
                                         [SCOPE_SHOT] = "put it at the top of the scene",
                                         [SCOPE_FILM] = "put it at the top of the file"};
    size_t before = reader->problem_count;
    for (const struct node *value = map->first; value; value = value->next) {
        const char *key = value->key->kind == NODE_SCALAR ? value->key->text : "";
        const struct field *field = fields_find(key);
        if (!field || field->scope <= scope)
            continue;
        const char *hint =
            field->within ? reader_meant(reader, field->within) : places[field->scope];
        reader_error(reader, value->key, hint, "%s cannot have its own '%s'", called, key);
    }
    return reader->problem_count == before;
}

const char *fields_hint_of_nothing(const struct field *field)
{
    if (field->read == read_background || field->read == read_matte || field->read == read_color)
        return "put a colour in quotes, '#rrggbb': # alone starts a comment";
    if (field->read == read_title)
        return "put a text that starts with # in quotes";
    return NULL;
}
