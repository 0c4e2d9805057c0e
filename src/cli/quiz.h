/* SPDX-License-Identifier: MIT */
/*
 * Exercises from one scene: for each seed the scene with other random numbers, what is asked about
 * it, the answers, and how they come about.
 */
#ifndef CLI_QUIZ_H
#define CLI_QUIZ_H

#include "subject.h"

enum { MOST_QUESTIONS = 6, MOST_QUIZ_UNITS = 400 /* of an input that is printed as a table */ };

struct quiz_question {
    const char *kind; /* "size" */
    const char *text; /* plain; it asks for one number */
    const char *worked;
    double answer, tolerance;
    const char *answer_text;
    bool needs_numbers; /* of input and kernel */
};

struct quiz_sheet {
    uint64_t seed;
    const char *path;       /* borrowed: of the scene */
    const char *name;       /* borrowed: its base name */
    struct subject subject; /* its numbers */
    struct arena arena;     /* of the texts */
    struct quiz_question questions[MOST_QUESTIONS];
    size_t count;
};

/* A way to write sheets. */
struct quiz_format {
    const char *name;
    const char *extension; /* of its one file; NULL: a folder of files */
    /* Adds a sheet to the file's text; or makes its files and returns how that went. */
    void (*begin)(const struct quiz_sheet *first, struct buffer *out);
    void (*add)(const struct quiz_sheet *sheet, struct buffer *out);
    void (*end)(struct buffer *out);
    enum status (*make)(struct quiz_sheet *sheet, const struct options *options);
};

extern const struct quiz_format quiz_pdf, quiz_gift, quiz_moodle;

/* Asks: the sheet's subject is there. options: of the sheet's own seed. False: a file could not be
 * read again, which is told. */
bool quiz_ask(struct quiz_sheet *sheet, const struct options *options);
/* "3·1 + 2·0 + 4 = 7"; in the sheet's arena. */
const char *quiz_sum(struct quiz_sheet *sheet, size_t step);
/* The scene as a shot of a film of ours: "scene: 'NAME'". In the arena. */
const char *quiz_scene_key(const struct quiz_sheet *sheet, struct arena *arena);

#endif
