/* SPDX-License-Identifier: MIT */
/* One line of text as glyphs. */
#ifndef PAINTING_SHAPING_H
#define PAINTING_SHAPING_H

#include "faces.h"

/* Its lengths are in 1 / FACE_UNITS_PER_PT, y up. */
struct shaped_glyph {
    uint32_t index; /* in its font; 0: the font lacks the character */
    size_t byte;    /* of the string, where its characters begin */
    int advance, x, y;
};

/* Of one font. */
struct glyph_run {
    struct face *face;           /* borrowed from faces */
    size_t start, end;           /* bytes of the string */
    bool is_backward;            /* read from right to left */
    struct shaped_glyph *glyphs; /* from left to right */
    size_t count;
};

struct glyphs {
    struct glyph_run *runs; /* from left to right */
    size_t count;
    bool is_broken; /* memory ran out */
};

/* What shaping needs again for each text; zeroed: nothing yet. */
struct shaper {
    hb_language_t language;
    hb_buffer_t *buffer; /* owned */
    struct arena arena;  /* of the text at hand */
};

void shaper_finish(struct shaper *shaper);

/* In the arena. No runs: the text is empty, or there is no font. */
struct glyphs shaping_shape(struct shaper *shaper, struct faces *faces, const char *string,
                            struct arena *arena);
/* The line's width and how far its fonts reach above and below the baseline. */
struct text_extents shaping_extents(const struct glyphs *glyphs);
/* Adds the line to Cairo's path, or shows it as glyphs; its baseline starts at 0, 0. */
void shaping_add_path(const struct glyphs *glyphs, cairo_t *cairo);
void shaping_show(const struct glyphs *glyphs, const char *string, cairo_t *cairo);

#endif
