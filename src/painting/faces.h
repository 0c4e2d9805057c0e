/* SPDX-License-Identifier: MIT */
/* The fonts that draw words of one family in one style. */
#ifndef PAINTING_FACES_H
#define PAINTING_FACES_H

#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <harfbuzz/hb.h>

#include "convreel/base.h"
#include "convreel/drawing.h"

/* The size of a shaped text: a larger one is the same, scaled. Its glyphs stand where the font's
 * own units put them, to 1 / FACE_UNITS_PER_PT. */
enum { TEXT_SIZE_PT = 32, FACE_UNITS_PER_PT = 1024 };

/* One font, TEXT_SIZE_PT large. */
struct face {
    FcPattern *pattern;     /* owned: which it is */
    hb_font_t *font;        /* owned: in FACE_UNITS_PER_PT */
    hb_feature_t *features; /* in the arena of its faces: what the machine's rules ask for */
    unsigned feature_count;
    cairo_scaled_font_t *scaled; /* owned; NULL: not opened yet */
};

/* Those of a family in a style, best first. */
struct faces {
    struct faces *next;   /* of another family or style */
    struct font asked;    /* family: the arena's; of any size */
    FcConfig *config;     /* borrowed */
    FcPattern *pattern;   /* owned: what is asked for */
    struct face *first;   /* NULL: there is no font at all */
    FcFontSet *others;    /* owned, once a character is not in the first */
    struct face **opened; /* in the arena, of the others */
    struct arena *arena;  /* borrowed */
};

/* In the arena, which must outlive them. language: as BCP 47 has it. */
struct faces *faces_open(FcConfig *config, const struct font *font, const char *language,
                         struct arena *arena);
void faces_close(struct faces *faces);

/* The first that has the character; NULL: none. */
struct face *faces_with(struct faces *faces, unsigned character);

/* For Cairo. It opens the font's file. */
cairo_scaled_font_t *face_scaled(struct face *face);

#endif
