/* SPDX-License-Identifier: MIT */
/* The pieces that an SVG is written of. */
#ifndef ENCODING_SVG_WORDS_H
#define ENCODING_SVG_WORDS_H

#include "convreel/base.h"
#include "convreel/scene.h"

void svg_put_number(struct buffer *out, double number);
/* Where something stands, points: in pages and SVG most of all numbers are these. */
void svg_put_place(struct buffer *out, double place);
/* As svg_put_place prints it. */
double svg_round(double place);
/* The following add a blank, a name, = and the value in quotes. */
void svg_put_attribute(struct buffer *out, const char *name, double number);
void svg_put_color(struct buffer *out, const char *name, struct color color);
/* font-family: the font's own, a name or several with commas, and a generic one for readers without
 * it. */
void svg_put_family(struct buffer *out, const char *family);
/* "#rrggbb", or "none" where it is transparent. */
void svg_put_color_name(struct buffer *out, struct color color);
/* Text between tags or quotes. */
void svg_put_escaped(struct buffer *out, const char *text);
/* Of an address that holds its data. */
void svg_put_base64(struct buffer *out, const unsigned char *bytes, size_t length);

#endif
