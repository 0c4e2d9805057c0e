/* SPDX-License-Identifier: MIT */
/* What the module of films gives beside its encoders. */
#ifndef ENCODING_FILM_MODULE_H
#define ENCODING_FILM_MODULE_H

#include "convreel/base.h"

struct film_sounds {
    /* As encoding_measure_sound. */
    bool (*measure)(const char *path, struct rational *length, struct error *error);
};

extern const struct film_sounds convreel_sounds;

#endif
