/* SPDX-License-Identifier: MIT */
/* A film in clips: from where a talk waits for a click to where it waits again. What is repeated
 * until a click is a clip of its own, and what follows the last click is the last. Beside each clip
 * lie its first and its last picture. */
#ifndef CLI_CLIPS_H
#define CLI_CLIPS_H

#include "files.h"

/* Makes a film whose name has a number one in clips; false: nothing pauses in it. */
bool clips_choose(struct plan *plan, struct output *output, struct error *error);
/* Gives picture `number` of the timeline to the clip that has it, and ends and begins clips. */
bool clips_add(struct run *run, struct frame *frame, size_t number, struct error *error);

/* Makes an output one clip: pictures first up to end, of the first one its last frame alone where
 * it is short. */
void clips_cut(struct output *output, size_t first, size_t end, bool is_short, struct arena *arena);

#endif
