/* SPDX-License-Identifier: MIT */
/* The encoders, a file each; films are in film_formats.h. */
#ifndef ENCODING_ENCODERS_H
#define ENCODING_ENCODERS_H

#include "convreel/encoding.h"

extern const struct encoder encoder_png;
extern const struct encoder encoder_apng;
extern const struct encoder encoder_svg;
extern const struct encoder encoder_svg_film; /* encoder_svg.moving */
extern const struct encoder encoder_pdf;
extern const struct encoder encoder_html;
extern const struct encoder encoder_gif;
extern const struct encoder encoder_null;
extern const struct encoder encoder_hash;

/* A failed write to a sink, with the system's reason from errno. Returns false. */
bool sink_error(const struct sink *sink, struct error *error);

/* A page's size in points: the canvas's own, or of a list that fills it, where the canvas has it in
 * whole pixels only. */
struct point page_size(const struct display_list *list, const struct canvas *canvas,
                       double pixel_pt);

#endif
