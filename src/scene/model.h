/* SPDX-License-Identifier: MIT */
/* A whole model, as PyTorch's print(model) writes it. */
#ifndef CONVREEL_SCENE_MODEL_H
#define CONVREEL_SCENE_MODEL_H

#include "reader.h"

enum { MODEL_MOST_LINES = 10000 }; /* with those of repeated groups, and what is passed over */

/* The lines of a text that are layers, as a list; repeated groups repeat them. NULL: reported. */
const struct node *model_lines(struct reader *reader, const struct node *text);

/* Lines that have no picture, and are told together. */
struct model_passes {
    const char *types;      /* "BatchNorm2d, Dropout"; NULL: none yet */
    struct position at;     /* of the first */
    const struct node *end; /* the line at which maps end; NULL: none yet */
};

/* Whether a line of a list is passed over; it may end the list. */
bool model_passes_over(struct model_passes *passes, struct reader *reader, const struct node *item);
void model_tell_passes(const struct model_passes *passes, struct reader *reader);

#endif
