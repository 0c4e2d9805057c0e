/* SPDX-License-Identifier: MIT */
/* A film's subtitles, as its file holds them. Functions give a code of libavformat,
 * below 0 where they fail. */
#ifndef ENCODING_FILM_WORDS_H
#define ENCODING_FILM_WORDS_H

#include <libavformat/avformat.h>

#include "convreel/encoding.h"

struct film_words {
    AVFormatContext *format;          /* borrowed */
    AVStream *stream;                 /* of the subtitles; NULL: none */
    const struct subtitle *subtitles; /* borrowed */
    size_t count, next;
    bool has_text_length; /* before the bytes of each */
};

/* Adds the stream of subtitles, before the file's header. */
int film_words_open(struct film_words *words, const struct encoding_settings *settings,
                    AVFormatContext *format);
/* Writes those that begin before a time: the file has pictures and words in the order of time. */
int film_words_write(struct film_words *words, struct rational until);

#endif
