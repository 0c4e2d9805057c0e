/* SPDX-License-Identifier: MIT */
/* All that is heard in a film, sample by sample. */
#ifndef ENCODING_FILM_MIX_H
#define ENCODING_FILM_MIX_H

#include "encoding/film_recording.h"

struct film_mix;

/* Begins at tracks->from of the film; tracks are borrowed. */
struct film_mix *film_mix_create(const struct tracks *tracks);
/* The next `count` pairs of samples, into 2 * count floats from -1 to 1. */
bool film_mix_read(struct film_mix *mix, float *out, size_t count, struct error *error);
void film_mix_destroy(struct film_mix *mix); /* NULL: nothing */

#endif
