/* SPDX-License-Identifier: MIT */
/* A file of cues. */
#ifndef CONVREEL_SCENE_CUES_H
#define CONVREEL_SCENE_CUES_H

#include "reader.h"

enum { MOST_CUES = 1000 };

/* Fills in the cues of a recording, in the scene's arena; false: reported at their places in
 * source. */
bool cues_read(struct reader *reader, const struct source *source, struct scene_audio *audio);

#endif
