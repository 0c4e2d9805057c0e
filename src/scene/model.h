/* SPDX-License-Identifier: MIT */
/* A whole model, as PyTorch's print(model) writes it. */
#ifndef CONVREEL_SCENE_MODEL_H
#define CONVREEL_SCENE_MODEL_H

#include "reader.h"

enum {
    MODEL_MOST_LINES = 10000, /* with those of repeated groups, and what is passed over */
    MODEL_MOST_SOURCES = 5    /* of a join of a known block */
};

/* An item of the list, with what it reads. */
struct model_item {
    const char *path;                   /* "layer1.0.conv1" */
    size_t sources[MODEL_MOST_SOURCES]; /* places: how many items stand before what follows from
                                           them */
    size_t source_count;                /* 0: what stands before it */
    bool is_unsure;                     /* a class around or before it joins layers as it likes */
    double parameters;                  /* of the layers within, where they are passed over */
};

/* The lines of a text that are layers, as a list; repeated groups repeat them. items: one each, at
 * most MODEL_MOST_LINES. NULL: reported. */
const struct node *model_lines(struct reader *reader, const struct node *text,
                               const struct model_item **items);

/* Lines that have no picture, and are told together. */
struct model_passes {
    const char *types;      /* "BatchNorm2d, Dropout"; NULL: none yet */
    struct position at;     /* of the first */
    double parameters;      /* of all of them */
    const struct node *end; /* the line at which the network ends; NULL: none yet */
    bool is_list;           /* the last layer gives a list of units, not a map */
    bool ends_as_map;       /* what `end` gives is a list, but no list of all units */
    bool takes_map;         /* the line makes a list of what may be a map */
};

/* Whether an item of a list is passed over; it may end the list. */
bool model_passes_over(struct model_passes *passes, struct reader *reader, const struct node *item);
void model_tell_passes(const struct model_passes *passes, struct reader *reader);

#endif
