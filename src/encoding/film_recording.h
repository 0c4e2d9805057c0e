/* SPDX-License-Identifier: MIT */
/* A sound file as samples of one rate, in pairs of left and right. */
#ifndef ENCODING_FILM_RECORDING_H
#define ENCODING_FILM_RECORDING_H

#include "convreel/encoding.h"

enum { SOUND_RATE = 48000, SOUND_CHANNELS = 2 }; /* samples a second: one that Opus has */

struct film_recording;

/* file: open for reading, borrowed; where it stands does not matter, nor is it moved. NULL: error
 * says why not, with STATUS_SCENE where the file is no sound that can be read. */
struct film_recording *film_recording_open(int file, struct error *error);
/* Up to `count` pairs of samples, out of 2 * count floats; *got: how many, fewer only at the end.
 */
bool film_recording_read(struct film_recording *recording, float *out, size_t count, size_t *got,
                         struct error *error);
/* As encoding_measure_sound. */
bool film_recording_measure(int file, double most, struct rational *length, struct error *error);
void film_recording_close(struct film_recording *recording); /* NULL: nothing */

#endif
