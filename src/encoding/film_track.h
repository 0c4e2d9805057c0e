/* SPDX-License-Identifier: MIT */
/* A film's sound as a stream of its file. */
#ifndef ENCODING_FILM_TRACK_H
#define ENCODING_FILM_TRACK_H

#include <libavformat/avformat.h>

#include "convreel/encoding.h"

struct film_track;

enum { FILM_BIT_RATE = 160000 }; /* of a film, in bits a second */

/* Whether the format's encoder of sound is there, where the film has any. */
bool film_track_probe(const struct encoding_settings *settings, struct error *error);
/* Adds the stream, before the file's header; *track NULL: the film has no sound. On failure
 * nothing is left. */
bool film_track_open(struct film_track **track, const struct encoding_settings *settings,
                     AVFormatContext *format, int64_t bit_rate, struct error *error);
/* Writes what is heard up to a time, seconds from the file's start; false: error says why, or
 * *code is what libavformat says of the file. */
bool film_track_write(struct film_track *track, struct rational until, int *code,
                      struct error *error);
/* The same to the end, and what the encoder still holds. */
bool film_track_finish(struct film_track *track, int *code, struct error *error);
/* Of a format whose times include what the encoder begins earlier: the file does not last longer
 * than to its end for it. In the packet's time base, which is the stream's. */
void film_track_end(AVPacket *packet, int64_t end);
void film_track_close(struct film_track *track); /* NULL: nothing */

#endif
