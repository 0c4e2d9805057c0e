/* SPDX-License-Identifier: MIT */
/* Colours by their names and numbers, as in CSS. */
#ifndef CONVREEL_SCENE_COLOR_H
#define CONVREEL_SCENE_COLOR_H

#include "convreel/base.h"

/* none, a name, #rgb, #rrggbb or #rrggbbaa, or one of them and its opacity, "white 40%"; false:
 * none of these, out is as it was. */
bool color_read(const char *text, struct color *out);
const char *color_nearest(const char *word); /* NULL: no name is near */

#endif
