/* SPDX-License-Identifier: MIT */
/* The words of the command line. One table of options reads them and writes the help. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdio.h>

#include "convreel/base.h"
#include "convreel/limits.h"
#include "convreel/scene.h"

struct dialect;
struct table_format;

enum command {
    COMMAND_RENDER,
    COMMAND_CHECK,
    COMMAND_TRACE,
    COMMAND_DESCRIBE,
    COMMAND_TABLE,
    COMMAND_QUIZ,
    COMMAND_WATCH,
    COMMAND_JOIN,
    COMMAND_NEW,
    COMMAND_LIST,
    COMMAND_INFO,
    COMMAND_SCHEMA,
    COMMAND_COMPLETIONS,
    COMMANDS
};

enum pictures { PICTURES_BY_FORMAT, PICTURES_STEPS, PICTURES_ALL };

enum { MOST_OVERRIDES = 16, MOST_JOBS = 64 };

struct options {
    enum command command;
    bool wants_help;
    const char *const *scenes; /* borrowed from the arguments, as all texts here */
    size_t scene_count;
    const char *output;  /* -o; NULL: by name under output/ */
    const char *formats; /* --format; NULL: not given */
    const char *alt;     /* --alt, where the description goes; NULL: nowhere */
    const char *deps;    /* --deps, where the rules for make go; NULL: nowhere */
    size_t jobs;
    size_t part, part_count; /* --part: from 1; of 0: all is made */
    enum pictures pictures;
    const char *preset;       /* NULL: the encoder's default */
    int crf;                  /* -1: the encoder's default */
    const char *usual_preset; /* by --quality, likewise */
    int usual_crf;
    bool is_rate_variable;
    bool has_poster; /* the still beside a film is made, too */
    bool is_text_outlined;
    bool is_png_small;                       /* --png */
    bool is_moving;                          /* --animate */
    bool may_read_outside;                   /* --allow-outside */
    bool is_safe;                            /* --safe */
    bool keeps_rights;                       /* --keep-rights */
    bool is_strict;                          /* --strict */
    bool is_quiet;                           /* --quiet */
    bool is_compared;                        /* --check of render */
    bool is_json;                            /* --json */
    bool is_unserved;                        /* --no-serve */
    bool opens_browser;                      /* --open */
    unsigned port;                           /* --port; 0: not given */
    const struct dialect *dialect;           /* --as; NULL: the numbers */
    const char *quiz;                        /* --as of quiz, a format's name; NULL: not given */
    uint64_t first_seed, last_seed;          /* --seeds, both included */
    const uint64_t *seed;                    /* borrowed: of this run; NULL: the scene's own */
    const char *text;                        /* borrowed: read in place of the scene's file; NULL */
    const struct table_format *table;        /* --format of table; NULL: text */
    bool has_trace_steps, has_trace_tensors; /* --steps none, --tensors none: false */
    size_t first_step, last_step;            /* of the trace */
    struct limits limits;                    /* --limit, and what --safe sets */
    uint64_t given;                          /* a bit for each option of the table */
    size_t theme, theme_count;               /* which of how many this run is; 0 of 0: no --theme */
    struct scene_override overrides[MOST_OVERRIDES];
    size_t override_count;
};

/* Reads everything behind the command's name; scenes keeps the arguments that are no options.
 * Errors are STATUS_USAGE. */
bool options_read(struct options *options, enum command command, int count, char **arguments,
                  const char **scenes, struct error *error);
/* The name of an option that was given and needs an effect that is none of these; NULL: none. */
const char *options_without_effect(const struct options *options, unsigned effects,
                                   unsigned *wanted);
void options_help(enum command command, FILE *out);
/* An option as it is typed. */
struct option_words {
    const char *name;     /* "--size" */
    const char *letter;   /* "-o"; NULL: none */
    const char *argument; /* "FILE", or all that it may be, "steps|all"; NULL: it takes none */
    const char *about;
    const char *path; /* of the scene's key that it stands over; NULL: none */
};

/* A command's options, in the order of its help; false: it has not so many. */
bool options_at(enum command command, size_t n, struct option_words *out);

#endif
