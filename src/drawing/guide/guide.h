/* SPDX-License-Identifier: MIT */
/*
 * Theme guide's own rendering of the figures that the guide has, to the sub-pixel: where its habits
 * are not those of the other themes. Chosen once, for a whole drawing; its pages are laid out
 * picture by picture, since each has its own size.
 */
#ifndef CONVREEL_DRAWING_GUIDE_H
#define CONVREEL_DRAWING_GUIDE_H

#include "drawing/views/view.h"

/* The guide's rendering of a view for a subject; the view itself where the guide has none. */
const struct view *guide_view(const struct view *view, const struct subject *subject);

extern const struct view guide_stacked;
extern const struct view guide_flat;
extern const struct view guide_kernel;
extern const struct view guide_positions;
extern const struct view guide_subsampling;
extern const struct view guide_channels;
extern const struct view guide_matrix;

#endif
