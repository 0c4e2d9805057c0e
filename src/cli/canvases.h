/* SPDX-License-Identifier: MIT */
/* How large pictures are, and what is behind them. */
#ifndef CLI_CANVASES_H
#define CLI_CANVASES_H

#include "plan.h"

/* How a list goes on its own canvas under an output's background. */
struct canvas canvas_of_list(const struct subject *subject, const struct display_list *list,
                             struct color background);
/* What is behind a picture: as the scene says, else the theme. */
struct color canvas_background(const struct scene *scene, const struct encoder *encoder);
/* What lies under colours that cannot be transparent. */
struct color canvas_matte(const struct scene *scene);

#endif
