/* SPDX-License-Identifier: MIT */
/* What a page with steps is told of each beside its picture. */
#ifndef CLI_STEP_NOTES_H
#define CLI_STEP_NOTES_H

#include "convreel/encoding.h"
#include "subject.h"

/* Of page `number` of the subject's steps; all in the arena. */
void step_notes_make(const struct subject *subject, size_t number, struct arena *arena,
                     struct frame_step *out);

#endif
