/* SPDX-License-Identifier: MIT */
/* The panels of a scene as trees of their own. */
#ifndef CONVREEL_SCENE_PANELS_H
#define CONVREEL_SCENE_PANELS_H

#include "reader.h"

/* The list of panels; NULL: there is none. */
const struct node *panels_find(const struct node *root);
/* The tree of each panel: the scene with what the panel changes. Panels that are none are
 * reported and left out. */
const struct node **panels_merge(struct reader *reader, const struct node *root, size_t *count);

#endif
