/* SPDX-License-Identifier: MIT */
/* What Keras's model.summary() prints, in place of the list of layers. */
#ifndef CONVREEL_SCENE_KERAS_H
#define CONVREEL_SCENE_KERAS_H

#include "reader.h"

/* Whether a text is such a summary. */
bool keras_is_summary(const char *text);
/* Stands where a row is cut off: no letter of a name. */
enum { KERAS_CUT = '~' };

/* The next row of a summary in one line without frames, in the arena; *text: what follows it. */
const char *keras_next_row(const char **text, struct arena *arena);
/* Its rows as layers, as far as shapes and numbers of parameters tell what they are; NULL:
 * reported. */
const struct node *keras_lines(struct reader *reader, const struct node *text);

#endif
