/* SPDX-License-Identifier: MIT */
#ifndef ENCODING_FILM_CHAPTERS_H
#define ENCODING_FILM_CHAPTERS_H

#include <libavformat/avformat.h>

#include "convreel/encoding.h"

/* Before the header is written. Below 0: a failure, as FFmpeg counts them. */
int film_add_chapters(AVFormatContext *format, const struct tracks *tracks);

#endif
