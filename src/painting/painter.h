/* SPDX-License-Identifier: MIT */
/* What a document borrows of its painter. */
#ifndef PAINTING_PAINTER_H
#define PAINTING_PAINTER_H

#include "convreel/painting.h"
#include "text.h"

struct text *painter_text(struct painter *painter); /* the painter's */

#endif
