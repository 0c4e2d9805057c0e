/* SPDX-License-Identifier: MIT */
/* Which of FFmpeg's encoders makes a film, and how it is set up. */
#ifndef ENCODING_FILM_CODEC_H
#define ENCODING_FILM_CODEC_H

#include <libavcodec/avcodec.h>

#include "convreel/encoding.h"

/* The encoder that the settings name, else the first that libavcodec has. It opens, or error says
 * why not (NULL): another one would make another film. probed may be NULL. */
AVCodecContext *film_codec_open(const struct encoding_settings *settings, struct probed *probed,
                                struct error *error);

/* Frees it, whether it has ended or not; NULL: nothing. */
void film_codec_close(AVCodecContext *context);

#endif
