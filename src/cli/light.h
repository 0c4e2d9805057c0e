/* SPDX-License-Identifier: MIT */
/* An output that is lighter where nobody says its size or rate: a GIF. */
#ifndef CLI_LIGHT_H
#define CLI_LIGHT_H

#include "convreel/encoding.h"
#include "subject.h"

/* The subject as the encoder has it by default: itself, or one that it owns from then on, at most
 * as wide and fast as the encoder's row says. Where words would be too small there, the drawing is
 * fitted to that width; what has no room is a warning. */
const struct subject *light_subject(struct subject *subject, const struct encoder *encoder);

#endif
