/* SPDX-License-Identifier: MIT */
/* The formats that the module writes, a row each; it reads a row's second half. */
#ifndef ENCODING_FILM_FORMATS_H
#define ENCODING_FILM_FORMATS_H

#include "convreel/encoding.h"

struct film_format {
    struct encoder encoder;
    const char *symbol;    /* the encoder's name in the module; what follows is convreel_film's */
    const char *container; /* as libavformat names it */
    const char *codecs;    /* of libavcodec, in the order of trying, with commas */
    const char *pixels;    /* as libavutil names their format, */
    const char *alpha_pixels; /* and where the background is transparent; NULL: it cannot be */
    const char *subtitles;    /* how the container holds them, as libavcodec names it */
    const char *sound;        /* the encoder of sound, as libavcodec names it, */
    const char *samples;      /* and the format of its samples, as libavutil does */
    bool has_sound_delay;     /* times of sound include what its encoder begins earlier */
    const char *options;      /* of the container, key=value with colons between; "": none */
};

enum film_format_number { FILM_MP4, FILM_WEBM, FILM_AV1, FILM_MOV, FILM_WEBP, FILM_FORMATS };

extern const struct film_format film_formats[FILM_FORMATS];

/* NULL: none. */
const struct film_format *film_format_named(const char *name);
/* The row of settings.format; there must be one. */
const struct film_format *film_format_find(const char *name);

/* The module's encoder, loaded when it is needed. */
bool film_loader_probe(const struct encoding_settings *settings, struct probed *probed,
                       struct error *error);
bool film_loader_open(void **state, const struct encoding_settings *settings, struct sink *sink,
                      struct error *error);
bool film_loader_add(void *state, const struct frame *frame, struct error *error);
bool film_loader_finish(void *state, struct error *error);
void film_loader_abort(void *state);
bool film_loader_join(const struct film_parts *parts, struct sink *sink, struct error *error);

/* The sound alone, for pages: all that is heard in settings->length, as a WebM file. */
bool film_loader_encode_sound(const struct encoding_settings *settings, struct buffer *out,
                              struct error *error);

/* As encoding_put_libraries; nothing where the module is not. */
void film_loader_put_libraries(struct buffer *out);

#endif
