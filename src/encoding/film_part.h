/* SPDX-License-Identifier: MIT */
/* What a part of a film tells of itself: a line of the file's metadata. */
#ifndef ENCODING_FILM_PART_H
#define ENCODING_FILM_PART_H

#include <libavutil/dict.h>

#include "convreel/encoding.h"

struct film_label {
    struct film_part part;
    struct rational fps, length; /* length: seconds, of the whole film */
    char format[8];              /* the encoder's name */
    bool is_rate_variable;
};

/* Adds the line to a file's metadata, and what its muxer must be told to write it. Below 0: a
 * failure, as FFmpeg counts them. */
int film_part_write(const struct encoding_settings *settings, AVDictionary **metadata,
                    AVDictionary **options);
/* False: there is none, or it makes no sense. */
bool film_part_read(const AVDictionary *metadata, struct film_label *out);

#endif
