/* SPDX-License-Identifier: MIT */
/* Images in SVG. */
#ifndef ENCODING_SVG_PIXELS_H
#define ENCODING_SVG_PIXELS_H

#include "convreel/drawing.h"

/* As a PNG in base64. */
void svg_put_pixels(struct buffer *out, const struct image *image);

#endif
