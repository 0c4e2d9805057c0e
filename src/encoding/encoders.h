/* SPDX-License-Identifier: MIT */
/* The encoders, a file each. */
#ifndef ENCODING_ENCODERS_H
#define ENCODING_ENCODERS_H

#include "convreel/encoding.h"

extern const struct encoder encoder_png;
extern const struct encoder encoder_svg;
extern const struct encoder encoder_pdf;
extern const struct encoder encoder_gif;
extern const struct encoder encoder_mp4;

enum { FILM_KEY_PICTURES = 250 }; /* one at least of so many is packed whole, for seeking */

/* A failed write to a sink, with the system's reason from errno. Returns false. */
bool sink_error(const struct sink *sink, struct error *error);

/* A page's side in points. A list that fills its canvas keeps its own exact size, which the canvas
 * has in whole pixels only. */
double page_side(double own_pt, double canvas_pt, double pixel_pt);

#endif
