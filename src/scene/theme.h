/* SPDX-License-Identifier: MIT */
/* Themes: those that stand in the program, and files of the same form. */
#ifndef CONVREEL_SCENE_THEME_H
#define CONVREEL_SCENE_THEME_H

#include "reader.h"

/* Fills in what the scene left open and its theme decides: the theme itself (light), and how
 * things move in it. Of the timeline's times, those with den 0 are open. */
void theme_fill_defaults(struct reader *reader);

#endif
