/* SPDX-License-Identifier: MIT */
/* The table of formats. */
#include "encoding/encoders.h"
#include "encoding/film_formats.h"

#include <strings.h>

static const struct encoder *const encoders[] = {
    &encoder_png,
    &encoder_svg,
    &encoder_pdf,
    &encoder_html,
    &encoder_gif,
    &encoder_apng,
    &film_formats[FILM_MP4].encoder,
    &film_formats[FILM_WEBM].encoder,
    &film_formats[FILM_AV1].encoder,
    &film_formats[FILM_MOV].encoder,
    &film_formats[FILM_WEBP].encoder,
    &encoder_null,
    &encoder_hash,
};

const struct encoder *const *encoding_encoders(size_t *count)
{
    *count = sizeof encoders / sizeof *encoders;
    return encoders;
}

const struct encoder *encoding_find(const char *name)
{
    for (size_t i = 0; i < sizeof encoders / sizeof *encoders; i++)
        if (strcasecmp(encoders[i]->name, name) == 0)
            return encoders[i];
    return NULL;
}
