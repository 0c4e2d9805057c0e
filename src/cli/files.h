/* SPDX-License-Identifier: MIT */
/* The files of an output: one, or one for each picture. */
#ifndef CLI_FILES_H
#define CLI_FILES_H

#include "plan.h"

/* An output at work. Zeroed but for the first four: no file is open. */
struct run {
    const struct output *output; /* borrowed, as are the next two */
    const struct subject *subject;
    struct painter *painter;        /* for what the encoder paints itself */
    struct encoding_memory *memory; /* of the files before; NULL: none */
    struct sink sink;
    void *state;    /* the encoder's; NULL: no file is open */
    size_t added;   /* pictures in the open file */
    size_t clip;    /* of a film in clips: the open one */
    size_t written; /* bytes of files that are complete */
};

/* Opens file `number` of an output. only: the file's single picture; NULL: it has all. */
bool run_open(struct run *run, size_t number, const struct picture *only,
              const struct canvas *canvas, struct error *error);
/* Gives the open file its next picture; sets the frame's number. */
bool run_add(struct run *run, struct frame *frame, struct error *error);
/* Completes the file. On failure there is none. */
bool run_close(struct run *run, struct error *error);
void run_abort(struct run *run); /* without an open file: nothing */

#endif
