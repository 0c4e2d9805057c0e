/* SPDX-License-Identifier: MIT */
/* What options can change in a file, and which formats it is in. */
#ifndef CLI_EFFECTS_H
#define CLI_EFFECTS_H

#include "plan.h"

enum effect {
    EFFECT_PAGES = 1 << 0,   /* steps without the motion between them */
    EFFECT_MOTION = 1 << 1,  /* every picture of the motion */
    EFFECT_DPI = 1 << 2,     /* a size that pixels per inch decide */
    EFFECT_LOOP = 1 << 3,    /* a count of plays */
    EFFECT_TEXT = 1 << 4,    /* words as text or as outlines */
    EFFECT_QUALITY = 1 << 5, /* an encoder that can lose something */
    EFFECT_MATTE = 1 << 6,   /* pixels that cannot be translucent */
    EFFECT_RATE = 1 << 7,    /* a frame every so often */
    EFFECT_MOVING = 1 << 8,  /* a format that can move by itself */
    EFFECT_SMALL = 1 << 9    /* pixels packed in more time */
};

/* All of the outputs of a plan. */
unsigned effects_of_plan(const struct plan *plan);
/* STATUS_USAGE where an option that was given changes nothing, since no output has its effect. */
bool effects_check(const struct options *options, unsigned effects, struct error *error);

#endif
