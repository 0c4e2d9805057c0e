/* SPDX-License-Identifier: MIT */
/* The table of formats. */
#include "encoding/encoders.h"
#include "encoding/film_formats.h"

#include <math.h>
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

void encoding_forget(struct encoding_memory *memory)
{
    if (memory->destroy)
        memory->destroy(memory->data);
    *memory = (struct encoding_memory){0};
}

/* All in pixels. */
static double page_side(double exact, double own, double whole)
{
    if (exact > 0)
        return exact;
    return fabs(own - whole) < 1 ? own : whole;
}

struct point page_size(const struct display_list *list, const struct canvas *canvas,
                       double pixel_pt)
{
    double width = page_side(canvas->page.x, list->width_pt * canvas->scale, (double)canvas->width);
    double height =
        page_side(canvas->page.y, list->height_pt * canvas->scale, (double)canvas->height);
    return (struct point){width * pixel_pt, height * pixel_pt};
}
