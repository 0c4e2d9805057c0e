/* SPDX-License-Identifier: MIT */
/* The command line: one row an option, for reading it and for its help. */
#include "options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "convreel/encoding.h"
#include "dialects.h"

enum takers {
    RENDER = 1 << COMMAND_RENDER,
    CHECK = 1 << COMMAND_CHECK,
    TRACE = 1 << COMMAND_TRACE
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

/* ---- readers of the options that are no scene values ---- */

static bool read_help(struct options *options, const char *value, struct error *error)
{
    (void)value;
    (void)error;
    options->wants_help = true;
    return true;
}

static bool read_output(struct options *options, const char *value, struct error *error)
{
    options->output = value;
    return *value || error_set(error, STATUS_USAGE, "-o needs a path");
}

static bool read_formats(struct options *options, const char *value, struct error *error)
{
    options->formats = value;
    return *value || error_set(error, STATUS_USAGE, "--format needs a format");
}

static bool read_whole(const char *option, const char *value, long low, long high, long *out,
                       struct error *error)
{
    char *end;
    errno = 0;
    *out = strtol(value, &end, 10);
    if (errno == 0 && end != value && *end == '\0' && *out >= low && *out <= high)
        return true;
    return error_set(error, STATUS_USAGE, "%s must be a whole number from %ld to %ld, not '%.40s'",
                     option, low, high, value);
}

static bool read_jobs(struct options *options, const char *value, struct error *error)
{
    long jobs;
    if (!read_whole("-j", value, 1, MOST_JOBS, &jobs, error))
        return false;
    options->jobs = (size_t)jobs;
    return true;
}

static bool read_crf(struct options *options, const char *value, struct error *error)
{
    long crf;
    if (!read_whole("--crf", value, 0, 51, &crf, error))
        return false;
    options->crf = (int)crf;
    return true;
}

/* Which of the words value is; count if none, with an error that lists them. */
static size_t read_word(const char *option, const char *value, const char *const *words,
                        size_t count, struct error *error)
{
    struct buffer known = {0};
    for (size_t i = 0; i < count; i++) {
        if (strcmp(value, words[i]) == 0) {
            buffer_finish(&known);
            return i;
        }
        buffer_format(&known, "%s%s", i == 0 ? "" : i + 1 == count ? " or " : ", ", words[i]);
    }
    error_set(error, STATUS_USAGE, "%s must be %s, not '%.40s'", option, known.bytes, value);
    buffer_finish(&known);
    return count;
}

static bool read_pictures(struct options *options, const char *value, struct error *error)
{
    static const char *const words[] = {"steps", "all"};
    size_t word = read_word("--pictures", value, words, 2, error);
    options->pictures = word == 0 ? PICTURES_STEPS : PICTURES_ALL;
    return word < 2;
}

static bool read_text(struct options *options, const char *value, struct error *error)
{
    static const char *const words[] = {"text", "outline"};
    size_t word = read_word("--text", value, words, 2, error);
    options->is_text_outlined = word == 1;
    return word < 2;
}

static bool read_allow_outside(struct options *options, const char *value, struct error *error)
{
    (void)value;
    (void)error;
    options->may_read_outside = true;
    return true;
}

static bool read_preset(struct options *options, const char *value, struct error *error)
{
    static const char *const words[] = {"ultrafast", "superfast", "veryfast", "faster",  "fast",
                                        "medium",    "slow",      "slower",   "veryslow"};
    enum { COUNT = sizeof words / sizeof *words };
    options->preset = value;
    return read_word("--preset", value, words, COUNT, error) < COUNT;
}

static bool read_dialect(struct options *options, const char *value, struct error *error)
{
    static const char *const words[] = {"pytorch", "keras", "onnx"};
    options->dialect = dialect_named(value);
    return read_word("--as", value, words, 3, error) < 3;
}

static bool read_tensors(struct options *options, const char *value, struct error *error)
{
    static const char *const words[] = {"all", "none"};
    size_t word = read_word("--tensors", value, words, 2, error);
    options->has_trace_tensors = word == 0;
    return word < 2;
}

/* Digits only, so that neither signs nor blanks pass. */
static bool read_count(const char **text, size_t *out)
{
    const char *at = *text;
    for (*out = 0; *at >= '0' && *at <= '9'; at++) {
        if (*out > (SIZE_MAX - 9) / 10)
            return false;
        *out = *out * 10 + (size_t)(*at - '0');
    }
    bool has_digits = at > *text;
    *text = at;
    return has_digits;
}

static bool read_trace_steps(struct options *options, const char *value, struct error *error)
{
    options->has_trace_steps = strcmp(value, "none") != 0;
    options->first_step = 0;
    options->last_step = SIZE_MAX;
    if (strcmp(value, "none") == 0 || strcmp(value, "all") == 0)
        return true;
    const char *at = value;
    bool is_range = read_count(&at, &options->first_step);
    options->last_step = options->first_step;
    if (is_range && strncmp(at, "..", 2) == 0) {
        at += 2;
        is_range = read_count(&at, &options->last_step);
    }
    if (is_range && *at == '\0' && options->first_step <= options->last_step)
        return true;
    return error_set(error, STATUS_USAGE,
                     "--steps must be all, none or A..B with A up to B, not '%.40s'", value);
}

/* ---- the table ---- */

static const struct option table[] = {
    {"--output", "-o", "PATH",
     "where to; %s is the scene's name, %02d a number, %t the theme; -: "
     "standard output",
     RENDER, NULL, read_output},
    {"--format", NULL, "LIST", "see below; several with commas", RENDER, NULL, read_formats},
    {"--jobs", "-j", "N", "scenes rendered side by side; the files are the same", RENDER, NULL,
     read_jobs},
    {"--pictures", NULL, "steps|all", "a picture a step, or every picture of the motion", RENDER,
     NULL, read_pictures},
    {"--size", NULL, "WxH", "pixels, or 720p, 1080p, 1440p, 4k, square, slide, story", RENDER,
     "output.size", NULL},
    {"--dpi", NULL, "N", "pixels per inch of the drawing's own size; 150", RENDER, "output.dpi",
     NULL},
    {"--fps", NULL, "N", "pictures a second of what moves; 60", RENDER, "output.fps", NULL},
    {"--theme", NULL, "NAME", "light, dark, guide", RENDER | CHECK, "theme", NULL},
    {"--view", NULL, "NAME", "stacked, flat", RENDER | CHECK, "view", NULL},
    {"--steps", NULL, "A..B", "only these steps, from 0, both included", RENDER, "output.steps",
     NULL},
    {"--sheet", NULL, "CxR", "steps side by side on PDF, SVG and PNG pages, 4x3 for example",
     RENDER, "output.sheet", NULL},
    {"--background", NULL, "COLOUR", "a colour, or none", RENDER, "output.background", NULL},
    {"--loop", NULL, "N", "how often a GIF plays; forever", RENDER, "output.loop", NULL},
    {"--text", NULL, "text|outline", "words of an SVG as text or as outlines", RENDER, NULL,
     read_text},
    {"--preset", NULL, "NAME", "of the film's encoder; veryfast", RENDER, NULL, read_preset},
    {"--crf", NULL, "N", "quality of a film, 0 the best, 51 the worst; 18", RENDER, NULL, read_crf},
    {"--steps", NULL, "all|none|A..B", "which steps; all", TRACE, NULL, read_trace_steps},
    {"--tensors", NULL, "all|none", "input, kernel, bias and output; all", TRACE, NULL,
     read_tensors},
    {"--as", NULL, "NAME", "the layer in the words of pytorch, keras or onnx, in place of numbers",
     TRACE, NULL, read_dialect},
    {"--allow-outside", NULL, NULL, "a scene may name files outside its folder",
     RENDER | CHECK | TRACE, NULL, read_allow_outside},
    {"--help", "-h", NULL, "this text", RENDER | CHECK | TRACE, NULL, read_help},
};

enum { OPTIONS = sizeof table / sizeof *table };

static const struct {
    const char *name, *synopsis, *about;
} commands[COMMANDS] = {
    [COMMAND_RENDER] = {"render", "render SCENE... [-o PATH] [OPTION...]",
                        "draws scenes as pictures, pages and films"},
    [COMMAND_CHECK] = {"check", "check SCENE...", "tells every problem of scenes at once"},
    [COMMAND_TRACE] = {"trace", "trace SCENE [OPTION...]", "prints the numbers of a scene as JSON"},
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
