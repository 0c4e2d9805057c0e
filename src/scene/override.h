/* SPDX-License-Identifier: MIT */
/* What a panel or a shot changes of the scene around it. */
#ifndef CONVREEL_SCENE_OVERRIDE_H
#define CONVREEL_SCENE_OVERRIDE_H

#include "reader.h"

/* A scene's map with what an override of a scope changes of it, in the arena. */
const struct node *override_merge(const struct node *base, const struct node *override,
                                  struct arena *arena, enum scope scope);
/* The word null, which takes the default back; a value that was forgotten is told. */
bool override_takes_back(const struct node *value);
/* Whether a key is one of some, the last of which is NULL. */
bool override_names(const char *key, const char *const *keys);

#endif
