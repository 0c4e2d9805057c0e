/* SPDX-License-Identifier: MIT */
/* The themes that are built in. */
#ifndef CONVREEL_SCENE_THEME_H
#define CONVREEL_SCENE_THEME_H

#include "convreel/scene.h"

/* Fills in what the scene left open and its theme decides: the theme itself (light), and how
 * things move in it. Of the timeline's times, those with den 0 are open. */
void theme_fill_defaults(struct scene *scene);

#endif
