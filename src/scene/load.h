/* SPDX-License-Identifier: MIT */
/* From the tree of a scene file to scenes: of its own, of its panels, of its shots. */
#ifndef SCENE_LOAD_H
#define SCENE_LOAD_H

#include "reader.h"

/* A scene that has its defaults only, of a file; its name is the file's. */
struct scene *load_create(const char *path);
/* Reads a tree into the reader's scene and completes it; NULL: an empty one. */
void load_tree(struct reader *reader, const struct node *root);
/* Reads the panels of a tree into scenes of the reader's scene. */
void load_panels(struct reader *reader, const struct node *root);
/* Reads the shots of a film, whose own keys are read, into scenes of the reader's scene. */
void load_shots(struct reader *reader, const struct node *root);
/* Whether something is spoken in a scene or a shot. */
bool load_speaks(const struct scene *scene);

#endif
