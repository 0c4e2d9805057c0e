/* SPDX-License-Identifier: MIT */
/* A film's file as libavformat writes it. libavformat loses some failures, of seeking and of
 * reading back, so the first one is kept here. */
#ifndef ENCODING_FILM_FILE_H
#define ENCODING_FILM_FILE_H

#include <libavformat/avformat.h>

#include "convreel/encoding.h"

struct film_file {
    int number;      /* of the open file; borrowed from the sink */
    int64_t end;     /* bytes written so far, from the file's start */
    int64_t at;      /* where the next byte is written */
    int64_t read_at; /* where the next byte is read back */
    int reason;      /* errno of the first failure; 0: none */
};

/* Makes the sink's file the format's. False: out of memory. */
bool film_file_open(struct film_file *file, const struct sink *sink, AVFormatContext *format);
void film_file_close(AVFormatContext *format); /* one without a file: nothing */

#endif
