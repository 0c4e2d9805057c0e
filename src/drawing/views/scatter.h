/* SPDX-License-Identifier: MIT */
/* What the files of view scatter share; the state of a subject is its tally. */
#ifndef CONVREEL_DRAWING_SCATTER_H
#define CONVREEL_DRAWING_SCATTER_H

#include "drawing/layout/panel.h"
#include "drawing/map/stamps.h"

/* scatter_cut.c: keeps room beside the output for its cut, where the scene asks for counts. */
void scatter_lay_out_cut(struct panel *panel, const struct placed *output);
void scatter_draw_cut(const struct panel *panel, const struct map *output, struct pen *pen);

/* scatter_draw.c */
void scatter_draw_rest(const struct panel *panel, struct pen *pen);
void scatter_draw_step(const struct panel *panel, const struct moment_part *part, struct pen *pen);

#endif
