/* SPDX-License-Identifier: MIT */
/* What the module of films gives beside its encoders. */
#ifndef ENCODING_FILM_MODULE_H
#define ENCODING_FILM_MODULE_H

#include "convreel/encoding.h"

struct film_sounds {
    /* As encoding_measure_sound. */
    bool (*measure)(int file, double most, struct rational *length, struct error *error);
    /* All that is heard in settings->length, as a WebM file. */
    bool (*encode)(const struct encoding_settings *settings, struct buffer *out,
                   struct error *error);
};

extern const struct film_sounds convreel_sounds;

struct film_libraries {
    /* As encoding_put_libraries. */
    void (*put)(struct buffer *out);
};

extern const struct film_libraries convreel_film_libraries;

#endif
