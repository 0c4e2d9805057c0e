/* SPDX-License-Identifier: MIT */
/* The command line: one row an option, for reading it and for its help. */
#include "options.h"

#include <assert.h>
#include <string.h>

#include "commands.h"
#include "effects.h"
#include "help.h"
#include "option_readers.h"

enum takers {
    RENDER = 1 << COMMAND_RENDER,
    CHECK = 1 << COMMAND_CHECK,
    TRACE = 1 << COMMAND_TRACE,
    DESCRIBE = 1 << COMMAND_DESCRIBE,
    TABLE = 1 << COMMAND_TABLE,
    WATCH = 1 << COMMAND_WATCH,
    QUIZ = 1 << COMMAND_QUIZ,
    JOIN = 1 << COMMAND_JOIN,
    NAMES = 1 << COMMAND_NEW | 1 << COMMAND_LIST | 1 << COMMAND_INFO | 1 << COMMAND_SCHEMA |
            1 << COMMAND_COMPLETIONS,
    MAKE = RENDER | CHECK | WATCH, /* and what a render would make */
    ALL = RENDER | CHECK | TRACE | DESCRIBE | TABLE | WATCH | QUIZ
};

struct option {
    const char *name;     /* "--size" */
    const char *letter;   /* "-o", or NULL */
    const char *argument; /* as the help shows it; NULL: takes none */
    const char *about;
    unsigned takers;  /* enum takers */
    const char *path; /* of the scene value that it stands over; NULL: read below */
    bool (*read)(struct options *options, const char *value, struct error *error);
    unsigned effects; /* enum effect, of which a format must take one; 0: every format takes it */
};

/* ---- the table ---- */

static const struct option table[] = {
    {"--output", "-o", "PATH",
     "output file, folder/ or - for standard output (default: output/); %s: scene name, %02d: step "
     "number, %t: theme",
     MAKE, NULL, option_output, 0},
    {"--output", "-o", "FILE", "the film that the parts become: .mp4, .mov or .webm", JOIN, NULL,
     option_output, 0},
    {"--output", "-o", "PATH",
     "of pdf a folder/, else a file or - for standard output (default: output/)", QUIZ, NULL,
     option_output, 0},
    {"--seeds", NULL, "A..B", "a sheet for each number from A to B (default: 1..30)", QUIZ, NULL,
     option_seeds, 0},
    {"--as", NULL, "NAME",
     "pdf: sheets and worked solutions; gift or moodle: questions to import (default: pdf)", QUIZ,
     NULL, option_quiz, 0},
    {"--format", NULL, "LIST",
     "formats, separated by commas (default: the ending of PATH, output.format of the scene, or "
     "gif)",
     MAKE, NULL, option_formats, 0},
    {"--quiet", "-q", NULL, "print warnings and errors only", MAKE | JOIN | QUIZ, NULL,
     option_quiet, 0},
    {"--check", NULL, NULL,
     "write nothing: print the files that would change, and end with status 1 if there are any",
     RENDER, NULL, option_check, 0},
    {"--alt", NULL, "PATH", "also write the text that describe prints; - for standard output", MAKE,
     NULL, option_alt, 0},
    {"--deps", NULL, "FILE", "write what the files were made of, as rules for make", MAKE, NULL,
     option_deps, 0},
    {"--jobs", "-j", "N", "use N threads, for scenes and for the pictures of a scene (default: 1)",
     MAKE, NULL, option_jobs, 0},
    {"--part", NULL, "K/N|auto|auto/N",
     "make part K of N of a film, for join; auto: as Slurm's array says, auto/N: as that of PBS",
     RENDER | CHECK, NULL, option_part, 0},
    {"--poster", NULL, NULL, "also write the still of a film or an animation beside it, as PNG",
     MAKE, NULL, option_poster, 0},
    {"--pictures", NULL, "steps|all", "one image per step, or every frame of the animation", MAKE,
     NULL, option_pictures, 0},
    {"--size", NULL, "SIZE",
     "pixels, such as 1920x1080, or paper: 88mm, 88mm x 60mm, 8.5cm, 3in, 300pt (a length alone is "
     "the width), or 720p, 1080p, 1440p, 4k, square, slide (16:9), slide_4x3, story (default: the "
     "drawing's own size)",
     MAKE | DESCRIBE, "output.size", NULL, 0},
    {"--dpi", NULL, "N", "pixels per inch of a drawing of its own size (default: 150)", MAKE,
     "output.dpi", NULL, EFFECT_DPI},
    {"--fps", NULL, "N", "frames per second while something moves (default: 60)", MAKE,
     "output.fps", NULL, EFFECT_MOTION},
    {"--theme", NULL, "NAMES",
     "light, dark, print, guide or a theme file; several names, separated by commas, make a file "
     "each",
     MAKE | QUIZ, "theme", NULL, 0},
    {"--language", NULL, "NAME",
     "language of the built-in words: en, de, es, fr, pt, zh or a catalogue file (default: en)",
     MAKE | QUIZ, "language", NULL, 0},
    {"--view", NULL, "NAME",
     "how the maps are drawn: stacked, flat, line, stack, network, channels, volume, heat, "
     "scatter, transpose, "
     "matrix, im2col, fold, kernel, positions, subsampling, products or cache",
     MAKE | QUIZ, "view", NULL, 0},
    {"--steps", NULL, "WHICH",
     "show only these steps: A..B (from 0, both included), last or middle", MAKE, "output.steps",
     NULL, 0},
    {"--sheet", NULL, "CxR", "put several steps on each page, in columns and rows: 4x3", MAKE,
     "output.sheet", NULL, EFFECT_PAGES},
    {"--background", NULL, "COLOUR", "colour behind the drawing, or none", MAKE,
     "output.background", NULL, 0},
    {"--matte", NULL, "COLOUR",
     "colour used where transparency is not possible: in MP4, and at the edges in a GIF", MAKE,
     "output.matte", NULL, EFFECT_MATTE},
    {"--loop", NULL, "N", "how many times an animation plays (default: forever)", MAKE,
     "output.loop", NULL, EFFECT_LOOP},
    {"--animate", NULL, NULL, "make one SVG that moves by itself, without a script", MAKE, NULL,
     option_animate, EFFECT_MOVING},
    {"--text", NULL, "text|outline",
     "write the words of a drawing as text or as outlines (default: text)", MAKE, NULL, option_text,
     EFFECT_TEXT},
    {"--png", NULL, "fast|small",
     "write PNG and APNG in little time or in fewer bytes, of the same pixels (default: fast)",
     MAKE, NULL, option_png, EFFECT_SMALL},
    {"--quality", NULL, "NAME",
     "of a film: draft, good or best (default: good); --preset and --crf win over it", MAKE, NULL,
     option_quality, EFFECT_QUALITY},
    {"--preset", NULL, "NAME",
     "speed of the film encoder, ultrafast to veryslow (default: veryfast)", MAKE, NULL,
     option_preset, EFFECT_QUALITY},
    {"--crf", NULL, "N", "quality of a film, from 0 (best) to 51 (default: 18)", MAKE, NULL,
     option_crf, EFFECT_QUALITY},
    {"--rate", NULL, "constant|variable",
     "of a film: a frame every 1/fps, or a picture that is held stored once (default: constant)",
     MAKE, NULL, option_rate, EFFECT_RATE},
    {"--json", NULL, NULL, "print a JSON object for each scene, each on one line", CHECK, NULL,
     option_json, 0},
    {"--steps", NULL, "all|none|A..B", "steps to print, from 0, both included (default: all)",
     TRACE, NULL, option_trace_steps, 0},
    {"--tensors", NULL, "all|none",
     "whether to print input, kernel, bias and output (default: all)", TRACE, NULL, option_tensors,
     0},
    {"--format", NULL, "NAME", "text, markdown, latex, csv or json (default: text)", TABLE, NULL,
     option_table, 0},
    {"--as", NULL, "NAME", "print the layer as pytorch, keras or onnx code, not its numbers", TRACE,
     NULL, option_dialect, 0},
    {"--port", NULL, "N", "port of the page (default: the first free one from 3000 on)", WATCH,
     NULL, option_port, 0},
    {"--open", NULL, NULL, "open the page in the browser, with xdg-open", WATCH, NULL, option_open,
     0},
    {"--no-serve", NULL, NULL, "no page: write the files again that render would", WATCH, NULL,
     option_no_serve, 0},
    {"--limit", NULL, "NAME=N",
     "allow more or less than usual, such as products=2e9 or memory=4GiB; several times if needed; "
     "convreel list limits names them",
     ALL, NULL, option_limit, 0},
    {"--safe", NULL, NULL,
     "for scenes of strangers: files below the scene's folder only, no theme, language or "
     "recording "
     "by its file, low limits",
     ALL, NULL, option_safe, 0},
    {"--keep-rights", NULL, NULL,
     "do not give up the rights to write to other folders, to start programs and to open "
     "connections",
     (ALL & ~WATCH) | JOIN, NULL, option_keep_rights, 0},
    {"--allow-outside", NULL, NULL, "allow files outside the folder of the scene", ALL, NULL,
     option_allow_outside, 0},
    {"--strict", NULL, NULL, "treat warnings as errors", ALL, NULL, option_strict, 0},
    {"--help", "-h", NULL, "print this text", ALL | JOIN | NAMES, NULL, option_help, 0},
};

enum { OPTIONS = sizeof table / sizeof *table };

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
                  command_rows[command].name, shown, nearest);
    else
        error_set(error, STATUS_USAGE, "%s has no option %s; see convreel %s --help",
                  command_rows[command].name, shown, command_rows[command].name);
    arena_finish(&arena);
    return false;
}

static bool take(struct options *options, const struct option *option, const char *value,
                 struct error *error)
{
    options->given |= (uint64_t)1 << (option - table);
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

/* What other options imply where nothing is said. */
static void settle_usual(struct options *options)
{
    if (!options->preset)
        options->preset = options->usual_preset;
    if (options->crf < 0)
        options->crf = options->usual_crf;
    for (size_t i = 0; options->is_safe && i < LIMITS; i++)
        if (options->limits.most[i] == 0)
            options->limits.most[i] = limit_table[i].safe;
}

bool options_read(struct options *options, enum command command, int count, char **arguments,
                  const char **scenes, struct error *error)
{
    *options = (struct options){
        .command = command,
        .scenes = scenes,
        .jobs = 1,
        .crf = -1,
        .usual_crf = -1,
        .has_trace_steps = true,
        .last_step = SIZE_MAX,
        .first_seed = 1,
        .last_seed = 30,
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
    settle_usual(options);
    if (options->wants_help)
        return true;
    if (options->is_safe && options->may_read_outside)
        return error_set(error, STATUS_USAGE, "--safe and --allow-outside exclude each other");
    if (options->scene_count < command_rows[command].least)
        return error_set(error, STATUS_USAGE, "%s needs %s: convreel %s",
                         command_rows[command].name,
                         command_rows[command].takes ? command_rows[command].takes : "a scene",
                         command_rows[command].synopsis);
    if (options->scene_count > command_rows[command].most)
        return error_set(error, STATUS_USAGE, "%s takes %s, not %zu", command_rows[command].name,
                         command_rows[command].takes, options->scene_count);
    return true;
}

/* ---- what changes nothing ---- */

const char *options_without_effect(const struct options *options, unsigned effects,
                                   unsigned *wanted)
{
    static_assert((int)OPTIONS <= 64, "a bit for every option");
    for (size_t i = 0; i < OPTIONS; i++) {
        *wanted = table[i].effects;
        if ((options->given & (uint64_t)1 << i) && *wanted && !(*wanted & effects))
            return table[i].name;
    }
    return NULL;
}

/* ---- help ---- */

void options_help(enum command command, FILE *out)
{
    fprintf(out, "Usage: convreel %s\n\nconvreel %s %s.\n\nOptions:\n",
            command_rows[command].synopsis, command_rows[command].name,
            command_rows[command].about);
    struct arena arena = {0};
    for (size_t i = 0; i < OPTIONS; i++) {
        const struct option *option = &table[i];
        if (option->takers & 1u << command)
            help_row(out,
                     arena_format(&arena, "%s%s%s%s%s", option->letter ? option->letter : "",
                                  option->letter ? ", " : "", option->name,
                                  option->argument ? " " : "",
                                  option->argument ? option->argument : ""),
                     option->about);
    }
    arena_finish(&arena);
    if (MAKE & 1u << command)
        help_formats(out);
    fprintf(out,
            "\nExamples:\n%s\n"
            "A SCENE of - is standard input; render then writes to standard output.\n"
            "Exit status: 0 done, 1 wrong scene, 2 usage, 3 reading or writing failed,\n"
            "4 over a limit, 5 no encoder, 130 interrupted, 143 terminated.\n",
            command_rows[command].examples);
}

bool options_at(enum command command, size_t n, struct option_words *out)
{
    for (size_t i = 0; i < OPTIONS; i++) {
        const struct option *option = &table[i];
        if (!(option->takers & 1u << command) || n-- > 0)
            continue;
        *out = (struct option_words){option->name, option->letter, option->argument, option->about,
                                     option->path};
        return true;
    }
    return false;
}
