/* SPDX-License-Identifier: MIT */
/* The table of formats. */
#include "encoding/encoders.h"

#include <math.h>
#include <strings.h>

static const struct encoder *const encoders[] = {
    &encoder_png, &encoder_svg, &encoder_pdf, &encoder_gif, &encoder_mp4,
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

double page_side(double own_pt, double canvas_pt, double pixel_pt)
{
    return fabs(own_pt - canvas_pt) < pixel_pt ? own_pt : canvas_pt;
}
