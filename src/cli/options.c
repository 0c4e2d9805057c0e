/* SPDX-License-Identifier: MIT */
/* The command line: one row an option, for reading it and for its help. */
#include "options.h"

#include <string.h>

#include "convreel/encoding.h"
#include "option_readers.h"

enum takers {
    RENDER = 1 << COMMAND_RENDER,
    CHECK = 1 << COMMAND_CHECK,
    TRACE = 1 << COMMAND_TRACE,
    DESCRIBE = 1 << COMMAND_DESCRIBE,
    MAKE = RENDER | CHECK, /* and what a render would make */
    ALL = RENDER | CHECK | TRACE | DESCRIBE
};

struct option {
    const char *name;     /* "--size" */
    const char *letter;   /* "-o", or NULL */
    const char *argument; /* as the help shows it; NULL: takes none */
    const char *about;
    unsigned takers;  /* enum takers */
    const char *path; /* of the scene value that it stands over; NULL: read below */
    bool (*read)(struct options *options, const char *value, struct error *error);
};

/* ---- the table ---- */

static const struct option table[] = {
    {"--output", "-o", "PATH", "a file, a folder/ or - for standard output; output/ without it",
     MAKE, NULL, option_output},
    {"--format", NULL, "LIST", "see below; several with commas", MAKE, NULL, option_formats},
    {"--quiet", "-q", NULL, "print nothing but problems", MAKE, NULL, option_quiet},
    {"--alt", NULL, "PATH", "the text of describe to a file, %s as in -o; -: standard output", MAKE,
     NULL, option_alt},
    {"--jobs", "-j", "N", "scenes rendered side by side; the files are the same", MAKE, NULL,
     option_jobs},
    {"--pictures", NULL, "steps|all", "a picture a step, or every picture of the motion", MAKE,
     NULL, option_pictures},
    {"--size", NULL, "WxH", "pixels, or 720p, 1080p, 1440p, 4k, square, slide, story", MAKE,
     "output.size", NULL},
    {"--dpi", NULL, "N", "pixels per inch of the drawing's own size; 150", MAKE, "output.dpi",
     NULL},
    {"--fps", NULL, "N", "pictures a second of what moves; 60", MAKE, "output.fps", NULL},
    {"--theme", NULL, "NAMES",
     "light, dark, print, guide or a file; several with commas are a file each", MAKE, "theme",
     NULL},
    {"--language", NULL, "NAME", "of the built-in words: en, de, fr, zh, or a catalogue's file",
     MAKE, "language", NULL},
    {"--view", NULL, "NAME",
     "stacked, flat, line, stack, channels, volume, heat, scatter, matrix, im2col, ...", MAKE,
     "view", NULL},
    {"--steps", NULL, "A..B|last|middle", "only these steps, from 0, both included", MAKE,
     "output.steps", NULL},
    {"--sheet", NULL, "CxR", "steps side by side on PDF, SVG and PNG pages, 4x3 for example", MAKE,
     "output.sheet", NULL},
    {"--background", NULL, "COLOUR", "a colour, or none", MAKE, "output.background", NULL},
    {"--matte", NULL, "COLOUR",
     "where a background of none cannot be: in films, under edges in a GIF", MAKE, "output.matte",
     NULL},
    {"--loop", NULL, "N", "how often a GIF plays; forever", MAKE, "output.loop", NULL},
    {"--text", NULL, "text|outline", "words of an SVG as text or as outlines", MAKE, NULL,
     option_text},
    {"--preset", NULL, "NAME", "of the film's encoder; veryfast", MAKE, NULL, option_preset},
    {"--crf", NULL, "N", "quality of a film, 0 the best, 51 the worst; 18", MAKE, NULL, option_crf},
    {"--json", NULL, NULL, "for programs: an object a scene, each on a line", CHECK, NULL,
     option_json},
    {"--steps", NULL, "all|none|A..B", "which steps; all", TRACE, NULL, option_trace_steps},
    {"--tensors", NULL, "all|none", "input, kernel, bias and output; all", TRACE, NULL,
     option_tensors},
    {"--as", NULL, "NAME", "the layer in the words of pytorch, keras or onnx, in place of numbers",
     TRACE, NULL, option_dialect},
    {"--allow-outside", NULL, NULL, "a scene may name files outside its folder", ALL, NULL,
     option_allow_outside},
    {"--strict", NULL, NULL, "warnings are errors", ALL, NULL, option_strict},
    {"--help", "-h", NULL, "this text", ALL, NULL, option_help},
};

enum { OPTIONS = sizeof table / sizeof *table };

static const struct {
    const char *name, *synopsis, *about;
} commands[COMMANDS] = {
    [COMMAND_RENDER] = {"render", "render SCENE... [-o PATH] [OPTION...]",
                        "draws scenes as pictures, pages and films"},
    [COMMAND_CHECK] = {"check", "check SCENE...", "tells every problem of scenes at once"},
    [COMMAND_TRACE] = {"trace", "trace SCENE [OPTION...]", "prints the numbers of a scene as JSON"},
    [COMMAND_DESCRIBE] = {"describe", "describe SCENE...", "prints what scenes show, in sentences"},
};

/* ---- reading ---- */

static bool is_named(const struct option *option, const char *name, size_t length)
{
    return (strlen(option->name) == length && memcmp(option->name, name, length) == 0) ||
           (option->letter && strlen(option->letter) == length &&
            memcmp(option->letter, name, length) == 0);
}

static const struct option *find(enum command command, const char *name, size_t length)
{
    for (size_t i = 0; i < OPTIONS; i++)
        if ((table[i].takers & 1u << command) && is_named(&table[i], name, length))
            return &table[i];
    return NULL;
}

static bool tell_unknown(enum command command, const char *name, size_t length, struct error *error)
{
    const char *known[OPTIONS];
    size_t count = 0;
    struct arena arena = {0};
    for (size_t i = 0; i < OPTIONS; i++)
        if (table[i].takers & 1u << command)
            known[count++] = table[i].name;
    const char *shown = text_printable(&arena, name, length, 40);
    const char *nearest = text_nearest(shown, known, count);
    if (nearest)
        error_set(error, STATUS_USAGE, "%s has no option %s; did you mean %s?",
                  commands[command].name, shown, nearest);
    else
        error_set(error, STATUS_USAGE, "%s has no option %s; see convreel %s --help",
                  commands[command].name, shown, commands[command].name);
    arena_finish(&arena);
    return false;
}

static bool take(struct options *options, const struct option *option, const char *value,
                 struct error *error)
{
    if (option->read)
        return option->read(options, value, error);
    for (size_t i = 0; i < options->override_count; i++) {
        if (strcmp(options->overrides[i].path, option->path) == 0) {
            options->overrides[i].value = value; /* the last one counts */
            return true;
        }
    }
    options->overrides[options->override_count++] =
        (struct scene_override){option->path, value, option->name};
    return true;
}

/* One option at arguments[*at], with its value behind = or in the next argument. */
static bool read_option(struct options *options, int count, char **arguments, int *at,
                        struct error *error)
{
    const char *argument = arguments[*at], *equals = strchr(argument, '=');
    bool is_long = argument[1] == '-';
    size_t length = is_long && equals ? (size_t)(equals - argument) : strlen(argument);
    if (!is_long && length > 2)
        length = 2; /* -j4 */
    if (!is_long && argument[2] == '=')
        return error_set(error, STATUS_USAGE, "write %.2s %.200s, without =", argument,
                         argument + 3);
    const struct option *option = find(options->command, argument, length);
    if (!option)
        return tell_unknown(options->command, argument, length, error);
    const char *rest = argument + length + (is_long && equals);
    bool has_value = is_long ? equals != NULL : *rest != '\0';
    if (!option->argument)
        return has_value ? error_set(error, STATUS_USAGE, "%s takes no value", option->name)
                         : take(options, option, NULL, error);
    if (!has_value) {
        if (++*at >= count)
            return error_set(error, STATUS_USAGE, "%s needs a value: %s", option->name,
                             option->argument);
        rest = arguments[*at];
    }
    return take(options, option, rest, error);
}

bool options_read(struct options *options, enum command command, int count, char **arguments,
                  const char **scenes, struct error *error)
{
    *options = (struct options){
        .command = command,
        .scenes = scenes,
        .jobs = 1,
        .crf = -1,
        .has_trace_steps = true,
        .last_step = SIZE_MAX,
        .has_trace_tensors = true,
    };
    bool has_ended = false;
    for (int at = 0; at < count; at++) {
        const char *argument = arguments[at];
        if (!has_ended && strcmp(argument, "--") == 0)
            has_ended = true;
        else if (has_ended || argument[0] != '-' || argument[1] == '\0')
            scenes[options->scene_count++] = argument;
        else if (!read_option(options, count, arguments, &at, error))
            return false;
    }
    if (options->wants_help)
        return true;
    if (options->scene_count == 0)
        return error_set(error, STATUS_USAGE, "%s needs a scene: convreel %s",
                         commands[command].name, commands[command].synopsis);
    if (command == COMMAND_TRACE && options->scene_count > 1)
        return error_set(error, STATUS_USAGE, "trace takes one scene, not %zu",
                         options->scene_count);
    return true;
}

/* ---- help ---- */

void options_help(enum command command, FILE *out)
{
    enum { COLUMN = 26 };
    fprintf(out, "Usage: convreel %s\n\nconvreel %s %s.\n\nOptions:\n", commands[command].synopsis,
            commands[command].name, commands[command].about);
    for (size_t i = 0; i < OPTIONS; i++) {
        if (!(table[i].takers & 1u << command))
            continue;
        int width = fprintf(out, "  %s%s%s %s", table[i].letter ? table[i].letter : "",
                            table[i].letter ? ", " : "", table[i].name,
                            table[i].argument ? table[i].argument : "");
        fprintf(out, "%*s%s\n", width < COLUMN ? COLUMN - width : 1, "", table[i].about);
    }
    if (command == COMMAND_RENDER) {
        size_t count;
        const struct encoder *const *encoders = encoding_encoders(&count);
        fputs("\nFormats:\n", out);
        for (size_t i = 0; i < count; i++)
            fprintf(out, "  %-6s%s\n", encoders[i]->name, encoders[i]->about);
        fputs("\nEnvironment:\n"
              "  NO_COLOR           messages without colours\n"
              "  CONVREEL_ENCODERS  film encoders to try in place of libx264,libopenh264,mpeg4\n",
              out);
    }
    fputs("\nA scene of - is standard input. Exit status: 0 done, 1 the scene is wrong, 2 usage,\n"
          "3 reading or writing failed, 4 over a limit, 5 no encoder, 130 interrupted.\n",
          out);
}

void options_usage(FILE *out)
{
    fputs("convreel draws convolutions: a scene file in, the picture or the film out.\n\n"
          "Usage:\n",
          out);
    for (size_t i = 0; i < COMMANDS; i++)
        fprintf(out, "  convreel %-40s%s\n", commands[i].synopsis, commands[i].about);
    fputs("  convreel COMMAND --help | --help | --version\n\n"
          "The smallest scene:\n"
          "  input: 5\n"
          "  layer: {type: Conv2d, kernel_size: 3, padding: 1, stride: 2}\n",
          out);
}

enum command options_command(const char *name)
{
    for (size_t i = 0; i < COMMANDS; i++)
        if (strcmp(commands[i].name, name) == 0)
            return (enum command)i;
    return COMMANDS;
}

const char *options_nearest_command(const char *name)
{
    const char *names[COMMANDS];
    for (size_t i = 0; i < COMMANDS; i++)
        names[i] = commands[i].name;
    return text_nearest(name, names, COMMANDS);
}
