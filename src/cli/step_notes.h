/* SPDX-License-Identifier: MIT */
/* What a page with steps is told of each beside its picture. */
#ifndef CLI_STEP_NOTES_H
#define CLI_STEP_NOTES_H

#include "convreel/encoding.h"
#include "subject.h"

/* The picture that answers page `number` of the subject's steps; false: that one asks nothing. */
bool step_notes_find_answer(const struct subject *subject, size_t number, struct picture *answer);
/* Of page `number`; all in the arena. answer: of that picture of it, which has the rest of the
 * step's time; NULL: of the page as it is, up to the answer where there is one. */
void step_notes_make(const struct subject *subject, size_t number, const struct picture *answer,
                     struct arena *arena, struct frame_step *out);

#endif
