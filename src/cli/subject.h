/* SPDX-License-Identifier: MIT */
/* A scene on its way: everything that the stages make of it before the first picture. */
#ifndef CLI_SUBJECT_H
#define CLI_SUBJECT_H

#include "convreel/drawing.h"
#include "convreel/painting.h"
#include "options.h"

struct subject {
    struct report report;
    struct error error; /* of a file that cannot be read */
    bool is_standard_input;
    struct scene *scene;             /* of a film what its shots share: output, title, times */
    struct simulation **simulations; /* owned: of each shot and panel, in the scene's order */
    size_t part_count;               /* how many there are, right or not */
    size_t simulation_count;         /* those that are right: all or none */
    size_t shot_count;               /* 1 of a scene that is no film */
    struct shot *shots;              /* owned: each with its simulations; NULL: likewise */
    struct timeline *timeline;
    struct painter *painter;
    struct drawing *drawings; /* owned: of each shot; NULL: not drawable */
    bool is_drawable;         /* timeline and drawing are ready too */
    struct subject *light;    /* owned: smaller and slower; NULL: no output asks for it */
    enum status status;
};

/* The shots as a film. */
struct film subject_film(const struct subject *subject);
/* Runs the stages as far as the scene is right, so that all its problems come at once. False: the
 * status says why; a numerical simulation may be there all the same. */
bool subject_load(struct subject *subject, const char *path, const struct options *options);
/* The same up to the simulation: no timeline, no fonts, and no output where the options ask for
 * no tensors. */
bool subject_load_numbers(struct subject *subject, const char *path, const struct options *options);
/* The sizes alone. */
bool subject_load_sizes(struct subject *subject, const char *path, const struct options *options);
/* A painter for the subject's words; the caller's. */
struct painter *subject_create_painter(const struct subject *subject);
/* Finds the status again after a report has grown; true: still done. */
bool subject_settle_status(struct subject *subject);
/* The numbers, and where the scene has a size the drawing at it, without a report of it. */
bool subject_load_described(struct subject *subject, const char *path,
                            const struct options *options);
/* Adds what the scene or each shot shows, in sentences; all simulations must be there. has_times:
 * when shots begin and what is spoken. */
void subject_describe(const struct subject *subject, bool has_times, struct buffer *out);
/* Prints what there is to say. */
void subject_print_problems(const struct subject *subject, FILE *out);
void subject_finish(struct subject *subject);

#endif
