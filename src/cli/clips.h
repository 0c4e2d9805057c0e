/* SPDX-License-Identifier: MIT */
/* A film in clips: from where a talk waits for a click to where it waits again. What is repeated
 * until a click is a clip of its own, and what follows the last click is the last. Beside each clip
 * lie its first and its last picture. */
#ifndef CLI_CLIPS_H
#define CLI_CLIPS_H

#include "files.h"

/* Pictures first up to end of the timeline. */
struct clip {
    size_t first, end;
    struct rational start, length; /* seconds */
    struct tracks tracks;          /* what of the film's goes on beside it */
};

/* The files of a clip: the film, its first and its last picture. */
enum { CLIP_FILES = 3 };

/* Makes a film whose name has a number one in clips; false: nothing pauses in it. */
bool clips_choose(struct plan *plan, struct output *output, struct error *error);
/* The name of file `number`, counted through all clips, of a film of that name. */
const char *clips_name(const char *film, size_t number, struct arena *arena);
/* Gives picture `number` of the timeline to the clip that has it, and ends and begins clips. */
bool clips_add(struct run *run, struct frame *frame, size_t number, struct error *error);

#endif
