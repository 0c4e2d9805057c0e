/* SPDX-License-Identifier: MIT */
/* The panels of a scene and the shots of a film as trees of their own. */
#ifndef CONVREEL_SCENE_PANELS_H
#define CONVREEL_SCENE_PANELS_H

#include "reader.h"

/* The list of panels; NULL: there is none. */
const struct node *panels_find(const struct node *root);
/* The tree of each panel: the scene with what the panel changes. Panels that are none are
 * reported and left out. */
const struct node **panels_merge(struct reader *reader, const struct node *root, size_t *count);
/* A shot: the tree of its scene, which is that at the top or of an earlier shot with what this one
 * changes, and the map of what is the film's to know of it. */
struct shot_tree {
    const struct node *scene, *words;
    bool is_cut;  /* `transition` is null: the film's is not taken */
    bool is_stay; /* nothing but `hold`: the last picture of the shot before it stays */
};

/* The list of shots; NULL: there is none. */
const struct node *shots_find(const struct node *root);
/* The trees of each shot. Shots that are none are reported and left out. */
const struct shot_tree *shots_merge(struct reader *reader, const struct node *root, size_t *count);

#endif
