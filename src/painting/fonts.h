/* SPDX-License-Identifier: MIT */
/* Where the words get their fonts from. */
#ifndef PAINTING_FONTS_H
#define PAINTING_FONTS_H

#include "shaping.h"

/* Where fonts are looked for, one after the other. */
enum font_source {
    FONTS_OWN,        /* the families of our themes, and what stands in for signs that they lack */
    FONTS_OF_FOLDERS, /* all in the usual folders, without the rules of the machine */
    FONTS_OF_SYSTEM,  /* those of the machine's own configuration, with its rules */
    FONT_SOURCES
};

/* A set of fonts. Zeroed: nothing is asked of it yet. */
struct fonts {
    bool is_asked;
    FcConfig *config;    /* owned; NULL: they are not to be used */
    struct faces *faces; /* owned: of what was asked for so far */
    struct arena arena;  /* theirs */
};

/*
 * Opens them unless they are. The first two are not to be used where the machine's rules must be
 * kept, since somebody has changed them by FONTCONFIG_FILE and its kin or in a file of their own;
 * nor where memory runs out. With them a start takes a tenth of the time.
 */
void fonts_open(struct fonts *fonts, enum font_source source);
void fonts_close(struct fonts *fonts); /* also if it is not open */

/* Whether one of the families, a name or several with commas, is there. Names that only the
 * machine's rules know, such as sans-serif, are not. */
bool fonts_have(const struct fonts *fonts, const char *families);

/* Those of a family in a style; they belong to fonts, whose config is not NULL. */
struct faces *fonts_faces(struct fonts *fonts, const struct font *font, const char *language);

/* Whether the family that was asked for is there: fontconfig takes another one without a word. */
bool fonts_have_font(const struct faces *faces);
/* Whether a text's fonts serve as well as the machine's rules would: the family is there in the
 * style that is asked for, and it or a stand-in of ours has every character. */
bool fonts_suffice(const struct glyphs *glyphs, const struct font *font);

/* Whether the fonts have all letters of a text; else error says what is missing. */
bool fonts_check_letters(const struct glyphs *glyphs, const char *string, struct error *error);
/* Whether Cairo can read them. It opens their files for that. */
bool fonts_check_files(const struct glyphs *glyphs, struct error *error);

#endif
