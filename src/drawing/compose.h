/* SPDX-License-Identifier: MIT */
/* A moment on a prepared page. */
#ifndef CONVREEL_DRAWING_COMPOSE_H
#define CONVREEL_DRAWING_COMPOSE_H

#include "drawing/prepare.h"

/* What the moment draws on the maps, and the notes and sums that follow it. */
void compose_draw_step(const struct prepared *prepared, const struct moment *moment,
                       struct pen *pen);
/* Theme guide's pages are laid out picture by picture: each has its own size. In the arena, to be
 * finished by the caller. */
struct prepared *compose_prepare(const struct drawing *drawing, const struct moment *moment,
                                 struct arena *arena);

#endif
